"""One tile with one map over it, the scale of its colours, and what was measured."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.attribution import magnitude, overlay, scaling_of
from cellclassifier.core.attribution_looks import (
    net,
    share,
    signed_rgb,
    top_of,
    unit_told,
)
from cellclassifier.core.attribution_spec import UNSIGNED
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.explain_bar import ScaleBar
from cellclassifier.gui.widgets.explain_canvas import LinkedCanvas
from cellclassifier.gui.widgets.explain_maps import Found

Mode = Literal["overlay", "signed"]
Float32 = NDArray[np.float32]


class Look(NamedTuple):
    """How maps are shown: laid over the tile, or signed; and the overlay's opacity."""

    mode: Mode = "overlay"
    opacity: float = 0.7


class Picture(NamedTuple):
    """A map that is shown.

    Attributes:
        values: (y, x): magnitudes for the overlay, net values for the signed view.
        top: What is shown in full colour when the map has its own scale.
        unit: Of both.
        signed: Whether the colours tell for from against.
    """

    values: Float32
    top: float
    unit: str
    signed: bool


def picture_of(values: Float32, method: str, mode: Mode) -> Picture:
    """Return what of a map (y, x, channel) is shown in a mode.

    Maps of a method that does not tell for from against are never shown as signed.
    """
    signed = mode == "signed" and method not in UNSIGNED
    shown = net(values) if signed else magnitude(values)
    top = top_of(np.abs(shown), scaling_of(method))
    return Picture(shown, top, unit_told(method), signed)


def paint(grey: Float32, picture: Picture, top: float, opacity: float) -> Float32:
    """Return the tile with the map in colours, (y, x, 3), 0..1.

    Args:
        grey: (y, x) or (y, x, 3), 0..1.
        picture: The map.
        top: The value in full colour.
        opacity: Of the overlay.
    """
    if picture.signed:
        pixels = signed_rgb(picture.values, top)
    else:
        pixels = overlay(grey, share(picture.values, top), opacity)
    return np.asarray(pixels / 255, np.float32)


class MapView(QWidget):
    """Shows a tile and a map of it; its heading is filled from outside."""

    pointed = Signal(int, int)
    """Column and row under the mouse, px; -1 beside the image."""

    close_asked = Signal()
    """The user does not want this view any more."""

    def __init__(self, heading: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = heading
        self.canvas = LinkedCanvas()
        self.canvas.pointed.connect(self.pointed)
        self.bar = ScaleBar()
        self.value = QLabel()
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setAccessibleName(tr("value under the mouse"))
        self.value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.note = BreakingLabel()
        # Views beside each other stay level, whichever has more to say.
        self.note.setMinimumHeight(3 * self.note.fontMetrics().lineSpacing())
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.note.make_selectable()
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.close_button = QToolButton()
        self.close_button.setIcon(theme.icon("cross"))
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(tr("Take this view away"))
        self.close_button.setAccessibleName(tr("take this view away"))
        self.close_button.clicked.connect(self.close_asked)
        self._grey: Float32 | None = None
        self._picture: Picture | None = None
        self._look = Look()
        self._at = (-1, -1)
        self._arrange()

    @property
    def picture(self) -> Picture | None:
        """The map that is shown."""
        return self._picture

    def reserve(self, lines: int) -> None:
        """Keep room for a note of so many lines, so that images are of one height."""
        self.note.setMinimumHeight(lines * self.fontMetrics().lineSpacing())

    def show_tile(self, grey: Float32 | None) -> None:
        """Show another tile, (y, x) or (y, x, 3), 0..1, or none; without a map."""
        self._grey = grey
        self._picture = None
        self._at = (-1, -1)
        self.note.setText("")
        self.canvas.set_message("")
        self._render(1.0)

    def say(self, sentence: str) -> None:
        """Say why there is no map, over the tile."""
        self._picture = None
        self.note.setText("")
        self._render(1.0)
        self.canvas.set_message(sentence)

    def take(self, found: Found, method: str, look: Look) -> None:
        """Take over a map; `render` shows it."""
        assert found.values is not None
        self._look = look
        self._picture = picture_of(found.values, method, look.mode)
        self.canvas.set_message("")
        self.note.setText(_told(found, method, look))

    def render_map(self, top: float | None, opacity: float) -> None:
        """Show the map with a value in full colour; ``None``: with its own."""
        self._look = self._look._replace(opacity=opacity)
        own = self._picture.top if self._picture else 1.0
        self._render(own if top is None else top)

    def point(self, x: int, y: int) -> None:
        """Tell the value of the map at a pixel; -1 for none."""
        self._at = (x, y)
        self._tell()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE)
        line.addWidget(self.heading, 1)
        line.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addLayout(line)
        box.addWidget(self.canvas, 1)
        for part in (self.bar, self.value, self.note):
            box.addWidget(part)

    def _render(self, top: float) -> None:
        picture, grey = self._picture, self._grey
        self.bar.setVisible(picture is not None)
        if grey is None:
            self.canvas.set_image(None)
        elif picture is None or picture.values.shape != grey.shape[:2]:
            self.canvas.set_image(_rgb(grey))
        else:
            opacity = self._look.opacity
            self.canvas.set_image(paint(grey, picture, top, opacity))
            self.bar.set_scale(picture.signed, top, picture.unit, opacity)
            if not picture.top:
                self.canvas.set_message(
                    tr("No attribution: the map is zero everywhere.")
                )
        self._tell()

    def _tell(self) -> None:
        x, y = self._at
        if self._grey is None or x < 0:
            self.value.setText(" ")
            return
        picture = self._picture
        if picture is None:
            self.value.setText(" ")
            return
        sign = "+" if picture.signed else ""
        number = f"{picture.values[y, x]:{sign}.3g}"
        self.value.setText(
            tr("attribution {number} {unit}", number=number, unit=picture.unit)
        )


def _rgb(grey: Float32) -> Float32:
    return grey if grey.ndim == 3 else np.repeat(grey[..., np.newaxis], 3, axis=2)


def _told(found: Found, method: str, look: Look) -> str:
    """Return which class is explained, and what was measured with the map."""
    words = [tr("for {class_name}", class_name=found.class_name)]
    facts = found.facts
    if "gap" in facts:
        words.append(
            tr(
                "the map misses {facts:.1f} % of the change of the log-odds "
                "({get:.0f} steps)",
                facts=100 * facts["gap"],
                get=facts.get("steps", 0),
            )
        )
    if "window" in facts:
        window, stride = facts["window"], facts.get("stride", 0)
        words.append(
            tr(
                "window {window:.0f} px, stride {stride:.0f} px",
                window=window,
                stride=stride,
            )
        )
    if look.mode == "signed" and method in UNSIGNED:
        words.append(tr("without sign, so laid over"))
    return "; ".join(words)
