"""Parts of predictions: joined only when all are there, whole, and of one network."""

import numpy as np
import pytest
from drawn import study

from cellclassifier.core import prediction_parts as parts
from cellclassifier.core.chunking import Chunk
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.predictions import from_tiles, write_predictions

CHUNKS = (Chunk(0, 3), Chunk(3, 3), Chunk(6, 2))


@pytest.fixture
def run(tmp_path):
    made = study(tmp_path, count=4, tests=4)
    run = made.new_run(read_contents(made.spec))
    run.model_path.write_bytes(b"a network")
    return run


@pytest.fixture
def rows():
    first = np.random.default_rng(0).random((8, 1), dtype=np.float32)
    return np.concatenate([first, 1 - first], axis=1)


def write(run, rows, chunk, tiles=None):
    some = (tiles or run.tiles("test"))[chunk.first : chunk.end]
    parts.write_part(run, "test", chunk, some, rows[chunk.first : chunk.end])
    return parts.part_path(run, "test", chunk)


def missing(run, chunks=CHUNKS):
    return parts.missing(run, "test", run.tiles("test"), chunks)


def test_joined_they_are_the_table_of_one_job_to_the_byte_and_gone(run, rows):
    table = run.predictions_path("test")
    write_predictions(table, from_tiles(run.record.classes, run.tiles("test"), rows))
    expected = table.read_bytes()
    table.unlink()
    for chunk in reversed(CHUNKS):
        path = write(run, rows, chunk)
        assert path.parent == table.parent / "parts"
        assert path.name.startswith(f"test_{chunk.first}_{chunk.number}_")
    assert missing(run) == ()
    parts.merge(run, "test", CHUNKS[::-1])
    assert table.read_bytes() == expected
    assert [path.name for path in table.parent.iterdir()] == ["test.csv"]


def test_parts_are_no_predictions_before_they_are_joined(run, rows):
    write(run, rows, CHUNKS[0])
    assert run.predictions("test") is None
    assert run.all_predictions() == {}
    assert missing(run) == CHUNKS[1:]


def test_a_part_that_is_missing_is_named_and_nothing_is_written(run, rows):
    write(run, rows, CHUNKS[0])
    write(run, rows, CHUNKS[2])
    with pytest.raises(UserError, match="tiles 3 to 5, is missing") as caught:
        parts.merge(run, "test", CHUNKS)
    assert "only what is missing is done" in str(caught.value)
    assert run.predictions("test") is None
    assert missing(run) == (CHUNKS[1],)


@pytest.mark.parametrize("damage", ["short", "flipped", "empty", "text"])
def test_a_damaged_part_is_named_and_made_again(run, rows, damage):
    paths = [write(run, rows, chunk) for chunk in CHUNKS]
    was = paths[1].read_bytes()
    place = was.index(rows[3:6].tobytes())
    changed = {
        "short": was[: len(was) // 2],
        "flipped": was[:place] + bytes([was[place] ^ 1]) + was[place + 1 :],
        "empty": b"",
        "text": b"not a part",
    }
    paths[1].write_bytes(changed[damage])
    assert missing(run) == (CHUNKS[1],)
    with pytest.raises(UserError, match="tiles 3 to 5, is damaged"):
        parts.merge(run, "test", CHUNKS)
    assert run.predictions("test") is None
    write(run, rows, CHUNKS[1])
    parts.merge(run, "test", CHUNKS)
    assert np.array_equal(run.predictions("test").probabilities, rows)


def test_a_part_with_pickles_is_not_read(run, rows):
    paths = [write(run, rows, chunk) for chunk in CHUNKS]
    np.savez(paths[0], probabilities=np.array([{}], object), tiles=[0], network="")
    assert missing(run) == (CHUNKS[0],)


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.astype(np.float64),
        lambda rows: rows[:2],
        lambda rows: np.concatenate([rows, rows], axis=1),
        lambda rows: rows * np.nan,
    ],
)
def test_rows_that_cannot_be_those_of_the_chunk_are_damaged(run, rows, change):
    path = write(run, rows, CHUNKS[0])
    with np.load(path) as part:
        held = dict(part)
    held["probabilities"] = change(held["probabilities"])
    np.savez(path, **held)
    assert CHUNKS[0] in missing(run)


def test_parts_of_another_network_are_not_joined(run, rows):
    first = [write(run, rows, chunk) for chunk in CHUNKS]
    run.model_path.write_bytes(b"another network")
    assert missing(run) == CHUNKS
    for chunk in CHUNKS[:2]:
        write(run, rows, chunk)
    with pytest.raises(UserError, match="tiles 6 to 7, is missing"):
        parts.merge(run, "test", CHUNKS)
    # Nor where the name of its file says otherwise.
    first[2].rename(parts.part_path(run, "test", CHUNKS[2]))
    with pytest.raises(UserError, match="tiles 6 to 7, is damaged"):
        parts.merge(run, "test", CHUNKS)
    write(run, rows, CHUNKS[2])
    parts.merge(run, "test", CHUNKS)
    assert not first[0].exists()


def test_parts_of_other_tiles_are_not_joined(run, rows):
    for chunk in CHUNKS:
        write(run, rows, chunk, run.tiles("test")[::-1])
    assert missing(run) == CHUNKS


@pytest.mark.parametrize("chunks", [(), CHUNKS[:2], (*CHUNKS, Chunk(0, 3))])
def test_chunks_that_do_not_hold_each_tile_once_are_not_joined(run, rows, chunks):
    for chunk in CHUNKS:
        write(run, rows, chunk)
    with pytest.raises(UserError, match="each of its 8 tiles exactly once"):
        parts.merge(run, "test", chunks)
    assert run.predictions("test") is None


def test_parts_of_other_sets_stay(run, rows):
    for chunk in CHUNKS:
        write(run, rows, chunk)
    other = parts.part_path(run, "test_0", CHUNKS[0])
    other.write_bytes(b"")
    parts.merge(run, "test", CHUNKS)
    assert [path.name for path in other.parent.iterdir()] == [other.name]
