"""Cuts a long job into chunks that give, joined, what the job itself gives.

A network takes tiles in batches of a fixed size, and fills up the last one. So chunks
begin where batches do: then each batch holds the same tiles whoever takes it, and its
numbers are the same to the last bit on the same engine and kind of processor.
"""

from collections.abc import Iterable
from typing import NamedTuple

PREDICTED_AT_ONCE = 64
"""Tiles in a batch of a prediction; few enough for any device."""

EXPLAINED_AT_ONCE = 8
"""Tiles in a batch of an attribution."""

MOST_CHUNKS = 200
"""Chunks of a job at most: each costs a message and a file."""

LEAST_PREDICTED = 2048
"""Tiles in a chunk of a prediction at least: less is done before it is sent."""

LEAST_PASSES = 2048
"""Passes through the network in a chunk of attributions at least, for that reason."""


class Chunk(NamedTuple):
    """A stretch of the tiles of a job: `number` of them from place `first`, from 0."""

    first: int
    number: int

    @property
    def end(self) -> int:
        """The place after its last tile."""
        return self.first + self.number

    def text(self) -> str:
        """Return it in words, such as "tiles 64 to 127"."""
        return f"tiles {self.first} to {self.end - 1}"


def cut(tiles: int, border: int, least: int) -> tuple[Chunk, ...]:
    """Cut the tiles of a job into chunks of one size, but for the last.

    Args:
        tiles: How many there are.
        border: Chunks begin at multiples of this, which is the size of a batch.
        least: Tiles in a chunk at least, where there are as many.

    Returns:
        At most `MOST_CHUNKS`; none of no tiles.

    Raises:
        ValueError: `border` or `least` is below 1, or `tiles` below 0.
    """
    if border < 1 or least < 1 or tiles < 0:
        raise ValueError(f"cannot cut {tiles} tiles by {border}, at least {least}")
    wanted = max(least, -(-tiles // MOST_CHUNKS))
    size = -(-wanted // border) * border
    return tuple(
        Chunk(first, min(size, tiles - first)) for first in range(0, tiles, size)
    )


def of_prediction(tiles: int) -> tuple[Chunk, ...]:
    """Cut the prediction of so many tiles."""
    return cut(tiles, PREDICTED_AT_ONCE, LEAST_PREDICTED)


def of_maps(tiles: int, at_once: int, passes: int) -> tuple[Chunk, ...]:
    """Cut the attribution of so many tiles.

    Args:
        tiles: How many there are.
        at_once: Tiles in a batch, as `core.map_jobs.at_once` tells.
        passes: What a map of one tile costs, in passes through the network.
    """
    return cut(tiles, at_once, max(1, LEAST_PASSES // max(passes, 1)))


def covers(chunks: Iterable[Chunk], tiles: int) -> bool:
    """Tell whether chunks hold each of so many tiles exactly once."""
    end = 0
    for chunk in sorted(chunks):
        if chunk.first != end or chunk.number < 1:
            return False
        end = chunk.end
    return end == tiles
