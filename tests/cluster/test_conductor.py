"""The far conductor, with nodes in processes of their own and actors as workers."""

import sys

import acting
import drawn
import pytest
import waiting
from labs import Conducting, Lab

from cellclassifier.cluster import conductor
from cellclassifier.cluster.security import make_certificates
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Began, EpochEnded
from cellclassifier.core.places import Place
from cellclassifier.core.queueing import Queue
from cellclassifier.core.study import Study


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    made = Lab(tmp_path_factory.mktemp("lab"))
    made.start_node("one")
    made.start_node("two")
    yield made
    made.close()


@pytest.fixture
def own_lab(tmp_path):
    """A lab that may be broken."""
    made = Lab(tmp_path / "lab")
    yield made
    made.close()


def maker(folder):
    """Return what makes a study with runs of it that wait for a place."""

    def made(place, count=1, **training):
        study = drawn.study(folder, count=6, tests=4, **training)
        contents = read_contents(study.spec)
        runs = [study.new_run(contents) for _ in range(count)]
        queue = Queue(study.folder)
        for run in runs:
            queue.add(run)
        queue.send_to(place)
        return study, runs

    return made


@pytest.fixture
def made(tmp_path):
    """Makes a study with runs of it that wait for a place."""
    return maker(tmp_path / "it's a study, ä")


@pytest.fixture
def made_there(tmp_path):
    """Makes the study of another one."""
    return maker(tmp_path / "another one's")


def until(holds):
    waiting.until(holds, 120)


def epochs(run):
    return len(run.history().epochs)


@pytest.mark.parametrize("sharing", ["never", "auto"])
def test_runs_are_trained_and_predicted_by_nodes(lab, made, sharing):
    place = lab.place(sharing)
    study, runs = made(place, 3, epochs=2)
    work = Conducting(study, place)
    work.end()
    assert [run.state for run in runs] == ["done"] * 3
    assert [epochs(run) for run in runs] == [2] * 3
    assert all(run.predictions("test") is not None for run in runs)
    queue = Queue(study.folder)
    assert (queue.waiting(), queue.far(), queue.status()) == ([], (), None)
    assert queue.told() is None
    ended = {run_id for run_id, event in work.heard if isinstance(event, EpochEnded)}
    assert ended == {run.id for run in runs}


def test_what_comes_home_names_the_folders_of_the_study(lab, made):
    study, (run,) = made(lab.place(), epochs=1)
    before = {
        path: path.read_bytes() for path in run.folder.rglob("*") if path.is_file()
    }
    Conducting(study, lab.place()).end()
    # What the run was made with is as it was, to the byte.
    assert all(path.read_bytes() == content for path, content in before.items())
    written = [p for p in run.folder.rglob("*") if p.suffix in (".csv", ".jsonl")]
    assert len(written) > len(before) // 2
    scratch = str(lab.folder)
    assert not any(scratch in path.read_text() for path in written)
    (folder,) = study.spec.tests
    images = run.predictions("test").images
    assert all(image.is_relative_to(folder) for image in images)


def test_a_run_that_is_stopped_stops_on_its_node(lab, made):
    study, (run,) = made(lab.place(), epochs=1000)
    work = Conducting(study, lab.place())
    until(lambda: epochs(run) >= 2)
    (doing,) = Queue(study.folder).doing()
    assert doing.device in ("one", "two")
    assert run.state == "running"
    run.ask("stop")
    work.end()
    assert run.state == "cancelled"
    assert run.asked() is None


def test_a_pause_comes_home_and_is_resumed(lab, made):
    study, (run,) = made(lab.place(), epochs=1000)
    queue = Queue(study.folder)
    work = Conducting(study, lab.place())
    until(lambda: epochs(run) >= 3)
    queue.pause()
    work.end()
    assert run.state == "paused"
    done = epochs(run)
    (entry,) = queue.waiting()
    assert entry.resume
    queue.go_on()
    again = Conducting(study, lab.place())
    until(lambda: epochs(run) > done)
    run.ask("stop")
    again.end()
    began = [event.epoch for event in run.events() if isinstance(event, Began)]
    assert began == [0, done]


def test_a_run_that_waits_can_be_taken_back(lab, made):
    study, runs = made(lab.place(), 3, epochs=1000)
    queue = Queue(study.folder)
    work = Conducting(study, lab.place())
    until(lambda: len(queue.doing()) == 2)
    (entry,) = queue.waiting()
    queue.drop(entry.run_id)
    for run in runs:
        run.ask("stop")
    work.end()
    states = {run.id: run.state for run in runs}
    assert states.pop(entry.run_id) == "waiting"
    assert set(states.values()) == {"cancelled"}


def test_whoever_leaves_finds_the_runs_again(lab, made):
    study, (run,) = made(lab.place(), epochs=1000)
    queue = Queue(study.folder)
    first = Conducting(study, lab.place())
    until(lambda: epochs(run) >= 1)
    first.work.leave()
    first.end()
    assert queue.far() == (run.id,)
    second = Conducting(study, lab.place())
    until(lambda: epochs(run) == 3 and Queue(study.folder).doing())
    # It was never begun a second time, and no epoch of it is missing.
    began = [event.epoch for event in run.events() if isinstance(event, Began)]
    assert began == [0]
    told = [e.epoch for e in run.events() if isinstance(e, EpochEnded)]
    assert told == list(range(1, len(told) + 1))
    run.ask("stop")
    second.end()
    assert run.state == "cancelled"


def test_a_run_outlives_the_scheduler(own_lab, made, made_there):
    own_lab.start_node("one")
    study, (run,) = made(own_lab.place(), epochs=1000)
    work = Conducting(study, own_lab.place())
    until(lambda: epochs(run) >= 1)
    own_lab.end_scheduler()
    until(lambda: any("Lost contact" in text for text in work.told))
    told = Queue(study.folder).told()
    assert told is not None
    assert told.level == "warning"
    own_lab.start_scheduler()
    until(lambda: Queue(study.folder).doing() and not Queue(study.folder).told())
    began = [event.epoch for event in run.events() if isinstance(event, Began)]
    assert began == [0]
    # The new scheduler may not give the node a second one meanwhile: it has one GPU.
    study_of_another, (other,) = made_there(own_lab.place(), epochs=1000)
    beside = Conducting(study_of_another, own_lab.place())
    until(lambda: Queue(study_of_another.folder).far())
    done = epochs(run)
    assert (epochs(other), other.state) == (0, "waiting")
    run.ask("stop")
    work.end()
    assert run.state == "cancelled"
    assert epochs(run) >= done
    # And as soon as that has ended, it does.
    until(lambda: epochs(other) >= 1)
    other.ask("stop")
    beside.end()


def test_the_run_of_a_dead_node_goes_on_on_another(own_lab, made):
    own_lab.start_node("one")
    study, (run,) = made(own_lab.place(), epochs=1000)
    work = Conducting(study, own_lab.place())
    until(lambda: run.checkpoint_path.exists())
    own_lab.kill_node("one")
    own_lab.start_node("two")
    until(lambda: len([e for e in run.events() if isinstance(e, Began)]) > 1)
    began = [event.epoch for event in run.events() if isinstance(event, Began)]
    assert began[0] == 0
    assert began[1] > 0
    run.ask("stop")
    work.end()
    assert run.state == "cancelled"


def test_a_node_that_dies_while_it_predicts_costs_nothing(own_lab, made, tmp_path):
    hold = tmp_path / "hold"
    hold.touch()
    waits = (
        f"def predict(job):\n    while Path({str(hold)!r}).exists(): PAUSE.wait(0.05)"
    )
    script = acting.SCRIPT.replace("def predict(job):", waits)
    own_lab.command = [sys.executable, "-c", script, "0.9"]
    own_lab.start_node("one")
    study, (run,) = made(own_lab.place(), epochs=2)
    work = Conducting(study, own_lab.place())
    until(lambda: [*(own_lab.folder / "scratch one").rglob("model.keras")])
    until(lambda: epochs(run) == 2)
    assert run.state == "running"
    own_lab.kill_node("one")
    hold.unlink()
    own_lab.start_node("two")
    work.end()
    assert run.state == "done"
    assert run.has_network
    assert run.predictions("test") is not None
    assert epochs(run) == 2


def test_images_are_sent_once(own_lab, made):
    own_lab.start_node("one")
    study, _ = made(own_lab.place(), 2, epochs=1)
    Conducting(study, own_lab.place()).end()
    contents = own_lab.folder / "scratch one" / "contents"
    images = list(study.spec.train.rglob("*.png"))
    held = {p.name: p.stat().st_mtime_ns for p in contents.rglob("*") if p.is_file()}
    known = {run_hash for run in study.runs() for run_hash in run.hashes().values()}
    assert known <= set(held)
    assert len(images) > 1


def test_an_image_that_was_changed_is_told(lab, made):
    study, (run,) = made(lab.place(), epochs=1)
    image = next(path for path in run.hashes() if "train" in str(path))
    image.write_bytes(image.read_bytes() + b"x")
    Conducting(study, lab.place()).end()
    assert run.state == "failed"
    assert "has been changed since" in run.ended().detail


def test_another_version_is_refused_in_words(own_lab, made):
    own_lab.start_node("old", version="0.0.1")
    study, (run,) = made(own_lab.place(), epochs=1)
    work = Conducting(study, own_lab.place())
    with pytest.raises(UserError, match=r"The node old has version 0\.0\.1"):
        work.end()
    told = Queue(study.folder).told()
    assert told is not None
    assert "Install the same one" in told.text
    # Nothing is lost: the run waits.
    assert [entry.run_id for entry in Queue(study.folder).waiting()] == [run.id]


def test_a_node_of_the_right_version_takes_what_another_refused(own_lab, made):
    own_lab.start_node("old", version="0.0.1")
    own_lab.start_node("new")
    study, runs = made(own_lab.place(), 2, epochs=1)
    Conducting(study, own_lab.place()).end()
    assert [run.state for run in runs] == ["done", "done"]


def test_no_scheduler_is_told_and_nothing_lost(made, monkeypatch):
    from cellclassifier.cluster import reach

    monkeypatch.setattr(reach, "CONNECT_SECONDS", 1)
    place = Place(kind="scheduler", address="tcp://127.0.0.1:9")
    study, (run,) = made(place, epochs=1)
    with pytest.raises(UserError, match="no scheduler at workstations"):
        conductor.FarConductor(study.folder, place).conduct()
    assert [entry.run_id for entry in Queue(study.folder).waiting()] == [run.id]


def test_over_tls_only_with_the_certificates(tmp_path, made, monkeypatch):
    from cellclassifier.cluster import reach

    folder, other = tmp_path / "certificates", tmp_path / "others"
    make_certificates(folder)
    make_certificates(other)
    own = Lab(tmp_path / "lab", folder)
    try:
        own.start_node("one")
        study, (run,) = made(own.place(), epochs=1)
        monkeypatch.setattr(reach, "CONNECT_SECONDS", 2)
        strange = own.place().model_copy(update={"certificates": other})
        with pytest.raises(UserError, match="no scheduler"):
            conductor.FarConductor(study.folder, strange).conduct()
        Conducting(study, own.place()).end()
        assert run.state == "done"
    finally:
        own.close()


def test_the_process_conducts_what_the_study_says(lab, made):
    study, (run,) = made(lab.place(), epochs=1)
    assert conductor.main([str(study.folder)]) == 0
    assert Study.open(study.folder).run(run.id).state == "done"
