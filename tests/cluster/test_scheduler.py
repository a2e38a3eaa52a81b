"""What is told where a scheduler cannot start or cannot be reached, on real sockets."""

import gc
import logging
import socket

import pytest
from labs import Lab

from cellclassifier.cluster import scheduler
from cellclassifier.cluster.security import make_certificates
from cellclassifier.core.errors import UserError


def test_a_port_in_use_is_told_with_what_to_do():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            UserError, match=rf"Port {port} of 127.0.0.1 .*in use.*--port"
        ):
            scheduler.asyncio.run(
                scheduler._run(scheduler.options("127.0.0.1", port, None))
            )
    # Dask would leave its own try open, which is told of now.
    gc.collect()


def test_refused_computers_are_told_once_a_minute(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr(scheduler.time, "monotonic", lambda: clock[0])
    refusals = scheduler.Refusals()

    def shown(text="Listener on %r: TLS handshake failed with remote %r: %s"):
        record = logging.LogRecord("x", 30, "", 1, text, ("a", "tcp://b", "c"), None)
        return record.getMessage() if refusals.filter(record) else ""

    assert "(tcp://b)" in shown()
    assert shown() == ""
    assert shown("%s %s %s") == "a tcp://b c"
    clock[0] += scheduler.REFUSED_SECONDS
    assert shown().startswith("A computer was refused")


def test_refusals_are_told_however_quiet_dask_is_and_once():
    scheduler.tell_refusals()
    scheduler.tell_refusals()
    logger = logging.getLogger("distributed.comm.tcp")
    (refusals,) = [f for f in logger.filters if isinstance(f, scheduler.Refusals)]
    text = "Listener on %r: TLS handshake failed with remote %r: %s"
    record = logging.LogRecord("x", 30, "", 1, text, ("a", "tcp://b", "c"), None)
    refusals._next = 0.0
    assert refusals.filter(record)
    # The handlers of a cluster's own scheduler let nothing less through.
    assert record.levelno == logging.CRITICAL


def test_what_hinders_is_told(tmp_path):
    for name in ("ours", "others"):
        make_certificates(tmp_path / name)
    lab = Lab(tmp_path, tmp_path / "ours")
    try:
        assert scheduler.hindrance(lab.address, tmp_path / "ours", first=True) == ""
        with pytest.raises(UserError, match="certificates do not fit"):
            scheduler.hindrance(lab.address, tmp_path / "others", first=True)
        assert "do not fit" in scheduler.hindrance(lab.address, tmp_path / "others")
        told = scheduler.hindrance(lab.address.replace("tls", "tcp"), None)
        assert "use tls:// and --certificates" in told
    finally:
        lab.close()


def test_a_scheduler_without_tls_greets(tmp_path):
    lab = Lab(tmp_path)
    try:
        assert scheduler.hindrance(lab.address, None, first=True) == ""
    finally:
        lab.close()
    assert "Nothing answers" in scheduler.hindrance(lab.address, None)


def test_what_dask_names_is_left_out():
    text = "in <TCP (closed) local=tcp://a remote=b>: ConnectionResetError: reset"
    assert scheduler.reason(OSError(text)) == "ConnectionResetError: reset"
