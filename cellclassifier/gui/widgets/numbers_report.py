"""What the numbers page shows of a test set, computed in the background."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.evaluation.calibration import (
    Temperature,
    calibrated,
    fit_temperature,
)
from cellclassifier.core.evaluation.curves import Reliability, bin_of, reliability
from cellclassifier.core.evaluation.decisions import How, decide
from cellclassifier.core.evaluation.evaluate import Evaluation, evaluate
from cellclassifier.core.evaluation.notes import Unit, words_of
from cellclassifier.core.predictions import Predictions
from cellclassifier.gui.widgets.curve_plot import Scores

Rows = NDArray[np.intp]


class Choice(NamedTuple):
    """What is judged, how its tiles decide, and whether by calibrated numbers."""

    unit: Unit = "tile"
    how: How = "mean"
    calibrate: bool = False

    @property
    def units(self) -> str:
        """What is judged, in the plural."""
        return words_of(self.unit).many

    @property
    def one(self) -> str:
        """What is judged, in the singular."""
        return words_of(self.unit).one


class Report(NamedTuple):
    """All numbers of a test set; its units are tiles, images or groups.

    Attributes:
        choice: What was chosen.
        table: One row a unit.
        true: Place of the true class of each unit; -1 where it is not known.
        predicted: Place of its predicted class.
        confidence: Probability of that class, 0..1.
        owner: Unit of each tile of the test set; -1 for none.
        evaluation: Over the units whose class is known; None where there are none.
        before: The same without calibration, where there is one.
        bins: Confidence against accuracy, over the same units.
        temperature: Fitted on the validation part; None where that cannot be.
        no_temperature: Why it cannot be, where the validation part is predicted.
        mixed: Units left out since their tiles are of several classes.
        ties: Units whose vote was even.
    """

    choice: Choice
    table: Predictions
    true: Rows
    predicted: Rows
    confidence: NDArray[np.float32]
    owner: Rows
    evaluation: Evaluation | None
    before: Evaluation | None
    bins: Reliability | None
    temperature: Temperature | None
    no_temperature: str
    mixed: int
    ties: int

    @property
    def known(self) -> NDArray[np.bool_]:
        """Whether the class is known, for each unit."""
        return np.asarray(self.true >= 0)

    def scores(self, place: int) -> Scores | None:
        """Return how much each known unit looks like a class; None without a rest."""
        is_class = self.true[self.known] == place
        if is_class.all() or not is_class.any():
            return None
        score = self.table.probabilities[self.known, place].astype(np.float64)
        name, units = self.table.classes[place], self.choice.units
        return Scores(name, place, units, is_class, score)

    def rows(self, units: NDArray[np.bool_]) -> Rows:
        """Return the tiles of some units, as rows of the test set."""
        tiles = np.flatnonzero(self.owner >= 0)
        return np.asarray(tiles[units[self.owner[tiles]]], np.intp)

    def rows_of_cell(self, true: int, predicted: int) -> Rows:
        """Return the tiles of a cell of the confusion matrix."""
        return self.rows((self.true == true) & (self.predicted == predicted))

    def rows_called(self, place: int, threshold: float) -> Rows:
        """Return the tiles whose units score at least so much for a class."""
        score = self.table.probabilities[:, place].astype(np.float64)
        return self.rows(self.known & (score >= threshold))

    def rows_of_bin(self, place: int) -> Rows:
        """Return the tiles of a bin of confidence of the reliability diagram."""
        if self.bins is None:
            return np.zeros(0, np.intp)
        inside = bin_of(self.confidence, len(self.bins.counts))
        return self.rows(self.known & (inside == place))


class _Units(NamedTuple):
    """One row a unit, the unit of each tile, and what was left out or even."""

    table: Predictions
    owner: Rows
    mixed: int = 0
    ties: int = 0


def make_report(
    table: Predictions, validation: Predictions | None, choice: Choice
) -> Report:
    """Compute all numbers of a test set.

    Args:
        table: What a run predicts for it.
        validation: What it predicts for the validation part, where that is there.
        choice: What is judged, and how.
    """
    temperature, why = _fitted(validation)
    plain = _units(table, choice)
    units, before = plain, None
    if choice.calibrate and temperature is not None:
        units = _units(calibrated(table, temperature.value), choice)
        before = _evaluated(plain.table, choice)
    evaluation = _evaluated(units.table, choice)
    return Report(
        choice=choice,
        table=units.table,
        true=units.table.true,
        predicted=units.table.predicted,
        confidence=units.table.confidence,
        owner=units.owner,
        evaluation=evaluation,
        before=before,
        bins=reliability(units.table) if evaluation else None,
        temperature=temperature,
        no_temperature=why,
        mixed=units.mixed,
        ties=units.ties,
    )


def _evaluated(table: Predictions, choice: Choice) -> Evaluation | None:
    return evaluate(table, unit=choice.unit) if table.labelled.any() else None


def _fitted(validation: Predictions | None) -> tuple[Temperature | None, str]:
    if validation is None:
        return None, ""
    try:
        return fit_temperature(validation), ""
    except UserError as error:
        return None, str(error)


def _units(table: Predictions, choice: Choice) -> _Units:
    if choice.unit == "tile":
        return _Units(table, np.arange(len(table.tiles)))
    found = decide(table, choice.unit, choice.how)
    owner = np.full(len(table.tiles), -1, np.intp)
    for unit, members in enumerate(found.members):
        owner[members] = unit
    return _Units(found.table, owner, found.mixed, found.ties)
