"""Clumps: found and measured, corrected by hand, erased, and compared over runs."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import Spec
from cellclassifier.core.tiling import Tile, view_of
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.explain_afar import Afar
from cellclassifier.gui.widgets.explain_canvas import LinkedCanvas
from cellclassifier.gui.widgets.explain_clumps_correct import CorrectView
from cellclassifier.gui.widgets.explain_clumps_erased import ErasedView
from cellclassifier.gui.widgets.explain_clumps_masks import MaskChoice, folder_of
from cellclassifier.gui.widgets.explain_measure import MeasurePanel
from cellclassifier.gui.widgets.explain_measure_runs import RunsView
from cellclassifier.gui.widgets.explain_measuring import Asked, Doing
from cellclassifier.gui.widgets.explain_outlines import Clumps, Outliner
from cellclassifier.gui.widgets.folder_drop import FolderDrop
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.prediction_table import Shown
from cellclassifier.gui.widgets.scroll_column import ScrollColumn
from cellclassifier.gui.widgets.tile_display import pixels_to_see

_HOW = tr(
    "How clumps are found. Choose it by the outlines alone, never by what is measured."
)
DRAWING_MS = 150
"""Time without a stroke after which clumps are found again, ms."""

_MODES = (
    (
        tr("Find and measure"),
        tr("How clumps are found, and what was measured of them."),
    ),
    (tr("Correct by hand"), tr("Paint and erase clumps of the chosen tile.")),
    (
        tr("Before and after"),
        tr("The chosen tile without its clumps, and the answers."),
    ),
    (tr("Over runs"), tr("The same number of each run of the experiment.")),
)


class ClumpsTab(FolderDrop):
    """The ways to deal with clumps, of which one is seen; masks can be dropped on it.

    Attributes:
        modes: The ways: find and measure, correct by hand, before and after, over runs.
    """

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    def __init__(
        self,
        background: Background,
        doing: Doing,
        afar: Afar,
        outliner: Outliner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._background, self._outliner = background, outliner
        self._shown: Shown | None = None
        self._tile: Tile | None = None
        fields = [name for name in ClumpSpec.model_fields if name != "masks"]
        self.form = SpecForm(outliner.spec, fields)
        self.masks = MaskChoice()
        self.canvas = LinkedCanvas()
        self.words = BreakingLabel()
        self.panel = MeasurePanel(background, doing, afar, outliner)
        self.correct = CorrectView(background)
        self.erased = ErasedView(background, outliner)
        self.runs = RunsView(background, doing)
        self.modes = QTabWidget()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DRAWING_MS)
        self._build()
        self._connect()

    def show_set(self, shown: Shown) -> None:
        """Measure another set."""
        self._shown, self._tile = shown, None
        self.correct.show_set(shown)
        self.erased.show_set(shown)
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
        self.runs.stop()
        self.correct.close_view()
        self._later.stop()
        self._outliner.forget()

    def _build(self) -> None:
        self.canvas.setAccessibleName(tr("tile with the outlines of its clumps"))
        self.modes.setAccessibleName(tr("what is done with clumps"))
        views = (self._finding(), self.correct, self.erased, self.runs)
        for view, (name, tip) in zip(views, _MODES, strict=True):
            self.modes.setTabToolTip(self.modes.addTab(view, name), tip)
        self.modes.setDocumentMode(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.modes)

    def _finding(self) -> QWidget:
        """Return the form below the chosen tile, and the measurement beside it."""
        form = ScrollColumn()
        inside = QVBoxLayout(form.inside)
        inside.setContentsMargins(0, 0, 2 * theme.SPACE, 0)
        inside.setSpacing(2 * theme.SPACE)
        for part in (BreakingLabel(_HOW), self.form, self.masks):
            inside.addWidget(part)
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
        page = QWidget()
        box = QHBoxLayout(page)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        box.addWidget(splitter)
        return page

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.masks.chosen.connect(self._on_masks)
        self.dropped.connect(lambda paths: self.masks.set_folder(folder_of(paths)))
        self._outliner.found.connect(self._on_clumps)
        self._outliner.said.connect(self.words.setText)
        self.panel.told.connect(self.told)
        self.panel.looked.connect(self._on_looked)
        self.panel.busy_changed.connect(self._block)
        self.runs.told.connect(self.told)
        self.runs.measured.connect(self.panel.look)
        self.runs.busy_changed.connect(self._block)
        self.correct.changed.connect(self._later.start)
        self._later.timeout.connect(self._on_corrected)
        self.modes.currentChanged.connect(self._on_mode)

    def _on_edited(self, spec: Spec) -> None:
        assert isinstance(spec, ClumpSpec)
        changed = spec.model_copy(update={"masks": self.masks.folder})
        self._outliner.set_spec(changed)

    def _on_masks(self, folder: Path | None) -> None:
        self.modes.setCurrentIndex(0)
        spec = self._outliner.spec.model_copy(update={"masks": folder})
        self._outliner.set_spec(spec)

    def _on_corrected(self) -> None:
        """Find and measure with what was drawn."""
        self._outliner.renew()
        self.panel.look()

    def _on_looked(self, folder: Path | None) -> None:
        self.erased.set_result(folder, self.panel.spec.seed)
        self._look_at_runs()

    def _look_at_runs(self) -> None:
        """Look at the other runs, which takes a while, where they are seen."""
        shown = self._shown
        if shown is not None and self.modes.currentWidget() is self.runs:
            self.runs.look(Asked(shown.run, shown.test, self.panel.spec))

    def _block(self) -> None:
        busy = self.panel.measurer.busy or self.runs.measuring.busy
        self.correct.set_blocked(busy)

    def _on_mode(self) -> None:
        if self._later.isActive():
            self._later.stop()
            self._on_corrected()
        self._look_at_runs()
        if self._tile is not None and self.modes.currentWidget() is self.erased:
            self.erased.show_tile(self._tile)

    def _on_pixels(self, tile: Tile, pixels: NDArray[np.float32]) -> None:
        shown = self._shown
        if shown is None or tile != self._tile:
            return
        self.canvas.set_message("")
        self.canvas.set_outlines(())
        self.canvas.set_levels(*shown.levels)
        self.canvas.set_image(pixels)
        self.correct.show_tile(pixels)
        self._outliner.ask(shown.run, shown.test, tile)

    def _on_unreadable(self, tile: Tile, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        if tile == self._tile:
            self.canvas.set_image(None)
            self.canvas.set_message(str(error))
            self.words.setText("")
            self.correct.show_tile(None)
            self.correct.say(str(error))
            self.erased.say(str(error))

    def _on_clumps(self, clumps: Clumps) -> None:
        if clumps.tile != self._tile:
            return
        self.canvas.set_outlines(clumps.outlines)
        self.words.setText(clumps.sentence)
        self.correct.take(clumps)
        if clumps.failed:
            self.erased.say(clumps.sentence)
        elif self.modes.currentWidget() is self.erased:
            self.erased.show_tile(clumps.tile)
