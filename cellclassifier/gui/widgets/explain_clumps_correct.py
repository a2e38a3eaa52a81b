"""Clumps of a tile are corrected by hand: painted, erased, or said to be none."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cellclassifier.core.clumps.drawing import Place, enclosed, without
from cellclassifier.core.clumps.masks import Corrections
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.tiling import Tile
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.explain_clumps_canvas import PaintCanvas, Tool
from cellclassifier.gui.widgets.explain_clumps_keeper import Keeper
from cellclassifier.gui.widgets.explain_clumps_tools import CorrectTools
from cellclassifier.gui.widgets.explain_outlines import Clumps
from cellclassifier.gui.widgets.notice import Notice
from cellclassifier.gui.widgets.prediction_table import Shown

WARNING = tr(
    "Correct by what is seen in the tile alone. Whoever knows where the attribution "
    "lies would draw clumps below it and measure nothing, so none is shown here; "
    "correct before you measure, and tiles of all classes alike."
)
_SAVE = tr("Save again")
_WAITS = tr("A measurement goes on, and needs clumps as they are: wait, or cancel it.")


class CorrectView(QWidget):
    """The tile, large, to paint on; each stroke is saved at once."""

    changed = Signal()
    """What lies in the study has changed: clumps have to be found again."""

    counted = Signal(object)
    """Numbers of the tiles of the set that were corrected by hand, a frozenset."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._shown: Shown | None = None
        self._corrected: frozenset[int] = frozenset()
        self._blocked = False
        self.keeper = Keeper(self)
        self.canvas = PaintCanvas()
        # A part of this from the start: alone, it would be a window while it is shown.
        self.problem = Notice(self)
        # Its button has a name also while there is no problem.
        self.problem.tell("", action=_SAVE)
        self.problem.clear()
        self.state, self.count = BreakingLabel(), BreakingLabel()
        self.tools = CorrectTools(self.canvas.brush)
        self.mark = QLabel(tr("Corrected by hand"))
        self._build()
        self._connect()
        self._renew()

    @property
    def corrected(self) -> frozenset[int]:
        """Numbers of the tiles of the set that were corrected by hand."""
        return self._corrected

    def show_set(self, shown: Shown) -> None:
        """Correct tiles of another set."""
        self._shown = shown
        self.keeper.close_tile()
        self._count()

    def show_tile(self, pixels: NDArray[np.float32] | None) -> None:
        """Show the pixels of a tile, whose clumps are not known yet; or none."""
        self.keeper.close_tile()
        self._lighten()
        self.canvas.set_image(pixels)
        self.canvas.set_message("")
        if pixels is not None:
            self.state.setText(tr("Looking for the clumps of this tile ..."))

    def say(self, sentence: str) -> None:
        """Say why there is nothing to correct."""
        self.keeper.close_tile()
        self.canvas.set_message(sentence)

    def take(self, clumps: Clumps) -> None:
        """Take over what was found in the tile that is shown."""
        image = self.canvas.image_shape
        if self._shown is None or image is None:
            return
        if clumps.failed:
            self.say(clumps.sentence)
            return
        self.canvas.set_message("")
        self.keeper.take(self._shown.run.study_folder, clumps, image)

    def set_blocked(self, blocked: bool) -> None:
        """Let nothing be drawn while clumps are being measured."""
        self._blocked = blocked
        self._tell()

    def close_view(self) -> None:
        """Save what could not be saved yet, if it can be now."""
        if self.keeper.unsaved:
            self.keeper.save_all()

    def _build(self) -> None:
        font = self.mark.font()
        font.setBold(True)
        self.mark.setFont(font)
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        below = QHBoxLayout()
        below.setSpacing(2 * theme.SPACE)
        below.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(theme.muted(WARNING))
        column.addWidget(self.tools)
        column.addWidget(self.problem)
        column.addWidget(self.canvas, 1)
        column.addLayout(below)
        column.addWidget(self.count)

    def _connect(self) -> None:
        tools, keeper = self.tools, self.keeper
        for tool, button in tools.tools.items():
            button.clicked.connect(lambda _=False, tool=tool: self._choose(tool))
        tools.brush.valueChanged.connect(self.canvas.set_brush)
        tools.faint.toggled.connect(self.canvas.set_faint)
        tools.light.valueChanged.connect(self._lighten)
        tools.undo.clicked.connect(keeper.undo)
        tools.redo.clicked.connect(keeper.redo)
        tools.none.clicked.connect(self._say_none)
        tools.again.clicked.connect(keeper.forget)
        tools.listen_in(self)
        self.canvas.width_changed.connect(tools.brush.setValue)
        self.canvas.drawn.connect(keeper.draw)
        self.canvas.picked.connect(self._pick)
        keeper.changed.connect(self._renew)
        keeper.saved.connect(self._on_saved)
        keeper.failed.connect(self._on_failed)
        self.problem.acted.connect(keeper.save_all)

    def _lighten(self) -> None:
        """Show the tile as bright as it is wanted."""
        if self._shown is not None:
            black, white = self._shown.levels
            share = self.tools.light.value() / self.tools.light.maximum()
            self.canvas.set_levels(black, black + share * (white - black))

    def _choose(self, tool: Tool) -> None:
        self.canvas.tool = tool
        self.tools.brush.setEnabled(tool in ("paint", "erase"))
        self.canvas.setFocus()

    def _pick(self, place: Place) -> None:
        """Fill the gap, or take the clump away, that was clicked."""
        now = self.keeper.now
        if now is None:
            return
        act, why = {
            "fill": (enclosed, tr("Clumps do not go all around this place.")),
            "take away": (without, tr("There is no clump at this place.")),
        }[self.canvas.tool]
        found = act(now.mask, place)
        if found is None:
            self.state.setText(why)
        else:
            self.keeper.draw(found)

    def _say_none(self) -> None:
        if (now := self.keeper.now) is not None:
            self.keeper.draw(np.zeros_like(now.mask))

    def _renew(self) -> None:
        """Show what is drawn."""
        now = self.keeper.now
        self.canvas.set_mask(now.mask if now else None)
        self._tell()

    def _tell(self) -> None:
        """Say what is drawn, and what can be done with it."""
        now, can = self.keeper.now, not self._blocked
        self.canvas.locked = self._blocked
        self.mark.setVisible(bool(now and now.by_hand))
        undo, redo = self.keeper.can_undo, self.keeper.can_redo
        by_hand = bool(now and now.by_hand)
        self.tools.allow(can and undo, can and redo, can and bool(now), can and by_hand)
        if self._blocked:
            self.state.setText(_WAITS)
        elif now is not None:
            saved = "" if self.keeper.unsaved else tr(" Saved.")
            area = tr("{mean:.1f} % of the tile", mean=100 * now.mask.mean())
            words = (
                tr("Clumps cover {area}.", area=area)
                if now.mask.any()
                else tr("No clump.")
            )
            found = tr(" As they were found.") if not now.by_hand else saved
            self.state.setText(words + found)

    def _on_saved(self) -> None:
        self._tell()
        self._count()
        self.changed.emit()

    def _on_failed(self, sentence: str) -> None:
        if sentence:
            self.problem.tell(sentence, "error", action=_SAVE)
        else:
            self.problem.clear()
        self._tell()

    def _count(self) -> None:
        """Count the corrected tiles of the set, in the background."""
        shown = self._shown
        if shown is None:
            return

        def done(found: set[int]) -> None:
            if self._shown is shown:
                self._corrected = frozenset(found)
                self.count.setText(_counted(found, shown))
                self.count.setToolTip(_names(found, shown.tiles))
                self.counted.emit(self._corrected)

        self._background.run(
            "explain clumps corrected", lambda: _corrected(shown), done, self._on_error
        )

    def _on_error(self, error: BaseException) -> None:
        if not isinstance(error, OSError):
            raise error
        self.count.setText(tr("Corrections cannot be counted ({error}).", error=error))


def _corrected(shown: Shown) -> set[int]:
    kept = Corrections(shown.run.study_folder)
    return kept.corrected(shown.tiles, shown.run.hashes(shown.test))


def _counted(found: set[int], shown: Shown) -> str:
    return tr_n(
        "1 of {tiles:,} tiles was corrected by hand.",
        "{found} of {tiles:,} tiles were corrected by hand.",
        len(found),
        found=len(found),
        tiles=len(shown.tiles),
    )


def _names(found: set[int], tiles: Sequence[Tile]) -> str:
    names = [f"{t.image.name} ({t.x}, {t.y})" for t in tiles if t.number in found]
    return "\n".join(names[:30] + ["..."] * (len(names) > 30))
