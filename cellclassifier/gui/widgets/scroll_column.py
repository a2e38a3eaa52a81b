"""A column that scrolls up and down only."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrollColumn(QScrollArea):
    """Is never narrower than what it holds needs, so that nothing is cut at its side.

    Attributes:
        inside: What it holds; give it a layout to fill it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inside = QWidget()
        self.setWidget(self.inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        """Ask for the least width of what it holds, and of the scroll bar."""
        bar = self.verticalScrollBar().sizeHint().width()
        width = self.inside.minimumSizeHint().width() + bar
        return QSize(width, super().minimumSizeHint().height())


class GrowingColumn(ScrollColumn):
    """Becomes wider once what it holds needs more, as when a part is opened."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for more room where what it holds does."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)
