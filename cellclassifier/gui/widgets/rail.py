"""The steps of the work, in order, each with how far it is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.notice import IconView
from cellclassifier.gui.widgets.page import Step

MARKS = {
    "ok": ("ok", "right", tr("done")),
    "attention": ("attention", "uncertain", tr("needs attention")),
    "ready": ("ring", "accent", tr("to do")),
    "locked": ("locked", "muted", tr("not yet possible")),
}
"""Icon, colour and word of each state."""


class Rail(QWidget):
    """One button a step; every step can be opened at any time.

    Signals:
        chosen: The key of the step that the user went to.
    """

    chosen = Signal(str)

    def __init__(self, steps: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.buttons: dict[str, QToolButton] = {}
        self._marks: dict[str, IconView] = {}
        self._words: dict[str, str] = {}
        self._news: set[str] = set()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        for number, (key, title, icon) in enumerate(steps, 1):
            box.addLayout(self._line(key, f"{number}  {title}", icon))

    def set_current(self, key: str) -> None:
        """Mark the step that is looked at."""
        for name, button in self.buttons.items():
            button.setChecked(name == key)
        self._tell_news(key, False)

    def add_news(self, key: str) -> None:
        """Mark a step in which something happened, until it is looked at."""
        if not self.buttons[key].isChecked():
            self._tell_news(key, True)

    def set_steps(self, steps: Mapping[str, Step]) -> None:
        """Show how far each step is."""
        for key, step in steps.items():
            icon, colour, word = MARKS[step.state]
            button = self.buttons[key]
            self._marks[key].set_icon(icon, colour)
            self._marks[key].setToolTip(step.text)
            button.setToolTip(step.text)
            self._words[key] = f"{word}: {step.text}"
            self._describe(key)

    def _tell_news(self, key: str, news: bool) -> None:
        (self._news.add if news else self._news.discard)(key)
        font = self.buttons[key].font()
        font.setBold(news)
        self.buttons[key].setFont(font)
        self._describe(key)

    def _describe(self, key: str) -> None:
        news = tr("there is something new; ") if key in self._news else ""
        words = news + self._words.get(key, "")
        self.buttons[key].setAccessibleDescription(words)

    def _line(self, key: str, text: str, icon: str) -> QHBoxLayout:
        button = QToolButton()
        button.setText(text)
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(5 * theme.SPACE, 5 * theme.SPACE))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setMinimumSize(38 * theme.SPACE, 9 * theme.SPACE)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self._on_clicked(key))
        mark = IconView("ring", "muted", side=4 * theme.SPACE)
        self.buttons[key], self._marks[key] = button, mark
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE)
        line.addWidget(button, 1)
        line.addWidget(mark)
        return line

    def _on_clicked(self, key: str) -> None:
        # A step that is clicked again stays the current one.
        self.buttons[key].setChecked(True)
        self.chosen.emit(key)
