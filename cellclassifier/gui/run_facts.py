"""What is known of a run: read in the background, all of it at once."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Ended
from cellclassifier.core.runs import Run, accuracies, verdict

WORDS = {
    "waiting": "waiting",
    "running": "running",
    "done": "done",
    "cancelled": "stopped",
    "failed": "failed",
    "interrupted": "interrupted",
    "gone": "gone",
}
"""One word for each state, as lists of runs show it."""


class RunFacts(NamedTuple):
    """What has become of a run.

    Attributes:
        state: A `core.runs.State`, or "gone"; "" while it has not been read.
        results: Name, accuracy and n of each test set that was predicted.
        verdict: Why a finished training is not to be trusted, or nothing.
        ended: How the training ended.
        network: Whether there is a trained network.
    """

    state: str = ""
    results: tuple[str, ...] = ()
    verdict: str = ""
    ended: Ended | None = None
    network: bool = False


UNREAD = RunFacts()
GONE = RunFacts(state="gone")


def read_facts(run: Run) -> RunFacts:
    """Read what has become of `run`; large tables take seconds."""
    if not run.folder.is_dir():
        return GONE
    try:
        state = run.state
        return RunFacts(
            state=state,
            results=tuple(results(run)),
            verdict=_verdict(run.folder, _written(run)) if state == "done" else "",
            ended=run.ended(),
            network=run.model_path.exists(),
        )
    except OSError:
        return UNREAD


def name_of(run: Run) -> str:
    """Return a run's time and network."""
    made = run.record.created.astimezone()
    return f"{made:%d %b %H:%M:%S}  {run.record.study.training.network}"


def results(run: Run) -> list[str]:
    """Return name, accuracy and n of each test set that was predicted."""
    return [
        f"{name} {100 * share.value:.1f} % (n = {share.n})"
        for name, share in accuracies(run).items()
    ]


def summary(facts: RunFacts) -> str:
    """Return state and results in a line."""
    state = (WORDS[facts.state],) if facts.state else ()
    return "  ·  ".join((*state, ", ".join(facts.results)) if facts.results else state)


def _written(run: Run) -> int:
    return (run.folder / "events.jsonl").stat().st_mtime_ns


@lru_cache(maxsize=1024)
def _verdict(folder: Path, written: int) -> str:
    """Return the verdict on a run; its tiles are read again only after a change."""
    try:
        return verdict(Run(folder))
    except UserError:
        # Without its tiles there is nothing to compare with.
        return ""
