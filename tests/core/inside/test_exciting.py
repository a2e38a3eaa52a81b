"""Which tiles excite features most, against sorting all of them."""

from pathlib import Path

import clumped
import numpy as np
import pytest

from cellclassifier.core.inside.exciting import (
    Best,
    Excited,
    exciting_path,
    read_exciting,
    write_exciting,
)
from cellclassifier.core.tiling import Tile


def tiles(n, images):
    return [
        Tile(i, Path(f"{i % images}.png"), 0, 0, 8, 8, "", "", "test") for i in range(n)
    ]


def drawn(n, features=5, places=12):
    random = np.random.default_rng(n)
    maxima = random.normal(1, 1, (n, features))
    at = random.integers(0, places, (n, features))
    return np.stack([maxima, maxima / 4, at], axis=-1)


def found(n, images, part=7, most=9):
    best, given, extremes = Best(5, most), tiles(n, images), drawn(n)
    for first in range(0, n, part):
        here = slice(first, first + part)
        best.add(given[here], extremes[here], (3, 4))
    return best.found(), given, extremes


@pytest.mark.parametrize("images", [9, 20, 200])
def test_with_enough_images_each_gives_its_best_tile(images):
    by_feature, given, extremes = found(200, images)
    for feature, of_feature in enumerate(by_feature):
        best = {}
        for tile, value in zip(given, extremes[:, feature, 0], strict=True):
            best[tile.image] = max(best.get(tile.image, (0, 0)), (value, tile.number))
        expected = [number for _, number in sorted(best.values(), reverse=True)[:9]]
        assert [each.tile for each in of_feature] == expected
        assert len({each.image for each in of_feature}) == 9


@pytest.mark.parametrize("images", [1, 2, 5])
def test_with_few_images_further_tiles_fill_up(images):
    by_feature, given, extremes = found(100, images)
    for feature, of_feature in enumerate(by_feature):
        assert len(of_feature) == 9
        assert {each.image for each in of_feature} == {each.image for each in given}
        maxima = [each.maximum for each in of_feature]
        assert maxima == sorted(maxima, reverse=True)
        assert maxima[0] == extremes[:, feature, 0].max()
        # But for those that stand for an image, they are the best of all.
        rest = sorted(extremes[:, feature, 0])[::-1][: 9 - images]
        assert set(rest) <= set(maxima)


def test_it_does_not_matter_how_the_set_is_parted():
    assert found(150, 30, part=1)[0] == found(150, 30, part=150)[0]


def test_a_feature_that_nothing_excites_has_no_tile():
    best = Best(2)
    extremes = np.zeros((4, 2, 3))
    extremes[2, 1, 0] = 0.5
    extremes[3, 1, 0] = -0.5
    best.add(tiles(4, 4), extremes, (3, 4))
    assert [len(each) for each in best.found()] == [0, 1]


def test_of_equal_tiles_the_first_is_taken():
    best, extremes = Best(1, most=2), np.ones((5, 1, 3))
    best.add(tiles(5, 5), extremes, (3, 4))
    assert [each.tile for each in best.found()[0]] == [0, 1]


def test_the_place_is_the_middle_of_that_of_the_map():
    best = Best(1)
    best.add(tiles(1, 1), np.array([[[2.0, 0.5, 7]]]), (3, 4))
    # Row 1 and column 3 of three rows and four columns.
    assert best.found()[0] == (Excited(0, Path("0.png"), 2.0, 0.5, 3.5 / 4, 1.5 / 3),)


def test_what_was_written_is_read_back(tmp_path):
    by_feature = (found(60, 60)[0][0], (), found(60, 60)[0][2])
    path = tmp_path / "inside" / "table.csv"
    assert read_exciting(path) is None
    write_exciting(path, by_feature)
    assert read_exciting(path) == {0: by_feature[0], 2: by_feature[2]}


def test_a_damaged_table_is_told(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("feature,rank\n1,1\n")
    with pytest.raises(LookupError):
        read_exciting(path)


def test_the_file_is_that_of_one_network(tmp_path):
    run = clumped.predicted(clumped.study(tmp_path, count=2))
    run.model_path.write_bytes(b"a network")
    before = exciting_path(run, "test", "conv16@2")
    assert before.parent == run.folder / "inside"
    run.model_path.write_bytes(b"another network")
    assert exciting_path(run, "test", "conv16@2") != before
