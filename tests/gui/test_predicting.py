"""Predicting from the window: folders, validation, several runs, and stopping."""

import sys

import drawn
import pytest
from acting import ACTOR, Conducting
from predicted import finish, make_study

from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.core.wrong_labels import WrongLabels
from cellclassifier.gui.session import Session

SLOW = r"""
import sys
from cellclassifier.core.messages import *
say = lambda m: (sys.stdout.buffer.write(encode(m)), sys.stdout.flush())
for line in sys.stdin:
    job = decode_to_worker(line)
    if isinstance(job, PredictJob):
        say(Progressed(what=f"predicting {job.test}", done=1, of=9))
    elif isinstance(job, Cancel):
        say(Ended(outcome="cancelled"))
"""
"""A worker that predicts until it is asked to stop."""


@pytest.fixture
def make(qtbot, tmp_path):
    made = []

    def session(command=ACTOR, runs=1):
        study = make_study(tmp_path)
        for _ in range(runs):
            finish(study)
        conducting = Conducting(command)
        session = Session(command, conducting)
        made.append((session, conducting))
        session.open_study(study.folder)
        return session

    yield session
    for each, conducting in made:
        each.close()
        conducting.close()


def wait(qtbot, condition):
    qtbot.waitUntil(condition, timeout=20_000)


def is_idle(session):
    return not session.predicting and not session.helper.busy


def loose(where, count=3, seed=7):
    for number in range(count):
        drawn.write(where / f"{number}.png", drawn.shape("discs", 100 * seed + number))
    return where


def test_a_folder_is_read_predicted_and_told(qtbot, make, tmp_path):
    session = make()
    (run,) = session.runs
    told, done = [], []
    session.progressed.connect(lambda *each: told.append(each))
    session.set_predicted.connect(lambda *each: done.append(each))
    session.predict_folder([run], loose(tmp_path / "new"))
    assert run.folder in session.predicting
    wait(qtbot, lambda: bool(done))
    assert done == [(run, "new")]
    assert len(run.predictions("new").tiles) == 3
    assert list(run.sets) == ["test", "new"]
    wait(qtbot, lambda: is_idle(session))
    assert ("reading images", 0, 3) in told
    assert ("predicting", 3, 3) in told
    assert told[-1] == ("", 0, 0)


def test_several_runs_predict_several_folders_in_turn(qtbot, make, tmp_path):
    session = make(runs=2)
    done = []
    session.set_predicted.connect(lambda run, name: done.append((run.id, name)))
    for name in ("one", "two"):
        session.predict_folder(session.runs, loose(tmp_path / name))
    assert len(session.predicting) == 2
    wait(qtbot, lambda: len(done) == 4 and is_idle(session))
    ids = [run.id for run in session.runs]
    assert done == [(run_id, name) for name in ("one", "two") for run_id in ids]


def test_a_folder_that_holds_nothing_is_told_and_the_next_one_is_read(
    qtbot, make, tmp_path
):
    session = make()
    (run,) = session.runs
    (tmp_path / "empty").mkdir()
    told, failed = [], []
    session.failed.connect(lambda text, log: failed.append(text))
    session.progressed.connect(lambda *each: told.append(each))
    session.predict_folder([run], tmp_path / "empty")
    with qtbot.waitSignal(session.set_predicted, timeout=20_000):
        session.predict_folder([run], loose(tmp_path / "new"))
    assert len(failed) == 1
    assert "holds no files" in failed[0]
    assert list(run.sets) == ["test", "new"]
    wait(qtbot, lambda: is_idle(session))


def test_validation_is_predicted_on_demand(qtbot, make):
    session = make()
    (run,) = session.runs
    assert run.validation() is None
    with qtbot.waitSignal(session.set_predicted, timeout=20_000) as waited:
        session.predict_validation(run)
    assert waited.args == [run, ""]
    tiles = [tile for tile in run.tiles() if tile.part == "validation"]
    assert run.validation().tiles == tuple(tile.number for tile in tiles)
    assert run.predictions("test") is None


def test_all_sets_are_predicted_again(qtbot, make, tmp_path):
    session = make()
    (run,) = session.runs
    with qtbot.waitSignal(session.set_predicted, timeout=20_000):
        session.predict_folder([run], loose(tmp_path / "new"))
    run.predictions_path("new").unlink()
    done = []
    session.set_predicted.connect(lambda run, name: done.append(name))
    session.predict(run)
    wait(qtbot, lambda: is_idle(session))
    assert done == ["test", "new"]
    assert list(run.all_predictions()) == ["test", "new"]


def test_predicting_can_be_stopped_and_gone_on_with(qtbot, make, tmp_path):
    session = make([sys.executable, "-c", SLOW], runs=2)
    first, second = session.runs
    told, done = [], []
    session.told.connect(told.append)
    session.set_predicted.connect(lambda run, name: done.append(name))
    session.predict(first)
    session.predict(second)
    wait(qtbot, lambda: "1 of 9" in session.predicting[first.folder])
    session.predict_folder([second], loose(tmp_path / "new", 400))
    session.stop_predicting()
    wait(qtbot, lambda: is_idle(session))
    assert told[-1] == "Predicting was stopped; what was predicted before is kept."
    assert done == []
    session.predict(second)
    wait(qtbot, lambda: "1 of 9" in session.predicting[second.folder])
    session.stop_predicting()
    wait(qtbot, lambda: is_idle(session))


def test_what_fails_is_told_and_predicts_nothing(qtbot, make, tmp_path):
    script = SLOW.replace(
        "say(Progressed", "say(Ended(outcome='failed', detail='No.')) or (Progressed"
    )
    session = make([sys.executable, "-c", script])
    done = []
    session.set_predicted.connect(lambda run, name: done.append(name))
    with qtbot.waitSignal(session.failed, timeout=20_000) as waited:
        session.predict(session.runs[0])
    assert waited.args[0] == "No."
    wait(qtbot, lambda: is_idle(session))
    assert done == []


def test_marking_a_label_makes_the_next_tiles_anew(qtbot, make):
    session = make()
    wait(qtbot, lambda: session.prepared is not None)
    first = session.prepared.tables["train"][0]
    with qtbot.assertNotEmitted(session.prepared_changed):
        session.labels_marked()
    session.update(training=TrainSpec(marked_labels="left out"))
    wait(qtbot, lambda: session.prepared is not None)
    assert first in session.prepared.tables["train"]
    WrongLabels(session.study.folder).mark(first, "blurred")
    session.labels_marked()
    wait(qtbot, lambda: session.prepared is not None)
    assert first not in session.prepared.tables["train"]
