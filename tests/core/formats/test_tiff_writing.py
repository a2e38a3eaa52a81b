"""What is written as TIFF is what was read."""

import cv2
import numpy as np
import pytest
import tifffile

from cellclassifier.core.formats.tiff_writing import write_tiff
from cellclassifier.core.images import read
from cellclassifier.core.pixels import COLOURS, ImageData


def pixels(*shape, dtype=np.uint16):
    return np.random.default_rng(0).integers(0, 4096, shape).astype(dtype)


@pytest.mark.parametrize(
    "data",
    [
        ImageData(pixels(1, 1, 1, 20, 30), ("",)),
        ImageData(pixels(2, 3, 4, 20, 30), ("DAPI", "GFP"), 0.325, bits=12),
        ImageData(pixels(3, 1, 1, 20, 30), ("a", "b", "c"), 0.1),
        ImageData(pixels(1, 5, 1, 20, 30, dtype=np.float32), ("",), 2.5),
        ImageData(pixels(3, 4, 1, 20, 30), COLOURS, 0.325, True, 12),
        ImageData(pixels(3, 1, 1, 20, 30, dtype=np.uint8), COLOURS, None, True),
        ImageData(pixels(1, 1, 1, 3, 1), ("",)),
    ],
    ids=["grey", "5d", "channels", "stack", "colour stack", "colour", "narrow"],
)
def test_what_is_read_again_is_what_was_written(data, tmp_path):
    write_tiff(tmp_path / "x.tif", data, "x")
    found = read(tmp_path / "x.tif")
    np.testing.assert_array_equal(found.pixels, data.pixels)
    assert found.pixels.dtype == data.pixels.dtype
    assert found[1:] == data[1:]


@pytest.mark.parametrize(
    "dtype",
    [
        *("uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64"),
        *("float16", "float32", "float64"),
    ],
)
def test_every_type_keeps_every_value(dtype, tmp_path):
    data = ImageData(pixels(2, 1, 1, 16, 16, dtype=dtype), ("", ""), 0.5)
    write_tiff(tmp_path / "x.tif", data, "x")
    found = read(tmp_path / "x.tif")
    assert found.pixels.dtype == dtype
    np.testing.assert_array_equal(found.pixels, data.pixels)
    assert found.pixel_size == pytest.approx(0.5)


def test_other_programs_find_pixels_and_their_size(tmp_path):
    data = ImageData(pixels(1, 1, 1, 20, 30), ("",), 0.325)
    write_tiff(tmp_path / "x.tif", data, "x")
    found = cv2.imread(str(tmp_path / "x.tif"), cv2.IMREAD_UNCHANGED)
    np.testing.assert_array_equal(found, data.pixels[0, 0, 0])
    with tifffile.TiffFile(tmp_path / "x.tif") as file:
        tag = file.pages[0].tags["XResolution"].value
        assert file.pages[0].tags["ResolutionUnit"].value == 3
    assert tag[0] / tag[1] == pytest.approx(10_000 / 0.325, rel=1e-6)


def test_the_same_picture_of_the_same_name_is_the_same_file(tmp_path):
    data = ImageData(pixels(1, 1, 1, 20, 30), ("",))
    for place, name in (("a", "x"), ("b", "x"), ("c", "y")):
        write_tiff(tmp_path / place, data, name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    # The identifier is not that of the computer and the time.
    assert (tmp_path / "a").read_bytes() != (tmp_path / "c").read_bytes()
