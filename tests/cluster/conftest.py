import os
from pathlib import Path

import pytest
from queued import COMMANDS

from cellclassifier.cluster import jobqueue

STAND_INS = Path(__file__).parent / "stand_in"


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
