"""Learning curves of several sets of runs, with what to choose above them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from cellclassifier.core.language import tr, within
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.compare_curves import CurvesPlot
from cellclassifier.gui.widgets.wrapping_line import WrappingLine

if TYPE_CHECKING:
    from cellclassifier.core.comparison.curve_figure import Kind
    from cellclassifier.core.comparison.run_curves import Learning, Quantity

_COMPUTING = tr("Reading the epochs of all runs ...")
_NONE = tr("No run has measured an epoch yet.")
_NOTHING = tr("Nothing is ticked: choose training, validation or test above.")
_QUANTITIES = {
    "accuracy": (tr("Accuracy"), tr("Share of tiles that is right, in percent")),
    "loss": (
        tr("Loss"),
        tr("Mean of -log of the probability of the true class, in nats"),
    ),
}
_KINDS = {
    "runs": (
        tr("Mean, band over runs"),
        tr("The mean over runs; its 95 % band redraws runs"),
    ),
    "document": (
        tr("LOESS, as in the article"),
        tr("Local regression through all points; its band takes epochs as independent"),
    ),
}
_PARTS = {
    "train": (tr("Training"), tr("A mean over each epoch; solid")),
    "validation": (tr("Validation"), tr("Measured at the end of each epoch; dashed")),
    "test": (
        tr("Test"),
        tr("The kept network of each run on the test set; dotted: the mean"),
    ),
}


class CurvesView(QWidget):
    """Shows accuracy or loss, with one of two kinds of line and band.

    Signals:
        quantity_wanted: "accuracy" or "loss" is to be read.
    """

    quantity_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Learning, ...] = ()
        self.quantity_box, self.kind_box = QComboBox(), QComboBox()
        self.parts = {key: QCheckBox(words) for key, (words, _) in _PARTS.items()}
        self.plot = CurvesPlot(_COMPUTING)
        self.notes = theme.muted("")
        self.notes.hide()
        self._dress()
        self._arrange()
        self.quantity_box.activated.connect(self._ask)
        self.kind_box.activated.connect(self._show)
        for box in self.parts.values():
            box.toggled.connect(self._show)

    @property
    def quantity(self) -> "Quantity":
        """What is shown."""
        return cast("Quantity", self.quantity_box.currentData())

    def show_learning(self, found: "Sequence[Learning]") -> None:
        """Show other curves, all of the same quantity."""
        self._found = tuple(found)
        measured = any(each.curves for each in self._found)
        self.plot.set_message(_NOTHING if measured else _NONE)
        there = {curve.part for each in self._found for curve in each.curves}
        box = self.parts["validation"]
        box.setEnabled("validation" in there)
        _, tip = _PARTS["validation"]
        none = tr("These runs kept no tiles aside for validation.")
        box.setToolTip(tip if box.isEnabled() else none)
        notes = dict.fromkeys(note for each in self._found for note in each.notes)
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self._show()

    def show_nothing(self) -> None:
        """Say that curves are being read."""
        self._found = ()
        self.plot.set_message(_COMPUTING)
        self.notes.hide()
        self._show()

    def _dress(self) -> None:
        for box, choices, name in (
            (self.quantity_box, _QUANTITIES, tr("What is shown over the epochs")),
            (self.kind_box, _KINDS, tr("Line and band")),
        ):
            for key, (words, _) in choices.items():
                box.addItem(words, key)
            box.setAccessibleName(name)
            box.setToolTip("\n".join(f"{w}: {tip}" for w, tip in choices.values()))
        for key, each in self.parts.items():
            each.setChecked(True)
            each.setAccessibleName(tr("Show {parts}", parts=within(_PARTS[key][0])))
            each.setToolTip(_PARTS[key][1])

    def _arrange(self) -> None:
        boxes = (self.quantity_box, self.kind_box)
        line = WrappingLine(boxes, tuple(self.parts.values()))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(line)
        box.addWidget(self.plot, 1)
        box.addWidget(self.notes)

    def _ask(self) -> None:
        self.show_nothing()
        self.quantity_wanted.emit(self.quantity)

    def _show(self) -> None:
        ticked = {key for key, box in self.parts.items() if box.isChecked()}
        kind = cast("Kind", self.kind_box.currentData())
        self.plot.set_learning(self._found, kind, ticked)
