"""A node: waits for orders of a scheduler, one at a time, for one GPU or the processor.

It stays when the scheduler goes: what it does goes on, and it looks for the scheduler
again. A computer with several GPUs has a node for each.
"""

import argparse
import asyncio
import os
import platform
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from cellclassifier.cluster import guard, reached, security
from cellclassifier.cluster.orders import GPU, RUN
from cellclassifier.cluster.scheduler import NO_PAGES, NOWHERE, quieten
from cellclassifier.cluster.works_here import Works
from cellclassifier.core import preferences, program
from cellclassifier.core.conductor import count_gpus

RETRY_SECONDS = 2.0
"""Time between two tries to reach the scheduler, s."""

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
        gpus: How many GPUs to use; ``None``: all that there are.
        name: Name of the node; "": that of the computer.
        death_seconds: Time after which it ends where it has nothing to do and no
            scheduler, s; ``None``: never.
        secured: A `distributed.Security` in place of the certificates.
        interface: The network interface by which others reach it; "" for any.
        command: Replaces the command of workers.

    Raises:
        UserError: The certificates cannot be used.
        OSError: The scratch folder cannot be written.
    """
    number = count_gpus() if gpus is None else gpus
    if number > 1:
        _one_for_each(number, sys.argv)
        return
    import dask

    guard.install()
    quieten()
    dask.config.set(NO_PAGES)
    folder = scratch or preferences.home() / "node"
    folder.mkdir(parents=True, exist_ok=True)
    shown = (name or platform.node()) + (f" {_gpu()}" if number else "")
    works = Works(folder, shown, command)
    works.forget_unused()
    reached.serve(works)
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
    asyncio.run(_stay(address, made, works, death_seconds))


def _gpu() -> str:
    return f"GPU {os.environ.get('CUDA_VISIBLE_DEVICES', '0')}"


def _one_for_each(number: int, arguments: Sequence[str]) -> None:
    """Run a node in a process of its own for each GPU, and end with them."""
    visible = os.environ.get("CUDA_VISIBLE_DEVICES", "")
    names = [each.strip() for each in visible.split(",") if each.strip()]
    names = names or [str(place) for place in range(number)]
    children = [
        subprocess.Popen(
            [*_again(arguments, f"/{place}"), "--gpus", "1"],
            env={**os.environ, "CUDA_VISIBLE_DEVICES": each},
        )
        for place, each in enumerate(names[:number])
    ]

    def end(*_: object) -> None:
        for each in children:
            each.terminate()

    signal.signal(signal.SIGTERM, end)
    with suppress(KeyboardInterrupt):
        for child in children:
            child.wait()
    end()


def _again(arguments: Sequence[str], ending: str) -> list[str]:
    """Return the command of this process, for one of its GPUs.

    Names of nodes must differ: that of a GPU has an ending of its own.
    """
    given = list(arguments[1:])
    if "--name" in given:
        given[given.index("--name") + 1] += ending
    if "--gpus" in given:
        place = given.index("--gpus")
        del given[place : place + 2]
    if given[:1] == ["node"]:
        return program.command(*given)
    return [sys.executable, "-m", "cellclassifier.cluster.node", *given]


class Ending:
    """When this process was asked to end: once, to wind up; twice, at once."""

    def __init__(self) -> None:
        self.asked, self.pressed = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            # Windows has no such handlers; there Ctrl+C ends the process.
            with suppress(NotImplementedError):
                loop.add_signal_handler(number, self._ask)

    def _ask(self) -> None:
        (self.pressed if self.asked.is_set() else self.asked).set()


async def _stay(
    address: str, made: dict[str, Any], works: Works, death_seconds: float | None
) -> None:
    ending = Ending()
    last = time.monotonic()
    while not ending.asked.is_set():
        served = await _serve(address, made, works, ending)
        if served or works.busy or works.unfetched:
            last = time.monotonic()
        if death_seconds and time.monotonic() - last > death_seconds:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.asked.wait(), RETRY_SECONDS)


async def _serve(
    address: str, made: dict[str, Any], works: Works, ending: Ending
) -> bool:
    """Serve one scheduler until it is gone; return whether it was reached."""
    from distributed import Worker

    try:
        async with Worker(address, death_timeout=30, **made) as worker:
            sys.stdout.write(f"Node: {made['name']} waits for runs of {address}\n")
            sys.stdout.flush()
            over = asyncio.create_task(worker.finished())
            wanted = asyncio.create_task(ending.asked.wait())
            await asyncio.wait({over, wanted}, return_when=asyncio.FIRST_COMPLETED)
            wanted.cancel()
            if not over.done():
                await _wind_up(works, ending, over, worker)
                await worker.close(timeout=2, executor_wait=False)
    except (OSError, ValueError, RuntimeError, TimeoutError) as error:
        sys.stderr.write(f"No scheduler at {address} ({error}); trying again.\n")
        return False
    return True


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
    run(
        options.address,
        options.certificates,
        Path(scratch) if scratch else None,
        options.gpus,
        options.name,
        options.death_timeout,
        secured,
        options.interface,
    )
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
