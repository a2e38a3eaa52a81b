"""A window with a whole image: all of its tiles, each with what came of it."""

from itertools import pairwise
from pathlib import Path

import numpy as np
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.tiling import Tile, view_of
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.contrast import ContrastChooser
from cellclassifier.gui.widgets.field_canvas import Outline
from cellclassifier.gui.widgets.fields import Field, read_field
from cellclassifier.gui.widgets.outcome_canvas import OutcomeCanvas
from cellclassifier.gui.widgets.prediction_table import Shown, told_mark
from cellclassifier.gui.widgets.probabilities import percent
from cellclassifier.gui.widgets.tile_filter import outcome_told
from cellclassifier.gui.widgets.tile_source import TileSource

_HINT = tr(
    "Every tile of this test set is framed as it was answered; click one, or walk by "
    "the arrow keys, to choose it in the gallery. Page Up, Page Down: other images."
)
_MARKS = (
    ("right", tr("tick")),
    ("wrong", tr("cross")),
    ("unknown", tr("ring")),
)


class FieldWindow(QWidget):
    """Shows where a tile lies, and how its neighbours were answered."""

    selected = Signal(int)
    """Number of the tile that the user chose."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._background = background
        self._shown: Shown | None = None
        self._path: Path | None = None
        self._rows: list[int] = []
        self._number = 0
        self._field: Field | None = None
        self.canvas = OutcomeCanvas()
        self.title, self.words = BreakingLabel(), BreakingLabel()
        self.contrast = ContrastChooser()
        self.before = QPushButton(tr("Previous image"))
        self.after = QPushButton(tr("Next image"))
        self.before.setToolTip(tr("The image before (Page Up in the image)."))
        self.after.setToolTip(tr("The image after (Page Down in the image)."))
        self.setWindowTitle(tr("Tile in its image"))
        self.resize(200 * theme.SPACE, 180 * theme.SPACE)
        self._arrange()
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.canvas.turned.connect(self._turn)
        self.canvas.chosen.connect(self._choose)
        self.contrast.changed.connect(self._set_levels)

    def show_tile(self, shown: Shown, number: int) -> None:
        """Show the image of a tile, and choose the tile; emits nothing."""
        if self._shown is None or self._shown.levels != shown.levels:
            self.contrast.set_found(shown.levels)
        before, path = (self._shown, self._path), shown.tile(number).image
        self._shown, self._number, self._path = shown, number, path
        rows = shown.by_image[path]
        self._rows = sorted(rows, key=lambda r: (shown.tiles[r].y, shown.tiles[r].x))
        if before[0] and (before[0].source, before[1]) == (shown.source, path):
            self._draw()
        else:
            self._field = None
            self._read(path, shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        for part in (self.before, self.after):
            line.addWidget(part)
        line.addWidget(self.title, 1)
        line.addWidget(self.contrast)
        hint = theme.muted(_HINT)
        box = QVBoxLayout(self)
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(line)
        box.addWidget(self.canvas, 1)
        box.addWidget(self.words)
        box.addWidget(hint)

    def _read(self, path: Path, shown: Shown) -> None:
        """Read the image in the background; until then the one before stays."""
        images = list(shown.by_image)
        place = images.index(path)
        self.before.setEnabled(place > 0)
        self.after.setEnabled(place + 1 < len(images))
        self.title.setText(
            tr(
                "Image {place:,} of {images:,}: {path}",
                place=place + 1,
                images=len(images),
                path=path.name,
            )
        )
        self.title.setToolTip(str(path))
        source = TileSource(view_of(shown.run.record.study))
        self._background.run(
            "tile in its image",
            lambda: read_field(path, (), source),
            self._take,
            self._fail,
        )

    def _take(self, field: Field) -> None:
        self._field = field
        self.canvas.set_message("")
        self.canvas.set_image(field.values)
        self._set_levels()
        self._draw()

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, (UserError, OSError, ValueError)):
            raise error
        self._field = None
        self.canvas.set_image(None)
        self.canvas.show_tiles((), (), (), False, None)
        self.canvas.set_message(str(error))
        self.words.setText("")

    def _set_levels(self) -> None:
        self.canvas.set_levels(*self.contrast.levels)

    def _draw(self) -> None:
        shown, field = self._shown, self._field
        if shown is None or field is None:
            return
        tiles = [shown.tiles[row] for row in self._rows]
        outcomes = [shown.outcome(row) for row in self._rows]
        flags = [row in shown.marks for row in self._rows]
        place = self._rows.index(shown.rows[self._number])
        outlines = _outlines(tiles, field.shrunk)
        self.canvas.show_tiles(outlines, outcomes, flags, _overlap(tiles), place)
        counts = ", ".join(
            f"{outcomes.count(kind)} {outcome_told(kind)} ({mark})"
            for kind, mark in _MARKS
            if kind in outcomes
        )
        row = self._rows[place]
        sure = percent(float(shown.answers.confidence[row]))
        mark = f"; {told_mark(shown.marks[row])}" if row in shown.marks else ""
        self.words.setText(
            tr_n(
                "Tile {number}: {told}, confidence {sure}{mark}. "
                "{tiles:,} tile here: {counts}.",
                "Tile {number}: {told}, confidence {sure}{mark}. "
                "{tiles:,} tiles here: {counts}.",
                len(tiles),
                number=self._number,
                told=shown.told(row),
                sure=sure,
                mark=mark,
                tiles=len(tiles),
                counts=counts,
            )
        )

    def _choose(self, place: int) -> None:
        shown = self._shown
        if shown is not None and self._field is not None:
            self._number = shown.table.tiles[self._rows[place]]
            self._draw()
            self.selected.emit(self._number)

    def _turn(self, by: int) -> None:
        """Go to another image, and to the first of its tiles."""
        shown, path = self._shown, self._path
        if shown is None or path is None:
            return
        images = list(shown.by_image)
        place = images.index(path) + by
        if 0 <= place < len(images):
            number = shown.table.tiles[shown.by_image[images[place]][0]]
            self.show_tile(shown, number)
            self.selected.emit(number)


def _outlines(tiles: list[Tile], shrunk: float) -> list[Outline]:
    columns = {x: i for i, x in enumerate(sorted({tile.x for tile in tiles}))}
    rows = {y: i for i, y in enumerate(sorted({tile.y for tile in tiles}))}
    return [
        Outline(
            QRectF(*(np.array([t.x, t.y, t.width, t.height]) / shrunk).tolist()),
            False,
            (columns[t.x] + rows[t.y]) % 2 == 1,
        )
        for t in tiles
    ]


def _overlap(tiles: list[Tile]) -> bool:
    xs, ys = sorted({t.x for t in tiles}), sorted({t.y for t in tiles})
    return any(
        # Tiles of a grid differ by a pixel.
        b - a < side - 1
        for places, side in ((xs, tiles[0].width), (ys, tiles[0].height))
        for a, b in pairwise(places)
    )
