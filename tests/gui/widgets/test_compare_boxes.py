"""The box plot: what it shows, and that it hides nothing."""

import numpy as np
import pytest
from compared import seen_of, study_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from cellclassifier.core.comparison.readers import ReaderMark
from cellclassifier.core.files import read_table
from cellclassifier.core.statistics import wilson
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.compare_boxes import BoxPlot
from cellclassifier.gui.widgets.compare_points import ends_of, readers_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return study_of(tmp_path_factory.mktemp("study"), shuffled=True)


@pytest.fixture
def plot(qtbot):
    made = BoxPlot("Nothing yet.")
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    return made


def mark_of(k, n=20, reader="Ada"):
    return ReaderMark(reader, "r1", wilson(k, n), None, wilson(k, n), 4, n)


def test_every_point_lies_in_its_column_at_its_value(plot, folder):
    seen = seen_of([folder])
    plot.set_seen(seen)
    frame, spots = plot._frame(), plot.spots()
    assert len(spots) == 20
    for index, (x, y) in enumerate(spots):
        place, row = divmod(index, 5)
        assert frame.column(x) == place
        assert abs(x - frame.x(place)) <= 0.1 * frame.pitch + 1e-6
        value = 100 * seen.values[place][row]
        assert y == pytest.approx(frame.y(value))
        assert frame.area.top() <= y <= frame.area.bottom()


def test_the_axis_hides_no_point_no_chance_and_no_reader(folder):
    seen = seen_of([folder])
    readers = list(readers_of([[mark_of(1)], [], [], []]))
    low, high = ends_of(seen, [50.0], readers)
    mark = mark_of(1)
    assert low < 100 * mark.interval[0]
    assert high > 100 * max(v for each in seen.values for v in each)


def test_a_point_tells_its_run_and_a_click_chooses_it(plot, folder, qtbot):
    seen = seen_of([folder])
    plot.set_seen(seen)
    x, y = plot.spots()[7]
    run, value = seen.drawn[1].runs[2], seen.values[1][2]
    words = plot.tip_at(QPoint(round(x), round(y)))
    near = plot.nearest(QPoint(round(x), round(y)).toPointF())
    assert plot.words_of(7) == (
        f"deep, seed 2 ({run.id})\nTest accuracy: {100 * value:.1f} %"
    )
    assert words == plot.words_of(near)
    with qtbot.waitSignal(plot.run_chosen) as chosen:
        qtbot.mouseClick(
            plot, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y))
        )
    assert chosen.args == [plot.run_of(near)]


def test_beside_points_the_box_is_told(plot, folder):
    seen = seen_of([folder])
    plot.set_seen(seen)
    frame = plot._frame()
    place = QPoint(round(frame.x(0.45)), round(frame.area.top()) + 1)
    words = plot.tip_at(place)
    box = seen.boxes[0]
    assert "n = 5 runs" in words
    assert f"quartiles {100 * box.lower:.1f} % to {100 * box.upper:.1f} %" in words


def test_keys_go_from_point_to_point_and_choose(plot, folder, qtbot):
    seen = seen_of([folder])
    plot.set_seen(seen)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    lowest = int(np.argmin(seen.values[0]))
    assert plot.accessibleDescription() == plot.words_of(lowest)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    with qtbot.waitSignal(plot.run_chosen) as chosen:
        qtbot.keyClick(plot, Qt.Key.Key_Return)
    assert chosen.args == [seen.drawn[0].runs[lowest]]


def test_runs_that_did_not_get_there_are_seen_above(plot, folder):
    seen = seen_of([folder], "epochs")
    assert None in seen.values[1]
    plot.set_seen(seen)
    frame, spots = plot._frame(), plot.spots()
    assert len(spots) == 20
    lost = [i for i in range(20) if plot._dots[i].value is None]
    assert lost
    assert all(0 < spots[i][1] < frame.area.top() for i in lost)
    assert seen.boxes[1] is None
    assert plot.words_of(lost[0]).endswith("not reached")


def test_a_reader_stands_beside_each_box_of_accuracy(plot, folder):
    seen = seen_of([folder])
    mark = mark_of(15)
    plot.set_seen(seen, [[mark], [mark], [], []])
    frame = plot._frame()
    place = QPoint(round(frame.x(0.34)), round(frame.y(75)))
    assert plot._reader_at(place.toPointF()) == mark.text()
    rows = [row for row in plot.table()[1] if row[1] == "reader"]
    assert [row[0] for row in rows] == ["compact", "deep"]
    assert rows[0][4] == "75"
    plot.set_seen(seen_of([folder], "loss"), [[mark]])
    assert not [row for row in plot.table()[1] if row[1] == "reader"]


def test_it_is_saved_as_drawing_picture_document_and_numbers(plot, folder, tmp_path):
    seen = seen_of([folder])
    plot.set_seen(seen)
    names = [action.text() for action in plot.export_menu().actions()]
    assert [name.split()[-2] for name in names] == ["PNG", "SVG", "PDF", "CSV"]
    plot.export_pdf(tmp_path / "a.pdf")
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert b"FontFile" in data
    plot.export_svg(tmp_path / "a.svg")
    assert "<svg" in (tmp_path / "a.svg").read_text()
    plot.export_csv(tmp_path / "a.csv")
    rows = read_table(tmp_path / "a.csv")
    runs = [row for row in rows if row["what"] == "run"]
    found = [float(row["value"]) for row in runs]
    assert found == pytest.approx([100 * v for each in seen.values for v in each])
    medians = [r for r in rows if r["name"] == "median"]
    assert float(medians[0]["value"]) == pytest.approx(100 * seen.boxes[0].median)


def test_a_file_is_light_and_marks_no_run(plot, folder, tmp_path, qapp):
    seen = seen_of([folder])
    plot.set_seen(seen)
    plot.export_png(tmp_path / "plain.png")
    plot.set_current(seen.drawn[0].runs[0].folder)
    theme.apply(qapp, "dark")
    try:
        plot.export_png(tmp_path / "dark.png")
    finally:
        theme.apply(qapp, "light")
    plain, dark = (QImage(str(tmp_path / n)) for n in ("plain.png", "dark.png"))
    assert plain == dark


def test_many_sets_keep_readable_columns(plot, folder):
    seen = seen_of([folder])
    plot.set_seen(seen)
    four = plot.minimumSizeHint().width()
    plot.set_seen(seen._replace(drawn=seen.drawn[:1], values=seen.values[:1]))
    assert four > plot.minimumSizeHint().width()


def test_without_a_run_a_sentence_stands_there(plot):
    plot.set_seen(None)
    assert plot.is_empty()
    assert not plot.grab().isNull()
    assert not plot.export_menu().actions()[0].isEnabled()
