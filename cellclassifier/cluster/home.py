"""Puts what nodes tell and make into a run's folder beside the study."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from cellclassifier.cluster import arriving
from cellclassifier.cluster.arriving import Arrived
from cellclassifier.cluster.sheets import EVENTS, FROZEN
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.messages import (
    Began,
    Ended,
    EpochEnded,
    Event,
    decode_from_worker,
)
from cellclassifier.core.packing.manifest import unsafe
from cellclassifier.core.runs import Run

LAST = ("best.npz", "checkpoint.npz", "model.keras", EVENTS)
"""Files that others are about; they are written last, in this order."""


def add_lines(run: Run, first: int, lines: Sequence[str]) -> list[Event]:
    """Append lines of events that are not there yet; return these events.

    Where lines that are there tell of another training than the node's, its own take
    their place: what lies here is never made of two. How the training ended, the last
    line of all, is left out: it comes with the files that it is about, so that a run
    does not look done whose network is not here.

    Args:
        run: The run.
        first: Number of the first of the lines, from 0.
        lines: The lines, without their ends.

    Raises:
        OSError: The folder cannot be written.
    """
    path = run.folder / EVENTS
    known = _whole_lines(path)
    if not 0 <= first <= len(known):
        # Some were lost on the way; whoever hears this asks for them.
        return []
    told = [line.encode() for line in lines]
    pairs = zip(known[first:], told, strict=False)
    alike = [_alike(*pair) for pair in pairs]
    kept = alike.index(False) if False in alike else len(alike)
    new = told[kept:]
    if new and isinstance(_decoded(new[-1]), Ended):
        new.pop()
    if new:
        _write_lines(path, known[: first + kept], new)
    return decoded(line.decode() for line in new)


def _whole_lines(path: Path) -> list[bytes]:
    # What a crash cut short, behind the last end of a line, comes once more.
    return path.read_bytes().split(b"\n")[:-1] if path.exists() else []


def _write_lines(path: Path, before: Sequence[bytes], new: Sequence[bytes]) -> None:
    """Write lines behind those that stay, and nothing behind them."""
    place = sum(len(line) + 1 for line in before)
    with path.open("r+b" if path.exists() else "wb") as file:
        file.truncate(place)
        file.seek(place)
        file.write(b"".join(line + b"\n" for line in new))


def _alike(one: bytes, other: bytes) -> bool:
    """Tell whether two lines tell the same of a training, if not letter by letter."""
    return one == other or _measured(one) == _measured(other)


def _measured(line: bytes) -> Event | None:
    event = _decoded(line)
    return event if isinstance(event, Began | EpochEnded) else None


def decoded(lines: Iterable[str]) -> list[Event]:
    """Return the events of lines; those that are none are left out."""
    found = (_decoded(line.encode()) for line in lines)
    return [event for event in found if event is not None]


def _decoded(line: bytes) -> Event | None:
    try:
        return decode_from_worker(line)
    except ValidationError:
        return None


def set_live(run: Run, line: str) -> list[Event]:
    """Keep the last minibatches that were told of; return the event."""
    found = decoded([line])
    # Worth nothing a moment later, so that nothing is made of a trouble with it.
    with suppress(OSError):
        unfinished = run.folder / ".live.json"
        unfinished.write_text(line, encoding="utf-8")
        unfinished.replace(run.folder / "live.json")
    return found


def put(run: Run, files: Sequence[Arrived], outcome: str = "") -> str:
    """Put files of a run that came from a node in their places; none stays behind.

    Args:
        run: The run.
        files: Path below the study's ``runs``, and where it lies now, checked.
        outcome: How its training ended, where these are all that is to come. What says
            that it is done is then written only where its network is here.

    Returns:
        What is missing of a run that is done, or nothing.

    Raises:
        UserError: One is not the run's, or would change what it was made with.
        OSError: The folder cannot be written.
    """
    try:
        lacks = _put(run, [_allowed(run, *each) for each in files], outcome)
    finally:
        arriving.drop(files)
    if outcome == "done" and not lacks:
        ended = run.ended()
        lacks = "" if ended and ended.outcome == "done" else "the end of its history"
    return lacks


def _put(run: Run, files: Iterable[tuple[Path, Path]], outcome: str) -> str:
    lacks = ""
    for path, part in sorted(files, key=_order):
        if outcome == "done" and path.name == EVENTS and not run.has_network:
            lacks = "its network"
        else:
            move(part, path)
    return lacks


def move(part: Path, path: Path) -> None:
    """Put a file in its place in one step, in that of an earlier one.

    Raises:
        OSError: The folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part.chmod(0o644)
    part.replace(path)


def _order(file: tuple[Path, Path]) -> int:
    name = file[0].name
    return LAST.index(name) + 1 if name in LAST else 0


def _allowed(run: Run, name: str, part: Path) -> tuple[Path, Path]:
    start, _, below = name.partition("/")
    wrong = unsafe(name) or (
        "" if start == run.folder.name and below else "it is of another run"
    )
    # Folded: on many disks RUN.JSON is the same file, and on Windows "run.json. ".
    first = below.split("/")[0].casefold().rstrip(". ")
    if first in FROZEN:
        wrong = tr("the run was made with it")
    elif (first.startswith(".") or "~" in first) and not wrong:
        wrong = tr("it is none of a run's files")
    if wrong:
        raise UserError(
            tr(
                "A node sent {name!r} for the run {run}: {wrong}. It was not written. "
                "See that all nodes have this version of the program.",
                name=name,
                run=run.id,
                wrong=wrong,
            )
        )
    return run.folder / below, part
