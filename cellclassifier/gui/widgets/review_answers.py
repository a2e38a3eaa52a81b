"""The answers that a reader can give, as buttons with their keys on them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme

CANNOT_TELL = tr("cannot tell")
"""What the key 0 says, in the words of the button."""

_ACROSS = 5
_LONGEST = 44 * theme.SPACE
_KEYS = 9
"""Answers that have a key of their own, 1 to 9; further ones have a button only."""


class AnswerButtons(QWidget):
    """One button an answer, in the order of the keys 1 to 9, and 0 for cannot tell."""

    chosen = Signal(int)
    """Place of the answer, from 0; -1 for cannot tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: tuple[tuple[str, ...], bool] = ((), False)
        self.buttons: list[QPushButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * theme.SPACE)

    def offer(self, choices: Sequence[str], cannot_tell: bool) -> None:
        """Offer other answers, and whether it may be said that one cannot tell."""
        offered = tuple(choices), cannot_tell
        if offered == self._offered:
            return
        self._offered = offered
        for button in self.buttons:
            button.deleteLater()
        self.buttons = [
            self._button(place, _key(place), words)
            for place, words in enumerate(offered[0])
        ]
        if cannot_tell:
            self.buttons.append(self._button(-1, "0", CANNOT_TELL))
        across = min(_ACROSS, len(self.buttons)) or 1
        for place, button in enumerate(self.buttons):
            self._grid.addWidget(button, *divmod(place, across))

    def place_of(self, key: int) -> int | None:
        """Return the answer of a key: its place, -1 for cannot tell; None for none."""
        choices, cannot_tell = self._offered
        if key == Qt.Key.Key_0 and cannot_tell:
            return -1
        place = key - Qt.Key.Key_1
        return place if 0 <= place < min(len(choices), _KEYS) else None

    def _button(self, place: int, key: str, words: str) -> QPushButton:
        button = QPushButton()
        room = button.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideMiddle, _LONGEST
        )
        # An ampersand would underline the letter after it.
        text = room.replace("&", "&&")
        button.setText(f"{key}   {text}" if key else text)
        button.setMinimumSize(36 * theme.SPACE, 11 * theme.SPACE)
        told = tr("Answer '{words}'", words=words) + (
            tr(" (key {key})", key=key) if key else ""
        )
        button.setAccessibleName(told)
        button.setToolTip(told)
        button.clicked.connect(lambda: self.chosen.emit(place))
        return button


def _key(place: int) -> str:
    return str(place + 1) if place < _KEYS else ""
