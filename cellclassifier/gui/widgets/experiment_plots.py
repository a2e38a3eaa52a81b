"""The two plots of an experiment: all runs over the epochs, and their test accuracy."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.experiment_results import Line, spread
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.band_plot import BandPlot, Part, RunsCurves
from cellclassifier.gui.widgets.dot_strip import DotStrip

_NO_CURVES = tr("The curves of all runs appear here after the first epoch.")
_NO_VALIDATION = tr("These runs keep no tiles aside for validation.")
_NO_RESULT = tr(
    "The test accuracy of each run appears here as soon as it is finished,\n"
    "with mean, spread and interval over the runs."
)


class ExperimentPlots(QWidget):
    """Shows training or validation, and one of the test sets, as chosen.

    Signals:
        test_chosen: The user chose another test set.
    """

    test_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._folds = False
        self.part, self.tests = QComboBox(), QComboBox()
        self.curves = BandPlot(_NO_CURVES)
        self.strip = DotStrip(_NO_RESULT)
        self._area = _Scroll(self.strip)
        self.told = theme.muted("")
        self.told.hide()
        self._arrange()
        self.part.activated.connect(self._show_curves)
        self.tests.activated.connect(self._choose_test)
        for plot in (self.curves, self.strip):
            plot.told.connect(self._tell)

    @property
    def test(self) -> str:
        """Name of the test set that is shown; "" before there is a result."""
        return str(self.tests.currentData() or "")

    def show_lines(self, lines: Sequence[Line], folds: bool) -> None:
        """Show what the variants of an experiment have shown so far.

        Args:
            lines: Its variants, in their order.
            folds: Whether runs are told apart by the fold that they keep aside.
        """
        self._lines, self._folds = tuple(lines), folds
        self._offer_tests()
        self._show_curves()
        self._show_strip()

    def _arrange(self) -> None:
        self.part.addItem(tr("training"), "training")
        self.part.addItem(tr("validation"), "validation")
        self.part.setAccessibleName(tr("Accuracy of training or validation"))
        self.part.setToolTip(
            tr("Tiles that the accuracy over the epochs is measured on")
        )
        self.tests.setAccessibleName(tr("Test set"))
        self.tests.setToolTip(tr("Test set whose accuracy is shown, in the table too"))
        self.tests.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(_line(tr("Accuracy over the epochs, in"), self.part))
        box.addWidget(self.curves, 1)
        box.addLayout(_line(tr("Test accuracy of the finished runs"), self.tests))
        box.addWidget(self._area)
        box.addWidget(self.told)

    def _offer_tests(self) -> None:
        names = dict.fromkeys(name for line in self._lines for name in line.accuracy)
        shown = [self.tests.itemData(place) for place in range(self.tests.count())]
        if list(names) == shown:
            return
        before = self.tests.currentData()
        self.tests.clear()
        for name in names:
            self.tests.addItem(name, name)
        self.tests.setCurrentIndex(max(0, self.tests.findData(before)))
        self.tests.setVisible(len(names) > 1)

    def _show_curves(self) -> None:
        part = cast("Part", self.part.currentData())
        trained = any(h.epochs for line in self._lines for h in line.histories)
        missing = part == "validation" and trained
        self.curves.set_message(_NO_VALIDATION if missing else _NO_CURVES)
        curves = [_curves(line, part, self._folds) for line in self._lines]
        self.curves.set_curves(part, curves)

    def _choose_test(self) -> None:
        self._show_strip()
        self.test_chosen.emit()

    def _show_strip(self) -> None:
        name, none = self.test, spread(())
        spreads = {line.variant: line.accuracy.get(name, none) for line in self._lines}
        chance = self._lines[0].chance if self._lines else 0.0
        self.strip.set_spreads(name, spreads, chance)
        self._area.updateGeometry()

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))


class _Scroll(QScrollArea):
    """As high as what is in it, where there is room."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(30 * theme.SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Ask for the whole of it."""
        return self._inside.minimumSizeHint()


def _line(words: str, combo: QComboBox) -> QHBoxLayout:
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    label = QLabel(words)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setBuddy(combo)
    line = QHBoxLayout()
    line.addWidget(label)
    line.addWidget(combo)
    line.addStretch(1)
    return line


def _curves(line: Line, part: Part, folds: bool) -> RunsCurves:
    names, curves = [], []
    for run, history in zip(line.runs, line.histories, strict=True):
        training = run.record.study.training
        # Heads of columns of the table that is saved, which are English.
        names.append(f"fold {training.fold}" if folds else f"seed {training.seed}")
        values = history.accuracy if part == "training" else history.val_accuracy
        curves.append(tuple(values))
    return RunsCurves(line.variant, tuple(names), tuple(curves))
