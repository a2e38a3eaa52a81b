"""What the program is built upon: versions and licences, from what is installed."""

import re
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.language import tr

NAME = "cellclassifier"
LICENCE = "BSD-3-Clause"

_OSI = "License :: OSI Approved ::"
_LONGEST = 60
"""Letters of a licence's name; some packages put the whole text in its place."""


class Package(NamedTuple):
    """A package that is installed, with the name of its licence."""

    name: str
    version: str
    licence: str


def packages() -> tuple[Package, ...]:
    """Return the packages that the program asks for, as far as they are installed.

    Those of extras, such as PyTorch, are among them where they are there.
    """
    found = (_package(name) for name in _asked_for())
    known = {package.name.lower(): package for package in found if package}
    return tuple(known[name] for name in sorted(known))


def licence_text() -> str:
    """Return the program's own licence, or its name where the text was left out."""
    beside = Path(__file__).resolve().parents[2] / "LICENSE"
    if beside.is_file():
        return beside.read_text("utf-8")
    try:
        files = metadata.files(NAME) or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.name == "LICENSE":
            return file.read_text("utf-8")
    return tr("{name} is licensed under {licence}.", name=NAME, licence=LICENCE)


def _asked_for() -> list[str]:
    try:
        asked = metadata.requires(NAME) or []
    except metadata.PackageNotFoundError:
        # A bundle may have left the list out.
        asked = []
    return list(
        dict.fromkeys(re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in asked)
    )


def _package(name: str) -> Package | None:
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    return Package(found["Name"], found["Version"], _licence(found))


def _licence(found: metadata.PackageMetadata) -> str:
    told, plain = (_first(found, key) for key in ("License-Expression", "License"))
    classed = [
        each.removeprefix(_OSI).strip()
        for each in found.get_all("Classifier") or []
        if each.startswith(_OSI)
    ]
    if told or ("\n" not in plain and 0 < len(plain) <= _LONGEST):
        return told or plain
    return ", ".join(classed) or tr("see the package")


def _first(found: metadata.PackageMetadata, key: str) -> str:
    values: list[str] = found.get_all(key) or [""]
    return values[0].strip()
