"""The tiles of the figure: which they are, how they look, and how they are saved."""

import math
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.attribution_figure import (
    FigureLook,
    FigureTile,
    write_figure,
    write_map,
)
from cellclassifier.core.attribution_looks import letters, unit_of
from cellclassifier.core.attribution_spec import UNSIGNED
from cellclassifier.core.contact_sheet import scale_bar
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import in_english, tr
from cellclassifier.core.tiling import Tile, view_of
from cellclassifier.gui.widgets.explain_choices import Explained, Method
from cellclassifier.gui.widgets.explain_maps import Found, Want, look_up
from cellclassifier.gui.widgets.explain_view import (
    Look,
    Picture,
    paint,
    picture_of,
)
from cellclassifier.gui.widgets.prediction_table import Shown
from cellclassifier.gui.widgets.tile_delegate import Item
from cellclassifier.gui.widgets.tile_display import pixels_to_see, shades


class Sheet(NamedTuple):
    """All that decides about the figure; never changed, since threads read it.

    Attributes:
        shown: The predicted set.
        numbers: Numbers of the tiles, in order.
        method: How maps are made.
        explained: The class that is explained.
        look: How maps are shown.
        common: Whether they have one scale.
        found: What there is of the map of each tile.
        problems: Why a tile can have no map.
    """

    shown: Shown
    numbers: tuple[int, ...]
    method: Method
    explained: Explained
    look: Look = Look()
    common: bool = True
    found: Mapping[int, Found] = {}
    problems: Mapping[int, str] = {}

    @property
    def missing(self) -> tuple[tuple[int, str], ...]:
        """Numbers of the tiles whose map is still to be made, and their classes."""
        return tuple(
            (number, found.class_name)
            for number, found in self.found.items()
            if found.values is None
        )

    @property
    def signed(self) -> bool:
        """Whether the colours tell for from against."""
        return self.look.mode == "signed" and self.method.key not in UNSIGNED

    def picture(self, number: int) -> Picture | None:
        """Return the map of a tile as it is shown."""
        found = self.found.get(number)
        if found is None or found.values is None:
            return None
        return picture_of(found.values, self.method.key, self.look.mode)

    def top(self) -> float:
        """Return the value in full colour; nan where each tile has its own."""
        pictures = [self.picture(number) for number in self.numbers]
        tops = [each.top for each in pictures if each is not None]
        return max(tops, default=math.nan) if self.common else math.nan

    def read(self) -> "Sheet":
        """Return the same with the maps that are there now."""
        found, problems = {}, {}
        for number in self.numbers:
            want = Want(
                *(self.shown.run, self.shown.test, self.shown.tile(number)),
                *(self.method, self.explained),
            )
            try:
                found[number] = look_up(want)
            except UserError as error:
                problems[number] = str(error)
        return self._replace(found=found, problems=problems)

    def pixels(self, number: int, top: float) -> NDArray[np.uint8]:
        """Return a tile with its map, (y, x, 3), or as it is where there is none.

        Raises:
            UserError: Its image is gone or cannot be read.
        """
        view = view_of(self.shown.run.record.study)
        plain = shades(pixels_to_see(self.shown.tile(number), view), self.shown.levels)
        picture = self.picture(number)
        if picture is None or picture.values.shape != plain.shape[:2]:
            return plain
        grey = np.asarray(plain / 255, np.float32)
        own = picture.top if math.isnan(top) else top
        shown = paint(grey, picture, own, self.look.opacity)
        return np.asarray(np.rint(shown * 255), np.uint8)

    def items(self) -> list[Item]:
        """Return what the grid says about each tile."""
        shown, named = self.shown, letters(self.shown.table.classes)
        found = []
        for number in self.numbers:
            item = shown.item(shown.rows[number])
            letter = named.get(shown.tile(number).class_name, "?")
            problem = self.problems.get(number, "")
            none = "" if self.picture(number) else tr("no map yet")
            second = " \N{MIDDLE DOT} ".join(filter(None, (item.second, none)))
            tip = "\n".join(filter(None, (item.tooltip, problem)))
            found.append(
                Item(
                    number,
                    f"{letter}: {item.caption}",
                    second,
                    item.outcome,
                    item.colour,
                    tip,
                )
            )
        return found

    def title(self) -> str:
        """Return what the figure shows, with n."""
        shown = self.shown
        what = {"predicted": tr("the predicted class"), "true": tr("the true class")}
        named = what.get(self.explained.target, self.explained.class_name)
        with_map = sum(self.picture(number) is not None for number in self.numbers)
        return tr(
            "{method} for {named}; {with_map} of {tiles:,} tiles"
            " of {test}, run {id}. Letters are the true classes: ",
            method=self.method.label,
            named=named,
            with_map=with_map,
            tiles=len(shown.tiles),
            test=shown.test,
            id=shown.run.id,
        ) + ", ".join(f"{v} {k}" for k, v in letters(shown.table.classes).items())


def pick(shown: Shown, each: int, seed: int) -> tuple[int, ...]:
    """Draw tiles of each class at random, the classes one after another.

    Args:
        shown: The predicted set.
        each: How many of each class, if there are as many.
        seed: Other tiles with each seed.
    """
    by_class: dict[str, list[int]] = {name: [] for name in shown.table.classes}
    for tile in shown.tiles:
        by_class.setdefault(tile.class_name, []).append(tile.number)
    found: list[int] = []
    for numbers in by_class.values():
        drawn = random.Random(seed).sample(numbers, min(each, len(numbers)))
        found += sorted(drawn)
    return tuple(found)


def save_figure(path: Path, sheet: Sheet, columns: int) -> str:
    """Write the figure, and return a sentence about it.

    Raises:
        UserError: There is no map, an image cannot be read, or the ending is another.
        OSError: The file cannot be written.
    """
    numbers = [n for n in sheet.numbers if sheet.picture(n) is not None]
    if not numbers:
        raise UserError(tr("There is no map to show yet. Make the maps first."))
    top = sheet.top()
    sizes = sheet.shown.run.pixel_sizes(sheet.shown.test)
    scale = None if math.isnan(top) else top
    # What stands in the figure is read by others.
    with in_english():
        tiles = [_figure_tile(sheet, number, top, sizes) for number in numbers]
        look = FigureLook(
            *(sheet.title(), sheet.signed, scale, unit_of(sheet.method.key)),
            *(sheet.look.opacity, columns),
        )
    write_figure(path, tiles, look)
    left = len(sheet.numbers) - len(numbers)
    return tr("Saved {path}.", path=path.name) + (
        tr(" {left} tiles without map left out.", left=left) * bool(left)
    )


def save_maps(folder: Path, sheet: Sheet) -> str:
    """Write each map as 32-bit TIFF, and return a sentence about it.

    Raises:
        OSError: A file cannot be written.
    """
    run, test = sheet.shown.run, sheet.shown.test
    sizes, side = run.pixel_sizes(test), run.record.study.tiling.size
    with in_english():
        method = sheet.method.label
    into = folder / f"{run.id}_{test}_{sheet.method.key}"
    written = 0
    for number, found in sheet.found.items():
        if found.values is None:
            continue
        tile = sheet.shown.tile(number)
        facts = {
            **{"method": method, "unit": unit_of(sheet.method.key)},
            **{"class explained": found.class_name, "run": run.id, "set": test},
            **{"tile": str(number), "image": tile.image.name},
            **{"x": str(tile.x), "y": str(tile.y), "true class": tile.class_name},
            **{name: f"{value:.6g}" for name, value in found.facts.items()},
        }
        micrometres = sizes.get(tile.image)
        scaled = micrometres and micrometres * tile.width / side
        name = f"{tile.image.stem}_{number}_{found.class_name}.tif"
        write_map(into / name, found.values, facts, scaled)
        written += 1
    return tr("Saved {written} maps in {into}.", written=written, into=into)


def _figure_tile(
    sheet: Sheet, number: int, top: float, sizes: Mapping[Path, float]
) -> FigureTile:
    shown, tile = sheet.shown, sheet.shown.tile(number)
    outcome = shown.outcome_of(number)
    letter = letters(shown.table.classes).get(tile.class_name, "?")
    return FigureTile(
        _coloured(sheet.pixels(number, top)),
        letter,
        shown.item(shown.rows[number]).caption,
        "unknown" if outcome == "none" else outcome,
        _bar(tile, sizes),
    )


def _bar(tile: Tile, sizes: Mapping[Path, float]) -> tuple[float, str] | None:
    if not (size := sizes.get(tile.image)):
        return None
    bar = scale_bar(tile, size)
    return bar.share, f"{bar.length:g} \N{MICRO SIGN}m"


def _coloured(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if pixels.ndim == 3:
        return pixels
    return np.repeat(pixels[..., np.newaxis], 3, axis=2)


def columns_for(numbers: Sequence[int]) -> int:
    """Return how many tiles stand side by side in the figure."""
    return max(1, min(8, math.ceil(math.sqrt(2 * len(numbers)))))
