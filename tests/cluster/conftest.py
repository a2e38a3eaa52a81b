import gc
import os
import shutil
from pathlib import Path

import far_away
import pytest
from queued import COMMANDS

from cellclassifier.cluster import attending, jobqueue

STAND_INS = Path(__file__).parent / "stand_in"


@pytest.fixture(autouse=True, scope="module")
def what_was_left_open_is_told_here():
    # A socket that nobody closed would be told of in whatever test runs then.
    yield
    gc.collect()


@pytest.fixture
def queue(tmp_path, monkeypatch):
    """Return a function that puts the commands of a system on the path."""
    folder = tmp_path / "queue"
    (folder / "bin").mkdir(parents=True)
    monkeypatch.setenv("STAND_IN", str(folder))
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setattr(jobqueue, "LOOK_SECONDS", 0.0)

    def install(system):
        monkeypatch.setenv("STAND_IN_SYSTEM", system)
        stand_ins = ("submit", "cancel", "ask")
        for name, made in zip(COMMANDS[system], stand_ins, strict=True):
            (folder / "bin" / name).symlink_to(STAND_INS / made)
        return folder

    return install


@pytest.fixture
def started():
    """Return a function that starts a cluster, which is closed in the end."""
    clusters = []

    def start(*arguments, **options):
        clusters.append(jobqueue.start(*arguments, **options))
        return clusters[-1]

    yield start
    for cluster in clusters:
        jobqueue.close(cluster)


@pytest.fixture(scope="session")
def far_template(tmp_path_factory):
    """A study with three runs, to be copied."""
    return far_away.template(tmp_path_factory.mktemp("far"))


@pytest.fixture
def desk(far_template, tmp_path, monkeypatch):
    """The study's side of a connection to a place without a network."""
    monkeypatch.setattr(attending, "Transfers", far_away.Transfers)
    made = far_away.Desk(shutil.copytree(far_template, tmp_path / "study"))
    yield made.connect()
    made.attendant.close()
