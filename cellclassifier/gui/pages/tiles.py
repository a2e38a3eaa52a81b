"""The second step: what the network will see."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.dataset import Dataset
from cellclassifier.core.errors import UserError
from cellclassifier.core.spec import IntensitySpec, StudySpec
from cellclassifier.core.study import Contents
from cellclassifier.core.tiling import Tile
from cellclassifier.gui import theme
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.intensities import measure
from cellclassifier.gui.widgets.intensity_panel import IntensityPanel
from cellclassifier.gui.widgets.next_bar import NextBar
from cellclassifier.gui.widgets.notice import EmptyState
from cellclassifier.gui.widgets.page import Page, Step
from cellclassifier.gui.widgets.paired_grid import PairedGrid
from cellclassifier.gui.widgets.scroll_column import ScrollColumn
from cellclassifier.gui.widgets.tile_closeup import TileCloseup, look_at
from cellclassifier.gui.widgets.tile_cut import Cut, cut_all
from cellclassifier.gui.widgets.tile_settings import TileSettings
from cellclassifier.gui.widgets.tile_source import (
    Shown,
    TileSource,
    draw_balanced,
    sample_of,
)
from cellclassifier.gui.widgets.tile_strip import Choice, TileStrip
from cellclassifier.gui.widgets.tile_words import (
    advice_on,
    epochs_of,
    items_of,
    told_drawn,
)

AT_ONCE = 400
"""Tiles that are drawn at random to be shown."""

NO_IMAGES = "There are no training images yet: choose them first."
READING = "The images are being read."
CUTTING = "The images are being cut into tiles."


class TilesPage(Page):
    """A wall of tiles, made by the same code that training uses."""

    key = "tiles"
    title = "Tiles"
    icon = "tiles"
    sentence = "What the network will see."

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._turn = 1
        self._cut: Cut | None = None
        self._waits = False
        # What the items of the grid were made for: tiles, choice and turn.
        self._asked: tuple[Cut, Choice, int] | None = None
        self._count = self._of = 0
        self._source = TileSource()
        self.empty = EmptyState("tiles", "No tiles yet", NO_IMAGES, "Back to Images")
        self.strip = TileStrip()
        self.grid = PairedGrid(self._picture)
        self.settings = TileSettings(session.spec.tiling, session.spec.augment)
        self.closeup = TileCloseup()
        self.intensities = IntensityPanel()
        self.next = NextBar("Next: train")
        self._arrange()
        self._connect()
        self._show()

    def step(self) -> Step:
        """Return how far the tiles are settled."""
        if reason := self._missing():
            return Step("locked", reason)
        if problem := self._blocked():
            return Step("ready" if problem == CUTTING else "attention", problem)
        return Step("ok", f"{self._counted()}.")

    def close_page(self) -> None:
        """Stop reading tiles."""
        self.grid.close_loader()

    def _arrange(self) -> None:
        scroll = ScrollColumn()
        right_box = QVBoxLayout(scroll.inside)
        right_box.setContentsMargins(2 * theme.SPACE, 0, 2 * theme.SPACE, 0)
        right_box.setSpacing(3 * theme.SPACE)
        right_box.addWidget(self.settings)
        right_box.addWidget(self.closeup, 1)
        scroll.setFixedWidth(80 * theme.SPACE)
        left = QVBoxLayout()
        left.addWidget(self.grid, 1)
        left.addWidget(self.intensities)
        middle = QHBoxLayout()
        middle.setSpacing(3 * theme.SPACE)
        middle.addLayout(left, 1)
        middle.addWidget(scroll)
        filled = QWidget()
        box = QVBoxLayout(filled)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.strip)
        box.addLayout(middle, 1)
        box.addWidget(self.next)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(filled)

    def _connect(self) -> None:
        session = self._session
        self.empty.clicked.connect(lambda: self.go.emit("images"))
        self.next.clicked.connect(lambda: self.go.emit("training"))
        self.strip.changed.connect(self._show_tiles)
        self.strip.others_wanted.connect(self._show_others)
        self.strip.resized.connect(self.grid.set_tile_px)
        self.settings.tiling_edited.connect(lambda spec: session.update(tiling=spec))
        self.settings.augment_edited.connect(lambda spec: session.update(augment=spec))
        self.grid.selected.connect(self._show_closeup)
        self.intensities.asked.connect(self._measure)
        session.study_changed.connect(self._show)
        session.contents_changed.connect(self._show)

    def _show_others(self) -> None:
        self._turn += 1
        self._show_tiles()

    def _show(self) -> None:
        """Redraw everything from the study and what its folders hold."""
        missing = self._missing()
        self.empty.set_sentence(missing)
        self._stack.setCurrentIndex(0 if missing else 1)
        spec, contents = self._session.spec, self._session.contents
        self.settings.set_specs(spec.tiling, spec.augment)
        if missing or contents is None:
            self._cut = None
        elif self._cut and self._cut.holds_for(contents, spec):
            self._waits = False
            self._show_cut()
        else:
            self._cut_anew(contents, spec)
        self.step_changed.emit()

    def _cut_anew(self, contents: Contents, spec: StudySpec) -> None:
        """Cut in the background; until then there is nothing to go on with."""
        self._waits = True
        self.next.show_state(CUTTING, waits=True)
        self._session.background.run(
            "tiles", lambda: cut_all(contents, spec), self._take_cut, _raise
        )

    def _take_cut(self, found: Cut) -> None:
        session = self._session
        if session.contents is None or not found.holds_for(
            session.contents, session.spec
        ):
            return
        self._cut, self._waits = found, False
        self.intensities.set_images(found.contents.train, session.spec.intensity)
        self._show_cut()
        self.step_changed.emit()

    def _show_cut(self) -> None:
        if self._cut is None:
            return
        contents = self._cut.contents
        self.strip.set_sets(contents.train.classes, tuple(contents.tests))
        self._show_notice()
        self._show_tiles()

    def _show_tiles(self) -> None:
        """Show what is chosen; items are made anew only where there are others."""
        if self._cut is None or self._waits:
            return
        choice = self.strip.choice
        before, self._source = self._source, self._new_source(choice, self._cut)
        asked = (choice._replace(contrast="as it is"), self._turn)
        others = self._asked is None or self._asked[0] is not self._cut
        if self._asked is None or others or asked != self._asked[1:]:
            self._asked = (self._cut, *asked)
            self._show_items(choice, self._cut)
        if others or before != self._source:
            self.grid.refresh()
        self.strip.others.setEnabled(not choice.in_order or choice.how != "original")
        self._show_closeup(self.grid.current_key())
        told = told_drawn(choice, self._count, self._of)
        counted = self._counted(choice.test)
        self.next.show_state(self._blocked(), f"{counted}; {told}.")

    def _show_items(self, choice: Choice, found: Cut) -> None:
        tiles, self._of = self._chosen_tiles(choice)
        self._count = len(tiles)
        epochs = epochs_of(choice.how, self._turn)
        shown = [Shown(tile, epoch) for tile in tiles for epoch in epochs]
        classes = found.contents.train.classes
        self.grid.set_paired(choice.how == "both")
        self.grid.set_items(items_of(shown, classes, choice.how))

    def _chosen_tiles(self, choice: Choice) -> tuple[list[Tile], int]:
        """Return the tiles to show, and out of how many they were drawn."""
        tiles = [
            tile
            for tile in self._tiles_of(choice.test)
            if choice.class_name in (None, tile.class_name)
        ]
        drawn = draw_balanced(tiles, AT_ONCE, self._turn)
        return (tiles if choice.in_order else drawn), len(tiles)

    def _new_source(self, choice: Choice, found: Cut) -> TileSource:
        spec = self._session.spec
        return TileSource(
            size=spec.tiling.size,
            rule=found.rule or IntensitySpec(black=0, white=1),
            augment=spec.augment,
            seed=spec.training.seed,
            sample=sample_of(self._tiles_of()),
            contrast=choice.contrast,
        )

    def _picture(self, shown: Shown) -> NDArray[np.uint8]:
        # Called on the threads of the grid: the source is replaced, never changed.
        return self._source.picture(shown)

    def _measure(self, train: Dataset, rule: IntensitySpec) -> None:
        self._session.background.run(
            "intensities",
            lambda: measure(train, rule),
            lambda found: self.intensities.show_found(train, found),
            _raise,
        )

    def _show_closeup(self, shown: Shown | None) -> None:
        if shown is None:
            self.closeup.clear()
            return
        source = self._source
        self._session.background.run(
            "closeup",
            lambda: look_at(source, shown),
            lambda look: self.closeup.show_tile(shown.tile, *look),
            self._show_unreadable,
        )

    def _show_unreadable(self, error: BaseException) -> None:
        if not isinstance(error, (UserError, OSError, ValueError)):
            raise error
        self.closeup.clear(str(error))

    def _show_notice(self) -> None:
        problem = self._cut.problem if self._cut else ""
        advice = advice_on(self._tiles_of(), self._session.spec.tiling.size)
        self.settings.notice.clear()
        if problem:
            self.settings.notice.tell(problem, "error")
        elif advice:
            self.settings.notice.tell(advice.text, advice.level)

    def _missing(self) -> str:
        """Return why there is nothing to show, or nothing."""
        contents = self._session.contents
        if self._session.spec.train is None:
            return NO_IMAGES
        if contents is None:
            return READING
        return "" if contents.train.images else contents.first_error()

    def _blocked(self) -> str:
        """Return why one cannot go on, or nothing."""
        return CUTTING if self._cut is None or self._waits else self._cut.blocked

    def _counted(self, test: str | None = None) -> str:
        size = self._session.spec.tiling.size
        return self._cut.counted(size, test) if self._cut else ""

    def _tiles_of(self, test: str | None = None) -> tuple[Tile, ...]:
        return self._cut.tiles[test] if self._cut else ()


def _raise(error: BaseException) -> None:
    raise error
