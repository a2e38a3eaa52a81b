"""A folder of own masks, which are used instead of finding clumps."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.elided_label import ElidedLabel

_HELP = tr(
    "A folder of masks, named as the images: PNG or TIFF that are 0 outside clumps, or "
    "regions of ImageJ (.roi, .zip). It can also be dropped here."
)


class MaskChoice(QWidget):
    """Shows which folder of masks is used, and lets another one be chosen."""

    chosen = Signal(object)
    """The folder, a Path; ``None``: clumps are found instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self.choose = QPushButton(theme.icon("folder"), tr("Own masks ..."))
        self.drop = QPushButton(tr("Find instead"))
        self.path = ElidedLabel()
        self.choose.setToolTip(f"<qt>{_HELP}</qt>")
        self.drop.setToolTip(tr("Uses no own masks: clumps are found by their size."))
        self.choose.clicked.connect(self._ask)
        self.drop.clicked.connect(lambda: self.set_folder(None))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(self.choose)
        line.addWidget(self.path, 1)
        line.addWidget(self.drop)
        self._show()

    @property
    def folder(self) -> Path | None:
        """The folder; ``None``: clumps are found."""
        return self._folder

    def set_folder(self, folder: Path | None) -> None:
        """Use another folder, or none."""
        if folder == self._folder:
            return
        self._folder = folder
        self._show()
        self.chosen.emit(folder)

    def _ask(self) -> None:
        start = str(self._folder or "")
        title = tr("Choose the folder of your masks")
        if name := QFileDialog.getExistingDirectory(self, title, start):
            self.set_folder(Path(name))

    def _show(self) -> None:
        folder = self._folder
        self.path.set_text(str(folder) if folder else tr("none: clumps are found"))
        self.path.setToolTip(str(folder) if folder else _HELP)
        self.drop.setVisible(folder is not None)


def folder_of(paths: list[Path]) -> Path | None:
    """Return the folder that was dropped, or that of a file; ``None`` for nothing."""
    if not paths:
        return None
    return paths[0] if paths[0].is_dir() else paths[0].parent
