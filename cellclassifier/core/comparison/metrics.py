"""What is compared of runs: the numbers that each run has one of."""

from functools import lru_cache
from math import log
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from cellclassifier.core.comparison.epochs import epochs_of, kept_epoch
from cellclassifier.core.comparison.scored import scores_of
from cellclassifier.core.comparison.sets import RunSet
from cellclassifier.core.comparison.stored_run import StoredRun
from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.core.verdicts import BY_HEART

Chance = Literal["", "share", "half", "loss"]


class Metric(NamedTuple):
    """A number that each run has one of.

    What is meant for people is kept in English, and translated where it is asked for.

    Attributes:
        key: Short name, as in tables.
        english: Its name in English, see `label`.
        measure: Its unit in English, see `unit`.
        percent: Whether values, 0 .. 1, are shown times 100.
        higher_is_better: None where neither is.
        digits: Decimals that are shown.
        censored: Whether None means "not reached", which is later than any epoch;
            else None means that the number is not defined.
        explanation: What it is, in English, see `meaning`.
        guess: What guessing gives: 1 / classes, a half, log(classes), or nothing.
    """

    key: str
    english: str
    measure: str
    percent: bool
    higher_is_better: bool | None
    digits: int
    censored: bool
    explanation: str
    guess: Chance = ""

    @property
    def label(self) -> str:
        """Name for people and axes, such as "Test accuracy"."""
        return tr(self.english)

    @property
    def small(self) -> str:
        """The same as it stands within a sentence."""
        label = self.label
        # What was translated is left as it is, see `core.language.within`.
        return label.lower() if label == self.english else label

    @property
    def unit(self) -> str:
        """Unit of what is shown: "%", "points", "nats", "epochs", or ""."""
        return tr(self.measure) if self.measure else ""

    @property
    def meaning(self) -> str:
        """What it is, in a sentence."""
        return tr(self.explanation)

    def shown(self, value: float) -> float:
        """Return a value as it is shown: times 100 in percent."""
        return 100 * value if self.percent else value

    def number(self, value: float) -> str:
        """Return a value as it is shown, without unit, as in "93.1"."""
        return f"{self.shown(value):.{self.digits}f}"

    def text(self, value: float | None) -> str:
        """Return a value with its unit, as in "93.1 %"; also where there is none."""
        if value is None or not np.isfinite(value):
            return tr("not reached") if self.censored else tr("not defined")
        return f"{self.number(value)} {self.unit}".rstrip()

    def chance(self, run_set: RunSet) -> float | None:
        """Return what guessing gives; None where that means nothing."""
        known = {
            "share": run_set.chance,
            "half": 0.5,
            "loss": -log(run_set.chance),
        }
        return known.get(self.guess)


METRICS: dict[str, Metric] = {
    each.key: each
    for each in (
        Metric(
            "accuracy",
            "Test accuracy",
            "%",
            True,
            True,
            1,
            False,
            "Share of the test tiles of known class that are right.",
            "share",
        ),
        Metric(
            "balanced",
            "Balanced test accuracy",
            "%",
            True,
            True,
            1,
            False,
            "Mean over classes of the share of test tiles that are right.",
            "share",
        ),
        Metric(
            "auc",
            "Test AUC",
            "",
            False,
            True,
            3,
            False,
            "Area below the ROC curve of the test tiles: the chance that a tile of a "
            "class gets a higher probability of it than a tile of another one; with "
            "more than two classes the mean over each class against the rest.",
            "half",
        ),
        Metric(
            "loss",
            "Test loss",
            "nats",
            False,
            False,
            3,
            False,
            "Mean of -log of the probability of the true class over the test tiles.",
            "loss",
        ),
        Metric(
            "epochs",
            "Epochs to 99.5 % training accuracy",
            "epochs",
            False,
            None,
            0,
            True,
            "First epoch whose training accuracy, a mean over that epoch, is at least "
            "99.5 %.",
        ),
        Metric(
            "gap",
            "Generalisation gap",
            "points",
            True,
            False,
            1,
            False,
            "Training accuracy of the epoch whose network is kept, a mean over that "
            "epoch, minus test accuracy.",
        ),
    )
}
"""All that is compared, by key; the epochs are those to `BY_HEART`."""


class _Trained(NamedTuple):
    """First epoch that knew its tiles by heart, and accuracy of the epoch kept."""

    by_heart: int | None
    kept: float | None


def values(run_set: RunSet, key: str) -> tuple[float | None, ...]:
    """Return a number of each run, in the order of `run_set.runs`.

    None: not reached (epochs to 99.5 %), or not defined (no tile of known class, or
    none of one class). Tables are read once, and again only after they have changed.

    Args:
        run_set: The runs.
        key: One of `METRICS`.

    Raises:
        UserError: A table of predictions is damaged, or gone.
    """
    METRICS[key]
    return tuple(_value(run, run_set.test, key) for run in run_set.runs)


def _value(run: Run, test: str, key: str) -> float | None:
    if isinstance(run, StoredRun):
        return run.values[key]
    if key == "epochs":
        return _trained_of(run).by_heart
    tested = scores_of(run, test)
    if key != "gap":
        found: float | None = getattr(tested, "mean_loss" if key == "loss" else key)
        return found
    kept = _trained_of(run).kept
    if kept is None or tested.accuracy is None:
        return None
    return kept - tested.accuracy


def _trained_of(run: Run) -> _Trained:
    path = run.folder / "events.jsonl"
    changed = path.stat().st_mtime_ns if path.exists() else 0
    return _trained(run.folder, changed)


@lru_cache(maxsize=4096)
def _trained(folder: Path, changed: int) -> _Trained:
    run = Run(folder)
    known = {each.epoch: each.accuracy for each in epochs_of(run)}
    reached = [epoch for epoch, value in known.items() if value >= BY_HEART]
    kept = kept_epoch(run)
    return _Trained(min(reached, default=None), known.get(kept) if kept else None)
