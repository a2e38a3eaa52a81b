"""The second step: what the network will see."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.errors import UserError
from cellclassifier.core.intensity import resolve
from cellclassifier.core.spec import TilingSpec
from cellclassifier.core.study import Contents
from cellclassifier.core.tiling import Tile, cut
from cellclassifier.gui import theme
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.next_bar import NextBar
from cellclassifier.gui.widgets.notice import EmptyState
from cellclassifier.gui.widgets.page import Page, Step
from cellclassifier.gui.widgets.paired_grid import PairedGrid
from cellclassifier.gui.widgets.tile_closeup import TileCloseup
from cellclassifier.gui.widgets.tile_display import Levels
from cellclassifier.gui.widgets.tile_settings import TileSettings
from cellclassifier.gui.widgets.tile_source import (
    Shown,
    TileSource,
    draw_balanced,
    sample_of,
    visible,
)
from cellclassifier.gui.widgets.tile_strip import Choice, TileStrip
from cellclassifier.gui.widgets.tile_words import (
    advice_on,
    epochs_of,
    item_of,
    told_how,
)

AT_ONCE = 400
"""Tiles that are drawn at random to be shown."""

NO_IMAGES = "There are no training images yet: choose them first."
READING = "The images are being read."


class _Cut(NamedTuple):
    """What the images were cut into, and from what: cut again only when that changes.

    `tiles` are those of the training images (key None) and of each test set; `problem`
    is what prevented the cutting, `blocked` why no training is possible.
    """

    contents: Contents
    tiling: TilingSpec
    tiles: dict[str | None, tuple[Tile, ...]]
    problem: str
    blocked: str


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
        self._cut: _Cut | None = None
        self._source = TileSource()
        self.empty = EmptyState("tiles", "No tiles yet", NO_IMAGES, "Back to Images")
        self.strip = TileStrip()
        self.grid = PairedGrid(self._picture)
        self.settings = TileSettings(session.spec.tiling, session.spec.augment)
        self.closeup = TileCloseup()
        self.next = NextBar("Next: train")
        self._arrange()
        self._connect()
        self._show()

    def step(self) -> Step:
        """Return how far the tiles are settled."""
        if reason := self._missing():
            return Step("locked", reason)
        if problem := self._blocked():
            return Step("attention", problem)
        return Step("ok", f"{self._counted()}.")

    def close_page(self) -> None:
        """Stop reading tiles."""
        self.grid.close_loader()

    def _arrange(self) -> None:
        right = QWidget()
        right_box = QVBoxLayout(right)
        right_box.setContentsMargins(2 * theme.SPACE, 0, 2 * theme.SPACE, 0)
        right_box.setSpacing(3 * theme.SPACE)
        right_box.addWidget(self.settings)
        right_box.addWidget(self.closeup, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(right)
        scroll.setFixedWidth(80 * theme.SPACE)
        middle = QHBoxLayout()
        middle.setSpacing(3 * theme.SPACE)
        middle.addWidget(self.grid, 1)
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
        spec = self._session.spec
        self.settings.set_specs(spec.tiling, spec.augment)
        contents = self._session.contents
        if contents and not missing:
            self._cut = self._cut_anew(contents)
            self.strip.set_sets(contents.train.classes, tuple(contents.tests))
            self._show_notice()
            self._show_tiles()
        else:
            self._cut = None
        self.step_changed.emit()

    def _cut_anew(self, contents: Contents) -> _Cut:
        """Return the tiles; what was cut before if nothing has changed."""
        tiling, before = self._session.spec.tiling, self._cut
        if before and before.contents is contents and before.tiling == tiling:
            return before
        tiles: dict[str | None, tuple[Tile, ...]] = {}
        problem = ""
        for name, dataset in ((None, contents.train), *contents.tests.items()):
            try:
                tiles[name] = cut(dataset, tiling, "test" if name else "train")
            except UserError as error:
                tiles[name], problem = (), problem or str(error)
        blocked = contents.first_error() or problem
        return _Cut(contents, tiling, tiles, problem, blocked)

    def _show_tiles(self) -> None:
        if self._cut is None:
            return
        choice = self.strip.choice
        self._source = self._new_source(choice, self._cut.contents)
        tiles, of = self._chosen_tiles(choice)
        classes = self._cut.contents.train.classes
        shown = [
            Shown(tile, epoch)
            for tile in tiles
            for epoch in epochs_of(choice.how, self._turn)
        ]
        self.grid.set_paired(choice.how == "both")
        self.grid.set_items([item_of(each, classes, choice.how) for each in shown])
        self.grid.refresh()
        self.strip.others.setEnabled(not choice.in_order or choice.how != "original")
        self._show_closeup(self.grid.current_key())
        self.next.show_state(self._blocked(), self._told(choice, len(tiles), of))

    def _chosen_tiles(self, choice: Choice) -> tuple[list[Tile], int]:
        """Return the tiles to show, and out of how many they were drawn."""
        tiles = [
            tile
            for tile in self._tiles_of(choice.test)
            if choice.class_name in (None, tile.class_name)
        ]
        drawn = draw_balanced(tiles, AT_ONCE, self._turn)
        return (tiles if choice.in_order else drawn), len(tiles)

    def _new_source(self, choice: Choice, contents: Contents) -> TileSource:
        spec = self._session.spec
        images = contents.train.images
        return TileSource(
            size=spec.tiling.size,
            rule=resolve(spec.intensity, (image.extent for image in images)),
            augment=spec.augment,
            seed=spec.training.seed,
            sample=sample_of(self._tiles_of()),
            contrast=choice.contrast,
        )

    def _picture(self, shown: Shown) -> NDArray[np.uint8]:
        # Called on the threads of the grid: the source is replaced, never changed.
        return self._source.picture(shown)

    def _show_closeup(self, shown: Shown | None) -> None:
        if shown is None:
            self.closeup.clear()
            return
        source = self._source
        self._session.background.run(
            "closeup",
            lambda: _look_at(source, shown),
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
        return self._cut.blocked if self._cut else READING

    def _told(self, choice: Choice, shown: int, of: int) -> str:
        kind = f" of class {choice.class_name}" if choice.class_name else ""
        if choice.in_order:
            drawn = f"showing all {shown:,}{kind}, in order"
        elif shown == of:
            drawn = f"showing all {shown:,}{kind}, in random order"
        elif kind:
            drawn = f"showing {shown:,}{kind}, drawn at random"
        else:
            drawn = f"showing {shown:,}, drawn at random, balanced over the classes"
        return f"{self._counted(choice.test)}; {drawn}."

    def _counted(self, test: str | None = None) -> str:
        tiles = self._tiles_of(test)
        images = len({tile.image for tile in tiles})
        size = self._session.spec.tiling.size
        return f"{len(tiles):,} tiles of {size} px from {images:,} images"

    def _tiles_of(self, test: str | None = None) -> tuple[Tile, ...]:
        return self._cut.tiles[test] if self._cut else ()


def _look_at(
    source: TileSource, shown: Shown
) -> tuple[NDArray[np.float32], Levels, str]:
    """Return a tile's values to see, those shown black and white, and words on it."""
    values = source.values(shown)
    channels = values.shape[-1]
    return visible(values), source.levels(values), told_how(shown, channels)
