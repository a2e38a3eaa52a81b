"""Whether a scheduler answers, found out without Dask: by its port and certificates."""

import socket
import ssl
from pathlib import Path
from urllib.parse import urlsplit

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.places import CERTIFICATES

PORT = 8786
"""Port of a scheduler where an address names none."""

SECONDS = 5.0
"""Time that an answer may take, s."""


def reach(address: str, certificates: Path | None, seconds: float = SECONDS) -> None:
    """Find out whether something answers at an address, with the same certificates.

    Args:
        address: Such as ``tls://workstation:8786``.
        certificates: Their folder, for an address with TLS.
        seconds: Time that an answer may take, s.

    Raises:
        UserError: Nothing answers, or it has other certificates.
    """
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or PORT
    try:
        with socket.create_connection((host, port), seconds) as made:
            if certificates is not None:
                _shake_hands(made, certificates)
    except ssl.SSLError as error:
        raise UserError(
            tr(
                "{address} answers, and its certificates do not fit those in "
                "{certificates} ({reason}). Use a copy of the folder that "
                "the scheduler was started with.",
                address=address,
                certificates=certificates,
                reason=error.reason or error,
            )
        ) from error
    except OSError as error:
        raise UserError(
            tr(
                "Nothing answers at {address} ({strerror}). See that the "
                "scheduler runs, that the name of its computer is right, and that no "
                "firewall closes port {port}.",
                address=address,
                strerror=error.strerror or error,
                port=port,
            )
        ) from error


def _shake_hands(made: socket.socket, folder: Path) -> None:
    authority, certificate, key = (folder / name for name in CERTIFICATES)
    around = ssl.create_default_context(cafile=authority)
    # Whose certificate it is decides, not the name: see `cluster.security`.
    around.check_hostname = False
    around.load_cert_chain(certificate, key)
    with around.wrap_socket(made) as safe:
        # With TLS 1.3 a refusal of this side comes only with the first bytes.
        safe.recv(1)
