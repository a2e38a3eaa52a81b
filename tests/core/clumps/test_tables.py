"""Results are read back from their tables, as curves with what is seen in them."""

import numpy as np
import pytest
from scipy import stats

from cellclassifier.core.clumps.cascade import Step
from cellclassifier.core.clumps.deletion import FRACTIONS, ORDERS
from cellclassifier.core.clumps.nulls import BRIGHTNESS
from cellclassifier.core.clumps.tables import (
    Line,
    doses_of,
    explained_in,
    shares_of,
    shares_text,
    standings_of,
    steps_of,
    steps_text,
)

ODDS = {1: (4.0, 3.0, -1.0), 2: (2.0, -1.0, -3.0), 3: (6.0, 5.0, 1.0)}


def dose_rows():
    """Return three tiles with 0, 2 and 8 clumps put in, of two groups."""
    return [
        {
            **{"tile": f"{tile}", "group": "ab"[tile % 2], "clumps": f"{dose}"},
            **{"log_odds": f"{value}", "called": "well" if value > 0 else "ill"},
        }
        for tile, values in ODDS.items()
        for dose, value in zip((0, 2, 8), values, strict=True)
    ]


def test_a_dose_curve_has_shares_and_log_odds_with_bands():
    found = doses_of(dose_rows())
    assert found.flips.x.tolist() == [0, 2, 8]
    assert found.flips.mean == pytest.approx([0, 100 / 3, 200 / 3])
    wilson = stats.binomtest(1, 3).proportion_ci(method="wilson")
    assert found.flips.low[1] == pytest.approx(100 * wilson.low)
    assert found.flips.high[1] == pytest.approx(100 * wilson.high)
    assert found.log_odds.mean == pytest.approx(np.mean(list(ODDS.values()), axis=0))
    assert (found.log_odds.low <= found.log_odds.mean).all()
    assert (found.flips.tiles, found.log_odds.groups) == (3, 2)
    assert "With 8 clumps 2 of 3 tiles (67 %) change class" in found.text
    assert "log-odds go from 4 without clumps put in to -1 with 8" in found.text
    assert doses_of([]) is None


def test_a_damaged_table_of_doses_is_noticed():
    rows = dose_rows()
    with pytest.raises(LookupError):
        doses_of(rows[:-1])
    with pytest.raises(ValueError, match="abc"):
        doses_of([{**rows[0], "log_odds": "abc"}, *rows[1:]])


def share_rows(at_one_percent, name="ill"):
    rows = []
    for order in ORDERS:
        for share in FRACTIONS:
            value = at_one_percent[order] if share == 0.01 else 1.0
            rows.append(
                {
                    **{"explained": name, "kind": "deletion", "order": order},
                    **{"share": f"{share}", "log_odds": f"{value}", "tiles": "9"},
                    **{"low": f"{value - 0.5}", "high": f"{value + 0.5}"},
                    "groups": "3",
                }
            )
    return rows


@pytest.mark.parametrize(
    ("values", "kind", "seen"),
    [
        ((-3, 1, 5), "deletion", "finds what the network uses"),
        ((0.8, 1, 5), "deletion", "not better than brightness"),
        ((4.8, 1, 5), "deletion", "no better than chance"),
        ((5, 3, 1), "insertion", "finds what the network uses"),
        ((-3, 1, 5), "insertion", "no better than chance"),
    ],
)
def test_curves_are_read_and_judged_against_bands_of_the_others(values, kind, seen):
    rows = share_rows(dict(zip(ORDERS, values, strict=True)))
    lines = shares_of(rows, "ill", "deletion")
    assert [line.name for line in lines] == list(ORDERS)
    assert lines[0].x.tolist() == [100 * share for share in FRACTIONS]
    assert (lines[0].tiles, lines[0].groups) == (9, 3)
    assert seen in shares_text(lines, kind)
    assert "With 1 % of the pixels" in shares_text(lines, kind)
    assert explained_in(rows) == ["ill"]
    assert shares_of(rows, "well", "deletion") == []
    assert shares_text([], "deletion") == ""


def test_without_a_band_the_value_itself_is_held_against():
    nan = np.array([np.nan])
    one = np.array([1.0])
    lines = [
        Line(order, one, np.array([value]), nan, nan, 1, 1)
        for order, value in zip(ORDERS, (0.0, 1.0, 2.0), strict=True)
    ]
    assert "finds what the network uses" in shares_text(lines, "deletion")


def test_steps_come_back_as_they_were():
    rows = [
        {"step": step, "layers": layers, "spearman": value}
        for step, layers, value in (
            *(("1", "output", "0.9"), ("1", "output", "NA")),
            *(("2", "conv_1 conv_2", "0.1"), ("2", "conv_1 conv_2", "0.05")),
        )
    ]
    steps = steps_of(rows)
    assert [step.layers for step in steps] == [("output",), ("conv_1", "conv_2")]
    assert steps[0].median == 0.9
    assert "depends on what was learnt" in steps_text(steps)
    part = [Step(("output",), (0.9,)), Step(("all",), (0.3,))]
    assert "part of the map shows the image" in steps_text(part)
    assert "much of the map" in steps_text(part[:1])
    assert "maps are empty" in steps_text([Step(("output",), (np.nan,))])
    assert steps_text([]) == ""


def test_a_number_stands_beside_its_nulls():
    numbers = [
        {
            **{"class": name, "outcome": outcome, "number": number, "value": value},
            **{"low": "2", "high": "NA", "tiles": "10", "without_clumps": "3"},
        }
        for name, outcome, number, value in (
            *(("ill", "all", "enrichment", "3"), ("ill", "right", "enrichment", "9")),
            *(("ill", "all", "mass", "0.4"), ("well", "all", "enrichment", "NA")),
        )
    ]
    nulls = [
        {"class": "ill", "outcome": "all", "null": null, "median": median}
        for null, median in ((BRIGHTNESS, "1.9"), ("permuted networks", "2"))
    ]
    draws = [
        {"class": "ill", "outcome": "all", "null": null, "value": value}
        for null, value in (
            *((BRIGHTNESS, "1.9"), ("permuted networks", "1.5")),
            *(("permuted networks", "2"), ("permuted networks", "3.5")),
        )
    ]
    (found,) = standings_of(numbers, nulls, draws)
    assert (found.class_name, found.value, found.low, found.tiles) == ("ill", 3, 2, 7)
    assert np.isnan(found.high)
    assert found.nulls[1].draws.tolist() == [1.5, 2, 3.5]
    assert found.text == (
        "`ill`: 3 x over area, above brightness alone (1.9 x), above 2 of 3 permuted "
        "networks."
    )
    (old,) = standings_of(numbers, nulls, [])
    assert [null.draws.tolist() for null in old.nulls] == [[1.9], [2.0]]
