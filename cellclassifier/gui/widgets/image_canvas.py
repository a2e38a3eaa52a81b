"""The surface an image is painted on, moved and zoomed."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.attribution import overlay_rgba
from cellclassifier.core.language import tr
from cellclassifier.gui import theme

MAX_ZOOM = 16
"""The most device pixels an image pixel is shown as."""

_BELOW_ONE = (1 / 16, 1 / 8, 1 / 4, 1 / 2)
_NOTCH = 120  # what Qt reports for one notch of a wheel


def to_qimage(pixels: npt.NDArray[np.uint8]) -> QImage:
    """Return pixels as an image that owns its memory.

    Args:
        pixels: (height, width) grey, (height, width, 3) red, green, blue, or
            (height, width, 4) with straight alpha; uint8.

    Raises:
        ValueError: If the shape or the type is another, or there are no pixels.
    """
    formats = {
        1: QImage.Format.Format_Grayscale8,
        3: QImage.Format.Format_RGB888,
        4: QImage.Format.Format_RGBA8888,
    }
    channels = pixels.shape[2] if pixels.ndim == 3 else 1
    if pixels.dtype != np.uint8 or pixels.ndim not in (2, 3) or not pixels.size:
        raise ValueError(f"{pixels.dtype} pixels of shape {pixels.shape} are no image")
    if channels not in formats:
        raise ValueError(f"an image has 1, 3 or 4 channels, not {channels}")
    data = np.ascontiguousarray(pixels)
    height, width = data.shape[:2]
    image = QImage(data.data, width, height, width * channels, formats[channels])
    # Without the copy it would read memory that numpy is free to give away.
    return image.copy()


class Canvas(QWidget):
    """The surface that is painted; distances inside are device pixels."""

    pointed = Signal(int, int)
    """Column and row under the mouse, px; -1 where there is no image."""
    zoomed = Signal(float)
    """Device pixels an image pixel; 0 without an image."""

    def __init__(self) -> None:
        super().__init__()
        self._image: npt.NDArray[np.float32] | None = None
        self._shown: npt.NDArray[np.float32] | None = None
        self._layers: list[QImage] = []
        self._levels = (0.0, 1.0)
        self._opacity = 0.7
        self._message = ""
        self._zoom: float | None = None
        self._centre = QPointF()
        self._grip: QPointF | None = None
        self._turned = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(96, 96)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding
        )
        self.setAccessibleName(tr("image"))
        self.setToolTip(tr("Wheel, +, -: zoom.  Drag: move.  Double click, 0: fit."))

    def sizeHint(self) -> QSize:
        """Ask for room for a small tile."""
        return QSize(320, 320)

    def set_image(self, image: npt.NDArray[np.float32] | None) -> None:
        """Show (height, width[, 3]), 0..1; another size is fitted anew."""
        if image is None or self._image is None or image.shape != self._image.shape:
            self._zoom = None
            height, width = (0, 0) if image is None else image.shape[:2]
            self._centre = QPointF(width / 2, height / 2)
        self._image = image
        self._renew()

    def set_overlay(self, shown: npt.NDArray[np.float32] | None) -> None:
        """Lay an attribution over it, (height, width) of the image, 0..1."""
        self._shown = shown
        self._renew()

    def set_opacity(self, opacity: float) -> None:
        """Set how much of the image full attribution hides, 0..1."""
        self._opacity = opacity
        self._renew()

    def set_levels(self, black: float, white: float) -> None:
        """Set the values shown black and white, 0..1."""
        self._levels = (black, white)
        self._renew()

    def set_message(self, text: str) -> None:
        """Write a sentence over the image, or in its place."""
        self._message = text
        self.setAccessibleDescription(text)
        self.update()

    def set_zoom(self, zoom: float | None, at: QPointF | None = None) -> None:
        """Zoom so that what lies at a place of the widget stays there."""
        at = QPointF(self.rect().center()) if at is None else at
        before = self._to_image(at)
        self._zoom = zoom
        self._move(self._centre + before - self._to_image(at))

    def step(self, by: int, at: QPointF | None = None) -> None:
        """Go `by` steps up or down the ladder of zooms."""
        fit = self.fit_zoom()
        ladder = [z for z in _BELOW_ONE if z > fit] + list(range(1, MAX_ZOOM + 1))
        ladder = [fit, *ladder] if fit < 1 else ladder
        now = self.zoom()
        above = [z for z in ladder if z > now][:1] or [ladder[-1]]
        below = [z for z in ladder if z < now][-1:] or [ladder[0]]
        self.set_zoom((above if by > 0 else below)[0], at)

    def zoom(self) -> float:
        """Return device pixels an image pixel."""
        return self.fit_zoom() if self._zoom is None else self._zoom

    def fit_zoom(self) -> float:
        """Return the largest whole number that fits, or the fraction that does."""
        if self._image is None:
            return 1.0
        height, width = self._image.shape[:2]
        ratio = self.devicePixelRatioF()
        zoom = min(self.width() * ratio / width, self.height() * ratio / height)
        return float(min(int(zoom), MAX_ZOOM)) if zoom >= 1 else max(zoom, 1e-3)

    def target(self) -> QRectF:
        """Return where the image lies in the widget, on whole device pixels."""
        if self._image is None:
            return QRectF()
        height, width = self._image.shape[:2]
        ratio, zoom = self.devicePixelRatioF(), self.zoom()
        left = round(self.width() * ratio / 2 - self._centre.x() * zoom)
        top = round(self.height() * ratio / 2 - self._centre.y() * zoom)
        scale = zoom / ratio
        return QRectF(left / ratio, top / ratio, width * scale, height * scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the layers, the sentence and the focus."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.panel)
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, self.zoom() < 1
        )
        for layer in self._layers:
            painter.drawImage(self.target(), layer)
        self._paint_message(painter)
        focus = self.hasFocus()
        painter.setPen(QPen(colours.accent if focus else colours.line, 1 + focus))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the place under the mouse."""
        if self._image is None or not event.angleDelta().y():
            event.ignore()
            return
        # Touch pads send a notch in many small parts.
        self._turned += event.angleDelta().y()
        notches = int(self._turned / _NOTCH)
        self._turned -= notches * _NOTCH
        for _ in range(abs(notches)):
            self.step(notches, event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by +, - and 0."""
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.step(1)
            case Qt.Key.Key_Minus:
                self.step(-1)
            case Qt.Key.Key_0:
                self.set_zoom(None)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the image."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the image that is held, and tell the pixel below."""
        if self._grip is not None:
            scale = self.zoom() / self.devicePixelRatioF()
            self._move(self._centre - (event.position() - self._grip) / scale)
            self._grip = event.position()
        self._tell(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the image."""
        self._grip = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit the image."""
        self.set_zoom(None)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that no pixel is below."""
        self.pointed.emit(-1, -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the image in the view."""
        self._move(self._centre)

    def _renew(self) -> None:
        """Make the layers anew: the image, and the overlay above it."""
        self._layers = []
        if self._image is not None:
            black, white = self._levels
            grey = (self._image - black) / max(white - black, 1e-6)
            shades = np.rint(np.clip(grey, 0, 1) * 255).astype(np.uint8)
            self._layers.append(to_qimage(shades))
        if self._shown is not None:
            self._layers.append(to_qimage(overlay_rgba(self._shown, self._opacity)))
        self._move(self._centre)

    def _move(self, centre: QPointF) -> None:
        """Put a place of the image in the middle, unless that bares the surface."""
        if self._image is not None:
            height, width = self._image.shape[:2]
            scale = self.devicePixelRatioF() / self.zoom()
            self._centre = QPointF(
                _held(centre.x(), width, self.width() * scale),
                _held(centre.y(), height, self.height() * scale),
            )
        self.zoomed.emit(0.0 if self._image is None else self.zoom())
        self.update()

    def _to_image(self, place: QPointF) -> QPointF:
        """Return the place in the image, px, that lies at a place of the widget."""
        scale = self.devicePixelRatioF() / self.zoom()
        return (place - self.target().topLeft()) * scale

    def _tell(self, place: QPointF) -> None:
        if self._image is None:
            return
        at = self._to_image(place)
        x, y = int(np.floor(at.x())), int(np.floor(at.y()))
        height, width = self._image.shape[:2]
        inside = 0 <= x < width and 0 <= y < height
        self.pointed.emit(x if inside else -1, y if inside else -1)

    def _paint_message(self, painter: QPainter) -> None:
        if not self._message:
            return
        margin = 2 * theme.SPACE
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter
        box = painter.boundingRect(room, int(flags), self._message)
        if self._image is None:
            box.moveCenter(self.rect().center())
        else:
            box.moveBottom(room.bottom())
        painter.fillRect(box.adjusted(-4, -4, 4, 4), theme.colours().panel)
        painter.setPen(theme.colours().text)
        painter.drawText(box, int(flags), self._message)


def _held(centre: float, length: float, view: float) -> float:
    """Return a centre such that the image fills the view, or lies in its middle."""
    if length <= view:
        return length / 2
    return min(max(centre, view / 2), length - view / 2)
