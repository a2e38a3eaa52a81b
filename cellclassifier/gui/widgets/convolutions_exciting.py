"""The tiles of a set that excite the chosen feature most."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cellclassifier.core.inside.exciting import Excited, exciting_path
from cellclassifier.core.inside.features import Learnt
from cellclassifier.core.kernels import short
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.tiling import view_of
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.convolutions_finding import ExcitingFinder, Tiles
from cellclassifier.gui.widgets.convolutions_pictures import ringed
from cellclassifier.gui.widgets.explain_measuring import Doing
from cellclassifier.gui.widgets.explain_series import Progress
from cellclassifier.gui.widgets.prediction_table import Shown
from cellclassifier.gui.widgets.tile_delegate import Item
from cellclassifier.gui.widgets.tile_display import pixels_to_see, shades
from cellclassifier.gui.widgets.tile_grid import TileGrid

_TILE = 19 * theme.SPACE
_BEWARE = tr(
    "Seen: where in each tile the feature is strongest. Not to conclude: that it means "
    "what these tiles have in common; others may excite it almost as much."
)
_Key = tuple[str, int, int]  # layer, feature, tile


class ExcitingPanel(QWidget):
    """A button that searches, what that costs, and the tiles that were found."""

    told = Signal(str)
    """A sentence about a search that ended without a result."""

    tile_wanted = Signal(int)
    """The user wants to see a tile of the set in all tabs."""

    def __init__(
        self, background: Background, doing: Doing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._learnt: Learnt | None = None
        self._feature = 0
        self._path: Path | None = None
        self._tiles: Tiles | None = None
        self._by_key: dict[_Key, Excited] = {}
        self.finder = ExcitingFinder(background, doing, self)
        self.search = QPushButton(tr("Find tiles that excite it most"))
        self.cost, self.words = BreakingLabel(), BreakingLabel()
        self.progress = Progress(tr("how far the search is"))
        self.grid = TileGrid(self._load)
        self._build()
        self._connect()

    def show_set(self, shown: Shown) -> None:
        """Show tiles of another set."""
        self._shown, self._learnt = shown, None
        self._path, self._tiles = None, None
        self.grid.refresh()
        self._fill()

    def show_feature(self, learnt: Learnt, feature: int) -> None:
        """Show the tiles of a feature, where they were searched for before."""
        shown = self._shown
        if shown is None:
            return
        self._learnt, self._feature = learnt, feature
        path = exciting_path(shown.run, shown.test, learnt.key)
        if path == self._path and self._tiles is not None:
            self._fill()
            return
        self._path, self._tiles = path, None
        self._fill()
        self.finder.look(shown.run, shown.test, learnt.key)

    def close_panel(self) -> None:
        """End what goes on."""
        self.finder.cancel()
        self.grid.close_loader()

    def _build(self) -> None:
        self.grid.set_tile_px(_TILE)
        self.grid.setAccessibleName(tr("tiles that excite the feature most"))
        self.search.setToolTip(
            tr(
                "<qt>Looks at all tiles of the set, for all features of this "
                "convolution at once; what is found is kept in the run.</qt>"
            )
        )
        self.progress.cancel.setToolTip(tr("Stops the search; nothing of it is kept."))
        self.beware = theme.muted(_BEWARE)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        for part in (self.search, self.cost, self.progress, self.words):
            box.addWidget(part)
        box.addWidget(self.grid, 1)
        box.addWidget(self.beware)
        box.addStretch(0)
        self._fill()

    def _connect(self) -> None:
        self.search.clicked.connect(self._search)
        self.progress.cancelled.connect(self.finder.cancel)
        self.finder.progressed.connect(self.progress.show_part)
        self.finder.found.connect(self._on_found)
        self.finder.ended.connect(self._on_ended)
        self.grid.activated_key.connect(lambda key: self.tile_wanted.emit(key[2]))

    def _search(self) -> None:
        shown, learnt = self._shown, self._learnt
        if shown is not None and learnt is not None:
            self.words.setText("")
            self.search.setEnabled(False)
            self.finder.start(shown.run, shown.test, learnt.key)

    def _on_found(self, path: Path, tiles: Tiles | None) -> None:
        if path == self._path:
            self._tiles = tiles
            self._fill()

    def _on_ended(self, sentence: str) -> None:
        self.progress.hide()
        self._fill()
        if sentence:
            self.words.setText(sentence)
            self.words.show()
            self.told.emit(sentence)
        elif self._learnt is not None:
            self.show_feature(self._learnt, self._feature)

    def _fill(self) -> None:
        """Show the tiles, or the button that searches for them."""
        shown, learnt, tiles = self._shown, self._learnt, self._tiles
        found = tiles is not None
        chosen = shown is not None and learnt is not None
        self.search.setVisible(not found)
        self.search.setEnabled(chosen and not self.finder.busy)
        self.cost.setVisible(not found)
        self.cost.setText(_cost(shown) if chosen and shown else "")
        self.grid.setVisible(found)
        self.beware.setVisible(found)
        self.words.setVisible(found)
        if shown is None or learnt is None or tiles is None:
            return
        of_feature = tiles.get(self._feature, ())
        self._by_key = {
            (learnt.key, self._feature, each.tile): each for each in of_feature
        }
        items = [_item(shown, key, each) for key, each in self._by_key.items()]
        self.grid.set_items(items)
        self.grid.setVisible(bool(of_feature))
        self.words.setText(_found(shown, of_feature))

    def _load(self, key: _Key) -> NDArray[np.uint8]:
        # Called on threads: what is shown may be replaced meanwhile.
        shown, each = self._shown, self._by_key.get(key)
        if shown is None or each is None:
            raise ValueError("the tile is not shown any more")
        pixels = pixels_to_see(shown.tile(each.tile), view_of(shown.run.record.study))
        return ringed(shades(pixels, shown.levels), each.x, each.y)


def _cost(shown: Shown) -> str:
    number = len(shown.tiles)
    return tr(
        "Puts all {number:,} tiles of '{test}' through the network up to this "
        "convolution, for all its features at once.",
        number=number,
        test=shown.test,
    )


def _found(shown: Shown, tiles: tuple[Excited, ...]) -> str:
    if not tiles:
        return tr(
            "No tile of '{test}' excites this feature: it is silent in all.",
            test=shown.test,
        )
    images = len({each.image for each in tiles})
    number = tr_n("1 tile", "{tiles} tiles", len(tiles), tiles=len(tiles))
    of = tr_n("1 image", "{images} images", images, images=images)
    return tr(
        "{number} of {of} that excite it most, of {tiles:,}; the ring is "
        "where. Double click: show the tile.",
        number=number,
        of=of,
        tiles=len(shown.tiles),
    )


def _item(shown: Shown, key: _Key, each: Excited) -> Item:
    row = shown.rows[each.tile]
    true = shown.table.true_classes[row] or tr("unknown")
    return Item(
        key=key,
        caption=short(each.maximum),
        second=true,
        tooltip=tr(
            "{image}: up to {short}, mean {short_2}; true class {true}",
            image=each.image.name,
            short=short(each.maximum),
            short_2=short(each.mean),
            true=true,
        ),
    )
