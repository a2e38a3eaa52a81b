"""Chooses a CSV file, by a dialog or by dropping it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.asking import ask_table
from cellclassifier.gui.widgets.elided_label import ElidedLabel
from cellclassifier.gui.widgets.folder_drop import FolderDrop

NONE = tr("none chosen yet; it can also be dropped here")


class TableChoice(FolderDrop):
    """A button, and the path of the file that was chosen."""

    chosen = Signal(Path)
    """Emitted with the file that the user wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(dashed=True, parent=parent)
        self._table: Path | None = None
        self._near = Path.home()
        self.button = QPushButton(theme.icon("folder"), tr("Choose CSV file ..."))
        self.button.setToolTip(
            tr("Look for the table; it is only read, never changed.")
        )
        self.path = ElidedLabel(NONE)
        self.button.clicked.connect(self._ask)
        self.dropped.connect(lambda paths: self.chosen.emit(paths[0]))
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(self.button)
        line.addWidget(self.path, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(4 * (2 * theme.SPACE,)))
        box.addLayout(line)

    def set_table(self, table: Path | None) -> None:
        """Show another file; emits nothing."""
        self._table = table
        self.path.set_text(str(table) if table else NONE)

    def set_near(self, folder: Path) -> None:
        """Begin to look for it beside this folder."""
        self._near = folder.parent

    def _ask(self) -> None:
        start = self._table.parent if self._table else self._near
        if path := ask_table(self, tr("Table of groups"), start):
            self.chosen.emit(path)
