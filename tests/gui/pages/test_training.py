"""The Training page, with an actor as the worker."""

import drawn
import pytest
from acting import ACTOR, DYING, actor

from cellclassifier.gui.pages.training import TrainingPage
from cellclassifier.gui.session import Session


@pytest.fixture
def session(qtbot, tmp_path):
    made = Session(ACTOR)
    yield made
    made.close()


@pytest.fixture
def page(qtbot, session):
    made = TrainingPage(session)
    qtbot.addWidget(made)
    return made


def open_study(qtbot, session, tmp_path, **training):
    session.open_study(drawn.study(tmp_path, 6, 4, **training).folder)
    qtbot.waitUntil(lambda: session.contents is not None, timeout=20_000)


def test_without_images_start_says_why_it_is_disabled(page):
    assert not page.start.isEnabled()
    assert "No training images" in page.reason.text()
    assert page.reason.text() == page.start.toolTip()
    assert page.step().state == "locked"


def test_an_edit_is_kept_in_the_study(qtbot, page, session, tmp_path):
    open_study(qtbot, session, tmp_path)
    spec = session.spec.training.model_copy(update={"epochs": 5})
    page.form.edited.emit(spec)
    assert session.spec.training.epochs == 5
    assert page.form.spec.epochs == 5


def test_a_run_is_drawn_and_a_reopened_one_looks_the_same(
    qtbot, page, session, tmp_path
):
    open_study(qtbot, session, tmp_path, epochs=3)
    page.start.click()
    qtbot.waitUntil(lambda: session.training is None and session.runs != [])
    run = session.runs[0]
    live = page._history, page.heading.text(), page.log.toPlainText()
    assert len(page._history.epochs) == 3
    assert "3 of 3 epochs" in page.heading.text()
    assert "is finished" in page.heading.text()
    assert page.next.isEnabled()
    session.choose_run(None)
    assert page._history.epochs == ()
    assert page.heading.text() == "No run yet."
    session.choose_run(run)
    assert (page._history, page.heading.text(), page.log.toPlainText()) == live


def test_progress_and_stop(qtbot, page, session, tmp_path):
    open_study(qtbot, session, tmp_path, epochs=1000)
    assert page.progress.isHidden()
    page.start.click()
    assert not page.progress.isHidden()
    assert not page.start.isEnabled()
    qtbot.waitUntil(lambda: "Epoch 4 of 1000" in page.progress.text.text())
    page.progress.stop.click()
    qtbot.waitUntil(lambda: session.training is None)
    assert "was stopped" in page.heading.text()
    assert page.progress.isHidden()


def test_a_run_that_did_not_learn_is_told(qtbot, page, session, tmp_path):
    session.trainer._command = actor(accuracy=0.5)
    open_study(qtbot, session, tmp_path, epochs=1)
    page.start.click()
    qtbot.waitUntil(lambda: session.training is None and session.runs != [])
    assert "did not learn" in page.notice.sentence
    assert page.notice.level == "attention"


def test_a_failed_run_tells_its_sentence_when_reopened(qtbot, page, session, tmp_path):
    open_study(qtbot, session, tmp_path)
    session.trainer._command = DYING
    page.start.click()
    qtbot.waitUntil(lambda: session.training is None and session.runs != [])
    assert "died unexpectedly" in page.notice.sentence
    run = session.runs[0]
    session.choose_run(None)
    session.choose_run(run)
    assert "died unexpectedly" in page.notice.sentence
    assert "failed" in page.heading.text()
