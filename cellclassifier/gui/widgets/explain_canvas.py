"""An image surface that moves in step with others, and shows outlines."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF

from cellclassifier.gui.widgets.image_canvas import Canvas

_RIM, _LINE = QColor("black"), QColor("#00e5ff")  # seen on grey and on purple

Outlines = Sequence[NDArray[np.float64]]
"""Closed polygons, each (corners, 2) of x and y, px."""


class Sight(NamedTuple):
    """What part of an image is seen: device pixels a pixel, and the middle, px.

    The zoom is ``None`` where the image is fitted.
    """

    zoom: float | None
    centre: QPointF


class LinkedCanvas(Canvas):
    """Tells how it was moved and zoomed by the user, and follows others."""

    moved = Signal(object)
    """What is seen now, `Sight`; not after `follow`."""

    def __init__(self) -> None:
        super().__init__()
        self._outlines: list[QPolygonF] = []
        self._follows = False

    @property
    def sight(self) -> Sight:
        """What is seen."""
        return Sight(self._zoom, self._centre)

    def follow(self, sight: Sight) -> None:
        """See the same as another surface; tells nothing."""
        self._zoom = sight.zoom
        self._move(sight.centre)

    def set_outlines(self, outlines: Outlines) -> None:
        """Draw polygons over the image; none take them away."""
        self._outlines = [
            QPolygonF([QPointF(x, y) for x, y in each.tolist()]) for each in outlines
        ]
        self.update()

    def set_zoom(self, zoom: float | None, at: QPointF | None = None) -> None:
        """Zoom as the user wants it, and tell of it."""
        super().set_zoom(zoom, at)
        self.moved.emit(self.sight)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the image that is held, and tell of it."""
        super().mouseMoveEvent(event)
        if self._grip is not None:
            self.moved.emit(self.sight)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the image, and the outlines above it."""
        super().paintEvent(event)
        if self._image is None or not self._outlines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        target = self.target()
        painter.setClipRect(target)
        painter.translate(target.topLeft())
        scale = target.width() / self._image.shape[1]
        painter.scale(scale, scale)
        for colour, width in ((_RIM, 3.0), (_LINE, 1.4)):
            pen = QPen(colour, width)
            pen.setCosmetic(True)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            for outline in self._outlines:
                painter.drawPolygon(outline)
