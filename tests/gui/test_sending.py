"""What takes things out of a study, from the window's menu."""

import packed
import pytest
from PySide6.QtWidgets import QWidget

from cellclassifier.core.contents import read_contents
from cellclassifier.core.packing.writing import pack
from cellclassifier.gui.sending import NO_NETWORK, send
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.run_list import RunList
from cellclassifier.gui.widgets.study_button import SENDING, StudyButton


@pytest.fixture
def study(tmp_path):
    return packed.study(tmp_path / "here")


@pytest.fixture
def session(qtbot):
    session = Session(["true"])
    yield session
    session.close()


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


def test_the_open_study_is_packed_by_the_window_that_holds_it(
    session, study, window, qtbot
):
    session.open_study(study.folder)
    dialog = send(session, "pack", window)
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.notice.sentence != "", timeout=20_000)
    assert dialog.notice.level == "ok"
    assert study.folder.with_name("study.zip").exists()
    dialog.reject()


def test_a_window_that_only_looks_on_is_refused(session, study, window, qtbot):
    other = Session(["true"])
    other.open_study(study.folder)
    session.open_study(study.folder)
    dialog = send(session, "pack", window)
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.notice.sentence != "", timeout=20_000)
    assert "is open in a window" in dialog.notice.sentence
    dialog.reject()
    other.close()


def test_an_unpacked_study_is_opened(session, study, window, qtbot, tmp_path):
    archive = pack(study, tmp_path / "sent.zip", images=True).path
    dialog = send(session, "unpack", window)
    dialog.archive.text.setText(str(archive))
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.notice.sentence != "", timeout=20_000)
    where = dialog.folder.path
    dialog.notice.acted.emit()
    assert session.study.folder == where


def test_a_network_is_exported_of_the_run_that_is_chosen(session, study, window):
    session.open_study(study.folder)
    dialog = send(session, "export", window)
    assert session.run.id in dialog.words.text()
    dialog.reject()


def test_without_a_network_or_study_it_is_told(session, study, window, qtbot):
    assert send(session, "pack", window) is None
    with qtbot.waitSignal(session.failed) as told:
        assert send(session, "export", window) is None
    assert told.args[0] == NO_NETWORK
    study.new_run(read_contents(study.spec))
    session.open_study(study.folder)
    session.choose_run(next(run for run in session.runs if not run.has_network))
    with qtbot.waitSignal(session.failed):
        assert send(session, "export", window) is None


def test_the_menu_offers_it(session, study, qtbot):
    button = StudyButton()
    qtbot.addWidget(button)
    for folder in (None, study.folder):
        button.show_study(folder, session.preferences)
        actions = {a.text(): a for a in button.menu().actions()}
        enabled = {what for what, text in SENDING.items() if actions[text].isEnabled()}
        assert enabled == (set(SENDING) if folder else {"unpack"})
    for what, text in SENDING.items():
        with qtbot.waitSignal(button.send_wanted) as wanted:
            actions[text].trigger()
        assert wanted.args == [what]


def test_a_run_of_the_list_is_exported(qtbot):
    runs = RunList()
    qtbot.addWidget(runs)
    with qtbot.waitSignal(runs.export_wanted):
        runs.export.trigger()
    assert runs.export in runs.actions()
