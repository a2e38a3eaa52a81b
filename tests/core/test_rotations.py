"""Turned copies as files: the right pixels, and the source of each is named."""

import drawn
import numpy as np
import pytest
import tifffile
from listed import contents, entries, entry
from pydantic import ValidationError

from cellclassifier.core.augment import Change, apply
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, sha256
from cellclassifier.core.grouping import TILE_SUFFIX, find_grouping
from cellclassifier.core.images import read
from cellclassifier.core.manifest import read_manifest
from cellclassifier.core.rotations import RotationSpec, estimate, write
from cellclassifier.core.tile_spec import GroupSpec, ReadingSpec

QUARTERS = RotationSpec(step=90)


@pytest.fixture
def source(tmp_path):
    return drawn.folder(tmp_path / "images", 2)


def test_every_turn_is_written_once_with_its_source_in_the_manifest(source, tmp_path):
    images = entries(source)
    images[0] = images[0]._replace(group="dish1")
    out = tmp_path / "turned"
    written = write(images, source, out)
    rows = read_table(out / "manifest.csv")
    assert written.folder == out
    assert written.files == len(rows) == 4 * 20
    assert set(contents(out)) == {row["file"] for row in rows} | {"manifest.csv"}
    assert written.bytes == sum((out / row["file"]).stat().st_size for row in rows)
    first = [row for row in rows if row["source"] == "discs/0.png"]
    assert [int(row["angle_deg"]) for row in first] == list(range(-162, 181, 18))
    assert {row["source_sha256"] for row in first} == {sha256(source / "discs/0.png")}
    assert {row["class"] for row in first} == {"discs"}
    assert {row["group"] for row in first} == {"dish1"}
    assert first[0]["file"] == "discs/0_-162deg.tif"
    assert first[9]["file"] == "discs/0_000deg.tif"
    assert first[10]["file"] == "discs/0_018deg.tif"


def test_the_list_of_the_article_has_both_half_turns():
    both = RotationSpec(both_half_turns=True)
    assert both.angles == tuple(range(-180, 181, 18))
    assert RotationSpec(step=180).angles == (0, 180)
    assert 0 in RotationSpec(step=20).angles


@pytest.mark.parametrize("step", [7, 50, 120])
def test_steps_that_do_not_come_out_even_are_refused(step):
    with pytest.raises(ValidationError, match=f"no multiple of {step}"):
        RotationSpec(step=step)


def test_names_are_known_as_turns_of_one_picture(source, tmp_path):
    write(entries(source), source, tmp_path / "turned")
    for file in (tmp_path / "turned").rglob("*.tif"):
        assert TILE_SUFFIX.match(file.stem)[1] in "01"


def test_groups_of_turned_images_are_those_of_their_sources(source, tmp_path):
    images = [i._replace(group=f"dish{n % 2}") for n, i in enumerate(entries(source))]
    out = tmp_path / "turned"
    write(images, source, out, QUARTERS)
    files = sorted(out.rglob("*.tif"))
    name, how = find_grouping(out, files, GroupSpec())
    assert "manifest" in how
    assert {name(file) for file in files if file.stem[0] == "0"} == {"dish0"}
    assert set(read_manifest(out).values()) == {"dish0", "dish1"}


def test_pixels_are_turned_as_training_turns_them(source, tmp_path):
    write(entries(source), source, tmp_path / "turned")
    before = read(source / "discs" / "0.png").pixels[0, 0, 0]
    for angle, name in ((36, "036"), (-54, "-054")):
        found = read(tmp_path / "turned" / "discs" / f"0_{name}deg.tif").pixels
        change = Change(angle, 0, 0, False, False)
        expected = apply(before[..., np.newaxis].astype(np.float32), change)[..., 0]
        # OpenCV rounds places to 1/32 px for whole numbers.
        assert abs(found[0, 0, 0] - expected).mean() < 1
        turned_back = abs(found[0, 0, 0] - np.rot90(expected, 2)).mean()
        assert turned_back > 3


@pytest.mark.parametrize(
    "dtype",
    [
        *("uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64"),
        *("float16", "float32", "float64"),
    ],
)
def test_every_type_is_kept_and_never_wraps(dtype, tmp_path):
    kind = np.dtype(dtype)
    low, high = (0, 1) if kind.kind == "f" else (np.iinfo(kind).min, np.iinfo(kind).max)
    if kind.itemsize == 8 and kind.kind != "f":
        low, high = low // 2**12, high // 2**12
    pixels = np.full((1, 1, 1, 48, 48), low, kind)
    pixels[..., 12:36, 16:32] = high
    path = drawn.write(tmp_path / "images" / "a" / "x.tif", pixels[0, 0, 0])
    write([entry(path, "a")], tmp_path / "images", tmp_path / "out")
    rows = read_table(tmp_path / "out" / "manifest.csv")
    for row in rows:
        found = read(tmp_path / "out" / row["file"]).pixels
        assert found.dtype == kind
        assert found.min() >= low
        assert found.max() == high
        share = (found.astype(float) - low).mean() / (float(high) - low)
        assert share == pytest.approx(24 * 16 / 48**2, rel=0.02)


def test_names_that_differ_in_their_endings_alone_stay_apart(tmp_path):
    source = tmp_path / "images"
    for seed, name in enumerate(("x.png", "x.tif", "X.bmp", "deep/x.png")):
        drawn.write(source / "a" / name, drawn.shape("discs", seed))
    images = entries(source)
    write(images, source, tmp_path / "out", RotationSpec(step=180))
    rows = read_table(tmp_path / "out" / "manifest.csv")
    assert len({row["file"].casefold() for row in rows}) == 8
    for row in rows:
        if row["angle_deg"] == "0":
            found = read(tmp_path / "out" / row["file"]).pixels
            np.testing.assert_array_equal(found, read(source / row["source"]).pixels)


def test_the_estimate_counts_every_layer_and_is_never_too_small(source, tmp_path):
    images = entries(source)
    stack = drawn.write(source / "discs" / "s.tif", np.ones((5, 64, 64), np.uint16))
    images.append(entry(stack))
    expected = estimate(images, QUARTERS)
    written = write(images, source, tmp_path / "out", QUARTERS)
    assert expected.files == written.files == 20
    pixels = 4 * 64 * 64 + 5 * 64 * 64 * 2
    assert 4 * pixels < expected.most_bytes < 4 * pixels + 25 * 4096
    assert written.bytes <= expected.most_bytes


def test_progress_counts_files_and_may_stop_it(source, tmp_path):
    seen = []
    write(
        entries(source),
        source,
        tmp_path / "out",
        QUARTERS,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(n, 16) for n in range(1, 17)]

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(entries(source), source, tmp_path / "new", QUARTERS, progress=stop)
    assert not (tmp_path / "new").exists()


def test_an_image_that_changed_or_is_gone_is_named(source, tmp_path):
    images = entries(source)
    drawn.write(source / "squares" / "1.png", drawn.shape("discs", 77))
    with pytest.raises(UserError, match=r"1\.png: the image has been changed"):
        write(images, source, tmp_path / "out")
    (source / "squares" / "1.png").unlink()
    with pytest.raises(UserError, match=r"1\.png cannot be opened any more"):
        write(images, source, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with pytest.raises(UserError, match=r"1\.png: the file is gone"):
        estimate(images, QUARTERS)


def test_no_images_are_refused(source, tmp_path):
    with pytest.raises(UserError, match="no image to turn"):
        write([], source, tmp_path / "out")


def test_the_same_images_give_the_same_files(source, tmp_path):
    for name in ("one", "two"):
        write(entries(source), source, tmp_path / name, QUARTERS)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_image_that_is_chosen_of_several_is_turned(tmp_path):
    path = tmp_path / "images" / "a" / "x.tif"
    path.parent.mkdir(parents=True)
    second = np.arange(900, dtype=np.uint16).reshape(30, 30)
    with tifffile.TiffWriter(path, ome=True) as file:
        file.write(np.zeros((20, 20), np.uint8))
        file.write(second)
    reading = ReadingSpec(scene=2)
    images = [entry(path, "a")]
    write(images, tmp_path / "images", tmp_path / "out", QUARTERS, reading)
    same = read(tmp_path / "out" / "a" / "x_000deg.tif")
    np.testing.assert_array_equal(same.pixels[0, 0, 0], second)
    assert estimate(images, QUARTERS, reading).most_bytes >= 4 * second.nbytes
