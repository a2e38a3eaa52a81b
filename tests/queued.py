"""Nodes of a queue, real or of a few lines, and what is asked of them."""

import psutil
from waiting import until

from cellclassifier.cluster import jobqueue, reached
from cellclassifier.core.places import Profile

COMMANDS = {
    "slurm": ("sbatch", "scancel", "squeue"),
    "pbs": ("qsub", "qdel", "qstat"),
    "sge": ("qsub", "qdel", "qstat"),
    "lsf": ("bsub", "bkill", "bjobs"),
}
"""The commands of each system: to give a job, to cancel it, and to ask for it."""


def profile(system="slurm", **other):
    """Return a profile that asks for little."""
    made = {"cores": 1, "memory": 0.5, "gpus": 0, "hours": 0.5, "nodes": 2}
    return Profile(name="my lab", system=system, **{**made, **other})


def joined(cluster, nodes=1, seconds=60):
    """Wait until so many jobs have their nodes here."""
    until(lambda: jobqueue.state(cluster).joined == nodes, seconds)


def said(cluster):
    """Return what a node answers to a trivial call."""
    from distributed import Client

    with Client(cluster, set_as_default=False, timeout=20) as client:
        return list(client.run(reached.hello).values())


def alive(job):
    """Tell whether a job of the queue of a few lines runs."""
    return psutil.pid_exists(int(job))
