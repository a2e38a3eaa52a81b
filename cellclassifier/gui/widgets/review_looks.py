"""How the tile of a review is shown: contrast, size, attribution; all is recorded."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QToolButton,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.tile_display import Levels

_STEPS = 1000
"""Steps of a slider from 0 to 1, the range of values that the network gets."""


class LooksLine(QWidget):
    """A line of controls; what they are set to stays from tile to tile.

    Signals:
        levels_changed: The values shown black and white are others.
        fit_asked: The contrast is to fit the tile that is shown.
        zoom_asked: The tile is to be shown so many steps larger.
        overlay_toggled: Whether the attribution is to be shown.
    """

    levels_changed = Signal()
    fit_asked = Signal()
    zoom_asked = Signal(int)
    overlay_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.black = _slider(
            tr("value shown black"), tr("Values up to this are shown black.")
        )
        self.white = _slider(
            tr("value shown white"), tr("Values from this on are shown white.")
        )
        self._told = {slider: QLabel() for slider in (self.black, self.white)}
        self.fit = _button(tr("Fit"), tr("Fit the contrast to this tile (key C)."))
        self.full = _button(
            tr("Full"), tr("Show the values as the network gets them (key F).")
        )
        self.smaller = _tool("-", tr("Show tiles smaller (key -)."))
        self.larger = _tool("+", tr("Show tiles larger (key +)."))
        self.zoom = QLabel()
        self.zoom.setAccessibleName(tr("zoom"))
        self.overlay = QCheckBox(tr("Attribution (O)"))
        self.overlay.setChecked(True)
        self.overlay.setToolTip(tr("Purple: what the network looks at (key O)."))
        self._arrange()
        self._connect()
        self.set_levels(Levels())

    @property
    def levels(self) -> Levels:
        """The values shown black and white, 0..1."""
        return Levels(self.black.value() / _STEPS, self.white.value() / _STEPS)

    def set_levels(self, levels: Levels) -> None:
        """Show other values; emits nothing."""
        low = min(int(levels.black * _STEPS), _STEPS - 1)
        for slider, value in (
            (self.black, max(low, 0)),
            (self.white, max(round(levels.white * _STEPS), low + 1)),
        ):
            with QSignalBlocker(slider):
                slider.setValue(value)
        self._tell()

    def show_zoom(self, zoom: int) -> None:
        """Say how large tiles are shown, device pixels a pixel; 0: made smaller."""
        self.zoom.setText(f"{zoom} x" if zoom else tr("made smaller to fit the window"))
        self.smaller.setEnabled(zoom > 1)

    def offer_overlay(self, is_there: bool) -> None:
        """Offer to show the attribution, where there is one."""
        self.overlay.setVisible(is_there)

    def _arrange(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.SPACE)
        line.addStretch(1)
        for name, slider in ((tr("Black"), self.black), (tr("White"), self.white)):
            label = QLabel(name)
            label.setBuddy(slider)
            line.addWidget(label)
            line.addWidget(slider)
            told = self._told[slider]
            told.setMinimumWidth(told.fontMetrics().horizontalAdvance("0.0000"))
            line.addWidget(told)
        line.addWidget(self.fit)
        line.addWidget(self.full)
        line.addSpacing(4 * theme.SPACE)
        line.addWidget(self.smaller)
        line.addWidget(self.zoom)
        line.addWidget(self.larger)
        line.addSpacing(4 * theme.SPACE)
        line.addWidget(self.overlay)
        line.addStretch(1)

    def _connect(self) -> None:
        self.black.valueChanged.connect(lambda value: self._push(self.white, value))
        self.white.valueChanged.connect(lambda value: self._push(self.black, value))
        self.fit.clicked.connect(self.fit_asked)
        self.full.clicked.connect(self.show_full)
        self.smaller.clicked.connect(lambda: self.zoom_asked.emit(-1))
        self.larger.clicked.connect(lambda: self.zoom_asked.emit(1))
        self.overlay.toggled.connect(self.overlay_toggled)

    def show_full(self) -> None:
        """Show the values as the network gets them."""
        self.set_levels(Levels())
        self.levels_changed.emit()

    def _push(self, other: QSlider, value: int) -> None:
        """Keep black below white: the slider that is moved pushes the other one."""
        with QSignalBlocker(other):
            if other is self.white:
                self.black.setValue(min(value, _STEPS - 1))
                other.setValue(max(other.value(), self.black.value() + 1))
            else:
                self.white.setValue(max(value, 1))
                other.setValue(min(other.value(), self.white.value() - 1))
        self._tell()
        self.levels_changed.emit()

    def _tell(self) -> None:
        for slider, label in self._told.items():
            label.setText(f"{slider.value() / _STEPS:.3f}")


def _slider(name: str, help_text: str) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, _STEPS)
    slider.setPageStep(_STEPS // 50)
    slider.setMinimumWidth(15 * theme.SPACE)
    slider.setMaximumWidth(40 * theme.SPACE)
    slider.setAccessibleName(name)
    slider.setToolTip(help_text)
    return slider


def _button(text: str, help_text: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(help_text)
    button.setAccessibleName(help_text.partition(" (")[0])
    return button


def _tool(text: str, help_text: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(help_text)
    button.setAccessibleName(help_text.partition(" (")[0])
    return button
