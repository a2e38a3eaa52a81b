"""What was measured of clumps, read back from its tables: curves, steps and nulls."""

from collections.abc import Mapping, Sequence

import numpy as np

from cellclassifier.core.clumps.cascade import Step, sentence
from cellclassifier.core.clumps.counterfactual_results import dose_curve
from cellclassifier.core.clumps.deletion import ORDERS, TOLD, Kind, order_name
from cellclassifier.core.clumps.lines import Doses, Line, Null, Standing
from cellclassifier.core.clumps.nulls import BRIGHTNESS
from cellclassifier.core.clumps.profiles import banded
from cellclassifier.core.language import tr

__all__ = [
    "Doses",
    "Line",
    "Null",
    "Standing",
    "doses_of",
    "explained_in",
    "shares_of",
    "shares_text",
    "standings_of",
    "steps_of",
    "steps_text",
]

Cells = Mapping[str, str]
"""A row of a table, as text."""

ALIKE = (0.2, 0.5)
"""From these Spearman correlations on, part or much of a map is called the image's."""


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
    words = tr("tiles that change class")
    flips = Line("tiles that change class", x, mean, low, high, n, 0, words)
    odds_of = [[_number(tile[dose]["log_odds"]) for dose in clumps] for tile in tiles]
    groups = [tile[clumps[0]]["group"] for tile in tiles]
    mean, low, high, total = banded(np.array(odds_of), groups, seed)
    words = tr("log-odds of the control")
    odds = Line("log-odds of the control", x, mean, low, high, n, total, words)
    first, last = odds.mean[[0, -1]]
    text = tr(
        "Their log-odds go from {first:.2g} without clumps put in to {last:.2g} with "
        "{clumps}, on average.",
        first=first,
        last=last,
        clumps=clumps[-1],
    )
    return Doses(flips, odds, f"{found.text()} {text}")


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
            words = order_name(order)
            found.append(Line(order, 100 * x, mean, low, high, n, groups, words))
    return found


def shares_text(lines: Sequence[Line], kind: Kind) -> str:
    """Return what is seen of the lines of one class, in a sentence; "" for none."""
    at = {line.name: _at(line, 100 * TOLD) for line in lines}
    if set(at) != set(ORDERS):
        return ""
    own, bright, chance = (at[order] for order in ORDERS)
    told = _seen(kind, own[0], bright[0], chance[0])
    # Deleting what matters lowers log-odds, putting it back raises them.
    sign = 1 if kind == "deletion" else -1
    if not _beyond(own, chance, sign):
        return tr("{seen}: so far the map does no better than chance.", seen=told)
    if not _beyond(own, bright, sign):
        return tr(
            "{seen}: the map does better than chance, not better than brightness.",
            seen=told,
        )
    return tr("{seen}: by that the map finds what the network uses.", seen=told)


def _seen(kind: Kind, own: float, bright: float, chance: float) -> str:
    """Return log-odds with TOLD of the pixels changed, in each of ORDERS."""
    values = {"share": 100 * TOLD, "own": own, "bright": bright, "chance": chance}
    if kind == "deletion":
        return tr(
            "With {share:g} % of the pixels blurred, log-odds are {own:.2g} where "
            "those with most attribution come first, {bright:.2g} with the brightest, "
            "{chance:.2g} with random ones",
            **values,
        )
    return tr(
        "With {share:g} % of the pixels put back into the blurred tile, log-odds are "
        "{own:.2g} where those with most attribution come first, {bright:.2g} with the "
        "brightest, {chance:.2g} with random ones",
        **values,
    )


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
    so = tr("So the map depends on what was learnt.")
    if left >= much:
        so = tr("So much of the map shows the image, whatever was learnt.")
    elif left >= part:
        so = tr("So part of the map shows the image, whatever was learnt.")
    return f"{sentence(steps)} {so}"


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
