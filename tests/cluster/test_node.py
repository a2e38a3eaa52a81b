"""A node as a process: what it is given, its GPUs, and how it ends."""

import asyncio
import os
import shlex
import signal
import subprocess
import sys
from types import SimpleNamespace

import drawn
import pytest
from labs import Conducting, Lab
from queued import profile
from waiting import until

from cellclassifier.cluster import gpus, jobqueue, node, reached, serving
from cellclassifier.cluster.security import make_certificates
from cellclassifier.core import program
from cellclassifier.core.contents import read_contents
from cellclassifier.core.queueing import Queue

SECONDS = 60
NOBODY = "tcp://127.0.0.1:9"
WAITING = [sys.executable, "-c", "import sys; [sys.stdin.readline() for _ in range(9)]"]
"""A worker that never ends a job, but with its node."""

posix = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")


@pytest.fixture
def lab(tmp_path):
    made = Lab(tmp_path / "lab")
    yield made
    made.close()


@pytest.fixture
def process(tmp_path):
    """Return what starts a node with these arguments; it is ended with the test."""
    begun = []

    def start(*arguments, **environment):
        begun.append(
            subprocess.Popen(
                [sys.executable, "-m", "cellclassifier.cluster.node", *arguments],
                env={**os.environ, **environment},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                cwd=tmp_path,
            )
        )
        return begun[-1]

    yield start
    for each in begun:
        each.kill()
        each.wait()
        each.stderr.close()


def conducted(lab, tmp_path):
    """Have a run of many epochs conducted; return the run and the conductor."""
    study = drawn.study(tmp_path / "study", count=6, tests=4, epochs=1000)
    run = study.new_run(read_contents(study.spec))
    queue = Queue(study.folder)
    queue.add(run)
    queue.send_to(lab.place())
    return run, Conducting(study, lab.place())


# What it is given


@pytest.fixture
def given(monkeypatch):
    """Return what the arguments of the command become."""
    calls = []
    monkeypatch.setattr(node, "run", lambda *each: calls.append(each))

    def given(*arguments):
        assert node.main(arguments) == 0
        names = ("address", "certificates", "scratch", "gpus", "name", "death_seconds")
        found = dict(zip((*names, "secured", "interface"), calls.pop(), strict=True))
        return SimpleNamespace(**found)

    return given


@pytest.mark.parametrize("system", ["slurm", "pbs", "sge", "lsf"])
def test_it_understands_what_the_queue_is_given(system, given, tmp_path):
    pytest.importorskip("dask_jobqueue")
    make_certificates(tmp_path / "lab")
    asked = profile(system, gpus=2, scratch="/tmp/my scratch", interface="lo")
    script = jobqueue.job_script(asked, tmp_path / "lab")
    line = next(x for x in script.splitlines() if "cellclassifier.cluster.node" in x)
    words = shlex.split(line)
    found = given(*words[words.index("cellclassifier.cluster.node") + 1 :])
    assert found.address.startswith("tls://")
    assert found.certificates == tmp_path / "lab"
    assert str(found.scratch) == "/tmp/my scratch"
    assert (found.gpus, found.interface) == (2, "lo")
    assert found.name
    assert found.death_seconds > 0


def test_it_understands_all_that_dask_may_give(given):
    found = given(
        *(NOBODY, "--name", "job-0", "--nthreads", "4", "--memory-limit", "4GiB"),
        *("--nworkers", "1", "--no-nanny", "--death-timeout", "60", "--no-dashboard"),
        *("--local-directory", "/scratch", "--protocol", "tls://", "--host", "here"),
        *("--tls-ca-file", "a", "--tls-cert", "b", "--tls-key", "c"),
    )
    assert (found.name, found.death_seconds, found.gpus) == ("job-0", 60.0, None)
    assert str(found.scratch) == "/scratch"
    assert found.secured.require_encryption
    assert found.secured.get_tls_config_for_role("worker")["cert"] == "b"


# Its GPUs


def test_a_gpu_is_one_of_those_that_may_be_used():
    assert gpus.names(2, {}) == ["0", "1"]
    assert gpus.names(2, {gpus.VISIBLE: "3, MIG-a,5"}) == ["3", "MIG-a"]
    assert gpus.names(3, {gpus.VISIBLE: "3,5"}) == ["3", "5"]
    assert gpus.names(1, {gpus.VISIBLE: ""}) == ["0"]


def test_one_gpu_or_none_is_seen(monkeypatch):
    monkeypatch.setenv(gpus.VISIBLE, "2,3")
    # Without, TensorFlow would take the memory of all.
    assert gpus.see_only(1) == "GPU 2"
    assert os.environ[gpus.VISIBLE] == "2"
    assert gpus.see_only(0) == ""
    assert os.environ[gpus.VISIBLE] == "-1"


class Child:
    """A process that is not started."""

    made: list["Child"]
    signals = (signal.SIGINT, signal.SIGTERM)
    code = 0

    def __init__(self, command, env):
        self.command, self.visible = command, env[gpus.VISIBLE]
        self.ended = 0
        self.made.append(self)

    def terminate(self):
        self.ended += 1

    def poll(self):
        return self.code if self.made[0] is self else None

    def wait(self):
        if self.made[0] is not self:
            return 0
        for number in self.signals:
            signal.raise_signal(number)
        return self.code


@pytest.fixture
def children(monkeypatch):
    monkeypatch.setattr(Child, "made", [], raising=False)
    monkeypatch.setattr(gpus.subprocess, "Popen", Child)
    monkeypatch.setenv(gpus.VISIBLE, "4,7")
    before = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)}
    yield Child.made
    for number, handler in before.items():
        signal.signal(number, handler)


def test_each_gpu_has_a_process_and_a_name_of_its_own(children):
    arguments = ["x", NOBODY, "--name=job-0", "--gpus", "2", "--death-timeout", "60"]
    gpus.one_for_each(2, arguments, "job-0")
    assert [child.visible for child in children] == ["4", "7"]
    for place, child in enumerate(children):
        assert child.command[:4] == [
            *(sys.executable, "-P", "-m", "cellclassifier.cluster.node"),
        ]
        found = node._parser().parse_args(child.command[4:])
        assert (found.name, found.gpus) == (f"job-0/{place}", 1)
        assert (found.address, found.death_timeout) == (NOBODY, 60.0)


def test_a_node_that_a_user_started_is_started_so_again(children):
    gpus.one_for_each(2, ["x", "node", NOBODY], "")
    for child in children:
        assert child.command == program.command("node", NOBODY, "--gpus", "1")


def test_what_ends_it_is_handed_on_once(children):
    gpus.one_for_each(2, ["x", NOBODY], "")
    # Ctrl+C reaches them by itself; twice would end them at once. `wait` of the first
    # child has sent both signals here.
    assert [child.ended for child in children] == [1, 1]


def test_a_node_that_died_beside_others_is_told(children, monkeypatch, capsys):
    monkeypatch.setattr(Child, "signals", ())
    monkeypatch.setattr(Child, "code", -9)
    gpus.one_for_each(2, ["x", NOBODY], "")
    told = capsys.readouterr().err
    assert "The node of GPU 4 ended (exit code -9). Those of the other GPUs" in told
    assert "GPU 7" not in told


def test_a_device_is_described(tmp_path, monkeypatch):
    monkeypatch.setattr(gpus, "DRIVER", tmp_path)
    assert gpus.described("", True) == "processor"
    assert "not of NVIDIA" in gpus.described("", False)
    assert gpus.described("GPU 1", True) == "GPU 1"
    for number, model in ((0, "NVIDIA H200"), (1, "NVIDIA H200")):
        (tmp_path / f"0000:{number}").mkdir()
        path = tmp_path / f"0000:{number}" / "information"
        path.write_text(f"Model: \t\t {model}\nIRQ:   \t\t 7\n")
    assert gpus.described("GPU 1", True) == "GPU 1 (NVIDIA H200)"
    # Of two kinds it is not known which has this number.
    path.write_text("Model: NVIDIA A2\n")
    assert gpus.described("GPU 1", True) == "GPU 1"


@posix
def test_a_computer_with_two_gpus_has_two_nodes(lab, process, tmp_path):
    from distributed import Client

    started = process(
        *(lab.address, "--gpus", "2", "--name", "job-0", "--death-timeout", "60"),
        *("--scratch", "my scratch"),
        CUDA_VISIBLE_DEVICES="3,MIG-5",
    )
    with Client(lab.address, set_as_default=False, timeout=20) as client:
        nodes = lambda: client.scheduler_info(n_workers=-1)["workers"]  # noqa: E731
        until(lambda: len(nodes()) == 2, SECONDS)
        found = {each["name"]: each["resources"] for each in nodes().values()}
        one = {"RUN": 1.0, "GPU": 1.0}
        assert found == {"job-0/0": one, "job-0/1": one}
        said = sorted(client.run(reached.hello).values())
        assert "job-0/0 GPU 3" in said[0]
        assert "job-0/1 GPU MIG-5" in said[1]
        started.terminate()
        assert started.wait(SECONDS) == 0
        until(lambda: not nodes(), SECONDS)
    # A folder is meant as seen from where it was started, by workers too.
    assert (tmp_path / "my scratch" / "dask").is_dir()
    assert (tmp_path / "my scratch").stat().st_mode & 0o077 == 0


# How it ends


@posix
def test_without_a_scheduler_it_ends_after_its_death_timeout(process, tmp_path):
    started = process(
        *(NOBODY, "--death-timeout", "1", "--gpus", "0", "--scratch", str(tmp_path)),
        *("--name", "one"),
    )
    assert started.wait(SECONDS) == 0
    assert started.stderr.read().count("Nothing answers at") == 1


@posix
def test_without_a_scheduler_it_ends_when_asked_to(process, tmp_path):
    started = process(NOBODY, "--gpus", "0", "--scratch", str(tmp_path))
    assert "Nothing answers at" in started.stderr.readline()
    started.terminate()
    assert started.wait(15) == 0


def test_signals_that_come_together_are_one(monkeypatch):
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr(serving, "time", SimpleNamespace(monotonic=lambda: clock.now))

    async def asked():
        ending = serving.Ending()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
        assert not ending.asked.is_set()
        # The queue signals all processes, and the one for all GPUs hands it on.
        ending._ask()
        clock.now += 0.1
        ending._ask()
        assert ending.asked.is_set()
        assert not ending.pressed.is_set()
        clock.now += serving.SAME_SECONDS + 1
        ending._ask()
        assert ending.pressed.is_set()

    asyncio.run(asked())


@posix
def test_asked_to_end_it_hands_its_run_to_another_node(lab, tmp_path):
    lab.start_node("one")
    run, work = conducted(lab, tmp_path)
    until(lambda: len(run.history().epochs) >= 2, SECONDS)
    lab.start_node("two")
    ending = lab.nodes["one"]
    ending.terminate()
    assert ending.wait(SECONDS) == 0

    def began():
        return [event.epoch for event in run.events() if event.kind == "began"]

    until(lambda: len(began()) == 2, SECONDS)
    assert began()[1] >= 2
    (doing,) = Queue(run.study_folder).doing()
    assert doing.device == "two"
    run.ask("stop")
    work.end()
    epochs = [event.epoch for event in run.events() if event.kind == "epoch_ended"]
    assert epochs == list(range(1, len(epochs) + 1))


@posix
def test_asked_twice_it_ends_at_once(lab, tmp_path):
    lab.command = WAITING
    lab.start_node("one")
    run, work = conducted(lab, tmp_path)
    until(lambda: Queue(run.study_folder).doing(), SECONDS)
    ending = lab.nodes["one"]
    ending.terminate()
    until(lambda: "Ending after the epoch" in lab.log_path.read_text(), SECONDS)
    with pytest.raises(subprocess.TimeoutExpired):
        ending.wait(serving.SAME_SECONDS + 1)
    ending.terminate()
    assert ending.wait(15) == 0
    work.work.leave()
    work.end()
