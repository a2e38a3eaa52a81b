"""What the plots of a landscape have in common."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.inside.landscape import Landscape
from cellclassifier.core.inside.landscape_files import write_rows
from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.painted_plot import PaintedPlot


class LandscapePlot(PaintedPlot):
    """Is read by mouse and keys, and saves the table of all that was computed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Nothing was computed yet."), parent)
        self._found: Landscape | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setToolTip(
            tr("Point at the plot, or press the arrow keys, to read values.")
        )

    def set_found(self, found: Landscape | None) -> None:
        """Set what is saved as numbers: that of which the plot shows all or a part."""
        self._found = found

    def paint_frame(self, painter: QPainter) -> None:
        """Paint a frame where the plot has the keys."""
        if self.shows_focus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.colours().accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def export_csv(self, path: Path) -> None:
        """Save the numbers of all epochs and minibatches, as in the run's folder.

        Raises:
            OSError: If the file cannot be written.
        """
        if self._found is not None:
            write_rows(path, self._found.spec.view, self._found.results)
