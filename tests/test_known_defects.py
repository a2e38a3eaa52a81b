"""Defects that programs of this kind are known for, each as one test."""

import hashlib

import numpy as np
import pytest
import tifffile
from drawn import folder, study, write

from cellclassifier.core.contents import read_contents
from cellclassifier.core.dataset import scan
from cellclassifier.core.histogram import histogram_of
from cellclassifier.core.images import read_image
from cellclassifier.core.intensity import Extent, of_image, resolve, scale
from cellclassifier.core.preparation import prepare
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import IntensitySpec, TilingSpec
from cellclassifier.core.tiling import cut, read_tile, view_of

RULES = ("full", "window", "percentiles", "image")


def seen(pixels, rule):
    """Return pixels as a network sees them under a rule found from them."""
    extent = Extent(str(pixels.dtype), float(pixels.min()), float(pixels.max()))
    found = resolve(IntensitySpec(rule=rule), [extent], histogram_of(pixels))
    return scale(pixels, of_image(found, pixels))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("ending", ["tif", "png"])
def test_16_bits_never_wrap(tmp_path, ending, rule):
    ramp = np.arange(2**16, dtype=np.uint16).reshape(256, 256)
    read = read_image(write(tmp_path / f"ramp.{ending}", ramp))
    assert (np.diff(seen(read, rule).ravel()) > 0).all()


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("top", [255, 4095, 65535])
def test_a_saturated_pixel_is_the_brightest(top, rule):
    pixels = np.random.default_rng(0).integers(0, top // 2, (64, 64)).astype(np.uint16)
    pixels[3, 4] = top
    found = seen(pixels, rule)
    assert found.argmax() == 3 * 64 + 4


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("level", [0, 7, 65535])
def test_a_flat_image_gives_numbers(level, rule):
    assert np.isfinite(seen(np.full((64, 64), level, np.uint16), rule)).all()


def test_one_image_does_not_change_how_another_is_seen(tmp_path):
    where = folder(tmp_path / "images", 3)
    tiles = cut(scan(where), TilingSpec(size=64))
    spec = study(tmp_path / "other", 2).spec
    view = view_of(spec)._replace(rule=IntensitySpec(black=0, white=255))
    alone = read_tile(tiles[0], view)
    write(where / "discs" / "bright.png", np.full((64, 64), 255, np.uint8))
    np.testing.assert_array_equal(read_tile(tiles[0], view), alone)


def test_validation_has_the_scale_of_training(tmp_path):
    made = study(tmp_path, 20)
    run = made.new_run(read_contents(made.spec))
    view = view_of(run.record.study)
    means = {
        part: np.mean(
            [read_tile(t, view).mean() for t in run.tiles() if t.part == part]
        )
        for part in ("train", "validation")
    }
    assert means["validation"] == pytest.approx(means["train"], rel=0.25)


def test_the_split_is_the_same_after_reopening(tmp_path):
    made = study(tmp_path, 20)
    first = made.new_run(read_contents(made.spec)).tiles()
    before = {path: path.read_bytes() for path in made.folder.glob("splits/*")}
    opened = Study.open(made.folder)
    assert opened.new_run(read_contents(opened.spec)).tiles() == first
    after = {path: path.read_bytes() for path in made.folder.glob("splits/*")}
    assert len(before) == 1
    assert after == before


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    where = folder(tmp_path, 3)
    (where / "discs" / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    found = scan(where)
    ((path, reason),) = found.left_out
    assert path.name == "broken.png"
    assert "cannot be read" in reason
    assert len(found.images) == 6


def test_an_image_of_other_channels_is_left_out_with_a_sentence(tmp_path):
    where = folder(tmp_path, 3)
    colour = np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)
    tifffile.imwrite(where / "discs" / "colour.tif", colour, photometric="rgb")
    ((path, reason),) = scan(where).left_out
    assert path.name == "colour.tif"
    assert "has 3 channels; most images here have 1" in reason


def test_what_was_trained_on_is_never_scored_as_a_test_unseen(tmp_path):
    made = study(tmp_path, 8, 4)
    source = tmp_path / "images" / "train" / "discs" / "5.png"
    pixels = read_image(source)[..., 0]
    target = tmp_path / "images" / "test" / "discs"
    tifffile.imwrite(target / "encoded anew.tif", pixels)
    tifffile.imwrite(target / "turned.tif", np.rot90(pixels))
    found = prepare(made.folder, made.spec, read_contents(made.spec))
    kinds = {p.other_image.name: p.kind for p in found.leaks.pairs}
    assert kinds["encoded anew.tif"] == "same pixels"
    assert kinds["turned.tif"] == "turned copy"
    assert "encoded anew.tif, which is 5.png" in found.error()


def test_the_images_are_never_written_to(tmp_path):
    made = study(tmp_path, 8, 4)

    def digest():
        files = sorted(p for p in (tmp_path / "images").rglob("*") if p.is_file())
        facts = [(str(p), p.stat().st_mtime_ns, p.read_bytes()) for p in files]
        return hashlib.sha256(repr(facts).encode()).hexdigest()

    before = digest()
    made.new_run(read_contents(made.spec))
    assert digest() == before
