"""Many nodes in one process that pretend to train, for `cluster.py`.

What they tell, and how it travels, is real: Dask's workers with TLS, the guard, orders,
events and reports of `cellclassifier.cluster`. Only the work is a wait.

    python pretended.py ADDRESS CERTIFICATES FOLDER NODES FACTOR
"""

import asyncio
import json
import random
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from cellclassifier.cluster.orders import Order, Report
from cellclassifier.cluster.telling import LIVE_SECONDS

EPOCHS = 9
"""Epochs of a pretended run, each of which is told of: the article's."""

MEASURED = (
    *(133.5, 133.9, 150.0, 151.1, 155.9, 163.7, 167.6, 171.8, 180.7, 190.1, 192.0),
    *(227.2, 128.1, 145.7, 159.4, 162.6, 162.8, 163.0, 170.9, 171.4, 176.8, 178.4),
    *(183.2, 202.0),
)
"""Seconds that 24 runs of `contrast.py` took here, with the article's network."""

TRUE_SECONDS = 600.0
"""Mean time of a run that is pretended, s, before it is scaled down."""

LINE = (
    '{"kind":"epoch_ended","epoch":9,"accuracy":0.98437,"loss":0.04321,'
    '"val_accuracy":0.9375,"val_loss":0.1432,"seconds":66.66,"learning_rate":0.0002,'
    '"images_per_second":123.4,"memory":1234567890}'
)
BATCH = (
    '{"kind":"batch_ended","epoch":3,"batch":17,"of":28,"loss":0.30123,'
    '"learning_rate":0.0002,"images_per_second":123.4,"memory":1234567890}'
)


def seconds_of(number: int) -> float:
    """Return the time that a run takes, s: drawn from the measured ones, scaled."""
    drawn = random.Random(number).choice(MEASURED)
    return drawn * TRUE_SECONDS / (sum(MEASURED) / len(MEASURED))


class Pretended:
    """Takes the place of `cluster.works_here.Works`.

    The run's name says which it is: "pretended_NUMBER", or "live_SECONDS", which tells
    of minibatches for that long, at the pace of a training.
    """

    def __init__(self, factor: float) -> None:
        self.name = "pretended"
        self._factor = factor
        self._never = threading.Event()

    def do(
        self,
        order: Order,
        send: Callable[[dict[str, object]], None],
        going: Callable[[], bool],
    ) -> Report:
        """Wait as long as the run would train, and tell of it."""
        kind, _, number = order.run.partition("_")
        if kind == "live":
            for _ in range(round(float(number) / LIVE_SECONDS)):
                self._never.wait(LIVE_SECONDS)
                send({"kind": "live", "line": BATCH})
        else:
            send({"kind": "asks"})
            send({"kind": "began", "shared": False})
            each = seconds_of(int(number)) / self._factor / EPOCHS
            for epoch in range(EPOCHS):
                self._never.wait(each)
                send({"kind": "lines", "first": epoch, "lines": [LINE]})
        return Report(key=order.key, node=self.name, outcome="done")


def quiet() -> None:
    """Have 500 of Dask's workers in one process do without what looks after one."""
    import dask

    dask.config.set(
        {
            "distributed.worker.profile.enabled": False,
            "distributed.admin.system-monitor.interval": "1h",
            "distributed.comm.timeouts.connect": "120s",
        }
    )


async def serve(address: str, certificates: Path, folder: Path, nodes: int) -> None:
    """Be so many nodes until stdin closes."""
    from distributed import Worker

    from cellclassifier.cluster import security
    from cellclassifier.cluster.node import RUN

    secured = security.security(certificates)
    workers = [
        Worker(
            address,
            security=secured,
            name=f"pretended/{number}",
            nthreads=1,
            resources={RUN: 1},
            memory_limit=0,
            dashboard=False,
            local_directory=str(folder),
        )
        for number in range(nodes)
    ]
    for first in range(0, nodes, 20):
        await asyncio.gather(*workers[first : first + 20])
    print(json.dumps({"nodes": nodes}), flush=True)
    await asyncio.to_thread(sys.stdin.read)


def main() -> None:
    """Be the nodes that the arguments name."""
    from cellclassifier.cluster import guard, reached

    address, certificates, folder, nodes, factor = sys.argv[1:]
    quiet()
    guard.install()
    reached.serve(Pretended(float(factor)))  # type: ignore[arg-type]
    asyncio.run(serve(address, Path(certificates), Path(folder), int(nodes)))


if __name__ == "__main__":
    main()
