"""What a queue is told of a profile, in the words of each system.

Dask's jobqueue writes the head of the job; here is what it is given, and what it leaves
out: GPUs, cores and memory of Grid Engine, and paths and programs that a shell must not
take apart. The options are those of sbatch(1), qsub(1B) of PBS, qsub(1) of Grid Engine
and bsub(1).
"""

import math
import re
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cellclassifier.core.places import Profile, System

NODE = "cellclassifier.cluster.node"
"""The module that a job runs."""

JOB_NAME = "cellclassifier"
"""Name of the jobs in the queue; old versions of PBS allow 15 letters."""

JOIN_SECONDS = 600
"""How long a node that has begun looks for the scheduler, s."""

WARNING_SECONDS = 120
"""How long before its time is over SLURM tells a node to end, s; it rounds to 60."""

_PLAIN = re.compile(r"[\w./+@:=-]+")
_MARK = re.compile(r"#\s*(SBATCH|PBS|\$|BSUB)\s+")

_GPU = re.compile(r"gpu|gres", re.IGNORECASE)
_SELECT = re.compile(r"\b(select|nodes)=")
_SIGNAL = re.compile(r"--signal\b")
_SHELL = re.compile(r"-S\b")
_SLOTS = re.compile(r"-pe\b")
_MEMORY = re.compile(r"\b(mem|[hs]_vmem|mem_\w+|virtual_free)=")


def extra(profile: Profile) -> tuple[str, ...]:
    """Return the user's own lines without the marks that some write before them."""
    lines = (_MARK.sub("", line.strip(), count=1) for line in profile.extra)
    return tuple(line for line in lines if line)


def job(
    profile: Profile, certificates: Path | None, log: Path | None
) -> dict[str, Any]:
    """Return what Dask's classes of jobs are to be made with.

    Args:
        profile: How the queue is asked.
        certificates: The folder that is named to the node; ``None``: no TLS.
        log: Folder for the logs; ``None``: where the queue keeps them by itself.
    """
    python = in_shell(profile.python or sys.executable)
    described: dict[str, Any] = {
        "cores": profile.cores,
        "memory": f"{profile.memory}GiB",
        "processes": 1,
        "queue": profile.partition or None,
        "walltime": walltime(profile),
        # In place of the shell, the node is told of its end itself, and has the time
        # for it; and with -P no file of the folder it starts in is taken for a module.
        "python": f"exec {python} -P",
        "worker_command": NODE,
        "worker_extra_args": _node_options(profile, certificates),
        "death_timeout": JOIN_SECONDS,
        "local_directory": in_shell(profile.scratch) if profile.scratch else None,
        "interface": profile.interface or None,
        "log_directory": str(log) if log else None,
        "job_name": JOB_NAME,
        "job_script_prologue": list(profile.setup),
        "job_extra_directives": [*_own(profile), *extra(profile)],
    }
    return {**described, **_of_system(profile)}


def walltime(profile: Profile) -> str:
    """Return the time asked for as hours:minutes:seconds, for LSF hours:minutes."""
    minutes = math.ceil(profile.hours * 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return text if profile.system == "lsf" else f"{text}:00"


def in_shell(text: str) -> str:
    """Return a word for a shell that may name its variables, or begin with ``~/``."""
    if text.startswith("~/"):
        text = f"$HOME{text[1:]}"
    if "$" not in text:
        return shlex.quote(text)
    return '"' + re.sub(r'([\\"`])', r"\\\1", text) + '"'


def plain(path: Path) -> bool:
    """Tell whether the head of a job can name a path, in all systems, as it is."""
    return _PLAIN.fullmatch(str(path)) is not None


def _node_options(profile: Profile, certificates: Path | None) -> list[str]:
    options = ["--gpus", str(profile.gpus)]
    if certificates is not None:
        options += ["--certificates", shlex.quote(str(certificates))]
    return options


def _of_system(profile: Profile) -> dict[str, Any]:
    account = profile.account or None
    by_system: Mapping[System, dict[str, Any]] = {
        "slurm": {"account": account},
        "pbs": {"account": account, **_pbs(profile)},
        "sge": {"project": account},
        "lsf": {"project": account},
    }
    return by_system[profile.system]


def _pbs(profile: Profile) -> dict[str, Any]:
    if _mentions(profile, _SELECT):
        return {"job_directives_skip": ["-l select="]}
    megabytes = math.ceil(profile.memory * 1024)
    spec = f"select=1:ncpus={profile.cores}:mem={megabytes}mb"
    if profile.gpus and not _mentions(profile, _GPU):
        spec += f":ngpus={profile.gpus}"
    return {"resource_spec": spec}


def _own(profile: Profile) -> list[str]:
    """Return lines that Dask does not write, but for what the user's lines name."""
    gpus = profile.gpus if not _mentions(profile, _GPU) else 0
    if profile.system == "slurm":
        return _slurm(profile, gpus)
    if profile.system == "sge":
        return _sge(profile, gpus)
    if profile.system == "lsf" and gpus:
        return [f'-gpu "num={gpus}"']
    return []


def _slurm(profile: Profile, gpus: int) -> list[str]:
    lines = [f"--gres=gpu:{gpus}"] if gpus else []
    long = profile.hours * 3600 > 5 * WARNING_SECONDS
    if long and not _mentions(profile, _SIGNAL):
        lines.append(f"--signal=B:TERM@{WARNING_SECONDS}")
    return lines


def _sge(profile: Profile, gpus: int) -> list[str]:
    lines = [f"-l gpu={gpus}"] if gpus else []
    if not _mentions(profile, _SHELL):
        # Many Grid Engines do not look at the first line, and take the C shell.
        lines.append("-S /bin/bash")
    if profile.cores > 1 and not _mentions(profile, _SLOTS):
        lines.append(f"-pe smp {profile.cores}")
    if not _mentions(profile, _MEMORY):
        lines.append(f"-l mem_free={math.ceil(profile.memory * 1024)}M")
    return lines


def _mentions(profile: Profile, what: re.Pattern[str]) -> bool:
    return any(what.search(line) for line in extra(profile))
