"""A real SLURM, where it is installed."""

import subprocess
import sys
from pathlib import Path

import pytest
import slurm_here
from queued import joined, profile, said
from waiting import until

from cellclassifier.cluster import jobqueue
from cellclassifier.core import places
from cellclassifier.core.errors import UserError


@pytest.fixture(scope="module")
def slurm():
    if reason := slurm_here.missing():
        pytest.skip(reason)
    with slurm_here.running() as configuration:
        yield configuration


@pytest.fixture
def real(slurm, monkeypatch, tmp_path):
    # Jobs that are given by hand leave their output where they were given.
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SLURM_CONF", str(slurm))
    monkeypatch.setattr(jobqueue, "LOOK_SECONDS", 0.0)


def jobs(what="%i"):
    done = subprocess.run(
        ["squeue", "--noheader", f"--format={what}"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_slurm_gives_a_node_with_a_gpu_that_is_left_found_and_given_back(
    real, started, tmp_path
):
    log = tmp_path / "log"
    made = profile(partition="short", gpus=1, nodes=2, setup=("echo begins",))
    cluster = started(made, None, log=log)
    jobqueue.ask_for(cluster, 2)
    joined(cluster)
    # There is one GPU.
    until(lambda: jobqueue.ask_for(cluster, 2) or jobqueue.state(cluster).why, 30)
    assert jobqueue.state(cluster) == jobqueue.Nodes(1, 1, "Resources")
    assert len(said(cluster)) == 1
    [running] = [job for job in cluster.workers if job in cluster.here()]
    number, port = cluster.workers[running].job_id, cluster.scheduler.port
    assert (log / f"cellclassifier-{number}.out").read_text().startswith("begins")

    jobqueue.leave(cluster)
    until(lambda: jobs() == [number], 20)
    again = started(made.model_copy(update={"nodes": 1}), None, port, log)
    joined(again)
    jobqueue.ask_for(again, 1)
    assert jobs() == [number]
    jobqueue.close(again)
    until(lambda: jobs() == [], 30)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"partition": "nowhere"}, "invalid partition specified: nowhere"),
        ({"gpus": 8}, "Requested node configuration is not available"),
        ({"extra": ("--nonsense=1",)}, "unrecognized option '--nonsense=1'"),
    ],
)
def test_refusal_of_slurm_is_told(real, started, wrong, words):
    cluster = started(profile(**wrong), None)
    with pytest.raises(UserError, match=words):
        jobqueue.ask_for(cluster, 1)
    assert jobs() == []


def test_slurm_says_why_a_job_waits_for_ever(real, started):
    cluster = started(profile(hours=48), None)
    jobqueue.ask_for(cluster, 1)
    until(lambda: jobqueue.ask_for(cluster, 1) or jobqueue.state(cluster).why, 30)
    assert jobqueue.state(cluster).why in ("PartitionTimeLimit", "PartitionConfig")


def test_log_of_a_job_that_ends_too_soon_is_told(real, started, tmp_path):
    made = profile(setup=("loadd cuda", "exit 1"))
    cluster = started(made, None, log=tmp_path)
    jobqueue.ask_for(cluster, 1)
    until(lambda: jobs() == [], 30)
    with pytest.raises(UserError, match=r"cellclassifier-\d+\.err.*loadd"):
        jobqueue.ask_for(cluster, 1)


def test_slurm_takes_the_place_of_a_log_with_blanks(real, started, tmp_path):
    log = tmp_path / "my study"
    cluster = started(profile(), None, log=log)
    jobqueue.ask_for(cluster, 1)
    joined(cluster)
    assert Path(cluster.logs) == places.profiles_folder() / "my-lab.logs"
    assert list(Path(cluster.logs).glob("*.out"))
    assert (log / jobqueue.RECORD).is_file()


def test_node_has_the_time_to_end_by_itself(real, started, tmp_path):
    """In place of the shell, the program of the job gets SLURM's signal first."""
    told = tmp_path / "told"
    program = tmp_path / "python"
    program.write_text(
        f"#!{sys.executable}\n"
        "import signal, sys, threading\n"
        "ended = threading.Event()\n"
        "signal.signal(signal.SIGTERM, lambda *_: ended.set())\n"
        "def tell(text):\n"
        f"    with open({str(told)!r}, 'a') as file: print(text, file=file)\n"
        "tell('begun')\n"
        "while not ended.wait(0.1): pass\n"
        "tell('asked')\n"
        "threading.Event().wait(2)\n"
        "tell('ended')\n"
    )
    program.chmod(0o755)
    cluster = started(profile(python=str(program)), None)
    jobqueue.ask_for(cluster, 1)
    until(lambda: told.is_file() and "begun" in told.read_text(), 30)
    jobqueue.ask_for(cluster, 0)
    # Were there a shell, the job would be over with it, and what it left be killed.
    until(lambda: "asked" in told.read_text(), 30)
    assert len(jobs()) == 1
    until(lambda: told.read_text().split() == ["begun", "asked", "ended"], 30)
    until(lambda: jobs() == [], 30)
