import sys
import threading
from pathlib import Path

import drawn
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from cellclassifier.core.spec import GroupSpec, TilingSpec
from cellclassifier.gui.pages import images
from cellclassifier.gui.pages.images import ImagesPage
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.folder_check import check


@pytest.fixture
def page(page_of):
    return page_of(ImagesPage)


@pytest.fixture
def train(tmp_path):
    return drawn.folder(tmp_path / "train")


@pytest.fixture
def answer(monkeypatch):
    """Answers the dialog, and notes what was asked."""
    answers, asked = [], []

    def ask(parent, title, start):
        asked.append((title, start))
        return answers.pop(0)

    monkeypatch.setattr(images, "ask_folder", ask)
    return answers, asked


def drop(widget, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    enter.ignore()
    widget.dragEnterEvent(enter)
    if enter.isAccepted():
        widget.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    return enter.isAccepted()


def snapshot(folder: Path) -> list[tuple[str, int, int]]:
    found = sorted(folder.rglob("*"))
    return [(str(p), p.stat().st_mtime_ns, p.stat().st_size) for p in found]


def test_an_empty_page_has_one_button_that_chooses(page, train, answer, read, qtbot):
    answers, _ = answer
    answers.append(train)
    assert page.empty.isVisible()
    assert not page.next.isVisible()
    qtbot.mouseClick(page.empty.state.button, Qt.MouseButton.LeftButton)
    read()
    assert not page.empty.isVisible()
    assert page.train.path.text() == str(train)
    assert page.train.facts.values() == {
        "Images": "48",
        "Groups": "48 (each image alone)",
        "Size": "64 x 64 px",
        "Channels": "1 (grey)",
        "Depth": "8 bit",
    }
    assert "discs: 24 images (50.0 %)" in page.train.bars.accessibleName()


def test_giving_up_the_dialog_changes_nothing(page, session, answer, qtbot):
    answers, asked = answer
    answers.append(None)
    qtbot.mouseClick(page.empty.state.button, Qt.MouseButton.LeftButton)
    assert len(asked) == 1
    assert session.study is None
    assert page.empty.isVisible()


def test_a_dropped_folder_is_taken(page, session, train, read):
    assert drop(page.empty, train)
    read()
    assert session.spec.train == train


def test_what_has_no_path_here_is_not_taken(page, session):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/images")])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDragEnterEvent(
        QPoint(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    page.empty.dragEnterEvent(event)
    assert not event.isAccepted()


def test_a_file_and_two_folders_are_refused_in_a_sentence(page, session, train):
    file = train / "discs" / "0.png"
    assert drop(page.empty, file)
    assert "0.png is a file" in page.empty.refusal.sentence
    assert page.empty.refusal.isVisible()
    drop(page.empty, train, train.parent)
    assert "2 were dropped" in page.empty.refusal.sentence
    assert session.study is None


def test_the_next_refusal_or_choice_ends_the_one_before(page, train, read):
    drop(page.empty, train)
    read()
    drop(page.train, train / "discs" / "0.png")
    drop(page.tests, train)
    assert not page.train.refusal.isVisible()
    assert page.tests.refusal.isVisible()


def test_the_training_folder_is_no_test_set_nor_the_reverse(
    page, session, train, read, tmp_path
):
    test = drawn.folder(tmp_path / "test", seed=1)
    session.update(train=train)
    drop(page.tests, train.parent / "test" / ".." / "train")
    assert "is the folder of the training images already" in page.tests.refusal.sentence
    assert session.spec.tests == ()
    drop(page.tests, test)
    assert session.spec.tests == (test,)
    drop(page.train, test)
    assert "is a test set of this study already" in page.train.refusal.sentence
    assert session.spec.train == train
    drop(page.tests, test)
    assert "already" in page.tests.refusal.sentence
    assert session.spec.tests == (test,)


def test_test_sets_are_added_changed_and_removed(
    page, session, train, answer, read, tmp_path, qtbot
):
    first, second, third = (
        drawn.folder(tmp_path / name, 3, seed=seed)
        for seed, name in enumerate(("one", "two", "three"), 1)
    )
    answers, asked = answer
    session.update(train=train)
    read()
    assert page.tests.hint.isVisible()
    answers.append(first)
    qtbot.mouseClick(page.tests.add, Qt.MouseButton.LeftButton)
    assert not page.tests.hint.isVisible()
    drop(page.tests, second)
    read()
    assert list(page.tests.cards) == ["one", "two"]
    assert page.tests.cards["two"].facts.values()["Images"] == "6"
    answers.append(third)
    qtbot.mouseClick(page.tests.cards["one"].change, Qt.MouseButton.LeftButton)
    assert asked[-1][1] == tmp_path
    assert session.spec.tests == (third, second)
    read()
    qtbot.mouseClick(page.tests.cards["two"].remove, Qt.MouseButton.LeftButton)
    assert session.spec.tests == (third,)
    assert list(page.tests.cards) == ["three"]


def test_a_folder_dropped_on_a_test_card_takes_its_place(
    page, session, train, read, tmp_path
):
    test = drawn.folder(tmp_path / "test", 3, seed=1)
    other = drawn.folder(tmp_path / "other", 3, seed=2)
    session.update(train=train, tests=(test,))
    drop(page.tests.cards["test"], other)
    assert session.spec.tests == (other,)


def test_next_says_why_not(page, session, train, read, qtbot, tmp_path):
    session.update(train=train)
    assert not page.next.button.isEnabled()
    assert page.next.sentence == page.next.button.toolTip() == images.READING
    assert page.step().state == "ready"
    read()
    assert page.next.button.isEnabled()
    assert page.step() == ("attention", images.NO_TESTS)
    with qtbot.waitSignal(page.go) as went:
        qtbot.mouseClick(page.next.button, Qt.MouseButton.LeftButton)
    assert went.args == ["tiles"]
    drop(page.tests, drawn.folder(tmp_path / "test", classes=("rings", "discs")))
    read()
    assert not page.next.button.isEnabled()
    assert "'rings', which the training images lack" in page.next.sentence
    assert page.next.button.toolTip() == page.next.sentence
    assert page.step().state == "attention"


def test_a_good_study_is_ok(page, session, train, read, tmp_path):
    session.update(train=train, tests=(drawn.folder(tmp_path / "test", seed=1),))
    read()
    assert page.step().state == "ok"
    assert page.next.sentence == (
        "48 training images of 2 classes; 48 images in 1 test set."
    )


def test_problems_stand_where_they_belong(page, session, tmp_path, read):
    train = drawn.folder(tmp_path / "train", 5)
    test = drawn.folder(tmp_path / "test", classes=("rings", "discs"))
    session.update(train=train, tests=(test,))
    read()
    assert [p.level for p in page.train.problems.problems] == ["attention"] * 2
    assert "only 5 tiles" in page.train.problems.problems[0].text
    shown = page.tests.cards["test"].problems.problems
    assert [p.level for p in shown] == ["error", "error"]
    assert "'rings'" in shown[0].text
    assert page.tests.cards["test"].problems.isVisible()


def test_what_the_settings_decide_is_checked_again(
    page, session, settled, tmp_path, read
):
    session.update(train=drawn.folder(tmp_path / "train", 10))
    read()
    assert "only 10 tiles" in page.step().text
    session.update(tiling=TilingSpec(rows=2))
    settled()
    assert "only" not in page.step().text
    assert page.train.problems.problems == []


def test_folders_are_checked_beside_the_window(page, session, train, read, monkeypatch):
    threads = []

    def check_here(contents, spec):
        threads.append(threading.current_thread())
        return check(contents, spec)

    monkeypatch.setattr(images, "check", check_here)
    session.update(train=train)
    read()
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def test_folders_that_cannot_be_read_are_told_on_the_card(
    page, session, train, read, qtbot
):
    session.update(train=train)
    read()
    session.contents, session.scan_error = None, "The disk went to sleep."
    session.contents_changed.emit()
    assert page.train.failure.isVisible()
    assert page.train.failure.level == "error"
    assert page.tells("The disk went to sleep.")
    assert page.step() == ("attention", "The disk went to sleep.")
    assert page.next.sentence == "The disk went to sleep."
    assert not page.next.button.isEnabled()
    assert not page.train.progress.isVisible()
    again = page.train.failure.findChild(QPushButton)
    assert again.text() == images.AGAIN
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert not page.train.failure.isVisible()
    read()
    assert page.next.button.isEnabled()


def test_long_names_do_not_widen_the_page(page, session, read, tmp_path):
    session.update(train=drawn.folder(tmp_path / "train", 3))
    read()
    before = page.minimumSizeHint().width()
    names = ("long" * 20, "x" * 60)
    test = drawn.folder(tmp_path / ("replicate" * 12), 3, seed=1, classes=names)
    session.update(tests=(test,))
    read()
    assert page.minimumSizeHint().width() <= before + 60


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda f: f.mkdir(), "is empty"),
        (lambda f: drawn.write(f / "a.png", drawn.shape("discs", 0)), "no sub-folders"),
        (lambda f: drawn.folder(f, classes=("discs",)), "only one class"),
        (lambda f: (drawn.folder(f), (f / "none").mkdir()), "no image that can be"),
    ],
)
def test_a_bad_training_folder_is_told_on_its_card(
    page, session, read, tmp_path, make, sentence
):
    make(tmp_path / "train")
    session.update(train=tmp_path / "train")
    read()
    assert sentence in page.train.problems.problems[0].text
    assert sentence in page.next.sentence
    assert not page.next.button.isEnabled()


def test_files_left_out_are_listed_with_their_reasons(page, session, train, read):
    (train / ".DS_Store").write_bytes(b"x")
    (train / "discs" / "notes.txt").write_bytes(b"x")
    (train / "discs" / "torn.png").write_bytes(b"\x89PNG")
    session.update(train=train)
    read()
    lines = page.train.left_out.text.toPlainText().splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        ".DS_Store",
        "discs/notes.txt",
        "discs/torn.png",
    ]
    assert "operating system" in lines[0]
    assert "not an image" in lines[1]
    assert "damaged" in lines[2]
    assert not page.train.left_out.text.isVisible()
    page.train.left_out.set_open(True)
    assert page.train.left_out.text.isVisible()


def test_checking_again_finds_what_has_changed(page, session, train, read, qtbot):
    session.update(train=train)
    read()
    drawn.write(train / "discs" / "new.png", drawn.shape("discs", 99))
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert page.train.progress.isVisible()
    read()
    assert page.train.facts.values()["Images"] == "49"
    assert not page.train.progress.isVisible()


def test_progress_of_the_reading_is_shown(page, session, train, read, monkeypatch):
    session.update(train=train)
    read()
    monkeypatch.setattr(session.background, "run", lambda *_: None)
    session.scan()
    session.scanned.emit("train", 120, 327)
    assert page.train.progress.text() == "reading 120 of 327"


def test_another_folder_hides_what_was_in_the_one_before(page, session, train, read):
    session.update(train=train)
    read()
    assert page.train.facts.isVisible()
    session.update(train=train.parent)
    assert not page.train.facts.isVisible()


def test_the_group_of_an_image_is_shown_while_the_pattern_is_typed(
    page, session, tmp_path, read, qtbot
):
    train = drawn.folder(tmp_path / "train", name="well_A{}_s1.png")
    session.update(train=train)
    read()
    by = page.groups.form.findChild(QComboBox, "by")
    line = page.groups.form.findChild(QLineEdit, "pattern")
    assert line.isHidden()
    by.setCurrentIndex(by.findData("pattern"))
    assert not line.isHidden()
    line.setText("(well_A1)")
    assert "The group of well_A0_s1.png: well_A0_s1.png" in page.groups.preview
    line.setText("(well_A[0-9])")
    assert "The group of well_A0_s1.png: well_A0\n" in page.groups.preview
    assert "48 images in 10 groups" in page.groups.preview
    wanted = GroupSpec(by="pattern", pattern="(well_A[0-9])")
    qtbot.waitUntil(lambda: session.spec.groups == wanted)
    read()
    assert page.train.facts.values()["Groups"].startswith("10 (")


def test_a_broken_pattern_is_not_kept(page, session, train, read, qtbot):
    session.update(train=train, groups=GroupSpec(by="pattern", pattern="a"))
    read()
    page.groups.form.findChild(QLineEdit, "pattern").setText("(")
    assert session.spec.groups.pattern == "a"


def test_recent_folders_are_remembered_and_offered(page, session, train, read):
    assert not page.empty.recent.isVisible()
    drop(page.empty, train)
    read()
    assert session.preferences.recent_folders == (train,)
    later = ImagesPage(Session([sys.executable, "-c", ""]))
    actions = later.empty.recent.menu().actions()
    assert [str(train).endswith(a.text().removeprefix("... ")) for a in actions] == [
        True
    ]
    actions[0].trigger()
    assert later._session.spec.train == train
    later._session.close()


def test_a_recent_folder_that_is_gone_is_refused(page, session, train, tmp_path):
    session.update(train=train)
    page.tests.add.picked.emit(tmp_path / "gone")
    assert "does not exist any more" in page.tests.refusal.sentence
    assert session.spec.tests == ()


def test_real_images_are_read_and_left_as_they_are(page, session, read, primary):
    before = snapshot(primary)
    session.update(train=primary / "train", tests=(primary / "test",))
    read()
    assert page.train.facts.values()["Images"] == "327"
    assert page.train.facts.values()["Groups"].startswith("14 (the field")
    assert page.step().state == "ok"
    assert snapshot(primary) == before
