"""Commands for other computers: what they take, tell and refuse, without a network."""

import json
import subprocess
import sys
import threading
from datetime import UTC, datetime
from functools import partial
from types import SimpleNamespace

import drawn
import filelock
import pytest
from acting import ACTOR
from predicted import finish

from cellclassifier import __main__ as entry
from cellclassifier import __version__, cli, cli_far, cli_places, cli_predict, cli_runs
from cellclassifier.cluster import extras, security
from cellclassifier.core import places
from cellclassifier.core.conductor import Conductor
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import Ended, ExplainJob, PredictJob, encode
from cellclassifier.core.places import HERE, NodeState, Place, Profile
from cellclassifier.core.queueing import Queue
from cellclassifier.core.runs import Run
from cellclassifier.options import parser

TCP = "tcp://127.0.0.1:8786"
FAR = Place(kind="scheduler", address=TCP)


@pytest.fixture(autouse=True)
def answered(monkeypatch):
    """Have somebody answer everywhere; return who was asked."""
    asked = []
    monkeypatch.setattr(
        cli_places.reaching, "reach", lambda *given: asked.append(given)
    )
    return asked


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab") / "certificates"
    security.make_certificates(folder)
    return folder


@pytest.fixture
def study(tmp_path):
    return drawn.study(tmp_path, count=6, tests=4, epochs=2)


@pytest.fixture
def run(capsys, monkeypatch):
    """Return what runs a command: arguments in; exit code, stdout and stderr out."""
    monkeypatch.setattr(cli_runs, "Conductor", partial(Conductor, command=ACTOR))

    def call(*arguments):
        capsys.readouterr()
        code = cli.main([str(each) for each in arguments], lambda _: 5)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return call


class Far:
    """A far conductor that has an actor of this computer do the runs."""

    made: list["Far"]
    problem = ""
    leaves = False

    def __init__(self, study_folder, place, heard=None, tell=None):
        self.place, self.tell = place, tell
        self.sent_to = Queue(study_folder).place()
        self._acting = Conductor(study_folder, heard=heard, command=ACTOR)
        self._left = threading.Event()
        self.made.append(self)

    def conduct(self):
        if self.problem:
            raise UserError(self.problem)
        if self.leaves:
            return self._left.wait(20)
        self.tell("1 node is there.")
        return self._acting.conduct()

    def leave(self):
        self._left.set()


@pytest.fixture
def far(monkeypatch):
    """Return the far conductors that were made, whose class can be changed."""
    made = type("Made", (Far,), {"made": []})
    conductor = SimpleNamespace(FarConductor=made)
    monkeypatch.setitem(sys.modules, "cellclassifier.cluster.conductor", conductor)
    return made


# What protects them


def test_certificates_are_made_and_told_where_to_copy(run, tmp_path):
    folder = tmp_path / "lab"
    code, out, _ = run("certificates", folder, "--host", "a.example", "--host", "b")
    assert code == 0
    security.check(folder)
    assert str(folder / "key.pem") in out
    assert "Copy the whole folder lab to every computer" in out
    assert f"cellclassifier node tls://HOST:8786 --certificates {folder}" in out
    code, _, err = run("certificates", folder)
    assert code == 1
    assert "is not an empty folder" in err


def ran(monkeypatch, name):
    """Return what the scheduler or node was asked to run with."""
    told = []
    module = SimpleNamespace(run=lambda *given: told.append(given))
    monkeypatch.setitem(sys.modules, f"cellclassifier.cluster.{name}", module)
    # The package has what was imported before as an attribute.
    monkeypatch.setattr(f"cellclassifier.cluster.{name}", module, raising=False)
    return told


def test_a_scheduler_is_not_open_unless_asked_for(run, monkeypatch):
    told = ran(monkeypatch, "scheduler")
    code, _, err = run("scheduler")
    assert code == 1
    assert "open to everyone on the network" in err
    assert "--without-tls" in err
    assert told == []
    code, _, err = run("scheduler", "--without-tls", "--port", 9000)
    assert code == 0
    assert "Warning: tcp://0.0.0.0:9000 is not protected" in err
    assert told == [("", 9000, None)]


def test_a_scheduler_with_certificates_is_not_warned_of(run, monkeypatch, lab):
    told = ran(monkeypatch, "scheduler")
    given = ("--certificates", lab, "--host", "::1")
    code, _, err = run("scheduler", *given)
    assert (code, err) == (0, "")
    assert told == [("::1", 8786, lab)]
    code, _, err = run("scheduler", *given, "--without-tls")
    assert code == 1
    assert "contradict each other" in err


def test_a_node_is_given_its_place_and_scratch(run, monkeypatch, lab, tmp_path):
    told = ran(monkeypatch, "node")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0")
    monkeypatch.chdir(tmp_path)
    code, _, err = run(
        *("node", "tls://host:8786", "--certificates", lab),
        *("--scratch", "here", "--gpus", 2, "--name", "mine"),
    )
    assert code == 0
    assert "--gpus 2 was asked for, and this computer has 1 " in err
    code, _, err = run("node", "tcp://127.0.0.1", "--gpus", "auto")
    assert "Warning: tcp://127.0.0.1:8786 is not protected" in err
    assert told == [
        ("tls://host:8786", lab, tmp_path / "here", 2, "mine"),
        (TCP, None, None, None, ""),
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["workstation:8786"], "Expected one such as tls://workstation:8786"),
        (["http://host:1"], "is not the address of a scheduler"),
        (["tls://host:99999"], "has no port from 1 to 65535"),
        (["tls://host:1"], "no certificates were named"),
        (["tls://host:1", "--certificates", "nowhere"], "has no authority.pem"),
    ],
)
def test_a_node_without_what_it_needs_says_so(run, monkeypatch, given, told):
    started = ran(monkeypatch, "node")
    code, _, err = run("node", *given)
    assert code == 1
    assert told in err
    assert started == []


@pytest.mark.parametrize(
    "given",
    [
        ["node", TCP, "--gpus", "-1"],
        ["node", TCP, "--gpus", "all"],
        ["node"],
        ["scheduler", "--port", "70000"],
        ["certificates"],
        ["profile", "x", "--system", "condor"],
        ["profile", "x", "--remove", "--show-script"],
    ],
)
def test_wrong_usage_is_refused(given, capsys):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(given)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_what_is_no_number_of_gpus_is_told(capsys):
    with pytest.raises(SystemExit):
        parser().parse_args(["node", TCP, "--gpus", "x"])
    assert "expected a number or 'auto'. Received: 'x'." in capsys.readouterr().err


def test_certificates_that_cannot_be_written_are_told(run, tmp_path):
    (tmp_path / "file").touch()
    code, _, err = run("certificates", tmp_path / "file" / "lab")
    assert code == 1
    assert "cannot be written" in err
    assert "such as your home" in err


# Profiles


def test_profiles_are_made_changed_listed_and_removed(run, lab):
    code, out, _ = run("profile")
    assert code == 0
    assert "No cluster profile yet" in out
    code, out, err = run(
        *("profile", "big", "--partition", "gpu", "--hours", 4.5, "--gpus", 2),
        *("--setup", "module load cuda", "--setup", "date", "--certificates", lab),
    )
    assert code == 0
    assert "setup=module load cuda\nsetup=date\n" in out
    assert "cellclassifier train STUDY --on big" in out
    assert str(places.profiles_folder()) in err
    assert places.profile("big") == Profile(
        name="big",
        partition="gpu",
        hours=4.5,
        gpus=2,
        setup=("module load cuda", "date"),
        certificates=lab,
    )
    # What is not named stays; nothing takes lines away.
    run("profile", "big", "--nodes", 7, "--setup", "")
    changed = places.profile("big")
    assert (changed.nodes, changed.gpus, changed.setup) == (7, 2, ())
    code, out, _ = run("profile")
    assert out.startswith(
        "big  SLURM, up to 7 nodes of 2 GPUs, 4 cores and 16 GiB for 4.5"
    )
    code, out, _ = run("profile", "big")
    assert "partition=gpu\n" in out
    assert run("profile", "big", "--remove")[0] == 0
    assert places.profiles() == {}
    code, _, err = run("profile", "big", "--remove")
    assert code == 1
    assert "there are: none yet" in err


def test_a_damaged_profile_is_told_and_not_overwritten(run):
    path = places.save_profile(Profile(name="big one"))
    path.write_text('{"name": "big one", "hours": -1}')
    code, out, err = run("profile")
    assert (code, out) == (0, "")
    assert "The cluster profile 'big one' cannot be used: hours: Input should" in err
    code, _, err = run("profile", "big one", "--nodes", 3)
    assert code == 1
    assert "remove it first: cellclassifier profile 'big one' --remove" in err
    assert path.read_text() == '{"name": "big one", "hours": -1}'
    assert run("profile", "big one", "--remove")[0] == 0
    assert not path.exists()


# Nodes


@pytest.fixture
def listed(monkeypatch):
    """Return what stands in for the nodes of a place."""
    found = []
    module = SimpleNamespace(nodes=lambda place: tuple(found))
    monkeypatch.setitem(sys.modules, "cellclassifier.cluster.listing", module)
    monkeypatch.setattr("cellclassifier.cluster.listing", module, raising=False)
    return found


def test_nodes_are_listed_in_words_and_for_a_window(run, listed):
    noon = datetime(2026, 3, 4, 12, tzinfo=UTC)
    shown = f"{noon.astimezone():%Y-%m-%d %H:%M}"
    given = (
        NodeState("a", "pc1", "GPU 0", __version__, "trains x, epoch 2 of 9", noon),
        NodeState("b", "pc2", "processor", "0.0.1", "", noon),
        NodeState("c", "", "", "", "does not answer", noon),
    )
    listed += given
    code, out, _ = run("nodes", "--on", TCP)
    assert code == 0
    assert out.splitlines() == [
        f"a  trains x, epoch 2 of 9; GPU 0 of pc1, here since {shown}",
        f"b  waits for a run; processor of pc2, version 0.0.1, here since {shown}",
        f"c  does not answer; last heard of {shown}",
    ]
    code, out, _ = run("nodes", "--on", TCP, "--json")
    assert places.nodes_of(out.encode()) == given


def test_no_nodes_are_told_with_what_to_do(run, listed):
    code, out, _ = run("nodes", "--on", TCP)
    assert code == 0
    assert f"cellclassifier node {TCP}" in out
    assert run("nodes", "--on", TCP, "--json")[1] == "[]\n"
    code, _, err = run("nodes")
    assert code == 1
    assert "--on tls://" in err


@pytest.mark.parametrize("on", ["here", "big"])
def test_only_a_scheduler_has_nodes_to_list(run, on):
    places.save_profile(Profile(name="big"))
    code, _, err = run("nodes", "--on", on)
    assert code == 1
    assert "Expected the address of a scheduler" in err


@pytest.mark.parametrize(
    "name", ["here", "../out", "a/b", "tls://host:1", " x", "x\ny"]
)
def test_a_name_that_cannot_be_one_is_told(run, name):
    code, _, err = run("profile", name, "--nodes", 1)
    assert code == 1
    assert "name: Expected 1 to 60 letters" in err
    assert not places.profiles_folder().exists()


def test_settings_that_cannot_be_are_told_and_not_kept(run):
    code, _, err = run("profile", "big", "--hours", 0)
    assert code == 1
    assert "hours: Input should be greater than 0" in err
    code, _, err = run("profile", "--hours", 1)
    assert code == 1
    assert "Name the profile that is meant" in err
    assert places.profiles() == {}


def test_the_script_of_a_profile_is_shown(run, monkeypatch):
    module = SimpleNamespace(
        job_script=lambda made, folder: f"#!/bin/sh {made.name}\n\n"
    )
    monkeypatch.setitem(sys.modules, "cellclassifier.cluster.jobqueue", module)
    monkeypatch.setattr("cellclassifier.cluster.jobqueue", module, raising=False)
    places.save_profile(Profile(name="big"))
    code, out, _ = run("profile", "big", "--show-script")
    assert (code, out) == (0, "#!/bin/sh big\n")


# Training elsewhere


def test_a_run_is_trained_there_and_told_like_one_of_here(run, study, far):
    code, out, err = run("train", study.folder, "--on", TCP, "--send")
    assert code == 0
    (made,) = study.runs()
    assert out.startswith(f"run    {made.folder}\n")
    assert "test " in out
    assert "Warning: tcp://127.0.0.1:8786 is not protected" in err
    assert f"Training on workstations ({TCP})." in err
    assert "1 node is there." in err
    assert f"run {made.id}" in err
    (conductor,) = far.made
    assert conductor.place == FAR.model_copy(update={"sharing": "never"})
    assert conductor.sent_to == conductor.place


def test_an_experiment_goes_where_the_queue_goes(run, study, far, lab):
    address = "tls://host:8786"
    code, out, err = run(
        *("train", study.folder, "--runs", 2, "--on", address, "--certificates", lab)
    )
    assert code == 0
    assert "2 of 2 runs are done" in out
    assert "Warning" not in err
    code, _, _ = run("extend", study.folder, "--epochs", 1)
    assert code == 0
    place = Place(kind="scheduler", address=address, certificates=lab)
    assert [each.place for each in far.made] == [place, place]
    # Until it is sent back.
    code, _, _ = run("extend", study.folder, "--epochs", 1, "--on", "here")
    assert code == 0
    assert len(far.made) == 2
    assert Queue(study.folder).place() == HERE


def test_an_address_without_a_port_has_the_usual_one(run, study, far, answered):
    code, _, _ = run("train", study.folder, "--on", "tcp://127.0.0.1")
    assert code == 0
    assert answered == [(TCP, None)]
    assert far.made[0].place == FAR


@pytest.mark.parametrize("command", ["train", "resume", "extend", "predict", "explain"])
def test_where_nobody_answers_no_run_is_made(run, study, monkeypatch, command):
    made = finish(study)

    def silent(address, certificates):
        raise UserError(f"Nothing answers at {address}.")

    monkeypatch.setattr(cli_places.reaching, "reach", silent)
    more = ("--epochs", 1) if command == "extend" else ()
    code, _, err = run(command, study.folder, "--on", TCP, *more)
    assert code == 1
    assert f"Nothing answers at {TCP}." in err
    assert [each.id for each in study.runs()] == [made.id]
    assert Queue(study.folder).place() == HERE


def test_a_plan_sends_nothing(run, study, far):
    code, _, _ = run("train", study.folder, "--runs", 2, "--plan", "--on", TCP)
    assert code == 0
    assert far.made == []
    assert Queue(study.folder).place() == HERE


def test_a_run_that_failed_there_is_a_problem_here(run, study, far, monkeypatch):
    def failed(run):
        return SimpleNamespace(outcome="failed", detail="No room on the node.")

    monkeypatch.setattr(Run, "ended", failed)
    far.conduct = lambda self: True
    code, out, err = run("train", study.folder, "--on", TCP)
    assert (code, out) == (1, "")
    assert err.endswith("No room on the node.\n")


def test_a_place_that_cannot_be_reached_is_told_and_the_run_waits(run, study, far):
    far.problem = "tcp://127.0.0.1:8786 does not answer."
    code, _, err = run("train", study.folder, "--on", TCP)
    assert code == 1
    assert "does not answer" in err
    assert len(Queue(study.folder).waiting()) == 1
    far.problem = ""
    code, _, _ = run("resume", study.folder)
    assert code == 0
    assert study.runs()[0].state == "done"
    assert len(far.made) == 2


def test_leaving_says_how_to_find_it_and_how_to_stop_it(run, study, far, monkeypatch):
    far.leaves = True
    join, pressed = threading.Thread.join, []

    def press(thread, timeout=None):
        if timeout == cli_places.LOOK_SECONDS and not pressed:
            pressed.append(thread)
            raise KeyboardInterrupt
        join(thread, timeout)

    monkeypatch.setattr(threading.Thread, "join", press)
    code, _, err = run("train", study.folder, "--on", TCP)
    assert code == 1
    assert f"cellclassifier resume {study.folder}." in err
    assert err.endswith(f"cellclassifier stop {study.folder}\n")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--on", "moon"], "There is no cluster profile 'moon'"),
        (["--on", "http://host:1"], "is not the address of a scheduler"),
        (["--on", "tls://host:1"], "no certificates were named"),
        (["--on", "tls://host:1", "--certificates", "x"], "has no authority.pem"),
        (["--on", TCP, "--certificates", "x"], f"Expected tls{TCP[3:]}"),
        (["--on", "here", "--send"], "--on here is this one"),
        (["--send"], "Say where that is: --on PLACE"),
        (["--certificates", "x"], "Say where that is: --on PLACE"),
    ],
)
def test_a_place_that_cannot_be_is_told_before_a_run_is_made(run, study, given, told):
    code, _, err = run("train", study.folder, *given)
    assert code == 1
    assert told in err
    assert study.runs() == []


@pytest.mark.parametrize("command", ["train", "resume", "predict", "explain"])
def test_without_the_extra_what_to_install_is_told(run, study, monkeypatch, command):
    made = finish(study)
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    code, _, err = run(command, study.folder, "--on", TCP)
    assert code == 1
    assert 'pip install "cellclassifier[cluster]"' in err
    assert [each.id for each in study.runs()] == [made.id]


def test_a_cluster_needs_its_own_package(run, study, monkeypatch):
    places.save_profile(Profile(name="big"))
    monkeypatch.setattr(
        extras, "find_spec", lambda name: None if name == "dask_jobqueue" else 1
    )
    code, _, err = run("train", study.folder, "--on", "big")
    assert code == 1
    assert "dask-jobqueue is needed" in err


def test_a_single_run_of_here_stays_here_and_says_so(run, study, far, monkeypatch):
    monkeypatch.setattr(cli, "Worker", lambda: Worker(ACTOR))
    Queue(study.folder).send_to(FAR)
    code, _, err = run("train", study.folder)
    assert code == 0
    assert f"add --on {TCP} for this run, too" in err
    assert far.made == []


# Runs that nodes have while nobody looks


@pytest.fixture
def away(study):
    """Return a run that a node has, of a study that nobody conducts."""
    made = study.new_run(read_contents(study.spec))
    queue = Queue(study.folder)
    queue.send_to(FAR)
    queue.far_folder.mkdir()
    (queue.far_folder / f"{made.id}.json").write_text(json.dumps({}))
    return made


def test_what_nodes_have_is_found_again_and_not_trained_twice(run, study, away, far):
    far.conduct = lambda self: True
    code, out, _ = run("resume", study.folder)
    assert code == 0
    assert out == f"{away.id}  running on a node\n"
    assert len(far.made) == 1
    assert Queue(study.folder).waiting() == []


def test_the_same_place_is_used_in_another_way_from_the_next_run_on(
    run, study, away, far
):
    far.conduct = lambda self: True
    code, _, _ = run("resume", study.folder, "--on", TCP, "--send")
    assert code == 0
    assert Queue(study.folder).place() == FAR


def test_what_nodes_have_is_stopped_by_a_process_that_tells_them(
    run, study, away, monkeypatch
):
    started = []
    monkeypatch.setattr(cli_places, "start_conductor", started.append)
    code, out, err = run("stop", study.folder, "--how", "pause")
    assert code == 0
    assert out == "1 run was asked to stop or pause; 0 wait.\n"
    assert away.asked() == "pause"
    # Else it would go on at once.
    assert Queue(study.folder).paused
    assert started == [study.folder]
    assert f"passes this on to workstations ({TCP})" in err


def test_a_pause_that_nobody_passed_on_is_taken_back(run, study, away, far):
    far.conduct = lambda self: True
    away.ask("pause")
    code, _, _ = run("resume", study.folder)
    assert code == 0
    assert away.asked() is None


def test_what_pauses_on_a_node_is_not_said_to_be_paused(
    run, study, away, far, monkeypatch
):
    events = Ended(outcome="paused")
    (away.folder / "events.jsonl").write_bytes(encode(events))
    away.ask("pause")
    far.conduct = lambda self: False
    with filelock.FileLock(Queue(study.folder).lock_path):
        # Whoever passes it on to the node goes on with the run afterwards.
        Queue(study.folder).hold()
        code, out, err = run("resume", study.folder)
    assert code == 0
    assert "Another window or command line" in err
    assert out == f"{away.id}  running on a node, asked to pause after its epoch\n"
    assert not Queue(study.folder).paused


def test_where_somebody_hears_of_them_no_other_process_is_started(
    run, study, away, monkeypatch
):
    monkeypatch.setattr(cli_places, "start_conductor", None)
    with filelock.FileLock(Queue(study.folder).lock_path):
        code, _, _ = run("stop", study.folder)
        assert code == 0
        code, _, err = run("resume", study.folder, "--forget")
        assert code == 1
        assert "nothing was forgotten" in err
    assert Queue(study.folder).far() == (away.id,)


@pytest.mark.usefixtures("far")
def test_what_nodes_have_does_not_go_elsewhere_unless_forgotten(run, study, away):
    code, _, err = run("resume", study.folder, "--on", "here")
    assert code == 1
    assert "are being trained on workstations" in err
    assert "add --forget to 'resume'" in err
    assert Queue(study.folder).far() == (away.id,)
    code, out, err = run("resume", study.folder, "--on", "here", "--forget")
    assert code == 0
    assert f"1 run may still go on at workstations ({TCP})" in err
    assert out == f"{away.id}  done\n"
    assert Queue(study.folder).far() == ()


# Predictions and maps elsewhere


@pytest.fixture
def chunks(monkeypatch):
    """Return what nodes were asked for; an actor of this computer does it."""
    asked = []

    def predict(place, run, test, progress, tell):
        asked.append((place, run.id, test))
        with Worker(ACTOR) as worker:
            worker.do(PredictJob(run=run.folder, test=test))

    def explain(place, run, job, progress, tell):
        asked.append((place, run.id, job))

    module = SimpleNamespace(predict=predict, explain=explain)
    monkeypatch.setitem(sys.modules, "cellclassifier.cluster.chunks", module)
    monkeypatch.setattr("cellclassifier.cluster.chunks", module, raising=False)
    monkeypatch.setattr(cli_far, "FarWorker", partial(cli_far.FarWorker, command=ACTOR))
    return asked


def test_sets_are_predicted_there_and_the_validation_here(run, study, chunks):
    made = finish(study)
    code, out, _ = run("predict", study.folder, "--on", TCP)
    assert code == 0
    assert chunks == [(FAR, made.id, "test")]
    assert made.validation_path.exists() == made.has_validation
    assert "test " in out


def test_a_folder_is_predicted_there(run, study, chunks, tmp_path):
    made = finish(study)
    new = drawn.folder(tmp_path / "new", 2, seed=5)
    code, out, _ = run("predict", study.folder, "--folder", new, "--on", TCP)
    assert code == 0
    assert chunks == [(FAR, made.id, "new")]
    assert "4 of 4 right" in out


def test_maps_are_made_there(run, study, chunks):
    made = finish(study)
    code, _, _ = run("explain", study.folder, "--on", TCP, "--limit", 2)
    assert code == 0
    (predicted, explained) = chunks
    assert predicted == (FAR, made.id, "test")
    assert isinstance(explained[2], ExplainJob)
    assert len(explained[2].tiles) == 2


def test_no_engine_is_loaded_here_for_what_nodes_do(study, chunks):
    made = finish(study)
    nobody = ["no such program"]
    with cli_far.FarWorker(FAR, command=nobody) as worker:
        job = ExplainJob(run=made.folder, test="test", tiles=(0,))
        assert worker.do(job).outcome == "done"
        # What nodes are not asked for is done here, by a worker that is started then.
        with pytest.raises(FileNotFoundError):
            worker.do(PredictJob(run=made.folder, validation=True))


def test_a_packed_model_predicts_here(run, tmp_path, monkeypatch):
    monkeypatch.setattr(cli_predict, "is_cellmodel", lambda path: True)
    code, _, err = run("predict", "x.cellmodel", "--folder", tmp_path, "--on", TCP)
    assert code == 1
    assert "predicts on this computer" in err


# The conductor as a process


def test_the_conductor_is_that_of_the_place(study, monkeypatch):
    told = []
    here = SimpleNamespace(main=lambda given: told.append(("here", given)) or 0)
    there = SimpleNamespace(main=lambda given: told.append(("far", given)) or 0)
    monkeypatch.setitem(sys.modules, "cellclassifier.core.conductor", here)
    monkeypatch.setitem(sys.modules, "cellclassifier.cluster.conductor", there)
    folder = str(study.folder)
    monkeypatch.setattr(sys, "argv", ["x", "--conduct", folder, "worker"])
    assert entry.main() == 0
    Queue(study.folder).send_to(FAR)
    assert entry.main() == 0
    # It is the process that this one starts that looks for the place.
    assert entry.conduct(["--detached", folder]) == 0
    assert told == [
        ("here", [folder, "worker"]),
        ("far", [folder, "worker"]),
        ("here", ["--detached", folder]),
    ]


def test_a_conductor_without_the_extra_says_so(study, monkeypatch, capsys):
    Queue(study.folder).send_to(FAR)
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    assert entry.conduct([str(study.folder)]) == 1
    assert "cellclassifier[cluster]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "code",
    [
        "from cellclassifier import cli; import contextlib\n"
        "with contextlib.suppress(SystemExit): cli.main(['--help'], None)",
        "from cellclassifier.__main__ import conduct; conduct([{folder!r}])",
    ],
    ids=["commands", "conductor"],
)
def test_who_works_here_does_not_load_dask(study, code):
    code = code.format(folder=str(study.folder))
    check = "; import sys; print({'dask', 'distributed'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{check[2:]}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.endswith("set()\n"), done.stderr
