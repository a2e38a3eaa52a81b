"""The colour bar of a map: what its colours stand for, with numbers and unit."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.attribution_figure import bar_picture
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.image_canvas import to_qimage

_LEAST, _MOST = 40, 160  # px, of the bar


class ScaleBar(QWidget):
    """Shows colours from the least to the most, and the values that these stand for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signed, self._opacity = False, 0.7
        self._top, self._unit = math.nan, ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # Otherwise the image would jump when its map comes.
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self._tell()

    def set_scale(self, signed: bool, top: float, unit: str, opacity: float) -> None:
        """Show another scale.

        Args:
            signed: Whether the colours tell for from against.
            top: The value in full colour; nan where each tile has its own.
            unit: Its unit.
            opacity: Of the overlay, 0..1.
        """
        self._signed, self._opacity = signed, opacity
        self._top, self._unit = top, unit
        self._tell()
        self.update()

    def ends(self) -> tuple[str, str]:
        """Return what stands at the left and at the right of the bar."""
        each = math.isnan(self._top)
        most = tr("most") if each else f"{self._top:.3g}"
        left = f"\N{MINUS SIGN}{most}" if self._signed else "0"
        unit = self._unit
        right = (
            tr("{most} of each tile, {unit}", most=most, unit=unit)
            if each
            else f"{most} {unit}"
        )
        return left, right.rstrip(", ")

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(60 * theme.SPACE, self.fontMetrics().height() + theme.SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar between its values."""
        painter = QPainter(self)
        metrics = self.fontMetrics()
        painter.setPen(theme.colours().text)
        left, right = self.ends()
        start = metrics.horizontalAdvance(left) + theme.SPACE
        words = metrics.horizontalAdvance(right) + 2 * theme.SPACE
        room = self.width() - start - words
        width = max(_LEAST, min(_MOST, room))
        bar = QRectF(start, 3, width, self.height() - 6)
        picture = to_qimage(bar_picture(self._signed, self._opacity))
        painter.drawImage(bar, picture)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignLeft, left)
        after = QRectF(bar.right() + theme.SPACE, 0, self.width(), self.height())
        after.setRight(self.width())
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            after, middle, metrics.elidedText(right, elide, int(after.width()))
        )

    def _tell(self) -> None:
        left, right = self.ends()
        self.setAccessibleName(
            tr("colour bar: {left} to {right}", left=left, right=right)
        )
        kind = (
            tr("White is 0, purple speaks for the class, orange against it.")
            if self._signed
            else tr(
                "The more purple, the more a pixel matters, for or against the class; "
                "over black in the upper half, over white in the lower."
            )
        )
        self.setToolTip(
            tr("<qt>{left} to {right}. {kind}</qt>", left=left, right=right, kind=kind)
        )
