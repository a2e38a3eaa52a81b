"""How much the pixels of tiles differ, and which tiles a threshold drops."""

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.language import tr
from cellclassifier.core.preparation import contrasts
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tiling import Tile
from cellclassifier.gui.widgets.class_curves import Curves, binned

AT_MOST = 3000
"""Tiles that are measured; of more a sample is drawn."""

BINS = 60
"""Steps that the range of contrasts is divided into."""

GRAIN = 0.0005
"""Thresholds that are put by hand are multiples of this."""

Tell = Callable[[str, int, int], None]


class Contrasts(NamedTuple):
    """What was measured.

    Attributes:
        values: Contrast of each tile, 0..1, by class in the order of the study.
        of: Number of tiles in all; more than were measured, where that is a sample.
    """

    values: dict[str, NDArray[np.float32]]
    of: int

    @property
    def measured(self) -> int:
        """Number of tiles that were measured."""
        return sum(map(len, self.values.values()))

    def curves(self) -> Curves:
        """Return what the histogram is drawn from."""
        most = max((float(v.max(initial=0)) for v in self.values.values()), default=0)
        edges = np.linspace(0, max(most, 20 * GRAIN) * 1.05, BINS + 1)
        counts = {name: binned(values, edges) for name, values in self.values.items()}
        counted = {
            name: tr("n = {values:,} tiles", values=len(values))
            for name, values in self.values.items()
        }
        return Curves(edges, counts, counted)

    def told(self, least: float) -> str:
        """Return what a threshold drops, as a sentence."""
        gone = {name: int((v < least).sum()) for name, v in self.values.items()}
        dropped = sum(gone.values())
        where = (
            tr("{measured:,} tiles", measured=self.measured)
            if self.measured == self.of
            else tr(
                "a sample of {measured:,} tiles (there are {of:,})",
                measured=self.measured,
                of=self.of,
            )
        )
        if not dropped:
            hint = (
                ""
                if least
                else tr(" Drag the line to the right to drop those without cells.")
            )
            return tr("Drops none of {where}.{hint}", where=where, hint=hint)
        each = ", ".join(f"{name} {count:,}" for name, count in gone.items())
        emptied = [name for name, v in self.values.items() if 0 < len(v) == gone[name]]
        told = tr(
            "Drops {dropped:,} of {where} ({each}), the same rule for all classes.",
            dropped=dropped,
            where=where,
            each=each,
        )
        return told + (
            tr(" Nothing is left of {emptied}!", emptied=emptied[0]) if emptied else ""
        )


def measure_contrasts(
    tiles: Sequence[Tile], classes: Sequence[str], spec: StudySpec, tell: Tell
) -> Contrasts:
    """Measure tiles, or a sample drawn at random from all of them.

    Args:
        tiles: The tiles, as they were cut.
        classes: The classes, in the order of the study.
        spec: The settings, with the intensity rule resolved.
        tell: Told how far it is; may raise to stop.

    Raises:
        UserError: An image cannot be read any more.
    """
    drawn = list(tiles)
    if len(tiles) > AT_MOST:
        # In the order of the images, each of which is then read once.
        places = sorted(random.Random(0).sample(range(len(tiles)), AT_MOST))
        drawn = [tiles[place] for place in places]
    found = contrasts(drawn, spec, tell)
    names = np.array([tile.class_name for tile in drawn])
    return Contrasts({name: found[names == name] for name in classes}, len(tiles))
