"""The session: what pages share, with an actor as the worker."""

import shutil

import drawn
import pytest
from acting import ACTOR, DYING

from cellclassifier.core import preferences
from cellclassifier.core.spec import TrainSpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import GroupSpec
from cellclassifier.gui.session import Session


@pytest.fixture
def make(qtbot):
    made = []

    def session(command=ACTOR):
        made.append(Session(command))
        return made[-1]

    yield session
    for each in made:
        each.close()


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
    session.start_training()
    run = session.training
    assert run is session.run
    assert "is running" in session.blocked()
    qtbot.waitUntil(lambda: run.predictions("test") is not None, timeout=20_000)
    assert [m.kind for m in heard] == ["began", *["batch_ended", "epoch_ended"] * 2]
    assert session.training is None
    assert session.runs == [run]
    assert run.state == "done"
    assert session.blocked() == ""


def test_stop_keeps_the_network(qtbot, opened):
    session = opened(epochs=1000)
    session.heard.connect(lambda event: session.stop_training())
    session.start_training()
    run = session.training
    qtbot.waitUntil(lambda: session.training is None, timeout=20_000)
    assert run.state == "cancelled"
    assert run.model_path.exists()


def test_a_dead_worker_fails_its_run_in_a_sentence_and_the_next_works(qtbot, opened):
    session = opened(DYING)
    with qtbot.waitSignal(session.failed, timeout=20_000) as waited:
        session.start_training()
    assert "died unexpectedly" in waited.args[0]
    assert session.runs[0].state == "failed"
    session.trainer._command = ACTOR
    session.helper.runner._command = ACTOR
    session.start_training()
    qtbot.waitUntil(lambda: session.training is None, timeout=20_000)
    assert session.runs[0].state == "done"
    assert len(session.runs) == 2


def test_an_unwritable_study_is_told_and_nothing_is_started(qtbot, opened, monkeypatch):
    session = opened()

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("cellclassifier.core.study.write_tiles", refuse)
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
    session.start_training()
    run = session.training
    qtbot.waitUntil(lambda: run.predictions("test") is not None, timeout=20_000)
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


def test_a_run_deleted_while_it_trains_leaves_nothing_behind(qtbot, opened):
    session = opened(epochs=1000)
    session.start_training()
    run = session.training
    qtbot.waitUntil(lambda: len(run.history().epochs) == 3, timeout=20_000)
    shutil.rmtree(run.folder)
    session.stop_training()
    qtbot.waitUntil(lambda: session.training is None, timeout=20_000)
    assert session.run is None
    assert session.runs == []
    assert not run.folder.exists()


def test_a_training_of_another_study_ends_quietly(qtbot, opened, tmp_path):
    session = opened(epochs=1000)
    session.start_training()
    run = session.training
    qtbot.waitUntil(lambda: len(run.history().epochs) == 3, timeout=20_000)
    session.open_study(drawn.study(tmp_path / "b", 6, 4).folder)
    assert "is running" in session.blocked()
    session.stop_training()
    qtbot.waitUntil(lambda: run.predictions("test") is not None, timeout=20_000)
    assert session.runs == []
    assert run.state == "cancelled"


def test_facts_are_read_in_the_background_and_told_once(qtbot, opened, make):
    session = opened(epochs=1)
    session.start_training()
    run = session.training
    assert session.facts_of(run).state == "running"
    qtbot.waitUntil(lambda: session.facts_of(run).results != (), timeout=20_000)
    assert session.facts_of(run).state == "done"
    session.refresh_runs()
    qtbot.waitUntil(lambda: not session.background._newest, timeout=20_000)
    with qtbot.assertNotEmitted(session.runs_changed):
        session.refresh_runs()
        qtbot.waitUntil(lambda: not session.background._newest, timeout=20_000)
