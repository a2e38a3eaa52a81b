"""Asks where figures and tables go, and says where they are."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.compare_computing import Comparer
from cellclassifier.gui.widgets.compare_reading import Answer
from cellclassifier.gui.widgets.notice import Notice

_TITLE = tr("Folder in which a folder for figures and tables is made")


class CompareFiles(QObject):
    """Saves a comparison; a notice says where, with a button that opens the folder."""

    def __init__(self, comparer: Comparer, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._comparer, self._notice = comparer, notice
        self._near, self._saved = Path.home(), Path.home()
        comparer.saved.connect(self._on_saved)
        notice.acted.connect(self._open)

    def ask(self, answer: Answer | None, near: Path | None) -> None:
        """Ask where to, and write there; nothing that is there is changed.

        Args:
            answer: What is written; nothing where it is ``None``.
            near: The study, beside which the user begins to look.
        """
        if answer is None:
            return
        start = str(near.parent if near else self._near)
        chosen = QFileDialog.getExistingDirectory(self._window, _TITLE, start)
        if chosen:
            self._comparer.save(Path(chosen), answer)

    def _on_saved(self, folder: Path) -> None:
        self._saved = folder
        count = sum(path.is_file() for path in folder.rglob("*"))
        words = tr(
            "Figures, tables and words were saved: {count} files in {folder}.",
            count=count,
            folder=folder,
        )
        self._notice.tell(words, "ok", action=tr("Open the folder"))

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))
