"""The tile of a review, pixel for pixel; it gives nothing away but its pixels."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.attribution import overlay_rgba, scaled
from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.image_canvas import to_qimage
from cellclassifier.gui.widgets.tile_display import PERCENTILES, Levels, shades

MOST_ZOOM = 8
"""The most device pixels that a pixel of the tile is shown as."""

_OPACITY = 0.7


class ReviewTile(QWidget):
    """Paints a tile in whole-number zoom, and an attribution over it.

    It takes no mouse and no keys: nothing of it can be dragged, copied or asked for.
    """

    zoomed = Signal()
    """`zoom` is another one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels: NDArray[np.float32] | None = None
        self._layers: list[QImage] = []
        self._magnitude: NDArray[np.float32] | None = None
        self._levels = Levels()
        self._wanted: int | None = None
        self._overlaid = True
        self.setMinimumSize(256, 256)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("tile"))

    @property
    def zoom(self) -> int:
        """Device pixels a pixel of the tile; 0 where the window is too small for 1."""
        fits = self._fitting()
        return fits if self._wanted is None or fits == 0 else min(self._wanted, fits)

    @property
    def levels(self) -> Levels:
        """Values that are shown black and white, 0..1."""
        return self._levels

    @property
    def overlay_shown(self) -> bool:
        """Whether an attribution is over the tile now."""
        return self._overlaid and self._magnitude is not None

    def sizeHint(self) -> QSize:
        """Ask for room for a tile."""
        return QSize(512, 512)

    def show_tile(
        self,
        pixels: NDArray[np.float32] | None,
        magnitude: NDArray[np.float32] | None = None,
    ) -> None:
        """Show a tile.

        Args:
            pixels: (y, x, channel), 0..1, as the network sees them; ``None`` for none.
            magnitude: How much each pixel matters, (y, x), 0 or above.
        """
        self._pixels = None if pixels is None else _visible(pixels)
        self._magnitude = magnitude
        self._renew()
        self.zoomed.emit()

    def set_levels(self, levels: Levels) -> None:
        """Set the values that are shown black and white, 0..1."""
        self._levels = levels
        self._renew()

    def set_overlay_shown(self, is_shown: bool) -> None:
        """Lay attributions over tiles, or leave them away."""
        self._overlaid = is_shown
        self._renew()

    def step_zoom(self, by: int) -> None:
        """Show tiles so many whole steps larger or smaller, as far as there is room."""
        self._wanted = max(1, min(self.zoom + by, MOST_ZOOM, self._fitting() or 1))
        self.update()
        self.zoomed.emit()

    def fitting_levels(self) -> Levels:
        """Return the levels that use all shades for the tile shown."""
        if self._pixels is None:
            return Levels()
        black, white = np.percentile(self._pixels, PERCENTILES)
        return Levels(float(black), float(white)) if white > black else Levels()

    def target(self) -> QRectF:
        """Return where the tile lies in the widget, on whole device pixels."""
        if self._pixels is None:
            return QRectF()
        height, width = self._pixels.shape[:2]
        ratio = self.devicePixelRatioF()
        zoom = self.zoom or min(self._room(width, height), 1.0)
        left = round((self.width() * ratio - width * zoom) / 2)
        top = round((self.height() * ratio - height * zoom) / 2)
        scale = zoom / ratio
        return QRectF(left / ratio, top / ratio, width * scale, height * scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile in the middle."""
        painter = QPainter(self)
        smooth = QPainter.RenderHint.SmoothPixmapTransform
        painter.setRenderHint(smooth, self.zoom == 0)
        for layer in self._layers:
            painter.drawImage(self.target(), layer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is another room."""
        super().resizeEvent(event)
        self.zoomed.emit()

    def _renew(self) -> None:
        self._layers = []
        if self._pixels is not None:
            self._layers.append(to_qimage(shades(self._pixels, self._levels)))
        if self._magnitude is not None and self.overlay_shown:
            purple = overlay_rgba(scaled(self._magnitude), _OPACITY)
            self._layers.append(to_qimage(purple))
        self.update()

    def _room(self, width: int, height: int) -> float:
        ratio = self.devicePixelRatioF()
        return min(self.width() * ratio / width, self.height() * ratio / height)

    def _fitting(self) -> int:
        """Return the largest whole zoom that there is room for; 0 for none."""
        if self._pixels is None:
            return 1
        height, width = self._pixels.shape[:2]
        return min(int(self._room(width, height)), MOST_ZOOM)


def _visible(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return grey (y, x) or colour (y, x, 3): 2 or more than 3 channels as a mean."""
    if pixels.ndim == 3 and pixels.shape[-1] == 3:
        return pixels
    grey = pixels if pixels.ndim == 2 else pixels.mean(axis=-1)
    return np.asarray(grey, np.float32)
