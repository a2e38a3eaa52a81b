"""Tiles as arrays, and as batches that their seed decides."""

import numpy as np
import pytest
from drawn import folder

from cellclassifier.core.augment import augment
from cellclassifier.core.dataset import scan
from cellclassifier.core.spec import AugmentSpec, IntensitySpec, TilingSpec
from cellclassifier.core.tiling import cut, read_tile
from cellclassifier.engine import data
from cellclassifier.engine.data import TileBatches, load_tiles, one_hot

RULE = IntensitySpec(black=0, white=255)
ALL = AugmentSpec(rotation=180, shift=0.1, flip=True)


@pytest.fixture(scope="module")
def tiles(tmp_path_factory):
    where = folder(tmp_path_factory.mktemp("data"), 7)
    return cut(scan(where), TilingSpec())


@pytest.fixture(scope="module")
def pixels(tiles):
    return load_tiles(tiles, 64, RULE, 1, lambda _: None)


def batches(pixels, tiles, augment=None, seed=0, size=4):
    labels = one_hot(tiles, ("discs", "squares"))
    numbers = [100 + tile.number for tile in tiles]
    return TileBatches(pixels, labels, numbers, size, augment, seed)


def epoch(found):
    parts = [found[index] for index in range(len(found))]
    found.on_epoch_end()
    return [np.concatenate(part) for part in zip(*parts, strict=True)]


def test_tiles_are_loaded_as_the_network_sees_them(tiles, pixels):
    assert pixels.shape == (14, 64, 64, 1)
    assert pixels.dtype == np.float32
    for tile, found in zip(tiles, pixels, strict=True):
        np.testing.assert_array_equal(found, read_tile(tile, 64, RULE))


def test_loading_tells_how_far_it_is_and_can_be_stopped(tiles):
    seen = []
    load_tiles(tiles, 64, RULE, 1, seen.append)
    assert seen == list(range(1, 15))

    def stop(done):
        if done == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        load_tiles(tiles, 64, RULE, 1, stop)


def test_many_tiles_lie_in_a_file(tiles, pixels, monkeypatch):
    monkeypatch.setattr(data, "IN_MEMORY", 1000)
    found = load_tiles(tiles, 64, RULE, 1, lambda _: None)
    assert isinstance(found, np.memmap)
    np.testing.assert_array_equal(found, pixels)


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
    for _ in range(3):
        shown, labels = epoch(found)
        np.testing.assert_array_equal(shown, pixels)
        np.testing.assert_array_equal(labels, one_hot(tiles, ("discs", "squares")))


def test_training_shows_just_what_the_preview_shows(tiles, pixels):
    found = batches(pixels, tiles, ALL, seed=5)
    for number in (1, 2, 3):
        order = np.random.default_rng([5, number]).permutation(14)
        shown, _ = epoch(found)
        for place, each in zip(order, shown, strict=True):
            preview = augment(pixels[place], ALL, 5, number, 100 + int(place))
            np.testing.assert_array_equal(each, preview)


def test_epochs_and_seeds_differ_and_repeat(tiles, pixels):
    first, again = batches(pixels, tiles, ALL), batches(pixels, tiles, ALL)
    seen = [epoch(first)[0] for _ in range(3)]
    for each in seen:
        np.testing.assert_array_equal(epoch(again)[0], each)
    other = epoch(batches(pixels, tiles, ALL, seed=1))[0]
    assert len({each.tobytes() for each in [*seen, other]}) == 4


def test_batches_can_be_asked_for_in_any_order(tiles, pixels):
    found = batches(pixels, tiles, ALL)
    late = found[3][0]
    found[0]
    np.testing.assert_array_equal(found[3][0], late)
