"""Dask's clusters of jobs, with what they lack: refusals told, and nodes left at work.

Dask's own cancel a job whose node was not heard of for 15 s, drop what the queue said
against a job, never see one that ended before it joined, and end all nodes when they
are closed.
"""

import asyncio
import json
import time
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from dask_jobqueue.core import JobQueueCluster
from dask_jobqueue.lsf import LSFCluster
from dask_jobqueue.pbs import PBSCluster
from dask_jobqueue.sge import SGECluster
from dask_jobqueue.slurm import SLURMCluster
from distributed.core import Status
from distributed.deploy.cluster import Cluster
from distributed.scheduler import Scheduler, WorkerState

from cellclassifier.cluster.queued_jobs import (
    LsfJob,
    PbsJob,
    QueuedJob,
    SgeJob,
    SlurmJob,
)
from cellclassifier.core.files import write_atomically
from cellclassifier.core.places import Profile, System

PATIENCE_SECONDS = 300.0
"""Longest time that the queue's commands may take, s; SLURM's try for minutes."""

Coroutines = Callable[..., Coroutine[Any, Any, None]]


class Queued(JobQueueCluster):
    """A scheduler here, and nodes that come from a queue or were left at work earlier.

    Its coroutines run in the cluster's own thread, by `sync`. `why` is what the queue
    said last of a job that waits, when it was `asked`, by the clock that never goes
    back; `seen` are the names of all nodes that ever came, `ended` the jobs that ended
    before their node did; `left` are the names of jobs of an earlier conductor whose
    nodes are at work, and have not come back yet.

    `record` is the file in which jobs are written down, if any.

    Args:
        profile: How the queue is asked.
        **options: What Dask's own class is made with.
    """

    job_cls: Any

    def __init__(self, profile: Profile, **options: Any) -> None:
        self.profile = profile
        self.logs: str | None = options.get("log_directory")
        self.record: Path | None = None
        self._written: dict[str, object] | None = None
        self.why, self.asked = "", time.monotonic()
        self.seen: set[str] = set()
        self.ended: list[str] = []
        self.left: set[str] = set()
        super().__init__(**options)
        # Python's end is no reason to end nodes.
        self.shutdown_on_close = False

    def _get_worker_security(self, security: object) -> None:
        # The node is told the folder instead, in quotes.
        return None

    def _update_worker_status(self, op: str, msg: Any) -> None:
        # Not what Dask does for jobs: cancel that of a node that lost its connection.
        if op == "add":
            nodes = (str(node["name"]) for node in msg["workers"].values())
            names = {name.partition("/")[0] for name in nodes}
            self.seen |= names
            self.left -= names
        Cluster._update_worker_status(self, op, msg)

    @property
    def _own(self) -> Scheduler:
        assert self.scheduler is not None
        return cast("Scheduler", self.scheduler)

    def do(
        self, what: Callable[..., Coroutine[Any, Any, None]], *given: object
    ) -> None:
        """Do a coroutine of this class in its thread, and wait for it.

        Raises:
            TimeoutError: The queue's commands took longer than `PATIENCE_SECONDS`.
        """
        self.sync(what, *given, callback_timeout=PATIENCE_SECONDS)

    def here(self) -> dict[str, list[WorkerState]]:
        """Return the nodes that are here, by the names of their jobs.

        A job whose computer has several GPUs has a node for each, ``job/0``, ``job/1``.
        """
        found: dict[str, list[WorkerState]] = {}
        for each in list(self._own.workers.values()):
            found.setdefault(str(each.name).partition("/")[0], []).append(each)
        return found

    def pending(self) -> list[QueuedJob]:
        """Return the jobs whose nodes are not here."""
        here = self.here()
        return [job for name, job in self.workers.items() if name not in here]

    def waiting(self) -> list[QueuedJob]:
        """Return the jobs whose nodes are still to come for the first time.

        One that was left at work has a node, which has only not come back yet.
        """
        return [job for job in self.pending() if job.name not in self.left]

    async def adopt(self) -> None:
        """Take jobs that an earlier conductor wrote down for jobs of this one."""
        jobs, came = self._recorded()
        for name, number in jobs.items():
            job = self.job_cls(self._own.address, name=name, **self._job_kwargs)
            job.job_id, job.status = number, Status.running
            self.workers[name] = job
            self.worker_spec[name] = self.new_spec
            self.seen.add(name)
        self.left = came.intersection(jobs)

    def _recorded(self) -> tuple[dict[str, str], set[str]]:
        """Return the ids of jobs, by name, whose nodes look for this address.

        And the names of those whose nodes had come.
        """
        try:
            found = json.loads((self.record or Path()).read_bytes())
            same = found["address"] == self._own.address
            jobs = {str(name): str(job) for name, job in found["jobs"].items() if same}
            # A version before did not tell them apart: none of them is ended.
            return jobs, {str(name) for name in found.get("came", jobs)}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            # Damaged, it is as good as none: such nodes end by themselves.
            return {}, set()

    def write_record(self) -> None:
        """Write the ids of all jobs down, for the next conductor."""
        jobs = {name: str(job.job_id) for name, job in self.workers.items()}
        came = sorted(self.left.union(self.here()).intersection(jobs))
        kept: dict[str, object] = {"address": self._own.address, "jobs": jobs}
        kept["came"] = came
        if self.record is None or kept == self._written:
            return
        write_atomically(self.record, json.dumps(kept, indent=2))
        self._written = kept

    async def forget_ended(self) -> None:
        """Forget jobs that are no more, so that they are asked for again."""
        pending = self.pending()
        said = await asyncio.gather(*(job.why() for job in pending))
        here = self.here()
        for job, why in zip(pending, said, strict=True):
            if why is None and job.name not in here:
                self._forget(job)
        self.why = next((why for why in said if why), "")

    def _forget(self, job: QueuedJob) -> None:
        self.workers.pop(job.name, None)
        self.worker_spec.pop(job.name, None)
        self.left.discard(job.name)
        if job.name not in self.seen:
            self.ended.append(str(job.job_id))

    async def ask(self, nodes: int, busy: Collection[str]) -> None:
        """Have so many nodes, as far as none that is busy is ended for it.

        Raises:
            RuntimeError: The queue refused.
        """
        strangers = set(self.here()) - set(self.worker_spec)
        more = nodes - len(self.worker_spec) - len(strangers)
        for _ in range(more):
            made = self.new_worker_spec()
            self.worker_spec.update(made)
            # A name is not used again: the scheduler may know the earlier node still.
            self._i += 1
        for name in self._dispensable(busy)[: max(-more, 0)]:
            del self.worker_spec[name]
        await self._correct()

    def _dispensable(self, busy: Collection[str]) -> list[str]:
        """Return names of jobs that may go: those that wait, then those that idle.

        Not those whose nodes were left at work, and have not come back yet.
        """
        here = self.here()
        gone = self.left.union(here)
        waiting = [name for name in self.worker_spec if name not in gone]
        idle = [
            name
            for name in self.worker_spec
            if name in here and not any(_works(node, busy) for node in here[name])
        ]
        return waiting + idle

    async def give_back_all(self) -> None:
        """End all nodes, whatever they do, and cancel all jobs."""
        self.worker_spec.clear()
        for nodes in self.here().values():
            for node in nodes:
                await self._own.remove_worker(
                    node.address, stimulus_id="give-back", expected=True
                )
        await self._correct()

    async def _correct(self) -> None:
        try:
            await self._correct_state()
        finally:
            for name, job in list(self.workers.items()):
                if job.status == Status.failed:
                    self.workers.pop(name, None)
                    self.worker_spec.pop(name, None)

    async def cancel_waiting(self) -> None:
        """Cancel the jobs whose nodes are still to come."""
        waiting = self.waiting()
        await asyncio.gather(*(job.close() for job in waiting))
        for job in waiting:
            self.workers.pop(job.name, None)
            self.worker_spec.pop(job.name, None)

    async def leave(self) -> None:
        """End the scheduler so that nodes take it for lost, and stay."""
        for job in self.workers.values():
            job.status = Status.closed
        self.workers.clear()
        self.worker_spec.clear()
        # Closed in Dask's way, it would have the nodes end.
        self._own._stop_listeners()
        for comm in list(self._own.stream_comms.values()):
            comm.abort()
        self._own.stream_comms.clear()
        self.shutdown_scheduler = False
        with suppress(OSError):
            await self._own.close(reason="left")


def _works(node: WorkerState, busy: Collection[str]) -> bool:
    # What it has made and is not yet fetched would be lost with it.
    return bool(node.processing or node.has_what) or str(node.name) in busy


class Slurm(Queued, SLURMCluster):
    """Nodes from SLURM."""

    job_cls = SlurmJob


class Pbs(Queued, PBSCluster):
    """Nodes from PBS."""

    job_cls = PbsJob


class Sge(Queued, SGECluster):
    """Nodes from Grid Engine."""

    job_cls = SgeJob


class Lsf(Queued, LSFCluster):
    """Nodes from LSF."""

    job_cls = LsfJob


CLASSES: dict[System, type[Queued]] = {
    "slurm": Slurm,
    "pbs": Pbs,
    "sge": Sge,
    "lsf": Lsf,
}
"""The class of each system."""
