"""How a number changes from epoch to epoch, while a network learns."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.files import write_atomically, write_table
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.plot_heading import PlotHeading

_REDRAW_MS = 100
_SCALE = 2  # a PNG has this many pixels for each of the window
_TICKS = 8


class MetricPlot(QWidget):
    """Curves of training and validation over the epochs, with the best one marked.

    A right click, or the menu key, saves what is seen as PNG, SVG or CSV.
    """

    def __init__(
        self, title: str, unit: str, percent: bool, parent: QWidget | None = None
    ) -> None:
        """Make an empty plot.

        Args:
            title: What is shown, such as ``Accuracy``; it names the axis too.
            unit: Its unit, such as ``%``; may be empty.
            percent: Whether the values are shares in 0..1, shown as 0..100.
            parent: The widget it lies in.
        """
        super().__init__(parent)
        self._name, self._unit, self._percent = title, unit, percent
        self._epochs = self._training = self._validation = np.empty(0)
        self._best: float | None = None
        self._message = "No epochs yet."
        self._stale = False
        self._timer = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._timer.timeout.connect(self._redraw_if_stale)
        self._build()
        self._make_items()
        self.restyle()
        self._redraw()

    def set_history(
        self,
        epochs: Sequence[float],
        training: Sequence[float],
        validation: Sequence[float] | None,
    ) -> None:
        """Show other curves, at most ten times a second.

        Args:
            epochs: When each value was measured; the first epoch is 1.
            training: One value an epoch; what is not finite leaves a gap.
            validation: The same, or None where there is none.

        Raises:
            ValueError: If the lengths differ.
        """
        self._epochs = np.asarray(epochs, float)
        self._training = np.asarray(training, float)
        self._validation = np.asarray([] if validation is None else validation, float)
        lengths = {len(self._epochs), len(self._training)}
        if len(lengths | {len(self._validation)} - {0}) > 1 + (lengths == {0}):
            raise ValueError("epochs and values of a history differ in number")
        self._redraw_soon()

    def set_best(self, epoch: float | None) -> None:
        """Mark the epoch whose network is kept, or none."""
        self._best = epoch
        self._redraw_soon()

    def set_message(self, text: str) -> None:
        """Set the sentence that stands where there is nothing to plot."""
        self._message = text
        self._redraw_soon()

    def clear(self) -> None:
        """Take all curves away."""
        self._best = None
        self.set_history([], [], None)

    def restyle(self) -> None:
        """Take the colours of the scheme in use."""
        self._dress(theme.colours())

    def value_text(self) -> str:
        """Return what stands in the line below the plot."""
        return self._line.text()

    def export_png(self, path: Path) -> None:
        """Save what is seen, as pixels, in light colours and twice the size."""
        pixmap = QPixmap(self._sheet.size() * _SCALE)
        pixmap.setDevicePixelRatio(_SCALE)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._on_paper(lambda: self._sheet.render(pixmap))
        pixmap.save(buffer, "PNG")
        write_atomically(path, buffer.data().data())

    def export_svg(self, path: Path) -> None:
        """Save what is seen, as lines and text, in light colours."""
        buffer = QBuffer()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(self._sheet.size())
        generator.setViewBox(self._sheet.rect())
        generator.setTitle(self._name)
        self._on_paper(lambda: self._sheet.render(generator))
        write_atomically(path, buffer.data().data())

    def export_csv(self, path: Path) -> None:
        """Save the numbers, one line an epoch, in the unit of the axis."""
        unit = f" ({self._unit})" if self._unit else ""
        columns = {"epoch": self._epochs, f"training{unit}": self._shown("training")}
        if len(self._validation):
            columns[f"validation{unit}"] = self._shown("validation")
        rows = zip(*(map(_cell, column) for column in columns.values()), strict=True)
        write_table(path, list(columns), rows)
