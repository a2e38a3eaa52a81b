"""The window of copies, on a study whose test folder holds some."""

import csv

import leaked
import pytest
from acting import ACTOR, Conducting
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from cellclassifier.gui.leak_window import LeakWindow, close_leaks, show_leaks
from cellclassifier.gui.session import PREPARING, Session

REASON = "the control of the microscope"


@pytest.fixture
def session(qtbot):
    made = Session(ACTOR, Conducting())
    yield made
    made.close()


@pytest.fixture
def main(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    yield made
    close_leaks(made)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """A study with two pairs, which are looked for once."""
    return leaked.study(tmp_path_factory.mktemp("leaked"))


@pytest.fixture
def window(qtbot, session, main, study):
    return opened(qtbot, session, main, study)


def opened(qtbot, session, main, study):
    session.open_study(study.folder)
    prepared(qtbot, session)
    return show_leaks(session, main)


def prepared(qtbot, session):
    qtbot.waitUntil(lambda: session.prepared is not None, timeout=60_000)


def kinds(window):
    return [row.pair.kind for row in window.table.rows.rows]


def test_what_was_found_is_told_and_the_worst_chosen(qtbot, window):
    assert kinds(window) == ["same file", "turned copy"]
    assert "stops the training" in window.heading.text()
    assert "turned" in window.words.text()
    assert window.count.text() == "2 of 2 pairs"
    assert window.table.row().other.image.name == "again.png"
    assert "test set 'test'" in window.pair.other.words.text()
    canvas = window.pair.difference.canvas
    qtbot.waitUntil(lambda: canvas._image is not None, timeout=20_000)
    assert canvas._image.max() == 0


def test_a_turned_copy_is_laid_on_its_source(qtbot, window):
    window.table.selectRow(1)
    back, one = window.pair.back.canvas, window.pair.one.canvas
    qtbot.waitUntil(lambda: back._image is not None, timeout=20_000)
    assert "turned" in window.pair.back.second.text()
    assert abs(back._image - one._image)[8:-8, 8:-8].mean() < 0.02


def test_a_reason_lets_the_training_start_and_is_taken_back(window, session):
    assert "look at the pairs" in session.blocked()
    window.overruling.reason.setText(REASON)
    window.overruling.allow.click()
    assert session.blocked() == ""
    assert REASON in window.overruling.given.text()
    assert "stay" in window.heading.text()
    window.overruling.back.click()
    assert session.blocked() != ""
    assert "stops" in window.heading.text()


def test_without_exact_copies_nothing_is_asked(qtbot, session, main, tmp_path):
    study = leaked.study(tmp_path, exact=False)
    window = opened(qtbot, session, main, study)
    assert kinds(window) == ["turned copy"]
    assert window.overruling.isHidden()
    assert "may show the same" in window.heading.text()


def test_without_copies_it_says_so(qtbot, session, main, tmp_path):
    study = leaked.study(tmp_path, exact=False, turned=False)
    window = opened(qtbot, session, main, study)
    assert "No copies" in window.heading.text()
    assert not window.save.isEnabled()
    assert not window.kinds.isEnabled()
    assert not window.pair.copy.isEnabled()


def test_it_follows_the_session(qtbot, window, session):
    session.prepare()
    assert window.words.text() == PREPARING
    assert kinds(window) == []
    assert window.overruling.isHidden()
    prepared(qtbot, session)
    assert kinds(window) == ["same file", "turned copy"]


def test_pairs_are_narrowed(window):
    window.kinds.setCurrentIndex(window.kinds.findText("turned copy"))
    window.kinds.activated.emit(1)
    assert kinds(window) == ["turned copy"]
    assert window.count.text() == "1 of 2 pairs"
    assert window.parts.itemText(1) == "training and test set 'test'"
    window.parts.setCurrentIndex(1)
    window.parts.activated.emit(1)
    assert window.count.text() == "1 of 2 pairs"


def test_both_paths_are_copied(window):
    window.pair.copy.click()
    lines = QGuiApplication.clipboard().text().split("\n")
    row = window.table.row()
    assert lines == [str(row.one.image), str(row.other.image)]


def test_what_is_shown_is_saved(window, tmp_path, monkeypatch):
    path = tmp_path / "found.csv"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *args: (str(path), "CSV")
    )
    window.save.click()
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["kind"] for row in rows] == ["same file", "turned copy"]
    assert "found.csv" in window.told.text()


def test_a_file_that_is_gone_is_told_in_its_place(qtbot, session, main, tmp_path):
    window = opened(qtbot, session, main, leaked.study(tmp_path))
    row = window.table.rows.rows[1]
    row.one.image.unlink()
    window.table.selectRow(1)
    message = lambda: window.pair.one.canvas._message  # noqa: E731
    qtbot.waitUntil(lambda: row.one.image.name in message(), timeout=20_000)


def test_there_is_one_window_until_it_is_closed(qtbot, window, session, main):
    assert show_leaks(session, main) is window
    close_leaks(main)
    assert not window.isVisible()
    # Told after it was closed, before it is deleted.
    session.prepared_changed.emit()
    again = show_leaks(session, main)
    assert again is not window
    again.reject()
    qtbot.waitUntil(lambda: main.findChildren(LeakWindow) == [])


def test_its_keys_and_names(window):
    for control in (window.kinds, window.parts, window.table, window.overruling.reason):
        assert control.accessibleName()
    for button in (window.pair.one.folder, window.pair.other.folder):
        assert button.accessibleName()
        assert button.toolTip()
    assert window.focusWidget() is window.table
