"""Removes from a node's disk what nobody has used for a while."""

import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cellclassifier.cluster.store import DAY, KEPT_DAYS, UNFINISHED_DAYS


def forget_unused(studies: Path) -> None:
    """Remove the folders of studies, and of jobs, that nobody used for a while."""
    _forget(studies.glob("*"), KEPT_DAYS)
    _forget(studies.glob("*/errands/*"), UNFINISHED_DAYS)


def _forget(folders: Iterable[Path], days: float) -> None:
    oldest = time.time() - days * DAY
    for folder in folders:
        with suppress(OSError):
            if folder.stat().st_mtime < oldest and not _worked_in(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _worked_in(study: Path) -> bool:
    """Tell whether a node of this computer works on a run of a study just now."""
    places = "runs/*/.lock", "errands/*/runs/*/.lock"
    return any(locked(path) for each in places for path in study.glob(each))


def locked(path: Path) -> bool:
    """Tell whether somebody on this computer holds the lock in a file."""
    import filelock

    if not path.exists():
        return False
    try:
        with filelock.FileLock(path).acquire(timeout=0):
            return False
    except filelock.Timeout:
        return True
