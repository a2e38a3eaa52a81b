"""What the scores of an attribution would be without any looking at clumps.

Three nulls stand beside each number. Brightness alone: clumps are bright, and so is a
map that is a copy of the image. Masks elsewhere: the same shapes, where no clump is.
Other networks: maps of ones that learnt nothing, as with their weights permuted.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.clumps.relevance import magnitude_of, score
from cellclassifier.core.language import tr

Floats = NDArray[np.floating[Any]]
Mask = NDArray[np.bool_]

BRIGHTNESS = "brightness alone"
ELSEWHERE = "masks elsewhere"


def null_name(name: str) -> str:
    """Return what a null is called in the user's language.

    Args:
        name: As tables have it; one that is not known is returned as it is.
    """
    known = {
        BRIGHTNESS: tr("brightness alone"),
        ELSEWHERE: tr("masks elsewhere"),
        "permuted networks": tr("permuted networks"),
        "untrained networks": tr("untrained networks"),
    }
    return known.get(name, name)


class Null(NamedTuple):
    """A number under a null, drawn n times, beside the one that was observed.

    Attributes:
        name: What the null is, in words of the tables; see `null_name`.
        observed: The number itself, over the same tiles.
        values: The number in each draw, (n,).
        tiles: How many tiles each is over.
    """

    name: str
    observed: float
    values: NDArray[np.float64]
    tiles: int

    @property
    def middle(self) -> float:
        """Median of the draws; nan without any."""
        return float(np.median(self.values)) if self.values.size else np.nan

    @property
    def below(self) -> int:
        """How many draws are below what was observed."""
        return int((self.values < self.observed).sum())

    @property
    def p(self) -> float:
        """Chance of a draw as large as what was observed, see `p_value`."""
        return p_value(self.observed, self.values)

    def text(self) -> str:
        """Return it as in "masks elsewhere 1.0 x (19 of 19 below, p = 0.05)"."""
        if not self.values.size or np.isnan(self.middle):
            return tr("{null} not measured", null=null_name(self.name))
        # One map a tile, not a draw: nothing to count.
        if self.name == BRIGHTNESS:
            return tr(
                "{null} {middle:.2g} x", null=null_name(self.name), middle=self.middle
            )
        return tr(
            "{null} {middle:.2g} x ({below} of {n} below, p = {p:.2g})",
            null=null_name(self.name),
            middle=self.middle,
            below=self.below,
            n=len(self.values),
            p=self.p,
        )


def p_value(observed: float, values: Floats) -> float:
    """Return (1 + draws as large) / (1 + draws), which is never 0.

    B. Phipson and G. K. Smyth, Stat. Appl. Genet. Mol. Biol. 9 (2010) article 39. With
    19 draws it is 0.05 at least.
    """
    return (1 + int((values >= observed).sum())) / (1 + len(values))


def brightness_of(tile: Floats) -> NDArray[np.float64]:
    """Return the tile itself as a map, (y, x): what is bright matters.

    Args:
        tile: (y, x, channel). What is below 0 counts as dark.
    """
    light = np.maximum(tile.astype(np.float64), 0)
    return np.asarray(light.sum(axis=-1))


def elsewhere(
    magnitude: Floats, mask: Mask, count: int, random: np.random.Generator
) -> NDArray[np.float64]:
    """Return enrichments with the mask moved to `count` other places, (count,).

    The mask is moved as a whole and comes in again at the other side (Manly's toroidal
    shift), to places where it does not meet the true one; where there are none, to
    those where it does least. All moves are computed at once, by Fourier transforms.

    Args:
        magnitude: (y, x), 0 or above, not all 0.
        mask: (y, x), neither all True nor all False.
        count: How many draws.
        random: The source of chance.
    """
    marked = np.fft.rfft2(mask.astype(np.float64))
    inside = _correlated(magnitude.astype(np.float64), marked)
    shared = np.rint(_correlated(mask.astype(np.float64), marked))
    places = np.flatnonzero(shared == shared.min())
    chosen = random.choice(places, count, replace=len(places) < count)
    mass = inside.ravel()[chosen] / float(magnitude.sum(dtype=np.float64))
    return np.asarray(mass / mask.mean(), np.float64)


def of_other_networks(maps: Sequence[Floats], mask: Mask) -> NDArray[np.float64]:
    """Return the enrichments of maps of other networks, (maps,); nan for an empty one.

    Args:
        maps: Each (y, x) or (y, x, channel), signed.
        mask: (y, x), the true one.
    """
    found = [score(magnitude_of(each), mask).enrichment for each in maps]
    return np.array(found, np.float64)


def over_tiles(name: str, observed: Floats, drawn: NDArray[np.float64]) -> Null:
    """Return the null of the median over tiles: each draw is one of every tile.

    Args:
        name: What the null is, in words.
        observed: Enrichment of each tile, (tiles,).
        drawn: Enrichments under the null, (tiles, n); a row of nan where a tile has
            none: it is left out on both sides.
    """
    known = np.isfinite(drawn).all(axis=1)
    if not known.any():
        return Null(name, np.nan, np.empty(0), 0)
    values = np.median(drawn[known], axis=0)
    return Null(name, float(np.median(observed[known])), values, int(known.sum()))


def _correlated(
    values: NDArray[np.float64], marked: NDArray[np.complex128]
) -> NDArray[np.float64]:
    """Return the sum of `values` in the mask at each of its moves, (y, x)."""
    both = np.fft.rfft2(values) * np.conj(marked)
    return np.asarray(np.fft.irfft2(both, s=values.shape))
