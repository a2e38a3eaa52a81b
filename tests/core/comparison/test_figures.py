"""Box plots: what is drawn, read back from the figure and from the numbers."""

import numpy as np
import pytest
from curved import sets_of
from matplotlib.figure import Figure

from cellclassifier.core.comparison import figures
from cellclassifier.core.comparison.metrics import METRICS, values
from cellclassifier.core.comparison.readers import ReaderMark
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table
from cellclassifier.core.statistics import wilson


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    return sets_of(tmp_path_factory.mktemp("sets"), runs=5, epochs=6)


@pytest.fixture
def drawn(monkeypatch, tmp_path):
    """Return what writes a box plot and gives back its figure, and its numbers."""
    kept = []
    monkeypatch.setattr(
        figures,
        "write_figure",
        lambda path, size, draw, table, endings: (
            kept.append((draw, size)),
            figures_write(path, size, draw, table, endings),
        )[1],
    )

    def call(*arguments, **more):
        paths = figures.write_boxes(
            tmp_path / "box", *arguments, endings=("svg",), **more
        )
        figure = Figure(figsize=(4, 3))
        kept[-1][0](figure)
        return figure.axes[0], read_table(paths[-1]), kept[-1][1]

    return call


figures_write = figures.write_figure


def heights(axes):
    """Return the heights of all points."""
    return [float(y) for each in axes.collections for _, y in each.get_offsets()]


@pytest.mark.parametrize("metric", METRICS)
def test_no_point_is_hidden(drawn, sets, metric):
    axes, rows, _ = drawn(sets, metric)
    wanted = [v for each in sets for v in values(each, metric)]
    known = [METRICS[metric].shown(v) for v in wanted if v is not None]
    low, high = axes.get_ylim()
    found = heights(axes)
    assert len(found) == len(wanted) == 10
    assert all(low < y < high or y == low == 0 for y in found)
    told = [
        float(r["value"]) for r in rows if r["what"] == "run" and r["value"] != "NA"
    ]
    assert told == pytest.approx(known)
    assert set(np.round(known, 6)) <= set(np.round(found, 6))


def test_the_box_is_that_of_type_7_quartiles(drawn, sets):
    axes, rows, _ = drawn(sets, "accuracy")
    for each in sets:
        shares = 100 * np.array(values(each, "accuracy"))
        told = {
            row["name"]: float(row["value"])
            for row in rows
            if row["set"] == each.label and row["what"] == "box"
        }
        quartiles = np.quantile(shares, [0.25, 0.5, 0.75])
        names = ("lower", "median", "upper")
        assert [told[name] for name in names] == pytest.approx(quartiles)
    assert len(axes.patches) == 4


def test_points_are_moved_across_only_and_always_alike(drawn, sets):
    axes, *_ = drawn(sets, "accuracy")
    again, *_ = drawn(sets, "accuracy")
    for place, each in enumerate(axes.collections):
        x = each.get_offsets()[:, 0]
        assert np.abs(x - place).max() <= 0.1
        assert len(set(x.tolist())) == 5
        assert (x == again.collections[place].get_offsets()[:, 0]).all()


def test_n_stands_below_each_box_and_chance_across(drawn, sets):
    axes, rows, _ = drawn(sets, "accuracy")
    names = [tick.get_text() for tick in axes.get_xticklabels()]
    assert names == ["compact\nn = 5 runs", "deep\nn = 5 runs"]
    assert [text.get_text() for text in axes.texts] == ["chance\n50 %"]
    assert axes.get_ylim()[0] < 50
    assert [r["value"] for r in rows if r["what"] == "chance"] == ["50", "50"]
    half = sets[1]._replace(chance=0.25, unfinished=2, runs=sets[1].runs[:4])
    axes, *_ = drawn([sets[0], half], "accuracy")
    assert [t.get_text() for t in axes.get_xticklabels()][1] == "deep\nn = 4 of 6"
    told = {text.get_text() for text in axes.texts}
    assert told == {"chance\n50 %", "chance\n25 %", "majority\n50 %"}


def test_always_naming_one_class_is_a_line_where_that_is_above_chance(
    drawn, sets, monkeypatch
):
    _, rows, _ = drawn(sets, "accuracy")
    assert not any(row["what"] == "majority" for row in rows)
    known = figures.table_of(sets[0].runs[0], "test").known
    fewer = known.rows(np.arange(3, len(known.tiles)))
    table = figures.table_of(sets[0].runs[0], "test")._replace(known=fewer)
    monkeypatch.setattr(figures, "table_of", lambda *_: table)
    axes, rows, _ = drawn(sets, "accuracy")
    told = [float(row["value"]) for row in rows if row["what"] == "majority"]
    assert told == pytest.approx([100 * 10 / 17] * 2)
    texts = [text.get_text() for text in axes.texts]
    assert texts == ["chance\n50 %", "majority\n58.8 %"]
    assert not any(r["what"] == "majority" for r in drawn(sets, "balanced")[1])


def test_epochs_that_were_not_reached_have_a_row_of_their_own(drawn, sets):
    axes, rows, _ = drawn(sets, "epochs")
    assert values(sets[1], "epochs") == (None,) * 5
    (row,) = set(heights(axes)[-5:])
    assert axes.get_yticklabels()[-1].get_text() == "not reached"
    assert axes.get_yticks()[-1] == row < axes.get_ylim()[1]
    names = [tick.get_text() for tick in axes.get_xticklabels()]
    assert names[1] == "deep\nn = 5 runs\n5 not reached"
    assert [r["value"] for r in rows if r["set"] == "deep"] == ["NA"] * 5
    assert not any(r["what"] == "box" for r in rows if r["set"] == "deep")


def test_readers_stand_beside_their_box_with_an_interval(drawn, sets):
    found = ReaderMark("_Ada", "r1", wilson(28, 40), None, None, 4, 40)
    axes, rows, _ = drawn(sets, "accuracy", [(found,), ()])
    (reader,) = [row for row in rows if row["what"] == "reader"]
    assert (reader["set"], reader["name"]) == ("compact", "_Ada")
    assert float(reader["value"]) == pytest.approx(70)
    assert float(reader["low"]) == pytest.approx(100 * wilson(28, 40).low)
    (mark,) = [line for line in axes.lines if line.get_marker() == "D"]
    assert mark.get_ydata().tolist() == pytest.approx([70])
    assert 0.2 < mark.get_xdata()[0] < 0.5
    (legend,) = axes.figure.legends
    assert "_Ada, blinded (n = 40 tiles" in legend.get_texts()[0].get_text()
    # Readers' accuracy is no other number.
    axes, rows, _ = drawn(sets, "auc", [(found,), ()])
    assert not any(row["what"] == "reader" for row in rows)
    assert axes.figure.legends == []


def test_few_runs_are_points_without_a_box(drawn, sets):
    few = sets[0]._replace(runs=sets[0].runs[:2])
    axes, rows, _ = drawn([few], "accuracy")
    assert len(axes.patches) == 0
    assert len(heights(axes)) == 2
    assert not any(row["what"] == "box" for row in rows)


def test_the_width_follows_the_number_of_sets(drawn, sets):
    many = [sets[0]._replace(label=f"set_{n} of_the plate") for n in range(8)]
    assert drawn(sets, "accuracy")[2][0] == 85
    assert drawn(many[:5], "accuracy")[2][0] == 114
    axes, _, (wide, tall) = drawn(many, "accuracy")
    assert wide == 174
    assert tall > drawn(sets, "accuracy")[2][1]
    assert drawn(many, "accuracy", width=114)[2][0] == 114
    assert len(axes.get_xticklabels()) == 8


def test_without_runs_there_is_nothing_to_draw(sets, tmp_path):
    with pytest.raises(UserError, match="No run has a result"):
        figures.write_boxes(tmp_path / "box", [sets[0]._replace(runs=())], "accuracy")
    assert not list(tmp_path.iterdir())
