"""Of an image a study takes channels, one plane or a projection, and a time point."""

import numpy as np
import pytest
import tifffile

from cellclassifier.core.errors import UserError
from cellclassifier.core.formats import planes
from cellclassifier.core.images import describe, read, read_image, read_taken, take
from cellclassifier.core.pixels import (
    ImageData,
    ImageFacts,
    Part,
    part_of,
    refuse_huge,
    upright,
)
from cellclassifier.core.tile_spec import ReadingSpec


def stack(channels=3, depth=4, times=2, dtype=np.uint16):
    shape = (channels, depth, times, 5, 6)
    pixels = np.random.default_rng(0).integers(0, 4096, shape).astype(dtype)
    return ImageData(pixels, ("",) * channels)


ONE = {"plane": "one", "plane_number": 2, "time": "one", "time_number": 2}


def test_one_plane_and_time_point_are_taken_with_all_channels():
    image = stack()
    found = take(image, ReadingSpec(**ONE))
    assert found.shape == (5, 6, 3)
    assert found.dtype == np.uint16
    np.testing.assert_array_equal(found, np.moveaxis(image.pixels[:, 1, 1], 0, -1))


def test_channels_are_taken_in_the_order_that_is_asked_for():
    image = stack()
    found = take(image, ReadingSpec(channels=(3, 1), **ONE))
    np.testing.assert_array_equal(found[..., 0], image.pixels[2, 1, 1])
    np.testing.assert_array_equal(found[..., 1], image.pixels[0, 1, 1])


def test_the_maximum_projection_is_the_brightest_of_all_planes():
    image = stack()
    found = take(image, ReadingSpec(plane="maximum", time="one", time_number=1))
    assert found.dtype == np.uint16
    expected = image.pixels[:, :, 0].max(axis=1)
    np.testing.assert_array_equal(found, np.moveaxis(expected, 0, -1))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16, np.float32])
def test_the_mean_of_channels_neither_wraps_nor_is_cut(dtype):
    largest = 250 if dtype == np.uint8 else 32_000
    pixels = np.full((2, 1, 1, 3, 4), largest, dtype)
    pixels[1, 0, 0, 0, 0] = largest - 1
    found = take(ImageData(pixels, ("", "")), ReadingSpec(mix="mean"))
    assert found.shape == (3, 4, 1)
    assert found.dtype == np.float32
    assert found[1, 1, 0] == largest
    assert found[0, 0, 0] == largest - 0.5


def test_the_maximum_of_channels_keeps_the_type():
    image = stack(depth=1, times=1)
    found = take(image, ReadingSpec(mix="maximum", channels=(1, 3)))
    assert found.dtype == np.uint16
    expected = np.maximum(image.pixels[0, 0, 0], image.pixels[2, 0, 0])
    np.testing.assert_array_equal(found[..., 0], expected)


@pytest.mark.parametrize("mix", ["mean", "maximum"])
def test_of_one_channel_there_is_nothing_to_mix(mix):
    image = stack(channels=1, depth=1, times=1)
    found = take(image, ReadingSpec(mix=mix))
    assert found.dtype == np.uint16
    np.testing.assert_array_equal(found[..., 0], image.pixels[0, 0, 0])


@pytest.mark.parametrize(
    ("depth", "times", "reading", "text"),
    [
        (
            4,
            1,
            {},
            "is a stack of 4 planes; expected a single plane. Choose one plane or the "
            "maximum projection under Images.",
        ),
        (
            1,
            2,
            {},
            "is a series of 2 time points; expected a single plane. Choose one time "
            "point under Images.",
        ),
        (4, 2, {"plane": "one"}, "is a series of 2 time points"),
        (4, 2, {"time": "one"}, "is a stack of 4 planes"),
        (4, 2, {}, "is a stack of 4 planes and a series of 2 time points"),
        (4, 1, {"plane": "one", "plane_number": 5}, "has 4 planes, and no plane 5"),
        (1, 1, {"plane": "one", "plane_number": 2}, "has 1 plane, and no plane 2"),
        (
            1,
            2,
            {"time": "one", "time_number": 3},
            "has 2 time points, and no time point 3. Choose another time point under",
        ),
        (1, 1, {"channels": (1, 4)}, "has 3 channels, and no channel 4. Choose"),
    ],
)
def test_what_an_image_lacks_is_told_and_what_it_has(depth, times, reading, text):
    with pytest.raises(UserError) as caught:
        take(stack(3, depth, times), ReadingSpec(**reading))
    assert text in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("scenes", "number", "place"), [(1, 0, 0), (1, 1, 0), (3, 1, 0), (3, 3, 2)]
)
def test_a_scene_is_chosen_by_its_number(scenes, number, place):
    assert planes.choose_scene(("",) * scenes, number) == place


@pytest.mark.parametrize(
    ("scenes", "number", "text"),
    [
        (3, 0, "holds 3 images; expected one. Choose which of them under Images"),
        (3, 4, "holds 3 images, and no image 4. Choose another"),
        (1, 2, "holds 1 image, and no image 2."),
        (0, 0, "holds 0 images, and no image 1."),
    ],
)
def test_a_scene_that_a_file_lacks_is_told(scenes, number, text):
    with pytest.raises(UserError) as caught:
        planes.choose_scene(("",) * scenes, number)
    assert text in str(caught.value)


def test_a_projection_decodes_one_plane_at_a_time():
    pixels = stack().pixels
    asked = []

    def load(part):
        asked.append(part)
        return part_of(pixels, part)

    facts = ImageFacts(("", "", ""), 4, 2, 5, 6, pixels.dtype)
    reading = ReadingSpec(plane="maximum", time="one", time_number=2, channels=(2,))
    found = planes.load_taken(facts, load, reading)
    assert asked == [Part((1,), (plane,), (1,)) for plane in range(4)]
    np.testing.assert_array_equal(found[..., 0], pixels[1, :, 1].max(axis=0))


@pytest.mark.parametrize("layers", [1, 3])
def test_more_values_than_are_opened_are_refused_by_their_number(layers, monkeypatch):
    monkeypatch.setattr("cellclassifier.core.pixels.MAX_PIXELS", 600)
    refuse_huge(20, 30 // layers, layers)
    with pytest.raises(UserError, match=f"{30 // layers} x 21 pixels by its header"):
        refuse_huge(21, 30 // layers, layers)


def test_a_film_larger_than_memory_gives_the_plane_that_is_asked_for(
    tmp_path, monkeypatch
):
    path = tmp_path / "film.tif"
    pixels = stack(1, 4, 6).pixels[0].swapaxes(0, 1)
    tifffile.imwrite(path, pixels, imagej=True, metadata={"axes": "TZYX"})
    monkeypatch.setattr("cellclassifier.core.pixels.MAX_PIXELS", 100)
    with pytest.raises(UserError, match="more than the 100 that are opened"):
        read(path)
    found = read_image(path, ReadingSpec(**ONE))
    np.testing.assert_array_equal(found[..., 0], pixels[1, 1])
    assert describe(path).planes == 4


def test_what_is_read_in_one_go_is_what_is_taken_of_everything(tmp_path):
    path = tmp_path / "stack.ome.tif"
    pixels = stack().pixels.transpose(2, 1, 0, 3, 4)
    tifffile.imwrite(path, pixels, metadata={"axes": "TZCYX"}, photometric="minisblack")
    reading = ReadingSpec(plane="maximum", time="one", time_number=2, mix="mean")
    taken = read_taken(path, reading)
    np.testing.assert_array_equal(taken.pixels, take(read(path, reading), reading))
    assert (taken.facts.planes, taken.facts.times, taken.facts.dtype) == (4, 2, "u2")
    assert taken.pixels.dtype == np.float32


def test_all_of_an_image_is_not_copied():
    pixels = stack().pixels
    whole = ImageData(pixels, ("", "", "")).facts.everything
    assert part_of(pixels, whole) is pixels


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("mirrored", [False, True])
def test_the_eight_orientations_are_all_different_and_complete(turns, mirrored):
    picture = np.arange(12).reshape(3, 4)
    wanted = np.rot90(picture[:, ::-1] if mirrored else picture, turns)
    found = [upright(picture, number) for number in range(1, 9)]
    matching = [one.shape == wanted.shape and (one == wanted).all() for one in found]
    assert sum(matching) == 1
