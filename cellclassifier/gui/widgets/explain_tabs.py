"""The tiles of a set at the left, and the ways to explain them at the right."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSplitter, QTabWidget, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import view_of
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.explain_afar import Afar
from cellclassifier.gui.widgets.explain_grid import GridTab
from cellclassifier.gui.widgets.explain_maps import Explain
from cellclassifier.gui.widgets.explain_measuring import Doing
from cellclassifier.gui.widgets.explain_outlines import Outliner
from cellclassifier.gui.widgets.explain_tile import TileTab
from cellclassifier.gui.widgets.help_section import belongs_to
from cellclassifier.gui.widgets.later_tab import LaterTab, SetTab
from cellclassifier.gui.widgets.prediction_table import Shown
from cellclassifier.gui.widgets.tile_display import pixels_to_see, shades
from cellclassifier.gui.widgets.tile_grid import TileGrid

if TYPE_CHECKING:
    from cellclassifier.gui.widgets.explain_clumps import ClumpsTab

_TILE = 28 * theme.SPACE
_ALL = tr("all tiles")
_SECTIONS = ("tile", "grid", "clumps", "convolutions", "learning", "landscape")
"""What the help says of each tab."""


class ExplainTabs(QWidget):
    """Shows a predicted set; the chosen tile is the same in all tabs."""

    told = Signal(str)
    """A sentence about what was saved, or was not."""

    def __init__(
        self,
        background: Background,
        explain: Explain,
        doing: Doing,
        afar: Afar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self.outliner = Outliner(background, self)
        self.tile = TileTab(background, explain, self.outliner)
        self.grid = GridTab(background, explain, afar)
        self._clumps = LaterTab(lambda: _clumps(background, doing, afar, self.outliner))
        self.convolutions = LaterTab(
            lambda: _convolutions(background, doing, self._go_to)
        )
        self.learning = LaterTab(lambda: _learning(background, doing))
        self.landscape = LaterTab(lambda: _landscape(background, doing))
        self._later = (self._clumps, self.convolutions, self.learning, self.landscape)
        self.which = QComboBox()
        self.list = TileGrid(self._load)
        self.list.set_tile_px(_TILE)
        self.count = BreakingLabel()
        self.tabs = QTabWidget()
        self._build()
        self._connect()

    @property
    def shown(self) -> Shown | None:
        """The set that is shown."""
        return self._shown

    @property
    def clumps(self) -> "ClumpsTab":
        """The tab about clumps."""
        from cellclassifier.gui.widgets.explain_clumps import ClumpsTab

        tab = self._clumps.made()
        assert isinstance(tab, ClumpsTab)
        return tab

    def show_set(self, shown: Shown, runs: Sequence[Run]) -> None:
        """Show another set, and offer these runs beside its own."""
        before, self._shown = self._shown, shown
        if before is None or before.table.classes != shown.table.classes:
            self.which.clear()
            self.which.addItem(_ALL, "")
            self.which.addItem(tr("wrong answers"), "wrong")
            for name in shown.table.classes:
                self.which.addItem(tr("true {name}", name=name), f"true {name}")
        self.list.refresh()
        self.tile.show_set(shown, runs)
        self.grid.show_set(shown)
        for tab in self._later:
            tab.show_set(shown)
        self._fill()

    def choose(self, number: int) -> None:
        """Show a tile in the tab that is seen."""
        shown = self._shown
        if shown is None or number not in shown.rows:
            return
        tab = self.tabs.currentWidget()
        if isinstance(tab, TileTab | LaterTab):
            tab.choose(shown.tile(number))

    def show_where(self) -> None:
        """Say where maps are made now."""
        self.grid.renew()
        if self._clumps.tab is not None:
            self.clumps.panel.look()

    def close_tabs(self) -> None:
        """End what goes on in the background."""
        self.outliner.forget()
        self.list.close_loader()
        self.grid.close_loader()
        for tab in self._later:
            tab.close_tab()

    def _build(self) -> None:
        self.which.setAccessibleName(tr("which tiles are listed"))
        self.which.setToolTip(tr("Lists all tiles, or some of them."))
        self._add_tabs()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("ways to explain"))
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.which)
        column.addWidget(self.list, 1)
        column.addWidget(self.count)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._left)
        splitter.addWidget(self.tabs)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([36 * theme.SPACE, 230 * theme.SPACE])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(splitter)

    def _add_tabs(self) -> None:
        told = (
            (tr("Tile"), tr("One tile, large, with several maps side by side.")),
            (tr("Grid"), tr("Many tiles of each class: the article's figure.")),
            (tr("Clumps"), tr("How much of the attribution lies in clumps.")),
            (tr("Convolutions"), tr("What each layer makes of a tile.")),
            (tr("Learning"), tr("How maps and features came, by epoch.")),
            (tr("Landscape"), tr("The loss around the network's weights.")),
        )
        tabs: tuple[QWidget, ...] = (self.tile, self.grid, *self._later)
        for tab, (name, tip), section in zip(tabs, told, _SECTIONS, strict=True):
            place = self.tabs.addTab(tab, name)
            self.tabs.setTabToolTip(place, tip)
            belongs_to(tab, section)

    def _connect(self) -> None:
        self.which.activated.connect(self._fill)
        self.list.selected.connect(self.choose)
        self.tabs.currentChanged.connect(self._on_tab)
        self.grid.tile_wanted.connect(self._show_large)
        self.grid.told.connect(self.told)
        for tab in self._later:
            tab.told.connect(self.told)

    def _fill(self) -> None:
        """List the tiles that are wanted; one of them is always chosen."""
        shown = self._shown
        if shown is None:
            return
        wanted = str(self.which.currentData() or "")
        rows = _rows(shown, wanted)
        self.list.set_items(shown.items(rows))
        of = len(shown.tiles)
        self.count.setText(tr("{rows:,} of {of:,} tiles", rows=len(rows), of=of))
        if self.list.current_key() is None and rows.size:
            self.list.select(shown.table.tiles[int(rows[0])])
        key = self.list.current_key()
        if key is not None:
            self.choose(key)

    def _on_tab(self) -> None:
        # The figure has tiles of its own.
        self._left.setVisible(self.tabs.currentWidget() is not self.grid)
        self.grid.renew()
        key = self.list.current_key()
        if key is not None:
            self.choose(key)

    def _show_large(self, number: int) -> None:
        self._go_to(number)
        self.tabs.setCurrentWidget(self.tile)

    def _go_to(self, number: int) -> None:
        """Choose a tile in the list, which then shows all of them."""
        self.which.setCurrentIndex(0)
        self._fill()
        self.list.select(number)

    def _load(self, number: int) -> NDArray[np.uint8]:
        # Called on threads: what is shown may be replaced meanwhile.
        shown = self._shown
        if shown is None:
            raise ValueError("no set is shown")
        pixels = pixels_to_see(shown.tile(number), view_of(shown.run.record.study))
        return shades(pixels, shown.levels)


# Imported below when the tab is first looked at: the window starts sooner without.
def _clumps(
    background: Background, doing: Doing, afar: Afar, outliner: Outliner
) -> SetTab:
    from cellclassifier.gui.widgets.explain_clumps import ClumpsTab

    return ClumpsTab(background, doing, afar, outliner)


def _convolutions(
    background: Background, doing: Doing, go_to: Callable[[int], None]
) -> SetTab:
    from cellclassifier.gui.widgets.convolutions_tab import ConvolutionsTab

    tab = ConvolutionsTab(background, doing)
    tab.tile_wanted.connect(go_to)
    return tab


def _learning(background: Background, doing: Doing) -> SetTab:
    from cellclassifier.gui.widgets.learning_tab import LearningTab

    return LearningTab(background, doing)


def _landscape(background: Background, doing: Doing) -> SetTab:
    from cellclassifier.gui.widgets.landscape_tab import LandscapeTab

    return LandscapeTab(background, doing)


def _rows(shown: Shown, wanted: str) -> NDArray[np.intp]:
    """Return the rows of the tiles that are listed."""
    columns = shown.answers
    if not wanted:
        keep = np.ones(len(shown.tiles), np.bool_)
    elif wanted == "wrong":
        keep = columns.known & ~columns.right
    else:
        place = shown.table.classes.index(wanted.removeprefix("true "))
        keep = columns.true == place
    return np.flatnonzero(keep)
