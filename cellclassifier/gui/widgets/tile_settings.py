"""The settings that decide what tiles look like to the network."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cellclassifier.core.spec import AugmentSpec, TilingSpec
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.notice import Notice


class TileSettings(QWidget):
    """Two forms: how images are cut, and how training changes the tiles."""

    tiling_edited = Signal(object)
    """Emitted with the new `TilingSpec`."""

    augment_edited = Signal(object)
    """Emitted with the new `AugmentSpec`."""

    def __init__(
        self, tiling: TilingSpec, augment: AugmentSpec, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tiling = SpecForm(tiling, ("rows", "columns", "size"))
        self.augment = SpecForm(augment)
        self.notice = Notice()
        self.tiling.edited.connect(self.tiling_edited)
        self.augment.edited.connect(self.augment_edited)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(_heading("Cut each image into"))
        box.addWidget(self.tiling)
        box.addWidget(self.notice)
        box.addSpacing(theme.SPACE)
        box.addWidget(_heading("Change at random in training"))
        box.addWidget(self.augment)

    def set_specs(self, tiling: TilingSpec, augment: AugmentSpec) -> None:
        """Show other settings."""
        self.tiling.set_spec(tiling)
        self.augment.set_spec(augment)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label
