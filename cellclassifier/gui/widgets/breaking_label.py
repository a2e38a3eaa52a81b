"""Text with names that have no spaces, such as those of files and classes."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QWidget

from cellclassifier.core.language import tr

_BREAK = "\u200b"
"""A place where a line may end, which takes no room."""

_LONGEST = 12
"""Letters in a row without such a place."""


def breakable(text: str) -> str:
    """Let lines end inside long names: after ``_ - / .``, else at every 12th letter.

    Not inside of numbers, such as 3.4.
    """
    parted = re.sub(r"(?<=[_\-/.])(?!(?<=\d\.)\d)(?=\S)", _BREAK, text)
    return re.sub(rf"[^\s{_BREAK}]{{{_LONGEST}}}(?=\w)", rf"\g<0>{_BREAK}", parted)


class BreakingLabel(QLabel):
    """Plain text that wraps wherever it must, so that it never makes a page wider."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def text(self) -> str:
        """Return the text as it was given."""
        return super().text().replace(_BREAK, "")

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(breakable(text))

    def make_selectable(self) -> None:
        """Let mouse and keys choose parts to copy."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def copy_selected(self) -> None:
        """Copy what is chosen, without the places where lines may end."""
        chosen = self.selectedText() or self.text()
        QGuiApplication.clipboard().setText(chosen.replace(_BREAK, ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy by the usual keys."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selected()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy, where parts can be chosen."""
        flags = Qt.TextInteractionFlag.TextSelectableByMouse
        if not self.textInteractionFlags() & flags:
            super().contextMenuEvent(event)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy")).triggered.connect(self.copy_selected)
        menu.popup(event.globalPos())
