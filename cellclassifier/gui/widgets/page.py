"""What all pages have in common."""

from typing import ClassVar, Literal, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Step(NamedTuple):
    """How far a step of the work is: `text` says why, in a sentence."""

    state: Literal["ok", "attention", "ready", "locked"]
    text: str


class Page(QWidget):
    """One step of the work.

    Attributes:
        key: Name by which other pages and the window ask for it.
        title: Name in the rail.
        icon: Name of its icon.
        sentence: What the page is for, shown beside its title.

    Signals:
        go: The key of the page to go to.
        step_changed: `step` has another answer now.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]
    sentence: ClassVar[str]
    go = Signal(str)
    step_changed = Signal()

    def step(self) -> Step:
        """Return how far this step is."""
        return Step("ready", "")

    def tells(self, sentence: str) -> bool:
        """Return whether this page shows `sentence` itself, where it belongs."""
        return False

    def close_page(self) -> None:
        """End what runs in the background of this page; the window is closing."""
