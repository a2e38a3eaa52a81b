"""Whether maps depend on what the network learnt, layer by layer.

From the output down, one part of the layers after the other gets weights as before any
training (cascading randomisation: J. Adebayo et al., Sanity Checks for Saliency Maps,
NeurIPS 2018). A map that stays as it was shows the image, not the network. With two
classes the output layer alone hardly matters: judge by the last step.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.clumps.relevance import magnitude_of
from cellclassifier.core.language import tr

Floats = NDArray[np.floating[Any]]


class Step(NamedTuple):
    """Maps after some layers have lost what they learnt.

    Attributes:
        layers: Names of the layers that lost it in this step, from the output down.
        correlations: Spearman's of each tile's map with that of the whole network,
            (tiles,); nan where a map is the same everywhere.
    """

    layers: tuple[str, ...]
    correlations: tuple[float, ...]

    @property
    def median(self) -> float:
        """Median over the tiles that have one; nan without any."""
        known = [each for each in self.correlations if not np.isnan(each)]
        return float(np.median(known)) if known else np.nan


def similarity(first: Floats, second: Floats) -> float:
    """Return Spearman's correlation of two maps' magnitudes; nan if one is flat.

    Args:
        first: (y, x) or (y, x, channel), signed.
        second: The same.
    """
    # Imported here: it takes time, and the window starts sooner without.
    from scipy import stats

    a, b = (magnitude_of(each).ravel() for each in (first, second))
    if a.min() == a.max() or b.min() == b.max():
        return np.nan
    return float(stats.spearmanr(a, b).statistic)


def sentence(steps: Sequence[Step]) -> str:
    """Return what the steps say; "" without any."""
    if not steps:
        return ""
    tiles = len(steps[-1].correlations)
    return tr(
        "Likeness of maps to those of the network when all layers have lost what they "
        "learnt: {all} (Spearman, median of {tiles} tiles); when the "
        "output alone has: {output}.",
        all=_text(steps[-1]),
        tiles=tiles,
        output=_text(steps[0]),
    )


def _text(step: Step) -> str:
    if np.isnan(step.median):
        return tr("none, maps are empty")
    return f"{step.median:.2f}"
