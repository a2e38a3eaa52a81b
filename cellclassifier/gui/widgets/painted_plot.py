"""What plots that are painted have in common: tooltips, and saving by a right click."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QPaintDevice,
    QPainter,
    QPixmap,
    QRegion,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from cellclassifier.core.files import write_atomically, write_table
from cellclassifier.core.language import english, in_english
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.plot_export import PNG_SCALE, save_menu

Table = tuple[Sequence[str], Sequence[Sequence[object]]]


class PaintedPlot(QWidget):
    """Shows a sentence while it is empty; saves what is seen as PNG, SVG or CSV.

    Attributes:
        name: What is shown, which also names the file that is proposed.
    """

    name: ClassVar[str]

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = message
        self._on_paper = False
        self.setAccessibleName(self.name)

    def set_message(self, text: str) -> None:
        """Set the sentence that stands where there is nothing to plot."""
        self._message = text
        self.update()

    def is_empty(self) -> bool:
        """Return whether there is nothing to plot; a plot says when there is."""
        return True

    def table(self) -> Table:
        """Return the numbers that are shown: names of the columns, and rows."""
        return [], []

    def tip_at(self, place: QPoint) -> str:
        """Return what is told about a place of the plot, or nothing."""
        return ""

    def colours(self) -> theme.Colours:
        """Return the colours to paint in: light ones for a file."""
        return theme.colours(on_paper=self._on_paper)

    def shows_focus(self) -> bool:
        """Return whether the place that the keys act on is to be marked."""
        return self.hasFocus() and not self._on_paper

    def begun(self) -> QPainter | None:
        """Paint the ground, and return what paints the rest: smooth lines.

        Where there is nothing to plot the sentence is painted, and nothing returned.
        """
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colours().panel)
        if not self.is_empty():
            return painter
        self.paint_message(painter)
        return None

    def paint_message(self, painter: QPainter) -> None:
        """Paint the sentence in the middle."""
        painter.setPen(self.colours().muted)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect(), flags, self._message)

    def export_png(self, path: Path) -> None:
        """Save what is seen, as pixels, in light colours and twice the size.

        Raises:
            OSError: If the file cannot be written.
        """
        pixmap = QPixmap(self.size() * PNG_SCALE)
        pixmap.setDevicePixelRatio(PNG_SCALE)
        self._print(pixmap)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        pixmap.save(buffer, "PNG")
        write_atomically(path, bytes(buffer.data().data()))

    def export_svg(self, path: Path) -> None:
        """Save what is seen, as lines and text, in light colours.

        Raises:
            OSError: If the file cannot be written.
        """
        buffer = QBuffer()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(self.size())
        generator.setViewBox(self.rect())
        # Otherwise text would be laid out for a screen of 72 dpi.
        generator.setResolution(self.logicalDpiX())
        generator.setTitle(english(self.name))
        self._print(generator)
        write_atomically(path, bytes(buffer.data().data()))

    def export_csv(self, path: Path) -> None:
        """Save the numbers.

        Raises:
            OSError: If the file cannot be written.
        """
        with in_english():
            write_table(path, *self.table())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to save what is seen."""
        self.export_menu().popup(event.globalPos())

    def export_menu(self) -> QMenu:
        """Return the menu of a right click."""
        savers: dict[str, Callable[[Path], None]] = {
            "png": self.export_png,
            "svg": self.export_svg,
            "csv": self.export_csv,
        }
        menu = save_menu(self, self.name, savers, self.told.emit)
        for action in menu.actions():
            action.setEnabled(not self.is_empty())
        return menu

    def event(self, event: QEvent) -> bool:
        """Tell the meaning of the place under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = "" if self.is_empty() else self.tip_at(event.pos())
            QToolTip.showText(event.globalPos(), words or self.toolTip(), self)
            return True
        return super().event(event)

    def _print(self, device: QPaintDevice) -> None:
        """Paint as for a page: on a light ground, without the focus."""
        self._on_paper = True
        try:
            painter = QPainter(device)
            painter.fillRect(self.rect(), self.colours().panel)
            # Without the ground of the window, which may be dark.
            flags = QWidget.RenderFlag.DrawChildren
            self.render(painter, QPoint(), QRegion(), flags)
            painter.end()
        finally:
            self._on_paper = False
