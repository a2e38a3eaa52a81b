"""Hides all other windows of the program while one is open."""

from PySide6.QtWidgets import QApplication, QWidget


class Alone:
    """Lets one window be the only one in sight, as a review must be.

    The window around it shows runs, predictions and names of files, and so would any
    other: an answer must not be read there.
    """

    def __init__(self, window: QWidget) -> None:
        """Hide all windows but this one."""
        self._hidden = [
            other
            for other in QApplication.topLevelWidgets()
            if other is not window and other.isVisible()
        ]
        for other in self._hidden:
            other.hide()

    def end(self) -> None:
        """Show the others again."""
        for other in self._hidden:
            other.show()
        self._hidden = []
