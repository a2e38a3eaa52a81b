"""What is left of a network's answer when pixels are blurred away, or put back.

Pixels are deleted in the order of their attribution, and, from a tile that is all
blurred, put back in the same order (V. Petsiuk, A. Das and K. Saenko, RISE, BMVC 2018).
They are blurred, never made black: black dots on fluorescence are new structures, and
raise log-odds. Steps are dense near zero, since clumps are a hundredth of a tile. Next
to it stand the brightest pixels first, and pixels in random order.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.clumps.medians import Median, median
from cellclassifier.core.clumps.nulls import brightness_of
from cellclassifier.core.language import tr

Float32 = NDArray[np.float32]
Floats = NDArray[np.floating[Any]]
Places = NDArray[np.intp]
Kind = Literal["deletion", "insertion"]

FRACTIONS = (0.0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Shares of the pixels that are changed."""

TOLD = 0.01
"""The share that is told in words: about the area of clumps."""

ORDERS = ("attribution", "brightness", "random")
"""Which pixels come first: those with most attribution, the brightest, or any."""

KINDS: tuple[Kind, ...] = ("deletion", "insertion")

_BLUR = 10  # standard deviations of the blur in a tile's side: no clump is left


class Curve(NamedTuple):
    """Median log-odds of the explained class at each of FRACTIONS.

    Attributes:
        class_name: The class that is explained: tiles of one class are told together.
        kind: Whether pixels are deleted or put back.
        order: One of ORDERS.
        medians: One a share.
    """

    class_name: str
    kind: Kind
    order: str
    medians: tuple[Median, ...]

    def at(self, share: float) -> float:
        """Return the median at one of FRACTIONS."""
        return self.medians[FRACTIONS.index(share)].value


def orders(tile: Float32, magnitude: Floats, seed: int) -> dict[str, Places]:
    """Return the pixels of a tile in each of ORDERS, as places in (y, x) laid flat.

    Pixels that are alike come in random order.

    Args:
        tile: (y, x, channel).
        magnitude: (y, x), how much each pixel matters.
        seed: Of all chance.
    """
    random = np.random.default_rng([seed, 4])
    chance = random.permutation(magnitude.size)
    light = brightness_of(tile)
    return {
        "attribution": np.lexsort((chance, -magnitude.ravel())),
        "brightness": np.lexsort((chance, -light.ravel())),
        "random": random.permutation(magnitude.size),
    }


def blurred(tile: Float32) -> Float32:
    """Return a tile, (y, x, channel), blurred until its details are gone."""
    # Imported here: it takes time, and the window starts sooner without.
    from scipy import ndimage

    sigma = min(tile.shape[:2]) / _BLUR
    return np.asarray(ndimage.gaussian_filter(tile, (sigma, sigma, 0)), np.float32)


def steps(tile: Float32, order: Places, kind: Kind) -> Float32:
    """Return the tile with each of FRACTIONS of its pixels deleted, or put back.

    Args:
        tile: (y, x, channel).
        order: Which pixels come first, as from `orders`.
        kind: Whether to delete them, or put them into the blurred tile.

    Returns:
        (shares, y, x, channel).
    """
    fill = blurred(tile)
    start, end = (tile, fill) if kind == "deletion" else (fill, tile)
    found = np.repeat(start[np.newaxis], len(FRACTIONS), axis=0)
    flat = found.reshape(len(FRACTIONS), -1, tile.shape[-1])
    put = end.reshape(-1, tile.shape[-1])
    for each, share in zip(flat, FRACTIONS, strict=True):
        first = order[: round(share * len(order))]
        each[first] = put[first]
    return found


def curves(
    log_odds: Mapping[tuple[Kind, str], Floats],
    names: Sequence[str],
    groups: Sequence[str],
    seed: int,
) -> tuple[Curve, ...]:
    """Summarise the log-odds of tiles, class by class.

    Args:
        log_odds: By kind and order, (tiles, shares).
        names: The explained class of each tile.
        groups: The group of each tile.
        seed: Of the intervals.
    """
    found = []
    for name in dict.fromkeys(names):
        rows = [place for place, each in enumerate(names) if each == name]
        own = [groups[row] for row in rows]
        for (kind, order), values in log_odds.items():
            columns = np.asarray(values, np.float64)[rows].T
            medians = tuple(median(column, own, seed) for column in columns)
            found.append(Curve(name, kind, order, medians))
    return tuple(found)


def sentences(found: Sequence[Curve]) -> list[str]:
    """Return what curves say, a sentence for each class."""
    by_key = {(each.class_name, each.kind, each.order): each for each in found}
    told = []
    for name in dict.fromkeys(each.class_name for each in found):
        first = by_key[name, "deletion", "attribution"]
        out, back = (
            _each({order: by_key[name, kind, order].at(TOLD) for order in ORDERS})
            for kind in KINDS
        )
        told.append(
            tr(
                "Log-odds of `{name}` are {whole:.2g} (median of {tiles} tiles) and "
                "{blurred:.2g} when all is blurred; with {share:g} % of the pixels "
                "blurred {out}; with as many put back into the blurred tile {back}.",
                name=name,
                whole=first.at(0.0),
                tiles=first.medians[0].tiles,
                blurred=first.at(1.0),
                share=100 * TOLD,
                out=out,
                back=back,
            )
        )
    return told


def _each(values: Mapping[str, float]) -> str:
    """Return what log-odds are with pixels in each of ORDERS."""
    return ", ".join(
        (
            tr(
                "{value:.2g} (those with most attribution)", value=values["attribution"]
            ),
            tr("{value:.2g} (the brightest)", value=values["brightness"]),
            tr("{value:.2g} (random ones)", value=values["random"]),
        )
    )


def order_name(order: str) -> str:
    """Return what one of ORDERS is called in a plot; others stay as they are."""
    known = {
        "attribution": tr("attribution"),
        "brightness": tr("brightness"),
        "random": tr("random"),
    }
    return known.get(order, order)
