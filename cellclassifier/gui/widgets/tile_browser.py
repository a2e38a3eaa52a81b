"""The tiles of one test set: plots that filter, a gallery, and one tile large."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.tiling import view_of
from cellclassifier.core.wrong_labels import WrongLabel
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.contrast import ContrastChooser
from cellclassifier.gui.widgets.filters import FilterStrip
from cellclassifier.gui.widgets.gallery import Gallery
from cellclassifier.gui.widgets.histogram import ConfidenceHistogram
from cellclassifier.gui.widgets.matrix import ConfusionMatrix
from cellclassifier.gui.widgets.prediction_table import Look, Shown, Wanted, told_mark
from cellclassifier.gui.widgets.scroll_column import ScrollColumn
from cellclassifier.gui.widgets.tile_display import Levels, pixels_to_see, shades
from cellclassifier.gui.widgets.tile_filter import Picked
from cellclassifier.gui.widgets.tile_panel import Answer, TilePanel

_HINT = tr("Click a cell or a bar to see only its tiles; a right click saves the plot.")


class TileBrowser(QWidget):
    """Shows a test set that has been predicted; pixels and maps come from outside."""

    look_asked = Signal()
    """The pixels and the map of `wanted` are to be shown."""

    field_asked = Signal(int)
    """The tile of this number is to be shown in its image."""

    menu_asked = Signal(QPoint)
    """The tiles chosen in the gallery were clicked with the right button, there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._tile: int | None = None
        self._levels = Levels()
        self._rows: npt.NDArray[np.intp] = np.zeros(0, np.intp)
        self.strip = FilterStrip()
        self.matrix = ConfusionMatrix()
        self.histogram = ConfidenceHistogram()
        self.contrast = ContrastChooser()
        self.gallery = Gallery(self._load)
        self.panel = TilePanel()
        self.hint = BreakingLabel(_HINT)
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.histogram.setMaximumHeight(72 * theme.SPACE)
        self._arrange()
        self._connect()

    @property
    def shown(self) -> Shown | None:
        """The test set that is shown."""
        return self._shown

    @property
    def rows(self) -> npt.NDArray[np.intp]:
        """Rows of the table that the filters leave, in their order."""
        return self._rows

    @property
    def levels(self) -> Levels:
        """The values shown black and white."""
        return self._levels

    @property
    def wanted(self) -> Wanted | None:
        """Tile and map that are looked at; None while no tile is chosen."""
        if self._shown is None or self._tile is None:
            return None
        run, test = self._shown.run, self._shown.test
        panel = self.panel
        named = (panel.method.key, test, self._tile, panel.class_name)
        return Wanted(run.folder, *named)

    def told(self) -> str:
        """Return what the filters leave and in what order, in words."""
        shown = self._shown
        if shown is None:
            return ""
        return self.strip.filter.told(shown.table.classes, shown.groups)

    def add_tool(self, tool: QWidget) -> None:
        """Put a control beside that of the contrast."""
        self._tools.addWidget(tool)

    def show_test(self, shown: Shown) -> None:
        """Show a test set; filters and choice stay if it is the one before, renewed."""
        before, self._shown = self._shown, shown
        table = shown.table
        if before is None or before.source[:2] != shown.source[:2]:
            self._tile = None
            self.strip.set_classes(table.classes, shown.groups, shown.unknown)
        elif before.source != shown.source:
            # Rows were picked by numbers that are others now.
            self.strip.narrow(picked=None)
        self._show_plots(shown)
        self.contrast.set_found(shown.levels)
        self._set_contrast()
        self._apply(anew=True)

    def show_marks(self, entries: Sequence[WrongLabel]) -> None:
        """Show which labels are marked as wrong now."""
        if self._shown is not None:
            self._shown = self._shown.with_marks(entries)
            self._apply(anew=True)

    def choose(self, number: int) -> None:
        """Show a tile large."""
        shown = self._shown
        if shown is None:
            return
        self._tile = number
        row, tile = shown.rows[number], shown.tile(number)
        mark = shown.marks.get(row)
        self.panel.show_answer(
            Answer(
                tile,
                shown.extents[tile.image],
                shown.table.classes,
                shown.table.classes[shown.answers.predicted[row]],
                shown.table.probabilities[row].tolist(),
                told_mark(mark) if mark else "",
            )
        )
        self.look_asked.emit()

    def choose_in_gallery(self, number: int) -> None:
        """Show a tile large, and mark it in the gallery where the filters leave it."""
        self.gallery.grid.select(number)
        self.choose(number)

    def pick(self, rows: npt.NDArray[np.intp], words: str) -> None:
        """Show only these rows of the table, which `words` tell; filters are cleared.

        Rows that the table does not have are left out.
        """
        if self._shown is None:
            return
        inside = rows[(rows >= 0) & (rows < len(self._shown.tiles))]
        self._clear_filters(Picked(inside, words))

    def pick_tiles(self, numbers: Sequence[int], words: str) -> None:
        """Show only the tiles of these numbers; filters are cleared."""
        if shown := self._shown:
            known = [shown.rows[n] for n in numbers if n in shown.rows]
            self.pick(np.array(known, np.intp), words)

    def show_look(self, look: Look) -> None:
        """Show the pixels of the wanted tile, and its map where there is one."""
        if look.pixels is None:
            self.panel.show_problem(look.problem)
            return
        self.panel.show_pixels(look.pixels, self._levels)
        self.panel.show_map(look.matters)

    def close_loader(self) -> None:
        """End the reading of tiles."""
        self.gallery.grid.close_loader()

    def _connect(self) -> None:
        self.strip.changed.connect(lambda: self._apply())
        self.matrix.chosen.connect(lambda *cell: self._narrow(cell=cell))
        self.matrix.cleared.connect(lambda: self._narrow(cell=None))
        self.histogram.chosen.connect(lambda *bar: self._narrow(bar=bar))
        self.histogram.cleared.connect(lambda: self._narrow(bar=None))
        for plot in (self.matrix, self.histogram):
            plot.told.connect(lambda words: self.hint.setText(words or _HINT))
        self.gallery.clear_asked.connect(lambda: self._clear_filters())
        self.contrast.changed.connect(self._set_contrast)
        grid = self.gallery.grid
        grid.selected.connect(self.choose)
        grid.activated_key.connect(self.field_asked.emit)
        grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        grid.customContextMenuRequested.connect(
            lambda place: self.menu_asked.emit(grid.viewport().mapToGlobal(place))
        )
        self.panel.asked.connect(self.look_asked)
        self.panel.field_asked.connect(self._ask_field)

    def _arrange(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for part in (self._plots(), self.gallery, self.panel):
            splitter.addWidget(part)
        splitter.setChildrenCollapsible(False)
        # Those at the sides give way too where the window is small.
        for place, share in enumerate((1, 3, 1)):
            splitter.setStretchFactor(place, share)
        splitter.setSizes([76 * theme.SPACE, 108 * theme.SPACE, 80 * theme.SPACE])
        self._tools = QVBoxLayout()
        self._tools.setSpacing(theme.SPACE)
        self._tools.addWidget(self.contrast)
        line = QHBoxLayout()
        line.addWidget(self.strip, 1)
        line.addLayout(self._tools)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(line)
        box.addWidget(splitter, 1)

    def _plots(self) -> QWidget:
        """Return the left column, which scrolls where the window is low."""
        area = ScrollColumn()
        plots = QVBoxLayout(area.inside)
        plots.setContentsMargins(0, 0, 0, 0)
        plots.setSpacing(theme.SPACE)
        plots.addWidget(self.matrix, 3)
        plots.addWidget(self.histogram, 2)
        plots.addWidget(self.hint)
        plots.addStretch(1)
        return area

    def _show_plots(self, shown: Shown) -> None:
        table, columns = shown.table, shown.answers
        self.matrix.set_matrix(table.classes, shown.counts)
        # A matrix of two classes needs no more; the rest is for the histogram.
        self.matrix.setMaximumHeight(self.matrix.sizeHint().height() + 18 * theme.SPACE)
        # Without a known class there is nothing to compare with.
        self.matrix.setVisible(bool(columns.known.any()))
        self.histogram.set_values(
            columns.confidence, columns.right, len(table.classes), columns.known
        )
        chosen = self.strip.filter
        self.matrix.set_chosen(chosen.cell)
        self.histogram.set_chosen(chosen.bar[0] if chosen.bar else None)

    def _load(self, number: int) -> npt.NDArray[np.uint8]:
        # Called on threads: what the page shows may be replaced meanwhile.
        shown, levels = self._shown, self._levels
        if shown is None:
            raise ValueError("no test set is shown")
        pixels = pixels_to_see(shown.tile(number), view_of(shown.run.record.study))
        return shades(pixels, levels)

    def _ask_field(self) -> None:
        if self._tile is not None:
            self.field_asked.emit(self._tile)

    def _narrow(self, **plots: Any) -> None:
        self.strip.narrow(**plots)
        self._apply()

    def _clear_filters(self, picked: Picked | None = None) -> None:
        self.strip.clear()
        self.strip.narrow(picked=picked)
        self.matrix.set_chosen(None)
        self.histogram.set_chosen(None)
        self._apply()

    def _set_contrast(self) -> None:
        self._levels = self.contrast.levels
        self.panel.view.set_levels(*self._levels)
        self.gallery.grid.refresh()

    def _apply(self, anew: bool = False) -> None:
        """Show the tiles that are left; one of them is always the large one.

        Args:
            anew: Whether what is known of the large one may have changed.
        """
        shown = self._shown
        if shown is None:
            return
        chosen = self.strip.filter
        self._rows = chosen.rows(shown.answers)
        words = chosen.chosen_in_plots(shown.table.classes)
        self.gallery.show_items(shown.items(self._rows), len(shown.tiles), words)
        if not self._rows.size:
            self._tile = None
            self.panel.show_nothing()
            return
        row = None if self._tile is None else shown.rows.get(self._tile)
        there = row is not None and row in self._rows
        tile = shown.table.tiles[self._rows[0] if row is None or not there else row]
        self.gallery.grid.select(tile)
        if anew or tile != self._tile:
            self.choose(tile)
