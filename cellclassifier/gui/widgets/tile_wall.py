"""Tiles in rows, or the fields that they are cut from, in the same place."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import IntensitySpec
from cellclassifier.core.tiling import Tile, View
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.field_view import FieldView
from cellclassifier.gui.widgets.paired_grid import PairedGrid
from cellclassifier.gui.widgets.tile_choice import choose
from cellclassifier.gui.widgets.tile_cut import Cut
from cellclassifier.gui.widgets.tile_source import Shown, TileSource, sample_of
from cellclassifier.gui.widgets.tile_strip import Choice
from cellclassifier.gui.widgets.tile_words import items_of, told_drawn

_FIELDS_TOLD = tr("showing images in full, with the grid that they are cut by")


class TileWall(QWidget):
    """Shows what the strip chooses; pixels come from the code that training uses."""

    selected = Signal(object)
    """What the user chose to look at, `Shown`."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = PairedGrid(self.picture)
        self.fields = FieldView(background)
        self.source = TileSource()
        self._turn = 1
        self._picked: Tile | None = None
        self._told = ""
        # What the items of the grid, and the fields, were made for.
        self._cut: Cut | None = None
        self._asked: tuple[object, ...] = ()
        self._fields_cut: Cut | None = None
        self._fields_asked: tuple[object, ...] = ()
        self._field_tiles: list[Tile] = []
        self._views = QStackedLayout(self)
        self._views.addWidget(self.grid)
        self._views.addWidget(self.fields)
        self.grid.selected.connect(self._pick)
        self.fields.selected.connect(lambda tile: self._pick(Shown(tile, None)))

    def picture(self, shown: Shown) -> NDArray[np.uint8]:
        """Return a tile for the screen; see `TileSource.picture`.

        It is called on the threads of the grid: the source is replaced, never changed.
        """
        return self.source.picture(shown)

    def draw_others(self) -> None:
        """Draw other tiles, and other changes, when next something is shown."""
        self._turn += 1
        self._picked = None

    def show_choice(self, found: Cut, choice: Choice, spec: StudySpec) -> str:
        """Show tiles or fields; items are made anew only where there are others.

        Returns:
            What is shown, in words.
        """
        before, self.source = self.source, _source(found, choice, spec)
        self._views.setCurrentIndex(1 if choice.fields else 0)
        if choice.fields:
            self._show_fields(found, choice, spec.tiling.least_contrast)
            return _FIELDS_TOLD
        others = self._others(found, choice)
        if others:
            self._show_items(found, choice)
        if others or before != self.source:
            self.grid.refresh()
        return self._told

    def _others(self, found: Cut, choice: Choice) -> bool:
        """Tell whether other items are to be shown than there are, and remember it."""
        asked = (
            choice._replace(contrast="as it is"),
            self._turn,
            found.validation if choice.how == "batch" else None,
        )
        is_same = found.shows_as(self._cut) and asked == self._asked
        self._cut, self._asked = found, asked
        return not is_same

    def _show_items(self, found: Cut, choice: Choice) -> None:
        shown, count, of = choose(found, choice, self._turn, self._picked)
        self.grid.set_paired(choice.how == "both")
        self.grid.set_items(items_of(shown, found.contents.train.classes, choice.how))
        self._told = told_drawn(choice, count, of)

    def _show_fields(self, found: Cut, choice: Choice, least: float) -> None:
        asked = (choice.test, choice.class_name)
        is_same = self._fields_cut and self._fields_cut.tiles is found.tiles
        if not is_same or asked != self._fields_asked:
            self._fields_cut, self._fields_asked = found, asked
            self._field_tiles = [
                tile
                for tile in found.tiles[choice.test]
                if choice.class_name in (None, tile.class_name)
            ]
        names = found.contents.train.classes
        colours = {name: theme.class_colour(place) for place, name in enumerate(names)}
        self.fields.show_fields(self._field_tiles, self.source, least, colours)

    def _pick(self, shown: Shown) -> None:
        self._picked = shown.tile
        self.selected.emit(shown)


def _source(found: Cut, choice: Choice, spec: StudySpec) -> TileSource:
    rule = found.rule or IntensitySpec(black=0, white=1)
    return TileSource(
        view=View(spec.tiling.size, rule, spec.reading),
        augment=spec.augment,
        seed=spec.training.seed,
        sample=sample_of(found.tiles[None]),
        contrast=choice.contrast,
    )
