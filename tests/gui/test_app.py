"""What the window does about its own faults: reports that stay here."""

import sys

import pytest
from acting import ACTOR
from PySide6.QtGui import QGuiApplication

from cellclassifier.core import crash_reports
from cellclassifier.gui.app import make_window, tell_of_crash


@pytest.fixture
def window(qtbot):
    made = make_window(command=ACTOR)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    sys.excepthook = sys.__excepthook__


def surprise(text="surprise"):
    try:
        raise RuntimeError(text)
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)


def test_a_fault_is_written_down_and_told_where(window, capsys):
    surprise()
    (report,) = crash_reports.reports()
    assert str(report) in window.notice.sentence
    assert "not sent" in window.notice.sentence
    text = report.read_text("utf-8")
    assert "RuntimeError: surprise" in text
    assert "Cell Classifier" in text
    assert "surprise" in capsys.readouterr().err


def test_the_same_fault_is_written_down_once(window):
    for _ in range(3):
        surprise()
    surprise("another")
    assert len(crash_reports.reports()) == 2


def test_without_a_place_for_reports_the_window_goes_on(window, monkeypatch):
    monkeypatch.setattr(crash_reports, "keep", lambda report: None)
    surprise()
    assert "surprise" in window.notice.sentence
    assert "report lies" not in window.notice.sentence
    assert window.isVisible()


def test_the_report_of_a_notice_names_no_folder(window, tmp_path):
    window.notice.tell("It broke.", "error", details=f'File "{tmp_path}/x.py"')
    window.notice._details.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "It broke." in text
    assert "x.py" in text
    assert str(tmp_path) not in text


def test_a_fall_of_the_last_time_is_told_once(window):
    crash_reports.folder().mkdir(parents=True, exist_ok=True)
    (crash_reports.folder() / "running_999999999.txt").write_text("Fatal: segment")
    tell_of_crash(window)
    assert "ended by a fault the last time" in window.notice.sentence
    (report,) = crash_reports.reports()
    assert "Fatal: segment" in report.read_text("utf-8")
    window.notice.clear()
    tell_of_crash(window)
    assert window.notice.isHidden()
