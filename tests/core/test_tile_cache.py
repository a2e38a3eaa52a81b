"""Decoded tiles in the study: made once, made anew when anything changes."""

import os
from collections import namedtuple

import numpy as np
import pytest
from drawn import folder

from cellclassifier.core import tile_cache
from cellclassifier.core.dataset import scan
from cellclassifier.core.errors import UserError
from cellclassifier.core.tile_cache import kept, open_tiles, remove
from cellclassifier.core.tile_spec import IntensitySpec, ReadingSpec, TilingSpec
from cellclassifier.core.tiling import View, cut, read_tile

VIEW = View(64, IntensitySpec(black=0, white=255))


@pytest.fixture
def images(tmp_path):
    return scan(folder(tmp_path / "images", 3))


@pytest.fixture
def opened(tmp_path, images):
    """Return what opens tiles, and counts those that had to be decoded."""

    def call(tiles=None, view=VIEW, channels=1, hashes=None, check=None):
        decoded = []
        known = hashes or {image.path: image.sha256 for image in images.images}
        tiles = cut(images, TilingSpec()) if tiles is None else tiles
        report = check or decoded.append
        found = open_tiles(tmp_path / "study", tiles, view, channels, known, report)
        return found, len(decoded)

    return call


def test_tiles_are_decoded_once(opened, images):
    tiles = cut(images, TilingSpec())
    found, decoded = opened()
    assert decoded == 6
    assert found.shape == (6, 64, 64, 1)
    assert len(found) == 6
    assert found.size == 6 * 64 * 64
    expected = np.stack([read_tile(tile, VIEW) for tile in tiles])
    np.testing.assert_array_equal(found[:], expected)
    np.testing.assert_array_equal(found[[4, 1]], expected[[4, 1]])
    again, decoded = opened()
    assert decoded == 0
    np.testing.assert_array_equal(again[:], expected)


def test_what_is_taken_out_is_a_copy(opened):
    found, _ = opened()
    before = found[:]
    taken = found[[0]]
    taken[:] = -1
    np.testing.assert_array_equal(found[:], before)


@pytest.mark.parametrize(
    "view",
    [
        View(96, VIEW.rule),
        View(64, IntensitySpec(black=0, white=99)),
        View(64, IntensitySpec(rule="image")),
        View(64, VIEW.rule, ReadingSpec(channels=(1,))),
    ],
)
def test_another_setting_decodes_anew(opened, view):
    opened()
    assert opened(view=view)[1] == 6
    assert opened()[1] == 0


def test_another_image_or_cut_decodes_anew(opened, images):
    opened()
    changed = {image.path: "0" + image.sha256[1:] for image in images.images}
    assert opened(hashes=changed)[1] == 6
    tiles = cut(images, TilingSpec(rows=2))
    assert opened(tiles)[1] == 12


def test_a_file_that_was_cut_short_is_made_anew(opened):
    found, _ = opened()
    expected = found[:]
    with found.path.open("r+b") as file:
        file.truncate(100)
    again, decoded = opened()
    assert decoded == 6
    np.testing.assert_array_equal(again[:], expected)


def test_decoding_that_was_stopped_leaves_nothing(opened, tmp_path):
    def stop(done):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opened(check=stop)
    assert list((tmp_path / "study").rglob("*.*")) == []
    assert opened()[1] == 6


def test_what_a_crash_left_is_cleared_away(opened, tmp_path):
    where = tmp_path / "study" / "cache" / "tiles"
    where.mkdir(parents=True)
    dead = where / "abc.999999999.unfinished"
    alive = where / f"abc.{os.getpid()}.unfinished"
    for path in (dead, alive):
        path.write_bytes(b"x")
    opened()
    assert not dead.exists()
    assert alive.exists()


def test_memory_is_given_back_while_reading(opened, monkeypatch):
    monkeypatch.setattr(tile_cache, "RELEASE_BYTES", 3 * 64 * 64 * 4)
    found, _ = opened()
    expected = found[:]
    released = []
    monkeypatch.setattr(found, "_release", lambda: released.append(1))
    parts = [found[[place]] for place in range(6)]
    np.testing.assert_array_equal(np.concatenate(parts), expected)
    assert len(released) == 2


def test_the_oldest_files_go(opened, monkeypatch, tmp_path):
    monkeypatch.setattr(tile_cache, "KEPT_FILES", 2)
    for at, size in enumerate((64, 65, 66)):
        found, _ = opened(view=View(size, VIEW.rule))
        os.utime(found.path, (at, at))
    assert kept(tmp_path / "study").files == 2
    assert opened(view=View(66, VIEW.rule))[1] == 0
    assert opened(view=View(64, VIEW.rule))[1] == 6


def test_the_cache_can_be_removed(opened, tmp_path):
    study = tmp_path / "study"
    assert kept(study) == (0, 0)
    opened()
    assert kept(study) == (1, 6 * 64 * 64 * 4)
    remove(study)
    remove(study)
    assert kept(study) == (0, 0)
    assert opened()[1] == 6


def test_a_full_disk_is_told_before_anything_is_written(opened, monkeypatch, tmp_path):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(
        tile_cache.shutil, "disk_usage", lambda path: usage(9, 9, 2**28)
    )
    with pytest.raises(UserError, match=r"need 0\.0 GiB .* 0\.2 GiB are free.*Free"):
        opened()
    assert kept(tmp_path / "study").files == 0


def test_a_study_that_cannot_be_written_is_told(opened, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tile_cache.Path, "mkdir", refuse)
    with pytest.raises(UserError, match=r"could not be written .*Permission denied"):
        opened()
