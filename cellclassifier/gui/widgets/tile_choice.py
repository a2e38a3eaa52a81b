"""Which pictures of which tiles are shown for a choice of the strip."""

from typing import NamedTuple

from cellclassifier.core.tiling import Tile
from cellclassifier.gui.widgets.tile_cut import Cut
from cellclassifier.gui.widgets.tile_source import Shown, draw_balanced
from cellclassifier.gui.widgets.tile_strip import Choice

AT_ONCE = 400
"""Tiles that are drawn at random to be shown."""

FEW = 25
"""Versions of one tile, or tiles of one epoch."""


class Chosen(NamedTuple):
    """Pictures in their order, of how many tiles, and out of how many these are."""

    shown: list[Shown]
    drawn: int
    of: int


def choose(found: Cut, choice: Choice, turn: int, picked: Tile | None) -> Chosen:
    """Choose what is shown.

    Args:
        found: The tiles.
        choice: What is chosen in the strip.
        turn: Seed of the tiles that are drawn, and number of the epoch.
        picked: The tile that the user looks at, if any.
    """
    tiles = [
        tile
        for tile in found.kept(choice.test)
        if choice.class_name in (None, tile.class_name)
    ]
    if choice.how == "versions":
        drawn = draw_balanced(tiles, 1, turn)
        one = [picked] if picked in tiles else drawn
        versions = [Shown(tile, epoch + 1) for tile in one for epoch in range(FEW)]
        return Chosen(versions, len(versions), len(tiles))
    if choice.how == "batch":
        # Training never changes the tiles that it validates with.
        tiles = [tile for tile in tiles if tile.number not in found.validation]
    many = FEW if choice.few else AT_ONCE
    in_order = choice.in_order and not choice.few
    drawn = tiles if in_order else draw_balanced(tiles, many, turn)
    epochs = {"original": (None,), "both": (None, turn)}.get(choice.how, (turn,))
    shown = [Shown(tile, epoch) for tile in drawn for epoch in epochs]
    return Chosen(shown, len(drawn), len(tiles))
