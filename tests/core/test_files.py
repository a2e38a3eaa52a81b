"""Files are whole or not there."""

import hashlib
from pathlib import Path

import pytest

from cellclassifier.core.files import (
    append_line,
    read_table,
    sha256,
    write_atomically,
    write_table,
)


@pytest.mark.parametrize("data", ["text ü\nline", b"\0\1\r\n"])
def test_writes_text_and_bytes_into_new_folders(data, tmp_path):
    path = tmp_path / "a" / "b" / "c.json"
    write_atomically(path, data)
    assert path.read_bytes() == (data.encode() if isinstance(data, str) else data)
    assert list(path.parent.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "x.json"
    write_atomically(path, "old")

    def fails(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_table_leaves_the_old_one(tmp_path):
    path = tmp_path / "t.csv"
    write_table(path, ["a"], [[1]])

    def rows():
        yield [2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_table(path, ["a"], rows())
    assert read_table(path) == [{"a": "1"}]
    assert list(tmp_path.iterdir()) == [path]


def test_a_table_gives_back_awkward_words(tmp_path):
    rows = [["a,b", 'say "x"', "line\nline"], ["", "細胞", " space "]]
    write_table(tmp_path / "t.csv", ["one", "two", "three"], rows)
    found = read_table(tmp_path / "t.csv")
    assert [list(row.values()) for row in found] == rows
    assert b"\r" not in (tmp_path / "t.csv").read_bytes()


def test_lines_are_appended_one_by_one(tmp_path):
    path = tmp_path / "log.jsonl"
    append_line(path, "one")
    append_line(path, "zwei ü\n")
    assert path.read_bytes() == "one\nzwei ü\n".encode()


def test_the_digest_is_that_of_the_bytes(tmp_path):
    (tmp_path / "x").write_bytes(b"cells" * 100_000)
    assert sha256(tmp_path / "x") == hashlib.sha256(b"cells" * 100_000).hexdigest()
