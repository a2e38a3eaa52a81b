"""What was measured of clumps, read back from its tables: curves, steps and nulls."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.clumps.cascade import Step, sentence
from cellclassifier.core.clumps.counterfactual_results import dose_curve
from cellclassifier.core.clumps.deletion import ORDERS, TOLD, Kind
from cellclassifier.core.clumps.nulls import BRIGHTNESS
from cellclassifier.core.clumps.profiles import banded

Floats = NDArray[np.float64]
Cells = Mapping[str, str]
"""A row of a table, as text."""

ALIKE = (0.2, 0.5)
"""From these Spearman correlations on, part or much of a map is called the image's."""


class Line(NamedTuple):
    """A curve with its 95 % band; ends are nan where there is none.

    Attributes:
        name: What it is of.
        x: What it runs along.
        mean: Its values.
        low: Lower end.
        high: Upper end.
        tiles: How many it is over.
        groups: How many groups these are of; 0 where tiles count as independent.
    """

    name: str
    x: Floats
    mean: Floats
    low: Floats
    high: Floats
    tiles: int
    groups: int


class Doses(NamedTuple):
    """Clumps put into tiles of the control.

    Attributes:
        flips: Share of the tiles that are called another class, %, Wilson's interval.
        log_odds: Mean log-odds of the control, with a band over groups.
        text: What is seen.
    """

    flips: Line
    log_odds: Line
    text: str


class Null(NamedTuple):
    """What a number would be without looking at clumps: each draw, or the median."""

    name: str
    draws: Floats


class Standing(NamedTuple):
    """The enrichment of one class, beside its nulls.

    Attributes:
        class_name: The true class, or "not known".
        value: Median over tiles.
        low: Lower end of its interval; nan for none.
        high: Upper end.
        tiles: How many it is over.
        nulls: What it would be otherwise.
    """

    class_name: str
    value: float
    low: float
    high: float
    tiles: int
    nulls: tuple[Null, ...]

    @property
    def text(self) -> str:
        """Against what it stands, in a sentence."""
        told = [f"`{self.class_name}`: {self.value:.2g} x over area"]
        for null in self.nulls:
            if len(null.draws) > 1:
                below = int((null.draws < self.value).sum())
                told.append(f"above {below} of {len(null.draws)} {null.name}")
            elif null.draws.size:
                side = "above" if self.value > null.draws[0] else "not above"
                told.append(f"{side} {null.name} ({null.draws[0]:.2g} x)")
        return f"{', '.join(told)}."


def doses_of(rows: Sequence[Cells], seed: int = 0) -> Doses | None:
    """Return what putting clumps in changed; ``None`` where that was not measured.

    Args:
        rows: Of doses.csv.
        seed: Of the band.

    Raises:
        LookupError: A column or a row is missing.
        ValueError: A number is none.
    """
    if not rows:
        return None
    clumps = sorted({int(row["clumps"]) for row in rows})
    by_tile: dict[str, dict[int, Cells]] = {}
    for row in rows:
        by_tile.setdefault(row["tile"], {})[int(row["clumps"])] = row
    tiles = list(by_tile.values())
    called = [[tile[dose]["called"] for dose in clumps] for tile in tiles]
    flipped = np.array([[name != of_one[0] for name in of_one] for of_one in called])
    found = dose_curve(clumps[1:], flipped[:, 1:])
    n, x = len(tiles), np.array(clumps, np.float64)
    shares = [(0.0, 0.0, 0.0), *((f.value, f.low, f.high) for f in found.flips)]
    mean, low, high = 100 * np.array(shares).T
    flips = Line("tiles that change class", x, mean, low, high, n, 0)
    odds_of = [[_number(tile[dose]["log_odds"]) for dose in clumps] for tile in tiles]
    groups = [tile[clumps[0]]["group"] for tile in tiles]
    mean, low, high, total = banded(np.array(odds_of), groups, seed)
    odds = Line("log-odds of the control", x, mean, low, high, n, total)
    first, last = odds.mean[[0, -1]]
    text = (
        f"{found.text()} Their log-odds go from {first:.2g} without clumps put in to "
        f"{last:.2g} with {clumps[-1]}, on average."
    )
    return Doses(flips, odds, text)


def explained_in(rows: Sequence[Cells]) -> list[str]:
    """Return the classes that deletion.csv tells of, in its order."""
    return list(dict.fromkeys(row["explained"] for row in rows))


def shares_of(rows: Sequence[Cells], class_name: str, kind: Kind) -> list[Line]:
    """Return the log-odds by share of the pixels, one line an order, in %.

    Args:
        rows: Of deletion.csv.
        class_name: The class that is explained.
        kind: Whether pixels are deleted or put back.

    Raises:
        LookupError: A column is missing.
        ValueError: A number is none.
    """
    found = []
    for order in ORDERS:
        wanted = (class_name, kind, order)
        own = [r for r in rows if (r["explained"], r["kind"], r["order"]) == wanted]
        if own:
            columns = ("share", "log_odds", "low", "high")
            x, mean, low, high = (
                np.array([_number(row[column]) for row in own]) for column in columns
            )
            n, groups = int(own[0]["tiles"]), int(own[0]["groups"])
            found.append(Line(order, 100 * x, mean, low, high, n, groups))
    return found


def shares_text(lines: Sequence[Line], kind: Kind) -> str:
    """Return what is seen of the lines of one class, in a sentence; "" for none."""
    at = {line.name: _at(line, 100 * TOLD) for line in lines}
    if set(at) != set(ORDERS):
        return ""
    own, bright, chance = (at[order] for order in ORDERS)
    done = "blurred" if kind == "deletion" else "put back into the blurred tile"
    told = (
        f"With {100 * TOLD:g} % of the pixels {done}, log-odds are {own[0]:.2g} where "
        f"those with most attribution come first, {bright[0]:.2g} with the brightest, "
        f"{chance[0]:.2g} with random ones"
    )
    # Deleting what matters lowers log-odds, putting it back raises them.
    sign = 1 if kind == "deletion" else -1
    if not _beyond(own, chance, sign):
        return f"{told}: so far the map does no better than chance."
    if not _beyond(own, bright, sign):
        return f"{told}: the map does better than chance, not better than brightness."
    return f"{told}: by that the map finds what the network uses."


def steps_of(rows: Sequence[Cells]) -> list[Step]:
    """Return the steps in which layers lost what they learnt, from cascade.csv.

    Raises:
        LookupError: A column is missing.
        ValueError: A number is none.
    """
    found: dict[str, list[Cells]] = {}
    for row in rows:
        found.setdefault(row["step"], []).append(row)
    return [
        Step(
            tuple(own[0]["layers"].split()),
            tuple(_number(row["spearman"]) for row in own),
        )
        for own in found.values()
    ]


def steps_text(steps: Sequence[Step]) -> str:
    """Return what is seen of the steps, in sentences; "" for none."""
    if not steps or np.isnan(steps[-1].median):
        return sentence(steps)
    part, much = ALIKE
    left = steps[-1].median
    verdict = "the map depends on what was learnt"
    if left >= part:
        share = "much" if left >= much else "part"
        verdict = f"{share} of the map shows the image, whatever was learnt"
    return f"{sentence(steps)} So {verdict}."


def standings_of(
    numbers: Sequence[Cells], nulls: Sequence[Cells], draws: Sequence[Cells]
) -> list[Standing]:
    """Return the enrichment of each class beside its nulls, over all outcomes.

    Args:
        numbers: Rows of numbers.csv.
        nulls: Rows of nulls.csv.
        draws: Rows of null_draws.csv; without them a null is its median.

    Raises:
        LookupError: A column is missing.
        ValueError: A number is none.
    """
    found = []
    for row in numbers:
        if (row["outcome"], row["number"]) != ("all", "enrichment"):
            continue
        if row["value"] == "NA":
            continue
        value, low, high = (_number(row[end]) for end in ("value", "low", "high"))
        tiles = int(row["tiles"]) - int(row["without_clumps"])
        own = [n for n in nulls if (n["class"], n["outcome"]) == (row["class"], "all")]
        beside = tuple(_null(each, draws) for each in own)
        found.append(Standing(row["class"], value, low, high, tiles, beside))
    return found


def _null(row: Cells, draws: Sequence[Cells]) -> Null:
    key = (row["class"], row["outcome"], row["null"])
    own = [
        _number(draw["value"])
        for draw in draws
        if (draw["class"], draw["outcome"], draw["null"]) == key
    ]
    values = np.array(own or [_number(row["median"])])
    # Brightness is one map a tile: any draws of it are alike.
    values = values[:1] if row["null"] == BRIGHTNESS else values
    return Null(row["null"], values[np.isfinite(values)])


def _at(line: Line, x: float) -> tuple[float, float, float]:
    """Return a line's value at a place, and the ends of its band there."""
    place = int(np.argmin(abs(line.x - x)))
    return float(line.mean[place]), float(line.low[place]), float(line.high[place])


def _beyond(
    own: tuple[float, float, float], other: tuple[float, float, float], sign: int
) -> bool:
    """Tell whether a value lies below (sign 1) or above (-1) the band of another."""
    value, low, high = other
    end = low if sign > 0 else high
    return sign * own[0] < sign * (value if np.isnan(end) else end)


def _number(text: str) -> float:
    return np.nan if text == "NA" else float(text)
