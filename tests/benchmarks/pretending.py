"""10,000 runs on 500 nodes that pretend to train, for `cluster.py`.

Scheduler, orders, events and reports are the program's own, over TLS; the nodes, all in
one process, wait instead of training, for times that were measured, scaled down by a
factor that is told. What that costs the scheduler is added up for the true times: nodes
that are there, runs that begin and end, and minibatches that are told of as often as in
a training.
"""

import resource
import sys
import threading
import time
import uuid
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from heapq import heapify, heapreplace
from pathlib import Path
from typing import NamedTuple

import psutil
from pretended import TRUE_SECONDS, seconds_of
from reporting import Report
from starting import process, scheduler, wait_for

from cellclassifier.cluster import security
from cellclassifier.cluster.orders import TOPIC, Listed, Order, Sheet
from cellclassifier.cluster.orders import Place as Images
from cellclassifier.cluster.reach import Reach
from cellclassifier.cluster.session import AT_ONCE
from cellclassifier.cluster.telling import LIVE_SECONDS
from cellclassifier.core.conductor import LOOK_SECONDS
from cellclassifier.core.places import Place

CORE_SHARE, GIBIBYTES = 0.25, 2.0
"""What the scheduler of 500 nodes may take at true times: of a core, and of memory."""

NODES, RUNS, QUICK_RUNS = 500, 10_000, 1000
FACTOR = 60.0
"""By how much runs are shorter than true ones."""

IMAGES = 400
"""Images of the pretended study, each of which an order names."""

STUDY = 16 * "0"


class Cost(NamedTuple):
    """What a scheduler took: CPU seconds, in so many seconds, and events it told."""

    cpu: float
    wall: float
    events: int


class Meter:
    """Measures a scheduler's process between two calls."""

    def __init__(self, watched: psutil.Process) -> None:
        self._watched, self.events = watched, 0
        self.begin()

    def heard(self, _event: object) -> None:
        """Count an event."""
        self.events += 1

    def begin(self) -> None:
        """Begin to measure."""
        times = self._watched.cpu_times()
        self._cpu, self._began = times.user + times.system, time.perf_counter()
        self.events = 0

    def cost(self) -> Cost:
        """Return what it took since."""
        times = self._watched.cpu_times()
        wall = time.perf_counter() - self._began
        return Cost(times.user + times.system - self._cpu, wall, self.events)

    def peak(self) -> float:
        """Return its largest memory so far, GiB."""
        for line in Path(f"/proc/{self._watched.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 2**20
        return self._watched.memory_info().rss / 2**30


@lru_cache
def sheet(images: int) -> Sheet:
    """Return what a node needs of a run of a study with so many images."""
    named = tuple(
        Listed(path=f"depleted/dish_3_field_{n:05}.tif", size=n, sha256=_digest(n))
        for n in range(images)
    )
    files = tuple(
        Listed(path=f"a_run/tiles/{n}.csv", size=n, sha256=_digest(-n))
        for n in range(6)
    )
    return Sheet(files=files, places=(Images(was="/data/example", images=named),))


def _digest(number: int) -> str:
    """Return digits that nothing packs into less."""
    return sha256(str(number).encode()).hexdigest()


def order(run: str, images: int) -> Order:
    """Return an order as long as one of a study with so many images."""
    return Order(
        key=f"{run}.{uuid.uuid4().hex[:8]}",
        study=STUDY,
        folder="/data/study",
        windows=False,
        run=run,
        sheet=sheet(images),
    )


def least_seconds(times: Sequence[float], nodes: int) -> float:
    """Return how long runs take, one after another on each node, at no cost."""
    free = [0.0] * nodes
    heapify(free)
    for each in times:
        heapreplace(free, free[0] + each)
    return max(free)


def many_runs(
    folder: Path, quick: bool, report: Report, nodes: int = NODES, runs: int = 0
) -> None:
    """Measure a scheduler with 500 nodes, and require what it has to fulfil."""
    _allow_files(8 * nodes)
    certificates = folder / "certificates"
    security.make_certificates(certificates)
    script = Path(__file__).with_name("pretended.py")
    runs = runs or (QUICK_RUNS if quick else RUNS)
    with scheduler(certificates) as (address, watched):
        given = (address, certificates, folder / "dask", nodes, FACTOR)
        with process([sys.executable, str(script), *map(str, given)]) as pretended:
            wait_for(pretended, '"nodes"')
            place = Place(kind="scheduler", address=address, certificates=certificates)
            reach, meter = Reach(place), Meter(watched)
            try:
                found = _Measured(reach, meter, nodes, runs, 10 if quick else 30)
                found.require(report)
            finally:
                reach.close()


def _allow_files(wanted: int) -> None:
    """Allow this process, and those that it starts, so many connections."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard < 0 else min(hard, wanted)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


class _Measured:
    """One measurement, in three parts: waiting, runs, and telling of minibatches."""

    def __init__(
        self, reach: Reach, meter: Meter, nodes: int, runs: int, pause: int
    ) -> None:
        self._reach, self._meter, self._nodes = reach, meter, nodes
        self._runs, self._pause = runs, pause
        reach.listen(f"{TOPIC}/{STUDY}", meter.heard)

    def require(self, report: Report) -> None:
        """Measure all, and require what there is to fulfil."""
        share = self._idle(report)
        of_run, peak = self._of_runs(share, report)
        of_event = self._of_events(share, report)
        waiting = share
        running = self._nodes / TRUE_SECONDS * of_run
        telling = self._nodes / LIVE_SECONDS * of_event
        report.row("at true times, of a core", "nodes there", waiting)
        report.row("", "runs begin and end", running)
        report.row("", "minibatches told of", telling)
        total = waiting + running + telling
        report.allow("scheduler, of a core at true times", total, CORE_SHARE)
        report.allow("scheduler without minibatches", waiting + running, CORE_SHARE)
        report.allow("memory of the scheduler, GiB", peak, GIBIBYTES)

    def _idle(self, report: Report) -> float:
        """Return what nodes cost that only wait, as a share of a core."""
        self._meter.begin()
        threading.Event().wait(self._pause)
        cost = self._meter.cost()
        share = cost.cpu / cost.wall
        report.row(f"{self._nodes} nodes wait", f"of a core: {share:.4f}")
        report.row("", f"memory: {self._meter.peak():.3f} GiB")
        return share

    def _of_runs(self, idle: float, report: Report) -> tuple[float, float]:
        """Return CPU seconds of a run, beside those of waiting; and memory, GiB."""
        cost = self._do(order(f"pretended_{n}", IMAGES) for n in range(self._runs))
        of_run = max(0.0, cost.cpu - idle * cost.wall) / self._runs
        peak = self._meter.peak()
        times = [seconds_of(number) / FACTOR for number in range(self._runs)]
        least, busy = least_seconds(times, self._nodes), sum(times) / self._nodes
        report.row(f"{self._runs} runs, times / {FACTOR:g}", f"{cost.wall:.1f} s")
        report.row("", "at no cost", f"{least:.1f} s")
        report.row("", "runs a second", self._runs / cost.wall)
        report.row("", "scheduler, CPU s a run", of_run)
        report.row("", "scheduler, of a core", cost.cpu / cost.wall)
        report.row("", "its memory at most, GiB", peak)
        report.row("", "events", cost.events)
        report.row("", "nodes idle", 1 - busy / cost.wall)
        report.row("", "nodes idle, at no cost", 1 - busy / least)
        return of_run, peak

    def _of_events(self, idle: float, report: Report) -> float:
        """Return CPU seconds of telling once of minibatches."""
        cost = self._do(order(f"live_{self._pause}", 0) for _ in range(self._nodes))
        of_event = max(0.0, cost.cpu - idle * cost.wall) / max(cost.events, 1)
        report.row("minibatches told of", "events", cost.events)
        report.row("", "a second", cost.events / cost.wall)
        report.row("", "scheduler, CPU s an event", of_event)
        return of_event

    def _do(self, orders: Iterable[Order]) -> Cost:
        """Have orders done, given away at the pace of the conductor."""
        from distributed import wait

        self._meter.begin()
        futures = []
        for number, each in enumerate(orders, 1):
            futures.append(self._reach.submit(each))
            if number % AT_ONCE == 0:
                threading.Event().wait(LOOK_SECONDS)
        with self._reach.client.as_current():
            wait(futures)
        return self._meter.cost()
