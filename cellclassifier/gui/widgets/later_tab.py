"""A tab that is made when it is first looked at, so that the window starts sooner."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cellclassifier.core.tiling import Tile
from cellclassifier.gui.widgets.prediction_table import Shown


class SetTab(Protocol):
    """What a tab about a predicted set offers; it is a widget, too."""

    told: SignalInstance

    def show_set(self, shown: Shown) -> None:
        """Show another set."""

    def choose(self, tile: Tile) -> None:
        """Show a tile of it."""

    def close_tab(self) -> None:
        """End what goes on."""


class LaterTab(QWidget):
    """Stands where the tab will be; remembers what that has to show."""

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    def __init__(
        self, make: Callable[[], SetTab], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._shown: Shown | None = None
        self._tile: Tile | None = None
        self.tab: SetTab | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)

    def show_set(self, shown: Shown) -> None:
        """Show another set, as soon as the tab is looked at."""
        self._shown, self._tile = shown, None
        if self.tab is not None:
            self.tab.show_set(shown)

    def choose(self, tile: Tile) -> None:
        """Show a tile of it, as soon as the tab is looked at."""
        self._tile = tile
        if self.tab is not None:
            self.tab.choose(tile)

    def close_tab(self) -> None:
        """End what goes on."""
        if self.tab is not None:
            self.tab.close_tab()

    def made(self) -> SetTab:
        """Return the tab, which is made the first time."""
        if self.tab is not None:
            return self.tab
        self.tab = tab = self._make()
        assert isinstance(tab, QWidget)
        tab.told.connect(self.told)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(tab)
        if self._shown is not None:
            tab.show_set(self._shown)
        if self._tile is not None:
            tab.choose(self._tile)
        return tab

    def showEvent(self, event: QShowEvent) -> None:
        """Make the tab, the first time."""
        super().showEvent(event)
        self.made()
