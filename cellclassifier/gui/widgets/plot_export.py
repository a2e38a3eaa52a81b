"""Saving what a plot shows."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from cellclassifier.core.language import english, tr

PNG_SCALE = 2
"""How many pixels a PNG has for each of the window."""


class Sheet(QWidget):
    """A ground of one colour, which a style sheet does not take away."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = QColor("white")

    def set_colour(self, colour: QColor) -> None:
        """Set the colour of the ground."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self._colour)


def png(widget: QWidget) -> bytes:
    """Return a widget as a PNG file of twice its size."""
    pixmap = QPixmap(widget.size() * PNG_SCALE)
    pixmap.setDevicePixelRatio(PNG_SCALE)
    widget.render(pixmap)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    return bytes(buffer.data().data())


def svg(widget: QWidget, title: str) -> bytes:
    """Return a widget as an SVG file: lines and text, as far as it paints these."""
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setViewBox(widget.rect())
    # Otherwise text would be laid out for a screen of 72 dpi.
    generator.setResolution(widget.logicalDpiX())
    generator.setTitle(title)
    widget.render(generator)
    return bytes(buffer.data().data())


def ask_and_save(
    parent: QWidget, start: str, ending: str, save: Callable[[Path], None]
) -> str:
    """Ask where to save, do it, and return a sentence about it for the user.

    Args:
        parent: The window the question belongs to.
        start: The name that is proposed, without its ending.
        ending: The ending without its dot; added where the user gives none.
        save: Writes the file; an OSError becomes the sentence.
    """
    proposed = f"{start}.{ending}"
    kinds = f"{ending.upper()} (*.{ending})"
    name, _ = QFileDialog.getSaveFileName(
        parent, tr("Save {proposed}", proposed=proposed), proposed, kinds
    )
    if not name:
        return ""
    path = Path(name)
    path = path if path.suffix else path.with_suffix(f".{ending}")
    try:
        save(path)
    except OSError as error:
        return tr(
            "Not saved: {strerror}. Choose another folder.",
            strerror=error.strerror or error,
        )
    return tr("Saved {path}.", path=path.name)


KINDS = {"png": tr("picture"), "svg": tr("drawing"), "csv": tr("numbers")}
"""What each ending holds, for people."""


def save_menu(
    parent: QWidget,
    start: str,
    savers: Mapping[str, Callable[[Path], None]],
    told: Callable[[str], None],
) -> QMenu:
    """Return a menu with one entry for each kind of file.

    Args:
        parent: The plot.
        start: Name of the file that is proposed, without ending.
        savers: What writes a file, by its ending.
        told: Called with a sentence about what came of it.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def ask(ending: str) -> None:
        told(ask_and_save(parent, english(start), ending, savers[ending]))

    for ending in savers:
        action = menu.addAction(
            tr("Save {kinds} as {ending} …", kinds=KINDS[ending], ending=ending.upper())
        )
        action.triggered.connect(partial(ask, ending))
    return menu
