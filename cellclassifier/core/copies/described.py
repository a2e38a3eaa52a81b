"""All tiles of a set, each read once and described by a few numbers."""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.copies.discs import Floats, Space, learn_space, products
from cellclassifier.core.copies.fingerprints import (
    Fingerprint,
    Scale,
    fingerprint_of,
    noise,
)

Read = Callable[[int], NDArray[np.generic]]
"""Returns the raw pixels, (y, x, channel), of a tile by its index."""

WORKERS = 2
CHUNK = 16
"""Tiles that one thread reads in turn: those of one field lie together."""
SAMPLE, FEWEST = 1000, 40
"""Tiles from which it is learnt what is usual, at most and at least."""
DIMENSIONS = 48
"""Numbers that describe a disc."""
KEPT_BYTES = 2**29
"""Memory for fingerprints; those of further tiles are made anew when wanted."""

Tell = Callable[[float], None]
"""Called with the share that is done, 0 .. 1; may raise to stop."""
Given = TypeVar("Given")
Made = TypeVar("Made")


def in_threads(
    function: Callable[[Given], Made],
    items: Sequence[Given],
    tell: Tell,
) -> list[Made]:
    """Return `function` of each item, in their order, made by several threads.

    Args:
        function: Called from several threads.
        items: What it is called with.
        tell: Told the share that is done; where it raises, the rest is not begun.
    """
    made = []
    with ThreadPoolExecutor(WORKERS) as pool:
        try:
            for result in pool.map(function, items):
                made.append(result)
                tell(len(made) / len(items))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    return made


def stretch(tell: Tell, start: float, length: float) -> Tell:
    """Return what tells of a part of the work, which starts at `start`."""
    return lambda share: tell(start + length * share)


class Spaces(NamedTuple):
    """Where the largest and the small discs of tiles are compared."""

    whole: Space
    points: Space


class _One(NamedTuple):
    """What is kept of one tile: its places in both spaces, and its pixels' hash."""

    whole: Floats
    points: NDArray[np.float16]
    digest: bytes


class Described:
    """Tiles described, at two threads' speed, in memory that is bounded.

    Attributes:
        scale: How they are looked at.
        spaces: Where they are compared.
        whole: float32, (tiles, DIMENSIONS): the largest disc; 0 where all is flat.
        points: float16, (points, DIMENSIONS): the small discs of all tiles.
        owners: int64, (points,): index of the tile of each, ascending.
        starts: int64, (tiles + 1,): where the points of each tile start.
        digests: Hash of the pixels of each tile; empty where all is flat.
    """

    def __init__(self, count: int, read: Read, scale: Scale, tell: Tell) -> None:
        """Read and describe tiles.

        Args:
            count: How many there are.
            read: Reads one; called from several threads.
            scale: How they are looked at.
            tell: Told the share that is done; may raise to stop.
        """
        self.scale, self._read = scale, read
        self._kept: dict[int, tuple[Fingerprint | None, bytes]] = {}
        self._room = KEPT_BYTES
        self.spaces = self._learn(count, stretch(tell, 0.0, 0.1))
        chunks = [
            range(first, min(first + CHUNK, count)) for first in range(0, count, CHUNK)
        ]
        described = [
            one
            for chunk in in_threads(
                lambda chunk: [self._describe(index) for index in chunk],
                chunks,
                stretch(tell, 0.1, 0.9),
            )
            for one in chunk
        ]
        counts = [len(one.points) for one in described]
        self.whole = np.stack([one.whole for one in described])
        self.points = np.concatenate([one.points for one in described])
        self.digests = tuple(one.digest for one in described)
        self.starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        self.owners = np.repeat(np.arange(count), counts)

    def points_of(self, tiles: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of all points of `tiles`."""
        wanted = np.zeros(len(self.starts) - 1, np.bool_)
        wanted[tiles] = True
        return np.flatnonzero(wanted[self.owners])

    def fingerprint(self, index: int) -> Fingerprint:
        """Return the fingerprint of a tile that is not flat."""
        found = self._looked_at(index)[0]
        if found is None:
            raise ValueError(f"tile {index} is flat, or has changed on the disk")
        return found

    def _looked_at(self, index: int) -> tuple[Fingerprint | None, bytes]:
        if index in self._kept:
            return self._kept[index]
        pixels = self._read(index)
        found = fingerprint_of(pixels, self.scale)
        made = found, b"" if found is None else digest(pixels)
        size = 0 if found is None else found.nbytes
        # Two threads may go below zero together, by one tile: it is no exact limit.
        if self._room >= size:
            self._room -= size
            self._kept[index] = made
        return made

    def _learn(self, count: int, tell: Tell) -> Spaces:
        """Find out what is usual in these tiles, from some of them."""
        every = max(1, count // SAMPLE)
        looked_at = in_threads(self._looked_at, range(0, count, every), tell)
        sample = [found for found, _ in looked_at if found is not None]
        # Of a few tiles each would be unusual, even a tile and its copy.
        sample.extend(noise(max(FEWEST - len(sample), 0), self.scale))
        whole = products(np.stack([each.whole for each in sample]))
        points = products(np.concatenate([each.patches for each in sample]))
        return Spaces(learn_space(whole, DIMENSIONS), learn_space(points, DIMENSIONS))

    def _describe(self, index: int) -> _One:
        found, digest = self._looked_at(index)
        if found is None:
            nothing = np.zeros((0, DIMENSIONS), np.float16)
            return _One(np.zeros(DIMENSIONS, np.float32), nothing, digest)
        whole = self.spaces.whole.place(products(found.whole[None]))[0]
        points = self.spaces.points.place(products(found.patches))
        return _One(whole, points.astype(np.float16), digest)


def digest(pixels: NDArray[np.generic]) -> bytes:
    """Return a hash of values and shape that does not depend on how they are stored."""
    values = np.ascontiguousarray(pixels, np.float64)
    return hashlib.blake2b(
        values.tobytes(), digest_size=16, key=repr(values.shape).encode()
    ).digest()
