"""Groups are previewed while they are chosen; edits are told at once."""

from pathlib import Path

import drawn
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from cellclassifier.core.grouping import USUAL
from cellclassifier.core.tile_spec import GroupSpec
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets import table_choice
from cellclassifier.gui.widgets.group_form import GroupForm


@pytest.fixture
def form(qtbot):
    background = Background()
    form = GroupForm(background, GroupSpec())
    qtbot.addWidget(form)
    form.told = []
    form.edited.connect(form.told.append)
    form.settle = lambda: qtbot.waitUntil(lambda: not background._newest)
    form.show()
    yield form
    background.close()


@pytest.fixture
def files(form, tmp_path):
    folder = drawn.folder(tmp_path / "train", 6, name="day{0}_dish{0}.png")
    found = sorted(folder.rglob("*.png"))
    form.set_files(folder, found)
    form.settle()
    return found


def choose(form, by):
    form.by.setCurrentIndex(form.by.findData(by))


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_an_edit_is_told_at_once_and_nothing_later(form, qtbot):
    choose(form, "image")
    assert [spec.by for spec in form.told] == ["image"]
    form.set_spec(GroupSpec())
    assert form.spec == GroupSpec()
    assert form.by.currentData() == "auto"
    with qtbot.assertNotEmitted(form.edited, wait=50):
        pass


def test_only_what_belongs_to_the_choice_is_shown(form):
    parts = (form.pattern, form.usual, form.table)
    seen = {}
    for by in ("auto", "image", "folder", "pattern", "table"):
        choose(form, by)
        seen[by] = [part.isVisible() for part in parts]
    assert seen.pop("pattern") == [True, True, False]
    assert seen.pop("table") == [False, False, True]
    assert all(not any(shown) for shown in seen.values())


def test_a_pattern_is_previewed_while_it_is_typed(form, files):
    choose(form, "pattern")
    QTest.keyClicks(form.pattern, "day[0-3]")
    form.settle()
    assert form.told[-1] == GroupSpec(by="pattern", pattern="day[0-3]")
    view = form.view
    assert view.text.text() == "12 images in 8 groups (the pattern day[0-3])."
    assert view.warning.sentence == (
        "4 files do not match; each of these is a group of its own."
    )
    assert view.largest.pairs()[0] == ("day0", "2 images")
    assert ("day0_dish0.png", "day0") in view.examples.pairs()
    assert ("day4_dish4.png", "discs/day4_dish4.png") in view.examples.pairs()


def test_named_brackets_name_a_group_together(form, files):
    form.set_spec(GroupSpec(by="pattern", pattern=r"(?P<day>day\d)_(?P<dish>dish\d)"))
    form.settle()
    assert ("day0_dish0.png", "day0/dish0") in form.view.examples.pairs()
    assert form.view.warning.sentence == ""


def test_a_pattern_that_matches_nothing_is_told(form, files):
    form.set_spec(GroupSpec(by="pattern", pattern="plate"))
    form.settle()
    assert "No file name matches" in form.view.warning.sentence


def test_one_group_of_all_is_told(form, files):
    form.set_spec(GroupSpec(by="pattern", pattern="day"))
    form.settle()
    assert "cannot be split" in form.view.warning.sentence


def test_a_broken_pattern_is_told_and_not_kept(form, files):
    choose(form, "pattern")
    QTest.keyClicks(form.pattern, "da(")
    form.settle()
    assert form.told[-1].pattern == "da"
    assert "is not a regular expression" in form.problem.text()
    assert form.pattern.text() == "da("
    QTest.keyClicks(form.pattern, "y)")
    assert form.problem.text() == ""
    assert form.told[-1].pattern == "da(y)"


def test_usual_patterns_are_one_choice_away(form, files):
    actions = form.usual.menu().actions()
    assert len(actions) == len(USUAL)
    day = next(i for i, usual in enumerate(USUAL) if usual[0] == "Day")
    assert USUAL[day][2] in actions[day].text()
    actions[day].trigger()
    form.settle()
    assert form.told[-1] == GroupSpec(by="pattern", pattern=USUAL[day][1])
    assert form.by.currentData() == "pattern"
    assert form.view.text.text().startswith("12 images in 6 groups")


def test_a_table_is_chosen_and_previewed(form, files, tmp_path, qtbot, monkeypatch):
    rows = [f"{p.parent.name}/{p.name},{p.name[:4]}" for p in files]
    table = write(tmp_path / "groups.csv", "file,group", *rows)
    asked = []
    monkeypatch.setattr(
        table_choice, "ask_table", lambda parent, _, near: asked.append(near) or table
    )
    choose(form, "table")
    form.settle()
    assert form.problem.text() == ""
    qtbot.mouseClick(form.table.button, Qt.MouseButton.LeftButton)
    form.settle()
    assert asked == [tmp_path]
    assert form.told[-1] == GroupSpec(by="table", table=table)
    assert form.table.path.text() == str(table)
    assert form.view.text.text() == "12 images in 6 groups (the table groups.csv)."


def test_giving_up_the_dialog_changes_nothing(form, qtbot, monkeypatch):
    monkeypatch.setattr(table_choice, "ask_table", lambda *_: None)
    choose(form, "table")
    qtbot.mouseClick(form.table.button, Qt.MouseButton.LeftButton)
    assert form.told == [GroupSpec(by="table")]


def test_a_table_can_be_dropped_and_what_is_wrong_with_it_is_told(
    form, files, tmp_path
):
    table = write(tmp_path / "bad.csv", "name,dish", "a,b")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table))])
    choose(form, "table")
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    form.table.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    form.settle()
    assert form.told[-1].table == table
    assert "has to name the columns 'file' and 'group'" in form.problem.text()
    assert form.view.text.text() == ""
    choose(form, "image")
    form.settle()
    assert form.problem.text() == ""


def test_files_are_looked_for_where_none_could_be_read(form, files):
    form.set_files(files[0].parents[1], [])
    form.settle()
    assert form.view.text.text().startswith("12 images in ")


def test_another_folder_hides_the_groups_of_the_one_before(form, files):
    form.set_files(Path(), [])
    assert form.view.text.text() == ""
    assert form.view.largest.pairs() == []


def test_what_is_typed_survives_the_reading_that_it_starts(form, files):
    choose(form, "pattern")
    QTest.keyClicks(form.pattern, "day")
    form.pattern.setCursorPosition(1)
    form.set_spec(form.told[-1])
    assert form.pattern.cursorPosition() == 1


def test_it_goes_back_to_what_is_found_by_itself(form, qtbot):
    choose(form, "image")
    qtbot.mouseClick(form.reset, Qt.MouseButton.LeftButton)
    assert form.told[-1].by == "auto"
    assert not form.reset.isVisible()
