"""What a study keeps of its decoded tiles, and the button that removes it."""

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QPushButton, QVBoxLayout, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.tile_cache import kept, remove
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.collapsible import Collapsible

_NOTHING = tr("No decoded tiles are kept in the study: the next training makes them.")
_IN_USE = tr("A training is running, which uses them: wait until it has ended.")
_UNITS = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"))


class KeptTiles(Collapsible):
    """Says how much is kept, and asks before it is removed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Decoded tiles"), parent)
        self._folder: Path | None = None
        self._in_use = False
        self.words = BreakingLabel(_NOTHING)
        self.button = QPushButton(theme.icon("remove"), tr("Remove"))
        self.button.setAccessibleName(tr("Remove the decoded tiles"))
        self.button.clicked.connect(self._ask)
        self.turned.connect(self._show)
        box = QVBoxLayout(self.content)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.words)
        box.addWidget(self.button)

    def set_study(self, folder: Path | None, in_use: bool) -> None:
        """Show what the study in `folder` keeps; `in_use` while one trains from it."""
        self._folder, self._in_use = folder, in_use
        if self.is_open:
            self._show()

    def _show(self) -> None:
        found = kept(self._folder) if self._folder else None
        there = found is not None and found.files > 0
        self.button.setEnabled(there and not self._in_use)
        self.button.setToolTip(
            _IN_USE if self._in_use else tr("They are made again when they are needed.")
        )
        if found is None or not there:
            self.words.setText(_NOTHING)
            return
        files = tr_n("1 file", "{files} files", found.files, files=found.files)
        self.words.setText(
            tr(
                "Decoded tiles kept in the study: {size_told} in {files}. "
                "Trainings start sooner with them.",
                size_told=size_told(found.bytes),
                files=files,
            )
        )

    def _ask(self) -> None:
        if self._folder is None:
            return
        answer = QMessageBox.question(
            self,
            tr("Remove the decoded tiles?"),
            tr(
                "{text}\n\nImages, runs and settings stay. The next training "
                "decodes the tiles again, which takes a while.",
                text=self.words.text(),
            ),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        if answer != QMessageBox.StandardButton.Yes:
            return
        try:
            remove(self._folder)
        except UserError as error:
            self.words.setText(str(error))
        else:
            self._show()


def size_told(size: int) -> str:
    """Return a number of bytes in words, such as 1.2 GB."""
    for unit, name in _UNITS:
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return tr("{size} bytes", size=size)
