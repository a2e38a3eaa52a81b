"""Commands about many runs, with actors as workers where networks do not matter."""

import json
import threading
from functools import partial

import drawn
import filelock
import pytest
from acting import ACTOR, Conducting
from waiting import until

from cellclassifier import cli, cli_runs
from cellclassifier.core import conductor
from cellclassifier.core.conductor import Conductor
from cellclassifier.core.contents import read_contents
from cellclassifier.core.messages import Ended, Kept, encode
from cellclassifier.core.places import Place
from cellclassifier.core.queueing import Doing, Queue
from cellclassifier.core.recipes import recipe
from cellclassifier.core.study import Study


@pytest.fixture
def study(tmp_path):
    return drawn.study(tmp_path, count=6, tests=4, epochs=2)


@pytest.fixture
def run(capsys, monkeypatch):
    """Return what runs a command: arguments in; exit code, stdout and stderr out."""
    acted = partial(Conductor, command=ACTOR)
    monkeypatch.setattr(cli_runs, "Conductor", acted)

    def call(*arguments):
        capsys.readouterr()
        code = cli.main([str(each) for each in arguments], lambda study: 5)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return call


def test_an_experiment_is_trained_and_told(run, study):
    code, out, err = run("train", study.folder, "--runs", 3, "--name", "mine")
    assert code == 0
    assert "mine" in out
    assert "deep: 3 of 3 runs are done" in out
    assert "test: 100.0 % (SD 0.0, n = 3 runs)" in out
    assert err.count("run 2") == 3
    runs = study.runs()
    assert [each.record.study.training.seed for each in runs] == [2, 1, 0]
    # For these runs alone: the study's own settings stay as they are.
    assert Study.open(study.folder).spec == study.spec


def test_a_grid_with_a_control_as_one_document(run, study):
    code, out, _ = run(
        *("train", study.folder, "--runs", 2, "--network", "deep", "compact"),
        *("--shuffled", "--json"),
    )
    assert code == 0
    found = json.loads(out)
    assert list(found["variants"]) == [
        "deep",
        "deep, shuffled labels",
        "compact",
        "compact, shuffled labels",
    ]
    assert found["variants"]["deep"]["control"] is None
    assert found["variants"]["deep"]["tests"]["test"]["runs"] == 2
    assert "needs 5" in found["variants"]["deep, shuffled labels"]["control"]


def test_a_control_that_is_above_chance_is_told(run, study):
    code, out, _ = run("train", study.folder, "--runs", 5, "--shuffled")
    assert code == 0
    # An actor is right on every tile, whatever it was trained on.
    assert "Something leaks" in out


def test_sizes_and_controls_are_trained_and_told(run, study):
    sizes = ("--sizes", 1, 2, "all")
    code, out, _ = run(
        *("train", study.folder, "--runs", 2, *sizes, "--size-unit", "groups"),
        *("--controls", "shuffled", "clumps-only", "without-clumps"),
    )
    assert code == 0
    for name in (
        "1 group a class",
        "2 groups a class",
        "all groups",
        "shuffled labels",
        "clumps only",
        "without clumps",
    ):
        assert f"deep, {name}: 2 of 2 runs are done" in out
    # An actor is right on every tile, whatever it was trained on.
    assert "deep on test: 1 group a class 100.0 %;" in out
    assert "What twice the data would bring is not told" in out
    assert "Brightness only, without a network: " in out
    few = [r for r in study.runs() if r.record.study.training.per_class == 1]
    assert {r.record.study.training.epochs for r in few} == {4}
    masked = {r.record.study.masking.masked for r in study.runs()}
    assert masked == {"none", "clumps only", "without clumps"}


def test_sizes_are_part_of_the_document(run, study):
    code, out, _ = run("train", study.folder, "--runs", 1, "--sizes", 1, "--json")
    assert code == 0
    (curve,) = json.loads(out)["size_curves"]
    assert [point["label"] for point in curve["points"]] == ["1 tile a class"]
    assert curve["forecast"] is None


def test_a_plan_of_sizes_tells_epochs_and_why(run, study):
    code, out, _ = run("train", study.folder, "--sizes", 1, "all", "--plan")
    assert code == 0
    few, whole, why = out.splitlines()
    assert few.startswith("deep, 1 tile a class: 12 runs of 4 epochs")
    assert whole.startswith("deep, all tiles: 12 runs of 2 epochs")
    assert "Runs of fewer tiles get more epochs" in why
    code, _, err = run("train", study.folder, "--sizes", 99, "--plan")
    assert code == 1
    assert "so 99 of each class cannot be drawn" in err


def test_a_size_below_one_is_refused(run, study):
    with pytest.raises(SystemExit):
        run("train", study.folder, "--sizes", 0)


def test_a_plan_says_what_would_run_and_makes_nothing(run, study):
    run("train", study.folder, "--runs", 1)
    code, out, _ = run(
        "train", study.folder, "--runs", 4, "--network", "deep", "alexnet", "--plan"
    )
    assert code == 0
    deep, alexnet = out.splitlines()
    assert deep.startswith("deep: 4 runs of 2 epochs, about ")
    assert alexnet.startswith("alexnet: 4 runs of 9 epochs, time not known")
    assert len(study.runs()) == 1


ASKED = (
    *("--runs", 1, "--network", "compact", "deep", "--epochs", 3),
    *("--set", "training.learning_rate=0.002", "--set", "training.patience=7"),
)


def test_what_is_asked_for_reaches_every_network(run, study):
    code, _, _ = run("train", study.folder, *ASKED)
    assert code == 0
    of = {
        r.record.study.training.network: r.record.study.training for r in study.runs()
    }
    assert set(of) == {"compact", "deep"}
    for training in of.values():
        found = (training.epochs, training.learning_rate, training.patience)
        assert found == (3, 0.002, 7)
    # What was not asked for is its own; that of the study's network is the study's.
    own = recipe("compact")
    assert of["compact"].batch_size == own["batch_size"]
    assert of["compact"].optimizer == own["optimizer"]
    assert of["deep"].batch_size == study.spec.training.batch_size


def test_the_plan_is_what_would_be_trained(run, study):
    code, out, _ = run("train", study.folder, *ASKED, "--plan")
    assert code == 0
    compact, deep = out.splitlines()
    assert compact.startswith("compact: 1 runs of 3 epochs")
    assert deep.startswith("deep: 1 runs of 3 epochs")


@pytest.mark.parametrize("networks", [("compact", "deep"), ("deep", "compact")])
def test_without_asking_each_network_has_its_own_in_any_order(run, study, networks):
    """As in the window: that of the study has the study's settings."""
    code, out, _ = run("train", study.folder, "--network", *networks, "--plan")
    assert code == 0
    assert sorted(line.split(",")[0] for line in out.splitlines()) == [
        "compact: 12 runs of 24 epochs",
        "deep: 12 runs of 2 epochs",
    ]


def test_folds_beyond_what_there_can_be_are_told(run, study):
    code, _, err = run("train", study.folder, "--runs", 1, "--vary", "folds")
    assert code == 1
    assert "2 to 50, not 1" in err


def test_settings_of_the_article_are_one_word(run, study):
    code, _, _ = run("train", study.folder, "--article", "--runs", 1)
    assert code == 0
    training = study.runs()[0].record.study.training
    assert (training.max_tiles, training.epochs, training.batch_size) == (400, 9, 20)
    assert training.validation_share == 0
    assert not training.early_stopping


def test_what_waits_is_resumed(run, study):
    made = study.new_run(read_contents(study.spec))
    Queue(study.folder).add(made)
    Queue(study.folder).hold()
    code, out, _ = run("runs", study.folder)
    assert code == 0
    assert f"{made.id}  in the queue, 0 of 2 epochs, seed 0" in out
    code, _, _ = run("resume", study.folder)
    assert code == 0
    assert made.state == "done"
    code, _, err = run("resume", study.folder)
    assert code == 1
    assert "nothing to resume" in err


@pytest.mark.parametrize(
    ("how", "state"),
    [("now", "cancelled"), ("after-epoch", "cancelled"), ("pause", "paused")],
)
def test_a_training_is_stopped_from_outside(run, tmp_path, how, state):
    study = drawn.study(tmp_path, count=6, tests=4, epochs=1000)
    made = study.new_run(read_contents(study.spec))
    Queue(study.folder).add(made)
    conducting = Conducting()
    conducting(study.folder)
    pause = threading.Event()
    while len(made.history().epochs) < 3:
        pause.wait(0.02)
    code, out, _ = run("stop", study.folder, "--how", how)
    assert code == 0
    assert out.startswith("1 run was asked to stop")
    while made.ended() is None:
        pause.wait(0.02)
    assert made.state == state
    conducting.close()


def test_a_run_that_was_paused_waits_until_it_is_resumed(run, tmp_path, monkeypatch):
    study = drawn.study(tmp_path, count=6, tests=4, epochs=101)
    made = study.new_run(read_contents(study.spec))
    queue = Queue(study.folder)
    queue.add(made)
    conducting = Conducting()
    conducting(study.folder)
    until(lambda: len(made.history().epochs) >= 3, 20)
    assert run("stop", study.folder, "--how", "pause")[0] == 0
    ((_, thread),) = conducting._at_work
    thread.join(20)
    assert made.state == "paused"
    assert [entry.run_id for entry in queue.waiting()] == [made.id]
    _, out, _ = run("runs", study.folder)
    assert f"{made.id}  in the queue" in out
    # As long as another one conducts, it is said where it stands, not how it stood.
    monkeypatch.setattr(conductor, "LOCK_SECONDS", 0.05)
    with filelock.FileLock(queue.lock_path):
        code, _, err = run("resume", study.folder)
    assert code == 0
    assert "runs wait in its queue" in err
    assert not queue.paused


def test_a_run_that_pauses_by_itself_is_told_to_be_resumed_later(run, study):
    made = study.new_run(read_contents(study.spec))
    (made.folder / "events.jsonl").touch()
    made.ask("pause")
    with made.lock:
        _, out, _ = run("runs", study.folder)
        assert f"{made.id}  running, asked to pause after its epoch" in out
        code, _, err = run("resume", study.folder)
    assert code == 1
    assert "is still being trained, and pauses after its epoch" in err
    assert made.asked() == "pause"


def test_a_run_of_a_newer_version_is_told(run, study):
    made, newer = (study.new_run(read_contents(study.spec)) for _ in range(2))
    path = newer.folder / "run.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "schema_version": 99}))
    code, out, err = run("runs", study.folder)
    assert code == 0
    assert newer.id not in out
    assert f"{made.id}  waiting" in out
    assert f"{newer.id}  left out: {path} was made by a newer version" in err


def test_epochs_are_added_as_a_run_of_its_own(run, study):
    run("train", study.folder, "--runs", 1)
    code, out, _ = run("extend", study.folder, "--epochs", 2)
    assert code == 0
    new, old = study.runs()
    assert str(new.folder) in out
    assert new.record.continues == old.id
    assert new.record.study.training.epochs == 4


def test_settings_are_not_changed_behind_a_window(run, study):
    with filelock.FileLock(study.lock_path):
        code, _, err = run("settings", study.folder, "training.epochs=5")
        assert code == 1
        assert "is open in a window" in err
    assert Study.open(study.folder).spec == study.spec
    code, out, _ = run("settings", study.folder, "training.epochs=5")
    assert code == 0
    assert "training.epochs=5" in out


@pytest.mark.slow
def test_the_layers_of_the_network_are_listed_and_written(run, study, tmp_path):
    svg, csv = tmp_path / "network.svg", tmp_path / "network.csv"
    code, out, _ = run("network", study.folder, "--svg", svg, "--csv", csv)
    assert code == 0
    assert "parameters" in out
    assert svg.read_text().startswith("<svg") or "<svg" in svg.read_text()
    assert "conv16" in csv.read_text()


@pytest.mark.slow
def test_the_device_is_tested(run):
    code, out, _ = run("self-test")
    assert code == 0
    assert out.strip()


def test_what_stopped_early_is_told(run, study):
    made = study.new_run(read_contents(study.spec))
    events = (Kept(epoch=1, stopped_early=True), Ended(outcome="done"))
    (made.folder / "events.jsonl").write_bytes(b"".join(map(encode, events)))
    _, out, _ = run("runs", study.folder)
    assert f"{made.id}  done, stopped early, 0 of 2 epochs" in out


def test_where_nodes_train_is_told(run, study, monkeypatch):
    made, other = (study.new_run(read_contents(study.spec)) for _ in range(2))
    queue = Queue(study.folder)
    queue.send_to(Place(kind="scheduler", address="tcp://127.0.0.1:8786"))
    queue.far_folder.mkdir()
    for each in (made, other):
        (queue.far_folder / f"{each.id}.json").write_text("{}")
    queue.tell("2 nodes are there.")
    doing = (Doing(run_id=made.id, device="node-3"),)
    monkeypatch.setattr(Queue, "doing", lambda _: doing)
    _, out, _ = run("runs", study.folder)
    assert f"{made.id}  running on node-3, 0 of 2 epochs" in out
    assert f"{other.id}  running on a node, 0 of 2 epochs" in out
    assert out.endswith("\n2 nodes are there.\n")
