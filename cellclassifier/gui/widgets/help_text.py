"""Shows a page of the help, in the letters of the window."""

from collections.abc import Sequence

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme

_RELATIVE = QTextFormat.Property.FontSizeAdjustment
"""By how many steps Markdown makes headings larger."""

_HEADING = 1.2 * theme.TEXT_SIZE
"""Size of the headings of sections, pt."""


class HelpText(QTextBrowser):
    """Shows Markdown; what a link does is for whoever hears `anchorClicked`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setAccessibleName(tr("Help"))
        self.document().setDocumentMargin(4 * theme.SPACE)

    def show_markdown(self, text: str) -> None:
        """Show a page, from its top."""
        self.setMarkdown(text)
        _dress(self.document())

    def mark(self, words: Sequence[str]) -> None:
        """Mark words wherever they occur, and no others."""
        marks = []
        for word in words:
            found = self.document().find(word)
            while not found.isNull():
                marks.append(_marked(found))
                found = self.document().find(word, found)
        self.setExtraSelections(marks)

    def go_to(self, title: str) -> None:
        """Put the heading of a section at the top; "" is the top of the page."""
        heading = _heading(self.document(), title)
        cursor = QTextCursor(heading) if heading else QTextCursor(self.document())
        # A place is known only after all above it was laid out.
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        top = self.cursorRect(cursor).top() + bar.value() if heading else 0
        bar.setValue(max(0, top - 3 * theme.SPACE))


def _heading(document: QTextDocument, title: str) -> QTextBlock | None:
    block = document.begin()
    while title and block.isValid():
        is_heading = block.blockFormat().headingLevel() > 0
        if is_heading and block.text().strip() == title:
            return block
        block = block.next()
    return None


def _dress(document: QTextDocument) -> None:
    """Give headings the sizes that the window has, and room above, not below."""
    block, below_heading = document.begin(), False
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor, form = QTextCursor(block), block.blockFormat()
        if level:
            _letter(cursor, theme.TITLE_SIZE if level == 1 else _HEADING)
            form.setTopMargin(0 if level == 1 else 4 * theme.SPACE)
            form.setBottomMargin(0)
        elif below_heading and not block.textList():
            form.setTopMargin(theme.SPACE)
        cursor.setBlockFormat(form)
        block, below_heading = block.next(), level > 0


def _letter(cursor: QTextCursor, points: float) -> None:
    """Give a heading letters of a size, in place of steps above the others."""
    cursor.movePosition(
        QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
    )
    letters = cursor.charFormat()
    letters.clearProperty(_RELATIVE)
    letters.setFontPointSize(points)
    letters.setFontWeight(QFont.Weight.DemiBold)
    cursor.setCharFormat(letters)


def _marked(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    form = QTextCharFormat()
    colour = QColor(theme.colours().uncertain)
    colour.setAlphaF(0.3)
    form.setBackground(colour)
    selection.cursor, selection.format = cursor, form
    return selection
