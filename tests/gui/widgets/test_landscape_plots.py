"""Plots of the landscape: axes, what is read of them, and what is saved."""

import csv

import landscaped
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

import cellclassifier.gui.widgets.landscape_contours as contours
from cellclassifier.core.files import append_line
from cellclassifier.core.landscape_spec import LandscapeSpec
from cellclassifier.core.messages import EpochEnded, Kept, encode
from cellclassifier.gui.widgets.landscape_axes import Axis, around
from cellclassifier.gui.widgets.landscape_course import course_of
from cellclassifier.gui.widgets.landscape_job import Found
from cellclassifier.gui.widgets.landscape_surfaces import surface_of
from cellclassifier.gui.widgets.landscape_view import LandscapeView


@pytest.fixture
def run(tmp_path):
    made = landscaped.run(tmp_path)
    events = [
        EpochEnded(epoch=n, accuracy=0.5 + n / 20, loss=1, val_accuracy=0.6, seconds=1)
        for n in range(1, 9)
    ]
    for event in (*events, Kept(epoch=8)):
        append_line(made.folder / "events.jsonl", encode(event).decode())
    return made


@pytest.fixture
def view(qtbot):
    made = LandscapeView()
    qtbot.addWidget(made)
    made.resize(560, 460)
    made.show()
    return made


def show(view, run, name, epochs=(), **settings):
    spec = LandscapeSpec(view=name, epochs=epochs, batch_size=2, **settings)
    landscape = landscaped.landscape(run, spec)
    view.show_found(Found(landscape, course_of(run), f"{name}{epochs}"))
    return view.surface if name == "slice" else view.panels[name]


def read_csv(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_followed_minibatch_is_thick_and_solid_and_the_mean_dotted(view, run):
    (panel,) = show(view, run, "line", minibatches=4).panels
    *others, mean, own = panel.lines
    assert len(others) == 3
    assert own.look.width > 2 * others[0].look.width
    assert not own.look.dashes
    assert others[0].look.dashes
    assert mean.look.dashes
    losses = np.stack([own.y, *(line.y for line in others)])
    np.testing.assert_allclose(mean.y, losses.mean(axis=0))


def test_networks_have_common_axes_beside_each_other_unless_told_otherwise(view, run):
    plot = show(view, run, "line", (0, 8))
    first, last = plot.panels
    assert (first.title, last.title) == ("before training", "after epoch 8")
    assert first.upwards == last.upwards
    assert view.choices.epoch.isHidden()
    found = view.found.landscape
    far = found.results[1]._replace(losses=found.results[1].losses + 5)
    landscape = found._replace(results=(found.results[0], far))
    view.show_found(view.found._replace(landscape=landscape))
    assert plot.panels[0].upwards.high > 5
    view.choices.same.click()
    assert plot.panels[0].upwards.high < 1 < 5 < plot.panels[1].upwards.low


def test_more_than_three_networks_are_shown_one_at_a_time(view, run):
    plot = show(view, run, "line", landscaped.KEPT)
    assert [panel.title for panel in plot.panels] == ["before training"]
    box = view.choices.epoch
    assert box.isVisible()
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert [panel.title for panel in plot.panels] == ["after epoch 2"]


def test_values_of_a_line_are_read_by_mouse_and_keys(qtbot, view, run):
    plot = show(view, run, "line", minibatches=3, points=5, reach=0.2)
    right = plot.area(0).topRight() + QPointF(-1, 5)
    told = plot.tip_at(right.toPoint())
    # The first begins at 0.1 + 0.1 ** 2 and comes back there, the others rise.
    assert "step +0.2: minibatch 1 0.11" in told
    assert "2 of 2 others higher" in told
    assert plot.tip_at(QPoint(0, 0)) == ""
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert "step \N{MINUS SIGN}0.2" in plot.accessibleDescription()


def test_the_change_of_the_loss_is_0_where_no_step_is_made(view, run):
    plot = show(view, run, "line", minibatches=3, points=5)
    view.choices.values.setCurrentIndex(1)
    view.choices.values.activated.emit(1)
    for line in plot.panels[0].lines:
        assert line.y[2] == pytest.approx(0)
    assert plot.panels[0].level == 0


def test_agreement_has_points_that_are_moved_across_only(view, run):
    cosines, accuracy = show(view, run, "agreement", (0, 8), minibatches=6).panels
    single, mean = cosines.lines
    assert cosines.level == 0
    np.testing.assert_allclose(single.y[:6], np.linspace(-0.2, 0.8, 6))
    assert 0 < abs(single.x[:6]).max() < 0.5
    np.testing.assert_allclose((mean.x, mean.y), ([0, 8], [0.3, 0.3]))
    again = show(view, run, "agreement", (0, 8), minibatches=6).panels[0]
    np.testing.assert_array_equal(single.x, again.lines[0].x)
    assert "1 of 6 minibatches below 0 (17 %)" in cosines.stops[0].words
    training, validation = accuracy.lines
    # As on the page of the training.
    np.testing.assert_allclose(training.x, np.arange(8) + 0.5)
    assert training.y[-1] == pytest.approx(90)
    assert validation.y[0] == pytest.approx(60)


def test_agreement_of_the_kept_network_lies_at_its_epoch(view, run):
    cosines, _ = show(view, run, "agreement", minibatches=6).panels
    assert cosines.lines[1].x.tolist() == [8]
    assert "the network that is kept" in cosines.stops[0].words


def test_the_input_has_both_directions(view, run):
    (panel,) = show(view, run, "input", test="test", reach=0.2, points=5).panels
    random, along = panel.lines
    np.testing.assert_allclose(along.y, np.exp([-0.2, -0.1, 0, 0.1, 0.2]))
    assert (random.y == 1).all()
    assert "step +0.2: loss 1.221 along the gradient, 1 along" in panel.stops[-1].words


def test_exactness_has_two_logarithmic_axes(view, run):
    (panel,) = show(view, run, "exactness").panels
    assert panel.across.log
    assert panel.upwards.log
    median = panel.lines[-1]
    np.testing.assert_allclose(median.y, median.x, rtol=1e-6)
    assert "10\N{SUPERSCRIPT MINUS}\N{SUPERSCRIPT THREE}" in [
        text for _, text in panel.across.ticks(10)
    ]


def test_an_error_of_nothing_has_no_place_on_a_logarithmic_axis(view, run):
    found = show(view, run, "exactness") and view.found
    (result,) = found.landscape.results
    exact = result._replace(measured=result.told.copy())
    landscape = found.landscape._replace(results=(exact,))
    view.show_found(found._replace(landscape=landscape))
    assert not view.panels["exactness"].grab().isNull()


def test_a_surface_is_read_and_its_minimum_marked(qtbot, view, run):
    plot = show(view, run, "slice", minibatches=3, points=5, reach=0.1)
    shown = plot.surface
    # The bowls are deepest at the end of the first direction, upwards.
    assert shown.least == (4, 2)
    assert "minimum" in plot.accessibleDescription()
    corner = plot.tip_at(plot.area().topLeft().toPoint() + QPoint(2, 2))
    assert "first direction +0.1, second \N{MINUS SIGN}0.1" in corner
    # 0.5 + 0.1 ** 2, less the mean of 0, 0.01 and 0.02.
    assert "loss (nats): 0.5\n" in corner
    qtbot.keyClick(plot, Qt.Key.Key_Up)
    assert "first direction +0.05, second +0" in plot.accessibleDescription()
    assert not plot.grab().isNull()


def test_differences_are_centred_on_0_and_never_of_the_mean(view, run):
    plot = show(view, run, "slice", minibatches=3, points=5)
    box = view.choices.values
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert view.choices.number == 1
    shown = plot.surface
    assert shown.signed
    assert shown.low == -shown.high
    np.testing.assert_allclose(shown.values, 0.01)
    model = view.choices.minibatch.model()
    assert not model.item(0).isEnabled()
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert model.item(0).isEnabled()


def test_colours_mean_the_same_for_all_minibatches(run):
    spec = LandscapeSpec(view="slice", batch_size=2, minibatches=3)
    (result,) = landscaped.landscape(run, spec).results
    scales = {
        (each.low, each.high)
        for each in (surface_of(result, n, difference=False) for n in range(4))
    }
    assert scales == {(result.losses.min(), result.losses.max())}


def test_colours_are_those_of_viridis():
    matplotlib = pytest.importorskip("matplotlib")
    at = np.linspace(0, 1, 101)
    wanted = 255 * matplotlib.colormaps["viridis"](at)[:, :3]
    found = contours.colours_of(at, 0, 1, signed=False)
    assert abs(found - wanted).max() < 6
    signed = contours.colours_of(np.array([0.0, np.nan]), -1, 1, signed=True)
    assert signed[0].min() > 240
    assert signed[1].tolist() == [128, 128, 128]


def test_contours_of_a_cone_are_circles():
    y, x = np.mgrid[-10:11, -10:11].astype(float)
    pieces = contours.contour(np.hypot(x, y), 7.0)
    radii = np.hypot(*(pieces - 10).reshape(-1, 2).T)
    assert abs(radii - 7).max() < 0.1
    length = np.hypot(*(pieces[:, 0] - pieces[:, 1]).T).sum()
    assert length == pytest.approx(2 * np.pi * 7, rel=0.01)
    half = contours.contour(np.hypot(x, y), 7.0, dashed=True)
    assert len(half) == pytest.approx(len(pieces) / 2, abs=2)


def test_values_between_those_of_a_surface_lie_between_them():
    fine = contours.finer(np.array([[0.0, 1.0], [2.0, 3.0]]), 3)
    np.testing.assert_allclose(fine, [[0, 0.5, 1], [1, 1.5, 2], [2, 2.5, 3]])


@pytest.mark.parametrize(
    ("axis", "wanted"),
    [
        (Axis("x", -0.05, 0.05), ["\N{MINUS SIGN}0.05", "0", "0.05"]),
        (Axis("x", 0, 4, whole=True), ["0", "1", "2", "3", "4"]),
        (Axis("x", 0.5, 200, log=True), ["10\N{SUPERSCRIPT ZERO}",
         "10\N{SUPERSCRIPT ONE}", "10\N{SUPERSCRIPT TWO}"]),
    ],
)  # fmt: skip
def test_ticks_are_round(axis, wanted):
    assert [text for _, text in axis.ticks(3)] == wanted


def test_an_axis_has_room_for_all_that_is_finite():
    axis = around("x", [np.array([1.0, np.nan, np.inf, 3.0])])
    assert axis.low < 1 < 3 < axis.high < 4
    flat = around("x", [np.full(3, 2.0)])
    assert flat.low < 2 < flat.high
    nothing = around("x", [np.array([np.nan])], log=True)
    assert 0 < nothing.low < nothing.high


@pytest.mark.parametrize("name", ["line", "agreement", "slice", "input", "exactness"])
def test_picture_drawing_and_numbers_are_saved(view, run, tmp_path, name):
    settings = {"test": "test"} if name == "input" else {"minibatches": 3}
    plot = show(view, run, name, (0, 8), **settings)
    for kind in ("png", "svg", "csv"):
        getattr(plot, f"export_{kind}")(tmp_path / f"a.{kind}")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert "before training" in (tmp_path / "a.svg").read_text() or name == "agreement"
    rows = read_csv(tmp_path / "a.csv")
    # All networks, also where one is shown.
    assert {row["epoch"] for row in rows} == {"0", "8"}
    assert all(action.isEnabled() for action in plot.export_menu().actions())


def test_small_plots_go_below_each_other_where_it_is_narrow(view, run):
    plot = show(view, run, "line", (0, 1, 2))
    assert plot.area(0).top() == plot.area(2).top()
    plot.resize(330, 700)
    assert plot.area(0).bottom() < plot.area(2).top()
    assert plot.heightForWidth(330) > plot.heightForWidth(900)
