"""Puts what nodes tell and make into a run's folder beside the study."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from cellclassifier.cluster.sheets import EVENTS, FROZEN, count_lines
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.messages import Event, decode_from_worker
from cellclassifier.core.packing.manifest import unsafe
from cellclassifier.core.runs import Run

LAST = ("best.npz", "checkpoint.npz", "model.keras", EVENTS)
"""Files that others are about; they are written last, in this order."""


def add_lines(run: Run, first: int, lines: Sequence[str]) -> list[Event]:
    """Append lines of events that are not there yet; return these events.

    Args:
        run: The run.
        first: Number of the first of the lines, from 0.
        lines: The lines, without their ends.

    Raises:
        OSError: The folder cannot be written.
    """
    known = count_lines(run)
    if first > known:
        # Some were lost on the way; all come with the run's files at its end.
        return []
    new = lines[known - first :]
    if new:
        with (run.folder / EVENTS).open("ab") as file:
            file.write(b"".join(line.encode() + b"\n" for line in new))
    return decoded(new)


def decoded(lines: Iterable[str]) -> list[Event]:
    """Return the events of lines; those that are none are left out."""
    found = []
    for line in lines:
        with suppress(ValidationError):
            found.append(decode_from_worker(line))
    return found


def set_live(run: Run, line: str) -> list[Event]:
    """Keep the last minibatches that were told of; return the event."""
    found = decoded([line])
    # Worth nothing a moment later, so that nothing is made of a trouble with it.
    with suppress(OSError):
        unfinished = run.folder / ".live.json"
        unfinished.write_text(line, encoding="utf-8")
        unfinished.replace(run.folder / "live.json")
    return found


def put(run: Run, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files of a run that came from a node; return how many.

    Args:
        run: The run.
        files: Path below the study's ``runs``, and content, checked.

    Raises:
        UserError: One is not the run's, or would change what it was made with.
        OSError: The folder cannot be written.
    """
    allowed = [_allowed(run, name, content) for name, content in files]
    for path, content in sorted(allowed, key=_order):
        write_atomically(path, content)
    return len(allowed)


def _order(file: tuple[Path, bytes]) -> int:
    name = file[0].name
    return LAST.index(name) + 1 if name in LAST else 0


def _allowed(run: Run, name: str, content: bytes) -> tuple[Path, bytes]:
    start, _, below = name.partition("/")
    wrong = unsafe(name) or (
        "" if start == run.folder.name and below else "it is of another run"
    )
    if below.split("/")[0] in FROZEN:
        wrong = "the run was made with it"
    if wrong:
        raise UserError(
            f"A node sent {name!r} for the run {run.id}: {wrong}. It was not written. "
            "See that all nodes have this version of the program."
        )
    return run.folder / below, content
