"""A sheet with all numbers, tables and plots of one test set."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.evaluation.evaluate import Evaluation
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.class_table import (
    class_columns,
    class_rows,
    class_table,
)
from cellclassifier.gui.widgets.count_table import CountTable
from cellclassifier.gui.widgets.curve_plot import score_text
from cellclassifier.gui.widgets.matrix import ConfusionMatrix
from cellclassifier.gui.widgets.number_table import NumberTable
from cellclassifier.gui.widgets.numbers_report import Report
from cellclassifier.gui.widgets.numbers_words import (
    calibration_words,
    headline,
    methods,
    number_columns,
    number_rows,
    number_table,
    remarks,
    temperature_words,
)
from cellclassifier.gui.widgets.reliability_plot import ReliabilityPlot
from cellclassifier.gui.widgets.score_curves import PrecisionRecallPlot, RocPlot
from cellclassifier.gui.widgets.scroll_column import ScrollColumn

_HINT = tr("A click on a cell, a curve or a bin shows its tiles; a right click saves.")
_HINT_OF_COUNTS = tr("A click on a number shows its tiles; a right click saves.")
_COUNTS = tr("All as predicted, by confidence")


class NumbersSheet(ScrollColumn):
    """Shows a report; a click on what can be clicked asks for its tiles."""

    rows_wanted = Signal(object, str)
    """Rows of the test set (NDArray[np.intp]), and words for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._hint = _HINT
        self.heading, self.remarks = BreakingLabel(), BreakingLabel()
        self.hint, self.about = BreakingLabel(_HINT), BreakingLabel()
        self.methods = BreakingLabel()
        self.numbers = NumberTable(tr("numbers"))
        self.matrix = ConfusionMatrix()
        self.classes = NumberTable(tr("numbers of each class"))
        self.class_box = QComboBox()
        self.roc, self.precision = RocPlot(), PrecisionRecallPlot()
        self.bins = ReliabilityPlot()
        self.counts = CountTable()
        self._dress()
        self._arrange()
        self._connect()

    def show_report(self, report: Report) -> None:
        """Show other numbers; the class whose curves are drawn stays if it is there."""
        self._report = report
        found = report.evaluation
        self.heading.setText(headline(report))
        told = remarks(report)
        self.remarks.setText("\n".join(told))
        self.remarks.setVisible(bool(told))
        self._hint = _HINT if found else _HINT_OF_COUNTS
        self.hint.setText(self._hint)
        self.hint.setVisible(len(report.true) > 0)
        self._judged.setVisible(found is not None)
        self._all.setVisible(not report.known.all())
        self.counts.show_report(report)
        if found is not None:
            self._show_evaluation(report, found)

    def set_stale(self, stale: bool) -> None:
        """Show that other numbers are being computed."""
        self.inside.setEnabled(not stale)
        if stale:
            self.heading.setText(_COMPUTING)

    def _show_evaluation(self, report: Report, found: Evaluation) -> None:
        units = report.choice.units
        self.numbers.set_rows(
            number_columns(report), number_rows(report), number_table(report)
        )
        self.matrix.set_matrix(report.table.classes, found.matrix)
        self.classes.set_rows(
            class_columns(units), class_rows(found), class_table(found)
        )
        self._offer_classes(report)
        self.bins.set_reliability(report.bins, units)
        words = [*calibration_words(report), temperature_words(report)]
        self.about.setText("\n\n".join(filter(None, words)))
        self.methods.setText("\n".join(methods(report)))
        self._show_curves()

    def _offer_classes(self, report: Report) -> None:
        names = list(report.table.classes)
        before = [self.class_box.itemText(i) for i in range(self.class_box.count())]
        if names != before:
            with QSignalBlocker(self.class_box):
                self.class_box.clear()
                self.class_box.addItems(names)
                # Of two classes the second is, by custom, what is looked for.
                self.class_box.setCurrentIndex(1 if len(names) == 2 else 0)

    def _show_curves(self) -> None:
        if self._report is None:
            return
        scores = self._report.scores(self.class_box.currentIndex())
        why = _ONE_CLASS.format(units=self._report.choice.units)
        for plot in (self.roc, self.precision):
            plot.set_scores(scores, why)

    def _dress(self) -> None:
        self.heading.setFont(theme.title("").font())
        for label in (self.heading, self.remarks, self.about, self.methods):
            label.make_selectable()
        for label in (self.remarks, self.hint, self.methods):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.matrix.setMinimumHeight(60 * theme.SPACE)
        self.class_box.setAccessibleName(tr("class whose curves are drawn"))
        self.class_box.setToolTip(tr("The class that is told from all others"))
        self.class_box.setMinimumContentsLength(16)

    def _arrange(self) -> None:
        self._judged, self._all = QWidget(), QWidget()
        box = QVBoxLayout(self.inside)
        box.setContentsMargins(0, 0, 2 * theme.SPACE, 0)
        box.setSpacing(2 * theme.SPACE)
        for part in (self.heading, self.remarks, self.hint, self._judged, self._all):
            box.addWidget(part)
        box.addStretch(1)
        _stack(self._judged, self._parts())
        _stack(self._all, [_small_title(_COUNTS), self.counts])

    def _parts(self) -> list[QWidget | QLayout]:
        """Return what is shown where classes are known, from top to bottom."""
        upper = _side_by_side((self.numbers, 5), (self.matrix, 4))
        upper.setAlignment(self.numbers, Qt.AlignmentFlag.AlignTop)
        chooser = QHBoxLayout()
        label = _small_title(tr("Told from all others:"))
        label.setBuddy(self.class_box)
        chooser.addWidget(label)
        chooser.addWidget(self.class_box)
        chooser.addStretch(1)
        return [
            *(upper, _small_title(tr("Each class")), self.classes),
            *(chooser, _side_by_side((self.roc, 1), (self.precision, 1))),
            *(_small_title(tr("As sure as it is right?")), self._calibration()),
            *(_small_title(tr("How these numbers are made")), self.methods),
        ]

    def _calibration(self) -> QLayout:
        line = _side_by_side((self.bins, 1), (self.about, 1))
        line.setAlignment(self.about, Qt.AlignmentFlag.AlignTop)
        return line

    def _connect(self) -> None:
        self.class_box.currentIndexChanged.connect(self._show_curves)
        self.matrix.chosen.connect(self._on_cell)
        self.bins.chosen.connect(self._on_bin)
        self.counts.chosen.connect(self._on_count)
        for plot in (self.roc, self.precision):
            plot.chosen.connect(self._on_threshold)
        parts = (self.numbers, self.matrix, self.classes, self.counts)
        for part in (*parts, self.roc, self.precision, self.bins):
            part.told.connect(lambda words: self.hint.setText(words or self._hint))

    def _on_cell(self, true: int, predicted: int) -> None:
        # What is chosen is shown elsewhere: nothing stays chosen here.
        self.matrix.set_chosen(None)
        if self._report is not None:
            names = self._report.table.classes
            words = tr(
                "true {names}, predicted {names_2}",
                names=names[true],
                names_2=names[predicted],
            )
            self._ask(self._report.rows_of_cell(true, predicted), words)

    def _on_threshold(self, threshold: float) -> None:
        place = self.class_box.currentIndex()
        if self._report is not None and place >= 0:
            name = self._report.table.classes[place]
            words = tr(
                "score of {name} at least {score_text}",
                name=name,
                score_text=score_text(threshold),
            )
            self._ask(self._report.rows_called(place, threshold), words)

    def _on_bin(self, place: int) -> None:
        if self._report is not None and self._report.bins is not None:
            low, high = self._report.bins.edges[place : place + 2]
            words = tr("confidence {low:.2f} to {high:.2f}", low=low, high=high)
            self._ask(self._report.rows_of_bin(place), words)

    def _on_count(self, units: NDArray[np.bool_], words: str) -> None:
        if self._report is not None:
            self._ask(self._report.rows(units), words)

    def _ask(self, rows: NDArray[np.intp], words: str) -> None:
        """Ask for tiles; of images and groups it is said how they were judged."""
        if self._report is None or not len(rows):
            return
        choice = self._report.choice
        by = {"mean": tr("mean probability"), "vote": tr("vote")}[choice.how]
        whole = (
            ""
            if choice.unit == "tile"
            else tr("{units} judged by {by}: ", units=choice.units, by=by)
        )
        calibrated = tr(", calibrated") if self._report.before is not None else ""
        self.rows_wanted.emit(rows, f"{whole}{words}{calibrated}")


_COMPUTING = tr("Computing the numbers ...")
_ONE_CLASS = tr("The {units} are all of one kind here: there is no rest to tell from.")


def _small_title(text: str) -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    return label


def _stack(widget: QWidget, parts: Sequence[QWidget | QLayout]) -> None:
    """Lay parts below each other."""
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2 * theme.SPACE)
    for part in parts:
        if isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)


def _side_by_side(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    """Lay parts beside each other, each with its share of the room."""
    line = QHBoxLayout()
    line.setSpacing(3 * theme.SPACE)
    for part, share in parts:
        line.addWidget(part, share)
    return line
