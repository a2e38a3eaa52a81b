"""The figure of many tiles with their attribution, and maps as 32-bit TIFF."""

import io
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.attribution import Bytes, overlay
from cellclassifier.core.attribution_looks import signed_rgb
from cellclassifier.core.contact_sheet import COLOURS, ENDINGS, MARKS, MOST
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DPI = 72  # so that a point is a pixel, and no picture is drawn anew
_SIDE = 150  # px, that a tile has about
_GAP, _LINE, _MARGIN = 12, 13, 16  # px
_LETTERS = 26
_BAR_WIDTH, _BAR_HEIGHT = 180, 12  # px, of the colour bar
_INK = "#1d2127"


class FigureTile(NamedTuple):
    """A tile of the figure.

    Attributes:
        picture: Its pixels with the attribution, (size, size, 3) sRGB.
        letter: Of its true class; "?" where that is not known.
        caption: What the network answers.
        outcome: What came of it.
        bar: Length of a scale bar, as a share of the tile's width, and its words; or
            ``None`` where the pixel size is not known.
    """

    picture: Bytes
    letter: str
    caption: str
    outcome: Literal["right", "wrong", "unknown"]
    bar: tuple[float, str] | None = None


class FigureLook(NamedTuple):
    """What all tiles have in common.

    Attributes:
        title: What is shown, with n.
        signed: Whether colours tell for from against.
        top: The value in full colour; ``None``: another one in each tile.
        unit: Unit of that value.
        opacity: Of the overlay, 0..1.
        columns: Tiles side by side.
    """

    title: str
    signed: bool
    top: float | None
    unit: str
    opacity: float
    columns: int = 8


def write_figure(path: Path, tiles: Sequence[FigureTile], look: FigureLook) -> None:
    """Write the figure; each pixel of a tile is a whole number of its pixels.

    Args:
        path: The file; its ending says of what kind it is: .png, .svg or .pdf.
        tiles: All of one size, in order.
        look: What they have in common.

    Raises:
        UserError: The ending is another, or there is no tile, or too many.
        OSError: The file cannot be written.
    """
    ending = path.suffix.removeprefix(".").lower()
    if ending not in ENDINGS:
        raise UserError(
            tr(
                "A figure is a file ending in .png, .svg or .pdf, not '{path}'. "
                "Nothing was written.",
                path=path.name,
            )
        )
    if not 0 < len(tiles) <= MOST:
        raise UserError(
            tr(
                "A figure holds 1 to {most} tiles, not {tiles:,}. Choose fewer. "
                "Nothing was written.",
                most=MOST,
                tiles=len(tiles),
            )
        )
    side = tiles[0].picture.shape[0] * zoom_of(tiles[0].picture.shape[0])
    figure, axes, top = _page(len(tiles), side, look)
    for place, tile in enumerate(tiles):
        row, column = divmod(place, look.columns)
        x = _MARGIN + column * (side + _GAP)
        y = top + row * (side + 2 * _LINE + _GAP)
        _draw_tile(axes, (x, y), side, tile)
    buffer = io.BytesIO()
    figure.savefig(buffer, format=ending, dpi=_DPI)
    write_atomically(path, buffer.getvalue())


def zoom_of(size: int) -> int:
    """Return how many pixels of the figure's side a pixel of a tile has."""
    return max(1, round(_SIDE / size))


def write_map(
    path: Path,
    attribution: NDArray[np.float32],
    facts: dict[str, str],
    micrometres: float | None = None,
) -> None:
    """Write a map as 32-bit TIFF that ImageJ reads, its channels one after another.

    Args:
        path: The file.
        attribution: (height, width, channels), signed.
        facts: What it is, by name: method, class, run and so on; shown by ImageJ's
            "Show Info".
        micrometres: Side of a pixel of the map; ``None`` where it is not known.

    Raises:
        OSError: The file cannot be written.
    """
    import tifffile

    info = "\n".join(f"{name}: {value}" for name, value in facts.items())
    metadata: dict[str, Any] = {"axes": "CYX", "Info": info}
    scale = {}
    if micrometres:
        metadata["unit"] = "um"
        scale = {"resolution": (1 / micrometres, 1 / micrometres)}
    pixels = np.ascontiguousarray(np.moveaxis(attribution, -1, 0), np.float32)
    buffer = io.BytesIO()
    tifffile.imwrite(buffer, pixels, imagej=True, metadata=metadata, **scale)
    write_atomically(path, buffer.getvalue())


def _page(count: int, side: int, look: FigureLook) -> "tuple[Figure, Any, int]":
    """Return an empty page, its unit a pixel; and where the tiles begin."""
    # Imported here: the window does not need it and starts faster without.
    from matplotlib.figure import Figure

    across = min(count, look.columns)
    width = max(across * (side + _GAP) - _GAP, 2 * _BAR_WIDTH) + 2 * _MARGIN
    words = textwrap.wrap(look.title, max(20, (width - 2 * _MARGIN) // 6))
    top = _MARGIN + len(words) * _LINE + 6
    rows = -(-count // look.columns)
    below = top + rows * (side + 2 * _LINE + _GAP)
    height = below + _BAR_HEIGHT + 3 * _LINE + _MARGIN
    figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set(xlim=(0, width), ylim=(height, 0))
    title = "\n".join(words)
    axes.text(_MARGIN, _MARGIN, title, fontsize=9, va="top", parse_math=False)
    _draw_scale(axes, _MARGIN, below, look)
    return figure, axes, top


def _draw_tile(axes: Any, corner: tuple[int, int], side: int, tile: FigureTile) -> None:
    from matplotlib.patches import Rectangle

    x, y = corner
    _draw_picture(axes, tile.picture, (x, x + side, y + side, y))
    colour = COLOURS[tile.outcome]
    frame: dict[str, Any] = {"fill": False, "edgecolor": colour, "linewidth": 1.5}
    # Outside of the pixels, which it would hide.
    axes.add_patch(Rectangle((x - 1, y - 1), side + 2, side + 2, **frame))
    box = {"facecolor": "k", "alpha": 0.55, "pad": 1.5, "linewidth": 0}
    letter = {"color": "w", "fontsize": 11, "va": "top", "bbox": box}
    axes.text(x + 4, y + 4, tile.letter, parse_math=False, **letter)
    short = textwrap.shorten(tile.caption, _LETTERS, placeholder="\u2026")
    words = f"{MARKS[tile.outcome]} {short}"
    told = {"fontsize": 8, "va": "top", "color": colour}
    axes.text(x, y + side + 4, words, parse_math=False, **told)
    if tile.bar is not None:
        length, text = tile.bar
        _draw_bar(axes, (x + side - 5, y + side - 8), length * side, text)


def _draw_picture(axes: Any, picture: Bytes, extent: tuple[float, ...]) -> None:
    axes.imshow(picture, extent=extent, interpolation="none", aspect="auto")


def _draw_bar(axes: Any, end: tuple[float, float], length: float, text: str) -> None:
    from matplotlib.patches import Rectangle

    x, y = end
    look: dict[str, Any] = {"facecolor": "w", "edgecolor": "k", "linewidth": 0.5}
    axes.add_patch(Rectangle((x - length, y), length, 3, **look))
    box = {"facecolor": "k", "alpha": 0.5, "pad": 0.8, "linewidth": 0}
    axes.text(x, y - 3, text, fontsize=6.5, color="w", ha="right", bbox=box)


def _draw_scale(axes: Any, x: float, y: float, look: FigureLook) -> None:
    """Draw the colour bar, with the values of its ends."""
    extent = (x, x + _BAR_WIDTH, y + _BAR_HEIGHT, y)
    _draw_picture(axes, bar_picture(look.signed, look.opacity), extent)
    plain = {"fontsize": 8, "color": _INK, "va": "top", "parse_math": False}
    most = "most" if look.top is None else f"{look.top:.3g}"
    right = f"{most} ({look.unit}, each tile its own)" if look.top is None else None
    below = y + _BAR_HEIGHT + 3
    middle = x + _BAR_WIDTH / 2
    if look.signed:
        axes.text(x, below, f"\u2212{most}\nagainst", **plain)
        axes.text(middle, below, "0", ha="center", **plain)
    else:
        axes.text(x, below, "0", **plain)
    end = right or f"{most} {look.unit}"
    axes.text(x + _BAR_WIDTH + 6, y, end, **plain)


def bar_picture(signed: bool, opacity: float) -> Bytes:
    """Return a colour bar from the least to the most, (2, 256, 3) sRGB.

    That of the overlay is over black in its upper half and over white below.
    """
    if signed:
        ramp = np.linspace(-1, 1, 256)[np.newaxis].repeat(2, axis=0)
        return signed_rgb(ramp, 1.0)
    ramp = np.linspace(0, 1, 256)[np.newaxis].repeat(2, axis=0)
    ground = np.stack([np.zeros(256), np.ones(256)])
    return overlay(ground, ramp, opacity)
