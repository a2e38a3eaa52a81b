"""Learning curves of several sets over each other."""

import numpy as np
import pytest
from compared import seen_of, study_of
from PySide6.QtCore import QPoint, Qt

from cellclassifier.gui.widgets import compare_reading as reading
from cellclassifier.gui.widgets import compare_series
from cellclassifier.gui.widgets.compare_curves import CurvesPlot
from cellclassifier.gui.widgets.compare_curves_view import CurvesView

ALL = compare_series.PARTS


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    seen = seen_of([study_of(tmp_path_factory.mktemp("study"), epochs=6)])
    return {key: reading.learn(seen, key) for key in ("accuracy", "loss")}


@pytest.fixture
def plot(qtbot):
    made = CurvesPlot("Nothing yet.")
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    return made


def test_every_value_is_a_point_moved_across_only(plot, found):
    plot.set_learning(found["accuracy"], "runs", ALL)
    # Of 2 sets of 5 runs: 6 epochs of training and validation, and the test.
    assert len(plot.spots()) == 2 * 5 * (6 + 6 + 1)
    for series in plot._series:
        assert np.abs(series.x - series.epochs).max() <= compare_series.JITTER
    first = plot._series[0]
    shown = [100 * point.value for point in found["accuracy"][0].curves[0].points]
    assert first.y.tolist() == pytest.approx(shown)


def test_the_axis_hides_no_point(plot, found):
    for quantity, parts in (("accuracy", ALL), ("loss", ("validation",))):
        plot.set_learning(found[quantity], "document", parts)
        area = plot._area().adjusted(-0.5, -0.5, 0.5, 0.5)
        assert all(area.contains(x, y) for x, y in plot.spots())


def test_the_two_lines_are_those_of_the_core(plot, found):
    each = found["accuracy"][0].curves[0]
    plot.set_learning(found["accuracy"], "runs", ALL)
    assert plot._series[0].line[1].tolist() == pytest.approx(100 * each.band.mean)
    plot.set_learning(found["accuracy"], "document", ALL)
    assert plot._series[0].line[1].tolist() == pytest.approx(100 * each.smooth.y)


def test_an_epoch_and_a_point_are_told(plot, found):
    plot.set_learning(found["accuracy"], "runs", ALL)
    area = plot._area()
    words = plot.tip_at(QPoint(round(area.right()) - 1, round(area.bottom()) - 1))
    band = found["accuracy"][0].curves[0].band
    assert words.startswith("epoch 6")
    assert f"compact, training: {100 * band.mean[-1]:.3g} % (95 %" in words
    run = found["accuracy"][0].curves[0].points[0].run
    assert plot.words_of(0).startswith(f"compact, seed 0 ({run.id})\nepoch 1, training")


def test_a_click_chooses_the_run_of_a_point(plot, found, qtbot):
    plot.set_learning(found["accuracy"], "runs", ("train",))
    x, y = plot.spots()[-1]
    place = QPoint(round(x), round(y))
    with qtbot.waitSignal(plot.run_chosen) as chosen:
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [plot.run_of(plot.nearest(place.toPointF()))]


def test_the_numbers_hold_points_and_lines(plot, found):
    plot.set_learning(found["loss"], "runs", ALL)
    header, rows = plot.table()
    assert header[5] == "loss (nats)"
    points = [row for row in rows if row[2] == "point"]
    lines = [row for row in rows if row[2] == "line"]
    assert (len(points), len(lines)) == (130, 2 * 2 * 6)
    assert all(len(row) == len(header) for row in rows)


def test_many_points_are_still_all_drawn(plot, found, monkeypatch):
    from cellclassifier.gui.widgets import compare_curves

    monkeypatch.setattr(compare_curves, "_MANY", 10)
    plot.set_learning(found["accuracy"], "runs", ("train",))
    image = plot.grab().toImage()
    x, y = plot.spots()[0]
    assert image.pixelColor(round(x), round(y)) != plot.colours().panel


@pytest.fixture
def view(qtbot):
    made = CurvesView()
    qtbot.addWidget(made)
    made.show()
    return made


def test_parts_can_be_left_out_and_nothing_is_said(view, found):
    view.show_learning(found["accuracy"])
    assert len(view.plot.spots()) == 130
    view.parts["train"].click()
    assert {each.part for each in view.plot._series} == {"validation", "test"}
    view.parts["validation"].click()
    view.parts["test"].click()
    assert view.plot.is_empty()
    assert "Nothing is ticked" in view.plot._message


def test_loss_is_asked_for(view, found, qtbot):
    view.show_learning(found["accuracy"])
    view.quantity_box.setCurrentIndex(1)
    with qtbot.waitSignal(view.quantity_wanted) as asked:
        view.quantity_box.activated.emit(1)
    assert asked.args == ["loss"]
    assert view.quantity == "loss"
    assert view.plot.is_empty()
    view.kind_box.setCurrentIndex(1)
    view.show_learning(found["loss"])
    assert view.plot._kind == "document"


def test_notes_stand_below(view, tmp_path_factory):
    folder = study_of(tmp_path_factory.mktemp("few"), runs=2, networks=("compact",))
    view.show_learning(reading.learn(seen_of([folder]), "accuracy"))
    assert "2 runs have no band over runs" in view.notes.text()
    assert not view.notes.isHidden()


def test_without_validation_its_box_says_why(view, found):
    only = tuple(each._replace(curves=each.curves[:1]) for each in found["accuracy"])
    view.show_learning(only)
    assert not view.parts["validation"].isEnabled()
    assert "kept no tiles aside" in view.parts["validation"].toolTip()
