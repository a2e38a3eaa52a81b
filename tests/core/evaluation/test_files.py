"""An evaluation as files: tables that say the same as the numbers, and figures."""

import csv
from math import inf

import numpy as np
import pytest
from judged import drawn, sure, table
from PIL import Image

from cellclassifier.core.evaluation.curves import precision_recall, reliability, roc
from cellclassifier.core.evaluation.evaluate import evaluate
from cellclassifier.core.evaluation.figures import FIGURES, RIGHT, WRONG
from cellclassifier.core.evaluation.files import write_evaluation

TABLES = [
    "numbers.csv",
    "confusion.csv",
    "roc.csv",
    "precision_recall.csv",
    "reliability.csv",
    "notes.txt",
]


@pytest.fixture(scope="module")
def made():
    return drawn(150, "abc", groups=4, spread=1, seed=1)


@pytest.fixture(scope="module")
def evaluation(made):
    return evaluate(made, repetitions=200)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, made, evaluation):
    path = tmp_path_factory.mktemp("evaluation") / "new"
    write_evaluation(path, "test, run 3", made, evaluation, ())
    return path


def rows(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(folder, name, class_name="", interval=None):
    found = [
        row
        for row in rows(folder, "numbers.csv")
        if (row["name"], row["class"]) == (name, class_name)
        and interval in (None, row["interval"])
    ]
    assert len(found) == 1, f"{len(found)} rows of {name}"
    return found[0]


def ends(row):
    return float(row["low"]), float(row["high"])


def test_all_tables_are_written_and_named(tmp_path, made, evaluation):
    paths = write_evaluation(tmp_path / "x", "test", made, evaluation, ())
    assert [path.name for path in paths] == TABLES
    assert all(path.is_file() for path in paths)


def test_each_number_stands_with_n_and_both_intervals(folder, evaluation):
    row = number(folder, "accuracy", interval="Wilson, tiles")
    assert (int(row["k"]), int(row["n"])) == evaluation.accuracy[:2]
    assert ends(row) == pytest.approx(evaluation.accuracy[2:])
    row = number(folder, "accuracy", interval="bootstrap, groups")
    assert ends(row) == pytest.approx(evaluation.accuracy_by_group.by_group)
    for place, name in enumerate("abc"):
        area = evaluation.roc_auc[place]
        row = number(folder, "roc_auc", name, "bootstrap, tiles")
        assert float(row["value"]) == pytest.approx(area.value)
        assert ends(row) == pytest.approx(area.by_tile)
        row = number(folder, "roc_auc", name, "bootstrap, groups")
        assert ends(row) == pytest.approx(area.by_group)
        row = number(folder, "recall", name, "Wilson, tiles")
        each = evaluation.classes[place]
        assert (int(row["k"]), int(row["n"])) == each.recall[:2]
        assert float(number(folder, "f1", name, "bootstrap, tiles")["value"]) == (
            pytest.approx(each.f1.value)
        )
    for name in ("brier_score", "log_loss", "calibration_error", "balanced_accuracy"):
        assert number(folder, name, interval="bootstrap, tiles")["n"] == "150"
    base = evaluation.baseline
    row = number(folder, "always_this_class", base.class_name)
    assert float(row["value"]) == pytest.approx(base.share)
    assert number(folder, "groups")["value"] == "12"


def test_the_other_tables_say_the_same_as_the_curves(folder, made, evaluation):
    counts = np.array([int(row["n"]) for row in rows(folder, "confusion.csv")])
    np.testing.assert_array_equal(counts.reshape(3, 3), evaluation.matrix)
    shares = [float(row["share"]) for row in rows(folder, "confusion.csv")]
    np.testing.assert_allclose(shares, evaluation.shares.ravel(), rtol=1e-8)
    for name, curve_of, x, y in (
        ("roc.csv", roc, "false_positive_rate", "true_positive_rate"),
        ("precision_recall.csv", precision_recall, "recall", "precision"),
    ):
        curve = curve_of(made.true == 1, made.probabilities[:, 1])
        found = [row for row in rows(folder, name) if row["class"] == "b"]
        np.testing.assert_allclose([float(row[x]) for row in found], curve.x)
        np.testing.assert_allclose([float(row[y]) for row in found], curve.y)
        assert float(found[0]["threshold"]) == inf
    bins = rows(folder, "reliability.csv")
    golden = reliability(made)
    assert [int(row["n"]) for row in bins] == golden.counts.tolist()
    shown = [float(row["accuracy"] or "nan") for row in bins]
    np.testing.assert_allclose(shown, golden.accuracy)


def test_the_notes_go_with_the_numbers(folder, evaluation):
    text = (folder / "notes.txt").read_text("utf-8").splitlines()
    assert text == ["test, run 3", *evaluation.notes]


def test_what_is_not_defined_is_empty(tmp_path):
    made = table(sure("aab"), "aa.")
    write_evaluation(tmp_path, "t", made, evaluate(made, repetitions=20), ())
    row = number(tmp_path, "roc_auc", "b")
    assert (row["value"], row["low"], row["interval"]) == ("", "", "")
    assert number(tmp_path, "recall", "b")["value"] == ""
    assert rows(tmp_path, "confusion.csv")[2]["share"] == ""
    assert number(tmp_path, "brier_score")["n"] == "2"


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    path = tmp_path_factory.mktemp("figures")
    names = ("co$t$", "_low", "c" * 30)
    drawn_table = drawn(120, "abc", groups=4, seed=2)
    named = dict(zip("abc", names, strict=True))
    made = drawn_table._replace(
        classes=names, true_classes=tuple(named[x] for x in drawn_table.true_classes)
    )
    judged = evaluate(made, repetitions=50)
    return write_evaluation(path, "a $5$ test " * 12, made, judged)


def test_each_figure_has_each_ending(figures):
    drawn_files = {path.name for path in figures} - set(TABLES)
    endings = ("png", "svg", "pdf")
    assert drawn_files == {f"{name}.{end}" for name in FIGURES for end in endings}
    for path in figures:
        start = path.read_bytes()[:200]
        if path.suffix == ".pdf":
            assert start.startswith(b"%PDF")
        elif path.suffix == ".svg":
            assert b"<svg" in path.read_bytes()[:2000]
        elif path.suffix == ".png":
            with Image.open(path) as image:
                assert np.asarray(image.convert("L")).std() > 10


def text_of(figures, name):
    path = next(path for path in figures if path.name == f"{name}.svg")
    return path.read_text("utf-8")


def test_figures_name_classes_as_they_are_named(figures):
    for name in ("roc", "precision_recall"):
        text = text_of(figures, name)
        assert "co$t$ (n = " in text
        assert "_low (n = " in text
        assert "by group 0." in text
    assert "co$t$" in text_of(figures, "confusion")
    assert "expected calibration error" in text_of(figures, "reliability")
    assert "right (n = " in text_of(figures, "confidence")


def test_the_same_numbers_give_the_same_figures(tmp_path, made, evaluation):
    once = write_evaluation(tmp_path / "1", "t", made, evaluation)
    again = write_evaluation(tmp_path / "2", "t", made, evaluation)
    for one, other in zip(once, again, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


@pytest.mark.parametrize(("labels", "colour"), [("aabb", RIGHT), ("bbaa", WRONG)])
def test_right_and_wrong_are_told_apart(labels, colour, tmp_path):
    made = table(sure(labels), "aabb")
    write_evaluation(tmp_path, "t", made, evaluate(made, repetitions=20), ("png",))
    with Image.open(tmp_path / "confidence.png") as image:
        pixels = np.asarray(image.convert("RGB")).astype(int)
    counts = {}
    for each in (RIGHT, WRONG):
        named = [int(each[i : i + 2], 16) for i in (1, 3, 5)]
        counts[each] = (abs(pixels - named).max(axis=-1) < 12).sum()
    # What is not there has but its place in the legend.
    assert counts[colour] > 5 * counts[WRONG if colour == RIGHT else RIGHT]
