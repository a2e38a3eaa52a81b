"""Kills at random moments, and the history of runs that were never killed."""

import os
import time

import killed
import numpy as np
import pytest
from drawn import study

from cellclassifier.core.contents import read_contents
from cellclassifier.engine import checkpoints

KILLS, LEAST = 50, 15
"""Fifty kills, or fewer on a machine on which these would take too long."""

LONGEST = 120.0
"""Time after which the least number of kills is enough, s."""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills processes by a Unix signal")
def test_kills_leave_no_trace(tmp_path):
    made = study(tmp_path, count=8, tests=2)
    contents = read_contents(made.spec)
    settings = {"epochs": 8, "schedule": "plateau", "plateau_patience": 1}
    settings |= {"patience": 5, "learning_rate": 0.03}
    whole = killed.new_run(made, contents, **settings)
    killed.finish(whole)
    whole = killed.new_run(made, contents, **settings)
    began = time.monotonic()
    killed.finish(whole)
    life = time.monotonic() - began

    random = np.random.default_rng(int(os.environ.get("SOAK_SEED", "0")))
    run, kills, places = killed.new_run(made, contents, **settings), 0, []
    began = time.monotonic()
    while kills < (KILLS if time.monotonic() - began < LONGEST else LEAST):
        process = killed.start(run)
        process.join(random.uniform(0, 0.6 * life))
        if process.exitcode is None:
            process.kill()
            process.join()
            kills += process.exitcode != 0
            places.append(len(run.history().epochs))
        if run.state == "done":
            _compare(run, whole)
            run = killed.new_run(made, contents, **settings)
    if run.state != "done":
        killed.finish(run)
    _compare(run, whole)
    assert len(set(places)) > 2, "they all fell into the same epochs"


def _compare(run, whole):
    assert killed.numbers(run) == killed.numbers(whole)
    one, other = (checkpoints.read(each.checkpoint_path) for each in (run, whole))
    for mine, its in zip(one.weights, other.weights, strict=True):
        np.testing.assert_array_equal(mine, its)
    curves = [(each.folder / "batch_loss.csv").read_bytes() for each in (run, whole)]
    assert curves[0] == curves[1]
