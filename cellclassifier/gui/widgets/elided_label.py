"""One line of text that gives way where there is no room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.gui import theme


class ElidedLabel(QWidget):
    """Shows a path; its middle is left out where it is too long, the tooltip has all.

    Unlike a label it never makes the page wider.
    """

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, strong: bool = False
    ) -> None:
        """Show a text.

        Args:
            text: The text.
            parent: The widget it lies in.
            strong: Whether it is a heading: bold, and not muted.
        """
        super().__init__(parent)
        self._text = ""
        self._strong = strong
        font = self.font()
        font.setBold(strong)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at which nothing is left out."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return a small size."""
        return QSize(12 * theme.SPACE, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, or its ends."""
        middle = Qt.TextElideMode.ElideMiddle
        text = self.fontMetrics().elidedText(self._text, middle, self.width())
        painter = QPainter(self)
        colours = theme.colours()
        painter.setPen(colours.text if self._strong else colours.muted)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
