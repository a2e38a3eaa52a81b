"""Several runs compared: numbers, ticks, and the tiles they differ on."""

import numpy as np
import pytest
from judged import drawn, sure, table
from PySide6.QtCore import QPoint, Qt

from cellclassifier.core.agreement import cohen_kappa, mcnemar
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.runs_report import make_runs_report
from cellclassifier.gui.widgets.runs_view import RunsView
from cellclassifier.gui.widgets.runs_words import (
    NONE,
    p_text,
    pair_columns,
    pair_rows,
    pair_table,
    pair_words,
    run_rows,
    sentence,
    warning,
)
from cellclassifier.gui.widgets.split_tiles import SplitTiles

TRUE = "aaabbb"
#      right in all: 0, 3; wrong in all: 5; differ: 1, 2, 4
ONE, TWO, THREE = "aabbba", "aaabaa", "abbbaa"


def made(*labels, true=TRUE, groups=None):
    names = ("one", "two", "three")
    return [
        (name, table(sure(each), true, groups=groups, first=10))
        for name, each in zip(names, labels, strict=False)
    ]


RUNS = made(ONE, TWO, THREE)


@pytest.fixture
def view(qtbot):
    background = Background()
    widget = RunsView(background)
    qtbot.addWidget(widget)
    widget.resize(1020, 600)
    widget.show()
    widget.told = []
    widget.tiles_wanted.connect(lambda *got: widget.told.append(got))
    yield widget
    background.close()


def show(qtbot, view, runs=RUNS):
    view.show_runs(runs)
    qtbot.waitUntil(lambda: view.report is not None, timeout=20_000)


def tick(view, row):
    index = view.runs.model_of_rows.index(row, 0)
    role = Qt.ItemDataRole.CheckStateRole
    now = view.runs.model_of_rows.data(index, role)
    other = {
        Qt.CheckState.Checked: Qt.CheckState.Unchecked,
        Qt.CheckState.Unchecked: Qt.CheckState.Checked,
    }
    view.runs.model_of_rows.setData(index, other[now], role)


def test_the_report_counts_who_is_right():
    report = make_runs_report(RUNS)
    assert [each.k for each in report.accuracies] == [4, 4, 2]
    assert report.mean_accuracy.n == 6
    assert report.numbers(report.found.right_in_every) == (10, 13)
    assert report.numbers(report.found.wrong_in_every) == (15,)
    assert report.numbers(report.found.differ) == (11, 12, 14)
    # Most runs are wrong in 12 and 14, one in 11.
    assert [report.found.tiles[place] for place in report.split] == [12, 14, 11]


def test_pairs_are_those_of_the_statistics():
    report = make_runs_report(RUNS)
    assert [(pair.first, pair.second) for pair in report.pairs] == [
        *((0, 1), (0, 2), (1, 2))
    ]
    right = [[a == b for a, b in zip(each, TRUE, strict=True)] for each in (ONE, TWO)]
    assert report.pairs[0].test == mcnemar(*right)
    assert report.pairs[0].kappa == cohen_kappa(ONE, TWO)
    assert report.pairs[0].same[:2] == (4, 6)


def test_pairs_are_tested_by_group_where_there_are_groups():
    alone = make_runs_report(made(ONE, TWO, groups=["g"] * 6))
    assert alone.pairs[0].p_by_group is None
    grouped = make_runs_report(made(ONE, TWO, groups=list("ggghhh")))
    assert 0 <= grouped.pairs[0].p_by_group <= 1


def test_tiles_that_a_run_has_not_predicted_are_left_out():
    short = RUNS[1][1].rows(np.arange(4))
    report = make_runs_report([RUNS[0], ("short", short)])
    assert report.found.tiles == (10, 11, 12, 13)
    assert report.left_out == 2
    assert "2 that not all predicted are left out" in sentence(report)


def test_without_known_classes_runs_still_agree_or_not():
    report = make_runs_report(made(ONE, TWO, true="......"))
    assert report.accuracies == (None, None)
    assert report.pairs[0].test is None
    assert [column.title for column in pair_columns(report)] == [
        *("runs", "same %", "kappa (95 %)")
    ]
    assert warning(report) == ""
    assert "The class of 0 of 6 is known" in sentence(report)
    assert run_rows(["one", "two"], [True, True], report)[0].cells[1:] == [NONE] * 3


def test_words_name_the_runs():
    report = make_runs_report(RUNS)
    told = pair_words(report, report.pairs[0])
    assert told.startswith("one and two give the same class to 4 of 6 tiles. Only one ")
    assert "3 pairs are tested" in warning(report)
    assert "0.017" in warning(report)
    rows = pair_rows(report, (1, 2, 5))
    assert [row.cells[0] for row in rows] == ["1, 2", "1, 5", "2, 5"]
    assert {len(row.cells) for row in rows} == {len(pair_columns(report))}
    header, saved = pair_table(report)
    assert {len(row) for row in saved} == {len(header)}


@pytest.mark.parametrize(
    ("p", "text"),
    [(0.00001, "< 0.0001"), (0.0123, "0.012"), (1.0, "1.00"), (np.nan, NONE)],
)
def test_p_values_are_printed(p, text):
    assert p_text(p) == text


def test_runs_are_shown_with_their_mean(view, qtbot):
    show(qtbot, view)
    assert view.runs.rows() == [
        ["1   one", "66.7", "30.0-90.3", "6"],
        ["2   two", "66.7", "30.0-90.3", "6"],
        ["3   three", "33.3", "9.7-70.0", "6"],
        ["mean of the runs", *view.runs.rows()[3][1:]],
    ]
    assert len(view.pairs.rows()) == 3
    assert view.right.text() == "2 right in every run"
    assert view.wrong.text() == "1 wrong in every run"
    assert view.differ.text() == "3 differ"


def test_buttons_ask_for_their_tiles(view, qtbot):
    show(qtbot, view)
    for button in (view.right, view.wrong, view.differ):
        button.click()
    assert view.told == [
        ((10, 13), "right in every run"),
        ((15,), "wrong in every run"),
        ((11, 12, 14), "runs differ"),
    ]


def test_a_tick_taken_away_leaves_a_run_out(view, qtbot):
    show(qtbot, view)
    tick(view, 0)
    qtbot.waitUntil(lambda: view.report is not None, timeout=20_000)
    assert view.report.names == ("two", "three")
    assert [row[0] for row in view.pairs.rows()] == ["2, 3"]
    assert view.runs.rows()[0][1:] == [NONE] * 3
    tick(view, 1)
    assert view.report is None
    assert "Tick two runs" in view._problem.text()
    assert view._problem.isVisible()
    tick(view, 0)
    qtbot.waitUntil(lambda: view.report is not None, timeout=20_000)
    assert view.report.names == ("one", "three")


def test_ticks_outlast_a_renewal(view, qtbot):
    show(qtbot, view)
    tick(view, 2)
    qtbot.waitUntil(lambda: view.report is not None, timeout=20_000)
    view.show_nothing("Reading ...")
    show(qtbot, view, made(ONE, THREE, TWO))
    assert view.report.names == ("one", "two")


def test_runs_of_one_name_are_told_apart(view, qtbot):
    show(qtbot, view, [("deep", table) for _, table in RUNS])
    tick(view, 1)
    qtbot.waitUntil(lambda: view.report is not None, timeout=20_000)
    assert [row.ticked for row in view.runs.model_of_rows.rows] == [
        *(True, False, True, None)
    ]


def test_runs_of_other_classes_are_not_compared(view, qtbot):
    view.show_runs([RUNS[0], ("other", drawn(6, "xy"))])
    qtbot.waitUntil(lambda: "same classes" in view._problem.text(), timeout=20_000)
    assert view.report is None
    assert view.runs.isVisible()


def test_one_run_cannot_be_compared(view, qtbot):
    show(qtbot, view)
    view.show_runs(RUNS[:1])
    assert view.report is None
    assert "Only one run" in view.message.text()
    assert not view.runs.isVisible()


def test_nothing_is_compared_out_of_sight(view, qtbot):
    view.hide()
    view.show_runs(RUNS)
    assert view.report is None
    view.show()
    qtbot.waitUntil(lambda: view.report is not None, timeout=20_000)


def test_rows_show_who_is_right(view, qtbot):
    show(qtbot, view)
    rows = view.split.rows
    assert rows.words(0) == ["12  x.tif", "a", "b", "a", "b"]
    assert [rows.outcome(0, run) for run in range(3)] == ["wrong", "right", "wrong"]
    assert rows.told(0) == (
        "tile 12  x.tif, true: a; run 1: b (wrong), run 2: a (right), run 3: b (wrong)"
    )
    header, saved = rows.table()
    assert header == ["tile and image", "true class", "one", "two", "three"]
    assert len(saved) == 3


def test_chosen_rows_are_asked_for(view, qtbot):
    show(qtbot, view)
    view.split.selectRow(1)
    qtbot.keyClick(view.split, Qt.Key.Key_Return)
    view.split.selectAll()
    qtbot.keyClick(view.split, Qt.Key.Key_Return)
    assert view.told == [
        ((14,), "tile 14"),
        ((12, 14, 11), "3 tiles on which runs differ"),
    ]


def test_a_double_click_asks_too(view, qtbot):
    show(qtbot, view)
    place = view.split.visualRect(view.split.rows.index(2, 0)).center()
    for act in (qtbot.mouseClick, qtbot.mouseDClick):
        act(view.split.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.told == [((11,), "tile 11")]


def test_right_and_wrong_differ_in_mark_and_colour(view, qtbot):
    show(qtbot, view)
    image = view.split.viewport().grab().toImage()

    def cell(row, run):
        box = view.split.visualRect(view.split.rows.index(row, 2 + run))
        return image.copy(box.left(), box.top(), 22, box.height())

    assert cell(0, 0) == cell(0, 2)
    assert cell(0, 0) != cell(0, 1)


def test_many_tiles_are_painted_by_what_is_in_sight(qtbot, monkeypatch):
    runs = [(str(seed), drawn(20_000, seed=0)) for seed in range(2)]
    turned = runs[1][1]._replace(probabilities=runs[1][1].probabilities[:, ::-1])
    widget = SplitTiles()
    qtbot.addWidget(widget)
    widget.resize(500, 400)
    widget.show_report(make_runs_report([runs[0], ("turned", turned)]), (1, 2))
    asked = set()
    words = type(widget.rows).words
    monkeypatch.setattr(
        type(widget.rows), "words", lambda rows, row: asked.add(row) or words(rows, row)
    )
    widget.show()
    widget.grab()
    assert widget.rows.rowCount() == 20_000
    assert 0 < len(asked) < 40
    widget.verticalScrollBar().setValue(widget.verticalScrollBar().maximum())
    widget.grab()
    assert 19_999 in asked
    assert len(asked) < 80


def test_it_fits_the_smallest_window(view, qtbot):
    show(
        qtbot, view, [(f"a run with a long name {n}", RUNS[n % 3][1]) for n in range(9)]
    )
    assert view.minimumSizeHint().width() <= 1020
    assert view.minimumSizeHint().height() <= 600
    assert view.split.geometry().right() <= view.width()
    assert view.childAt(QPoint(20, 30)) is not None
