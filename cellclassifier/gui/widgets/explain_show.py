"""How maps are shown: laid over or signed, how strongly, and by which scale."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.explain_view import Look, Mode

_MODE_HELP = tr(
    "Laid over: the more purple, the more a pixel matters, for or against the class. "
    "Signed: purple speaks for the class, orange against it, white is 0."
)
_SCALE_HELP = tr(
    "Each its own: every map is shown in full colour, so that only its shape can be "
    "compared. Common: the same colour is the same value everywhere, in maps of the "
    "same unit."
)
_OUTLINES_HELP = tr(
    "Draws a line around the clumps, as they are found by the settings under Clumps."
)


class ShowLine(QWidget):
    """The line of controls that changes what is seen, not what is computed."""

    changed = Signal()
    """The user wants to see maps in another way."""

    outlines_changed = Signal(bool)
    """The user wants to see outlines of clumps, or not."""

    def __init__(self, common: bool = False, parent: QWidget | None = None) -> None:
        """Make the line.

        Args:
            common: Whether the scale is common at first.
            parent: The widget that it is part of.
        """
        super().__init__(parent)
        self.mode = _box(tr("how the map is shown"), _MODE_HELP)
        self.mode.addItem(tr("laid over in purple"), "overlay")
        self.mode.addItem(tr("signed: for and against"), "signed")
        self.scale = _box(tr("scale of the colours"), _SCALE_HELP)
        self.scale.addItem(tr("each its own"), False)
        self.scale.addItem(tr("common to all"), True)
        self.scale.setCurrentIndex(int(common))
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setValue(70)
        self.opacity.setMinimumWidth(16 * theme.SPACE)
        self.opacity.setAccessibleName(tr("opacity of the overlay"))
        self.opacity.setToolTip(tr("How much of the tile full purple hides."))
        self.opacity_text = QLabel("70 %")
        self.outlines = QCheckBox(tr("Clump outlines"))
        self.outlines.setToolTip(f"<qt>{_OUTLINES_HELP}</qt>")
        self.mode.activated.connect(self._on_mode)
        self.scale.activated.connect(lambda: self.changed.emit())
        self.opacity.valueChanged.connect(self._on_opacity)
        self.outlines.toggled.connect(self.outlines_changed)
        self._arrange()

    @property
    def look(self) -> Look:
        """How maps are shown."""
        mode: Mode = self.mode.currentData()
        return Look(mode, self.opacity.value() / 100)

    @property
    def common(self) -> bool:
        """Whether all maps of a unit have one scale."""
        return bool(self.scale.currentData())

    def _arrange(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.SPACE)
        for text, box in ((tr("Shown"), self.mode), (tr("Scale"), self.scale)):
            label = QLabel(text)
            label.setBuddy(box)
            line.addWidget(label)
            line.addWidget(box)
        self._opacity_label = QLabel(tr("Opacity"))
        self._opacity_label.setBuddy(self.opacity)
        line.addWidget(self._opacity_label)
        line.addWidget(self.opacity, 1)
        room = self.fontMetrics().horizontalAdvance("100 %")
        self.opacity_text.setMinimumWidth(room)
        line.addWidget(self.opacity_text)
        line.addWidget(self.outlines)

    def _on_mode(self) -> None:
        laid = self.look.mode == "overlay"
        for part in (self.opacity, self.opacity_text, self._opacity_label):
            part.setEnabled(laid)
        self.changed.emit()

    def _on_opacity(self, value: int) -> None:
        self.opacity_text.setText(f"{value} %")
        self.changed.emit()


def _box(name: str, help_text: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(f"<qt>{help_text}</qt>")
    return box
