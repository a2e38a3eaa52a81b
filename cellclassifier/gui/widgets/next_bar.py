"""The foot of a page: the button that goes on, and why it cannot be pressed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.notice import IconView, primary

_WARNING = ("attention", "uncertain")


class NextBar(QWidget):
    """A sentence at the left of the one primary button of a page."""

    clicked = Signal()
    """Emitted when the button is pressed."""

    def __init__(self, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = primary(QPushButton(button))
        self.button.clicked.connect(self.clicked)
        self._icon = IconView("info", side=5 * theme.SPACE)
        self._sentence = BreakingLabel()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(*(4 * (theme.SPACE,)))
        self._line.setSpacing(2 * theme.SPACE)
        self._line.addWidget(self._icon)
        self._line.addWidget(self._sentence, 1)
        self._line.addWidget(self.button)

    @property
    def sentence(self) -> str:
        """What stands beside the button."""
        return self._sentence.text()

    def add_left(self, widget: QWidget) -> None:
        """Put a widget at the left end."""
        self._line.insertWidget(0, widget)

    def show_state(
        self, blocked: str, otherwise: str = "", *, waits: bool = False
    ) -> None:
        """Say whether one can go on.

        Args:
            blocked: Why not, as a sentence; empty if one can.
            otherwise: What to say in that case.
            waits: Whether what blocks goes away by itself.
        """
        self.button.setEnabled(not blocked)
        self.button.setToolTip(blocked)
        self.button.setAccessibleDescription(blocked)
        self._icon.setVisible(bool(blocked))
        self._icon.set_icon(*(("info", "accent") if waits else _WARNING))
        role = QPalette.ColorRole
        self._sentence.setForegroundRole(
            role.WindowText if blocked else role.PlaceholderText
        )
        self._sentence.setText(blocked or otherwise)
