"""A box for several short lines of text, such as commands."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme

LINES = 3
"""Lines that are seen at a time."""


def fixed_font() -> QFont:
    """Return the font of commands and scripts, in which all letters are as wide."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(theme.TEXT_SIZE)
    return font


class LinesBox(QPlainTextEdit):
    """Edits lines as they are; Tab goes on to the next field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(fixed_font())
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setPlaceholderText(tr("one a line"))
        self.setFixedHeight(self.sizeHint().height())

    def lines(self) -> tuple[str, ...]:
        """Return the lines that are not empty."""
        return tuple(filter(str.strip, self.toPlainText().splitlines()))

    def set_lines(self, lines: tuple[str, ...]) -> None:
        """Show other lines; the same ones leave the cursor where it is."""
        if lines != self.lines():
            self.setPlainText("\n".join(lines))

    def sizeHint(self) -> QSize:
        """Return the room of some lines."""
        height = LINES * self.fontMetrics().lineSpacing()
        around = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        return QSize(super().sizeHint().width(), height + around)
