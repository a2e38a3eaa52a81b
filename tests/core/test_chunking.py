"""Cutting a job into chunks: all tiles, each once, at the borders of batches."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellclassifier.core import chunking
from cellclassifier.core.attribution_spec import SPECS, spec_of
from cellclassifier.core.chunking import Chunk, covers, cut
from cellclassifier.core.map_jobs import at_once

NUMBERS = st.integers(0, 300_000)
SMALL = st.integers(1, 600)


@given(NUMBERS, SMALL, SMALL)
def test_chunks_hold_each_tile_once_and_begin_at_borders(tiles, border, least):
    chunks = cut(tiles, border, least)
    assert covers(chunks, tiles)
    assert all(chunk.first % border == 0 for chunk in chunks)
    assert all(a.end == b.first for a, b in itertools.pairwise(chunks))
    assert len(chunks) <= chunking.MOST_CHUNKS
    assert all(chunk.number >= least for chunk in chunks[:-1])
    assert len({chunk.number for chunk in chunks[:-1]}) <= 1


@given(NUMBERS)
def test_predictions_are_cut_where_their_batches_begin(tiles):
    chunks = chunking.of_prediction(tiles)
    assert covers(chunks, tiles)
    assert all(chunk.first % 64 == 0 for chunk in chunks)


@given(st.integers(1, 5000), st.sampled_from(sorted(SPECS)), st.integers(1, 4000))
def test_maps_are_cut_where_their_batches_begin(tiles, method, passes):
    number = at_once(method, spec_of(method), (64, 64, 1))
    chunks = chunking.of_maps(tiles, number, passes)
    assert covers(chunks, tiles)
    assert all(chunk.first % number == 0 for chunk in chunks)


def test_sizes_follow_the_number_of_tiles():
    assert cut(0, 64, 512) == ()
    assert chunking.of_prediction(100) == (Chunk(0, 100),)
    assert chunking.of_prediction(4172) == (
        Chunk(0, 2048),
        Chunk(2048, 2048),
        Chunk(4096, 76),
    )
    # 1,000,000 / 200 = 5000, and the next multiple of 64 is 5056.
    assert chunking.of_prediction(1_000_000)[0] == Chunk(0, 5056)
    assert len(chunking.of_prediction(1_000_000)) == 198


@pytest.mark.parametrize(
    ("passes", "number"), [(2, 1024), (32, 64), (226, 16), (4000, 8)]
)
def test_the_dearer_a_map_the_smaller_are_chunks(passes, number):
    assert chunking.of_maps(1500, 8, passes)[0].number == number


@pytest.mark.parametrize(
    ("method", "number"),
    [("gradient_input", 8), ("hires_cam", 8), ("occlusion", 1), ("combined", 1)],
)
def test_as_many_maps_are_made_at_once_as_one_batch_takes(method, number):
    assert at_once(method, spec_of(method), (64, 64, 1)) == number


@pytest.mark.parametrize(("steps", "number"), [(4, 2), (8, 1), (32, 1)])
def test_a_map_of_many_steps_is_made_alone(steps, number):
    spec = spec_of("integrated_gradients", {"steps": steps})
    assert at_once("integrated_gradients", spec, (64, 64, 1)) == number


@pytest.mark.parametrize("bad", [(5, 0, 1), (5, 1, 0), (-1, 1, 1)])
def test_what_cannot_be_cut_is_refused(bad):
    with pytest.raises(ValueError, match="cannot cut"):
        cut(*bad)


@pytest.mark.parametrize(
    "chunks",
    [
        [Chunk(0, 64)],
        [Chunk(64, 36)],
        [Chunk(0, 64), Chunk(0, 64), Chunk(64, 36)],
        [Chunk(0, 64), Chunk(32, 68)],
        [Chunk(0, 64), Chunk(64, 37)],
        [Chunk(0, 0), Chunk(0, 100)],
        [],
    ],
)
def test_what_does_not_cover_is_told(chunks):
    assert not covers(chunks, 100)
    assert covers([Chunk(64, 36), Chunk(0, 64)], 100)


def test_a_chunk_says_which_tiles_it_holds():
    assert Chunk(64, 64).text() == "tiles 64 to 127"
