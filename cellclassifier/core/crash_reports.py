"""Reports of crashes: files in the program's own folder, which nobody sends."""

import os
from datetime import datetime
from pathlib import Path
from typing import IO

from cellclassifier.core.files import write_atomically
from cellclassifier.core.preferences import home

KEPT = 20
"""Number of reports that are kept; older ones are deleted."""

_FALLING = "running_"
"""What the names of files begin with that a process writes as it falls."""


def folder() -> Path:
    """Return the folder of the reports; it need not be there."""
    return home() / "crashes"


def keep(report: str) -> Path | None:
    """Write a report, and return its file; ``None`` where it cannot be written."""
    name = f"{datetime.now().astimezone():%Y-%m-%d_%H%M%S_%f}.txt"
    try:
        write_atomically(folder() / name, report)
        for old in reports()[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        # A program that crashes must not crash of that.
        return None
    return folder() / name


def reports() -> list[Path]:
    """Return all reports, the newest first."""
    found = [path for path in folder().glob("*.txt") if _FALLING not in path.name]
    return sorted(found, reverse=True)


def watch() -> IO[str] | None:
    """Have Python write where it stood, should the process be killed by a fault.

    Returns:
        The file that is written to then, to be given to `unwatch`; ``None`` where
        there can be none.
    """
    import faulthandler

    try:
        folder().mkdir(parents=True, exist_ok=True)
        file = (folder() / f"{_FALLING}{os.getpid()}.txt").open("w", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file


def unwatch(file: IO[str] | None) -> None:
    """End what `watch` began, when the program ends as it should."""
    import faulthandler

    if file is not None:
        faulthandler.disable()
        file.close()
        Path(file.name).unlink(missing_ok=True)


def collect(versions: str) -> Path | None:
    """Make a report of the last time that the program fell, if it did.

    Args:
        versions: What the report says of program and computer.

    Returns:
        The report; ``None`` where the program never fell since it was asked last.
    """
    fallen = [path for path in folder().glob(f"{_FALLING}*.txt") if _is_over(path)]
    told = [text for path in fallen if (text := _taken(path))]
    return keep("\n\n".join((*told, versions)) + "\n") if told else None


def _is_over(path: Path) -> bool:
    # Imported here: the window starts sooner without.
    import psutil

    number = path.stem.removeprefix(_FALLING)
    return not (number.isdigit() and psutil.pid_exists(int(number)))


def _taken(path: Path) -> str:
    try:
        text = path.read_text("utf-8", errors="replace")
        path.unlink()
    except OSError:
        return ""
    return text.strip()
