"""One image, large: zoomed in whole numbers, with an attribution over it."""

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cellclassifier.core.attribution import overlay_rgba
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.image_canvas import Canvas, to_qimage


class ImageView(QWidget):
    """Shows one image, grey or colour, with an optional attribution in purple.

    The wheel and the keys + and - zoom by whole device pixels an image pixel, nearest
    neighbour above 100 %; dragging moves; a double click and the key 0 fit the image.
    """

    hovered = Signal(int, int, object)
    """Column, row and value under the mouse: a float, or three for a colour image."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = Canvas()
        self.canvas.pointed.connect(self._point)
        self.canvas.zoomed.connect(self._tell_zoom)
        self._value = QLabel()
        self._value.setTextFormat(Qt.TextFormat.PlainText)
        self._value.setAccessibleName(tr("value under the mouse"))
        # A long text must not widen the page while the mouse moves.
        self._value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._zoom = QLabel()
        self._zoom.setAccessibleName(tr("zoom"))
        self._bar = _ColourBar()
        self._bar.hide()
        self._image: npt.NDArray[np.float32] | None = None
        self._shown: npt.NDArray[np.float32] | None = None
        self._at = (-1, -1)
        self.setFocusProxy(self.canvas)
        below = QHBoxLayout()
        below.addWidget(self._value, 1)
        below.addWidget(self._zoom)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addWidget(self.canvas, 1)
        box.addWidget(self._bar)
        box.addLayout(below)

    def set_image(self, image: npt.NDArray[Any] | None) -> None:
        """Show another image; the overlay of the one before goes away.

        The zoom stays where it is, so that tiles can be compared one after another.

        Args:
            image: (height, width) or (height, width, 1), shown grey, or (height,
                width, 3), shown in colour; 0..1. None shows nothing.

        Raises:
            ValueError: If the shape is another.
        """
        if image is not None:
            image = np.asarray(image, np.float32)
            image = image[..., 0] if image.ndim == 3 and image.shape[2] == 1 else image
            if image.ndim != 2 and (image.ndim != 3 or image.shape[2] != 3):
                raise ValueError(f"an array of shape {image.shape} is no image")
        self._image = image
        self._at = (-1, -1)
        self.canvas.set_image(image)
        self.set_overlay(None)

    def set_overlay(self, shown: npt.NDArray[Any] | None) -> None:
        """Lay an attribution over the image, or take it away.

        Args:
            shown: (height, width) of the image, 0..1, or None.

        Raises:
            ValueError: If its height and width are not those of the image.
        """
        if shown is not None:
            size = None if self._image is None else self._image.shape[:2]
            if shown.shape != size:
                raise ValueError(f"attribution {shown.shape} on an image {size}")
            shown = np.asarray(shown, np.float32)
        self._shown = shown
        self._bar.setVisible(shown is not None)
        self.canvas.set_overlay(shown)
        self._tell_value()

    def set_opacity(self, opacity: float) -> None:
        """Set how much of the image full attribution hides, 0..1."""
        self._bar.set_opacity(opacity)
        self.canvas.set_opacity(opacity)

    def set_levels(self, black: float, white: float) -> None:
        """Set the values shown black and white, 0..1; the values told stay as are."""
        self.canvas.set_levels(black, white)

    def set_message(self, text: str | None) -> None:
        """Write a sentence over the image, or in its place where there is none."""
        self.canvas.set_message(text or "")

    def set_zoom(self, zoom: int | None) -> None:
        """Show an image pixel as so many device pixels, 1..16, or fit with None."""
        self.canvas.set_zoom(zoom)

    def value_text(self) -> str:
        """Return what stands in the line below the image."""
        return self._value.text()

    def _point(self, x: int, y: int) -> None:
        self._at = (x, y)
        self._tell_value()
        if self._image is not None and x >= 0:
            pixel = self._image[y, x]
            is_grey = pixel.ndim == 0
            value = float(pixel) if is_grey else tuple(float(v) for v in pixel)
            self.hovered.emit(x, y, value)

    def _tell_value(self) -> None:
        x, y = self._at
        if self._image is None or x < 0:
            self._value.clear()
            return
        numbers = " ".join(f"{v:.3f}" for v in np.atleast_1d(self._image[y, x]))
        text = tr("x {x}  y {y}  value {numbers}", x=x, y=y, numbers=numbers)
        if self._shown is not None:
            text += tr("  attribution {shown:.2f}", shown=self._shown[y, x])
        self._value.setText(text)

    def _tell_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{zoom * 100:.0f} %" if zoom else "")


class _ColourBar(QWidget):
    """What the purple means, over black in its upper half and over white below."""

    def __init__(self) -> None:
        super().__init__()
        self._opacity = 0.7
        self.setFixedHeight(self.fontMetrics().height() + theme.SPACE)
        self.setAccessibleName(
            tr("colour bar: share of the strongest attribution, 0 to 1")
        )

    def set_opacity(self, opacity: float) -> None:
        self._opacity = opacity
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ramp = np.linspace(0, 1, 256, dtype=np.float32)[np.newaxis]
        metrics = self.fontMetrics()
        painter.setPen(theme.colours().text)
        left = metrics.horizontalAdvance("0 ") + 1
        text = tr(" 1   share of the strongest attribution")
        width = max(48, min(200, self.width() - left - metrics.horizontalAdvance(text)))
        bar = QRectF(left, 3, width, self.height() - 6)
        half = QRectF(bar.left(), bar.top(), width, bar.height() / 2)
        painter.fillRect(half, Qt.GlobalColor.black)
        painter.fillRect(half.translated(0, half.height()), Qt.GlobalColor.white)
        painter.drawImage(bar, to_qimage(overlay_rgba(ramp, self._opacity)))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignLeft, "0")
        painter.drawText(self.rect().adjusted(left + width, 0, 0, 0), middle, text)
