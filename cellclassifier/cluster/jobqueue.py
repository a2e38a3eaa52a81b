"""Nodes from a cluster's queue, by dask-jobqueue: SLURM, PBS, SGE and LSF."""

import re
import shutil
import socket
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from cellclassifier.cluster import (
    directives,
    extras,
    joblogs,
    own_certificates,
    scheduler,
    security,
)
from cellclassifier.core import places
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import SYSTEMS, Profile

if TYPE_CHECKING:
    from cellclassifier.cluster.queued import Queued

LOOK_SECONDS = 30.0
"""Least time between two questions to the queue on jobs that wait, s."""

CLOSE_SECONDS = 30.0
"""Longest time that closing may take, s."""

RECORD = "jobs.json"
"""File, in the folder of the logs, with the jobs that a later conductor takes over."""

ENDED = 3
"""So many jobs may end before their node joins; then no more are asked for."""


@dataclass(frozen=True)
class Nodes:
    """How it stands: nodes that are here, jobs that wait, and what the queue says why.

    The words are the queue's own, such as "Resources" or "Priority"; "" where there are
    none.
    """

    joined: int
    waiting: int
    why: str


def job_script(profile: Profile, certificates: Path | None = None) -> str:
    """Return the script that the queue is given for one node, to be looked at.

    Raises:
        UserError: Dask is not installed, or the profile cannot be used.
    """
    extras.require("distributed", "dask_jobqueue")
    from cellclassifier.cluster.queued import CLASSES

    folder = certificates or profile.certificates or own_certificates.folder_of(profile)
    made = CLASSES[profile.system].job_cls(
        f"tls://{socket.gethostname()}:8786",
        name=f"{_names(profile)}-0",
        **directives.job(profile, folder, None),
    )
    return str(made.job_script())


def start(
    profile: Profile, certificates: Path | None, port: int = 0, log: Path | None = None
) -> "Queued":
    """Start a scheduler here, and have the queue asked for nodes by `ask_for`.

    Nodes reach it by the address of the profile's interface, or else by that of this
    computer; Dask's setting ``distributed.scheduler.contact-address`` replaces it.

    Args:
        profile: How the queue is asked.
        certificates: Folder of the TLS certificates, which the nodes must see too;
            ``None``: those of the profile, or some that are made for it alone, in the
            user's own folder, and can be read by this user alone.
        port: The scheduler's; 0 for any. The same one again lets nodes of an earlier
            conductor find this one.
        log: Folder for the logs of the nodes. Where its path has blanks, which the
            queues do not take, they are below the folder of profiles.

    Raises:
        UserError: The queue's command is not there, Dask is not installed, or the
            port or the interface cannot be used.
        OSError: The certificates or the folder of logs cannot be written.
    """
    extras.require("distributed", "dask_jobqueue", "cryptography")
    from cellclassifier.cluster import guard
    from cellclassifier.cluster.queued import CLASSES

    kind = CLASSES[profile.system]
    _require_command(profile, str(kind.job_cls.submit_command))
    folder = certificates or profile.certificates or own_certificates.ready(profile)
    _require_port(profile, port)
    guard.install()
    scheduler.tell_refusals()
    cluster = _made(kind, profile, folder, port, log)
    cluster.record = log and log / RECORD
    try:
        cluster.do(cluster.adopt)
    except TimeoutError as error:
        cluster.close(timeout=CLOSE_SECONDS)
        raise _not_started(profile, port, error) from error
    return cluster


def _made(
    kind: "type[Queued]", profile: Profile, folder: Path, port: int, log: Path | None
) -> "Queued":
    import dask

    try:
        # Pages of HTTP, which nobody looks at, would be open to all.
        with dask.config.set({"distributed.scheduler.http.routes": []}):
            return kind(
                profile=profile,
                name=_names(profile),
                security=security.security(folder),
                scheduler_options=_scheduler(port, folder),
                silence_logs="critical",
                **directives.job(profile, folder, _logs(profile, log)),
            )
    except (RuntimeError, ValueError) as error:
        raise _not_started(profile, port, error) from error


def ask_for(cluster: "Queued", nodes: int, busy: Collection[str] = ()) -> None:
    """Have so many nodes, of those that the profile allows; 0 gives all back.

    Call it now and then: nodes whose time was over are asked for again. With fewer than
    before, jobs that wait are given back, then nodes that do nothing; those that work
    stay until they are done, but for 0. Nodes of an earlier conductor count.

    Args:
        cluster: What `start` returned.
        nodes: How many.
        busy: Names of nodes that work, beside those that Dask knows to.

    Raises:
        UserError: The queue refused, or the first jobs ended before a node joined.
    """
    from cellclassifier.cluster.queued_jobs import ERRORS, words

    try:
        _ask(cluster, min(nodes, cluster.profile.nodes), busy)
    except ERRORS as error:
        raise _refused(cluster.profile, words(error)) from error
    finally:
        cluster.write_record()


def _ask(cluster: "Queued", wanted: int, busy: Collection[str]) -> None:
    if wanted <= 0:
        cluster.do(cluster.give_back_all)
        return
    _look(cluster)
    if len(cluster.ended) >= ENDED:
        wanted = min(wanted, sum(_counts(cluster)))
    cluster.do(cluster.ask, wanted, busy)


def state(cluster: "Queued") -> Nodes:
    """Return how it stands; the queue is not asked for it."""
    here, waiting = _counts(cluster)
    return Nodes(here, waiting, cluster.why if waiting else "")


def leave(cluster: "Queued") -> None:
    """Close the scheduler and leave the nodes at work, to be found again.

    Jobs whose nodes have not joined are cancelled. Nodes see the connection break, as
    they do when this computer is switched off.
    """
    from cellclassifier.cluster.queued_jobs import ERRORS

    # A queue that does not answer must not keep nodes from being left at work.
    with suppress(*ERRORS):
        cluster.do(cluster.cancel_waiting)
    cluster.write_record()
    cluster.do(cluster.leave)
    cluster.close(timeout=CLOSE_SECONDS)


def close(cluster: "Queued") -> None:
    """Give all nodes back, whatever they do, and close the scheduler."""
    from cellclassifier.cluster.queued_jobs import ERRORS

    with suppress(*ERRORS):
        cluster.do(cluster.give_back_all)
    cluster.write_record()
    cluster.close(timeout=CLOSE_SECONDS)


def _scheduler(port: int, folder: Path) -> dict[str, Any]:
    made = scheduler.options("", port, folder)
    # A host, even none, would go before the interface.
    made.pop("host", None)
    return {**made, "dashboard_address": "127.0.0.1:0"}


def _names(profile: Profile) -> str:
    """Return a beginning for the names of nodes, unlike that of any other conductor."""
    return f"{_plain(profile)}-{uuid4().hex[:6]}"


def _plain(profile: Profile) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", profile.name)


def _logs(profile: Profile, log: Path | None) -> Path | None:
    if log is None or directives.plain(log.absolute()):
        return log and log.absolute()
    own = places.profiles_folder() / f"{_plain(profile)}.logs"
    return own if directives.plain(own) else None


def _require_command(profile: Profile, command: str) -> None:
    if shutil.which(command) is None:
        raise UserError(
            f"'{command}', the command of {SYSTEMS[profile.system]}, was not found on "
            f"this computer. Start the program where jobs are given to the cluster of "
            f"the profile '{profile.name}', mostly its login node; or choose another "
            "system in the profile."
        )


def _require_port(profile: Profile, port: int) -> None:
    """See to it that a scheduler can listen; Dask tells no reason where it cannot."""
    from distributed.utils import get_ip_interface

    try:
        host = get_ip_interface(profile.interface) if profile.interface else ""
        with socket.socket() as tried:
            # As a server does, so that one that has just ended is not in the way.
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except (OSError, ValueError) as error:
        raise _not_started(profile, port, error) from error


def _not_started(profile: Profile, port: int, error: Exception) -> UserError:
    where = f"port {port}" if port else "a free port"
    if profile.interface:
        where += f" of the network interface '{profile.interface}'"
    return UserError(
        f"The scheduler could not be started on {where}: {error}. Choose another "
        "interface in the profile, or end the other program that uses the port."
    )


def _refused(profile: Profile, said: str) -> UserError:
    return UserError(
        f"{SYSTEMS[profile.system]} gave no node for the profile '{profile.name}'. It "
        f"says: {said or 'nothing'}. Mend the profile, and look at the script of the "
        "job that it makes."
    )


def _look(cluster: "Queued") -> None:
    """Have the queue say how jobs stand whose nodes are not here, from time to time."""
    now = time.monotonic()
    if now - cluster.asked < LOOK_SECONDS:
        return
    cluster.asked = now
    cluster.do(cluster.forget_ended)
    if cluster.ended and not cluster.seen:
        raise _ended(cluster, cluster.ended[-1])


def _ended(cluster: "Queued", job: str) -> UserError:
    return UserError(
        f"Job {job} of the profile '{cluster.profile.name}' ended before its node "
        f"joined. {joblogs.last_lines(cluster.logs, job)} Often 'python' or the lines "
        "of 'setup' in the profile do not fit the nodes, or they do not reach this "
        "computer by the network: try another interface."
    )


def _counts(cluster: "Queued") -> tuple[int, int]:
    return len(cluster.here()), len(cluster.waiting())
