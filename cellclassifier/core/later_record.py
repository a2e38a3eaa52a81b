"""What was added to a run after it was made: folders that its network predicts.

Each is a set of its own below ``later`` in the run's folder, with the index of its
tiles and the hashes of its images; what the run was made with stays as it is.
"""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from cellclassifier import __version__

ENDING = ".json"
"""Ending of a set's record, which is written last: without it there is no set."""


class LaterRecord(BaseModel):
    """A folder whose tiles a run predicts, and what is to be known of it.

    `tiles` are counted, and those of them whose class is known (`labelled`).
    `contents` is a digest of the files read: the same, and it is the same set. `notes`
    are sentences on what its numbers are worth.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    folder: Path
    made: datetime
    version: str = __version__
    tiles: int
    labelled: int
    contents: str
    notes: tuple[str, ...] = ()


def later_folder(run_folder: Path) -> Path:
    """Return the folder of what was added to a run."""
    return run_folder / "later"


def later_tiles_path(run_folder: Path, name: str) -> Path:
    """Return the file of the tiles of a set that was added."""
    return later_folder(run_folder) / f"{name}.tiles.csv"


def later_images_path(run_folder: Path, name: str) -> Path:
    """Return the file of the images of a set that was added."""
    return later_folder(run_folder) / f"{name}.images.csv"


def read_later(run_folder: Path) -> tuple[LaterRecord, ...]:
    """Return the sets that were added to a run, in order; damaged ones are left out."""
    paths = later_folder(run_folder).glob(f"*{ENDING}")
    found = (_read(path, _changed(path)) for path in paths)
    known = [each for each in found if each is not None]
    return tuple(sorted(known, key=lambda each: (each.made, each.name)))


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=1024)
def _read(path: Path, changed: int) -> LaterRecord | None:
    try:
        return LaterRecord.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
