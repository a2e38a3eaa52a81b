"""Sets that nodes predict for the window; its own worker does not."""

import drawn
import pytest
from acting import ACTOR, DYING, Conducting
from nodes_acted import errands
from nodes_faked import LAB
from predicted import finish, make_study

from cellclassifier.core import places
from cellclassifier.core.messages import ExplainJob, Progressed
from cellclassifier.core.places import HERE, Place
from cellclassifier.gui.far_helping import errands_command
from cellclassifier.gui.session import Session


@pytest.fixture
def make(qtbot, tmp_path, monkeypatch):
    made = []

    def session(how="well", command=DYING):
        study = make_study(tmp_path)
        finish(study)
        conducting = Conducting(ACTOR)
        session = Session(command, conducting)
        session.far_command = lambda place: errands(how)
        made.append((session, conducting))
        # No other run is made here: its images are not looked through.
        monkeypatch.setattr(session, "scan", lambda: None)
        session.open_study(study.folder)
        session.choose_where(LAB)
        return session

    yield session
    for each, conducting in made:
        each.close()
        conducting.close()


def wait(qtbot, condition):
    qtbot.waitUntil(condition, timeout=20_000)


def test_a_set_is_predicted_by_nodes_and_told_in_chunks(qtbot, make):
    session = make()
    (run,) = session.runs
    told, done, said = [], [], []
    session.progressed.connect(lambda *each: told.append(each))
    session.set_predicted.connect(lambda *each: done.append(each))
    session.told.connect(said.append)
    session.predict(run)
    assert run.folder in session.predicting
    wait(qtbot, lambda: bool(done))
    assert done == [(run, "test")]
    assert len(run.predictions("test").tiles) == 8
    assert ("Chunks done by 2 nodes: 3 of 12", 3, 12) in told
    assert told[-1] == ("", 0, 0)
    assert "The node old-box has another version." in said
    # The worker of this computer, which would have died, was not asked.
    assert not session.helper.runner.process_id
    assert not session.predicting


def test_a_folder_is_read_here_and_predicted_there(qtbot, make, tmp_path):
    session = make()
    (run,) = session.runs
    for number in range(3):
        where = tmp_path / "new" / f"{number}.png"
        drawn.write(where, drawn.shape("discs", 700 + number))
    with qtbot.waitSignal(session.set_predicted, timeout=20_000) as waited:
        session.predict_folder([run], tmp_path / "new")
    assert waited.args == [run, "new"]
    assert len(run.predictions("new").tiles) == 3
    assert not session.helper.runner.process_id


def test_what_is_small_stays_here(qtbot, make):
    session = make(command=ACTOR)
    (run,) = session.runs
    with qtbot.waitSignal(session.set_predicted, timeout=20_000):
        session.predict_validation(run)
    ends = []
    job = ExplainJob(run=run.folder, test="test", tiles=(0,), class_name="discs")
    session.explain(job, ends.append)
    wait(qtbot, lambda: bool(ends))
    assert session._far == {}


def test_it_can_be_stopped(qtbot, make):
    session = make("slow")
    (run,) = session.runs
    done = []
    session.set_predicted.connect(lambda *each: done.append(each))
    session.predict(run)
    wait(qtbot, lambda: "3 of 12" in session.predicting[run.folder])
    session.stop_predicting()
    wait(qtbot, lambda: not session.predicting)
    assert done == []
    assert run.predictions("test") is None


def test_contact_that_is_lost_is_told_once_and_nothing_is_predicted(qtbot, make):
    session = make("lost")
    (run,) = session.runs
    failed = []
    session.failed.connect(lambda sentence, _: failed.append(sentence))
    session.predict(run)
    wait(qtbot, lambda: bool(failed))
    assert failed == ["Contact to the lab was lost."]
    assert not session.predicting
    assert run.predictions("test") is None


def test_each_study_has_its_own_place_while_the_window_is_open(qtbot, make, tmp_path):
    session = make()
    first = session.study.folder
    assert session.where == LAB
    other = drawn.study(tmp_path / "other", 2, 2)
    session.open_study(other.folder)
    assert session.where == HERE
    session.open_study(first)
    assert session.where == LAB
    with qtbot.waitSignal(session.where_changed):
        session.choose_where(HERE)
    with qtbot.assertNotEmitted(session.where_changed):
        session.choose_where(HERE)


def test_what_cannot_be_used_is_told_before_anything_is_started(
    qtbot, make, monkeypatch
):
    session = make()
    session.choose_where(Place(kind="cluster", profile="gone"))
    with qtbot.waitSignal(session.failed) as waited:
        session.predict(session.runs[0])
    assert "no cluster profile 'gone'" in waited.args[0]
    monkeypatch.setattr(places, "find_spec", lambda name: None)
    with qtbot.waitSignal(session.failed) as waited:
        session.predict(session.runs[0])
    assert waited.args[0] == places.how_to_install()
    assert session._far == {}
    assert not session.predicting


def test_an_idle_process_keeps_no_connection(qtbot, make):
    session = make()
    helper = session.far_helper(LAB)
    helper._idle.setInterval(1)
    with qtbot.waitSignal(session.set_predicted, timeout=20_000):
        session.predict(session.runs[0])
    wait(qtbot, lambda: not helper.runner.alive)
    with qtbot.waitSignal(session.set_predicted, timeout=20_000):
        session.predict(session.runs[0])


def test_the_process_is_told_the_place_as_it_is():
    *_, switch, given = errands_command(LAB)
    assert switch == "--errands"
    assert Place.model_validate_json(given) == LAB


def test_before_chunks_are_counted_only_what_is_done_is_told(make):
    helper = make().far_helper(LAB)
    event = Progressed(what="reaching workstations", done=0, of=0)
    assert helper.words(event) == "Reaching workstations ..."
