"""Sets of runs read from tables: the numbers of the runs, and plain errors."""

import shutil

import comparable
import numpy as np
import pytest
from curved import sets_of

from cellclassifier import cli
from cellclassifier.core.comparison.comparing import comparison
from cellclassifier.core.comparison.metrics import METRICS, values
from cellclassifier.core.comparison.run_curves import learning
from cellclassifier.core.comparison.sets import labelled
from cellclassifier.core.comparison.stored import is_stored, read_sets
from cellclassifier.core.comparison.tables import write_tables
from cellclassifier.core.comparison.told import document, lines, told
from cellclassifier.core.comparison.verdict_of import verdicts
from cellclassifier.core.comparison.written import write_comparison
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, write_table

TABLES = ("runs.csv", "history.csv", "groups.csv", "codebook.csv")


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    """Two networks and their controls on the same test tiles, which are in groups."""
    made = comparable.study(tmp_path_factory.mktemp("runs"), tests=6)
    runs = comparable.experiment(made, 5, networks=("deep", "compact"))
    rng = np.random.default_rng(1)
    for run in runs:
        share = 0.9 if run.record.variant == "deep" else 0.6
        # No two losses alike: ends of intervals jump where resamples are equal.
        right, p = rng.random(48) < share, rng.uniform(0.7, 0.9)
        comparable.predict(comparable.end(run), right, p=p)
    return labelled(comparable.sets_of(made))


@pytest.fixture(scope="module")
def folder(sets, tmp_path_factory):
    found = tmp_path_factory.mktemp("tables")
    write_tables(found, sets)
    return found


def text_of(sets, without):
    """Return all that is told, but for a caveat."""
    found = lines(told(comparison(sets, "accuracy")))
    kept = [line for line in found if without not in line]
    assert len(kept) == len(found) - 1
    return kept


def test_all_that_is_told_is_what_the_runs_tell(sets, folder):
    stored = read_sets(folder)
    assert [each.label for each in stored] == [each.label for each in sets]
    of_tables = text_of(stored, "compared from their tables")
    assert of_tables == text_of(sets, "cannot be traced to one of these")
    # Over groups too, and paired by them, since both predicted one test set.
    assert "over trainings and groups" in of_tables[0]
    assert comparison(stored, "accuracy").how == "paired"


@pytest.mark.parametrize("metric", METRICS)
def test_numbers_are_those_of_the_runs(sets, folder, metric):
    for one, other in zip(sets, read_sets(folder), strict=True):
        assert values(other, metric) == pytest.approx(values(one, metric))
    of_runs = document(told(comparison(sets, metric)))
    of_tables = document(told(comparison(read_sets(folder), metric)))
    (one,), (other,) = of_runs["pairs"], of_tables["pairs"]
    for key in ("difference", "p_mann_whitney", "cliffs_delta", "p_exchanged_by_group"):
        assert other[key] == pytest.approx(one[key])
    for key in ("interval_95_over_runs", "interval_95_over_groups"):
        # Ends are those of resamples, some of which are equal but for rounding: an end
        # may jump by a step of these few runs.
        assert other[key] == (one[key] and pytest.approx(one[key], abs=0.005))
    for one, other in zip(of_runs["sets"], of_tables["sets"], strict=True):
        for key in ("verdict", "kinds", "untrusted", "runs", "chance", "groups"):
            assert other[key] == one[key]


def test_curves_and_verdicts_are_those_of_the_runs(tmp_path):
    sets = sets_of(tmp_path / "made", runs=5, epochs=6)
    write_tables(tmp_path, sets)
    for one, other in zip(sets, read_sets(tmp_path), strict=True):
        assert [v.text for v in verdicts(other)] == [v.text for v in verdicts(one)]
        for quantity in ("accuracy", "loss"):
            found, wanted = (learning(each, quantity) for each in (other, one))
            assert [curve.part for curve in found.curves] == ["train", "validation"]
            for mine, theirs in zip(found.curves, wanted.curves, strict=True):
                assert mine.band.mean == pytest.approx(theirs.band.mean)
                assert mine.band.low == pytest.approx(theirs.band.low, nan_ok=True)
                assert mine.smooth.y == pytest.approx(theirs.smooth.y)
            points = [(mark.epoch, mark.value) for mark in found.marks]
            assert points == [
                (mark.epoch, pytest.approx(mark.value)) for mark in wanted.marks
            ]


def test_what_is_written_of_tables_is_what_was_read(sets, folder, tmp_path):
    of = told(comparison(read_sets(folder), "accuracy"))
    write_comparison(tmp_path / "again", of, endings=())
    for name in TABLES:
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()
    runs = told(comparison(sets, "accuracy"))
    write_comparison(tmp_path / "runs", runs, endings=())
    for name in ("box_accuracy.csv", "curves_accuracy.csv", "curves_loss.csv"):
        one, other = (tmp_path / where / name for where in ("again", "runs"))
        assert one.read_text() == other.read_text()


def test_a_set_under_another_name_is_written_under_it(folder, tmp_path):
    first = read_sets(folder)[0]._replace(label="ours")
    write_tables(tmp_path, [first])
    assert read_sets(tmp_path)[0].label == "ours"
    for name in TABLES[:3]:
        assert {row["set"] for row in read_table(tmp_path / name)} == {"ours"}


def test_it_is_said_that_tables_tell_no_settings(folder):
    found = comparison(read_sets(folder), "accuracy")
    assert any("do not tell in which settings" in each for each in found.caveats)


def test_the_command_line_compares_tables(folder, tmp_path, capsys):
    out = tmp_path / "again"
    code = cli.main(["compare", str(folder), "--out", str(out)], lambda _: 0)
    text = capsys.readouterr().out
    assert code == 0
    assert text.startswith(comparison(read_sets(folder), "accuracy").effect)
    assert (out / "runs.csv").read_bytes() == (folder / "runs.csv").read_bytes()


@pytest.mark.parametrize(
    ("vary", "how"), [("split", "split"), ("folds", "folds"), ("seed", "seed")]
)
def test_what_runs_differ_in_is_seen_in_the_tables(tmp_path, vary, how):
    made = comparable.study(tmp_path, tests=2)
    runs = comparable.experiment(made, 2, vary=vary)
    comparable.finish(runs, [3, 4])
    write_tables(tmp_path, comparable.sets_of(made))
    (found,) = read_sets(tmp_path)
    assert found.vary == how


def test_a_class_without_test_tiles_counts_for_chance(folder, tmp_path):
    tables = shutil.copytree(folder, tmp_path / "tables")
    rows = read_table(tables / "runs.csv")
    wider = [{**row, "n_classes": "4"} for row in rows]
    write_table(tables / "runs.csv", list(rows[0]), [r.values() for r in wider])
    found = read_sets(tables)[0]
    assert found.chance == 0.25
    assert len(found.classes) == 4
    assert comparison([found], "accuracy").summaries[0].chance == 0.25


@pytest.mark.parametrize("name", TABLES[:3])
def test_a_missing_table_is_named(folder, tmp_path, name):
    tables = shutil.copytree(folder, tmp_path / "tables")
    assert is_stored(tables)
    (tables / name).unlink()
    assert not is_stored(tables)
    with pytest.raises(UserError, match=f"No such file or directory: {name}"):
        read_sets(tables)


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("runs.csv", "test_accuracy", "a lot"),
        ("runs.csv", "verdict", "fine"),
        ("history.csv", "train_loss", ""),
        ("groups.csv", "n_right", "999"),
        ("groups.csv", "n_right", "3"),
    ],
)
def test_a_damaged_table_is_told(folder, tmp_path, name, column, value):
    tables = shutil.copytree(folder, tmp_path / "tables")
    rows = read_table(tables / name)
    damaged = [{**row, column: value} for row in rows]
    write_table(tables / name, list(rows[0]), [row.values() for row in damaged])
    with pytest.raises(UserError, match="are damaged, or were changed"):
        read_sets(tables)
