"""A SLURM of this computer alone, with daemons of its own, for as long as it is used.

It needs the programs of Debian's packages ``slurm-wlm`` and ``munge``, and root, since
SLURM's daemons start processes for users.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from waiting import until

PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "scancel", "squeue", "sinfo")

CONFIGURATION = """
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmdPort={daemon}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge/socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
ReturnToService=2
MailProg=/bin/true
KillWait=5
GresTypes=gpu
NodeName={host} NodeAddr=127.0.0.1 CPUs={cpus} RealMemory=2000 Gres=gpu:1
PartitionName=short Nodes=ALL Default=YES MaxTime=60
"""


def missing() -> str:
    """Return why there can be no SLURM here, or nothing."""
    lacking = [each for each in PROGRAMS if shutil.which(each, path=_path()) is None]
    if lacking:
        return f"SLURM is not installed: no {', '.join(lacking)}"
    if os.geteuid() != 0:
        return "SLURM's daemons need root"
    return ""


@contextmanager
def running() -> Iterator[Path]:
    """Run a SLURM with one computer, two cores and a GPU; yield its ``slurm.conf``."""
    # Not in pytest's folder: munge wants a socket that all users can reach.
    with tempfile.TemporaryDirectory(prefix="slurm") as name, ExitStack() as stack:
        folder = Path(name)
        configuration = _configure(folder)
        environment = {"SLURM_CONF": str(configuration), "PATH": _path()}
        for command in _daemons(folder, configuration):
            stack.enter_context(_daemon(command, folder, environment))
        until(lambda: "idle" in _said("sinfo", environment), 30)
        try:
            yield configuration
        finally:
            _said("scancel", environment, "--user=root")
            until(lambda: not _said("squeue", environment, "--noheader"), 30)


def _path() -> str:
    return f"{os.environ['PATH']}:/usr/sbin:/sbin"


def _configure(folder: Path) -> Path:
    folder.chmod(0o755)
    for inner in ("munge", "state", "spool"):
        (folder / inner).mkdir(mode=0o755)
    key = folder / "munge" / "key"
    key.write_bytes(os.urandom(128))
    key.chmod(0o400)
    # A device that is none, so that jobs can ask for it.
    (folder / "gres.conf").write_text("Name=gpu File=/dev/null\n")
    path = folder / "slurm.conf"
    host = socket.gethostname().partition(".")[0]
    controller, daemon = _free_ports(2)
    path.write_text(
        CONFIGURATION.format(
            host=host,
            folder=folder,
            controller=controller,
            daemon=daemon,
            cpus=min(os.cpu_count() or 1, 2),
        )
    )
    return path


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        held = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in held:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in held]


def _daemons(folder: Path, configuration: Path) -> Iterator[list[str]]:
    munge = folder / "munge"
    files = [f"--{each}-file={munge / each}" for each in ("key", "pid", "log", "seed")]
    yield ["munged", "--foreground", f"--socket={munge / 'socket'}", *files]
    yield ["slurmctld", "-D", "-i", "-f", str(configuration)]
    yield ["slurmd", "-D", "-f", str(configuration)]


@contextmanager
def _daemon(
    command: list[str], folder: Path, environment: dict[str, str]
) -> Iterator[None]:
    with (folder / f"{command[0]}.out").open("wb") as out:
        process = subprocess.Popen(
            [shutil.which(command[0], path=_path()) or command[0], *command[1:]],
            env={**os.environ, **environment},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        if command[0] == "munged":
            until((folder / "munge" / "socket").exists, 10)
        yield
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(15)


def _said(command: str, environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [command, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout.strip()
