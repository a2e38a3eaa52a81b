"""Sentences with numbers and long names, which wrap without breaking the numbers."""

from PySide6.QtWidgets import QLabel

from cellclassifier.gui.widgets.breaking_label import BreakingLabel, breakable

_LONG = 16
"""Letters of a word from which lines may end inside of it."""


class SentenceLabel(BreakingLabel):
    """Text whose lines end inside of long names only: "-0.4" stays in one line."""

    def setText(self, text: str) -> None:
        """Show another text."""
        words = text.split(" ")
        broken = (breakable(word) if len(word) > _LONG else word for word in words)
        QLabel.setText(self, " ".join(broken))
