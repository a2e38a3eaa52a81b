"""Many maps in small jobs, and jobs that are stopped while they wait."""

import sys

import clumped
import pytest
from explain_page import Helper

from cellclassifier.core.messages import DeviceJob, SelfTestJob
from cellclassifier.gui.jobs import JobQueue
from cellclassifier.gui.widgets.explain_choices import Method
from cellclassifier.gui.widgets.explain_series import Series, SeriesMaker

DEAF = "import sys, threading; sys.stdin.readline(); threading.Event().wait()"


@pytest.fixture
def run(tmp_path):
    return clumped.predicted(clumped.study(tmp_path, count=10))


def series(run, method="gradient_input", **settings):
    tiles = tuple((n, "clumps" if n < 10 else "control") for n in range(20))
    return Series(run, "test", Method(method, tuple(settings.items())), tiles)


def test_cheap_maps_share_jobs_and_dear_ones_do_not(run):
    sizes = [len(job.tiles) for job in series(run).jobs()]
    assert sizes == [10, 10]
    assert {len(job.tiles) for job in series(run, "occlusion").jobs()} == {1}
    steps = series(run, "integrated_gradients", steps=16)
    assert {len(job.tiles) for job in steps.jobs()} <= {1, 2, 3}
    assert all(job.settings == {"steps": 16} for job in steps.jobs())


def test_all_tiles_are_in_the_jobs_with_their_class(run):
    found = [(n, job.class_name) for job in series(run).jobs() for n in job.tiles]
    assert tuple(found) == series(run).tiles


def test_the_cost_is_in_passes(run):
    assert series(run).told() == (
        "20 maps, about 20 passes of a tile through the network"
    )


def test_a_series_ends_with_its_last_job(qtbot, run):
    helper, parts = Helper(), []
    maker = SeriesMaker(helper.ask)
    maker.progressed.connect(lambda done, of: parts.append((done, of)))
    with qtbot.waitSignal(maker.ended) as ended:
        maker.start(series(run))
    assert ended.args == [""]
    assert parts == [(0, 20), (10, 20), (20, 20)]
    assert not maker.busy


def test_of_a_series_that_was_stopped_no_more_jobs_come(qtbot, run):
    helper = Helper()
    helper.waits = True
    maker = SeriesMaker(helper.ask)
    maker.start(series(run))
    with qtbot.waitSignal(maker.ended) as ended:
        maker.cancel()
    assert "Stopped" in ended.args[0]
    helper.go_on()
    assert len(helper.jobs) == 1


def test_a_job_that_waits_is_dropped_and_one_that_runs_is_stopped(qtbot):
    queue, ends = JobQueue([sys.executable, "-c", DEAF]), {}
    first, second = DeviceJob(), SelfTestJob()
    queue.ask(first, lambda ended: ends.update(first=ended.outcome))
    queue.ask(second, lambda ended: ends.update(second=ended.outcome))
    queue.runner._grace.setInterval(200)
    queue.stop(second)
    assert ends == {"second": "cancelled"}
    queue.stop(first)
    qtbot.waitUntil(lambda: ends.get("first") == "cancelled", timeout=20_000)
    queue.close()


def test_a_job_that_ends_after_the_stop_is_told(qtbot, run):
    helper = Helper()
    helper.waits = True
    maker = SeriesMaker(helper.ask)
    maker.start(series(run))
    maker.cancel()
    with qtbot.waitSignal(maker.late, timeout=20_000):
        helper.go_on()
    assert not maker.busy
    assert len(helper.jobs) == 1
