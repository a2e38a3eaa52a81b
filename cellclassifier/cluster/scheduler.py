"""The scheduler of a lab: Dask's own, guarded, with TLS unless told otherwise."""

import asyncio
import logging
import signal
import socket
import ssl
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cellclassifier.cluster import guard, security
from cellclassifier.core.errors import UserError
from cellclassifier.core.reaching import PORT, reach

GREETING_SECONDS = 3.0
"""Time in which a scheduler without TLS says something by itself, s."""

REFUSED_SECONDS = 60.0
"""Time between two sentences on refused computers, s: they try all the time."""

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
        UserError: The certificates, the address or the port cannot be used.
    """
    guard.install()
    quieten()
    asyncio.run(_run(options(host, port, certificates)))


def quieten() -> None:
    """Have Dask log what is wrong, and not each call nor each try.

    That a scheduler is gone is told in sentences of our own.
    """
    # Loaded first: it sets levels of its own.
    import distributed  # noqa: F401

    logging.getLogger("distributed").setLevel(logging.WARNING)
    logging.getLogger("distributed.worker.state_machine").setLevel(logging.ERROR)
    logging.getLogger("distributed.worker").addFilter(_is_no_lost_heartbeat)
    tell_refusals()


def tell_refusals() -> None:
    """Have Dask log in one sentence that a computer was refused, however quiet it is.

    Once is enough for a process, more does no harm.
    """
    import distributed  # noqa: F401

    logger = logging.getLogger("distributed.comm.tcp")
    if not any(isinstance(each, Refusals) for each in logger.filters):
        logger.addFilter(Refusals())


def _is_no_lost_heartbeat(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith("Failed to communicate with scheduler")


class Refusals(logging.Filter):
    """Has failed TLS handshakes told in one sentence, once a minute."""

    def __init__(self) -> None:
        super().__init__()
        self._next = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a record is to be logged; put the sentence in its place."""
        if "TLS handshake failed" not in str(record.msg):
            return True
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + REFUSED_SECONDS
        remote = record.args[1] if isinstance(record.args, tuple) else "unknown"
        record.msg = (
            "A computer was refused: its certificates are others, or it uses tcp:// "
            "(%s). It needs a copy of the folder of this scheduler, and tls://"
        )
        record.args = (remote,)
        # Where all else of Dask's is not to be seen, this is.
        record.levelno, record.levelname = logging.CRITICAL, "WARNING"
        return True


def reason(error: BaseException) -> str:
    """Return why Dask failed, without the objects that it names."""
    inner = error.__cause__ if isinstance(error, RuntimeError) else None
    found = inner or error
    if isinstance(found, OSError) and found.strerror:
        return found.strerror
    return str(found).rpartition(">: ")[2] or type(found).__name__


def hindrance(address: str, certificates: Path | None, first: bool = False) -> str:
    """Return why no scheduler can be had at an address, as far as is seen soon.

    Args:
        address: Such as ``tls://workstation:8786``.
        certificates: Their folder, for an address with TLS.
        first: Whether it is the first try.

    Raises:
        UserError: It has other certificates, at the first try: that does not pass.
    """
    try:
        reach(address, certificates)
    except UserError as error:
        if first and isinstance(error.__cause__, ssl.SSLError):
            raise
        return str(error)
    if address.startswith("tcp://") and not greets(address):
        return (
            f"Something answers at {address}, and not as a scheduler without TLS. It "
            "may expect TLS: use tls:// and --certificates."
        )
    return ""


def greets(address: str, seconds: float = GREETING_SECONDS) -> bool:
    """Tell whether a scheduler without TLS answers: it speaks first, one with waits.

    Args:
        address: Such as ``tcp://workstation:8786``.
        seconds: Time that it may take, s.
    """
    parts = urlsplit(address)
    where = parts.hostname or "", parts.port or PORT
    try:
        with socket.create_connection(where, seconds) as made:
            return bool(made.recv(1))
    except OSError:
        return False


async def _run(given: dict[str, Any]) -> None:
    from distributed import Scheduler

    _try_port(given)
    made = Scheduler(**given)
    try:
        await made
    except (OSError, RuntimeError) as error:
        raise _unusable(given, error) from error
    async with made as scheduler:
        sys.stdout.write(f"Scheduler: {scheduler.address}\n")
        sys.stdout.flush()
        ended = asyncio.Event()
        when_ended(ended.set)
        await ended.wait()


def _try_port(given: dict[str, Any]) -> None:
    """Listen for a moment: where that fails, Dask would leave its socket open.

    Raises:
        UserError: The address or the port cannot be used.
    """
    try:
        found = socket.getaddrinfo(
            given["host"],
            given["port"],
            type=socket.SOCK_STREAM,
            flags=socket.AI_PASSIVE,
        )
        family, kind, protocol, _, where = found[0]
        with socket.socket(family, kind, protocol) as tried:
            # As a server does, so that one that has just ended is not in the way.
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(where)
    except OSError as error:
        raise _unusable(given, error) from error


def _unusable(given: dict[str, Any], error: Exception) -> UserError:
    where = given["host"] or "this computer"
    return UserError(
        f"Port {given['port']} of {where} cannot be used ({reason(error)}). See that "
        "no other scheduler runs there and that the address is one of this computer, "
        "or name others: --port PORT, --host ADDR (without --host: all addresses)."
    )


def when_ended(asked: Callable[[], None]) -> None:
    """Have `asked` called each time this process is asked to end."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers; there Ctrl+C ends the process.
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, asked)
