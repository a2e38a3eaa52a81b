"""Convolutions explained: a kernel of one's own, and those that the network learnt."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile, view_of
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.convolutions_learnt import LearntView
from cellclassifier.gui.widgets.convolutions_own import OwnKernel
from cellclassifier.gui.widgets.explain_measuring import Doing
from cellclassifier.gui.widgets.prediction_table import Shown
from cellclassifier.gui.widgets.tile_display import pixels_to_see, shades


class ConvolutionsTab(QWidget):
    """Shows the chosen tile under kernels: the user's, or the network's."""

    told = Signal(str)
    """A sentence about something that ended without a result."""

    tile_wanted = Signal(int)
    """The user wants to see a tile of the set in all tabs, by its number."""

    def __init__(
        self, background: Background, doing: Doing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._shown: Shown | None = None
        self._tile: Tile | None = None
        self.own = OwnKernel()
        self.learnt = LearntView(background, doing)
        self.parts = QTabWidget()
        self._build()
        self.learnt.told.connect(self.told)
        self.learnt.tile_wanted.connect(self._on_wanted)
        self.parts.currentChanged.connect(self.learnt.renew)

    def show_set(self, shown: Shown) -> None:
        """Show tiles of another set, and the network of its run."""
        self._shown, self._tile = shown, None
        self.learnt.show_set(shown)

    def choose(self, tile: Tile) -> None:
        """Show a tile of the set."""
        shown = self._shown
        if shown is None or tile == self._tile:
            self.learnt.renew()
            return
        self._tile = tile
        view = view_of(shown.run.record.study)
        self._background.run(
            "explain convolution tile",
            lambda: pixels_to_see(tile, view),
            lambda pixels: self._on_pixels(tile, pixels),
            lambda error: self._on_unreadable(tile, error),
        )

    def close_tab(self) -> None:
        """End what goes on."""
        self.learnt.close_view()

    def _build(self) -> None:
        for part, name, tip in (
            (
                self.own,
                tr("A kernel of your own"),
                tr("Blur, sharpen, find edges by hand."),
            ),
            (
                self.learnt,
                tr("What the network learnt"),
                tr("Its kernels and feature maps."),
            ),
        ):
            place = self.parts.addTab(part, name)
            self.parts.setTabToolTip(place, tip)
        self.parts.setDocumentMode(True)
        self.parts.setAccessibleName(tr("whose kernels are shown"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.SPACE, 0, 0)
        box.addWidget(self.parts)

    def _on_wanted(self, number: int) -> None:
        """Show a tile here, and tell whoever lists tiles."""
        if self._shown is not None:
            self.choose(self._shown.tile(number))
            self.tile_wanted.emit(number)

    def _on_pixels(self, tile: Tile, pixels: NDArray[np.float32]) -> None:
        shown = self._shown
        if shown is None or tile != self._tile:
            return
        levels = shown.levels
        self.own.show_tile(pixels, (levels.black, levels.white))
        grey = np.asarray(shades(pixels, levels) / 255, np.float32)
        self.learnt.show_tile(tile, grey)

    def _on_unreadable(self, tile: Tile, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        if tile == self._tile:
            # So that choosing it again reads it again.
            self._tile = None
            self.own.say(str(error))
            self.learnt.say(str(error))
