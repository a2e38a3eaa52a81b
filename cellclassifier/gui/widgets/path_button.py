"""A button that asks for a folder, and knows those that were used lately."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme


class PathButton(QToolButton):
    """Asks for a folder when pressed; its arrow, or Down, shows the recent ones."""

    asked = Signal()
    """Emitted when the user wants to look for a folder."""

    picked = Signal(Path)
    """Emitted with the recent folder that was chosen."""

    def __init__(
        self, text: str, icon: str = "folder", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._menu = QMenu(self)
        self.setText(text)
        self.setIcon(theme.icon(icon))
        self.setAccessibleName(text.removesuffix(" ..."))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.asked)
        self.set_recent(())

    def set_recent(self, folders: Sequence[Path]) -> None:
        """Offer these folders, the latest first; without any there is no arrow."""
        self._menu.clear()
        for folder in folders:
            action = self._menu.addAction(_told(folder))
            action.setToolTip(str(folder))
            action.triggered.connect(lambda _=False, f=folder: self.picked.emit(f))
        mode = QToolButton.ToolButtonPopupMode
        # The stubs know no way to take a menu off.
        self.setMenu(self._menu if folders else None)  # type: ignore[arg-type]
        self.setPopupMode(mode.MenuButtonPopup if folders else mode.DelayedPopup)
        tip = tr(
            "Look for the folder. The arrow (or the key Down) shows recent folders."
        )
        self.setToolTip(tip if folders else tr("Look for the folder."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Down open the recent folders, and Return press the button."""
        if event.key() == Qt.Key.Key_Down and self.menu():
            self.showMenu()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def _told(folder: Path) -> str:
    """Return the last parts of a path: those that tell folders apart."""
    parts = folder.parts[-3:]
    short = str(Path(*parts))
    text = short if len(parts) == len(folder.parts) else f"... {short}"
    # A single ampersand would underline the letter behind it.
    return text.replace("&", "&&")
