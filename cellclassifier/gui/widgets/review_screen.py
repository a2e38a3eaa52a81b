"""The screen of a review: the tile, the answers, the progress, and nothing else."""

from collections.abc import Callable
from contextlib import suppress
from typing import Literal

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.record import CANNOT_TELL
from cellclassifier.core.reviews.sitting import Card, DisplaySettings, Sitting
from cellclassifier.gui.widgets import review_words as words
from cellclassifier.gui.widgets.review_view import ReviewView
from cellclassifier.gui.widgets.tile_display import Levels

Stage = Literal["waiting", "asking", "over"]
_OTHERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
"""With these a key means something else, on this computer or another."""
_DARK = 0.5
"""A review whose bright pixels stay below this is shown stretched from the start."""

_UNREADABLE = (UserError, OSError, ValueError, EOFError)


class ReviewScreen(ReviewView):
    """Shows one tile after another, and takes the answers.

    It holds a `Sitting` and nothing else: tokens and pixels.
    """

    left = Signal()
    """The reader closed the screen, at the end or before."""

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sitting = sitting
        self._card: Card | None = None
        self._stage: Stage = "waiting"
        self._then: Callable[[], object] = self._ask
        self._clock = QElapsedTimer()
        self._stretched = False
        self._met: set[str] = set()
        self.answers.chosen.connect(self._answer)
        self.take_back.clicked.connect(self._take_back)
        self.leave.clicked.connect(self.close)
        self.go_on.clicked.connect(self._go_on)
        self.message.clicked.connect(self._go_on)
        self._begin()

    @property
    def stage(self) -> Stage:
        """What the screen waits for: the reader, an answer, or to be closed."""
        return self._stage

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of a review; a key that is held down counts once."""
        if event.isAutoRepeat() or event.modifiers() & _OTHERS:
            return
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key == Qt.Key.Key_Backspace:
            self._take_back()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif self._stage == "asking" and not self._change_looks(key):
            place = self.answers.place_of(key)
            if place is not None:
                self._answer(place)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the sitting; what was answered is saved already."""
        # What could not be noted is only that the reader left.
        with suppress(OSError, UserError):
            self._sitting.close()
        # Before this window is gone: the last one to go would end the program.
        self.left.emit()
        event.accept()

    def _begin(self) -> None:
        if self._sitting.finished:
            self._end()
        else:
            self._pause(words.welcome(self._sitting), tr("Begin (Return)"), self._ask)

    def _next(self) -> None:
        """Ask for the next tile, after a word where its kind of question is new."""
        if self._sitting.finished:
            self._end()
            return
        card = self._sitting.card()
        if card.kind in self._met:
            self._ask()
        else:
            self._pause(words.other_kind(card), tr("Go on (Return)"), self._ask)

    def _use_common_levels(self) -> None:
        """Begin with what the network sees; dark reviews are stretched as a whole."""
        common = Levels(*self._sitting.levels())
        self.use_levels(common if common.white < _DARK else Levels())

    def _ask(self) -> None:
        sitting = self._sitting
        try:
            self._card = card = sitting.card()
            pixels, magnitude = sitting.pixels(), sitting.overlay()
        except _UNREADABLE as error:
            told = words.UNREADABLE.format(error=error)
            self._pause(told, tr("Leave (Esc)"), self.close)
            return
        self._stage = "asking"
        self._met.add(card.kind)
        offered = words.choices(card, sitting.choices())
        self.answers.offer(offered, sitting.cannot_tell)
        self.looks.offer_overlay(magnitude is not None)
        self.show_answers()
        self.tile.show_tile(pixels, magnitude)
        if not self._stretched:
            self._stretched = True
            self._use_common_levels()
        self._say_question(card)
        self._show_progress()
        # Space on a button that still has the focus would answer the next tile too.
        self.setFocus()
        self._clock.start()

    def _answer(self, place: int) -> None:
        card, sitting = self._card, self._sitting
        if self._stage != "asking" or card is None:
            return
        said = CANNOT_TELL if place < 0 else sitting.choices()[place]
        in_practice = sitting.in_practice
        try:
            sitting.answer(said, self._clock.elapsed() / 1000, self._display())
        except (OSError, UserError) as error:
            self.say(words.UNSAVED.format(error=error), "attention", "uncertain")
            return
        if in_practice:
            self._tell(*words.practised(said, card))
        else:
            self._next()

    def _tell(self, right: bool, told: str) -> None:
        """Tell the answer of a tile for practice, which stays in sight."""
        self._stage, self._then = "waiting", self._next
        self.show_go_on()
        self.say(told, *(("tick", "right") if right else ("cross", "wrong")))
        self.setFocus()

    def _go_on(self) -> None:
        if self._stage != "asking":
            self._then()

    def _take_back(self) -> None:
        if self._sitting.in_practice:
            return
        try:
            taken = self._sitting.take_back()
        except (OSError, UserError) as error:
            self.say(words.UNSAVED.format(error=error), "attention", "uncertain")
            return
        if taken:
            self._ask()
        elif self._stage == "asking":
            self._say_question(self._sitting.card(), f"{words.NO_MORE_BACK} ")

    def _end(self) -> None:
        self._pause(words.OVER, tr("Close (Return)"), self.close)
        self._stage = "over"

    def _pause(self, told: str, button: str, then: Callable[[], object]) -> None:
        """Say something in the place of the tile, and wait; the clock stands."""
        self._stage, self._then = "waiting", then
        self.show_message(told, button)
        self._show_progress()
        self.setFocus()

    def _say_question(self, card: Card, before: str = "") -> None:
        # The icon tells the two kinds of a crossover apart at a glance.
        look = ("predictions", "accent") if card.kind == "judge" else ()
        self.say(before + words.question(card), *look)

    def _show_progress(self) -> None:
        sitting = self._sitting
        self.show_progress(words.progress(sitting), sitting.place, sitting.of)
        self.take_back.setEnabled(not sitting.in_practice)

    def _change_looks(self, key: int) -> bool:
        """Change contrast, size or attribution by a key; tell whether it is one."""
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_C: self.fit,
            Qt.Key.Key_F: self.looks.show_full,
            Qt.Key.Key_O: self.looks.overlay.toggle,
            Qt.Key.Key_Plus: lambda: self.tile.step_zoom(1),
            Qt.Key.Key_Equal: lambda: self.tile.step_zoom(1),
            Qt.Key.Key_Minus: lambda: self.tile.step_zoom(-1),
        }
        act = acts.get(key)
        if act is not None:
            act()
        return act is not None

    def _display(self) -> DisplaySettings:
        return DisplaySettings(
            *self.tile.levels, self.tile.zoom, self.tile.overlay_shown
        )
