"""What a file holds, and what is read of it, in words and on the screen."""

import numpy as np
import pytest

from cellclassifier.core.pixels import ImageFacts
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui.widgets.reading_facts import (
    dyes,
    forgiving,
    is_plain,
    misfits,
    picture,
    summary,
    words,
)

STACK = ImageFacts(("DAPI", "GFP"), 5, 3, 480, 640, np.dtype("uint16"), 0.108, bits=12)
GREY = ImageFacts(("",), 1, 1, 64, 64, np.dtype("uint8"))
COLOUR = ImageFacts(("red", "green", "blue"), 1, 1, 8, 8, np.dtype("uint8"), None, True)


def test_a_file_in_words():
    assert words(STACK) == (
        "2 channels (DAPI, GFP), 5 planes, 3 time points, 12 bit in 16 bit stored, "
        "0.108 µm a pixel, 640 x 480 px"
    )
    assert words(GREY) == "grey, 8 bit stored, 64 x 64 px"
    assert words(COLOUR).startswith("a picture in colour, ")
    several = GREY._replace(scenes=("a", "b"), dtype=np.dtype("float32"))
    assert "2 images in the file, 32 bit real numbers" in words(several)


def test_what_leaves_nothing_to_choose():
    assert is_plain(GREY)
    assert is_plain(COLOUR)
    assert not is_plain(STACK)
    assert not is_plain(GREY._replace(planes=2))
    assert not is_plain(GREY._replace(scenes=("a", "b")))
    assert not is_plain(COLOUR._replace(colour=False))


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"plane": "only"}, "plane", "stack of 5 planes"),
        ({"plane_number": 7}, "plane", "no plane 7 in this file: it has 5"),
        ({"time": "only"}, "time", "series of 3 time points"),
        ({"time_number": 4}, "time", "no time point 4"),
        ({"channels": (1, 3)}, "channels", "no channel 3 in this file: it has 2"),
        ({"scene": 2}, "scene", "no image 2"),
    ],
)
def test_what_does_not_fit_is_told_by_setting(changes, field, sentence):
    fits = ReadingSpec(plane="one", plane_number=5, time="one", time_number=3, scene=1)
    assert misfits(STACK, fits) == {}
    wrong = misfits(STACK, fits.model_copy(update=changes))
    assert list(wrong) == [field]
    assert sentence in wrong[field]
    mended = forgiving(STACK, fits.model_copy(update=changes))
    assert misfits(STACK, mended) == {}


def test_a_file_of_several_images_is_told():
    several = GREY._replace(scenes=("a", "b", "c"))
    assert "holds 3 images" in misfits(several, ReadingSpec())["scene"]
    assert misfits(several, ReadingSpec(scene=3)) == {}


def test_what_is_read_in_a_sentence():
    assert summary(ReadingSpec(), GREY) == "Read of each file: its one channel."
    assert summary(ReadingSpec(), COLOUR) == "Read of each file: its colours."
    assert summary(ReadingSpec(plane="maximum"), STACK) == (
        "Read of each file: both channels, the maximum of all planes."
    )
    chosen = ReadingSpec(channels=(2,), plane="one", plane_number=3, time="one")
    assert summary(chosen, STACK) == (
        "Read of each file: channel 2 (GFP), plane 3, time point 1."
    )
    assert summary(ReadingSpec(mix="mean", scene=2), STACK) == (
        "Read of each file: image 2 in the file, the mean of both channels, as grey."
    )


def test_only_channels_kept_apart_have_colours():
    assert len(dyes(STACK, ReadingSpec())) == 2
    assert dyes(STACK, ReadingSpec(mix="mean")) == {}
    assert dyes(STACK, ReadingSpec(channels=(2,))) == {}


def test_grey_is_stretched_and_dyes_are_laid_over_each_other():
    ramp = np.arange(1000, 1064, dtype=np.uint16).repeat(64).reshape(64, 64)
    grey = picture(ramp[..., None], GREY._replace(dtype=ramp.dtype), [])
    assert grey.shape == (64, 64)
    assert grey.min() == 0
    assert grey.max() == 1
    both = np.stack([ramp, ramp[::-1]], axis=-1)
    dyed = picture(both, STACK, [(255, 0, 255), (0, 255, 0)])
    assert dyed.shape == (64, 64, 3)
    assert np.array_equal(dyed[..., 0], grey)
    # The range is found from every fourth pixel, which differ when mirrored.
    assert np.allclose(dyed[..., 1], grey[::-1], atol=0.05)


def test_a_picture_in_colour_keeps_its_brightness():
    pixels = np.full((8, 8, 3), 51, np.uint8)
    assert picture(pixels, COLOUR, []) == pytest.approx(0.2)
