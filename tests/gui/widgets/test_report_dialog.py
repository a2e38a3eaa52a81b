"""The dialog that writes the report of a run."""

import threading

import predicted
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.preferences import Preferences
from cellclassifier.core.report import writing
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets import report_dialog
from cellclassifier.gui.widgets.report_dialog import ReportDialog, show_report
from cellclassifier.gui.widgets.study_button import StudyButton


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    study = predicted.make_study(tmp_path_factory.mktemp("study"))
    for _ in range(2):
        predicted.predict(predicted.finish(study))
    return study


@pytest.fixture
def background(qapp):
    made = Background()
    yield made
    made.close()


@pytest.fixture
def dialog(qtbot, study, background):
    made = ReportDialog(study, study.runs(), study.runs()[1], background)
    # A test may close it, and looks at it afterwards.
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def writer(monkeypatch):
    """Stands for what writes: it tells how far it is, as often as it is let."""
    calls, gate = [], threading.Event()

    def write(study, run, where, *, pdf, tell):
        calls.append((run.id, where, pdf))
        tell("gathering images", 1, 4)
        assert gate.wait(20)
        tell("writing it", 3, 4)
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text("report")
        return (where,)

    monkeypatch.setattr(writing, "write_report", write)
    yield calls, gate
    gate.set()


def test_the_chosen_run_is_proposed_with_a_file(dialog, study):
    run = study.runs()[1]
    assert dialog.run_box.currentIndex() == 1
    assert dialog.path.text() == str(study.folder / "reports" / f"{run.id}.html")


def test_the_ending_follows_what_is_written(dialog):
    dialog.document.setChecked(True)
    assert dialog.path.text().endswith(".html")
    assert dialog._place().both
    dialog.page.setChecked(False)
    assert dialog.path.text().endswith(".pdf")
    assert not dialog._place().both
    dialog.document.setChecked(False)
    assert not dialog.write.isEnabled()
    assert "Tick a page" in dialog.write.toolTip()
    dialog.page.setChecked(True)
    dialog.path.setText(" ")
    assert not dialog.write.isEnabled()


def test_it_says_how_far_it_is_and_where_it_is(
    dialog, study, writer, qtbot, tmp_path, monkeypatch
):
    calls, gate = writer
    dialog.path.setText(str(tmp_path / "mine.html"))
    dialog.document.setChecked(True)
    dialog.write.click()
    qtbot.waitUntil(lambda: dialog.told.text() == "Gathering images ...")
    assert (dialog.bar.value(), dialog.bar.maximum()) == (1, 4)
    assert not dialog.write.isEnabled()
    assert not dialog.run_box.isEnabled()
    gate.set()
    qtbot.waitUntil(lambda: not dialog.notice.isHidden())
    assert calls == [(study.runs()[1].id, tmp_path / "mine.html", True)]
    assert str(tmp_path / "mine.html") in dialog.notice.sentence
    assert dialog.notice.level == "ok"
    opened = []
    services = report_dialog.QDesktopServices
    monkeypatch.setattr(services, "openUrl", lambda url: opened.append(url))
    dialog.notice.acted.emit()
    assert opened[0].toLocalFile() == str(tmp_path / "mine.html")
    assert dialog.write.isEnabled()


def test_it_stops_when_asked_to(dialog, writer, qtbot, tmp_path):
    _, gate = writer
    dialog.path.setText(str(tmp_path / "mine.html"))
    dialog.write.click()
    qtbot.waitUntil(lambda: dialog.bar.maximum() == 4)
    dialog.cancel.click()
    assert dialog.told.text() == "Stopping ..."
    gate.set()
    qtbot.waitUntil(lambda: not dialog.notice.isHidden())
    assert dialog.notice.sentence.startswith("Stopped.")
    assert not (tmp_path / "mine.html").exists()


def test_what_cannot_be_written_is_said(dialog, qtbot, monkeypatch):
    def refuse(*_, **__):
        raise UserError("That is no report.")

    monkeypatch.setattr(writing, "write_report", refuse)
    dialog.write.click()
    qtbot.waitUntil(lambda: not dialog.notice.isHidden())
    assert dialog.notice.sentence == "That is no report."
    assert dialog.notice.level == "error"


def test_closing_stops_what_is_being_written(
    dialog, writer, qtbot, tmp_path, background
):
    _, gate = writer
    dialog.path.setText(str(tmp_path / "mine.html"))
    dialog.write.click()
    qtbot.waitUntil(lambda: dialog.bar.maximum() == 4)
    dialog.close()
    gate.set()
    qtbot.waitUntil(lambda: not background._newest)
    assert not (tmp_path / "mine.html").exists()


def test_another_name_can_be_chosen(dialog, tmp_path, monkeypatch):
    found = str(tmp_path / "named")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (found, ""))
    dialog.choose.click()
    assert dialog.path.text() == f"{found}.html"


def test_only_runs_with_a_network_can_be_reported_on(
    qtbot, study, background, tmp_path
):
    window = QWidget()
    qtbot.addWidget(window)
    assert show_report(study, [], None, background, window) is None
    shown = show_report(study, study.runs(), None, background, window)
    assert shown.run_box.count() == 2
    shown.close()


def test_the_menu_of_the_study_has_it_too(qtbot, study):
    button = StudyButton()
    qtbot.addWidget(button)
    for folder in (None, study.folder):
        button.show_study(folder, Preferences())
        actions = {action.text(): action for action in button.menu().actions()}
        assert actions["Report of a run ..."].isEnabled() is (folder is not None)
    with qtbot.waitSignal(button.report_wanted):
        actions["Report of a run ..."].trigger()
