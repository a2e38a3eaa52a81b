"""Images in full, one at a time, with the grid that they are cut by."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.field_canvas import FieldCanvas, Outline
from cellclassifier.gui.widgets.fields import Field, read_field
from cellclassifier.gui.widgets.tile_source import TileSource


class FieldView(QWidget):
    """Shows an image, its class, and which of its tiles are dropped."""

    selected = Signal(object)
    """The `Tile` that the user chose."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._fields: dict[Path, list[Tile]] = {}
        self._tiles: Sequence[Tile] = ()
        self._source = TileSource()
        self._least = 0.0
        self._colours: Mapping[str, QColor] = {}
        self._current = 0
        self._field: Field | None = None
        self.canvas = FieldCanvas()
        self.stripe = _Stripe()
        self.title = BreakingLabel()
        self.words = BreakingLabel()
        self.before = QPushButton(tr("Previous image"))
        self.after = QPushButton(tr("Next image"))
        self.before.setToolTip(tr("The image before (Page Up in the image)."))
        self.after.setToolTip(tr("The image after (Page Down in the image)."))
        self._arrange()
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.canvas.turned.connect(self._turn)
        self.canvas.chosen.connect(self._choose)

    def show_fields(
        self,
        tiles: Sequence[Tile],
        source: TileSource,
        least: float,
        colours: Mapping[str, QColor],
    ) -> None:
        """Show the images of `tiles`; the one that is shown stays if it is there.

        Args:
            tiles: All that was cut, near-empty ones too.
            source: How pixels are read and shown.
            least: The contrast below which tiles are dropped.
            colours: The colour of each class.
        """
        self._colours = colours
        if tiles is self._tiles and source == self._source:
            self.set_least(least)
            return
        if tiles is not self._tiles:
            path = self._path()
            self._fields = _by_image(tiles)
            paths = list(self._fields)
            self._current = paths.index(path) if path in self._fields else 0
        self._tiles, self._source, self._least = tiles, source, least
        self._show()

    def set_least(self, least: float) -> None:
        """Show what another threshold of the contrast drops."""
        if least != self._least:
            self._least = least
            self._draw()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        for part in (self.before, self.after, self.stripe):
            line.addWidget(part)
        line.addWidget(self.title, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(line)
        box.addWidget(self.canvas, 1)
        box.addWidget(self.words)

    def _path(self) -> Path | None:
        paths = list(self._fields)
        return paths[self._current] if paths else None

    def _turn(self, by: int) -> None:
        place = self._current + by
        if 0 <= place < len(self._fields):
            self._current = place
            self._show()

    def _show(self) -> None:
        """Read the image in the background; until then the one before stays."""
        path, source = self._path(), self._source
        self.before.setEnabled(self._current > 0)
        self.after.setEnabled(self._current + 1 < len(self._fields))
        if path is None:
            self._clear(tr("There are no images of this class."))
            return
        tiles = self._fields[path]
        name = tiles[0].class_name
        self.title.setText(
            tr(
                "Image {current:,} of {fields:,}: {path}, class {name}",
                current=self._current + 1,
                fields=len(self._fields),
                path=path.name,
                name=name,
            )
        )
        self.stripe.set_colour(self._colours.get(name))
        self._background.run(
            "field", lambda: read_field(path, tiles, source), self._take, self._fail
        )

    def _take(self, field: Field) -> None:
        self._field = field
        self.canvas.set_message("")
        self.canvas.set_image(field.values)
        self.canvas.set_levels(*field.levels)
        self._draw()

    def _draw(self) -> None:
        if field := self._field:
            outlines = _outlines(field, self._least)
            self.canvas.set_outlines(outlines, _overlaps(field.tiles))
            self.words.setText(_told(field, self._least))

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, (UserError, OSError, ValueError)):
            raise error
        self._clear(str(error))

    def _clear(self, message: str) -> None:
        self._field = None
        self.canvas.set_image(None)
        self.canvas.set_outlines((), False)
        self.canvas.set_message(message)
        self.words.setText("")

    def _choose(self, place: int) -> None:
        if self._field is None:
            return
        tile, contrast = self._field.tiles[place], self._field.contrasts[place]
        dropped = tr(", dropped") if contrast < self._least else ""
        whole = _told(self._field, self._least)
        self.words.setText(
            tr(
                "Tile {number}: {width} x {height} px at x {x}, y "
                "{y}; contrast {contrast:.3g}{dropped}. {whole}",
                number=tile.number,
                width=tile.width,
                height=tile.height,
                x=tile.x,
                y=tile.y,
                contrast=contrast,
                dropped=dropped,
                whole=whole,
            )
        )
        self.selected.emit(tile)


class _Stripe(QWidget):
    """A patch in the colour of the class, which is named beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(4 * theme.SPACE, 4 * theme.SPACE)
        self.setAutoFillBackground(True)

    def set_colour(self, colour: QColor | None) -> None:
        palette = self.palette()
        palette.setColor(self.backgroundRole(), colour or Qt.GlobalColor.transparent)
        self.setPalette(palette)


def _by_image(tiles: Sequence[Tile]) -> dict[Path, list[Tile]]:
    found: dict[Path, list[Tile]] = {}
    for tile in tiles:
        found.setdefault(tile.image, []).append(tile)
    return found


def _outlines(field: Field, least: float) -> list[Outline]:
    by = 1 / field.shrunk
    columns = {x: i for i, x in enumerate(sorted({t.x for t in field.tiles}))}
    rows = {y: i for i, y in enumerate(sorted({t.y for t in field.tiles}))}
    return [
        Outline(
            QRectF(t.x * by, t.y * by, t.width * by, t.height * by),
            contrast < least,
            (columns[t.x] + rows[t.y]) % 2 == 1,
        )
        for t, contrast in zip(field.tiles, field.contrasts, strict=True)
    ]


def _overlaps(tiles: Sequence[Tile]) -> bool:
    xs, ys = sorted({t.x for t in tiles}), sorted({t.y for t in tiles})
    return any(
        # Tiles of a grid differ by a pixel.
        b - a < side - 1
        for places, side in ((xs, tiles[0].width), (ys, tiles[0].height))
        for a, b in pairwise(places)
    )


def _told(field: Field, least: float) -> str:
    count = len(field.tiles)
    gone = sum(contrast < least for contrast in field.contrasts)
    tiles = (
        tr("{count:,} tiles", count=count)
        if count > 1
        else tr("1 tile, the whole image")
    )
    told = (
        tr("Cut into {tiles}; {gone:,} dropped", tiles=tiles, gone=gone)
        if gone
        else tr("Cut into {tiles}", tiles=tiles)
    )
    if gone:
        told += tr(
            " (hatched and crossed out): their contrast is below {least:g}", least=least
        )
    elif least:
        told += tr("; none has a contrast below {least:g}", least=least)
    hint = tr(" Every other outline is dashed; click a tile to see its own.")
    return f"{told}.{hint if _overlaps(field.tiles) else ''}"
