"""The Predictions page: runs, numbers and what is missing."""

import shutil

import drawn
import pytest
from predicted import (
    EXPLAINER,
    TRUE_CLASS,
    empty_sentence,
    finish,
    has_overlay,
    keys,
    make_study,
    open_predicted,
    pick,
    predict,
    press_bar,
    wait,
)

from cellclassifier.core.contents import read_contents
from cellclassifier.core.messages import Ended, Progressed
from cellclassifier.gui.pages.predictions import PredictionsPage

COMMAND = EXPLAINER


@pytest.fixture
def page(page_of):
    return page_of(PredictionsPage)


def test_the_result_is_a_sentence_that_its_tooltip_explains(qtbot, page, tmp_path):
    open_predicted(qtbot, page, tmp_path)
    assert page.result.numbers.text() == (
        "5 of 8 right: 62.5 % (30.6-86.3); chance 50 %, always `discs` 50.0 %"
    )
    for word in ("Wilson", "chance", "most frequent class"):
        assert word in page.result.numbers.toolTip()
    assert page.step().state == "ok"


def test_a_network_no_better_than_the_majority_is_told(qtbot, page, tmp_path):
    open_predicted(qtbot, page, tmp_path)
    assert "not better than no network" in page.result.warning.sentence
    assert "30.6 %" in page.result.warning.sentence


def test_a_network_that_learnt_is_not_warned_about(qtbot, page, tmp_path):
    open_predicted(qtbot, page, tmp_path, (0.9,) * 12)
    assert page.result.numbers.text().startswith("12 of 12 right: 100.0 %")
    assert page.result.warning.isHidden()


def test_runs_are_offered_with_state_and_accuracy(qtbot, page, session, tmp_path):
    study = make_study(tmp_path)
    failed = finish(study, Ended(outcome="failed", detail="Out of memory."), False)
    predict(finish(study))
    session.open_study(study.folder)
    combo = page.chooser.runs
    wait(qtbot, lambda: "done" in combo.itemText(0))
    assert combo.currentIndex() == 0
    assert "test 62.5 % (n = 8)" in combo.itemText(0)
    assert "failed" in combo.itemText(1)
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert session.run.id == failed.id
    assert empty_sentence(page) == "This run failed. Out of memory."
    assert page.result.isHidden()


def test_another_test_set_can_be_chosen(qtbot, page, session, tmp_path):
    study = make_study(tmp_path)
    other = drawn.folder(tmp_path / "images" / "other", 2, seed=2)
    study.save(study.spec.model_copy(update={"tests": (*study.spec.tests, other)}))
    run = finish(study)
    predict(run)
    predict(run, (0.9, 0.9, 0.9, 0.1), "other")
    session.open_study(study.folder)
    wait(qtbot, lambda: page.result.numbers.text().startswith("5 of 8"))
    pick(page.chooser.tests, "other")
    wait(qtbot, lambda: page.result.numbers.text().startswith("3 of 4"))
    page.browser.choose(3)
    session.runs_changed.emit()
    assert page.chooser.test == "other"
    assert page.browser.wanted.tile == 3


def test_images_that_are_gone_leave_the_numbers(qtbot, page, session, tmp_path):
    study = make_study(tmp_path)
    predict(finish(study))
    for path in (tmp_path / "images" / "test" / "discs").iterdir():
        path.unlink()
    session.open_study(study.folder)
    wait(qtbot, lambda: page.result.numbers.text().startswith("5 of 8 right"))
    canvas = page.browser.panel.view.canvas
    wait(qtbot, lambda: "0.png cannot be opened" in canvas.accessibleDescription())
    page.browser.choose(4)
    wait(qtbot, lambda: has_overlay(page.browser, 4, 1))
    assert canvas.accessibleDescription() == ""


def test_without_a_run_the_way_to_one_is_shown(qtbot, page):
    assert "No network has been trained yet" in empty_sentence(page)
    assert page.chooser.isHidden()
    assert page.step().state == "locked"
    with qtbot.waitSignal(page.go) as gone:
        page.empty.button.click()
    assert gone.args == ["training"]


def test_a_run_without_test_sets_says_so(qtbot, page, session, tmp_path):
    study = make_study(tmp_path)
    study.save(study.spec.model_copy(update={"tests": ()}))
    run = finish(study)
    session.open_study(study.folder)
    assert "no test sets" in empty_sentence(page)
    assert page.step().state == "attention"
    assert "no test sets" in page.step().text
    session.predict(run)
    assert not session.predicting
    with qtbot.waitSignal(page.go) as gone:
        page.empty.button.click()
    assert gone.args == ["images"]


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        (Ended(outcome="cancelled"), "was stopped before it had a network"),
        (Ended(outcome="failed", detail="No memory."), "This run failed. No memory."),
        (Ended(outcome="done"), "is gone from its folder"),
    ],
)
def test_a_run_without_a_network_says_why(qtbot, page, session, tmp_path, ended, told):
    study = make_study(tmp_path)
    finish(study, ended, network=False)
    session.open_study(study.folder)
    wait(qtbot, lambda: told in empty_sentence(page))
    assert page.step().state == "locked"


def test_a_run_that_goes_on_or_has_not_begun_says_so(qtbot, page, session, tmp_path):
    study = make_study(tmp_path)
    study.new_run(read_contents(study.spec))
    session.open_study(study.folder)
    wait(qtbot, lambda: "has not started" in empty_sentence(page))
    session.training = session.run
    session.training_changed.emit()
    assert "is being trained" in empty_sentence(page)
    session.training = None


@pytest.fixture
def answer(session, monkeypatch):
    """Answers the job that was asked last: with an event, or with how it ended."""
    asked = []
    # What the page asks to have explained once it shows tiles is let lie.
    monkeypatch.setattr(session.helper, "ask", lambda *job, key="": asked.append(job))

    def answer(message):
        _, done, heard = asked[-1]
        (done if isinstance(message, Ended) else heard)(message)

    return answer


PART = Progressed(what="predicting", done=3, of=8)


def test_what_is_not_predicted_yet_can_be(qtbot, page, session, answer, tmp_path):
    study = make_study(tmp_path)
    run = finish(study)
    session.open_study(study.folder)
    assert "has not been predicted" in empty_sentence(page)
    assert page.step().state == "ready"
    page.empty.button.click()
    assert not page.empty.button.isEnabled()
    answer(PART)
    assert empty_sentence(page) == "predicting: 3 of 8 tiles"
    predict(run)
    answer(Ended(outcome="done"))
    wait(qtbot, lambda: page.body.currentWidget() is page.tabs)
    assert page.result.numbers.text().startswith("5 of 8 right")


def test_progress_is_shown_on_the_run_that_it_is_about(page, session, answer, tmp_path):
    study = make_study(tmp_path)
    finish(study)
    finish(study)
    session.open_study(study.folder)
    one, other = session.runs
    session.choose_run(other)
    before = empty_sentence(page)
    session.predict(one)
    answer(PART)
    assert empty_sentence(page) == before
    assert page.empty.button.isEnabled()
    session.choose_run(one)
    assert empty_sentence(page) == "predicting: 3 of 8 tiles"
    assert not page.empty.button.isEnabled()
    answer(Ended(outcome="done"))
    assert not session.predicting


def test_a_run_that_is_gone_says_so(page, session, tmp_path):
    study = make_study(tmp_path)
    predict(finish(study))
    session.open_study(study.folder)
    shutil.rmtree(session.run.folder)
    session.runs_changed.emit()
    assert "is gone" in empty_sentence(page)


def test_damaged_predictions_are_told(qtbot, page, session, tmp_path):
    study = make_study(tmp_path)
    run = finish(study)
    path = run.predictions_path("test")
    path.parent.mkdir()
    path.write_text("tile,image\n1,a.png\n")
    session.open_study(study.folder)
    wait(qtbot, lambda: page.body.currentWidget() is page.empty)
    assert "is damaged" in empty_sentence(page)
    assert page.empty.button.text() == "Predict the test sets"


def test_news_about_runs_keep_filters_and_choice(qtbot, page, asked, tmp_path):
    browser = open_predicted(qtbot, page, tmp_path)
    pick(browser.strip.outcome, "wrong")
    press_bar(qtbot, browser, 8)
    browser.choose(7)
    shown = browser.shown
    page._session.runs_changed.emit()
    assert browser.shown is shown
    predict(shown.run, (*TRUE_CLASS[:3], 0.05, *TRUE_CLASS[4:]))
    page._session.runs_changed.emit()
    wait(qtbot, lambda: browser.shown is not shown)
    assert browser.strip.outcome.currentText() == "wrong"
    assert browser.wanted.tile == 7
    assert keys(browser) == [7]


def test_nothing_is_read_while_out_of_sight(qtbot, page, session, tmp_path):
    page.hide()
    study = make_study(tmp_path)
    predict(finish(study))
    session.open_study(study.folder)
    # What the study itself asks for, and nothing of this page.
    assert session.background._newest.keys() <= {"facts", "far"}
    page.show()
    wait(qtbot, lambda: page.body.currentWidget() is page.tabs)


def test_every_control_has_a_name(page):
    browser = page.browser
    for control in (
        *(page.chooser.runs, page.chooser.tests, browser.contrast.box),
        *(browser.strip.outcome, browser.strip.true, browser.strip.order),
        *(browser.strip.direction, browser.panel.opacity),
        *(browser.panel.explained, browser.panel.scale),
    ):
        assert control.accessibleName()


def test_the_run_that_is_trained_now_is_called_running(qtbot, page, session, tmp_path):
    study = make_study(tmp_path)
    run = study.new_run(read_contents(study.spec))
    session.open_study(study.folder)
    wait(qtbot, lambda: "waiting" in page.chooser.runs.currentText())
    session.training = session.runs[0]
    session.runs_changed.emit()
    assert "running" in page.chooser.runs.currentText()
    session.training = None
    assert session.runs[0].id == run.id
