"""Figures of learning curves, read back from the figure and from the numbers."""

import numpy as np
import pytest
from curved import sets_of
from matplotlib.figure import Figure

from cellclassifier.core.comparison import curve_figure
from cellclassifier.core.comparison.run_curves import learning
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    sets = sets_of(tmp_path_factory.mktemp("sets"), runs=5, epochs=6)
    return [learning(each) for each in sets]


def axes_of(found, kind="runs", parts=("train", "validation")):
    figure = Figure()
    labels = [each.run_set.label for each in found]
    curve_figure._draw(figure, found, labels, kind, parts)
    return figure.axes[0]


def points(axes):
    """Return the offsets of all points, as (x, y)."""
    scattered = [c for c in axes.collections if len(c.get_offsets()) > 1]
    return np.concatenate([each.get_offsets() for each in scattered])


def test_every_point_is_seen_and_moved_across_only(found):
    axes = axes_of(found)
    drawn = points(axes)
    assert len(drawn) == 2 * (2 * 30 + 5)
    low, high = axes.get_ylim()
    assert ((low < drawn[:, 1]) & (drawn[:, 1] < high)).all()
    wanted = sorted(
        100 * point.value
        for each in found
        for point in (*(p for c in each.curves for p in c.points), *each.marks)
    )
    assert sorted(drawn[:, 1]) == pytest.approx(wanted)
    assert np.abs(drawn[:, 0] - drawn[:, 0].round()).max() <= 0.15
    assert (drawn == points(axes_of(found))).all()


@pytest.mark.parametrize("kind", ["runs", "document"])
def test_training_is_solid_validation_dashed_test_dotted(found, kind):
    axes = axes_of(found, kind)
    styles = [line.get_linestyle() for line in axes.lines]
    assert styles.count("-") == styles.count("--") == styles.count(":") == 2
    solid = next(line for line in axes.lines if line.get_linestyle() == "-")
    wanted = curve_figure.line_of(found[0].curves[0], kind)
    assert solid.get_ydata() == pytest.approx(100 * wanted.y)
    told = [text.get_text() for legend in axes.figure.legends for text in legend.texts]
    assert told == [
        *("compact (n = 5 runs)", "deep (n = 5 runs)"),
        *("training", "validation", "test, kept network"),
    ]
    title = axes.figure.legends[1].get_title().get_text()
    line = "Mean over runs" if kind == "runs" else "LOESS"
    assert title == f"{line}, 95 % band"


def test_parts_are_chosen(found):
    axes = axes_of(found, parts=("train",))
    assert "--" not in [line.get_linestyle() for line in axes.lines]
    assert len(points(axes)) == 2 * (30 + 5)


def test_a_band_that_is_missing_is_told(tmp_path):
    few = [learning(each) for each in sets_of(tmp_path, runs=2, epochs=3)]
    title = axes_of(few).figure.legends[1].get_title().get_text()
    assert title == "Mean over runs, no band (fewer than 5 runs)"
    title = axes_of(few, "document").figure.legends[1].get_title().get_text()
    assert title == "LOESS, no band (too few epochs)"


def test_files_with_the_numbers_beside_them(found, tmp_path):
    paths = curve_figure.write_curves(tmp_path / "curves", found, endings=("pdf",))
    assert [path.name for path in paths] == ["curves.pdf", "curves.csv"]
    rows = read_table(paths[1])
    kinds = {(row["set"], row["part"], row["what"]) for row in rows}
    assert len(kinds) == 2 * (2 * 3 + 1)
    own = [
        float(row["value"])
        for row in rows
        if (row["set"], row["part"], row["what"]) == ("deep", "training", "point")
    ]
    wanted = [100 * point.value for point in found[1].curves[0].points]
    assert own == pytest.approx(wanted)
    means = [r for r in rows if r["what"] == "mean over runs" and r["runs"] == "5"]
    assert len(means) == 2 * 2 * 6
    assert all(float(r["low"]) < float(r["value"]) < float(r["high"]) for r in means)


def test_losses_start_at_nought_and_are_in_nats(found):
    losses = [learning(each.run_set, "loss") for each in found]
    axes = axes_of(losses)
    assert axes.get_ylabel() == "Loss (nats)"
    assert axes.get_ylim()[0] <= 0
    first = losses[0].curves[0].points[0].value
    assert points(axes)[0, 1] == pytest.approx(first)


def test_without_epochs_there_is_nothing_to_draw(found, tmp_path):
    empty = [each._replace(curves=(), marks=()) for each in found]
    with pytest.raises(UserError, match="No run has measured an epoch"):
        curve_figure.write_curves(tmp_path / "curves", empty)
    half = [found[0], empty[1]]
    assert curve_figure.write_curves(tmp_path / "curves", half, endings=())
