"""What is known of a run: read in the background, all of it at once."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.messages import Ended
from cellclassifier.core.runs import Run, accuracies
from cellclassifier.core.size_names import shown
from cellclassifier.core.verdicts import NOTHING, Verdict, verdict

WORDS = {
    "waiting": tr("waiting"),
    "running": tr("running"),
    "done": tr("done"),
    "cancelled": tr("stopped"),
    "failed": tr("failed"),
    "paused": tr("paused"),
    "interrupted": tr("interrupted"),
    "gone": tr("gone"),
}
"""One word for each state, as lists of runs show it."""

OUTCOMES = {**WORDS, "cancelled": tr("cancelled")}
"""The same where it is told how a run ended."""

STATES = {
    "": "",
    "waiting": tr(" waits"),
    "running": tr(" is running"),
    "done": tr(" is finished"),
    "cancelled": tr(" was stopped"),
    "failed": tr(" failed"),
    "paused": tr(" is paused"),
    "interrupted": tr(" was interrupted"),
}
"""What has become of a run, by the state of it."""

ENDED = ("done", "cancelled")
"""States of runs that have ended as they were meant to."""


class RunFacts(NamedTuple):
    """What has become of a run.

    Attributes:
        state: A `core.runs.State`, or "gone"; "" while it has not been read.
        results: Name, accuracy and n of each test set that was predicted.
        verdict: What a training that has ended is worth, or nothing.
        ended: How the training ended.
        network: Whether there is a trained network.
        trusted: Whether the network may be used as it is, by the verdict.
        resumable: Whether the training can go on where it was.
        continuable: Whether another run can go on from its last epoch.
        where: Which node has it, or that it waits for one, as `Standing.where` says.
    """

    state: str = ""
    results: tuple[str, ...] = ()
    verdict: str = ""
    ended: Ended | None = None
    network: bool = False
    trusted: bool = True
    resumable: bool = False
    continuable: bool = False
    where: str = ""


UNREAD = RunFacts()
GONE = RunFacts(state="gone")


def read_facts(run: Run) -> RunFacts:
    """Read what has become of `run`; large tables take seconds."""
    if not run.folder.is_dir():
        return GONE
    try:
        state = run.state
        judged = _verdict(run.folder, _written(run)) if state in ENDED else NOTHING
        return RunFacts(
            state=state,
            results=tuple(results(run)),
            verdict=judged.text,
            ended=run.ended(),
            network=run.has_network,
            trusted=judged.trusted,
            resumable=run.resumable,
            continuable=state in ENDED and run.checkpoint_path.exists(),
        )
    except OSError:
        return UNREAD


def name_of(run: Run) -> str:
    """Return a run's time and network; of several made at once, also the seed."""
    record = run.record
    made, training = record.created.astimezone(), record.study.training
    if record.experiment:
        return tr(
            "{made:%d %b %H:%M}  {variant}, seed {seed}",
            made=made,
            variant=", ".join(map(shown, record.variant.split(", "))),
            seed=training.seed,
        )
    return f"{made:%d %b %H:%M:%S}  {training.network}"


def results(run: Run) -> list[str]:
    """Return name, accuracy and n of each test set that was predicted."""
    return [
        f"{name} {100 * share.value:.1f} % (n = {share.n})"
        for name, share in accuracies(run).items()
    ]


def summary(facts: RunFacts) -> str:
    """Return state and results in a line."""
    word = f"{WORDS[facts.state]} {facts.where}".strip() if facts.state else ""
    state = (word,) if word else ()
    return "  ·  ".join((*state, ", ".join(facts.results)) if facts.results else state)


def headline(run: Run, facts: RunFacts, done: int) -> str:
    """Return what has become of a run, and how many epochs it has done, in words."""
    training = run.record.study.training
    return tr(
        "Run {run}{state}{where}: {done} of {of} epochs, seed {seed}",
        run=run.id,
        state=STATES[facts.state],
        where=f" {facts.where}" if facts.where else "",
        done=done,
        of=training.epochs,
        seed=training.seed,
    )


def _written(run: Run) -> int:
    """Return when what a verdict rests on was last written."""
    paths = [run.folder / "events.jsonl", *map(run.predictions_path, run.record.tests)]
    return max(path.stat().st_mtime_ns for path in paths if path.exists())


@lru_cache(maxsize=1024)
def _verdict(folder: Path, written: int) -> Verdict:
    """Return the verdict on a run; its tiles are read again only after a change."""
    try:
        return verdict(Run(folder))
    except UserError:
        # Without its tiles there is nothing to compare with.
        return NOTHING
