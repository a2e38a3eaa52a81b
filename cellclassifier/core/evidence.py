"""What is known of a training that is to be judged: counts, intervals, curves."""

from collections.abc import Sequence
from functools import cached_property
from math import isfinite
from typing import NamedTuple

from cellclassifier.core.messages import EpochEnded, Kept
from cellclassifier.core.run_record import History
from cellclassifier.core.runs import Run
from cellclassifier.core.statistics import Proportion, baseline, wilson
from cellclassifier.core.trends import TAIL, difference


class Made(NamedTuple):
    """How a run was made, as far as a verdict depends on it.

    Attributes:
        kept: The epoch whose network is kept; None: the last.
        stopped_early: Whether it ended before its last epoch, for no smaller loss.
        unit_input: Whether tiles were brought to a mean square of 1.
        classes: How many there are.
        weighted: Whether rare classes counted more in the loss.
        validation_majority: Share of the most frequent class among the validation
            tiles, 0 .. 1; None: as in training.
        test_majority: The same among the test tiles.
    """

    kept: int | None = None
    stopped_early: bool = False
    unit_input: bool = True
    classes: int = 2
    weighted: bool = False
    validation_majority: float | None = None
    test_majority: float | None = None


class Evidence:
    """What a training measured, of epochs that are numbers.

    Attributes:
        epochs: The epochs, at least one.
        majority: Share of the most frequent class in training, 0 .. 1.
        test: Accuracy on test tiles, None where they were not predicted.
        made: How the run was made.
        validated: Whether every epoch measured validation tiles.
    """

    def __init__(
        self,
        epochs: Sequence[EpochEnded],
        tiles: tuple[int, int],
        majority: float,
        test: Proportion | None,
        made: Made,
    ) -> None:
        """Take what is known; `tiles` are counts of training and of validation."""
        self.epochs, self.majority, self.test, self.made = epochs, majority, test, made
        self._n_training, self._n_validation = tiles
        self.validated = self._n_validation > 0 and all(
            each.val_accuracy is not None
            and each.val_loss is not None
            and isfinite(each.val_loss)
            for each in epochs
        )

    @property
    def last(self) -> int:
        """Number of the last epoch, from 1."""
        return self.epochs[-1].epoch

    @property
    def n_validation(self) -> int:
        """How many validation tiles there are."""
        return self._n_validation

    @property
    def kept_place(self) -> int:
        """Place, from 0, of the epoch whose network is kept."""
        numbers = [each.epoch for each in self.epochs]
        kept = self.made.kept
        return numbers.index(kept) if kept in numbers else len(numbers) - 1

    @property
    def keeps_last(self) -> bool:
        """Whether the network of the last epoch is the one that is kept."""
        return self.kept_place == len(self.epochs) - 1

    @cached_property
    def losses(self) -> list[float]:
        """Training loss of each epoch, nats."""
        return [each.loss for each in self.epochs]

    @cached_property
    def val_losses(self) -> list[float]:
        """Validation loss of each epoch, nats; empty without validation."""
        return [each.val_loss or 0.0 for each in self.epochs] if self.validated else []

    def training(self, place: int = -1) -> Proportion:
        """Return training accuracy of an epoch, by its place; a mean over it."""
        n = self._n_training
        return wilson(_count(self.epochs[place].accuracy, n), n)

    def validation(self, place: int = -1) -> Proportion | None:
        """Return validation accuracy of an epoch; None without validation."""
        if not self.validated:
            return None
        n = self._n_validation
        return wilson(_count(self.epochs[place].val_accuracy or 0.0, n), n)

    @property
    def best_validation(self) -> Proportion | None:
        """Validation accuracy where its mean over `TAIL` epochs is best."""
        if not self.validated:
            return None
        values = [each.val_accuracy or 0.0 for each in self.epochs]
        size, n = min(TAIL, len(values)), self._n_validation
        starts = range(len(values) - size + 1)
        best = max(sum(values[start : start + size]) / size for start in starts)
        return wilson(_count(best, n), n)

    @property
    def validation_majority(self) -> float:
        """Share of the most frequent class among the validation tiles."""
        found = self.made.validation_majority
        return self.majority if found is None else found

    @property
    def test_majority(self) -> float:
        """Share of the most frequent class among the test tiles."""
        found = self.made.test_majority
        return self.majority if found is None else found

    def apart_since(self, gap: float) -> int | None:
        """Return since when training and validation accuracy have been apart.

        Args:
            gap: What the lower bound of their difference is above, -1 .. 1.
        """
        found = None
        for place in reversed(range(len(self.epochs))):
            other = self.validation(place)
            if not other or difference(self.training(place), other).low <= gap:
                break
            found = self.since(place)
        return found

    def since(self, place: int) -> int:
        """Return the number, from 1, of the epoch at a place."""
        return self.epochs[place].epoch


def gather(
    history: History,
    tiles: tuple[int, int],
    majority: float,
    test: Proportion | None,
    made: Made,
) -> Evidence | None:
    """Return what a history tells; ``None`` where it holds no epoch with numbers.

    Args:
        history: What each epoch measured.
        tiles: How many tiles of training and of validation there are.
        majority: Share of the most frequent class in training, 0 .. 1.
        test: Accuracy on test tiles.
        made: How the run was made.
    """
    numbers = [
        each
        for each in history.epochs
        if isfinite(each.loss) and 0 <= each.accuracy <= 1
    ]
    if not numbers or tiles[0] < 1:
        return None
    return Evidence(numbers, tiles, majority, test, made)


def of_run(run: Run) -> Evidence | None:
    """Return what is known of a run; ``None`` before its first epoch.

    Where several test sets were predicted, their tiles are counted together.

    Raises:
        UserError: A table of the run is missing or damaged.
    """
    history = run.history()
    if not history.epochs:
        return None
    tiles = run.tiles()
    training = [tile.class_name for tile in tiles if tile.part == "train"]
    validation = [tile.class_name for tile in tiles if tile.part == "validation"]
    # Not those that were added later: training images may be among them.
    found = (run.predictions(name) for name in run.record.tests)
    tables = [table.known() for table in found if table is not None]
    test = [name for table in tables for name in table.true_classes]
    right = sum(int(table.right.sum()) for table in tables)
    return gather(
        history,
        (len(training), len(validation)),
        _most(training) or 0.0,
        wilson(right, len(test)) if test else None,
        _made(run, _most(validation), _most(test)),
    )


def _most(names: Sequence[str]) -> float | None:
    return baseline(names, 2).share if names else None


def _made(run: Run, validation: float | None, test: float | None) -> Made:
    spec = run.record.study.training
    kept = [event for event in run.events() if isinstance(event, Kept)]
    return Made(
        kept=kept[-1].epoch if kept else None,
        stopped_early=bool(kept) and kept[-1].stopped_early,
        unit_input=spec.unit_input,
        classes=len(run.record.classes),
        weighted=spec.class_weights != "none",
        validation_majority=validation,
        test_majority=test,
    )


def _count(share: float, n: int) -> int:
    return min(n, max(0, round(share * n)))
