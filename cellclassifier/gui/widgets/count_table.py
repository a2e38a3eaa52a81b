"""How many units are called each class, and how surely; needs no known classes."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.number_table import Column, NumberTable, Row
from cellclassifier.gui.widgets.numbers_report import Report

_BANDS = 5
_FIRST = 4
"""Columns before those of the bands."""

_CHOOSE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CountTable(NumberTable):
    """One row a predicted class, one column a band of confidence."""

    chosen = Signal(object, str)
    """Which units (NDArray[np.bool_]) lie in the cell that was clicked, and words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("counts by predicted class and confidence"), parent=parent)
        self._report: Report | None = None
        self._edges = np.zeros(0)
        self.clicked.connect(self._on_clicked)

    def show_report(self, report: Report) -> None:
        """Show the counts of other predictions."""
        self._report = report
        classes, units = report.table.classes, report.choice.units
        self._edges = np.linspace(1 / len(classes), 1, _BANDS + 1)
        self.set_rows(
            self._columns(units),
            [
                self._row(name, report.predicted == place)
                for place, name in enumerate(classes)
            ],
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the cell of the cursor by Space or Return."""
        if event.key() in _CHOOSE and self.currentIndex().isValid():
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _columns(self, units: str) -> list[Column]:
        click = tr("A click on a number shows its {units}.", units=units)
        bands = zip(self._edges[:-1], self._edges[1:], strict=True)
        return [
            Column(
                tr("called"),
                tr("The most probable class. {click}", click=click),
                number=False,
            ),
            Column(units, tr("How many are called so. {click}", click=click)),
            Column(tr("share %"), tr("Of all {units}.", units=units)),
            Column(tr("median confidence"), tr("Half of them are surer than this.")),
            *(
                Column(
                    f"{low:.2f}-{high:.2f}",
                    tr("Confidence in this band. {click}", click=click),
                )
                for low, high in bands
            ),
        ]

    def _row(self, name: str, called: NDArray[np.bool_]) -> Row:
        if self._report is None:
            return Row([])
        n, confidence = int(called.sum()), self._report.confidence[called]
        share = f"{100 * n / len(called):.1f}" if len(called) else ""
        middle = f"{np.median(confidence):.3f}" if n else ""
        bands = [int((called & self._in(band)).sum()) for band in range(_BANDS)]
        return Row([name, f"{n:,}", share, middle, *(f"{each:,}" for each in bands)])

    def _in(self, band: int) -> NDArray[np.bool_]:
        """Return which units lie in a band; rounding may put some a hair outside."""
        if self._report is None:
            return np.zeros(0, np.bool_)
        inner = self._edges[1:-1]
        return np.asarray(np.digitize(self._report.confidence, inner) == band)

    def _on_clicked(self, index: QModelIndex) -> None:
        report = self._report
        if report is None:
            return
        name = report.table.classes[index.row()]
        units, words = (
            report.predicted == index.row(),
            tr("predicted {name}", name=name),
        )
        band = index.column() - _FIRST
        if band >= 0:
            low, high = self._edges[band : band + 2]
            units = units & self._in(band)
            words += tr(", confidence {low:.2f} to {high:.2f}", low=low, high=high)
        if units.any():
            self.chosen.emit(units, words)
