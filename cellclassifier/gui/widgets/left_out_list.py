"""The files that are not used, each with its reason."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from cellclassifier.core.folders import LeftOut
from cellclassifier.core.language import tr, tr_n
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.collapsible import Collapsible

LINES = 7
"""Lines of text that are in sight at once."""


class LeftOutList(QWidget):
    """A folded list as text, which can be searched, selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded: Collapsible | None = None
        self._items: tuple[LeftOut, ...] = ()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAcceptDrops(False)
        self.text.setAccessibleName(tr("Files left out, and why"))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def set_items(self, items: Sequence[LeftOut], folder: Path) -> None:
        """Show other files, named as from `folder`."""
        if tuple(items) == self._items:
            return
        self._items = tuple(items)
        lines = [f"{_name(item.path, folder)}: {item.reason}" for item in items]
        self.text.setPlainText("\n".join(lines))
        height = self.text.fontMetrics().lineSpacing() * min(LINES, 1 + 2 * len(lines))
        self.text.setFixedHeight(height + 4 * theme.SPACE)
        self._fold(
            tr_n(
                "{items:,} file left out",
                "{items:,} files left out",
                len(items),
                items=len(items),
            )
        )
        self.setVisible(bool(items))

    def set_open(self, is_open: bool) -> None:
        """Show or fold away the list."""
        if self._folded:
            self._folded.set_open(is_open)

    def _fold(self, title: str) -> None:
        """Put the text under a heading that tells how many there are."""
        before = self._folded
        self._folded = Collapsible(title)
        box = QVBoxLayout(self._folded.content)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.text)
        self._box.addWidget(self._folded)
        if before:
            self._folded.set_open(before.is_open)
            self._box.removeWidget(before)
            before.deleteLater()


def _name(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)
