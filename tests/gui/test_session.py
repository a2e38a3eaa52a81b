"""The session: what pages share, with an actor as the worker."""

import os

import drawn
import pytest
from acting import ACTOR, DYING, Conducting, begin, idle

from cellclassifier.core import experiments, preferences
from cellclassifier.core.experiment_spec import ExperimentSpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import GroupSpec
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.gui.session import Session


@pytest.fixture
def make(qtbot):
    made = []

    def session(command=ACTOR):
        conducting = Conducting(command)
        session = Session(command, conducting)
        session.conducting = conducting
        made.append(session)
        return session

    yield session
    for each in made:
        each.close()
        each.conducting.close()


@pytest.fixture
def opened(qtbot, make, tmp_path):
    def session(command=ACTOR, **training):
        study = drawn.study(tmp_path, count=6, tests=4, **training)
        made = make(command)
        made.open_study(study.folder)
        qtbot.waitUntil(lambda: made.checked, timeout=20_000)
        return made

    return session


def test_picking_images_makes_a_study_in_the_users_folder(qtbot, make, tmp_path):
    session = make()
    folder = drawn.folder(tmp_path / "mine" / "train", 2)
    session.update(train=folder)
    assert session.study.folder == preferences.home() / "studies" / "mine"
    assert Study.open(session.study.folder).spec.train == folder
    other = make()
    other.update(train=folder)
    assert other.study.folder.name == "mine_2"


def test_a_study_is_remembered(make, tmp_path):
    session = make()
    session.create_study(tmp_path / "study")
    assert preferences.load().recent_studies == (tmp_path / "study",)


def test_a_folder_that_is_no_study_is_told_and_changes_nothing(qtbot, make, tmp_path):
    session = make()
    with qtbot.waitSignal(session.failed) as waited:
        session.open_study(tmp_path)
    assert "is not a study" in waited.args[0]
    assert session.study is None


def test_why_training_is_blocked(qtbot, make, tmp_path):
    session = make()
    assert "No training images" in session.blocked()
    session.update(train=tmp_path / "gone")
    qtbot.waitUntil(lambda: session.contents is not None, timeout=20_000)
    assert "does not exist" in session.blocked()


def test_settings_are_kept_on_disk_and_folders_are_read_again(qtbot, opened):
    session = opened()
    session.update(training=TrainSpec(epochs=3))
    assert Study.open(session.study.folder).spec.training.epochs == 3
    assert session.contents is not None
    session.update(tests=())
    assert session.contents is None
    qtbot.waitUntil(lambda: session.contents is not None, timeout=20_000)
    assert session.contents.tests == {}


def test_a_training_is_heard_predicted_and_listed(qtbot, opened):
    session, heard = opened(epochs=2), []
    session.heard.connect(heard.append)
    run = begin(qtbot, session)
    assert run is session.run
    assert session.training is run
    assert session.blocked() == ""
    idle(qtbot, session)
    assert run.predictions("test") is not None
    kinds = [event.kind for event in heard if event.kind != "batch_ended"]
    assert kinds == ["began", "epoch_ended", "epoch_ended", "ended"]
    assert session.runs == [run]
    assert run.state == "done"
    assert session.blocked() == ""


def test_stop_keeps_the_network(qtbot, opened):
    session = opened(epochs=1000)
    session.heard.connect(lambda event: session.stop_training())
    run = begin(qtbot, session)
    idle(qtbot, session)
    assert run.state == "cancelled"
    assert run.model_path.exists()


def test_a_dead_worker_fails_its_run_in_a_sentence_and_the_next_works(qtbot, opened):
    session = opened(DYING)
    with qtbot.waitSignal(session.failed, timeout=20_000) as waited:
        session.start_training()
    assert "died unexpectedly" in waited.args[0]
    assert session.runs[0].state == "failed"
    idle(qtbot, session)
    session.conducting.command = ACTOR
    begin(qtbot, session)
    idle(qtbot, session)
    assert session.runs[0].state == "done"
    assert len(session.runs) == 2


def test_an_unwritable_study_is_told_and_nothing_is_started(qtbot, opened, monkeypatch):
    session = opened()

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("cellclassifier.core.run_folder.write_tiles", refuse)
    with qtbot.waitSignal(session.failed) as waited:
        session.start_training()
    assert "could not be written" in waited.args[0]
    assert session.training is None


def test_the_device_is_told_in_words(qtbot, make):
    session = make()
    with qtbot.waitSignal(session.device_changed, timeout=20_000):
        session.warm_up()
    assert session.device == "a stage"


def test_reopening_finds_the_runs(qtbot, opened, make):
    session = opened(epochs=2)
    run = begin(qtbot, session)
    idle(qtbot, session)
    other = make()
    other.open_study(session.study.folder)
    assert [found.id for found in other.runs] == [run.id]
    assert other.run.history().accuracy == run.history().accuracy


def test_settings_edited_without_a_study_wait_for_images(qtbot, make, tmp_path):
    session = make()
    with qtbot.waitSignal(session.study_changed):
        session.update(training=TrainSpec(epochs=7))
    assert session.study is None
    assert session.spec.training.epochs == 7
    assert not (preferences.home() / "studies").exists()
    session.update(train=drawn.folder(tmp_path / "mine" / "train", 2))
    assert Study.open(session.study.folder).spec.training.epochs == 7
    session.create_study(tmp_path / "next")
    assert session.spec.training.epochs == TrainSpec().epochs


def test_an_edit_of_the_groups_stays_in_its_study(qtbot, opened, tmp_path):
    session = opened()
    first, other = session.study, drawn.study(tmp_path / "b", 6, 4)
    session.update(groups=GroupSpec(by="image"))
    assert Study.open(first.folder).spec.groups.by == "image"
    session.open_study(other.folder)
    qtbot.waitUntil(lambda: session.contents is not None, timeout=20_000)
    assert session.contents.train.folder == other.spec.train
    assert Study.open(other.folder).spec.groups == GroupSpec()


def test_a_run_deleted_while_it_trains_leaves_nothing_behind(qtbot, opened, tmp_path):
    session = opened(epochs=1000)
    run = begin(qtbot, session)
    qtbot.waitUntil(lambda: len(run.history().epochs) == 3, timeout=20_000)
    run.folder.rename(tmp_path / "deleted")
    session.stop_training()
    idle(qtbot, session)
    assert session.run is None
    assert session.runs == []
    assert not run.folder.exists()


def test_a_training_goes_on_while_another_study_is_open(qtbot, opened, tmp_path):
    session = opened(epochs=1000)
    run = begin(qtbot, session)
    folder = session.study.folder
    qtbot.waitUntil(lambda: len(run.history().epochs) == 3, timeout=20_000)
    session.open_study(drawn.study(tmp_path / "b", 6, 4).folder)
    assert session.training is None
    assert session.runs == []
    session.open_study(folder)
    qtbot.waitUntil(lambda: session.training is not None, timeout=20_000)
    assert session.training.id == run.id
    session.stop_training()
    idle(qtbot, session)
    assert run.state == "cancelled"
    assert run.predictions("test") is not None


def test_a_window_that_closes_lets_the_training_go_on_and_another_follows(
    qtbot, opened, make
):
    session = opened(epochs=1000)
    run = begin(qtbot, session)
    qtbot.waitUntil(lambda: len(run.history().epochs) == 3, timeout=20_000)
    session.close()
    other, heard = make(), []
    other.heard.connect(heard.append)
    other.open_study(session.study.folder)
    qtbot.waitUntil(lambda: other.training is not None, timeout=20_000)
    assert other.run is other.training
    qtbot.waitUntil(lambda: len(heard) >= 4, timeout=20_000)
    assert other.facts_of(other.run).state == "running"
    other.stop_training()
    idle(qtbot, other)
    assert run.state == "cancelled"


def test_a_second_window_only_looks_until_the_first_closes(qtbot, opened, make):
    session = opened()
    other, told = make(), []
    other.failed.connect(lambda text, log: told.append(text))
    other.open_study(session.study.folder)
    qtbot.waitUntil(lambda: other.checked, timeout=20_000)
    assert "open in another window" in other.read_only
    assert f"process {os.getpid()}" in other.read_only
    assert other.blocked() == other.read_only
    other.update(training=TrainSpec(epochs=3))
    assert told == [other.read_only]
    assert Study.open(session.study.folder).spec == session.spec
    other.start_training()
    assert other.runs == []
    with qtbot.waitSignal(other.read_only_changed, timeout=20_000):
        session.close()
    assert other.read_only == ""
    other.update(training=TrainSpec(epochs=3))
    assert Study.open(session.study.folder).spec.training.epochs == 3


def test_more_runs_queue_up_and_a_waiting_one_can_be_dropped(qtbot, opened):
    session = opened(epochs=1000)
    first, second = begin(qtbot, session), begin(qtbot, session)
    qtbot.waitUntil(
        lambda: session.desk.standing.what(first.id) == "training", timeout=20_000
    )
    assert session.training.id == first.id
    assert session.facts_of(second).state == "waiting"
    session.drop(second.id)
    qtbot.waitUntil(lambda: session.desk.standing.waiting == (), timeout=20_000)
    assert [run.id for run in session.runs] == [first.id]
    session.stop_training()
    idle(qtbot, session)


def test_a_paused_run_is_resumed_where_it_was(qtbot, opened):
    session = opened(epochs=1000)
    run = begin(qtbot, session)
    qtbot.waitUntil(lambda: len(run.history().epochs) == 3, timeout=20_000)
    session.desk.pause()
    idle(qtbot, session)
    assert run.state == "paused"
    assert session.desk.stalled
    session.go_on()
    qtbot.waitUntil(lambda: len(run.history().epochs) > 3, timeout=20_000)
    session.stop_training()
    idle(qtbot, session)
    assert run.state == "cancelled"


def test_an_experiment_is_made_trained_and_extended(qtbot, opened):
    session = opened(epochs=1)
    with qtbot.waitSignal(session.desk.made, timeout=30_000):
        session.start_experiment(ExperimentSpec(runs=2))
    idle(qtbot, session)
    assert [run.state for run in session.runs] == ["done", "done"]
    (record,) = experiments.experiments(session.study)
    with qtbot.waitSignal(session.desk.made, timeout=30_000):
        session.add_runs(record, 1)
    idle(qtbot, session)
    assert [run.record.study.training.seed for run in session.runs] == [2, 1, 0]


def test_epochs_are_added_as_a_run_of_their_own(qtbot, opened):
    session = opened(epochs=2)
    first = begin(qtbot, session)
    idle(qtbot, session)
    with qtbot.waitSignal(session.desk.made, timeout=20_000):
        session.add_epochs(first, 3)
    idle(qtbot, session)
    assert session.run.record.continues == first.id
    assert session.run.record.first_epoch == 2
    assert session.run.record.study.training.epochs == 5
    assert first.record.study.training.epochs == 2


def test_a_study_folder_that_is_lost_is_told(qtbot, opened, tmp_path):
    session = opened()
    with qtbot.waitSignal(session.failed, timeout=20_000) as waited:
        session.study.folder.rename(tmp_path / "elsewhere")
    assert "cannot be read" in waited.args[0]
    with qtbot.waitSignal(session.told, timeout=20_000) as waited:
        (tmp_path / "elsewhere").rename(session.study.folder)
    assert "can be read again" in waited.args[0]


def test_a_run_that_cannot_be_read_is_told(qtbot, opened, make):
    session = opened(epochs=1)
    run = begin(qtbot, session)
    qtbot.waitUntil(lambda: session.facts_of(run).state == "done", timeout=20_000)
    assert session.left_out == {}
    other = run.folder.with_name("2020-01-01_000000_deep")
    other.mkdir()
    (other / "run.json").write_text("{", "utf-8")
    with qtbot.waitSignal(session.runs_changed, timeout=20_000):
        session.refresh_runs()
    assert list(session.left_out) == [other.name]
    assert session.runs == [run]


def test_facts_are_read_in_the_background_and_told_once(qtbot, opened, make):
    session = opened(epochs=1)
    run = begin(qtbot, session)
    assert session.facts_of(run).state == "running"
    qtbot.waitUntil(lambda: session.facts_of(run).results != (), timeout=20_000)
    assert session.facts_of(run).state == "done"
    session.refresh_runs()
    qtbot.waitUntil(lambda: not session.background._newest, timeout=20_000)
    with qtbot.assertNotEmitted(session.runs_changed):
        session.refresh_runs()
        qtbot.waitUntil(lambda: not session.background._newest, timeout=20_000)
