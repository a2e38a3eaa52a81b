"""What clumps do to a network's answer: of each tile, and judged over tiles.

The same tiles and seeds give the same pixels, so that what was measured can be shown.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.clumps.counterfactual import Counterfactual, without_clumps
from cellclassifier.core.clumps.counterfactual_results import (
    DoseCurve,
    Erasing,
    dose_curve,
    erasing,
)
from cellclassifier.core.clumps.finder import Found
from cellclassifier.core.language import tr, tr_n

Float32 = NDArray[np.float32]


class Answer(NamedTuple):
    """What a network says of one tile.

    Attributes:
        class_name: The most probable class.
        log_odds: Of the class that is explained.
    """

    class_name: str
    log_odds: float


class ErasedTile(NamedTuple):
    """What erasing clumps changed in one tile.

    Attributes:
        tile: Its number in the set.
        image: Its image.
        group: Its group.
        true_class: "" where it is not known.
        explained: The class whose log-odds these are.
        clumps: How many were erased.
        fair: Whether the placebo changed as much: see `Counterfactual.fair`.
        before: Of the tile as it is.
        erased: Without its clumps.
        placebo: With the same shapes replaced elsewhere.
    """

    tile: int
    image: Path
    group: str
    true_class: str
    explained: str
    clumps: int
    fair: bool
    before: Answer
    erased: Answer
    placebo: Answer

    @property
    def flips(self) -> tuple[bool, bool]:
        """Whether it is called another class, erased and by the placebo."""
        was = self.before.class_name
        return self.erased.class_name != was, self.placebo.class_name != was


class DosedTile(NamedTuple):
    """What clumps change that are put into one tile of the control.

    Attributes:
        tile: Its number in the set.
        image: Its image.
        group: Its group.
        clumps: How many were asked for, one entry a dose.
        placed: How many found a place.
        before: Of the tile as it is.
        answers: With the clumps; log-odds are those of the control.
    """

    tile: int
    image: Path
    group: str
    clumps: tuple[int, ...]
    placed: tuple[int, ...]
    before: Answer
    answers: tuple[Answer, ...]


class ErasedClass(NamedTuple):
    """What erasing changed in the tiles of one class.

    Attributes:
        class_name: The true class, called right; or, where that is not known, the
            class that they are called.
        labelled: Whether it is the true one.
        unfair: Tiles left out since their placebo changed less than the erasing.
        result: Over the others; ``None`` without any.
    """

    class_name: str
    labelled: bool
    unfair: int
    result: Erasing | None

    @property
    def text(self) -> str:
        """What was found, in sentences."""
        result = tr("no clumps to erase.")
        if self.result is not None:
            result = self.result.text()
        name = self.class_name
        told = tr("`{name}`, called so: {result}", name=name, result=result)
        if self.labelled:
            told = tr("`{name}`, found right: {result}", name=name, result=result)
        if not self.unfair:
            return told
        left = tr_n(
            "1 tile is left out: not all shapes found another place there.",
            "{number} tiles are left out: not all shapes found another place there.",
            self.unfair,
            number=self.unfair,
        )
        return f"{told} {left}"


def seed_of(seed: int, tile: int) -> int:
    """Return the seed of a tile: each has chance of its own."""
    return seed * 1_000_003 + tile


def erased_tile(pixels: Float32, found: Found, seed: int, tile: int) -> Counterfactual:
    """Return a tile, the tile without clumps and its placebo, as they are measured.

    Args:
        pixels: (y, x, channel).
        found: Its clumps.
        seed: Of the measurement.
        tile: Its number in the set.

    Raises:
        UserError: Clumps leave nothing of the tile.
    """
    return without_clumps(pixels, found.mask, found.radius, seed_of(seed, tile))


def erased_classes(tiles: Sequence[ErasedTile], seed: int) -> tuple[ErasedClass, ...]:
    """Judge what erasing changed, in the tiles of each class that were called right.

    Args:
        tiles: What was found.
        seed: Of the intervals.
    """
    called = [
        (bool(each.true_class), each.before.class_name)
        for each in tiles
        if each.true_class in ("", each.before.class_name)
    ]
    found = []
    for labelled, name in dict.fromkeys(called):
        own = [
            each
            for each in tiles
            if each.before.class_name == name
            and each.true_class == (name if labelled else "")
        ]
        fair = [each for each in own if each.fair]
        result = _erasing(fair, seed) if fair else None
        found.append(ErasedClass(name, labelled, len(own) - len(fair), result))
    return tuple(found)


def doses_of(tiles: Sequence[DosedTile]) -> DoseCurve | None:
    """Judge what putting clumps in changed; ``None`` without a tile."""
    if not tiles:
        return None
    flipped = [
        [answer.class_name != each.before.class_name for answer in each.answers]
        for each in tiles
    ]
    return dose_curve(tiles[0].clumps, np.array(flipped))


def _erasing(tiles: Sequence[ErasedTile], seed: int) -> Erasing:
    before, erased, placebo = (
        np.array([getattr(each, name).log_odds for each in tiles])
        for name in ("before", "erased", "placebo")
    )
    flips = np.array([each.flips for each in tiles]).T
    groups = [each.group for each in tiles]
    return erasing(before, erased, placebo, (flips[0], flips[1]), groups, seed)
