"""The tiles that are left by a filter, with how many those are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.tile_delegate import Item
from cellclassifier.gui.widgets.tile_grid import TileGrid
from cellclassifier.gui.widgets.tile_loader import Load

_TILE = 28 * theme.SPACE


class Gallery(QWidget):
    """A line that says what is shown, and the grid of tiles below it."""

    clear_asked = Signal()
    """The user wants to see all tiles again."""

    def __init__(self, load: Load, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = TileGrid(load)
        self.grid.set_tile_px(_TILE)
        self.grid.set_multiple(True)
        self.grid.chosen_changed.connect(self._count)
        self._told = ""
        self.count = BreakingLabel()
        self.clear = QPushButton(tr("Clear filters"))
        self.clear.clicked.connect(self.clear_asked)
        # Its room is kept, so that the tiles do not jump when it comes.
        policy = self.clear.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.clear.setSizePolicy(policy)
        self._none = theme.muted("")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._none)
        self._arrange()

    def show_items(self, items: Sequence[Item], of: int, words: str) -> None:
        """Show tiles.

        Args:
            items: Those that are left by the filters.
            of: How many there are in all.
            words: What was chosen in plots, or nothing.
        """
        more = f": {words}" if words else ""
        self._told = tr(
            "{items:,} of {of:,} tiles{more}", items=len(items), of=of, more=more
        )
        self.grid.set_items(items)
        self._count(self.grid.count_chosen())
        self.clear.setVisible(len(items) < of or bool(words))
        self._none.setText(tr("No tile passes all filters."))
        self._stack.setCurrentWidget(self.grid if items else self._none)

    def _count(self, chosen: int) -> None:
        """Tell how many are shown; of several that are chosen also how many."""
        self.count.setText(
            self._told + (tr("; {chosen:,} chosen", chosen=chosen) * (chosen > 1))
        )

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(self.count, 1)
        line.addWidget(self.clear)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addLayout(line)
        box.addWidget(self._stack, 1)
