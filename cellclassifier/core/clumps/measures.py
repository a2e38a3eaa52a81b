"""How much attribution lies in clumps: the numbers of a set, by class, with nulls."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.clumps.finding_words import finding_of
from cellclassifier.core.clumps.medians import Median, median, over_runs
from cellclassifier.core.clumps.nulls import Null, over_tiles
from cellclassifier.core.clumps.profiles import Profile
from cellclassifier.core.clumps.relevance import Score
from cellclassifier.core.language import tr

Floats = NDArray[np.float64]

OUTCOMES = ("all", "right", "wrong")


class TileMeasure(NamedTuple):
    """What was measured of one tile; nan where it has no clumps.

    Attributes:
        tile: Its number in the set.
        image: Its image.
        group: Its group.
        true_class: "" where it is not known.
        predicted_class: The class that the network calls it.
        explained: The class whose attribution was measured.
        clumps: How many there are.
        source: Where the mask is from: "found", "own mask" or "corrected".
        score: Of the attribution.
        brightness: Enrichment of the tile itself, as a map.
        elsewhere: Median enrichment with the mask elsewhere.
    """

    tile: int
    image: Path
    group: str
    true_class: str
    predicted_class: str
    explained: str
    clumps: int
    source: str
    score: Score
    brightness: float
    elsewhere: float

    @property
    def outcome(self) -> str:
        """Whether it was predicted "right" or "wrong"; "" where that is not known."""
        if not self.true_class:
            return ""
        return "right" if self.predicted_class == self.true_class else "wrong"


class Part(NamedTuple):
    """The numbers of the tiles of one class and outcome.

    Attributes:
        class_name: The true class; "" for tiles of which it is not known.
        outcome: One of OUTCOMES.
        tiles: How many there are.
        without: How many of them have no clumps: no number is over these.
        enrichment: Median over the others, beside the nulls.
        mass: Median share of attribution in clumps.
        rank: Median share of the strongest pixels in clumps.
        area: Median share of the tile that is clumps.
        nulls: What enrichment would be without looking at clumps.
    """

    class_name: str
    outcome: str
    tiles: int
    without: int
    enrichment: Median
    mass: Median
    rank: Median
    area: Median
    nulls: tuple[Null, ...]

    @property
    def name(self) -> str:
        """Which tiles these are, in words."""
        name = f"`{self.class_name}`" if self.class_name else tr("class not known")
        if self.outcome == "right":
            return tr("{name}, called right", name=name)
        if self.outcome == "wrong":
            return tr("{name}, called wrong", name=name)
        return name

    def text(self) -> str:
        """Return all of it in a sentence, with the nulls."""
        if not self.enrichment.tiles:
            return tr(
                "{name}: {without} of {tiles} tiles without clumps, so there is "
                "nothing to measure.",
                name=self.name,
                without=self.without,
                tiles=self.tiles,
            )
        nulls = "; ".join(null.text() for null in self.nulls)
        number = self.enrichment.text(over_area=True)
        none = tr(
            "{without} of {tiles} tiles without clumps.",
            without=self.without,
            tiles=self.tiles,
        )
        return f"{self.name}: {number}; {nulls}. {none}"


class Measured(NamedTuple):
    """What was measured of a set of a run.

    Attributes:
        run: Id of the run.
        test: Name of the set.
        method: The attribution method.
        explained: The class whose attribution it is; "" for the predicted one.
        spec: How clumps were found.
        finding: The same in English words, as it is kept.
        tiles: What was measured of each tile.
        missing: Numbers of the tiles that have no map: make these first.
        unmasked: Numbers of the tiles without a mask among own masks.
        blank: Numbers of the tiles whose attribution is 0 everywhere.
        parts: Numbers by class and outcome.
        profiles: Where attribution lies, by class ("" for all tiles).
        settings: Settings of the method that are not the default ones.
        corrections: Changes with any correction by hand; "" for none.
        seed: Of all chance.
    """

    run: str
    test: str
    method: str
    explained: str
    spec: ClumpSpec
    finding: str
    tiles: tuple[TileMeasure, ...]
    missing: tuple[int, ...]
    unmasked: tuple[int, ...]
    blank: tuple[int, ...]
    parts: tuple[Part, ...]
    profiles: dict[str, tuple[Profile, ...]]
    settings: Mapping[str, float | str]
    corrections: str
    seed: int

    def text(self) -> str:
        """Return the result in sentences, one a line."""
        whole = [part.text() for part in self.parts if part.outcome == "all"]
        found = tr("Clumps: {finding}.", finding=finding_of(self.finding))
        return "\n".join([*whole, *self._left_out(), found])

    def _left_out(self) -> list[str]:
        notes = []
        if number := len(self.missing):
            notes.append(
                tr("Left out: {number} tiles that have no map yet.", number=number)
            )
        if number := len(self.unmasked):
            notes.append(
                tr("Left out: {number} tiles that have no mask.", number=number)
            )
        if number := len(self.blank):
            notes.append(
                tr(
                    "Left out: {number} tiles that have no attribution at all.",
                    number=number,
                )
            )
        return notes


class OverRuns(NamedTuple):
    """Enrichment over several runs, by class: run to run it varies most."""

    class_name: str
    each: tuple[float, ...]
    enrichment: Median


def parts_of(
    tiles: Sequence[TileMeasure], drawn: Mapping[str, Floats], seed: int
) -> tuple[Part, ...]:
    """Return the numbers by class and outcome; those without a tile are left out.

    Args:
        tiles: What was measured.
        drawn: Enrichments under each null, (tiles, draws), by its name.
        seed: Of the intervals.
    """
    found = []
    for name in dict.fromkeys(tile.true_class for tile in tiles):
        for outcome in OUTCOMES if name else OUTCOMES[:1]:
            places = [
                place
                for place, tile in enumerate(tiles)
                if tile.true_class == name and outcome in ("all", tile.outcome)
            ]
            if places:
                found.append(_part(name, outcome, tiles, places, drawn, seed))
    return tuple(found)


def over_all(measured: Sequence[Measured], seed: int = 0) -> tuple[OverRuns, ...]:
    """Return the enrichment over runs of the same set, over the tiles they all have.

    Args:
        measured: One a run, at least one, with the same clumps.
        seed: Of the intervals.

    Raises:
        ValueError: They are of different sets, or their clumps were found differently.
    """
    first = measured[0]
    if any((m.test, m.spec) != (first.test, first.spec) for m in measured):
        raise ValueError(
            f"Expected one set and one way to find clumps. Received: "
            f"{[(m.test, m.spec) for m in measured]}"
        )
    defined = [{t.tile: t for t in m.tiles if t.score.defined} for m in measured]
    common = sorted(set(defined[0]).intersection(*defined[1:]))
    found = []
    for name in dict.fromkeys(defined[0][tile].true_class for tile in common):
        own = [tile for tile in common if defined[0][tile].true_class == name]
        values = np.array([[d[t].score.enrichment for t in own] for d in defined])
        groups = [defined[0][tile].group for tile in own]
        medians = tuple(float(each) for each in np.median(values, axis=1))
        found.append(OverRuns(name, medians, over_runs(values, groups, seed)))
    return tuple(found)


def _part(
    name: str,
    outcome: str,
    tiles: Sequence[TileMeasure],
    places: Sequence[int],
    drawn: Mapping[str, Floats],
    seed: int,
) -> Part:
    kept = [place for place in places if tiles[place].score.defined]
    groups = [tiles[place].group for place in kept]
    scores = np.array([tiles[place].score for place in kept], np.float64)
    scores = scores.reshape(len(kept), len(Score._fields))
    area, mass, enrichment, rank = (median(row, groups, seed) for row in scores.T)
    observed = scores[:, Score._fields.index("enrichment")]
    nulls = tuple(over_tiles(n, observed, rows[kept]) for n, rows in drawn.items())
    without = sum(not tiles[place].clumps for place in places)
    return Part(
        name, outcome, len(places), without, enrichment, mass, rank, area, nulls
    )
