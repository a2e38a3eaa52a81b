"""The article's contrast, from the stored tables of 12 + 12 trainings of the examples.

``tests/benchmarks/contrast.py`` made the tables. What is drawn and said of them goes
through the same functions as for runs; what it has to be is computed here from the
tables as text, with NumPy alone.
"""

import csv
import re
from collections import Counter
from math import comb
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from matplotlib.figure import Figure

from cellclassifier.core.comparison import curve_figure, figures
from cellclassifier.core.comparison.comparing import comparison
from cellclassifier.core.comparison.run_curves import learning
from cellclassifier.core.comparison.stored import read_sets
from cellclassifier.core.comparison.told import lines, told
from cellclassifier.core.comparison.verdict_of import WORDS, verdict_of

TABLES = Path(__file__).parent / "contrast"
DOCS = Path(__file__).resolve().parents[3] / "docs"
PAIRS, RUNS, EPOCHS = ("clear", "subtle"), 12, 9


def read(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def sets():
    return read_sets(TABLES)


@pytest.fixture(scope="module")
def found(sets):
    return comparison(sets, "accuracy")


@pytest.fixture(scope="module")
def accuracy():
    """Return test accuracy in percent, 12 of each example."""
    rows = read(TABLES / "runs.csv")
    made = {
        pair: np.array([float(r["test_accuracy"]) for r in rows if r["set"] == pair])
        for pair in PAIRS
    }
    assert [each.size for each in made.values()] == [RUNS, RUNS]
    return {pair: 100 * each for pair, each in made.items()}


@pytest.fixture(scope="module")
def training():
    """Return training accuracy in percent, shape (runs, epochs), of each example."""
    rows = read(TABLES / "history.csv")
    return {
        pair: 100
        * np.array(
            [float(row["train_accuracy"]) for row in rows if row["set"] == pair]
        ).reshape(RUNS, EPOCHS)
        for pair in PAIRS
    }


def numbers(text):
    """Return all numbers in a text, with their signs."""
    return [float(each) for each in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", text)]


def test_the_tables_are_small_and_name_no_folder_of_a_computer():
    files = sorted(TABLES.iterdir())
    assert {path.name for path in files} == {
        *("runs.csv", "history.csv", "groups.csv", "codebook.csv", "README.md")
    }
    assert sum(path.stat().st_size for path in files) < 200_000
    for path in files:
        text = path.read_text("utf-8")
        assert not re.search(r"(^|[\s,\"'])(/|~|[A-Za-z]:\\)", text, re.MULTILINE)


def test_what_is_contrasted_is_there(accuracy, training):
    clear, subtle = (accuracy[pair] for pair in PAIRS)
    assert clear.mean() > 90
    # Chance is 50 %; the article's subtle proteins got 62 %.
    assert 40 < subtle.mean() < 62
    assert clear.min() > subtle.max()
    assert training["subtle"][:, -1].mean() - subtle.mean() > 30


def test_the_first_sentence_says_what_numpy_finds(found, accuracy):
    clear, subtle = (accuracy[pair] for pair in PAIRS)
    told_ = re.fullmatch(
        r"Test accuracy: difference of means (?P<difference>.+?) points "
        r"\(95 % over trainings (?P<runs>.+?), over trainings and groups "
        r"(?P<groups>.+?)\); Cliff's delta (?P<delta>.+?) \(.*?\)\. "
        r"clear (?P<clear>.+?\)), subtle (?P<subtle>.+?\))\.",
        found.effect,
    )
    assert told_, found.effect
    shown = pytest.approx(clear.mean() - subtle.mean(), abs=0.051)
    assert float(told_["difference"]) == shown
    pairs = np.sign(clear[:, None] - subtle[None, :])
    assert float(told_["delta"]) == pytest.approx(pairs.mean(), abs=0.0051)
    for name, values in accuracy.items():
        wanted = [values.mean(), values.std(ddof=1), RUNS, np.median(values)]
        assert numbers(told_[name]) == pytest.approx(wanted, abs=0.051)


def test_the_interval_over_trainings_is_efrons(found, accuracy):
    wanted = bca(*accuracy.values(), np.random.default_rng(5))
    interval = 100 * np.array(found.two.interval)
    # Both redraw at random: an end may lie a little aside.
    assert interval == pytest.approx(wanted, abs=0.3)
    assert interval[0] > 0


def bca(first, second, random, repetitions=100_000):
    """Return the ends of the BCa interval of a difference of means (Efron 1987)."""
    normal, found = NormalDist(), first.mean() - second.mean()
    one, other = (
        each[random.integers(0, each.size, (repetitions, each.size))].mean(axis=1)
        for each in (first, second)
    )
    draws = one - other
    below = ((draws < found - 1e-9).mean() + (draws <= found + 1e-9).mean()) / 2
    bias = normal.inv_cdf(below)
    # What each value does to the difference, as the jackknife has it.
    pulls = [
        (first - first.mean()) / first.size,
        (second.mean() - second) / second.size,
    ]
    cubes, squares = (sum((p**k).sum() for p in pulls) for k in (3, 2))
    skew = cubes / (6 * squares**1.5)
    ends = []
    for z in (-1.959964, 1.959964):
        moved = bias + (bias + z) / (1 - skew * (bias + z))
        ends.append(float(np.quantile(draws, normal.cdf(moved))))
    return ends


def test_the_interval_over_groups_is_that_of_redrawn_runs_and_dishes(found):
    rows = read(TABLES / "groups.csv")
    random = np.random.default_rng(6)
    means = [redrawn([r for r in rows if r["set"] == pair], random) for pair in PAIRS]
    (apart,) = found.apart
    low, high = 100 * np.array(apart.groups.interval)
    ends = np.quantile(means[0] - means[1], [0.025, 0.975])
    # Theirs reaches farther, as these are few dishes.
    width = ends[1] - ends[0]
    assert ends[0] - width < low < ends[0] + 0.1 * width
    assert ends[1] - 0.1 * width < high < ends[1] + width
    assert low > 0
    assert apart.groups.value == pytest.approx(found.two.difference)
    assert [each.unit.groups for each in found.summaries] == [8, 8]
    assert [each.unit.tiles for each in found.summaries] == [256, 256]


def redrawn(rows, random, repetitions=4000):
    """Return means in percent, with runs and, in each class, dishes redrawn."""
    runs = list(dict.fromkeys(row["run"] for row in rows))
    dishes = dict.fromkeys((row["group"], row["class"]) for row in rows)
    right = {(r["run"], r["group"]): int(r["n_right"]) for r in rows}
    tiles = {row["group"]: int(row["n_tiles"]) for row in rows}
    table = np.array([[right[run, group] for group, _ in dishes] for run in runs])
    sizes = np.array([tiles[group] for group, _ in dishes])
    classes = np.array([name for _, name in dishes])
    weights = np.zeros((repetitions, len(sizes)))
    for name in set(classes.tolist()):
        of = np.flatnonzero(classes == name)
        weights[:, of] = random.multinomial(
            of.size, [1 / of.size] * of.size, repetitions
        )
    drawn = random.multinomial(len(runs), [1 / len(runs)] * len(runs), repetitions)
    above = ((drawn / len(runs)) @ table * weights).sum(axis=1)
    return 100 * above / (weights @ sizes)


def test_p_is_that_of_two_sets_that_do_not_overlap(found, accuracy):
    assert accuracy["clear"].min() > accuracy["subtle"].max()
    # Of all ways to deal 24 numbers into two dozens, two are as extreme.
    assert found.two.ranked.p == pytest.approx(2 / comb(24, 12))
    assert found.two.u == RUNS * RUNS
    assert f"U = {RUNS * RUNS}, p < 0.001" in found.p
    assert found.how == "two"


def test_verdicts_are_counted_as_they_stand_in_the_table(sets):
    rows = read(TABLES / "runs.csv")
    for each in sets:
        kinds = Counter(row["verdict"] for row in rows if row["set"] == each.label)
        judged = verdict_of(each)
        assert judged.kinds == kinds
        untrusted = [r for r in rows if r["set"] == each.label and r["trusted"] == "0"]
        assert judged.untrusted == len(untrusted)
        for kind, number in kinds.items():
            every = f"All {RUNS} runs {WORDS[kind]}."
            some = f"{number} {WORDS[kind]}"
            assert (every if number == RUNS else some) in judged.text
    clear, subtle = (verdict_of(each).text for each in sets)
    assert "The classes can be told apart" in clear
    assert "That classes can be told apart is not shown" in subtle


def test_the_box_plot_shows_every_run_of_the_table(sets, accuracy, tmp_path):
    paths = figures.write_boxes(tmp_path / "box", sets, "accuracy", endings=("svg",))
    assert paths[0].stat().st_size > 5000
    rows = read(paths[1])
    for name, values in accuracy.items():
        own = [row for row in rows if row["set"] == name]
        points = [float(row["value"]) for row in own if row["what"] == "run"]
        assert points == pytest.approx(values.tolist())
        told_ = {r["name"]: float(r["value"]) for r in own if r["what"] == "box"}
        quartiles = np.quantile(values, [0.25, 0.5, 0.75])
        assert [told_[q] for q in ("lower", "median", "upper")] == pytest.approx(
            quartiles
        )
        reach = 1.5 * (quartiles[2] - quartiles[0])
        kept = values[
            (values >= quartiles[0] - reach) & (values <= quartiles[2] + reach)
        ]
        assert told_["low"] == pytest.approx(min(kept.min(), quartiles[0]))
        assert told_["high"] == pytest.approx(max(kept.max(), quartiles[2]))
        assert [r["value"] for r in own if r["what"] == "chance"] == ["50"]


def test_the_curves_are_the_means_of_the_table(sets, training, tmp_path):
    learnt = [learning(each) for each in sets]
    paths = curve_figure.write_curves(tmp_path / "curves", learnt, endings=("svg",))
    assert paths[0].stat().st_size > 5000
    rows = read(paths[1])
    for name, table in training.items():
        own = [r for r in rows if r["set"] == name and r["part"] == "training"]
        points = [float(row["value"]) for row in own if row["what"] == "point"]
        assert points == pytest.approx(table.ravel().tolist())
        means = [row for row in own if row["what"] == "mean over runs"]
        assert [float(row["value"]) for row in means] == pytest.approx(table.mean(0))
        held = table.std(axis=0) > 0
        for row, mean, varies in zip(means, table.mean(0), held, strict=True):
            if varies:
                assert float(row["low"]) <= mean <= float(row["high"])
        assert any(row["what"] == "LOESS" for row in own)


def test_the_figure_hides_no_run(sets, accuracy):
    figure = Figure()
    plot = figures._plot(sets, "accuracy", ())
    figures._draw_boxes(figure, plot, list(PAIRS))
    (axes,) = figure.axes
    low, high = axes.get_ylim()
    drawn = [float(y) for each in axes.collections for _, y in each.get_offsets()]
    assert sorted(drawn) == pytest.approx(sorted(np.concatenate([*accuracy.values()])))
    assert low < min(drawn)
    assert max(drawn) < high
    assert low < 50


@pytest.mark.parametrize("name", ["contrast", "contrast_curves"])
def test_the_figures_of_readme_are_those_of_the_tables(sets, tmp_path, name):
    if name == "contrast":
        figures.write_boxes(tmp_path / name, sets, "accuracy", endings=())
    else:
        learnt = [learning(each) for each in sets]
        curve_figure.write_curves(tmp_path / name, learnt, endings=())
    stored, drawn = (read(folder / f"{name}.csv") for folder in (DOCS, tmp_path))
    assert list(stored[0]) == list(drawn[0])
    for one, other in zip(stored, drawn, strict=True):
        assert (one["set"], one["what"]) == (other["set"], other["what"])
        if one["value"] != "NA":
            assert float(one["value"]) == pytest.approx(float(other["value"]))
    assert 5_000 < (DOCS / f"{name}.png").stat().st_size < 150_000


def test_all_is_told_in_order_and_names_its_n(found):
    text = "\n".join(lines(told(found)))
    assert text.startswith(found.effect)
    assert text.count(f"n = {RUNS} trainings of one split, not {RUNS} experiments") >= 2
    assert "8 groups in the test (256 tiles)" in text
