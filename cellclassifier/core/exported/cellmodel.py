"""The file of a network that can predict without its study, ``NAME.cellmodel``."""

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cellclassifier.core.errors import UserError
from cellclassifier.core.exported.facts import ENDINGS, NAME, ModelFacts, parsed
from cellclassifier.core.language import tr

MODEL = "model.keras"
"""The network in the file."""

CHECKSUM = "model.keras.sha256"
"""Digest of the network in the file, as text."""

LARGEST_FACTS = 2**28
"""Bytes of the largest settings that are read."""

_NO_TIME = (1980, 1, 1, 0, 0, 0)

_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
    *(RuntimeError, ValueError, KeyError),
)


def is_cellmodel(path: Path) -> bool:
    """Tell by its ending whether a file is a packed model."""
    return path.suffix.lower() == ENDINGS["keras"]


def write_cellmodel(path: Path, model: Path, facts: ModelFacts) -> None:
    """Write a network and what is to be known of it into one file.

    Args:
        path: The file, not there yet.
        model: The network as a .keras file.
        facts: What is to be known.

    Raises:
        OSError: It cannot be written.
    """
    data = model.read_bytes()
    with zipfile.ZipFile(path, "x") as zipped:
        _add(zipped, NAME, facts.model_dump_json(indent=1).encode())
        _add(zipped, CHECKSUM, hashlib.sha256(data).hexdigest().encode())
        _add(zipped, MODEL, data)


def _add(zipped: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.external_attr = 0o100644 << 16
    # Stored as it is: a file that claims to hold more than it does is then refused.
    zipped.writestr(entry, data, zipfile.ZIP_STORED)


def read_facts(path: Path) -> ModelFacts:
    """Return what is to be known of a packed model.

    Raises:
        UserError: It is no packed model, is damaged, or a newer version wrote it.
    """
    with _opened(path) as zipped, _entry(zipped, NAME, path) as file:
        return parsed(file.read(LARGEST_FACTS), path.name)


def extract_model(path: Path, into: Path) -> None:
    """Write the network of a packed model to the .keras file `into`.

    Raises:
        UserError: It is no packed model, or is damaged.
        OSError: The file cannot be written.
    """
    with _opened(path) as zipped:
        with _entry(zipped, CHECKSUM, path) as file:
            wanted = file.read(64)
        with _entry(zipped, MODEL, path) as source, into.open("wb") as target:
            shutil.copyfileobj(source, target, 2**20)
    with into.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found.encode() != wanted:
        raise UserError(
            _why(
                path, tr("{model} in it is not the one that was exported", model=MODEL)
            )
        )


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as zipped:
            yield zipped
    except _DAMAGED as error:
        raise UserError(_why(path, str(error).strip("'\""))) from error
    except FileNotFoundError as error:
        raise UserError(
            tr(
                "There is no model {path}. Name a {endings} file that was "
                "exported from a study.",
                path=path,
                endings=ENDINGS["keras"],
            )
        ) from error


@contextmanager
def _entry(zipped: zipfile.ZipFile, name: str, path: Path) -> Iterator[IO[bytes]]:
    entry = zipped.getinfo(name)
    if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
        raise UserError(
            _why(path, tr("{name} in it is not stored as it is", name=name))
        )
    with zipped.open(entry) as file:
        yield file


def _why(path: Path, problem: str) -> str:
    return tr(
        "{name} is no whole packed model: {problem}. Export the network again from "
        "its study, or copy the file again.",
        name=path.name,
        problem=problem,
    )
