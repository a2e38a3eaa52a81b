"""ROC and precision-recall curves: what is drawn, read and chosen."""

import csv

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from cellclassifier.gui.widgets.curve_plot import Scores, score_text
from cellclassifier.gui.widgets.score_curves import PrecisionRecallPlot, RocPlot

# Of the worked example in scikit-learn's documentation of roc_curve and of
# precision_recall_curve: y_true = [0, 0, 1, 1], scores = [0.1, 0.4, 0.35, 0.8].
EXAMPLE = Scores(
    "granules",
    1,
    "tiles",
    np.array([False, False, True, True]),
    np.array([0.1, 0.4, 0.35, 0.8]),
)


@pytest.fixture(params=[RocPlot, PrecisionRecallPlot])
def plot(request, qtbot):
    return shown(request.param, qtbot)


def shown(kind, qtbot, scores=EXAMPLE):
    widget = kind()
    qtbot.addWidget(widget)
    widget.resize(480, 420)
    widget.set_scores(scores)
    widget.show()
    widget.got = []
    widget.chosen.connect(widget.got.append)
    return widget


def test_points_are_those_of_the_example(qtbot):
    roc = shown(RocPlot, qtbot)
    assert {tuple(point) for point in roc.points.tolist()} == {
        *((0, 0), (0, 0.5), (0.5, 0.5)),
        *((0.5, 1), (1, 1)),
    }
    precision = shown(PrecisionRecallPlot, qtbot)
    # sklearn: precision 0.5, 0.667, 0.5, 1 (and 1), recall 1, 1, 0.5, 0.5 (and 0).
    found = {tuple(np.round(point, 3).tolist()) for point in precision.points}
    assert {(1, 0.5), (1, 0.667), (0.5, 0.5), (0.5, 1), (0, 1)} == found


def test_precision_is_drawn_in_steps(qtbot):
    corners = shown(PrecisionRecallPlot, qtbot).drawn()
    moves = np.diff(corners, axis=0)
    assert ((moves == 0).any(axis=1)).all()
    # The area below them is the average precision: 0.83 in the example.
    ends, heights = corners[1:, 0] - corners[:-1, 0], corners[1:, 1]
    assert (ends * heights).sum() == pytest.approx(0.8333, abs=1e-4)


def test_a_place_reads_the_nearest_point(qtbot):
    roc = shown(RocPlot, qtbot)
    point = roc.nearest(roc.place(0.5, 1.0) + QPointF(4, 3))
    assert roc.words(point) == (
        "score \N{GREATER-THAN OR EQUAL TO} 0.350: 2 of 2 (100.0 %) found, "
        "1 of 2 (50.0 %) of the others too"
    )
    assert roc.tip_at(roc.place(0.5, 1.0).toPoint()) == roc.words(point)
    assert roc.nearest(roc.place(0.9, 0.2)) is None
    assert roc.tip_at(QPoint(3, 3)) == ""


def test_precision_and_recall_are_read(qtbot):
    plot = shown(PrecisionRecallPlot, qtbot)
    point = plot.nearest(plot.place(1.0, 2 / 3))
    assert plot.words(point) == (
        "score \N{GREATER-THAN OR EQUAL TO} 0.350: 2 of 3 (66.7 %) right, "
        "2 of 2 (100.0 %) found"
    )


def test_a_click_chooses_the_threshold(qtbot):
    roc = shown(RocPlot, qtbot)
    place = roc.place(0.5, 1.0).toPoint()
    qtbot.mouseClick(roc, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(roc, Qt.MouseButton.RightButton, pos=place)
    beside = roc.place(0.9, 0.2).toPoint()
    qtbot.mouseClick(roc, Qt.MouseButton.LeftButton, pos=beside)
    assert roc.got == [pytest.approx(0.35)]


def test_the_point_of_no_tiles_cannot_be_chosen(plot, qtbot):
    # Its threshold is infinite.
    for x, y in plot.points.tolist():
        place = plot.place(x, y).toPoint()
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=place)
    assert plot.got
    assert np.isfinite(plot.got).all()


def test_keys_walk_and_choose(plot, qtbot):
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    assert plot.got == []
    for _ in range(2):
        qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert "0.400" in plot.accessibleDescription()
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    for _ in range(9):
        qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Space)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Space)
    assert plot.got == pytest.approx([0.4, 0.1, 0.35])


def test_the_reading_is_seen_and_goes_with_the_mouse(plot, qtbot):
    plain = plot.grab().toImage()
    qtbot.mouseMove(plot, plot.place(*plot.points[1].tolist()).toPoint())
    qtbot.waitUntil(lambda: plot.grab().toImage() != plain, timeout=20_000)
    qtbot.mouseMove(plot, QPoint(2, plot.height() - 2))
    qtbot.waitUntil(lambda: plot.grab().toImage() == plain, timeout=20_000)


def test_all_points_are_saved(plot, tmp_path):
    plot.export_csv(tmp_path / "curve.csv")
    with (tmp_path / "curve.csv").open(newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["score at least", plot.across, plot.upwards]
    assert len(rows) == len(plot.points)
    assert [float(row[1]) for row in rows] == pytest.approx(100 * plot.points[:, 0])
    plot.export_svg(tmp_path / "curve.svg")
    assert plot.across in (tmp_path / "curve.svg").read_text(encoding="utf-8")


def test_without_scores_there_is_a_sentence(plot, qtbot):
    before = plot.grab().toImage()
    plot.set_scores(None, "All tiles are of one kind.")
    assert plot.is_empty()
    assert plot.grab().toImage() != before
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(plot, key)
    middle = plot.rect().center()
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=middle)
    assert plot.got == []
    assert not any(action.isEnabled() for action in plot.export_menu().actions())


def test_many_points_are_drawn_as_few(qtbot):
    random = np.random.default_rng(0)
    score = random.random(50_000)
    is_class = random.random(50_000) < score
    roc = shown(RocPlot, qtbot, Scores("a", 0, "tiles", is_class, score))
    assert len(roc.points) > 20_000
    assert roc._line().size() < 4_000
    ends = roc._line()
    assert (ends.first(), ends.last()) == (roc.place(0, 0), roc.place(1, 1))


def test_the_square_lies_inside(plot):
    for size in ((304, 304), (480, 420), (1400, 500)):
        plot.resize(*size)
        assert plot.rect().contains(plot.area().toRect())
        assert plot.area().width() == plot.area().height() > 150


@pytest.mark.parametrize(
    ("score", "text"),
    [(0.7312, "0.731"), (0.99996, "0.99996"), (0.00002, "0.00002"), (1.0, "1")],
)
def test_scores_near_the_ends_keep_their_digits(score, text):
    assert score_text(score) == text
