"""Measures tiles one after the other: attribution in clumps, and what it would be."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.clumps import profiles as profiles_of
from cellclassifier.core.clumps.finder import Finder, Found, Progress
from cellclassifier.core.clumps.measures import TileMeasure
from cellclassifier.core.clumps.nulls import (
    BRIGHTNESS,
    ELSEWHERE,
    brightness_of,
    elsewhere,
)
from cellclassifier.core.clumps.relevance import Score, magnitude_of, score
from cellclassifier.core.errors import UserError
from cellclassifier.core.folders import is_known_by
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile, read_tile, view_of

Floats = NDArray[np.float64]
OtherScores = Mapping[int, Floats]
"""Enrichments of the maps of other networks, (networks,), by the number of the tile:
as many for each tile; see `nulls.of_other_networks`."""


class One(NamedTuple):
    """What one tile gives: its row, draws of each null, and its profiles."""

    measure: TileMeasure
    drawn: dict[str, Floats]
    profiles: dict[str, Floats]


class Asked(NamedTuple):
    """What is measured: see `measure`."""

    run: Run
    test: str
    method: str
    class_name: str | None
    settings: Mapping[str, float | str] | None

    def map_of(self, tile: int, name: str) -> NDArray[np.float32] | None:
        """Return the map of a tile for a class; ``None`` for none, or all 0."""
        found = self.run.attribution(self.method, self.test, tile, name, self.settings)
        return found if found is not None and found.any() else None


class Measuring:
    """Measures one tile after the other."""

    def __init__(
        self,
        asked: Asked,
        finder: Finder,
        others: Mapping[str, OtherScores],
        moves: int,
        seed: int,
    ) -> None:
        self._asked, self._finder = asked, finder
        self._others, self._moves, self._seed = others, moves, seed
        self.unmasked: list[int] = []
        self.blank: list[int] = []

    def all_of(
        self, predictions: Predictions, missing: set[int], tell: Progress
    ) -> list[One]:
        """Measure all tiles that have a map."""
        run, test = self._asked.run, self._asked.test
        explained = explained_of(run, predictions, self._asked.class_name)
        names = zip(predictions.predicted_classes, explained.values(), strict=True)
        classes = dict(zip(explained, names, strict=True))
        by_number = {tile.number: tile for tile in run.tiles(test)}
        wanted = [by_number[number] for number in explained if number not in missing]
        _verify(run, test, wanted)
        found = []
        for done, tile in enumerate(wanted):
            tell(tr("measuring"), done, len(wanted))
            if (one := self._measured(tile, classes[tile.number])) is not None:
                found.append(one)
        return found

    def _measured(self, tile: Tile, names: tuple[str, str]) -> One | None:
        pixels = read_tile(tile, view_of(self._asked.run.record.study))
        clumps = self._finder.find(self._asked.test, tile, pixels)
        if clumps is None:
            self.unmasked.append(tile.number)
            return None
        read = self._asked.map_of(tile.number, names[1])
        if read is None:
            self.blank.append(tile.number)
            return None
        return self._of(tile, names, pixels, magnitude_of(read), clumps)

    def _of(
        self,
        tile: Tile,
        names: tuple[str, str],
        pixels: NDArray[np.float32],
        magnitude: Floats,
        clumps: Found,
    ) -> One:
        """Measure one tile; `names` are its predicted and its explained class."""
        light = brightness_of(pixels)
        found = score(magnitude, clumps.mask)
        drawn = self._drawn(tile.number, light, magnitude, clumps, found)
        middle = np.median(drawn[ELSEWHERE])
        classes = (tile.class_name, *names)
        measured = TileMeasure(
            tile.number,
            tile.image,
            tile.group,
            *classes,
            clumps.clumps,
            clumps.source,
            found,
            float(drawn[BRIGHTNESS][0]),
            float(middle),
        )
        profiles = {
            "brightness": profiles_of.by_brightness(magnitude, light),
            "distance": profiles_of.by_distance(magnitude, clumps.mask, clumps.radius),
            "centre": profiles_of.by_centre(magnitude),
        }
        return One(measured, drawn, profiles)

    def _drawn(
        self, number: int, light: Floats, magnitude: Floats, clumps: Found, found: Score
    ) -> dict[str, Floats]:
        drawn = {
            BRIGHTNESS: np.array([score(light, clumps.mask).enrichment]),
            ELSEWHERE: np.full(self._moves, np.nan),
        }
        if found.defined:
            random = np.random.default_rng([self._seed, number])
            drawn[ELSEWHERE] = elsewhere(magnitude, clumps.mask, self._moves, random)
        for name, scores in self._others.items():
            drawn[name] = scores.get(number, np.empty(0))
        return drawn


def explained_of(
    run: Run, predictions: Predictions, class_name: str | None
) -> dict[int, str]:
    """Return the class that is explained, by the number of each tile."""
    if class_name is None:
        names = predictions.predicted_classes
        return dict(zip(predictions.tiles, names, strict=True))
    if class_name not in run.record.classes:
        raise UserError(
            tr(
                "There is no class '{class_name}'. This run has: {classes}.",
                class_name=class_name,
                classes=", ".join(run.record.classes),
            )
        )
    return dict.fromkeys(predictions.tiles, class_name)


def _verify(run: Run, test: str, tiles: Sequence[Tile]) -> None:
    """Make sure that images are those that the maps were made of."""
    known = run.hashes(test)
    for path in dict.fromkeys(tile.image for tile in tiles):
        if not path.exists() or not is_known_by(path, known[path]):
            raise UserError(
                tr(
                    "The image {path} is gone or was changed since the run was made, "
                    "so that clumps in it would not fit the attribution. Put the old "
                    "one back.",
                    path=path,
                )
            )
