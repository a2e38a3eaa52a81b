"""What the window says in sentences: notices, and pages that are still empty."""

from typing import Literal, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.collapsible import Collapsible

Level = Literal["info", "attention", "error", "ok"]


class _Look(NamedTuple):
    colour: str
    word: str


_LOOKS: dict[Level, _Look] = {
    "info": _Look("accent", tr("Note")),
    "attention": _Look("uncertain", tr("Attention")),
    "error": _Look("wrong", tr("Error")),
    "ok": _Look("right", tr("Done")),
}


def primary(button: QPushButton) -> QPushButton:
    """Make a button look like the one that does the next thing; returns it."""
    button.setProperty("primary", True)
    button.style().unpolish(button)
    button.style().polish(button)
    return button


class Notice(QFrame):
    """A sentence beside the thing that it is about, hidden while there is none."""

    acted = Signal()
    """Emitted when the button of the notice is pressed."""

    def __init__(
        self, parent: QWidget | None = None, *, closable: bool = False
    ) -> None:
        """Make a notice that says nothing yet.

        Args:
            parent: The widget that it is part of.
            closable: Whether the user can take away what is said.
        """
        super().__init__(parent)
        self.setProperty("card", True)
        self._level: Level = "info"
        self._icon = IconView("info", side=5 * theme.SPACE)
        self._sentence = _selectable()
        self._action = QPushButton()
        self._action.clicked.connect(self.acted)
        self._close = QToolButton()
        self._close.setIcon(theme.icon("cross"))
        self._close.setAutoRaise(True)
        self._close.setToolTip(tr("Close this notice"))
        self._close.setAccessibleName(tr("Close this notice"))
        # Not `setVisible(closable)`: without a parent yet, it would be a window.
        if not closable:
            self._close.hide()
        self._close.clicked.connect(self.clear)
        self._details = _Details()
        self._details.copy.clicked.connect(self._copy)
        self._arrange()
        self.hide()

    @property
    def level(self) -> Level:
        """How grave what is said is."""
        return self._level

    @property
    def sentence(self) -> str:
        """What is said; empty if nothing is."""
        return self._sentence.text()

    def tell(
        self,
        sentence: str,
        level: Level = "info",
        *,
        details: str = "",
        action: str = "",
    ) -> None:
        """Show a sentence in place of the one before.

        Args:
            sentence: What happened, what it means for the data, what to do.
            level: How grave it is; chooses icon and colour.
            details: Text for a bug report, folded away; empty for none.
            action: Text of a button that emits `acted`; empty for none.
        """
        self._level = level
        self._icon.set_icon(level, _LOOKS[level].colour)
        self._sentence.setText(sentence)
        self._details.set_text(details)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{_LOOKS[level].word}: {sentence}")
        self.show()

    def clear(self) -> None:
        """Say nothing, and take no room."""
        self._sentence.clear()
        self._details.set_text("")
        self.hide()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._sentence, 1)
        line.addWidget(self._action, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(4 * (2 * theme.SPACE,)))
        box.setSpacing(theme.SPACE)
        box.addLayout(line)
        box.addWidget(self._details)

    def _copy(self) -> None:
        # Imported here: the window starts sooner without.
        from cellclassifier.core.bug_report import text

        report = text(self.sentence, self._details.text())
        QGuiApplication.clipboard().setText(report)


class EmptyState(QWidget):
    """A page that has nothing to show yet: what it is for, and one button."""

    clicked = Signal()
    """Emitted when the button is pressed."""

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        button: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sentence = theme.muted(sentence)
        self._sentence.setMinimumWidth(70 * theme.SPACE)
        self._sentence.setMaximumWidth(120 * theme.SPACE)
        self._button = primary(QPushButton(button))
        self._button.clicked.connect(self.clicked)
        heading = theme.title(title)
        heading.setWordWrap(True)
        for label in (heading, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.setSpacing(3 * theme.SPACE)
        box.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        box.addWidget(IconView(icon, "muted", side=12 * theme.SPACE), 0, middle)
        box.addWidget(heading)
        # Aligned, a label that wraps would be given the height of another width.
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._sentence, 1000)
        line.addStretch(1)
        box.addLayout(line)
        box.addWidget(self._button, 0, middle)
        box.addStretch(2)

    @property
    def button(self) -> QPushButton:
        """The one button of the page."""
        return self._button

    def set_sentence(self, sentence: str) -> None:
        """Say something else about what is missing."""
        self._sentence.setText(sentence)


class IconView(QWidget):
    """Shows an icon; unlike a label it follows a change of colours."""

    def __init__(self, icon: str, colour: str | None = None, *, side: int) -> None:
        """Show an icon.

        Args:
            icon: Its name, as in `theme.icon`.
            colour: Its colour, as in `theme.icon`.
            side: Width and height, px.
        """
        super().__init__()
        self.setFixedSize(side, side)
        self.set_icon(icon, colour)

    def set_icon(self, icon: str, colour: str | None = None) -> None:
        """Show another icon."""
        self._icon = theme.icon(icon, colour)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon over the whole widget."""
        self._icon.paint(QPainter(self), self.rect())


class _Details(Collapsible):
    """Text for whoever mends the program."""

    def __init__(self) -> None:
        super().__init__(tr("Details"))
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(tr("Details of the notice"))
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(theme.TEXT_SIZE)
        self._text.setFont(fixed)
        self._text.setFixedHeight(40 * theme.SPACE)
        self.copy = QPushButton(theme.icon("copy"), tr("Copy for a bug report"))
        box = QVBoxLayout(self.content)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._text)
        box.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)

    def text(self) -> str:
        return self._text.toPlainText()

    def set_text(self, text: str) -> None:
        self._text.setPlainText(text)
        self.set_open(False)
        self.setVisible(bool(text))


def _selectable() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
