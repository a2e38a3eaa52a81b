"""Certificates of a lab, in real handshakes between a scheduler and its clients."""

import asyncio
import datetime
import shutil
import ssl
import stat
import sys

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from cellclassifier.cluster import extras, security, signing
from cellclassifier.core.errors import UserError


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab") / "certificates"
    security.make_certificates(folder, ["workstation.lab.example", "10.1.2.3"])
    return folder


def aged(folder, days):
    """Make certificates as they were made some days ago."""
    now = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days)
    folder.mkdir()
    for name, data in zip(
        (security.AUTHORITY, security.CERTIFICATE, security.KEY),
        signing.sign([], now),
        strict=True,
    ):
        (folder / name).write_bytes(data)
    (folder / security.KEY).chmod(0o600)
    return folder


def read(path):
    return x509.load_pem_x509_certificate(path.read_bytes())


def test_the_key_is_for_its_owner_alone(made):
    files = sorted(path.name for path in made.iterdir())
    assert files == ["authority.pem", "certificate.pem", "key.pem"]
    if sys.platform != "win32":
        assert stat.S_IMODE(made.stat().st_mode) == 0o700
        assert stat.S_IMODE((made / "key.pem").stat().st_mode) == 0o600


def test_names_and_time_are_written_down(made):
    certificate = read(made / "certificate.pem")
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    dns = names.value.get_values_for_type(x509.DNSName)
    addresses = map(str, names.value.get_values_for_type(x509.IPAddress))
    assert {"workstation.lab.example", "localhost"} <= set(dns)
    assert {"10.1.2.3", "127.0.0.1"} <= set(addresses)
    until = certificate.not_valid_after_utc
    days = (until - datetime.datetime.now(datetime.UTC)).days
    assert days in (5 * 365 - 1, 5 * 365)
    # Valid at once where a clock is behind.
    assert certificate.not_valid_before_utc < datetime.datetime.now(datetime.UTC)


def test_another_library_accepts_the_chain_strictly(made):
    """OpenSSL itself, with the checks that Python 3.13 has by default."""
    client = ssl.create_default_context(cafile=made / "authority.pem")
    client.verify_flags |= ssl.VERIFY_X509_STRICT
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(made / "certificate.pem", made / "key.pem")
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [
        client.wrap_bio(to_client, to_server, server_hostname="10.1.2.3"),
        server.wrap_bio(to_server, to_client, server_side=True),
    ]
    for _ in range(4):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
    assert ends[0].version() == "TLSv1.3"
    assert ends[0].getpeercert()["issuer"][0][0][1] == "Cell Classifier authority"


def test_what_is_there_is_not_overwritten(made, tmp_path):
    before = (made / "key.pem").read_bytes()
    with pytest.raises(UserError, match="is not an empty folder"):
        security.make_certificates(made)
    assert (made / "key.pem").read_bytes() == before
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="is not an empty folder"):
        security.make_certificates(tmp_path / "file")


@pytest.mark.parametrize("host", ["", "host:8786", "tls://host", "a b", "-x", "x" * 99])
def test_a_host_that_is_none_is_told_and_nothing_is_made(tmp_path, host):
    if host == "x" * 99:
        host = "\u00fc" * 99
    with pytest.raises(UserError, match="without a port"):
        security.make_certificates(tmp_path / "new", [host])
    assert not (tmp_path / "new").exists()


def test_hosts_of_other_letters_and_addresses_of_ipv6(tmp_path):
    folder = tmp_path / "new"
    security.make_certificates(folder, ["m\u00fcnchen.example", "fe80::1", "*.lab"])
    names = read(folder / "certificate.pem").extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    assert {"xn--mnchen-3ya.example", "*.lab"} <= set(
        names.value.get_values_for_type(x509.DNSName)
    )


def test_dask_is_told_to_encrypt_everything(made):
    found = security.security(made)
    assert found.require_encryption is True
    assert found.tls_min_version == ssl.TLSVersion.TLSv1_3
    for role in ("client", "scheduler", "worker"):
        told = found.get_tls_config_for_role(role)
        assert told["key"] == str(made.resolve() / "key.pem")
        context = found.get_connection_args(role)["ssl_context"]
        assert context.verify_mode == ssl.CERT_REQUIRED
        # If Dask ever checks names, say so in the module's first lines.
        assert context.check_hostname is False
    assert security.security(None) is None


def test_settings_of_dask_do_not_weaken_it(made):
    import dask

    weak = {
        "distributed.comm.tls.min-version": 1.2,
        "distributed.comm.tls.ciphers": "x",
    }
    with dask.config.set(weak):
        found = security.security(made)
    assert (found.tls_min_version, found.tls_ciphers) == (ssl.TLSVersion.TLSv1_3, None)


def greeting(listens, calls, protocol="tls"):
    """Have a client of one folder greet a scheduler of another; return its answer."""
    from distributed import Scheduler, rpc

    server, client = security.security(listens), security.security(calls)

    async def greet():
        # Any port for the status pages, too: another test may have the usual one.
        scheduler = Scheduler(
            host="127.0.0.1",
            port=0,
            protocol="tls",
            security=server,
            dashboard_address="127.0.0.1:0",
        )
        async with scheduler:
            address = scheduler.address.replace("tls", protocol)
            arguments = client.get_connection_args("client") if client else {}
            async with rpc(address, connection_args=arguments, timeout=2) as remote:
                return await asyncio.wait_for(remote.identity(), 15)

    return asyncio.run(greet())


def test_a_client_of_the_same_lab_is_greeted(made):
    assert greeting(made, made)["type"] == "Scheduler"


def test_a_copied_folder_is_of_the_same_lab(made, tmp_path):
    copied = shutil.copytree(made, tmp_path / "copied")
    assert greeting(made, copied)["type"] == "Scheduler"


def test_a_client_of_another_lab_is_refused(made, tmp_path, caplog):
    other = tmp_path / "other"
    security.make_certificates(other)
    with pytest.raises(OSError, match="before comm was established"):
        greeting(made, other)
    assert "TLS handshake failed" in caplog.text


def test_a_client_that_trusts_the_lab_without_its_key_is_refused(
    made, tmp_path, caplog, monkeypatch
):
    """The scheduler asks for a certificate, too, not the client alone."""
    other = tmp_path / "other"
    security.make_certificates(other)
    shutil.copyfile(made / "authority.pem", other / "authority.pem")
    monkeypatch.setattr(security, "_check_signed", lambda *_: None)
    with pytest.raises(OSError, match=r"\w"):
        greeting(made, other)
    assert "TLS handshake failed" in caplog.text


def test_a_client_without_certificates_is_refused(made, caplog):
    with pytest.raises(OSError, match="before comm was established"):
        greeting(made, None, protocol="tcp")
    assert "TLS handshake failed" in caplog.text


@pytest.mark.parametrize("name", ["authority.pem", "certificate.pem", "key.pem"])
def test_a_missing_file_is_named(made, tmp_path, name):
    copied = shutil.copytree(made, tmp_path / "copied")
    (copied / name).unlink()
    with pytest.raises(UserError, match=f"has no {name}"):
        security.security(copied)


@pytest.mark.parametrize("name", ["authority.pem", "certificate.pem"])
def test_a_damaged_certificate_is_told(made, tmp_path, name):
    copied = shutil.copytree(made, tmp_path / "copied")
    (copied / name).write_text("-----BEGIN CERTIFICATE-----\nno\n")
    with pytest.raises(UserError, match=f"{name} is no certificate, or damaged"):
        security.security(copied)


def test_a_damaged_key_is_told(made, tmp_path):
    copied = shutil.copytree(made, tmp_path / "copied")
    (copied / "key.pem").write_text("no key")
    with pytest.raises(UserError, match="cannot be read"):
        security.security(copied)


def test_a_key_with_a_password_is_told_and_nobody_is_asked(made, tmp_path):
    copied = shutil.copytree(made, tmp_path / "copied")
    key = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"secret"),
    )
    (copied / "key.pem").write_bytes(key)
    with pytest.raises(UserError, match="cannot be read"):
        security.security(copied)


@pytest.mark.parametrize("name", ["authority.pem", "certificate.pem", "key.pem"])
def test_files_of_two_labs_do_not_belong_together(made, tmp_path, name):
    security.make_certificates(tmp_path / "other")
    copied = shutil.copytree(made, tmp_path / "copied")
    shutil.copyfile(tmp_path / "other" / name, copied / name)
    with pytest.raises(UserError, match="do not belong together"):
        security.security(copied)


def test_what_is_over_is_told_with_what_to_do(tmp_path):
    with pytest.raises(UserError, match=r"was over on \d{4}-\d\d-\d\d\. Make new ones"):
        security.security(aged(tmp_path / "old", 5 * 365 + 1))


def test_a_clock_that_is_behind_is_told(tmp_path):
    with pytest.raises(UserError, match="Set the clock of this computer"):
        security.security(aged(tmp_path / "early", -3))


def test_without_the_library_the_extra_is_named(tmp_path, made, monkeypatch):
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"cryptography is needed and not installed"):
        security.make_certificates(tmp_path / "new")
    with pytest.raises(UserError, match=r'pip install "cellclassifier\[cluster\]"'):
        security.security(made)
    monkeypatch.setattr(extras.program, "frozen", lambda: True)
    with pytest.raises(UserError, match="this bundle was made without"):
        security.security(made)


def test_address_and_certificates_have_to_fit(made):
    with pytest.raises(UserError, match="no certificates were named"):
        security.warning("tls://host:8786", None)
    with pytest.raises(UserError, match="Expected tls://host:8786"):
        security.warning("tcp://host:8786", made)
    assert security.warning("tls://host:8786", made) == ""


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("tcp://workstation:8786", "on the network can reach it"),
        ("tcp://10.0.0.1:8786", "on the network can reach it"),
        ("tcp://127.0.0.1:8786", "has an account on this computer"),
        ("tcp://[::1]:8786", "has an account on this computer"),
        ("tcp://localhost:8786", "has an account on this computer"),
    ],
)
def test_without_tls_who_could_harm_is_told(address, who):
    told = security.warning(address, None)
    assert told.startswith(f"{address} is not protected: whoever {who}")
    assert "cellclassifier certificates FOLDER" in told


def test_a_key_that_others_can_read_is_told(made, tmp_path):
    copied = shutil.copytree(made, tmp_path / "copied")
    (copied / "key.pem").chmod(0o644)
    if sys.platform != "win32":
        assert "chmod 600" in security.warning("tls://host:8786", copied)


def test_the_end_is_told_before_it_comes(tmp_path):
    told = security.warning("tls://host:1", aged(tmp_path / "old", 5 * 365 - 30))
    assert "is over in 29 days" in told
