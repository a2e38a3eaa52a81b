"""The colour bar of a kernel, an image or a feature map."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.attribution_figure import bar_picture
from cellclassifier.core.kernels import short
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.convolutions_pictures import picture
from cellclassifier.gui.widgets.image_canvas import to_qimage

_WIDTH = 120  # px, of the bar at most
_STEPS = np.linspace(0, 1, 128)[np.newaxis]


class ColourBar(QWidget):
    """Shows colours from the least to the most, and the values that these stand for."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        """Make a bar.

        Args:
            what: What it is the scale of, for screen readers.
            parent: The widget that it is part of.
        """
        super().__init__(parent)
        self._what = what
        self._ends = ("0", "1")
        self._words = ""
        self._image = to_qimage(picture(_STEPS, 1, False))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def ends(self) -> tuple[str, str]:
        """What stands at the left and at the right of the bar."""
        return self._ends

    def show_grey(self, low: float, high: float) -> None:
        """Show greys, black to white."""
        image = to_qimage(picture(_STEPS, 1, False))
        self._set(short(low), short(high), tr("From black to white."), image)

    def show_signed(self, top: float) -> None:
        """Show colours about zero."""
        image = to_qimage(picture(2 * _STEPS - 1, 1, True))
        words = tr("White is 0, purple is above it, orange below.")
        self._set(f"\N{MINUS SIGN}{short(top)}", short(top), words, image)

    def show_overlay(self, top: float, opacity: float) -> None:
        """Show purple laid over grey."""
        words = tr("The more purple, the larger; over black above, over white below.")
        self._set("0", short(top), words, to_qimage(bar_picture(False, opacity)))

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(40 * theme.SPACE, self.fontMetrics().height() + theme.SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar between its values."""
        painter = QPainter(self)
        painter.setPen(theme.colours().text)
        metrics = self.fontMetrics()
        left, right = self._ends
        start = metrics.horizontalAdvance(left) + theme.SPACE
        words = metrics.horizontalAdvance(right) + 2 * theme.SPACE
        width = max(10, min(_WIDTH, self.width() - start - words))
        bar = QRectF(start, 3, width, self.height() - 6)
        painter.drawImage(bar, self._image)
        painter.setPen(theme.colours().line)
        painter.drawRect(bar)
        painter.setPen(theme.colours().text)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignLeft, left)
        after = QRectF(bar.right() + theme.SPACE, 0, self.width(), self.height())
        painter.drawText(after, middle, right)

    def _set(self, low: str, high: str, words: str, image: QImage) -> None:
        self._ends, self._words, self._image = (low, high), words, image
        self._tell()
        self.update()

    def _tell(self) -> None:
        low, high = self._ends
        self.setAccessibleName(
            tr(
                "colour bar of {what}: {low} to {high}",
                what=self._what,
                low=low,
                high=high,
            )
        )
        self.setToolTip(
            tr(
                "<qt>{low} to {high}. {words}</qt>",
                low=low,
                high=high,
                words=self._words,
            )
        )
