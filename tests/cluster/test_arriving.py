"""Files on their way home: in pieces, checked as they come, and none half."""

import hashlib
import tracemalloc

import pytest

from cellclassifier.cluster import arriving
from cellclassifier.cluster.calling import Damaged, Gone
from cellclassifier.cluster.orders import Listed

MARK = "ab" * 16


class Node:
    """Stands in for a node that holds contents, by SHA-256."""

    def __init__(self, *contents):
        self.held = {hashlib.sha256(each).hexdigest(): each for each in contents}
        self.asked = []

    @property
    def files(self):
        return [
            Listed(path=f"run/{number}", size=len(data), sha256=digest)
            for number, (digest, data) in enumerate(self.held.items())
        ]

    def ask(self, asked):
        self.asked.append(len(asked))
        return [self.held[d][at : at + count] for d, at, count in asked]


@pytest.fixture
def chunk(monkeypatch):
    monkeypatch.setattr(arriving, "CHUNK", 1000)
    return 1000


def test_small_files_come_together_and_large_ones_in_pieces(tmp_path, chunk):
    contents = [b"", b"a" * 400, b"b" * 600, b"c" * 3500, b"d"]
    node = Node(*contents)
    found = arriving.fetch(node.ask, node.files, tmp_path, MARK)
    assert [part.read_bytes() for _, part in found] == contents
    assert [path for path, _ in found] == [f"run/{n}" for n in range(5)]
    assert node.asked == [3, 1, 1, 1, 1, 1]


def test_a_large_file_is_never_held_in_memory(tmp_path):
    piece, number = b"x" * arriving.CHUNK, 12
    hashed = hashlib.sha256(piece * number).hexdigest()
    size = len(piece) * number
    listed = Listed(path="run/model.keras", size=size, sha256=hashed)
    tracemalloc.start()
    try:
        ((_, part),) = arriving.fetch(
            lambda asked: [bytes(bytearray(piece)) for _ in asked],
            [listed],
            tmp_path,
            MARK,
        )
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert part.stat().st_size == size
    # The first piece, and one after another, each made anew here by way of a copy.
    assert most < 5 * arriving.CHUNK


@pytest.mark.parametrize("answer", [b"", b"y" * 10, b"x" * 11, b"x" * 9])
def test_of_what_is_damaged_nothing_is_left(tmp_path, answer):
    node = Node(b"first", b"x" * 10)
    files, given = node.files, iter([[b"first", answer], [b""], [b""]])
    with pytest.raises(Damaged):
        arriving.fetch(lambda asked: next(given), files, tmp_path, MARK)
    assert list(tmp_path.iterdir()) == []


def test_where_the_node_is_gone_nothing_is_left(tmp_path, chunk):
    node = Node(b"a" * 900, b"b" * 900)

    def ask(asked):
        if node.asked:
            raise Gone
        return node.ask(asked)

    with pytest.raises(Gone):
        arriving.fetch(ask, node.files, tmp_path, MARK)
    assert list(tmp_path.iterdir()) == []


def test_what_an_earlier_connection_left_is_removed(tmp_path):
    (tmp_path / f".{'cd' * 16}.1.part").write_bytes(b"half")
    (tmp_path / f".{MARK}.2.part").write_bytes(b"on its way")
    (tmp_path / ".lock").touch()
    node = Node(b"a")
    ((_, part),) = arriving.fetch(node.ask, node.files, tmp_path, MARK)
    assert {path.name for path in tmp_path.iterdir()} == {
        *(".lock", f".{MARK}.2.part", part.name),
    }


def test_a_folder_that_was_deleted_does_not_come_back(tmp_path):
    node = Node(b"a")
    with pytest.raises(FileNotFoundError):
        arriving.fetch(node.ask, node.files, tmp_path / "run", MARK)
    assert list(tmp_path.iterdir()) == []
