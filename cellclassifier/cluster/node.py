"""A node: waits for orders of a scheduler, one at a time, for one GPU or the processor.

It stays when the scheduler goes: what it does goes on, and it looks for the scheduler
again. A computer with several GPUs has a node for each.
"""

import argparse
import asyncio
import platform
import sys
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cellclassifier.cluster import gpus as cards
from cellclassifier.cluster import guard, reached, security, serving
from cellclassifier.cluster.orders import GPU, RUN
from cellclassifier.cluster.scheduler import NO_PAGES, NOWHERE, hindrance, quieten
from cellclassifier.cluster.works_here import Works
from cellclassifier.core import preferences
from cellclassifier.core.conductor import count_gpus
from cellclassifier.core.errors import UserError

_DASK: dict[str, Any] = {
    "nthreads": 1,
    "memory_limit": 0,
    "dashboard": False,
    "dashboard_address": NOWHERE,
}
"""What every node is made with: it does one order at a time, and watches no memory."""


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
    folder, (shown, device) = _folder(scratch), _shown(name, number, gpus)
    works = _served(Works(folder, shown, command, device))
    unique = name if death_seconds else f"{shown}/{uuid.uuid4().hex[:6]}"
    made = {
        **_DASK,
        "security": secured or security.security(certificates),
        "name": unique,
        "resources": {RUN: 1, **({GPU: 1} if number else {})},
        "interface": interface or None,
        "local_directory": str(folder / "dask"),
    }
    try:
        asyncio.run(serving.stay(address, certificates, made, works, death_seconds))
    finally:
        works.close()


def _served(works: Works) -> Works:
    """Return the work of this node, to be reached once there is a connection."""
    import dask

    guard.install()
    quieten()
    dask.config.set(NO_PAGES)
    works.forget_unused()
    reached.serve(works)
    return works


def _folder(scratch: Path | None) -> Path:
    # Its worker is told of it, and is elsewhere then.
    folder = (scratch or preferences.home() / "node").absolute()
    # Images of others lie in there.
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _shown(name: str, number: int, gpus: int | None) -> tuple[str, str]:
    """Return name and device for people; from now on only this GPU is used here."""
    shown = name or platform.node()
    # Where none was found it may be of another maker: the worker finds out.
    sure = bool(number) or gpus is not None
    card = cards.see_only(number) if sure else ""
    return f"{shown} {card}".rstrip(), cards.described(card, sure)


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
