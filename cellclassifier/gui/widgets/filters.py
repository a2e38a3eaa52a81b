"""Which tiles of a test set are shown, and in what order, as a sentence to edit."""

import dataclasses
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from cellclassifier.core.predictions import Predictions
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.histogram import in_bar
from cellclassifier.gui.widgets.wrapping_line import WrappingLine

Outcome: TypeAlias = Literal["all", "right", "wrong"]
Order: TypeAlias = Literal["confidence", "wrongness", "image"]

_DIRECTIONS: dict[Order, tuple[str, str]] = {
    "confidence": ("surest first", "least sure first"),
    "wrongness": ("most wrong first", "least wrong first"),
    "image": ("first to last", "last to first"),
}
_ORDER_HELP = (
    "confidence: the probability of the predicted class.\n"
    "wrongness: 1 - the probability of the true class; 100 % is surely wrong.\n"
    "image: the order of the files in the test set."
)


class Answers(NamedTuple):
    """What rows are chosen by: one entry a tile, each of shape (tile).

    `true` and `predicted` are places of classes; `confidence` and `wrongness` 0..1.
    """

    true: npt.NDArray[np.intp]
    predicted: npt.NDArray[np.intp]
    confidence: npt.NDArray[np.float32]
    wrongness: npt.NDArray[np.float32]
    right: npt.NDArray[np.bool_]


def answers(table: Predictions) -> Answers:
    """Return the columns that rows are chosen by, each computed once."""
    return Answers(
        table.true, table.predicted, table.confidence, table.wrongness, table.right
    )


@dataclasses.dataclass(frozen=True)
class Filter:
    """What is shown: every part narrows what the others leave.

    Attributes:
        outcome: All tiles, those predicted right, or those predicted wrong.
        true: Place of the true class; None for all.
        cell: Places of true and predicted class, from the matrix; None for all.
        bar: Ends of a bar of confidence, for `in_bar`; None for all.
        order: What rows are sorted by.
        backwards: Whether the order is turned round.
    """

    outcome: Outcome = "all"
    true: int | None = None
    cell: tuple[int, int] | None = None
    bar: tuple[float, float] | None = None
    order: Order = "confidence"
    backwards: bool = False

    @property
    def narrows(self) -> bool:
        """Whether any tile may be left out."""
        parts = (self.true, self.cell, self.bar)
        return self.outcome != "all" or any(part is not None for part in parts)

    def rows(self, of: Answers) -> npt.NDArray[np.intp]:
        """Return the rows that are shown, in their order."""
        return self._sorted(of, np.flatnonzero(self._kept(of)))

    def _kept(self, of: Answers) -> npt.NDArray[np.bool_]:
        kept = np.ones(of.right.shape, np.bool_)
        if self.outcome != "all":
            kept &= of.right == (self.outcome == "right")
        if self.true is not None:
            kept &= of.true == self.true
        if self.cell is not None:
            kept &= (of.true == self.cell[0]) & (of.predicted == self.cell[1])
        if self.bar is not None:
            kept &= in_bar(of.confidence, *self.bar)
        return kept

    def _sorted(self, of: Answers, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        if self.order == "image":
            return rows[::-1] if self.backwards else rows
        values = of.confidence if self.order == "confidence" else of.wrongness
        # Stable, so that equal tiles keep the order of their images either way.
        sign = np.float32(1 if self.backwards else -1)
        order: npt.NDArray[np.intp] = np.argsort(sign * values[rows], kind="stable")
        return rows[order]

    def chosen_in_plots(self, classes: Sequence[str]) -> str:
        """Return what was chosen in matrix and histogram, in words."""
        words = []
        if self.cell is not None:
            true, predicted = (classes[place] for place in self.cell)
            words.append(f"true {true}, predicted {predicted}")
        if self.bar is not None:
            low, high = self.bar
            words.append(f"confidence {low:.2f} to {high:.2f}")
        return "; ".join(words)


class FilterStrip(QWidget):
    """Reads as: show all tiles of control, sorted by confidence, surest first."""

    changed = Signal()
    """The user chose something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = Filter()
        self.outcome = _combo("outcome", "Which tiles are shown, by outcome")
        self.true = _combo("true class", "Which tiles are shown, by their true class")
        self.order = _combo("sorted by", _ORDER_HELP)
        self.direction = _combo("direction", "Which end of the order comes first")
        for name in ("all", "right", "wrong"):
            self.outcome.addItem(name, name)
        for key in _DIRECTIONS:
            self.order.addItem(key, key)
        self.set_classes(())
        self._show_directions()
        for combo in (self.outcome, self.true, self.order, self.direction):
            combo.activated.connect(self._edit)
        # A long name of a class must not push the rest out of the window.
        self.true.setMaximumWidth(55 * theme.SPACE)
        self.line = WrappingLine(
            ("Show", self.outcome, "tiles of", self.true, "(true class),"),
            ("sorted by", self.order, self.direction),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)

    @property
    def filter(self) -> Filter:
        """What is shown now."""
        return self._filter

    def set_classes(self, classes: Sequence[str]) -> None:
        """Offer other classes; what was chosen of the ones before is cleared."""
        with QSignalBlocker(self.true):
            self.true.clear()
            self.true.addItem("all classes", None)
            for place, name in enumerate(classes):
                self.true.addItem(name, place)
        self.clear()

    def narrow(self, **plots: Any) -> None:
        """Set `cell` or `bar`, as chosen in a plot.

        A cell stands for a true class and an outcome, so those go back to all.
        """
        if plots.get("cell") is not None:
            plots |= {"outcome": "all", "true": None}
        self._filter = dataclasses.replace(self._filter, **plots)
        self._show()

    def clear(self) -> None:
        """Leave no tile out; the order stays."""
        kept = self._filter
        self._filter = Filter(order=kept.order, backwards=kept.backwards)
        self._show()

    def _edit(self) -> None:
        order: Order = self.order.currentData()
        same = order == self._filter.order
        self._filter = dataclasses.replace(
            self._filter,
            outcome=self.outcome.currentData(),
            true=self.true.currentData(),
            order=order,
            backwards=same and self.direction.currentIndex() == 1,
        )
        if not same:
            self._show_directions()
        self.changed.emit()

    def _show(self) -> None:
        self.outcome.setCurrentIndex(self.outcome.findData(self._filter.outcome))
        true = self._filter.true
        self.true.setCurrentIndex(0 if true is None else true + 1)

    def _show_directions(self) -> None:
        self.direction.clear()
        self.direction.addItems(_DIRECTIONS[self._filter.order])
        self.direction.setCurrentIndex(int(self._filter.backwards))


def _combo(name: str, help_text: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(help_text)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return combo
