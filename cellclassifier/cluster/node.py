"""A node: waits for orders of a scheduler, one at a time, for one GPU or the processor.

It stays when the scheduler goes: what it does goes on, and it looks for the scheduler
again. A computer with several GPUs has a node for each.
"""

import argparse
import asyncio
import platform
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from cellclassifier.cluster import gpus as cards
from cellclassifier.cluster import guard, reached, security
from cellclassifier.cluster.orders import GPU, RUN
from cellclassifier.cluster.scheduler import (
    NO_PAGES,
    NOWHERE,
    hindrance,
    quieten,
    reason,
    when_ended,
)
from cellclassifier.cluster.works_here import Works
from cellclassifier.core import preferences
from cellclassifier.core.conductor import count_gpus
from cellclassifier.core.errors import UserError

RETRY_SECONDS = 2.0
"""Time between two tries to reach the scheduler, s."""

CONNECT_SECONDS = 30.0
"""Time that a scheduler has to answer, s."""

SAME_SECONDS = 1.0
"""Time in which two signals to end are one, s: a queue sends them to all processes, and
the one for several GPUs hands its own on."""

WIND_UP_SECONDS = 100.0
"""Time to finish an epoch and be fetched when asked to end, s; queues give 120."""


def run(
    address: str,
    certificates: Path | None,
    scratch: Path | None,
    gpus: int | None,
    name: str,
    death_seconds: float | None = None,
    secured: Any = None,
    interface: str = "",
    command: list[str] | None = None,
) -> None:
    """Run a node, or one for each GPU, until it is asked to end.

    Args:
        address: Of the scheduler.
        certificates: Folder of the TLS certificates; ``None``: without TLS.
        scratch: Folder for contents and runs; ``None``: below the user's own.
        gpus: How many GPUs to use, 0 for the processor; ``None``: all that there are.
        name: Name of the node; "": that of the computer.
        death_seconds: Time after which it ends where it has nothing to do and no
            scheduler, s; ``None``: never.
        secured: A `distributed.Security` in place of the certificates.
        interface: The network interface by which others reach it; "" for any.
        command: Replaces the command of workers.

    Raises:
        UserError: The certificates cannot be used, or are not those of the scheduler.
        OSError: The scratch folder cannot be written.
    """
    number = count_gpus() if gpus is None else gpus
    if number > 1:
        hindrance(address, certificates, first=True)
        cards.one_for_each(number, sys.argv, name)
        return
    folder, shown = _folder(scratch), _shown(name, number, gpus)
    works = _served(folder, shown, command)
    unique = name if death_seconds else f"{shown}/{uuid.uuid4().hex[:6]}"
    made = {
        "security": secured or security.security(certificates),
        "name": unique,
        "nthreads": 1,
        "resources": {RUN: 1, **({GPU: 1} if number else {})},
        "memory_limit": 0,
        "interface": interface or None,
        "dashboard": False,
        "dashboard_address": NOWHERE,
        "local_directory": str(folder / "dask"),
    }
    asyncio.run(_stay(address, certificates, made, works, death_seconds))


def _served(folder: Path, shown: str, command: list[str] | None) -> Works:
    """Return the work of this node, to be reached once there is a connection."""
    import dask

    guard.install()
    quieten()
    dask.config.set(NO_PAGES)
    works = Works(folder, shown, command)
    works.forget_unused()
    reached.serve(works)
    return works


def _folder(scratch: Path | None) -> Path:
    # Its worker is told of it, and is elsewhere then.
    folder = (scratch or preferences.home() / "node").absolute()
    # Images of others lie in there.
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _shown(name: str, number: int, gpus: int | None) -> str:
    """Return the name for people; this process uses its GPU alone from now on."""
    shown = name or platform.node()
    # Where none was found it may be of another maker: the worker finds out.
    if (number or gpus is not None) and (card := cards.see_only(number)):
        return f"{shown} {card}"
    return shown


class Ending:
    """When this process was asked to end: once, to wind up; twice, at once."""

    def __init__(self) -> None:
        self.asked, self.pressed = asyncio.Event(), asyncio.Event()
        self._since = 0.0
        when_ended(self._ask)

    def _ask(self) -> None:
        if not self.asked.is_set():
            self._since = time.monotonic()
            self.asked.set()
        elif time.monotonic() - self._since > SAME_SECONDS:
            self.pressed.set()


async def _stay(
    address: str,
    certificates: Path | None,
    made: dict[str, Any],
    works: Works,
    death_seconds: float | None,
) -> None:
    ending = Ending()
    last = time.monotonic()
    told: str | None = None
    while not ending.asked.is_set():
        patience = min(CONNECT_SECONDS, death_seconds or CONNECT_SECONDS)
        first = told is None
        problem = await asyncio.to_thread(hindrance, address, certificates, first)
        problem = problem or await _serve(address, made, works, ending, patience)
        if problem and problem != told:
            sys.stderr.write(f"{problem} Trying again.\n")
            sys.stderr.flush()
        told = problem
        if not problem or works.busy or works.unfetched:
            last = time.monotonic()
        if death_seconds and time.monotonic() - last > death_seconds:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.asked.wait(), RETRY_SECONDS)


async def _serve(
    address: str, made: dict[str, Any], works: Works, ending: Ending, patience: float
) -> str:
    """Serve one scheduler until it is gone; return why it was not reached, or ""."""
    from distributed import Worker

    wanted = asyncio.create_task(ending.asked.wait())
    try:
        worker = Worker(address, death_timeout=patience, **made)
        if not await _begun(worker, wanted):
            return ""
        async with worker:
            sys.stdout.write(f"Node: {made['name']} waits for runs of {address}\n")
            sys.stdout.flush()
            over = asyncio.create_task(worker.finished())
            await asyncio.wait({over, wanted}, return_when=asyncio.FIRST_COMPLETED)
            if not over.done():
                await _wind_up(works, ending, over, worker)
                await worker.close(timeout=2, executor_wait=False)
    except (OSError, ValueError, RuntimeError, TimeoutError) as error:
        return f"No scheduler at {address} ({reason(error)})."
    finally:
        wanted.cancel()
    return ""


async def _begun(worker: Any, wanted: "asyncio.Task[Any]") -> bool:
    """Tell whether a scheduler was found, before this process is to end."""

    async def start() -> None:
        await worker

    begun = asyncio.create_task(start())
    await asyncio.wait({begun, wanted}, return_when=asyncio.FIRST_COMPLETED)
    if begun.done():
        # Raises what went wrong.
        begun.result()
        return True
    begun.cancel()
    with suppress(asyncio.CancelledError, OSError, RuntimeError, TimeoutError):
        await begun
    return False


async def _wind_up(
    works: Works, ending: Ending, over: "asyncio.Task[Any]", worker: Any
) -> None:
    """Let a training finish its epoch and go on elsewhere, if that is soon."""
    from distributed.core import Status

    if not (works.busy or works.unfetched):
        return
    sys.stderr.write("Ending after the epoch; ask once more to end at once.\n")
    worker.status = Status.paused
    works.wind_up()
    until = time.monotonic() + WIND_UP_SECONDS
    while (works.busy or works.unfetched) and time.monotonic() < until:
        if over.done():
            # Nobody is there any more to fetch it.
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.pressed.wait(), 0.2)
            return


def main(arguments: Sequence[str]) -> int:
    """Run a node as the queue of a cluster starts it: like Dask's own worker."""
    options = _parser().parse_args(list(arguments))
    secured = None
    if options.tls_ca_file:
        from distributed import Security

        secured = Security(
            tls_ca_file=options.tls_ca_file,
            tls_worker_cert=options.tls_cert,
            tls_worker_key=options.tls_key,
            require_encryption=True,
        )
    scratch = options.scratch or options.local_directory
    folder = Path(scratch) if scratch else None
    given = options.gpus, options.name, options.death_timeout, secured
    try:
        run(options.address, options.certificates, folder, *given, options.interface)
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="cellclassifier node")
    made.add_argument("address")
    made.add_argument("--certificates", type=Path, default=None)
    made.add_argument("--scratch", default="")
    made.add_argument("--gpus", type=int, default=None)
    made.add_argument("--name", default="")
    made.add_argument("--death-timeout", type=float, default=None)
    for name in _of_dask():
        made.add_argument(name, default="")
    for name in ("--nanny", "--no-nanny", "--no-dashboard"):
        made.add_argument(name, action="store_true")
    return made


def _of_dask() -> Iterator[str]:
    yield from ("--tls-ca-file", "--tls-cert", "--tls-key", "--local-directory")
    yield "--interface"
    # Known, and of no meaning here: a node does one order at a time.
    yield from ("--nthreads", "--nworkers", "--memory-limit", "--resources")
    yield from ("--protocol", "--host")


if __name__ == "__main__":
    # Under its own name, not as __main__: what is reached is looked up by name.
    from cellclassifier.cluster.node import main as named

    sys.exit(named(sys.argv[1:]))
