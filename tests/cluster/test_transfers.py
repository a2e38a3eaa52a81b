"""Contents on their way to nodes and back, and nodes that are not as they should be."""

import asyncio
import hashlib
from types import SimpleNamespace

import pytest
from waiting import until

from cellclassifier.cluster import arriving, reached, store
from cellclassifier.cluster import reach as reaches
from cellclassifier.cluster.calling import Calls
from cellclassifier.cluster.orders import Listed
from cellclassifier.cluster.reach import Damaged, Gone, Reach
from cellclassifier.cluster.transfers import Transfers
from cellclassifier.cluster.works_here import Works
from cellclassifier.core.errors import UserError

NODES = ("one", "two")


def digest_of(data):
    return hashlib.sha256(data).hexdigest()


def listed(data, path="run/file"):
    return Listed(path=path, size=len(data), sha256=digest_of(data))


@pytest.fixture
def works(tmp_path):
    return {name: Works(tmp_path / name, name) for name in NODES}


@pytest.fixture
def client(works, monkeypatch):
    """Stands in for Dask's client: calls what is reached, on the nodes of the test.

    What a node would answer instead is in `answers`; `calls` are the names called.
    """
    made = SimpleNamespace(answers={}, calls=[])

    async def run(function, *given, workers, on_error):
        assert on_error == "return"
        made.calls.append(function.__name__)
        found = {}
        for node in workers:
            monkeypatch.setattr(reached, "_HERE", [works[node]])
            answer = made.answers.get(function.__name__)
            found[node] = answer(*given) if answer else function(*given)
        return found

    def sync(function, *given, callback_timeout, **more):
        return asyncio.run(asyncio.wait_for(function(*given, **more), 20))

    made._run, made.sync = run, sync
    return made


@pytest.fixture
def reach(client):
    made = Reach.__new__(Reach)
    made.client, made._sender = client, "ab" * 16
    made._calls = Calls(client)
    return made


@pytest.fixture
def transfers(reach):
    made = Transfers(reach)
    yield made
    made.close()


@pytest.fixture
def paths(tmp_path, monkeypatch):
    """Files of several sizes, by their SHA-256; what goes at once is little."""
    for module in (store, reaches, arriving):
        monkeypatch.setattr(module, "CHUNK", 1000)
    monkeypatch.setattr(reached, "MOST_GIVEN", 2000)
    found = {}
    for number, size in enumerate((0, 10, 999, 1000, 1001, 5500)):
        path = tmp_path / f"file {number}"
        path.write_bytes(bytes([number]) * size)
        found[digest_of(path.read_bytes())] = path
    return found


def came(start):
    """Return what the other thread is told in the end."""
    found = []
    start(found.append)
    until(lambda: found, 20)
    return found[0]


def test_what_is_sent_is_there_and_comes_back(
    transfers, works, paths, client, tmp_path
):
    assert came(lambda done: transfers.send(NODES, paths, done)) is None
    sizes = {digest: path.stat().st_size for digest, path in paths.items()}
    for each in works.values():
        assert each.store.lacking(sizes) == []
    files = [listed(path.read_bytes(), path.name) for path in paths.values()]
    folder = tmp_path / "run"
    folder.mkdir()
    found = came(lambda done: transfers.fetch("one", files, folder, done))
    assert [(name, part.read_bytes()) for name, part in found] == [
        (path.name, path.read_bytes()) for path in paths.values()
    ]
    assert {part.parent for _, part in found} == {folder}
    del client.calls[:]
    # It is sent once.
    came(lambda done: transfers.send(NODES, paths, done))
    assert client.calls == ["lacking"]


def test_each_node_is_sent_what_it_lacks(transfers, works, paths, client):
    digest, path = list(paths.items())[-1]
    works["two"].store.add(path)
    took = []
    take = reached.take

    def counted(parts, sender):
        took.extend(part[0] for part in parts)
        return take(parts, sender)

    client.answers["take"] = counted
    came(lambda done: transfers.send(NODES, paths, done))
    for each in works.values():
        assert each.store.lacking({digest: 5500}) == []
    # Of 1000 bytes each, to one node.
    assert took.count(digest) == 6


def test_ahead_only_those_are_sent_to_who_do_not_see_the_study(
    transfers, works, paths, client
):
    seeing = iter([True, False])
    client.answers["sees"] = lambda order: next(seeing)
    transfers.send_ahead(NODES, "an order", paths)
    # One after another, on one thread.
    came(lambda done: transfers.send([], {}, done))
    sizes = {digest: path.stat().st_size for digest, path in paths.items()}
    assert len(works["one"].store.lacking(sizes)) == len(sizes)
    assert works["two"].store.lacking(sizes) == []


def test_a_file_that_was_changed_is_named(transfers, paths):
    digest, path = list(paths.items())[1]
    path.write_bytes(b"x" * 10)
    found = came(lambda done: transfers.send(["one"], paths, done))
    assert isinstance(found, Damaged)
    assert str(found) == digest


def test_a_file_that_is_gone_is_told(transfers, paths):
    next(iter(paths.values())).unlink()
    found = came(lambda done: transfers.send(["one"], paths, done))
    assert isinstance(found, FileNotFoundError)


def test_a_node_without_room_is_named(transfers, client, paths):
    client.answers["take"] = lambda *_: ["!one: No space left on device"]
    found = came(lambda done: transfers.send(["one"], paths, done))
    assert isinstance(found, UserError)
    assert "one: No space left on device" in str(found)


@pytest.mark.parametrize(
    "answer",
    [TypeError("x"), ValueError("x"), OSError("x"), MemoryError(), KeyError(1)],
)
def test_whatever_a_node_raises_it_is_gone(reach, client, answer):
    client.answers["hello"] = lambda: answer
    with pytest.raises(Gone, match=type(answer).__name__):
        reach.call("one", reached.hello)


@pytest.mark.parametrize(
    "answer",
    [None, [], [b"", b""], ["text"], b"0123456789", {"a": 1}, 5, [None], [[b"x"]]],
)
def test_what_a_node_gives_is_what_it_was_asked_for(
    transfers, client, answer, tmp_path
):
    client.answers["give"] = lambda *_: answer
    files = [listed(b"0123456789")]
    found = came(lambda done: transfers.fetch("one", files, tmp_path, done))
    assert not list(tmp_path.glob(".*"))
    assert isinstance(found, Gone)


@pytest.mark.parametrize("answer", [b"", b"x" * 10, b"0123456789x"])
def test_what_is_not_what_was_announced_is_damaged(transfers, client, answer, tmp_path):
    client.answers["give"] = lambda asked: [answer if not asked[0][1] else b""]
    files = [listed(b"0123456789")]
    found = came(lambda done: transfers.fetch("one", files, tmp_path, done))
    assert not list(tmp_path.glob(".*"))
    assert isinstance(found, Damaged)


@pytest.mark.parametrize("answer", [5, {"one": None}, {"x": 1}, "text"])
def test_somebody_who_waits_is_told_whatever_came(transfers, client, paths, answer):
    client.answers["lacking"] = lambda *_: answer
    found = came(lambda done: transfers.send(["one"], paths, done))
    assert isinstance(found, Gone)


def test_a_sheet_that_cannot_be_made_does_no_harm(transfers, client):
    def sheet():
        raise KeyError("gone")

    transfers.answer("one", "key", sheet)
    found = came(lambda done: transfers.call("one", reached.hello, done=done))
    assert '"name":"one"' in found
    assert "answer" not in client.calls


def test_after_it_was_closed_nothing_begins(transfers, client):
    transfers.close()
    transfers.call("one", reached.hello)
    transfers.send(["one"], {}, lambda found: None)
    assert client.calls == []
