"""Whether a scheduler answers, on sockets of this computer."""

import socket
import ssl
import threading

import pytest

from cellclassifier.core import reaching
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import CERTIFICATES


@pytest.fixture
def listening():
    made = socket.create_server(("127.0.0.1", 0))
    yield made
    made.close()


def certificates(folder):
    security = pytest.importorskip("cellclassifier.cluster.security")
    security.make_certificates(folder, ["127.0.0.1"])
    return folder


def serve(listening, folder):
    """Answer once, as a scheduler with the certificates of a folder does."""
    authority, certificate, key = (folder / name for name in CERTIFICATES)
    around = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    around.load_verify_locations(authority)
    around.load_cert_chain(certificate, key)
    around.verify_mode = ssl.CERT_REQUIRED

    def work():
        made, _ = listening.accept()
        try:
            with around.wrap_socket(made, server_side=True) as safe:
                safe.sendall(b"dask")
        except OSError:
            made.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_an_open_port_is_reached_and_a_closed_one_is_told(listening):
    port = listening.getsockname()[1]
    reaching.reach(f"tcp://127.0.0.1:{port}", None)
    listening.close()
    with pytest.raises(UserError, match=f"Nothing answers at .*firewall .*{port}"):
        reaching.reach(f"tcp://127.0.0.1:{port}", None, 1)


def test_the_same_certificates_are_needed(listening, tmp_path):
    address = f"tls://127.0.0.1:{listening.getsockname()[1]}"
    ours = certificates(tmp_path / "ours")
    thread = serve(listening, ours)
    reaching.reach(address, ours)
    thread.join()
    thread = serve(listening, certificates(tmp_path / "others"))
    with pytest.raises(UserError, match="its certificates do not fit"):
        reaching.reach(address, ours)
    thread.join()


def test_without_a_port_it_is_that_of_schedulers(monkeypatch):
    asked = []

    def refuse(where, seconds):
        asked.append(where)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(reaching.socket, "create_connection", refuse)
    with pytest.raises(UserError, match="Connection refused"):
        reaching.reach("tcp://lab", None)
    assert asked == [("lab", 8786)]
