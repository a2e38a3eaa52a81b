"""The list of runs reads no file, and keeps its place."""

import pytest
from predicted import finish, make_study
from PySide6.QtCore import Qt

from cellclassifier.gui.run_facts import RunFacts
from cellclassifier.gui.widgets.run_list import RunList

TESTED = RunFacts("cancelled", results=("test 91.9 % (n = 371)",), network=True)


@pytest.fixture
def runs(tmp_path):
    study = make_study(tmp_path)
    return [finish(study) for _ in range(4)]


@pytest.fixture
def made(qtbot):
    widget = RunList()
    qtbot.addWidget(widget)
    widget.resize(200, 300)
    widget.show()
    return widget


def test_state_and_result_are_both_shown(made, runs):
    going_on = {runs[0].id: TESTED, runs[1].id: RunFacts(state="running")}
    made.show_runs(runs, runs[0], going_on)
    item = made.item(0)
    assert item.text().endswith("stopped  ·  test 91.9 % (n = 371)")
    spoken = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "stopped" in spoken
    assert "91.9 %" in spoken
    assert "\n" not in spoken
    assert made.item(1).text().endswith("running")
    assert made.item(2).text().endswith("\n")
    assert not made.horizontalScrollBar().isVisible()


def test_runs_that_stay_keep_their_items(made, runs):
    made.show_runs(runs, runs[0], {})
    items = [made.item(row) for row in range(4)]
    told = []
    made.chosen.connect(told.append)
    made.show_runs(runs, runs[2], {runs[3].id: TESTED})
    assert [made.item(row) for row in range(4)] == items
    assert made.currentRow() == 2
    assert "91.9 %" in made.item(3).text()
    assert told == []
    made.show_runs(runs[1:], None, {})
    assert made.count() == 3
    assert made.currentRow() == -1


def test_an_error_does_not_silence_it(made, runs):
    with pytest.raises(AttributeError):
        made.show_runs([*runs, None], None, {})
    assert not made.signalsBlocked()


def test_keys_choose_one_after_another(qtbot, made, runs):
    made.show_runs(runs, runs[0], {})
    told = []

    def choose(run):
        told.append(run)
        made.show_runs(runs, run, {})

    made.chosen.connect(choose)
    made.setFocus()
    for _ in range(2):
        qtbot.keyClick(made, Qt.Key.Key_Down)
    assert told == runs[1:3]


def test_runs_that_cannot_be_read_are_told_and_cannot_be_chosen(made, runs):
    told = []
    made.chosen.connect(told.append)
    made.show_runs(runs, runs[0], {}, {"one": "It is damaged."})
    line = made.item(4)
    assert line.text().startswith("1 run cannot be read")
    assert line.toolTip() == "one: It is damaged."
    made.setCurrentItem(line)
    assert told == []
    many = {f"run {number}": "It is newer." for number in range(12)}
    made.show_runs([], None, {}, many)
    assert made.item(0).text().startswith("No run yet")
    assert made.item(1).text().startswith("12 runs cannot be read")
    assert made.item(1).toolTip().count("newer") == 8
    made.show_runs(runs, None, {})
    assert made.count() == 4
