"""The functions of a node that may be called from other computers: all there are.

They take and return texts, numbers and bytes; none of them runs anything that came by
the network (see `guard`). What is wrong is returned as a text, not raised.
"""

import json
import platform
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cellclassifier.cluster.desks import shared_run
from cellclassifier.cluster.orders import TOPIC, Hello, Order, Sheet, Standing
from cellclassifier.cluster.store import CHUNK
from cellclassifier.core.conductor import count_gpus
from cellclassifier.core.errors import UserError

if TYPE_CHECKING:
    from cellclassifier.cluster.telling import News
    from cellclassifier.cluster.works_here import Works

MOST_GIVEN = 2 * CHUNK
"""Most bytes that are given at once."""

_HERE: "list[Works]" = []


def serve(works: "Works") -> None:
    """Have the functions below work on the orders of this node."""
    _HERE[:] = [works]


def hello() -> str:
    """Return who this is, a `Hello` as JSON."""
    name = _HERE[0].name if _HERE else platform.node()
    made = Hello(name=name, python=platform.python_version(), gpus=count_gpus())
    return made.model_dump_json()


def standing() -> str:
    """Return what this is and what it does now, a `Standing` as JSON."""
    from cellclassifier.cluster.telling import describe

    here = _HERE[0]
    made = Standing(
        name=here.name,
        computer=platform.node(),
        device=here.device,
        doing="; ".join(map(describe, here.going())),
        since=here.since,
    )
    return made.model_dump_json()


def do(text: str) -> str:
    """Do an `Order`; return its `Report`. Dask calls it on a thread of its own."""
    from distributed import get_worker
    from distributed.core import Status

    order = Order.model_validate_json(text)
    worker = get_worker()
    topic = f"{TOPIC}/{order.study}"

    def send(news: "News") -> None:
        told = {**news, "key": order.key, "node": worker.address}
        worker.log_event(topic, {**told, "name": _HERE[0].name})

    def going() -> bool:
        return worker.status in (Status.running, Status.paused)

    try:
        report = _HERE[0].do(order, send, going)
        # Where it is reached may have changed since the report was kept.
        return report.model_copy(update={"address": worker.address}).model_dump_json()
    except (UserError, OSError) as error:
        return json.dumps(
            {
                "key": order.key,
                "node": _HERE[0].name,
                "outcome": "failed",
                "detail": str(error),
            }
        )


def sees(text: str) -> bool:
    """Tell whether the study of an `Order` is seen here, in its own folder."""
    return shared_run(Order.model_validate_json(text)) is not None


def lacking(wanted: dict[str, int]) -> list[str]:
    """Return which contents, of SHA-256 and size, are not here."""
    return _HERE[0].store.lacking(wanted)


def take(parts: Sequence[tuple[str, int, int, bytes]], sender: str = "") -> list[str]:
    """Take parts of contents: SHA-256, size, place of the part, bytes.

    Args:
        parts: The parts.
        sender: Who sends them, in hexadecimal.

    Returns:
        The SHA-256 of contents that are whole and not what they should be; or, after
        a "!", why nothing can be kept here.
    """
    wrong = []
    for digest, size, offset, data in parts:
        try:
            _HERE[0].store.take(digest, size, offset, data, sender)
        except ValueError:
            wrong.append(digest)
        except OSError as error:
            return [f"!{_HERE[0].name}: {error.strerror or error}"]
    return wrong


def give(parts: Sequence[tuple[str, int, int]]) -> list[bytes] | None:
    """Return parts of contents: SHA-256, place of the part, its most bytes.

    ``None`` where one of them is not here, or they are more than go at once.
    """
    store, found, held = _HERE[0].store, [], 0
    try:
        for digest, offset, count in parts:
            found.append(store.give(digest, offset, count))
            held += len(found[-1])
            if held > MOST_GIVEN:
                return None
    except (OSError, ValueError):
        return None
    return found


def again(key: str, lines: int) -> bool:
    """Have the work on an order told anew, from a line of its events on."""
    _HERE[0].again(key, lines)
    return _HERE[0].find(key) is not None


def answer(key: str, sheet: str) -> bool:
    """Tell the work on an order how its run stands by now, a `Sheet`."""
    work = _HERE[0].find(key)
    if work is not None:
        work.answer(Sheet.model_validate_json(sheet))
    return work is not None


def ask(key: str, what: str) -> bool:
    """Have the training of an order stop or pause; see `core.runs.Ask`."""
    work = _HERE[0].find(key)
    if work is not None and what in ("stop", "stop_after_epoch", "pause"):
        work.ask(what)  # type: ignore[arg-type]
    return work is not None


def holdings(study: str) -> str:
    """Return what there is of a study, a list of `Holding`."""
    return json.dumps([each.model_dump() for each in _HERE[0].holdings(study)])


def settle(study: str, keys: Sequence[str]) -> None:
    """Forget orders that were fetched, or are not wanted any more."""
    for key in keys:
        _HERE[0].settle(study, key)
