"""Nodes that hang: nobody waits for them for ever, and the others are served."""

import asyncio
import threading
from types import SimpleNamespace

import pytest

from cellclassifier.cluster import calling, reach, reached
from cellclassifier.cluster.calling import Calls, Gone
from cellclassifier.cluster.reach import Reach
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import Place

NODES = ("one", "two", "three")


@pytest.fixture
def client(monkeypatch):
    """Stands in for Dask's client; nodes in `hanging` never answer."""
    monkeypatch.setattr(calling, "ANSWER_SECONDS", 0.05)
    monkeypatch.setattr(calling, "SIGN_SECONDS", 0.05)
    made = SimpleNamespace(hanging=set(), asked=[], answers={})

    async def run(function, *given, workers, on_error):
        made.asked.append(tuple(workers))
        if made.hanging.intersection(workers):
            await asyncio.Event().wait()
        return {node: made.answers.get(node, "well") for node in workers}

    def sync(function, *given, callback_timeout, **more):
        async def called():
            return await function(*given, **more)

        return asyncio.run(asyncio.wait_for(called(), callback_timeout))

    made._run, made.sync = run, sync
    return made


@pytest.fixture
def calls(client):
    return Calls(client)


def test_a_node_that_hangs_is_waited_for_a_while_only(calls, client):
    client.hanging.add("one")
    with pytest.raises(Gone, match="did not answer within"):
        calls.all(["one"], reached.hello)
    assert calls.silent == {"one"}


def test_a_silent_node_is_left_alone_and_then_asked_again(calls, client, monkeypatch):
    client.hanging.add("one")
    with pytest.raises(Gone):
        calls.all(["one"], reached.hello)
    number = len(client.asked)
    # Else each call would take a thread that others wait for.
    with pytest.raises(Gone, match="a while ago"):
        calls.all(["one"], reached.hello)
    assert len(client.asked) == number
    client.hanging.clear()
    later = SimpleNamespace(monotonic=lambda: 1e9)
    monkeypatch.setattr(calling, "time", later)
    assert calls.all(["one"], reached.hello) == {"one": "well"}
    assert calls.silent == frozenset()


def test_of_several_nodes_the_silent_one_is_found(calls, client):
    client.hanging.add("two")
    with pytest.raises(Gone):
        calls.all(NODES, reached.hello)
    assert calls.silent == {"two"}
    assert calls.all(["one", "three"], reached.hello).keys() == {"one", "three"}


def test_a_node_that_is_heard_of_or_gone_is_silent_no_more(calls, client):
    client.hanging |= {"one", "two"}
    for node in ("one", "two"):
        with pytest.raises(Gone):
            calls.all([node], reached.hello)
    calls.heard("one")
    assert calls.silent == {"two"}
    calls.forget(["one"])
    assert calls.silent == frozenset()


def test_one_that_the_scheduler_cannot_reach_is_silent_too(calls, client):
    client.answers["one"] = OSError("Timed out trying to connect to tcp://one:1")
    with pytest.raises(Gone, match="Timed out"):
        calls.all(["one"], reached.hello)
    assert calls.silent == {"one"}
    # An error of its own is an answer.
    client.answers["two"] = OSError("No space left on device")
    with pytest.raises(Gone, match="No space"):
        calls.all(["two"], reached.hello)
    assert calls.silent == {"one"}


def test_bytes_on_their_way_have_more_time(calls, client):
    given = []
    sync = client.sync

    def noted(*each, callback_timeout, **more):
        given.append(callback_timeout)
        return sync(*each, callback_timeout=callback_timeout, **more)

    client.sync = noted
    calls.all(["one"], reached.hello)
    calls.all(["one", "two"], reached.hello, size=1_000_000)
    assert given[1] - given[0] == pytest.approx(2e6 / calling.BYTES_A_SECOND)


def test_tries_in_vain_leave_nothing_open(monkeypatch):
    monkeypatch.setattr(reach, "CONNECT_SECONDS", 0.2)
    place = Place(kind="scheduler", address="tcp://127.0.0.1:9")
    before = threading.active_count()
    for _ in range(3):
        with pytest.raises(UserError, match="There is no scheduler"):
            Reach(place)
    # A conductor tries for hours where the scheduler is gone over night.
    assert threading.active_count() <= before
