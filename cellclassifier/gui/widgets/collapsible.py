"""A part of a page that folds away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme


class Collapsible(QWidget):
    """A heading that shows or hides what is under it; hidden at first.

    The heading is reached by Tab; Space and Return turn it over, Right and Down open
    it, Left and Up close it.
    """

    turned = Signal(bool)
    """Emitted with whether the content is shown, whenever that changes."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = QWidget()
        self._content.hide()
        self._heading = _Heading(title)
        self._heading.asked.connect(self.set_open)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.SPACE)
        self._box.addWidget(self._heading)
        self._box.addWidget(self._content)

    @property
    def content(self) -> QWidget:
        """The widget that folds away; give it a layout to fill it."""
        return self._content

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self._heading.is_open

    def add_below_heading(self, widget: QWidget) -> None:
        """Put a widget between heading and content, where it does not fold away."""
        self._box.insertWidget(self._box.count() - 1, widget)

    def set_open(self, is_open: bool) -> None:
        """Show or hide the content."""
        if is_open == self.is_open:
            return
        self._heading.set_open(is_open)
        self._content.setVisible(is_open)
        self.turned.emit(is_open)


class _Heading(QToolButton):
    """The line that is clicked; not checkable, for it would look pressed when open."""

    asked = Signal(bool)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.setAccessibleName(title)
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.asked.emit(not self.is_open))
        self.set_open(False)

    def set_open(self, is_open: bool) -> None:
        self.is_open = is_open
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.setArrowType(arrow)
        self.setAccessibleDescription(tr("shown") if is_open else tr("folded away"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self.asked.emit(True)
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self.asked.emit(False)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.asked.emit(not self.is_open)
            case _:
                super().keyPressEvent(event)
