"""Serves a scheduler as one of its nodes, and looks for it again when it is gone."""

import asyncio
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from cellclassifier.cluster.orders import RUN
from cellclassifier.cluster.scheduler import hindrance, reason, when_ended
from cellclassifier.cluster.works_here import Works

LOOK_SECONDS = 0.5
"""Time between two looks whether what goes on here has ended, s."""

RETRY_SECONDS = 2.0
"""Time between two tries to reach the scheduler, s."""

CONNECT_SECONDS = 30.0
"""Time that a scheduler has to answer, s."""

SAME_SECONDS = 1.0
"""Time in which two signals to end are one, s: a queue sends them to all processes, and
the one for several GPUs hands its own on."""

WIND_UP_SECONDS = 100.0
"""Time to finish an epoch and be fetched when asked to end, s; queues give 120."""


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


async def stay(
    address: str,
    certificates: Path | None,
    made: dict[str, Any],
    works: Works,
    death_seconds: float | None,
) -> None:
    """Serve a scheduler, over one connection after another, until asked to end.

    Args:
        address: Of the scheduler.
        certificates: Folder of the TLS certificates; ``None``: without TLS.
        made: What a `distributed.Worker` is made with.
        works: What this node does.
        death_seconds: Time after which it ends where it has nothing to do and no
            scheduler, s; ``None``: never.

    Raises:
        UserError: The scheduler has other certificates.
    """
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
    busy = works.busy
    # What goes on from before is all that it has room for.
    room = {**made["resources"], RUN: 0 if busy else 1}
    try:
        worker = Worker(address, death_timeout=patience, **{**made, "resources": room})
        if not await _begun(worker, wanted):
            return ""
        async with worker:
            works.begin_serving()
            sys.stdout.write(f"Node: {made['name']} waits for runs of {address}\n")
            sys.stdout.flush()
            over = asyncio.create_task(worker.finished())
            if busy and await _becomes_free(works, over, wanted):
                await _make_room(worker)
            await asyncio.wait({over, wanted}, return_when=asyncio.FIRST_COMPLETED)
            if not over.done():
                await _wind_up(works, ending, over, worker)
                await worker.close(timeout=2, executor_wait=False)
    except (OSError, ValueError, RuntimeError, TimeoutError) as error:
        return f"No scheduler at {address} ({reason(error)})."
    finally:
        wanted.cancel()
    return ""


async def _becomes_free(works: Works, *ends: "asyncio.Task[Any]") -> bool:
    """Wait until what goes on here has ended; return False where a task did before."""
    while works.busy:
        done, _ = await asyncio.wait(
            ends, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        if done:
            return False
    return True


async def _make_room(worker: Any) -> None:
    """Have the scheduler give a node runs again."""
    from distributed.core import Status

    if worker.status != Status.running:
        return
    # Gone meanwhile, it is looked for again.
    with suppress(OSError, RuntimeError, ValueError):
        await worker.set_resources(**{RUN: 1})
        # Dask looks for what waits only where a node comes, or has paused.
        worker.status = Status.paused
        worker.status = Status.running


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
