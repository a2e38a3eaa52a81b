"""Clumps: how they are found, with a live preview, and what lies in them."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.errors import UserError
from cellclassifier.core.tile_spec import Spec
from cellclassifier.core.tiling import Tile, view_of
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.explain_canvas import LinkedCanvas
from cellclassifier.gui.widgets.explain_measure import MeasurePanel
from cellclassifier.gui.widgets.explain_measuring import Doing
from cellclassifier.gui.widgets.explain_outlines import Clumps, Outliner
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.prediction_table import Shown
from cellclassifier.gui.widgets.scroll_column import ScrollColumn
from cellclassifier.gui.widgets.tile_display import pixels_to_see

_HOW = (
    "How clumps are found. Choose it by the outlines alone, never by what is measured."
)


class ClumpsTab(QWidget):
    """The form, the chosen tile with outlines, and the measurement."""

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    def __init__(
        self,
        background: Background,
        doing: Doing,
        outliner: Outliner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._outliner = background, outliner
        self._shown: Shown | None = None
        self._tile: Tile | None = None
        self.form = SpecForm(outliner.spec)
        self.canvas = LinkedCanvas()
        self.words = BreakingLabel()
        self.panel = MeasurePanel(background, doing, outliner)
        self._build()
        self._connect()

    def show_set(self, shown: Shown) -> None:
        """Measure another set."""
        self._shown, self._tile = shown, None
        self.panel.show_set(shown)

    def choose(self, tile: Tile) -> None:
        """Show the clumps of a tile."""
        shown = self._shown
        if shown is None:
            return
        self._tile = tile
        view = view_of(shown.run.record.study)
        self._background.run(
            "explain clump tile",
            lambda: pixels_to_see(tile, view),
            lambda pixels: self._on_pixels(tile, pixels),
            lambda error: self._on_unreadable(tile, error),
        )

    def close_tab(self) -> None:
        """End what goes on."""
        self.panel.stop()
        self._outliner.forget()

    def _build(self) -> None:
        self.canvas.setAccessibleName("tile with the outlines of its clumps")
        form = ScrollColumn()
        inside = QVBoxLayout(form.inside)
        inside.setContentsMargins(0, 0, 2 * theme.SPACE, 0)
        inside.setSpacing(2 * theme.SPACE)
        inside.addWidget(BreakingLabel(_HOW))
        inside.addWidget(self.form)
        inside.addStretch(1)
        seen = QWidget()
        column = QVBoxLayout(seen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.canvas, 3)
        column.addWidget(self.words)
        column.addWidget(form, 4)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(seen)
        splitter.addWidget(self.panel)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes([86 * theme.SPACE, 130 * theme.SPACE])
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        box.addWidget(splitter)

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self._outliner.found.connect(self._on_clumps)
        self._outliner.said.connect(self.words.setText)
        self.panel.told.connect(self.told)

    def _on_edited(self, spec: Spec) -> None:
        assert isinstance(spec, ClumpSpec)
        self._outliner.set_spec(spec)

    def _on_pixels(self, tile: Tile, pixels: NDArray[np.float32]) -> None:
        shown = self._shown
        if shown is None or tile != self._tile:
            return
        self.canvas.set_message("")
        self.canvas.set_outlines(())
        self.canvas.set_levels(*shown.levels)
        self.canvas.set_image(pixels)
        self._outliner.ask(shown.run, shown.test, tile)

    def _on_unreadable(self, tile: Tile, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        if tile == self._tile:
            self.canvas.set_image(None)
            self.canvas.set_message(str(error))
            self.words.setText("")

    def _on_clumps(self, clumps: Clumps) -> None:
        if clumps.tile == self._tile:
            self.canvas.set_outlines(clumps.outlines)
            self.words.setText(clumps.sentence)
