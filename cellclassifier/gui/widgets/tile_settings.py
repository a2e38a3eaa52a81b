"""The settings that decide what tiles look like to the network."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import AugmentSpec, TilingSpec
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.drop_panel import DropPanel
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.kept_tiles import KeptTiles
from cellclassifier.gui.widgets.notice import Notice

_FIELDS = ("by", "rows", "columns", "side", "unit", "overlap", "size")
_SHOWN = {
    "grid": ("by", "rows", "columns", "size"),
    "size": ("by", "side", "unit", "overlap", "size"),
}
_LABELS = {
    "by": {"grid": tr("rows and columns"), "size": tr("tiles of one size")},
    "unit": {"px": tr("pixels (px)"), "µm": tr("micrometres (µm)")},
}


class TileSettings(QWidget):
    """How images are cut, what is dropped, and how training changes the tiles."""

    tiling_edited = Signal(object)
    """Emitted with the new `TilingSpec`."""

    augment_edited = Signal(object)
    """Emitted with the new `AugmentSpec`."""

    copies_wanted = Signal()
    """Emitted when turned copies are to be written as files."""

    def __init__(
        self,
        tiling: TilingSpec,
        augment: AugmentSpec,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.tiling = SpecForm(tiling, _FIELDS, labels=_LABELS)
        self.notice = Notice()
        self.drop = DropPanel(tiling, background)
        self.augment = SpecForm(augment)
        self.copies = QPushButton(tr("Write turned copies ..."))
        self.copies.setToolTip(tr("Turned copies of the training images, as files."))
        self.kept = KeptTiles()
        self.tiling.edited.connect(self._edit_tiling)
        self.drop.edited.connect(self._edit_tiling)
        self.augment.edited.connect(self.augment_edited)
        self.copies.clicked.connect(self.copies_wanted)
        self._arrange()
        self.set_specs(tiling, augment)

    def set_specs(self, tiling: TilingSpec, augment: AugmentSpec) -> None:
        """Show other settings."""
        self.tiling.set_spec(tiling)
        self.tiling.show_only(_SHOWN[tiling.by])
        self.drop.set_spec(tiling)
        self.augment.set_spec(augment)

    def set_study(self, folder: Path | None, in_use: bool) -> None:
        """Show what the study keeps; see `KeptTiles`."""
        self.kept.set_study(folder, in_use)

    def _edit_tiling(self, tiling: TilingSpec) -> None:
        # Both forms hold the same settings, each with other fields.
        self.tiling.set_spec(tiling)
        self.tiling.show_only(_SHOWN[tiling.by])
        self.drop.set_spec(tiling)
        self.tiling_edited.emit(tiling)

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        for part in (
            _heading(tr("Cut each image into")),
            self.tiling,
            self.notice,
            self.drop,
            _heading(tr("Change at random in training")),
            self.augment,
            self.copies,
            self.kept,
        ):
            box.addWidget(part)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label
