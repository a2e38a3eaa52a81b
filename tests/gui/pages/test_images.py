import shutil
import sys
import threading
from pathlib import Path

import drawn
import pytest
import stacks
import tifffile
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from cellclassifier.core.dataset import Problem
from cellclassifier.core.leakage import Pair
from cellclassifier.core.leaks import Leaks
from cellclassifier.core.preparation import Prepared
from cellclassifier.core.tile_spec import GroupSpec, ReadingSpec, TilingSpec
from cellclassifier.gui.pages import images
from cellclassifier.gui.pages.images import ImagesPage
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.folder_check import check
from cellclassifier.gui.widgets.problem_list import PAIRS


@pytest.fixture(autouse=True)
def no_tiles(request, session, monkeypatch):
    """Keeps tiles from being made, but in tests that ask for `tiles`."""
    if "tiles" not in request.fixturenames:
        monkeypatch.setattr(session.preparer, "start", lambda *_: None)


@pytest.fixture
def read(session, qtbot, settled):
    """Waits until the folders have been read and checked."""

    def read():
        qtbot.waitUntil(lambda: session.contents is not None)
        settled()

    return read


@pytest.fixture
def tiles(session, qtbot, read):
    """Waits until tiles have been made and checked, too."""

    def tiles():
        read()
        qtbot.waitUntil(lambda: session.checked, timeout=20_000)

    return tiles


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
    assert [p.level for p in shown] == ["error"]
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


def test_groups_are_previewed_and_taken_while_a_pattern_is_typed(
    page, session, tmp_path, read, settled, qtbot
):
    session.update(train=drawn.folder(tmp_path / "train", name="well_A{}_s1.png"))
    read()
    groups = page.groups
    assert groups.pattern.isHidden()
    groups.by.setCurrentIndex(groups.by.findData("pattern"))
    assert not groups.pattern.isHidden()
    QTest.keyClicks(groups.pattern, "(well_A[0-9])")
    settled()
    assert "48 images in 10 groups" in groups.view.text.text()
    wanted = GroupSpec(by="pattern", pattern="(well_A[0-9])")
    qtbot.waitUntil(lambda: session.spec.groups == wanted)
    read()
    assert page.train.facts.values()["Groups"].startswith("10 (")


def test_groups_are_previewed_though_no_image_can_be_read(
    page, session, tmp_path, read, settled
):
    train = drawn.folder(tmp_path / "train", 3)
    session.update(train=train, groups=GroupSpec(by="table"))
    read()
    assert "none is chosen" in page.train.problems.problems[0].text
    page.groups.by.setCurrentIndex(page.groups.by.findData("image"))
    settled()
    assert page.groups.view.text.text() == "6 images in 6 groups (each image alone)."


def test_stacks_are_told_and_read_as_chosen(page, session, tmp_path, read, qtbot):
    session.update(
        train=stacks.folder(tmp_path / "train"),
        tests=(stacks.folder(tmp_path / "test", 2, seed=1),),
    )
    read()
    assert page.reading.folded.is_open
    assert page.next.sentence.startswith("10 files are left out because of what is")
    assert page.step().text == page.next.sentence
    assert not page.next.button.isEnabled()
    plane = page.reading.form.plane.kind
    plane.setCurrentIndex(plane.findData("maximum"))
    assert session.spec.reading == ReadingSpec(plane="maximum")
    read()
    assert page.next.button.isEnabled()
    assert page.reading.notice.sentence == ""
    facts = page.train.facts.values()
    assert facts["Images"] == "6"
    assert facts["Channels"] == "2 (two dyes)"
    assert facts["Pixel size"] == "0.108 µm"


def test_pixel_sizes_that_differ_are_counted(page, session, tmp_path, read):
    train = stacks.folder(tmp_path / "train", 2, planes=1)
    for path in (train / "discs").iterdir():
        tifffile.imwrite(path, tifffile.imread(path), metadata={"axes": "CYX"})
    session.update(train=train)
    read()
    facts = page.train.facts.values()
    assert facts["Pixel size"] == "0.108 µm (2 of 4), not known for 2"


def test_another_study_hides_the_choices_of_the_one_before(
    page, session, tmp_path, read
):
    session.update(
        train=stacks.folder(tmp_path / "stacks", planes=2),
        reading=ReadingSpec(plane="one"),
    )
    read()
    assert page.reading.folded.is_open
    other = drawn.study(tmp_path / "other", 3, tests=2)
    session.open_study(other.folder)
    assert page.reading.preview.path is None
    assert not page.reading.folded.is_open
    read()
    assert page.reading.form.spec == ReadingSpec()
    assert page.reading.preview.path.suffix == ".png"


def prepared(session, *problems, pairs=()):
    """Stands in for tiles that were made, and the problems that they have."""
    contents = session.contents
    leaks = Leaks(tuple(pairs))
    found = (*problems, *leaks.problems())
    return Prepared(session.spec, contents, {}, {}, leaks, (), found, ())


def pair(part, kind):
    """A tile of `part` that shows what a training tile shows."""
    one = (0, "train", Path("a.png"), 0, 0, 64, 64)
    other = (1, part, Path("b.png"), 0, 0, 64, 64)
    return Pair(kind, *one, *other, 1.0, 0.0, False, 0.0, 0.0, 1.0, "")


@pytest.fixture
def studied(session, tmp_path, read):
    """A study whose tiles are made by the test."""
    session.update(
        train=drawn.folder(tmp_path / "train"),
        tests=(drawn.folder(tmp_path / "test", seed=1),),
    )
    read()

    def tell(found=None, error=""):
        session.prepared, session.prepare_error = found, error
        session.prepared_changed.emit()

    return tell


def test_how_far_the_tiles_are_is_told_quietly(page, session, studied):
    session.preparing.emit("looking for copies", 340, 700)
    assert page.next.sentence.endswith("1 test set. Looking for copies: 340 of 700.")
    assert page.next.button.isEnabled()
    assert page.step().state == "ok"
    studied(prepared(session))
    assert page.next.sentence.endswith("1 test set.")


def test_what_tiles_show_stands_on_the_card_it_belongs_to(page, session, studied):
    bright = Problem("attention", "Brightness alone tells the classes apart.")
    empty = Problem("error", "All tiles are dropped.")
    studied(prepared(session, ("train", bright), ("test", empty)))
    assert page.train.problems.problems == [bright]
    assert page.tests.cards["test"].problems.problems == [empty]
    assert page.step() == ("attention", empty.text)
    # It is mended on another page.
    assert page.next.button.isEnabled()
    assert page.next.sentence == empty.text
    studied()
    assert page.train.problems.problems == []


def test_copies_offer_their_pairs(page, session, studied, qtbot):
    studied(
        prepared(
            session, pairs=[pair("test", "same pixels"), pair("test", "turned copy")]
        )
    )
    card = page.tests.cards["test"]
    assert [p.level for p in card.problems.problems] == ["error", "attention"]
    assert page.train.problems.problems == []
    shown = [b for b in card.findChildren(QPushButton) if b.text() == PAIRS]
    assert len(shown) == 2
    with qtbot.waitSignal(page.pairs_wanted):
        qtbot.mouseClick(shown[0], Qt.MouseButton.LeftButton)


def test_a_file_in_training_and_test_is_found_while_one_goes_on(
    page, session, tmp_path, tiles
):
    train = drawn.folder(tmp_path / "train", 6)
    test = drawn.folder(tmp_path / "test", 3, seed=1)
    shutil.copy(train / "discs" / "3.png", test / "discs" / "copy.png")
    session.update(train=train, tests=(test,))
    tiles()
    problems = page.tests.cards["test"].problems.problems
    assert problems[0].level == "error"
    assert "copy.png" in problems[0].text
    assert page.next.button.isEnabled()
    assert page.next.sentence == problems[0].text


def test_why_no_tiles_could_be_made_is_told(page, session, studied):
    studied(error="The study folder cannot be written.")
    assert page.train.problems.problems == [
        Problem("error", "The study folder cannot be written.")
    ]
    assert page.next.sentence == "The study folder cannot be written."


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
