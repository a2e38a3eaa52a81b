"""Studies that the system asks the running program to open."""

import pytest
from acting import ACTOR
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent

from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.gui.opening import FileOpener
from cellclassifier.gui.session import Session


@pytest.fixture
def session(qtbot, qapp):
    made = Session(ACTOR)
    opener = FileOpener(made, made)
    yield made
    qapp.removeEventFilter(opener)
    made.close()


def ask(app, path):
    """Send what macOS sends for a file that was double-clicked."""
    QCoreApplication.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(str(path))))


def test_a_study_is_opened_by_its_file_or_its_folder(session, qapp, tmp_path):
    for name in ("one", "zwei äöü"):
        Study.create(tmp_path / name, StudySpec())
    (mark,) = (tmp_path / "zwei äöü").glob("*.cellstudy")
    ask(qapp, tmp_path / "one")
    assert session.study.folder == tmp_path / "one"
    ask(qapp, mark)
    assert session.study.folder == tmp_path / "zwei äöü"


def test_what_is_no_study_is_told_and_the_open_one_stays(
    session, qapp, qtbot, tmp_path
):
    Study.create(tmp_path / "one", StudySpec())
    ask(qapp, tmp_path / "one")
    with qtbot.waitSignal(session.failed) as told:
        ask(qapp, tmp_path / "nothing.cellstudy")
    assert "is not a study" in told.args[0]
    assert session.study.folder == tmp_path / "one"


def test_an_address_in_the_network_opens_nothing(session, qapp):
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl("https://example.org/a")))
    assert session.study is None
