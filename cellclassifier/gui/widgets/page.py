"""What all pages have in common."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Step(NamedTuple):
    """How far a step of the work is: `text` says why, in a sentence."""

    state: Literal["ok", "attention", "ready", "locked"]
    text: str


class Page(QWidget):
    """One step of the work.

    It may be made at any time: it begins with what the session has then.

    Signals:
        go: The key of the page to go to.
        step_changed: `step` has another answer now.
        pairs_wanted: The user wants to see the copies that were found.
    """

    go = Signal(str)
    step_changed = Signal()
    pairs_wanted = Signal()

    def step(self) -> Step:
        """Return how far this step is."""
        return Step("ready", "")

    def tells(self, sentence: str) -> bool:
        """Return whether this page shows `sentence` itself, where it belongs."""
        return False

    def preparation(self) -> Iterator[None]:
        """Make what will be seen later, a little between two yields."""
        yield from ()

    def close_page(self) -> None:
        """End what runs in the background of this page; the window is closing."""
