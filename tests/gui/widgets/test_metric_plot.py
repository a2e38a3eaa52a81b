"""Curves over epochs: what is drawn, told, saved, and how often."""

import csv
import xml.etree.ElementTree as ElementTree
from itertools import cycle
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from cellclassifier.core import language
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.epoch_ticks import whole_ticks
from cellclassifier.gui.widgets.metric_history import Points, thinned
from cellclassifier.gui.widgets.metric_plot import MetricPlot

EPOCHS = [1, 2, 3, 4]
TRAINING = [0.5, 0.7, 0.85, 0.912]
VALIDATION = [0.5, 0.65, 0.86, 0.88]


@pytest.fixture
def plot_of(qtbot):
    plots = []

    def make(title="Accuracy", unit="%", percent=True):
        plot = MetricPlot(title, unit, percent)
        plots.append(plot)
        qtbot.addWidget(plot)
        plot.resize(500, 320)
        plot.show()
        return plot

    return make


@pytest.fixture
def accuracy(plot_of):
    plot = plot_of()
    plot.set_history(EPOCHS, TRAINING, VALIDATION)
    return plot


@pytest.fixture
def schemes(qapp):
    yield lambda scheme: theme.apply(qapp, scheme)
    theme.apply(qapp, "light")


def pg(plot):
    return plot._chart._plot


def y_range(plot):
    return pg(plot).getPlotItem().getViewBox().viewRange()[1]


def x_range(plot):
    return pg(plot).getPlotItem().getViewBox().viewRange()[0]


def has_colour(image, colour):
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return colour.rgb() in np.frombuffer(plain.constBits(), np.uint32)


def place_of(plot, epoch):
    """Return the place of an epoch in the plot, px of the view."""
    box = pg(plot).getPlotItem().getViewBox()
    scene = box.mapViewToScene(box.viewRect().center())
    scene.setX(box.mapViewToScene(QPointF(epoch, 50)).x())
    return pg(plot).mapFromScene(scene)


def test_shares_are_shown_in_percent(accuracy):
    _, y = accuracy._chart._curves["training"].getData()
    np.testing.assert_allclose(y, [50, 70, 85, 91.2])


def test_training_is_drawn_in_mid_epoch_and_validation_at_its_end(accuracy):
    curves, symbols = accuracy._chart._curves, accuracy._chart._symbols
    for name, times in (("training", [0.5, 1.5, 2.5, 3.5]), ("validation", EPOCHS)):
        for item in (curves[name], symbols[name]):
            np.testing.assert_allclose(sorted(item.getData()[0]), times)
    low, high = x_range(accuracy)
    assert -0.2 < low <= 0
    assert 4 <= high < 4.2


def test_the_axis_begins_where_a_run_went_on(plot_of):
    plot = plot_of()
    plot.set_history([10, 11], [0.5, 0.6], None)
    low, high = x_range(plot)
    assert low == pytest.approx(9, abs=0.1)
    assert high == pytest.approx(11, abs=0.1)


def test_minibatches_lie_behind_the_curves(plot_of, qtbot):
    plot = plot_of("Loss", "", False)
    plot.set_history([1, 2], [0.6, 0.4], [0.5, 0.45])
    plot.set_batches(Points(np.array([0.1, 0.5, 2.2]), np.array([0.9, np.nan, 0.3])))
    heading = plot._heading
    qtbot.waitUntil(lambda: "minibatches" in heading.names())
    batches = plot._chart._batches
    np.testing.assert_allclose(batches.getData()[0], [0.1, 0.5, 2.2])
    assert batches.opts["pen"].widthF() < 2
    items = pg(plot).getPlotItem().items
    assert items.index(batches) < items.index(plot._chart._curves["training"])
    assert x_range(plot)[1] == pytest.approx(3, abs=0.1)
    plot.clear()
    qtbot.waitUntil(lambda: heading.names() == [])


def test_minibatches_are_seen_before_an_epoch_is_over(plot_of):
    plot = plot_of("Loss", "", False)
    plot.set_batches(Points(np.array([0.1, 0.5]), np.array([0.9, 0.7])))
    assert pg(plot).isVisible()
    assert plot._heading.names() == ["minibatches"]
    assert y_range(plot)[1] == pytest.approx(0.9 * 1.05, rel=0.05)


def test_a_wild_first_minibatch_does_not_flatten_the_rest(plot_of):
    plot = plot_of("Loss", "", False)
    values = np.full(400, 0.7)
    values[:3] = 1e6
    plot.set_batches(Points(np.linspace(0, 2, 400), values))
    assert y_range(plot)[1] < 1


def test_many_minibatches_are_drawn_as_few_points(plot_of):
    x = np.linspace(0, 10, 100_001)
    points = thinned(Points(x, 5 * x))
    assert 1000 < len(points.x) <= 2000
    np.testing.assert_allclose(points.y, 5 * points.x)
    assert x[:50].mean() == pytest.approx(points.x[0], abs=0.01)
    few = Points(x[:2000], x[:2000])
    assert thinned(few) is few
    plot = plot_of("Loss", "", False)
    plot.set_batches(Points(x, x))
    assert len(plot._chart._batches.getData()[0]) <= 2000


def test_accuracy_goes_from_0_to_100(accuracy):
    low, high = y_range(accuracy)
    assert -5 < low <= 0
    assert 100 < high < 110


def test_loss_starts_at_0(plot_of):
    plot = plot_of("Loss", "", False)
    plot.set_history([1, 2, 3], [2.0, np.nan, 1.0], [np.inf, 3.0, 2.5])
    low, high = y_range(plot)
    assert -0.1 < low <= 0
    assert 3 < high < 3.3


@pytest.mark.parametrize("values", [[0.0, 0.0], [np.nan, np.nan]])
def test_a_loss_without_height_is_still_drawn(plot_of, values):
    plot = plot_of("Loss", "", False)
    plot.set_history([1, 2], values, None)
    low, high = y_range(plot)
    assert low < high


def test_axes_are_named_with_units(plot_of):
    axes = {"Accuracy": ("%", "accuracy (%)"), "Loss": ("", "loss")}
    for title, (unit, expected) in axes.items():
        plot = plot_of(title, unit, unit == "%")
        assert pg(plot).getAxis("left").labelText == expected
        assert pg(plot).getAxis("bottom").labelText == "epoch"


def test_nouns_of_another_language_stay_capitals(plot_of, monkeypatch):
    monkeypatch.setattr(language, "_told", {"Verlust": "Loss"})
    plot = plot_of("Verlust", "", False)
    plot.set_history([1], [1.0], None)
    assert pg(plot).getAxis("left").labelText == "Verlust"
    assert plot.accessibleName().startswith("Verlust ")


def test_an_axis_too_short_for_its_name_keeps_the_unit(accuracy, qtbot):
    axis = pg(accuracy).getAxis("left")
    accuracy.setMinimumHeight(0)
    accuracy.resize(500, 130)
    qtbot.waitUntil(lambda: axis.labelText == "%", timeout=5_000)
    accuracy.resize(500, 320)
    qtbot.waitUntil(lambda: axis.labelText == "accuracy (%)", timeout=5_000)


def test_curves_differ_without_colour(accuracy):
    curves, symbols = accuracy._chart._curves, accuracy._chart._symbols
    styles = {n: c.opts["pen"].style() for n, c in curves.items()}
    assert styles == {
        "training": Qt.PenStyle.SolidLine,
        "validation": Qt.PenStyle.DashLine,
    }
    assert symbols["training"].opts["symbol"] == "o"
    assert symbols["validation"].opts["symbol"] == "s"
    colours = theme.colours()
    assert symbols["training"].opts["brush"].color() == colours.training
    assert symbols["validation"].opts["brush"].color() == colours.panel


def test_legend_lies_above_the_data_and_names_what_is_there(accuracy, qtbot):
    heading = accuracy._heading
    assert heading.names() == ["training", "validation"]
    assert heading.geometry().bottom() < accuracy._stack.geometry().top()
    assert pg(accuracy).getPlotItem().legend is None
    picture = heading.grab().toImage()
    assert has_colour(picture, theme.colours().training)
    assert has_colour(picture, theme.colours().validation)
    accuracy.set_history([1], [0.5], None)
    qtbot.waitUntil(lambda: heading.names() == ["training"])


def test_best_epoch_is_marked_by_a_star_with_words(accuracy, qtbot):
    star = accuracy._chart._star
    assert not star.isVisible()
    accuracy.set_best(3)
    qtbot.waitUntil(star.isVisible)
    x, y = star.getData()
    assert (list(x), list(y)) == ([3], [pytest.approx(86)])
    assert accuracy._heading.names()[-1] == "best epoch 3"
    accuracy.set_best(None)
    qtbot.waitUntil(lambda: not star.isVisible())
    assert accuracy._heading.names() == ["training", "validation"]


def test_one_epoch_is_a_visible_point(plot_of):
    plot = plot_of()
    plot.set_history([1], [0.5], None)
    assert x_range(plot)[0] < 0.5 < x_range(plot)[1]
    assert has_colour(pg(plot).grab().toImage(), theme.colours().training)


def test_many_epochs_keep_the_curve_readable(plot_of):
    plot = plot_of()
    plot.set_history(range(1, 1001), np.linspace(0, 1, 1000), None)
    x, _ = plot._chart._symbols["training"].getData()
    assert len(x) <= 25
    assert x.max() == 999.5
    assert len(plot._chart._curves["training"].getData()[0]) == 1000


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (1, 1, [1]),
        (1, 4, [1, 2, 3, 4]),
        (1, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (1, 20, [1, 5, 10, 15, 20]),
        (1, 100, [1, 20, 40, 60, 80, 100]),
        (0.5, 3.5, [1, 2, 3]),
    ],
)
def test_ticks_are_whole_epochs(first, last, expected):
    assert whole_ticks(first, last) == expected


def test_ticks_of_a_long_training_are_few():
    for last in (11, 50, 333, 12345):
        ticks = whole_ticks(1, last)
        assert len(ticks) <= 12
        assert all(isinstance(tick, int) for tick in ticks)


def test_empty_plot_shows_a_sentence_instead_of_axes(plot_of, qtbot):
    plot = plot_of()
    assert plot._sentence.isVisible()
    assert plot._sentence.text() != ""
    assert not pg(plot).isVisible()
    plot.set_message("Choose a run.")
    qtbot.waitUntil(lambda: plot._sentence.text() == "Choose a run.")
    plot.set_history([1], [0.5], None)
    qtbot.waitUntil(lambda: pg(plot).isVisible())
    assert not plot._sentence.isVisible()
    plot.set_best(1)
    plot.clear()
    qtbot.waitUntil(lambda: not pg(plot).isVisible())
    assert plot._heading.names() == []


def test_history_of_unequal_lengths_is_refused(plot_of):
    plot = plot_of()
    with pytest.raises(ValueError, match="differ"):
        plot.set_history([1, 2], [1], None)
    with pytest.raises(ValueError, match="differ"):
        plot.set_history([1, 2], [1, 2], [1])
    with pytest.raises(ValueError, match="differ"):
        plot.set_history([1, 2], [1, 2], [])


def test_mouse_tells_the_nearest_epoch(accuracy, qtbot):
    view = pg(accuracy).viewport()
    qtbot.mouseMove(view, place_of(accuracy, 3.8))
    assert accuracy.value_text() == "epoch 4: training 91.2 %, validation 88.0 %"
    cross = accuracy._chart._cross
    assert cross.isVisible()
    assert cross.value() == 4
    places = cycle([place_of(accuracy, 1.2), place_of(accuracy, 0.9)])

    def moved_to_first():
        # A move that follows another at once is left out by pyqtgraph.
        qtbot.mouseMove(view, next(places))
        return accuracy.value_text().startswith("epoch 1: training 50.0 %")

    qtbot.waitUntil(moved_to_first)
    QApplication.sendEvent(accuracy, QEvent(QEvent.Type.Leave))
    assert accuracy.value_text() == ""
    assert not cross.isVisible()


def test_each_point_is_nearest_to_its_own_epoch(accuracy):
    found = accuracy._history
    for place, epoch in enumerate(EPOCHS):
        for time in (epoch - 0.6, epoch - 0.5, epoch, epoch + 0.1):
            assert found.nearest(time) == place


def test_keys_walk_through_the_epochs(accuracy, qtbot):
    told = []
    for key in [Qt.Key.Key_Right] * 2 + [Qt.Key.Key_Left] * 3:
        qtbot.keyClick(accuracy, key)
        told.append(accuracy.value_text().partition(":")[0])
    assert told == ["epoch 1", "epoch 2", "epoch 1", "epoch 1", "epoch 1"]


def test_values_of_a_loss_and_of_a_gap(plot_of, qtbot):
    plot = plot_of("Loss", "", False)
    plot.set_history([1, 2], [0.1234, np.nan], None)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.value_text() == "epoch 1: training 0.123"
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.value_text() == "epoch 2: training no value"


def test_values_pointed_at_follow_the_training(accuracy, qtbot):
    qtbot.keyClick(accuracy, Qt.Key.Key_Right)
    accuracy.set_history([1, 2], [0.6, 0.7], None)
    qtbot.waitUntil(lambda: accuracy.value_text() == "epoch 1: training 60.0 %")
    accuracy.clear()
    qtbot.waitUntil(lambda: accuracy.value_text() == "")


def test_redraws_are_few_however_often_the_history_changes(plot_of, qtbot, monkeypatch):
    plot = plot_of()
    draws = []
    draw = plot._chart.draw
    monkeypatch.setattr(
        plot._chart, "draw", lambda *args: (draws.append(args), draw(*args))
    )
    for last in range(1, 501):
        plot.set_history(range(last), np.zeros(last), None)
    assert len(draws) == 1
    qtbot.waitUntil(lambda: len(draws) == 2)
    assert len(draws[-1][0].epochs) == 500
    assert plot._timer.interval() == 100
    # Still held back for a tenth of a second after the second one.
    plot.set_best(3)
    assert len(draws) == 2
    qtbot.waitUntil(lambda: len(draws) == 3)
    qtbot.waitUntil(lambda: not plot._timer.isActive())
    assert len(draws) == 3


def test_png_is_twice_the_size_and_light(accuracy, schemes, tmp_path):
    schemes("dark")
    path = tmp_path / "accuracy.png"
    accuracy.export_png(path)
    image = QImage(str(path))
    assert image.size() == accuracy._sheet.size() * 2
    assert image.pixelColor(2, 2) == theme.LIGHT.panel
    assert has_colour(image, theme.LIGHT.training)
    assert pg(accuracy).backgroundBrush().color() == theme.DARK.panel


def test_svg_holds_lines_and_text_but_no_pixels(accuracy, tmp_path):
    path = tmp_path / "accuracy.svg"
    accuracy.set_best(3)
    accuracy.export_svg(path)
    root = ElementTree.parse(path).getroot()
    tags = [element.tag.rpartition("}")[2] for element in root.iter()]
    words = "".join(root.itertext())
    assert "image" not in tags
    assert tags.count("polyline") + tags.count("path") > 10
    for text in ("Accuracy", "training", "validation", "epoch", "best epoch 3", "100"):
        assert text in words


def test_svg_leaves_the_cross_hair_out(accuracy, qtbot, tmp_path):
    accuracy.export_svg(tmp_path / "without.svg")
    qtbot.keyClick(accuracy, Qt.Key.Key_Right)
    accuracy.export_svg(tmp_path / "with.svg")
    texts = [(tmp_path / f"{n}.svg").read_text() for n in ("with", "without")]
    assert texts[0] == texts[1]
    assert accuracy._chart._cross.isVisible()


def test_csv_holds_the_numbers_in_the_unit_of_the_axis(accuracy, tmp_path):
    accuracy.export_csv(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == [
        "epoch",
        "training (%, mean over the epoch)",
        "validation (%, at its end)",
    ]
    assert rows[1:] == [
        ["1", "50", "50"],
        ["2", "70", "65"],
        ["3", "85", "86"],
        ["4", "91.2", "88"],
    ]


def test_csv_of_a_training_without_validation(plot_of, tmp_path):
    plot = plot_of("Loss", "", False)
    plot.set_history([1], [0.25], None)
    plot.export_csv(tmp_path / "a.csv")
    lines = (tmp_path / "a.csv").read_text().splitlines()
    assert lines == ["epoch,training (mean over the epoch)", "1,0.25"]


def test_menu_saves_where_the_user_says(accuracy, tmp_path, monkeypatch):
    folder = {"path": tmp_path}
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda parent, title, start, kinds: (
            str(folder["path"] / Path(start).stem),
            kinds,
        ),
    )
    actions = accuracy.export_menu().actions()
    assert [a.text() for a in actions] == [
        "Save picture as PNG …",
        "Save drawing as SVG …",
        "Save numbers as CSV …",
    ]
    for action in actions:
        action.trigger()
        assert accuracy.value_text().startswith("Saved accuracy.")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["accuracy.csv", "accuracy.png", "accuracy.svg"]
    blocked = tmp_path / "accuracy.csv"
    folder["path"] = blocked
    actions[2].trigger()
    assert accuracy.value_text().startswith("Not saved: ")


def test_cancelled_dialog_saves_nothing(accuracy, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: ("", ""))
    accuracy.export_menu().actions()[0].trigger()
    assert accuracy.value_text() == ""


def test_empty_plot_has_nothing_to_save(plot_of):
    assert not any(a.isEnabled() for a in plot_of().export_menu().actions())


def test_right_click_on_the_curves_opens_the_menu(accuracy, monkeypatch):
    opened = []

    class Menu:
        def exec(self, place):
            opened.append(place)

    monkeypatch.setattr(accuracy, "export_menu", Menu)
    view = pg(accuracy).viewport()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, QPoint(50, 50), view.mapToGlobal(QPoint(50, 50))
    )
    QApplication.sendEvent(view, event)
    assert len(opened) == 1


def test_scheme_is_followed(accuracy, schemes):
    for scheme, colours in (("dark", theme.DARK), ("light", theme.LIGHT)):
        schemes(scheme)
        assert pg(accuracy).backgroundBrush().color() == colours.panel
        pen = accuracy._chart._curves["training"].opts["pen"]
        assert pen.color() == colours.training
        corner = accuracy._sheet.grab().toImage().pixelColor(2, 2)
        assert corner == QColor(colours.panel)


def test_lines_grow_with_the_scale_of_the_screen(accuracy, monkeypatch):
    monkeypatch.setattr(accuracy, "devicePixelRatioF", lambda: 2.0)
    QApplication.sendEvent(accuracy, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert accuracy._chart._curves["training"].opts["pen"].widthF() == 4


def test_focus_is_visible(accuracy, qtbot):
    accuracy.activateWindow()
    accuracy.clearFocus()
    qtbot.waitUntil(lambda: not accuracy.hasFocus())
    plain = accuracy._heading.grab().toImage()
    accuracy.setFocus()
    qtbot.waitUntil(accuracy.hasFocus)
    assert accuracy._heading.grab().toImage() != plain
