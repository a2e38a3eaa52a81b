"""What an archive says about itself, and which names may be in it."""

import json
import os
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cellclassifier import __version__
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr

NAME = "packed.json"
"""The manifest's name in the archive."""

NOTE = "unpacked.json"
"""The note in the folder of a study that was unpacked."""

FORMAT = 1
"""Version of the archives; a newer one is refused."""

IMAGES = "images"
"""Folder of an archive, and of an unpacked study, that holds the images."""

ATTACHED = "attached"
"""Folder of files that settings name: tables of groups, networks to start from."""

_UNSAFE_ON_WINDOWS = frozenset('<>:"|?*')


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PackedFile(_Frozen):
    """A file of the archive: its path, with /, bytes, SHA-256 and time of change, s."""

    path: str
    size: int = Field(ge=0)
    sha256: str
    modified: float = 0


class LeftOutImage(_Frozen):
    """An image that was not packed: its path on the computer where that was done."""

    path: str
    sha256: str


class Place(_Frozen):
    """A folder or file that settings name: where it was, and its path in the archive.

    `now` is "" where it was not packed.
    """

    was: str
    now: str = ""


class Manifest(_Frozen):
    """All that an archive holds.

    `study` is the folder that was packed; `windows` tells how its paths are written;
    `empty` are folders without a file.
    """

    kind: Literal["Cell Classifier study"] = "Cell Classifier study"
    schema_version: int = FORMAT
    version: str = __version__
    created: datetime
    study: str
    windows: bool = os.name == "nt"
    images: bool
    files: tuple[PackedFile, ...]
    empty: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    left_out: tuple[LeftOutImage, ...] = ()


def parsed(text: bytes, name: str) -> Manifest:
    """Return the manifest in `text`, which was read from the archive `name`.

    Raises:
        UserError: It is damaged, names something outside of the archive, or a newer
            version of the program made it.
    """
    refuse_newer(text, name, FORMAT)
    try:
        found = Manifest.model_validate_json(text)
    except ValidationError as error:
        raise UserError(
            tr(
                "{name} in {name_2} is damaged ({error_count} faults). Nothing was "
                "unpacked. Ask for the archive to be sent again.",
                name=NAME,
                name_2=name,
                error_count=error.error_count(),
            )
        ) from error
    places = [place.now for place in found.places if place.now]
    refuse_names([file.path for file in found.files], name)
    for each in (*places, *found.empty):
        if problem := unsafe(each):
            raise UserError(_refused(name, each, problem))
    return found


def refuse_newer(text: bytes, name: str, newest: int) -> None:
    """Raise a `UserError` if a newer version of the program wrote the file `name`."""
    try:
        version = json.loads(text).get("schema_version", 0)
    except (ValueError, AttributeError, RecursionError):
        return
    if isinstance(version, int) and version > newest:
        raise UserError(
            tr(
                "{name} was made by a newer version of Cell Classifier (its format is "
                "{version}, this program reads up to {newest}). Nothing was changed. "
                "Update the program to open it.",
                name=name,
                version=version,
                newest=newest,
            )
        )


def refuse_names(names: Iterable[str], archive: str) -> None:
    """Make sure that files can lie in one folder, on any computer.

    Raises:
        UserError: A name leads out of the folder, or two differ in capitals only.
    """
    known: dict[str, str] = {}
    listed = list(names)
    for name in listed:
        if problem := unsafe(name):
            raise UserError(_refused(archive, name, problem))
        if (other := known.setdefault(_folded(name), name)) is not name:
            raise UserError(
                _refused(
                    archive, name, tr("it is hard to tell from {other}", other=other)
                )
            )
    for name in listed:
        for folder in PurePosixPath(name).parents:
            if (file := known.get(_folded(folder.as_posix()))) is not None:
                raise UserError(
                    _refused(archive, name, tr("{file} is a file", file=file))
                )


def _folded(name: str) -> str:
    """Return a name as file systems see it that know no capitals."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def unsafe(name: str) -> str:
    """Return why no file of this name may lie in an archive, or nothing."""
    parts = name.split("/")
    windows = PureWindowsPath(name)
    if not name or name.startswith("/") or windows.drive or windows.root:
        return tr("it is no path within the study")
    if any(part in ("", ".", "..") for part in parts):
        return tr("it leads out of the study, or nowhere")
    if "\\" in name or any(ord(letter) < 32 for letter in name):
        return tr("it holds a letter that no file may have")
    if os.name == "nt" and _UNSAFE_ON_WINDOWS & set(name):
        return tr("it holds a letter that no file may have on Windows")
    return ""


def _refused(archive: str, name: str, problem: str) -> str:
    return tr(
        "{archive} cannot hold the file {name!r}: {problem}. Nothing was written. "
        "Give the file another name where it came from, and pack the study again.",
        archive=archive,
        name=name,
        problem=problem,
    )
