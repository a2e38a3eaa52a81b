"""How far a job is, on stderr: stdout holds results alone."""

import sys
from collections.abc import Callable

from cellclassifier.core.contents import Contents
from cellclassifier.core.folders import usual_reason
from cellclassifier.core.messages import BatchEnded, EpochEnded, Event, Progressed
from cellclassifier.core.preparation import Prepared
from cellclassifier.core.runs import Run

BAR = 24
"""Width of the progress bar, in characters."""


def warn(contents: Contents, prepared: Prepared | None = None, error: str = "") -> None:
    """Tell on stderr what does not stop the work but has to be known.

    Args:
        contents: What the folders hold.
        prepared: The tiles, where they were cut.
        error: Why no study is made of it, so that there is none to check: files that
            were left out are told with the reason, where it does not stand there.
    """
    for name, dataset in {"train": contents.train, **contents.tests}.items():
        if dataset.left_out:
            count = len(dataset.left_out)
            number = "1 file" if count == 1 else f"{count} files"
            why = usual_reason(dataset.left_out) if error else "see check."
            say(f"{name}: {number} left out{_after(why, error)}")
    found = prepared.problems if prepared else ()
    for name, problem in (*contents.problems(), *found):
        if problem.level == "attention":
            say(f"{name}: {problem.text}")


def _after(why: str, error: str) -> str:
    """Return the rest of a sentence; only its end where the error tells the same."""
    told = why.partition(": ")[2]
    return "." if told and told in error else f"; {why}"


def hearing() -> Callable[[Run, Event], None]:
    """Return what shows how far runs are, and whose line it is where that changes.

    Bars take the place of one another: each is named itself where runs go on together.
    """
    known: set[str] = set()
    last = ""

    def heard(run: Run, event: Event) -> None:
        nonlocal last
        if run.id not in known or (run.id != last and isinstance(event, EpochEnded)):
            known.add(run.id)
            last = run.id
            say(f"run {run.id}")
        tell(event, "" if run.id == last else f"run {run.id}, ")

    return heard


def tell(event: Event, whose: str = "") -> None:
    """Show how far a job is; `whose` stands before a bar."""
    match event:
        case BatchEnded():
            show(f"{whose}epoch {event.epoch}", event.batch, event.of)
        case EpochEnded():
            parts = [f"accuracy {100 * event.accuracy:.1f} %, loss {event.loss:.3f}"]
            if event.val_accuracy is not None:
                parts.append(f"validation {100 * event.val_accuracy:.1f} %")
            say(f"epoch {event.epoch}: {'; '.join(parts)} ({event.seconds:.1f} s)")
        case Progressed():
            show(f"{whose}{event.what}", event.done, event.of)


def scanning(name: str, done: int, of: int) -> None:
    """Show how many files of a folder have been read."""
    show(f"reading images of {name}", done, of)


def bar(what: str) -> Callable[[int, int], None]:
    """Return what shows a bar for `what`, given how much is done and of how much."""
    return lambda done, of: show(what, done, of)


def show(what: str, done: int, of: int) -> None:
    """Draw a bar over the line before; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        return
    filled = BAR * done // max(of, 1)
    drawn = "#" * filled + "-" * (BAR - filled)
    end = "\n" if done >= of else ""
    sys.stderr.write(f"\r\x1b[K{what} [{drawn}] {done} of {of}{end}")
    sys.stderr.flush()


def say(text: str) -> None:
    """Write a line in place of a bar."""
    start = "\r\x1b[K" if sys.stderr.isatty() else ""
    sys.stderr.write(f"{start}{text}\n")
