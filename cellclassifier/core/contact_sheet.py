"""A sheet of tiles with their answers and scale bars, as PNG, SVG or PDF."""

import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile, View, read_tile

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = 200
"""The most tiles on one sheet."""

ENDINGS = ("png", "svg", "pdf")
MARKS = {"right": "\u2713", "wrong": "\u2717", "unknown": "\u25cb"}
COLOURS = {"right": "#17733a", "wrong": "#b8251b", "unknown": "#565e6b"}
"""Of the outcomes, where no others are given; each has a mark as well."""

_INK = "#565e6b"
_INCH = 1.15
"""Side of a tile on paper, inch."""

_DPI = 200
_GAP = 0.14
_LINE = 0.115
"""Distance between tiles, and height of a line of text, sides of a tile."""

_LETTERS = 26
"""As many letters fit below a tile."""

_BAR = 0.4
"""The largest part of a tile that a scale bar is long."""


class SheetTile(NamedTuple):
    """A tile and what is written below it; `flag` says that its label is doubted."""

    tile: Tile
    caption: str
    second: str
    outcome: Literal["right", "wrong", "unknown"]
    flag: bool = False


class Look(NamedTuple):
    """How tiles are shown.

    Attributes:
        view: How the network sees a tile.
        levels: Values of the study's scale that are shown black and white.
        sizes: Pixel size of each image where it is known, micrometres.
        colours: Colour of each outcome.
        columns: Tiles side by side.
    """

    view: View
    levels: tuple[float, float] = (0.0, 1.0)
    sizes: Mapping[Path, float] = {}
    colours: Mapping[str, str] = COLOURS
    columns: int = 8


class Bar(NamedTuple):
    """A scale bar: its length in micrometres, and as a part of the tile's width."""

    length: float
    share: float


def scale_bar(tile: Tile, pixel_size: float) -> Bar:
    """Return a bar of a round length (1, 2 or 5 times a power of ten) for a tile.

    Args:
        tile: The tile; that it is shown larger or smaller does not matter.
        pixel_size: Of its image, micrometres.
    """
    room = _BAR * tile.width * pixel_size
    power = 10.0 ** np.floor(np.log10(room))
    length = max(lead * power for lead in (1, 2, 5) if lead * power <= room * 1.000001)
    return Bar(float(length), float(length / (tile.width * pixel_size)))


def write_sheet(path: Path, tiles: Sequence[SheetTile], title: str, look: Look) -> str:
    """Draw tiles, row by row, and return a sentence about those that are missing.

    Args:
        path: The file; its ending says of what kind it is.
        tiles: At most `MOST` tiles, in order.
        title: What they are, with n.
        look: How they are shown.

    Raises:
        UserError: There are no tiles, or too many, or the ending is another.
        OSError: The file cannot be written.
    """
    ending = path.suffix.removeprefix(".").lower()
    if ending not in ENDINGS:
        raise UserError(
            tr(
                "A contact sheet is a file ending in .png, .svg or .pdf, not '{path}'"
                ". Nothing was written.",
                path=path.name,
            )
        )
    if not 0 < len(tiles) <= MOST:
        raise UserError(
            tr(
                "A contact sheet holds 1 to {most} tiles, not {tiles:,}. Choose "
                "fewer. Nothing was written.",
                most=MOST,
                tiles=len(tiles),
            )
        )
    missing = 0
    bars = _bars(tiles, look)
    figure, axes = _page(len(tiles), title, _foot(tiles, look, bars), look.columns)
    alike = len(set(bars)) == 1
    for place, each in enumerate(tiles):
        row, column = divmod(place, look.columns)
        corner = (column * (1 + _GAP), row * _pitch())
        missing += not _draw_tile(axes, corner, each, look)
        if bar := bars[place]:
            _draw_bar(axes, corner, bar, "" if alike else _length(bar))
    write_atomically(path, _saved(figure, ending))
    if not missing:
        return ""
    return tr(
        "{missing} of {of} tiles could not be read.", missing=missing, of=len(tiles)
    )


def _pitch() -> float:
    return 1 + _GAP + 2 * _LINE


def _page(count: int, title: str, foot: str, columns: int) -> "tuple[Figure, Any]":
    """Return an empty page, its unit the side of a tile, with words above and below."""
    # Imported here: the window does not need it and starts faster without.
    from matplotlib.figure import Figure

    rows = -(-count // columns)
    # Few tiles still leave room for the words.
    width = max(columns * (1 + _GAP), 4.0)
    above, below = (
        textwrap.wrap(title, int(width * 15)),
        textwrap.wrap(foot, int(width * 22)),
    )
    head, end = 0.2 + _LINE * 1.4 * len(above), 0.1 + _LINE * len(below)
    height = rows * _pitch()
    figure = Figure(figsize=(_INCH * (width + _GAP), _INCH * (height + head + end)))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-_GAP, width)
    axes.set_ylim(height + end, -head)
    plain: dict[str, Any] = {"ha": "left", "parse_math": False}
    axes.text(0, -_LINE, "\n".join(above), fontsize=9, va="bottom", **plain)
    axes.text(0, height, "\n".join(below), fontsize=6, va="top", color=_INK, **plain)
    return figure, axes


def _draw_tile(
    axes: Any, corner: tuple[float, float], each: SheetTile, look: Look
) -> bool:
    """Draw a tile, its frame and its words; return whether it could be read."""
    from matplotlib.patches import Rectangle

    x, y = corner
    colour = look.colours[each.outcome]
    try:
        pixels = _shown(read_tile(each.tile, look.view), look.levels)
    except UserError:
        pixels = None
        axes.text(x + 0.5, y + 0.5, "cannot\nbe read", fontsize=6, ha="center")
    else:
        axes.imshow(
            pixels,
            cmap="gray",
            vmin=0,
            vmax=1,
            extent=(x, x + 1, y + 1, y),
            interpolation="nearest",
        )
    axes.add_patch(Rectangle(corner, 1, 1, fill=False, edgecolor=colour, linewidth=1.4))
    flag = " \u2691" if each.flag else ""
    first = f"{MARKS[each.outcome]} {_short(each.caption)}{flag}"
    for line, (text, ink) in enumerate(((first, colour), (each.second, "#1d2127"))):
        where = (x, y + 1.02 + (line + 1) * _LINE)
        axes.text(*where, _short(text), fontsize=6, color=ink, parse_math=False)
    return pixels is not None


def _draw_bar(axes: Any, corner: tuple[float, float], bar: Bar, text: str) -> None:
    from matplotlib.patches import Rectangle

    x, y = corner[0] + 0.95 - bar.share, corner[1] + 0.92
    axes.add_patch(
        # A dark rim keeps it visible on bright cells.
        Rectangle((x, y), bar.share, 0.025, facecolor="w", edgecolor="k", linewidth=0.4)
    )
    if text:
        box = {"facecolor": "k", "alpha": 0.5, "pad": 0.6, "linewidth": 0}
        where = (corner[0] + 0.95, y - 0.03)
        axes.text(*where, text, fontsize=4.5, color="w", ha="right", bbox=box)


def _foot(tiles: Sequence[SheetTile], look: Look, bars: Sequence[Bar | None]) -> str:
    """Return what the marks, the bars and the brightness are."""
    kinds = sorted({each.outcome for each in tiles})
    words = [", ".join(f"{MARKS[kind]} {kind}" for kind in kinds)]
    words += ["\u2691 label marked wrong"] if any(each.flag for each in tiles) else []
    words.append(_told_bars(bars))
    words.append(_told_size([each.tile for each in tiles], look.view.size))
    black, white = look.levels
    words.append(f"black is {black:.3g} and white {white:.3g} of the study's scale")
    return "; ".join(words)


def _told_bars(bars: Sequence[Bar | None]) -> str:
    known = {bar for bar in bars if bar}
    if not known:
        return "no scale bars: the pixel size of these images is not known"
    if len(set(bars)) == 1:
        return f"scale bars: {_length(next(iter(known)))}"
    some = "" if all(bars) else " where the pixel size is known"
    return f"scale bars: as written{some}"


def _told_size(tiles: Sequence[Tile], size: int) -> str:
    cut = sorted({(tile.width, tile.height) for tile in tiles})
    if cut == [(size, size)]:
        return f"tiles of {size} x {size} px"
    least, most = (f"{w} x {h}" for w, h in (cut[0], cut[-1]))
    of = least if least == most else f"{least} to {most}"
    return f"tiles of {of} px, resized to {size} x {size} px as the network sees them"


def _bars(tiles: Sequence[SheetTile], look: Look) -> list[Bar | None]:
    found = ((each.tile, look.sizes.get(each.tile.image)) for each in tiles)
    return [scale_bar(tile, size) if size else None for tile, size in found]


def _length(bar: Bar) -> str:
    if bar.length >= 1000:
        return f"{bar.length / 1000:g} mm"
    return f"{bar.length:g} \u00b5m" if bar.length >= 1 else f"{bar.length * 1000:g} nm"


def _short(text: str) -> str:
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}\u2026"


def _shown(
    pixels: NDArray[np.float32], levels: tuple[float, float]
) -> NDArray[np.float32]:
    """Return a tile, (y, x, channel), as grey or RGB, 0..1, for the eye only."""
    black, white = levels
    grey = pixels if pixels.shape[-1] == 3 else pixels.mean(axis=-1)
    span = max(white - black, 1e-6)
    return np.asarray(np.clip((grey - black) / span, 0, 1), np.float32)


def _saved(figure: "Figure", ending: str) -> bytes:
    from io import BytesIO

    buffer = BytesIO()
    figure.savefig(buffer, format=ending, dpi=_DPI)
    return buffer.getvalue()
