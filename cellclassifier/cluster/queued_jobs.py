"""Jobs of a queue, with what Dask's own lack: refusals and ends are told."""

import shlex
from typing import ClassVar

from dask_jobqueue.core import Job
from dask_jobqueue.lsf import LSFJob
from dask_jobqueue.pbs import PBSJob
from dask_jobqueue.sge import SGEJob
from dask_jobqueue.slurm import SLURMJob
from distributed.core import Status

ERRORS = (RuntimeError, OSError, ValueError)
"""What Dask raises when a queue's command fails, is not there, or cannot be read."""

_ENDED = ("Invalid job id", "Unknown Job", "has finished", "do not exist", "not found")
"""What the queues say of a job that is no more."""


def words(error: BaseException) -> str:
    """Return what a queue's command said, without what Dask writes around it."""
    text = str(error)
    for mark, end in (("stderr:\n", "\n\0"), ("stdout:\n", "\nstderr:")):
        said = text.partition(mark)[2].partition(end)[0].strip()
        if said:
            return " ".join(said.split())
    return " ".join(text.split())


class QueuedJob(Job):
    """A job that knows how it ended, for the class of a system to stand beside."""

    ask_command: ClassVar[tuple[str, ...]]

    async def start(self) -> None:
        """Give the job to the queue; where that refuses, have it count as failed."""
        try:
            await super().start()
        except ERRORS:
            self.status = Status.failed
            raise

    async def close(self) -> None:
        """Cancel the job."""
        await super().close()
        self.status = Status.closed

    async def why(self) -> str | None:
        """Return what the queue says of this job; ``None`` where it is no more."""
        try:
            said = await self._said([*self.ask_command, str(self.job_id)])
        except ERRORS as error:
            gone = any(mark in str(error) for mark in _ENDED)
            return None if gone else ""
        return self._read(said)

    def _read(self, said: str) -> str | None:
        return ""

    async def _said(self, command: list[str], shell: bool = False) -> str:
        said = await self._call(command, shell=shell)
        return str(said)


class SlurmJob(QueuedJob, SLURMJob):
    """A job of SLURM."""

    # The state, and why it is not another.
    ask_command = ("squeue", "--noheader", "--format=%T %r", "--jobs")

    def _read(self, said: str) -> str | None:
        # Of a job that ended lately nothing is said, and no error given.
        state, _, reason = said.strip().partition(" ")
        if not state:
            return None
        return reason if reason not in ("", "None") else ""


class PbsJob(QueuedJob, PBSJob):
    """A job of PBS."""

    ask_command = ("qstat",)


class SgeJob(QueuedJob, SGEJob):
    """A job of Grid Engine."""

    ask_command = ("qstat", "-j")


class LsfJob(QueuedJob, LSFJob):
    """A job of LSF."""

    ask_command = ("bjobs", "-noheader", "-o", "stat")

    async def _submit_job(self, script_filename: str) -> str:
        # Dask's own sends what bsub says against the job to nowhere.
        command = f"{self.submit_command} < {shlex.quote(script_filename)}"
        return await self._said([command], shell=True)

    def _read(self, said: str) -> str | None:
        return None if said.strip() in ("DONE", "EXIT") else ""
