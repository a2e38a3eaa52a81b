"""Asks a network about tiles without clumps, with more, or with pixels blurred."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from cellclassifier.core.clumps.counterfactual import Counterfactual
from cellclassifier.core.clumps.deletion import KINDS, ORDERS, Curve, curves, steps
from cellclassifier.core.clumps.deletion import orders as orders_of
from cellclassifier.core.clumps.doses import Clump, cut_out, doses
from cellclassifier.core.clumps.effects import (
    Answer,
    DosedTile,
    ErasedTile,
    erased_tile,
    seed_of,
)
from cellclassifier.core.clumps.finder import Found
from cellclassifier.core.clumps.relevance import magnitude_of
from cellclassifier.core.errors import UserError
from cellclassifier.core.tiling import Tile
from cellclassifier.engine.attributions import BATCH, Check, Float32, Scored, never

Tell = Callable[[str, int, int], None]
"""Told how far it is; may raise to stop."""

Read = Callable[[Sequence[Tile]], Float32]
"""Reads tiles as the network sees them, (tiles, y, x, channel)."""


class Subject(NamedTuple):
    """A tile that is asked about, the class that is explained, and its clumps."""

    tile: Tile
    explained: str
    found: Found


class Asking:
    """Asks one network; what it tells is `core.clumps.effects`.

    Args:
        network: The network.
        classes: Its classes, in its order.
        read: Reads tiles.
        tell: Told how far it is; may raise to stop.
        seed: Of all chance.
        check: Called before each batch; may raise to stop.
    """

    def __init__(
        self,
        network: Scored,
        classes: Sequence[str],
        read: Read,
        tell: Tell,
        seed: int,
        check: Check = never,
    ) -> None:
        self._network, self._classes = network, tuple(classes)
        self._read, self._tell = read, tell
        self._seed, self._check = seed, check

    def answers(self, pixels: Float32, explained: Sequence[str]) -> list[Answer]:
        """Return what the network says of tiles.

        Args:
            pixels: (n, y, x, channel).
            explained: The class of each whose log-odds are asked for.
        """
        values = self._log_odds(pixels)
        rows = zip(values, values.argmax(axis=1), explained, strict=True)
        return [
            Answer(self._classes[best], float(row[self._classes.index(name)]))
            for row, best, name in rows
        ]

    def erased(
        self, subjects: Sequence[Subject]
    ) -> tuple[list[ErasedTile], tuple[int, ...]]:
        """Ask about tiles with and without their clumps, and with a placebo.

        Returns:
            What was found of those with clumps; and the numbers of the tiles of which
            clumps leave nothing.
        """
        chosen = [each for each in subjects if each.found.clumps]
        told: list[ErasedTile] = []
        lost: list[int] = []
        for first in range(0, len(chosen), BATCH):
            self._tell("erasing clumps", first, len(chosen))
            part = chosen[first : first + BATCH]
            pairs: list[tuple[Subject, Counterfactual]] = []
            for each, pixels in zip(part, self._pixels(part), strict=True):
                number = each.tile.number
                try:
                    made = erased_tile(pixels, each.found, self._seed, number)
                except UserError:
                    lost.append(number)
                    continue
                pairs.append((each, made))
            told += self._told(pairs)
        return told, tuple(lost)

    def dosed(
        self, control: Sequence[Subject], donors: Sequence[Subject], counts: list[int]
    ) -> list[DosedTile]:
        """Ask about tiles with more and more clumps put into them.

        Args:
            control: Tiles that get clumps.
            donors: Tiles whose clumps these are.
            counts: How many, growing.
        """
        clumps = self._cut_out(donors)
        if not clumps:
            return []
        told = []
        for done, each in enumerate(control):
            self._tell("putting clumps in", done, len(control))
            (pixels,) = self._pixels([each])
            seed = seed_of(self._seed, each.tile.number)
            made = doses(pixels, clumps, [0, *counts], seed, each.found.mask)
            tiles = np.stack([dose.tile for dose in made])
            before, *after = self.answers(tiles, [each.explained] * len(tiles))
            told.append(
                DosedTile(
                    each.tile.number,
                    each.tile.image,
                    each.tile.group,
                    tuple(counts),
                    tuple(dose.placed for dose in made[1:]),
                    before,
                    tuple(after),
                )
            )
        return told

    def curves(
        self, subjects: Sequence[Subject], maps: Sequence[Float32]
    ) -> tuple[Curve, ...]:
        """Ask about tiles with pixels deleted, and put back, in several orders.

        Args:
            subjects: The tiles.
            maps: The attribution of each, (y, x, channel).
        """
        found: dict[tuple[str, str], list[Float32]] = {}
        for done, (each, map_) in enumerate(zip(subjects, maps, strict=True)):
            self._tell("deleting pixels", done, len(subjects))
            (pixels,) = self._pixels([each])
            seed = seed_of(self._seed, each.tile.number)
            order = orders_of(pixels, magnitude_of(map_), seed)
            for kind in KINDS:
                for name in ORDERS:
                    changed = steps(pixels, order[name], kind)
                    index = self._classes.index(each.explained)
                    values = self._of_class(changed, index)
                    found.setdefault((kind, name), []).append(values)
        stacked = {(k, n): np.stack(found[k, n]) for k in KINDS for n in ORDERS}
        names = [each.explained for each in subjects]
        groups = [each.tile.group for each in subjects]
        return curves(stacked, names, groups, self._seed)

    def _told(
        self, pairs: Sequence[tuple[Subject, Counterfactual]]
    ) -> list[ErasedTile]:
        if not pairs:
            return []
        names = [each.explained for each, _ in pairs]
        asked = (
            self.answers(np.stack([getattr(made, kind) for _, made in pairs]), names)
            for kind in ("tile", "erased", "placebo")
        )
        return [
            ErasedTile(
                each.tile.number,
                each.tile.image,
                each.tile.group,
                each.tile.class_name,
                each.explained,
                each.found.clumps,
                made.fair,
                *answers,
            )
            for (each, made), *answers in zip(pairs, *asked, strict=True)
        ]

    def _cut_out(self, donors: Sequence[Subject]) -> list[Clump]:
        clumps: list[Clump] = []
        for each in donors:
            (pixels,) = self._pixels([each])
            try:
                clumps += cut_out(pixels, each.found.mask, each.found.radius)
            except UserError:
                # It is all clumps: none can be told from what lies around.
                continue
        return clumps

    def _pixels(self, subjects: Sequence[Subject]) -> Float32:
        return self._read([each.tile for each in subjects])

    def _log_odds(self, pixels: Float32) -> Float32:
        """Return the log-odds of each class, (n, classes)."""
        if len(self._classes) == 2:
            # Of two classes, one has those of the other with another sign.
            second = self._of_class(pixels, 1)
            return np.stack([-second, second], axis=1)
        places = range(len(self._classes))
        return np.stack([self._of_class(pixels, place) for place in places], axis=1)

    def _of_class(self, pixels: Float32, index: int) -> Float32:
        """Return the log-odds of one class, (n,)."""
        return self._network.log_odds(pixels, np.full(len(pixels), index), self._check)
