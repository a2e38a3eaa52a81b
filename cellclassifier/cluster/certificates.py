"""Certificates that lie in a folder: whether they can be used, and belong together."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

AGAIN = tr(
    "Make new ones in a new folder, copy that to every computer, and start scheduler "
    "and nodes anew: cellclassifier certificates FOLDER"
)
"""What to do where the time of certificates is over."""


def read(path: Path) -> "Certificate":
    """Return the first certificate of a file.

    Raises:
        UserError: It holds none, or is damaged.
        OSError: It cannot be read.
    """
    from cryptography.x509 import load_pem_x509_certificate

    try:
        return load_pem_x509_certificate(path.read_bytes())
    except ValueError as error:
        raise UserError(
            tr(
                "{path} is no certificate, or damaged. Copy the folder again from "
                "where 'cellclassifier certificates' made it.",
                path=path,
            )
        ) from error


def unreadable(folder: Path, error: OSError) -> UserError:
    """Return the error that the certificates of a folder cannot be read."""
    reason = error.strerror or str(error)
    return UserError(
        tr(
            "The certificates in {folder} cannot be read ({reason}). They have to "
            "belong to the account that works with them; if they are damaged, copy "
            "them again.",
            folder=folder,
            reason=reason,
        )
    )


def check_time(folder: Path, certificates: "Sequence[Certificate]") -> None:
    """Make sure that certificates are valid now.

    Raises:
        UserError: Their time is over, or has not begun.
    """
    now = datetime.datetime.now(datetime.UTC)
    until = min(each.not_valid_after_utc for each in certificates)
    since = max(each.not_valid_before_utc for each in certificates)
    if now > until:
        raise UserError(
            tr(
                "The time of the certificates in {folder} was over on "
                "{until:%Y-%m-%d}. {again}",
                folder=folder,
                until=until,
                again=AGAIN,
            )
        )
    if now < since:
        raise UserError(
            tr(
                "The certificates in {folder} are valid from {since:%Y-%m-%d} on, and "
                "it is {now:%Y-%m-%d} here. Set the clock of this computer.",
                folder=folder,
                since=since,
                now=now,
            )
        )
