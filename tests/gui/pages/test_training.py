"""The Training page, with an actor as the worker."""

import shutil

import drawn
import leaked
import pytest
from acting import ACTOR, DYING, Conducting, actor, idle
from predicted import finish

from cellclassifier.core.messages import BatchEnded
from cellclassifier.gui.leak_window import LeakWindow
from cellclassifier.gui.pages.training import TrainingPage
from cellclassifier.gui.run_facts import name_of
from cellclassifier.gui.session import PREPARING, Session


@pytest.fixture
def session(qtbot, tmp_path):
    conducting = Conducting()
    made = Session(ACTOR, conducting)
    made.conducting = conducting
    yield made
    made.close()
    conducting.close()


@pytest.fixture
def page(qtbot, session):
    made = TrainingPage(session)
    qtbot.addWidget(made)
    yield made
    made.close_page()


def open_study(qtbot, session, tmp_path, **training):
    open_at(qtbot, session, drawn.study(tmp_path, 6, 4, **training))


def open_at(qtbot, session, study):
    session.open_study(study.folder)
    qtbot.waitUntil(lambda: session.prepared is not None, timeout=60_000)


def known(qtbot, session, run):
    qtbot.waitUntil(lambda: session.facts_of(run).results != (), timeout=20_000)


def shown(page):
    log = page.run.curves.log.toPlainText()
    return page.run.curves.history, page.run.heading.text(), log


def train_long(qtbot, page, session, tmp_path):
    """Start a training that waits, after three epochs, to be stopped."""
    open_study(qtbot, session, tmp_path, epochs=1000)
    page.column.start.click()
    wait_for(qtbot, page, "Epoch 4 of 1000")
    return session.training


def wait_for(qtbot, page, text):
    qtbot.waitUntil(lambda: text in page.run.progress.text.text(), timeout=20_000)


def stop(qtbot, session):
    session.stop_training()
    idle(qtbot, session)


def test_a_page_made_while_a_run_is_trained_shows_how_it_is(
    qtbot, page, session, tmp_path, monkeypatch
):
    training = train_long(qtbot, page, session, tmp_path)
    # Asked for really, it might have paused before the page is there.
    monkeypatch.setattr(training, "asked", lambda: "pause")
    late = TrainingPage(session)
    qtbot.addWidget(late)
    assert not late.run.progress.isHidden()
    assert late.run.progress.text.text().startswith("Pausing after this epoch")
    assert "3 of 1000 epochs" in late.run.heading.text()
    stop(qtbot, session)
    late.close_page()


def test_without_images_start_says_why_it_is_disabled(page):
    assert not page.column.start.isEnabled()
    assert "No training images" in page.column.reason.text()
    assert page.column.reason.text() == page.column.start.toolTip()
    assert page.step().state == "locked"


def test_an_edit_is_kept_in_the_study(qtbot, page, session, tmp_path):
    open_study(qtbot, session, tmp_path)
    spec = session.spec.training.model_copy(update={"epochs": 5})
    page.column.form.edited.emit(spec)
    assert session.spec.training.epochs == 5
    assert page.column.form.spec.epochs == 5


def test_a_run_is_drawn_and_a_reopened_one_looks_the_same(
    qtbot, page, session, tmp_path
):
    open_study(qtbot, session, tmp_path, epochs=3)
    page.column.start.click()
    qtbot.waitUntil(lambda: session.runs != [], timeout=20_000)
    idle(qtbot, session)
    run = session.runs[0]
    known(qtbot, session, run)
    live = shown(page)
    assert len(page.run.curves.history.epochs) == 3
    assert "3 of 3 epochs" in page.run.heading.text()
    assert "is finished" in page.run.heading.text()
    assert page.run.next.isEnabled()
    session.choose_run(None)
    assert page.run.curves.history.epochs == ()
    assert page.run.heading.text() == "No run yet."
    session.choose_run(run)
    assert shown(page) == live


def test_progress_and_stop(qtbot, page, session, tmp_path):
    open_study(qtbot, session, tmp_path, epochs=1000)
    assert page.run.progress.isHidden()
    page.column.start.click()
    assert not page.column.start.isEnabled()
    qtbot.waitUntil(lambda: not page.run.progress.isHidden(), timeout=20_000)
    assert page.column.start.text() == "Add to the queue"
    qtbot.waitUntil(lambda: "Epoch 4 of 1000" in page.run.progress.text.text())
    page.run.progress.stop.click()
    idle(qtbot, session)
    assert "was stopped" in page.run.heading.text()
    assert page.run.progress.isHidden()


def test_a_run_that_did_not_learn_is_told(qtbot, page, session, tmp_path):
    session.conducting.command = actor(accuracy=0.5)
    open_study(qtbot, session, tmp_path, epochs=1)
    page.column.start.click()
    qtbot.waitUntil(lambda: session.runs != [], timeout=20_000)
    idle(qtbot, session)
    qtbot.waitUntil(lambda: "did not learn" in page.run.notice.sentence, timeout=20_000)
    assert page.run.notice.level == "attention"


def test_a_failed_run_tells_its_sentence_when_reopened(qtbot, page, session, tmp_path):
    open_study(qtbot, session, tmp_path)
    session.conducting.command = DYING
    page.column.start.click()
    qtbot.waitUntil(lambda: session.runs != [], timeout=20_000)
    idle(qtbot, session)
    assert "died unexpectedly" in page.run.notice.sentence
    run = session.runs[0]
    session.choose_run(None)
    session.choose_run(run)
    assert "died unexpectedly" in page.run.notice.sentence
    assert "failed" in page.run.heading.text()


def test_stop_is_in_reach_while_another_run_is_looked_at(
    qtbot, page, session, tmp_path
):
    study = drawn.study(tmp_path, 6, 4, epochs=1000)
    old = finish(study)
    open_at(qtbot, session, study)
    page.column.start.click()
    wait_for(qtbot, page, "Epoch 4 of 1000")
    run = session.training
    bar = page.run.progress.bar.value(), page.run.progress.bar.maximum()
    assert page.run.progress.name.isHidden()
    session.choose_run(next(each for each in session.runs if each.id == old.id))
    assert not page.run.progress.isHidden()
    assert name_of(run) in page.run.progress.name.text()
    # The epochs of the run that is looked at are not those of the training.
    assert (page.run.progress.bar.value(), page.run.progress.bar.maximum()) == bar
    assert page.run.progress.stop.isEnabled()
    page.run.progress.stop.click()
    idle(qtbot, session)
    assert page.run.progress.isHidden()
    assert run.state == "cancelled"


def test_coming_back_to_the_study_that_trains(qtbot, page, session, tmp_path):
    run = train_long(qtbot, page, session, tmp_path / "a")
    folder = session.study.folder
    other = drawn.study(tmp_path / "b", 6, 4)
    session.open_study(other.folder)
    assert page.run.progress.isHidden()
    assert page.run.body.currentWidget() is page.run.empty
    session.open_study(folder)
    qtbot.waitUntil(lambda: session.training is not None, timeout=20_000)
    assert session.run.id == run.id
    assert [each.id for each in session.runs] == [run.id]
    assert "is running" in page.run.heading.text()
    assert len(page.run.curves.history.epochs) == 3
    stop(qtbot, session)
    qtbot.waitUntil(lambda: "was stopped" in page.run.heading.text(), timeout=20_000)


def test_an_event_counts_once_though_the_file_had_it(qtbot, page, session, tmp_path):
    run = train_long(qtbot, page, session, tmp_path)
    session.heard.emit(run.history().epochs[-1])
    assert len(page.run.curves.history.epochs) == 3
    stop(qtbot, session)


def test_stopping_stays_said(qtbot, page, session, tmp_path):
    train_long(qtbot, page, session, tmp_path)
    session.stop_training()
    session.heard.emit(BatchEnded(epoch=4, batch=1, of=2))
    assert "Stopping" in page.run.progress.text.text()
    idle(qtbot, session)
    assert "The network as it was is kept" in page.run.notice.sentence
    assert page.run.next.isEnabled()


def test_an_interrupted_run_says_what_to_do(qtbot, page, session, tmp_path):
    study = drawn.study(tmp_path, 6, 4)
    run = finish(study, network=False)
    events = run.folder / "events.jsonl"
    events.write_text("".join(events.read_text().splitlines(True)[:-1]))
    session.open_study(study.folder)
    qtbot.waitUntil(
        lambda: "was interrupted" in page.run.heading.text(), timeout=20_000
    )
    assert "it can go on exactly" in page.run.notice.sentence
    assert page.run.notice.level == "attention"
    page.run.notice.acted.emit()
    qtbot.waitUntil(lambda: run.state == "done", timeout=20_000)
    idle(qtbot, session)
    qtbot.waitUntil(lambda: len(page.run.curves.history.epochs) == 2, timeout=20_000)


def test_without_a_run_one_button_leads_on(qtbot, page, session, tmp_path):
    assert page.run.body.currentWidget() is page.run.empty
    assert page.run.empty.button.text() == "Go to Images"
    with qtbot.waitSignal(page.go) as gone:
        page.run.empty.button.click()
    assert gone.args == ["images"]
    open_study(qtbot, session, tmp_path, epochs=1)
    assert page.run.empty.button.text() == "Start training"
    page.run.empty.button.click()
    qtbot.waitUntil(
        lambda: page.run.body.currentWidget() is page.run.curves, timeout=20_000
    )
    idle(qtbot, session)


def test_a_run_whose_folder_is_gone_says_so(qtbot, page, session, tmp_path):
    study = drawn.study(tmp_path, 6, 4)
    finish(study)
    finish(study)
    session.open_study(study.folder)
    gone, left = session.runs[1], session.runs[0]
    shutil.rmtree(gone.folder)
    session.choose_run(gone)
    assert page.run.heading.text() == "The folder of this run is gone."
    session.refresh_runs()
    qtbot.waitUntil(lambda: session.run is left, timeout=20_000)
    assert session.runs == [left]


def test_a_device_that_is_not_found_is_told(qtbot, page, session):
    session.helper.runner._command = DYING
    session.warm_up()
    with qtbot.waitSignal(session.failed, timeout=20_000):
        pass
    assert page.column.device.text() == "Trains on: unknown: the worker did not start"


def test_while_tiles_are_made_start_waits_and_says_how_far_it_is(
    qtbot, page, session, tmp_path
):
    told = []
    session.preparing.connect(lambda *how: told.append(page.column.split.doing.text()))
    session.open_study(drawn.study(tmp_path, 6, 4).folder)
    qtbot.waitUntil(lambda: session.contents is not None, timeout=20_000)
    assert page.column.reason.text() == PREPARING
    assert not page.column.start.isEnabled()
    assert not page.run.empty.button.isEnabled()
    assert not page.column.split.bar.isHidden()
    assert page.step().state == "locked"
    qtbot.waitUntil(lambda: session.prepared is not None, timeout=60_000)
    assert any(text.startswith("looking for copies: ") for text in told)
    assert page.column.start.isEnabled()
    assert page.column.split.bar.isHidden()


def test_the_split_is_told_in_words(qtbot, page, session, tmp_path):
    open_study(qtbot, session, tmp_path, folds=3, fold=2)
    words = page.column.split.facts.values()
    assert words["Validation"].startswith("fold 2 of 3: 4 of 12 groups, 4 of 12 tiles")
    assert words["Training"] == "8 of 12 groups, 8 of 12 tiles"
    assert words["Test 'test'"] == "8 tiles"


def test_exact_copies_stop_the_training_until_a_reason_is_written(
    qtbot, page, session, tmp_path
):
    open_at(qtbot, session, leaked.study(tmp_path, epochs=1))
    assert not page.column.start.isEnabled()
    assert "again.png" in page.column.reason.text()
    assert page.run.empty.button.text() == "Show the pairs ..."
    page.run.empty.button.click()
    window = page.findChild(LeakWindow)
    window.overruling.reason.setText("they are a control")
    window.overruling.allow.click()
    assert page.column.start.isEnabled()
    assert page.column.reason.isHidden()
    assert "because: they are a control." in page.column.copies.words.text()
    page.column.start.click()
    qtbot.waitUntil(lambda: session.runs != [], timeout=20_000)
    idle(qtbot, session)
    assert page.run.stayed.text() == (
        "Trained in spite of 2 pairs of copies, because: they are a control"
    )
    session.choose_run(None)
    assert page.run.stayed.isHidden()


def test_likely_copies_only_warn(qtbot, page, session, tmp_path):
    assert page.column.copies.isHidden()
    open_at(qtbot, session, leaked.study(tmp_path, exact=False, epochs=1))
    assert page.column.start.isEnabled()
    assert page.column.copies.words.text() == (
        "1 tile of test set 'test' may show what a training tile shows."
    )
    page.column.copies.button.click()
    assert page.findChild(LeakWindow).isVisible()
    page.close_page()
    assert not page.findChild(LeakWindow).isVisible()
    page.column.start.click()
    qtbot.waitUntil(lambda: session.runs != [], timeout=20_000)
    idle(qtbot, session)
    assert "might show the same" in page.run.stayed.text()


def test_without_copies_nothing_is_said_of_them(qtbot, page, session, tmp_path):
    study = leaked.study(tmp_path, exact=False, turned=False, epochs=1)
    open_at(qtbot, session, study)
    assert page.column.copies.isHidden()
    page.column.start.click()
    qtbot.waitUntil(lambda: session.runs != [], timeout=20_000)
    idle(qtbot, session)
    assert page.run.stayed.isHidden()
