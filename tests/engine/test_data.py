"""Tiles as arrays, and as batches that their seed decides."""

import clumped
import numpy as np
import oifs
import pytest
from drawn import folder, study

from cellclassifier.core.augment import augment
from cellclassifier.core.contents import read_contents
from cellclassifier.core.dataset import scan
from cellclassifier.core.errors import UserError
from cellclassifier.core.mask_spec import MaskSpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import AugmentSpec, IntensitySpec, TilingSpec
from cellclassifier.core.tiling import View, cut, read_tile, view_of
from cellclassifier.engine.data import (
    TileBatches,
    balanced_weights,
    load_tiles,
    one_hot,
    read_batch,
    verify,
)

VIEW = View(64, IntensitySpec(black=0, white=255))
ALL = AugmentSpec(rotation=180, shift=0.1, flip=True)


@pytest.fixture(scope="module")
def tiles(tmp_path_factory):
    where = folder(tmp_path_factory.mktemp("data"), 7)
    return cut(scan(where), TilingSpec())


@pytest.fixture(scope="module")
def pixels(tiles):
    return np.stack([read_tile(tile, VIEW) for tile in tiles])


def batches(pixels, tiles, augment=None, seed=0, size=4):
    labels = one_hot(tiles, ("discs", "squares"))
    numbers = [100 + tile.number for tile in tiles]
    return TileBatches(pixels, labels, numbers, size, augment, seed)


def epoch(found, number=1):
    found.begin(number)
    parts = [found[index] for index in range(len(found))]
    return [np.concatenate(part) for part in zip(*parts, strict=True)]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    made = study(tmp_path_factory.mktemp("study"), 7)
    return made.new_run(read_contents(made.spec))


def test_tiles_are_loaded_as_the_network_sees_them(run):
    tiles, view = run.tiles(), view_of(run.record.study)
    found = load_tiles(run, tiles, lambda _: None)
    assert found.shape == (len(tiles), 64, 64, 1)
    expected = np.stack([read_tile(tile, view) for tile in tiles])
    np.testing.assert_array_equal(found[:], expected)
    np.testing.assert_array_equal(read_batch(run, tiles[3:5]), expected[3:5])
    assert found.path.is_relative_to(run.study_folder)


def test_a_second_run_reads_no_image_again(run):
    seen = []
    load_tiles(run, run.tiles("test"), seen.append)
    load_tiles(run, run.tiles("test"), seen.append)
    assert seen == list(range(1, len(run.tiles("test")) + 1))


def test_batches_from_a_file_are_those_from_memory(run):
    tiles = run.tiles()
    mapped = load_tiles(run, tiles, lambda _: None)
    both = [batches(each, tiles, ALL, seed=3) for each in (mapped, mapped[:])]
    assert both[0].root_mean_square == both[1].root_mean_square
    for number in (1, 2):
        shown = [epoch(each, number) for each in both]
        for one, other in zip(*shown, strict=True):
            np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(mapped[:], load_tiles(run, tiles, print)[:])


def test_labels_are_one_hot_in_the_order_of_the_classes(tiles):
    found = one_hot(tiles, ("squares", "discs"))
    assert found.dtype == np.float32
    assert found.sum(axis=1).tolist() == [1] * 14
    for tile, row in zip(tiles, found, strict=True):
        assert row.tolist() == ([0, 1] if tile.class_name == "discs" else [1, 0])


@pytest.mark.parametrize("size", [1, 4, 5, 14, 20])
def test_an_epoch_shows_every_tile_once_with_its_label(size, tiles, pixels):
    found = batches(
        pixels, tiles, AugmentSpec(rotation=0, shift=0, flip=False), 3, size
    )
    assert len(found) == -(-14 // size)
    assert found.n_tiles == 14
    shown, labels = epoch(found)
    order = [int(np.argmin(abs(pixels - each).sum(axis=(1, 2, 3)))) for each in shown]
    assert sorted(order) == list(range(14))
    assert order != list(range(14))
    expected = one_hot(tiles, ("discs", "squares"))[order]
    np.testing.assert_array_equal(labels, expected)


def test_validation_is_the_same_in_every_epoch(tiles, pixels):
    found = batches(pixels, tiles)
    for number in (1, 2, 3):
        shown, labels = epoch(found, number)
        np.testing.assert_array_equal(shown, pixels)
        np.testing.assert_array_equal(labels, one_hot(tiles, ("discs", "squares")))


def test_training_shows_just_what_the_preview_shows(tiles, pixels):
    found = batches(pixels, tiles, ALL, seed=5)
    for number in (1, 2, 3):
        order = np.random.default_rng([5, number]).permutation(14)
        shown, _ = epoch(found, number)
        for place, each in zip(order, shown, strict=True):
            preview = augment(pixels[place], ALL, 5, number, 100 + int(place))
            np.testing.assert_array_equal(each, preview)


def test_epochs_and_seeds_differ_and_repeat(tiles, pixels):
    first, again = batches(pixels, tiles, ALL), batches(pixels, tiles, ALL)
    seen = [epoch(first, number)[0] for number in (1, 2, 3)]
    for number in (3, 1, 2):
        np.testing.assert_array_equal(epoch(again, number)[0], seen[number - 1])
    other = epoch(batches(pixels, tiles, ALL, seed=1))[0]
    assert len({each.tobytes() for each in [*seen, other]}) == 4


def test_batches_can_be_asked_for_in_any_order(tiles, pixels):
    found = batches(pixels, tiles, ALL)
    late = found[3][0]
    found[0]
    np.testing.assert_array_equal(found[3][0], late)


def test_a_batch_size_may_change_between_epochs(tiles, pixels):
    found = batches(pixels, tiles, ALL)
    first = epoch(found, 2)
    found.batch_size = 2
    assert len(found) == 7
    for one, other in zip(first, epoch(found, 2), strict=True):
        np.testing.assert_array_equal(one, other)


def test_balanced_weights_have_all_classes_count_the_same():
    labels = np.eye(3, dtype=np.float32)[[0, 0, 0, 1]]
    assert balanced_weights(labels) == {0: 4 / 9, 1: 4 / 3, 2: 1.0}
    even = np.eye(2, dtype=np.float32)[[0, 1]]
    assert balanced_weights(even) == {0: 1.0, 1: 1.0}


@pytest.mark.parametrize("masked", ["clumps only", "without clumps"])
def test_masked_tiles_are_the_same_in_training_and_wherever_they_are_read(
    tmp_path, masked
):
    made = clumped.study(tmp_path, count=4)
    mask = MaskSpec(masked=masked, radius=clumped.RADIUS)
    made.save(made.spec.model_copy(update={"masking": mask}))
    run = made.new_run(read_contents(made.spec))
    tiles = run.tiles()
    loaded = load_tiles(run, tiles, lambda _: None)
    np.testing.assert_array_equal(loaded[:], read_batch(run, tiles))
    plain = view_of(run.record.study).unmasked
    whole = np.stack([read_tile(tile, plain) for tile in tiles])
    assert (loaded[:] != whole).any()
    # Files of whole tiles are others.
    bare = made.spec.model_copy(update={"masking": MaskSpec()})
    other = Study(made.folder, bare).new_run(read_contents(bare))
    assert load_tiles(other, tiles, lambda _: None).path != loaded.path


@pytest.mark.parametrize("first_version", [False, True])
def test_a_changed_plane_of_an_oif_is_noticed(tmp_path, first_version):
    made = oifs.study(tmp_path)
    run = made.new_run(read_contents(made.spec))
    if first_version:
        oifs.as_first_version(run)
    tiles = run.tiles()
    verify(run, tiles, lambda: None)
    oifs.change_plane(tiles[0].image)
    if first_version:
        # Of such a run no more is known than each image's own file.
        verify(run, tiles, lambda: None)
        tiles[0].image.write_bytes(b"another")
    with pytest.raises(UserError, match="has been changed since the run"):
        verify(run, tiles, lambda: None)
