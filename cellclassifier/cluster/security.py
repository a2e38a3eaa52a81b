"""TLS certificates for scheduler, nodes and windows, made by one command.

One small authority of the lab signs one certificate, which all of them hold: who has
the folder may take part. See https://distributed.dask.org/en/stable/tls.html

**What is protected.** Every connection of Dask is encrypted by TLS 1.3, and either end
has to show a certificate of this authority before a byte of Dask's is read. Who has not
got the folder can neither listen, nor change what is sent, nor take part.

**What is not.** Dask does not compare the name in a certificate with the computer that
shows it (``check_hostname`` is off in ``distributed.security``, since nodes of a
cluster have no lasting names). All hold the same certificate, so anyone who has the
folder can pose as the scheduler, and give work to every node under the account that
started it; `guard` limits that to this program's own, as far as it holds, so treat the
key as one to these accounts. One computer alone cannot be shut out; if the key was
lost, make new certificates, copy them, and start all anew. Neither Dask's status pages
(HTTP) are encrypted, nor files on a shared disk. On Windows the folder is as private as
the one that it lies in.
"""

import datetime
import ipaddress
import os
import ssl
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cellclassifier.cluster import extras, signing
from cellclassifier.cluster.certificates import AGAIN, check_time, read, unreadable
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.places import CERTIFICATES

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from distributed import Security

AUTHORITY, CERTIFICATE, KEY = CERTIFICATES

SOON_DAYS = 60
"""How long before their time is over a warning is given, days."""


def make_certificates(folder: Path, hosts: Sequence[str] = ()) -> tuple[Path, ...]:
    """Make the certificates of a lab in a new folder; return the files.

    They are valid for `signing.VALID_YEARS`. The key can be read by its owner alone.

    Args:
        folder: The folder; it must be empty or not be there.
        hosts: Names and addresses of the computers, beside this one's. They are written
            down for other programs; Dask does not look at them.

    Raises:
        UserError: The folder holds something, `cryptography` is not installed, or one
            of `hosts` is neither a name nor an address.
        OSError: It cannot be written.
    """
    extras.require("cryptography")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(
            tr(
                "{folder} is not an empty folder. Name one that is not there yet, so "
                "that certificates in use are not lost: cellclassifier certificates "
                "FOLDER",
                folder=folder,
            )
        )
    made = signing.sign(hosts)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    paths = folder / AUTHORITY, folder / CERTIFICATE, folder / KEY
    write_atomically(paths[0], made.authority)
    write_atomically(paths[1], made.certificate)
    _write_secret(paths[2], made.key)
    return paths


def _write_secret(path: Path, data: bytes) -> None:
    """Write a new file that was never readable for others, not even while empty."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def security(folder: Path | None) -> "Security | None":
    """Return what Dask needs of the certificates in `folder`; ``None`` without one.

    Raises:
        UserError: A file is missing, cannot be read, does not belong to the others, or
            its time is over; or Dask is not installed.
    """
    if folder is None:
        return None
    extras.require("distributed", "cryptography")
    check(folder)
    from distributed import Security

    found = folder.resolve()
    certificate, key = str(found / CERTIFICATE), str(found / KEY)
    # What is left out, Dask takes from configuration files of the user's.
    return Security(
        require_encryption=True,
        tls_min_version=ssl.TLSVersion.TLSv1_3,
        tls_max_version=None,
        tls_ciphers=None,
        tls_ca_file=str(found / AUTHORITY),
        tls_client_cert=certificate,
        tls_client_key=key,
        tls_scheduler_cert=certificate,
        tls_scheduler_key=key,
        tls_worker_cert=certificate,
        tls_worker_key=key,
    )


def check(folder: Path) -> None:
    """See to it that the certificates in `folder` can be used now.

    Raises:
        UserError: A file is missing, cannot be read, does not belong to the others, or
            its time is over; or `cryptography` is not installed.
    """
    extras.require("cryptography")
    missing = [n for n in CERTIFICATES if not (folder / n).is_file()]
    if missing:
        raise UserError(
            tr(
                "The folder {folder} has no {missing}. Expected a folder that "
                "'cellclassifier certificates' made, copied with all its files.",
                folder=folder,
                missing=" and no ".join(missing),
            )
        )
    try:
        authority, certificate = read(folder / AUTHORITY), read(folder / CERTIFICATE)
        _check_signed(folder, authority, certificate)
    except OSError as error:
        # Errors of TLS are among these.
        raise unreadable(folder, error) from error
    check_time(folder, (authority, certificate))


def _check_signed(
    folder: Path, authority: "Certificate", certificate: "Certificate"
) -> None:
    from cryptography.exceptions import InvalidSignature

    mixed = UserError(
        tr(
            "The files in {folder} do not belong together: they are of different "
            "folders that 'cellclassifier certificates' made. Copy one of these with "
            "all its files.",
            folder=folder,
        )
    )
    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature) as error:
        raise mixed from error
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        # With a password given, none is asked for at the terminal.
        context.load_cert_chain(folder / CERTIFICATE, folder / KEY, password="none")
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise mixed from error
        raise


def warning(address: str, folder: Path | None) -> str:
    """Return what to know before an address is used, or nothing.

    Mostly it is used without TLS then; or others can read the key, or the time of the
    certificates is over soon.

    Raises:
        UserError: Address and certificates do not fit: ``tls://`` without a folder, or
            ``tcp://`` with one; or the certificates cannot be used.
    """
    encrypted = address.startswith("tls://")
    if encrypted and folder is None:
        raise UserError(
            tr(
                "{address} is used with TLS, and no certificates were named. Name the "
                "folder that 'cellclassifier certificates' made: --certificates FOLDER",
                address=address,
            )
        )
    if not encrypted and folder is not None:
        raise UserError(
            tr(
                "{address} is used without TLS, and certificates were named. Expected "
                "tls://{other}, with a scheduler that was started with them; or leave "
                "the certificates away.",
                address=address,
                other=address.partition("://")[2],
            )
        )
    return _without_tls(address) if folder is None else _of_folder(folder)


def _without_tls(address: str) -> str:
    who = "on the network can reach it"
    if _is_loopback(urlsplit(address).hostname or ""):
        who = "has an account on this computer"
    return (
        f"{address} is not protected: whoever {who} can have work done in your "
        "name, and see and change images and results on their way. Use it only on a "
        "network where you trust everyone, or make certificates: cellclassifier "
        "certificates FOLDER"
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _of_folder(folder: Path) -> str:
    check(folder)
    told = []
    key = folder / KEY
    if os.name == "posix" and key.stat().st_mode & 0o077:
        told.append(
            tr(
                "{key} can be read by others, who can then have work done in your "
                "name: chmod 600 '{key}'",
                key=key,
            )
        )
    until = min(read(folder / n).not_valid_after_utc for n in (AUTHORITY, CERTIFICATE))
    days = (until - datetime.datetime.now(datetime.UTC)).days
    if days < SOON_DAYS:
        told.append(
            tr(
                "The time of the certificates in {folder} is over in {days} days. "
                "{again}",
                folder=folder,
                days=days,
                again=AGAIN,
            )
        )
    return " ".join(told)
