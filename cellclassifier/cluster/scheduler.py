"""The scheduler of a lab: Dask's own, guarded, with TLS unless told otherwise."""

import asyncio
import logging
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from cellclassifier.cluster import guard, security

EVENTS_KEPT = 200
"""Events that the scheduler keeps of each topic; a window that comes back asks anew."""


NO_PAGES: dict[str, object] = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}
"""Dask's status pages know no TLS: none is served."""

NOWHERE = "127.0.0.1:0"
"""Address of the server of such pages, which Dask starts all the same."""


def options(host: str, port: int, certificates: Path | None) -> dict[str, Any]:
    """Return the arguments of a `distributed.Scheduler` for this program.

    Raises:
        UserError: The certificates cannot be used.
    """
    import dask

    dask.config.set(NO_PAGES)
    dask.config.set(
        {
            "distributed.admin.low-level-log-length": EVENTS_KEPT,
            "distributed.scheduler.allowed-failures": 10,
            # A node that is busy sending is not dead.
            "distributed.scheduler.worker-ttl": "5 minutes",
        }
    )
    secured = security.security(certificates)
    return {
        "host": host or None,
        "port": port,
        "dashboard": False,
        "dashboard_address": NOWHERE,
        "protocol": "tls" if secured else "tcp",
        "security": secured,
    }


def run(host: str, port: int, certificates: Path | None) -> None:
    """Run a scheduler until it is asked to end.

    Args:
        host: Address or name that it listens on; "" for all.
        port: Its port.
        certificates: Folder of the TLS certificates; ``None``: without TLS.

    Raises:
        UserError: The certificates cannot be used.
        OSError: The port is taken.
    """
    guard.install()
    quieten()
    asyncio.run(_run(options(host, port, certificates)))


def quieten() -> None:
    """Have Dask log what is wrong, and not each call."""
    logging.getLogger("distributed").setLevel(logging.WARNING)


async def _run(given: dict[str, Any]) -> None:
    from distributed import Scheduler

    async with Scheduler(**given) as scheduler:
        sys.stdout.write(f"Scheduler: {scheduler.address}\n")
        sys.stdout.flush()
        ended = asyncio.Event()
        when_ended(ended)
        await ended.wait()


def when_ended(ended: asyncio.Event) -> None:
    """Set an event when this process is asked to end."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers; there Ctrl+C ends the process.
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, ended.set)
