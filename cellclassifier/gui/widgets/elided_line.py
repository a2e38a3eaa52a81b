"""A label of one line whose end is left out where there is no room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from cellclassifier.gui import theme


class ElidedLine(QLabel):
    """Plain text that gives way to what lies beside it; the tooltip has all of it."""

    def __init__(
        self, text: str = "", least: int = 0, parent: QWidget | None = None
    ) -> None:
        """Show a text.

        Args:
            text: The text.
            least: Width that it keeps where it has so much to say, px.
            parent: The widget it lies in.
        """
        super().__init__(parent)
        self._least = least or 20 * theme.SPACE
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Return a small size."""
        whole = self.sizeHint()
        return QSize(min(self._least, whole.width()), whole.height())

    def shown(self) -> str:
        """Return what there is room for."""
        right = Qt.TextElideMode.ElideRight
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), right, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, or its beginning."""
        painter = QPainter(self)
        self.style().drawItemText(
            *(painter, self.contentsRect(), self.alignment(), self.palette()),
            *(self.isEnabled(), self.shown(), self.foregroundRole()),
        )
