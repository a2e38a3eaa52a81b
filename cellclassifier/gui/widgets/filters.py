"""A sentence to edit, which says what tiles of a test set are shown, in what order."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.number_boxes import RealBox, dress
from cellclassifier.gui.widgets.tile_filter import (
    DIRECTIONS,
    UNKNOWN,
    Filter,
    Order,
    order_told,
    outcome_told,
)
from cellclassifier.gui.widgets.wrapping_line import WrappingLine

_ORDER_HELP = tr(
    "confidence: the probability of the predicted class.\nwrongness: 1 - the "
    "probability of the true class; 100 % is surely wrong.\nuncertainty: the entropy "
    "of all probabilities; 0 is sure, 1 is all alike.\nimage: the order of the files "
    "in the test set.\ngroup: by name; within a group in the order of the files."
)
_MARKS = {
    "all": tr("marked or not"),
    "marked": tr("marked wrong"),
    "unmarked": tr("not marked"),
}
_STEP = 0.05


class FilterStrip(QWidget):
    """Reads as: show all tiles of control, sorted by confidence, surest first."""

    changed = Signal()
    """The user chose something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = Filter()
        self.outcome = _combo(tr("outcome"), tr("Which tiles are shown, by outcome"))
        self.true = _combo(
            tr("true class"), tr("Which tiles are shown, by their true class")
        )
        self.predicted = _combo(tr("predicted class"), tr("Which tiles, by the answer"))
        self.group = _combo(tr("group"), tr("Tiles of which group are shown"))
        self.marks = _combo(
            tr("marks"), tr("Tiles whose label was marked as wrong, or not")
        )
        self.order = _combo(tr("sorted by"), _ORDER_HELP)
        self.direction = _combo(
            tr("direction"), tr("Which end of the order comes first")
        )
        self.least, self.most = (
            _share(tr("least confidence")),
            _share(tr("largest confidence")),
        )
        self.most.setValue(1)
        for order in DIRECTIONS:
            self.order.addItem(order_told(order), order)
        for marks, words in _MARKS.items():
            self.marks.addItem(words, marks)
        self._arrange()
        self.set_classes(())
        self._show_directions()
        for combo in self._combos():
            combo.activated.connect(self._edit)
        for box in (self.least, self.most):
            box.valueChanged.connect(self._edit)

    @property
    def filter(self) -> Filter:
        """What is shown now."""
        return self._filter

    def set_classes(
        self, classes: Sequence[str], groups: Sequence[str] = (), unknown: int = 0
    ) -> None:
        """Offer other classes and groups; what was chosen of others is cleared.

        Args:
            classes: The classes, in the order of the study.
            groups: The groups, sorted.
            unknown: Number of tiles whose true class is not known.
        """
        places = [(name, place) for place, name in enumerate(classes)]
        unknowns = [(tr("unknown"), UNKNOWN)] if unknown else []
        _offer(self.true, [(tr("all classes"), None), *places, *unknowns])
        _offer(self.predicted, [(tr("any class"), None), *places])
        named = [(name, place) for place, name in enumerate(groups)]
        _offer(self.group, [(tr("all groups"), None), *named])
        outcomes = ["all", "right", "wrong", *(["unknown"] if unknown else [])]
        _offer(self.outcome, [(outcome_told(name), name) for name in outcomes])
        self.clear()

    def narrow(self, **plots: Any) -> None:
        """Set `cell`, `bar` or `picked`, as chosen in a plot.

        A cell stands for both classes and an outcome, so those go back to all.
        """
        if plots.get("cell") is not None:
            plots |= {"outcome": "all", "true": None, "predicted": None}
        self._filter = dataclasses.replace(self._filter, **plots)
        self._show()

    def clear(self) -> None:
        """Leave no tile out; the order stays."""
        kept = self._filter
        self._filter = Filter(order=kept.order, backwards=kept.backwards)
        self._show()

    def _arrange(self) -> None:
        # A long name of a class or a group must not push the rest out of the window.
        for combo in (self.true, self.predicted, self.group):
            combo.setMaximumWidth(40 * theme.SPACE)
        self.upper = WrappingLine(
            (tr("Show"), self.outcome, tr("tiles of"), self.true, tr("(true class),")),
            (
                *(tr("predicted"), self.predicted, tr("with confidence")),
                *(self.least, tr("to"), self.most),
            ),
        )
        self.line = WrappingLine(
            (tr("of"), self.group, self.marks),
            (tr("sorted by"), self.order, self.direction),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addWidget(self.upper)
        box.addWidget(self.line)

    def _combos(self) -> tuple[QComboBox, ...]:
        return (
            *(self.outcome, self.true, self.predicted, self.group, self.marks),
            *(self.order, self.direction),
        )

    def _edit(self) -> None:
        order: Order = self.order.currentData()
        same = order == self._filter.order
        self._filter = dataclasses.replace(
            self._filter,
            outcome=self.outcome.currentData(),
            true=self.true.currentData(),
            predicted=self.predicted.currentData(),
            least=round(self.least.value(), 4),
            most=round(self.most.value(), 4),
            group=self.group.currentData(),
            marks=self.marks.currentData(),
            order=order,
            backwards=same and self.direction.currentIndex() == 1,
        )
        if not same:
            self._show_directions()
        self.changed.emit()

    def _show(self) -> None:
        shown = self._filter
        for combo, value in (
            (self.outcome, shown.outcome),
            (self.true, shown.true),
            (self.predicted, shown.predicted),
            (self.group, shown.group),
            (self.marks, shown.marks),
        ):
            combo.setCurrentIndex(max(0, _place(combo, value)))
        for box, share in ((self.least, shown.least), (self.most, shown.most)):
            with QSignalBlocker(box):
                box.setValue(share)

    def _show_directions(self) -> None:
        self.direction.clear()
        self.direction.addItems(DIRECTIONS[self._filter.order])
        self.direction.setCurrentIndex(int(self._filter.backwards))


def _combo(name: str, help_text: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(help_text)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return combo


def _share(name: str) -> RealBox:
    box = RealBox()
    dress(box, "")
    box.setRange(0, 1)
    box.setDecimals(3)
    box.setSingleStep(_STEP)
    box.setKeyboardTracking(False)
    box.setAccessibleName(name)
    box.setToolTip(
        tr(
            "The probability of the predicted class, from 0 to 1; both ends are "
            "included."
        )
    )
    return box


def _offer(combo: QComboBox, entries: Sequence[tuple[str, object]]) -> None:
    with QSignalBlocker(combo):
        combo.clear()
        for text, value in entries:
            combo.addItem(text, value)


def _place(combo: QComboBox, value: object) -> int:
    """Return the place of a value; None, which Qt does not find, included."""
    found = (row for row in range(combo.count()) if combo.itemData(row) == value)
    return next(found, -1)
