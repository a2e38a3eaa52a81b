"""A tile, the tile without its clumps, and its placebo, with the network's answers."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile, read_tile, view_of
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.explain_canvas import LinkedCanvas, Outlines, Sight
from cellclassifier.gui.widgets.explain_clumps_words import sentence, told
from cellclassifier.gui.widgets.explain_outlines import Outliner
from cellclassifier.gui.widgets.notice import IconView
from cellclassifier.gui.widgets.prediction_table import Shown

if TYPE_CHECKING:
    from cellclassifier.core.clumps.effects import ErasedTile

_HOW = tr(
    "These are the pixels that the network is asked about when the set is measured: "
    "each clump gives way to what lies around it; the placebo has the same done to it "
    "elsewhere, so that what it changes is no effect of clumps."
)
_ASK = tr(
    "Not asked yet: measure the set under Find and measure, then answers stand here."
)
_NOT_CHOSEN = tr(
    "This tile is not among those that were measured, so there is no answer."
)
_NO_CLUMP = tr("No clump was found in this tile, so there is nothing to erase.")
_UNFAIR = tr(
    "Not all shapes found another place: the placebo changed less, so this tile is "
    "left out of the numbers."
)
_TITLES = (tr("The tile"), tr("Without its clumps"), tr("Placebo: done elsewhere"))


class Pictures(NamedTuple):
    """What is seen of a tile.

    Attributes:
        pixels: The tile, without clumps, and the placebo, (y, x) or (y, x, 3); only
            the tile where there is nothing to erase.
        outlines: Where pixels were replaced, of each.
        fair: Whether the placebo changed as much.
        sentence: Why there is nothing to erase, or "".
    """

    pixels: tuple[NDArray[np.float32], ...]
    outlines: tuple[Outlines, ...]
    fair: bool
    sentence: str = ""


class Picture(QWidget):
    """One picture, its title above and the network's answer below."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = LinkedCanvas()
        self.canvas.setAccessibleName(title)
        self.title = BreakingLabel(title)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.mark = IconView("ring", side=4 * theme.SPACE)
        self.answer = BreakingLabel()
        self.answer.make_selectable()
        self.answer.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.answer.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.outlines: Outlines = ()
        below = QHBoxLayout()
        below.setSpacing(theme.SPACE)
        below.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.answer, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addWidget(self.title)
        box.addWidget(self.canvas, 1)
        box.addLayout(below)
        self.tell("")

    def tell(self, words: str, outcome: str = "") -> None:
        """Say what the network answers; `outcome` is "right", "wrong" or unknown."""
        self.answer.setText(words)
        icon, colour = {
            "right": ("tick", "right"),
            "wrong": ("cross", "wrong"),
        }.get(outcome, ("ring", "uncertain"))
        self.mark.set_icon(icon, colour)
        self.mark.setVisible(bool(words))


class ErasedView(QWidget):
    """Shows before and after, side by side and moved in step."""

    def __init__(
        self,
        background: Background,
        outliner: Outliner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._outliner = background, outliner
        self._shown: Shown | None = None
        self._tile: Tile | None = None
        self._seed = 0
        self._fair = True
        self._answers: dict[int, ErasedTile] | None = None
        self.pictures = [Picture(title) for title in _TITLES]
        self.show_outlines = QCheckBox(tr("Outline what was replaced"))
        self.words = BreakingLabel()
        self.words.make_selectable()
        self._build()

    def show_set(self, shown: Shown) -> None:
        """Show tiles of another set, of which nothing is known yet."""
        self._shown, self._tile, self._answers = shown, None, None

    def set_result(self, folder: Path | None, seed: int) -> None:
        """Take the answers of a measurement; ``None``: there is none with this choice.

        Args:
            folder: Where it lies.
            seed: Of the measurement: the same gives the same pixels.
        """
        before, self._seed, self._answers = self._seed, seed, None
        if before != seed and self._tile is not None:
            self.show_tile(self._tile)
        if folder is None:
            self._tell()
            return
        self._background.run(
            "explain erased answers",
            lambda: _read(folder),
            self._on_answers,
            self._on_error,
        )

    def show_tile(self, tile: Tile) -> None:
        """Show a tile, whose clumps are known to the outliner by now."""
        shown = self._shown
        finder = self._outliner.finder(shown.run) if shown else None
        if shown is None or finder is None:
            return
        self._tile, seed = tile, self._seed
        find = finder.find

        def work() -> Pictures:
            # Imported here: the window starts sooner without.
            from cellclassifier.core.clumps.effects import erased_tile
            from cellclassifier.core.clumps.outlines import outlines

            pixels = read_tile(tile, view_of(shown.run.record.study))
            found = find(shown.test, tile, pixels)
            if found is None or not found.clumps:
                return Pictures((to_see(pixels),), (), True, _NO_CLUMP)
            try:
                made = erased_tile(pixels, found, seed, tile.number)
            except UserError as error:
                return Pictures((to_see(pixels),), (), True, str(error))
            seen = tuple(map(to_see, (made.tile, made.erased, made.placebo)))
            hole, elsewhere = outlines(made.hole), outlines(made.elsewhere)
            return Pictures(seen, (hole, hole, elsewhere), made.fair)

        self._background.run(
            "explain erased", work, lambda p: self._on_pictures(tile, p), self._on_error
        )

    def say(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self._tile = None
        for picture in self.pictures:
            picture.canvas.set_image(None)
            picture.tell("")
        self.pictures[0].canvas.set_message(sentence)
        self.words.setText("")

    def _build(self) -> None:
        self.show_outlines.setChecked(True)
        self.show_outlines.setToolTip(
            tr(
                "<qt>Clumps with the light blurred around them; in the placebo the "
                "same shapes at their other places.</qt>"
            )
        )
        self.show_outlines.toggled.connect(self._outline)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.SPACE)
        for picture in self.pictures:
            row.addWidget(picture, 1)
            canvas = picture.canvas
            canvas.moved.connect(lambda sight, own=canvas: self._follow(own, sight))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(theme.muted(_HOW))
        box.addWidget(self.show_outlines)
        box.addLayout(row, 1)
        box.addWidget(self.words)

    def _on_pictures(self, tile: Tile, found: Pictures) -> None:
        shown = self._shown
        if shown is None or tile != self._tile:
            return
        self._fair = found.fair
        several = len(found.pixels) > 1
        for place, picture in enumerate(self.pictures):
            there = place < len(found.pixels)
            picture.canvas.set_levels(*shown.levels)
            picture.canvas.set_image(found.pixels[place] if there else None)
            picture.outlines = found.outlines[place] if several else ()
            picture.canvas.set_message("" if there else found.sentence)
        self._outline()
        self._tell()

    def _on_answers(self, found: "dict[int, ErasedTile]") -> None:
        self._answers = found
        self._tell()

    def _on_error(self, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        self.say(str(error))

    def _outline(self) -> None:
        for picture in self.pictures:
            wanted = self.show_outlines.isChecked()
            picture.canvas.set_outlines(picture.outlines if wanted else ())

    def _follow(self, moved: LinkedCanvas, sight: Sight) -> None:
        for picture in self.pictures:
            if picture.canvas is not moved:
                picture.canvas.follow(sight)

    def _tell(self) -> None:
        """Put the answers below the pictures, or say why there are none."""
        tile, answers = self._tile, self._answers
        if tile is None:
            return
        found = answers.get(tile.number) if answers is not None else None
        if found is None:
            for picture in self.pictures:
                picture.tell("")
            nothing = not self.pictures[0].outlines
            lacks = _ASK if answers is None else _NOT_CHOSEN
            self.words.setText("" if nothing else lacks)
            return
        flips = (None, *found.flips)
        each = (found.before, found.erased, found.placebo)
        for picture, answer, flipped in zip(self.pictures, each, flips, strict=True):
            words, outcome = told(found, answer, flipped)
            picture.tell(words, outcome)
        unfair = "" if self._fair and found.fair else f" {_UNFAIR}"
        self.words.setText(sentence(found) + unfair)


def _read(folder: Path) -> "dict[int, ErasedTile]":
    # Imported here: the window starts sooner without.
    from cellclassifier.core.clumps.answers import answers_in

    return answers_in(folder)


def to_see(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return (y, x, channel) as grey (y, x) or colour (y, x, 3), as tiles are shown."""
    if pixels.shape[-1] == 3:
        return pixels
    return np.asarray(pixels.mean(axis=-1), np.float32)
