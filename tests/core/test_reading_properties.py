"""Whatever is written is read back, and stays in order when it is scaled."""

import cv2
import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from cellclassifier.core.images import describe, read, read_image
from cellclassifier.core.intensity import scale
from cellclassifier.core.tile_spec import IntensitySpec

TYPES = [np.uint8, np.uint16, np.int16, np.uint32, np.float32]
SHAPES = arrays.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=24)
STORED = [
    {},
    {"byteorder": ">"},
    {"bigtiff": True},
    {"compression": "zlib"},
    {"compression": "zlib", "predictor": True},
    {"compression": "lzw"},
    {"compression": "zstd"},
    {"tile": (16, 16)},
    {"rowsperstrip": 3, "compression": "lzw"},
]


def pixels(dtype, shape=SHAPES):
    finite = {"allow_nan": False, "allow_infinity": False}
    values = arrays.from_dtype(
        np.dtype(dtype), **(finite if np.dtype(dtype).kind == "f" else {})
    )
    return arrays.arrays(dtype, shape, elements=values)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("written")


@pytest.mark.parametrize("dtype", TYPES)
@given(data=st.data(), stored=st.sampled_from(STORED))
@settings(max_examples=40, deadline=None)
def test_a_tiff_gives_back_what_was_written(dtype, folder, data, stored):
    written = data.draw(pixels(dtype))
    path = folder / "image.tif"
    tifffile.imwrite(path, written, **stored)
    found = read_image(path)
    assert found.dtype == dtype
    np.testing.assert_array_equal(found[..., 0], written)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@given(data=st.data(), channels=st.sampled_from([1, 3]))
@settings(max_examples=40, deadline=None)
def test_a_png_gives_back_what_was_written(dtype, folder, data, channels):
    height, width = data.draw(SHAPES)
    written = data.draw(pixels(dtype, (height, width, channels)))
    path = folder / "image.png"
    path.write_bytes(cv2.imencode(".png", written[..., ::-1])[1].tobytes())
    found = read_image(path)
    assert found.dtype == dtype
    np.testing.assert_array_equal(found, written)


@given(data=st.data(), kind=st.sampled_from(["imagej", "ome"]))
@settings(max_examples=40, deadline=None)
def test_a_stack_gives_back_what_was_written(folder, data, kind):
    sizes = data.draw(st.tuples(*[st.integers(1, 4)] * 3, *[st.integers(5, 9)] * 2))
    written = np.random.default_rng(0).integers(0, 65536, sizes, np.uint16)
    path = folder / ("image.ome.tif" if kind == "ome" else "image.tif")
    options = {"imagej": True} if kind == "imagej" else {"photometric": "minisblack"}
    tifffile.imwrite(path, written, metadata={"axes": "TZCYX"}, **options)
    found = read(path)
    np.testing.assert_array_equal(found.pixels, written.transpose(2, 1, 0, 3, 4))
    assert describe(path) == found.facts._replace(scenes=describe(path).scenes)


@pytest.mark.parametrize("ending", [".tif", ".png"])
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_what_is_brighter_stays_brighter_from_file_to_network(ending, folder, data):
    """Another program reads 16 bits modulo 256, or the brightest pixel as 0."""
    written = data.draw(pixels(np.uint16))
    path = folder / f"image{ending}"
    path.write_bytes(cv2.imencode(ending, written)[1].tobytes())
    scaled = scale(read_image(path)[..., 0], IntensitySpec(black=0, white=65535))
    order = np.argsort(written, axis=None)
    steps = np.diff(scaled.ravel()[order])
    assert (steps >= 0).all()
    assert ((steps > 0) == (np.diff(written.ravel()[order].astype(int)) > 0)).all()
    assert scaled.ravel()[order[-1]] == scaled.max()


@pytest.mark.parametrize("dtype", TYPES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_scaling_keeps_the_order_and_never_wraps(dtype, data):
    written = data.draw(pixels(dtype))
    limits = st.floats(-(2.0**33), 2.0**33)
    black, white = sorted(data.draw(st.tuples(limits, limits)))
    if white - black < 1:
        white = black + 1
    scaled = scale(written, IntensitySpec(black=black, white=white))
    assert scaled.dtype == np.float32
    assert scaled.shape == written.shape
    order = np.argsort(written, axis=None)
    assert (np.diff(scaled.ravel()[order].astype(np.float64)) >= 0).all()
    assert (scaled[written > white] >= 1).all()
    assert (scaled[written < black] <= 0).all()


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16, np.uint32])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_the_saturated_pixel_is_the_largest_and_a_flat_image_is_flat(dtype, data):
    top = np.iinfo(dtype).max
    written = data.draw(pixels(dtype))
    written.flat[data.draw(st.integers(0, written.size - 1))] = top
    rule = IntensitySpec(black=float(np.iinfo(dtype).min), white=float(top))
    scaled = scale(written, rule)
    assert (scaled[written == top] == 1).all()
    assert scaled.max() == 1
    flat = scale(np.full_like(written, written.flat[0]), rule)
    assert np.isfinite(flat).all()
    assert flat.min() == flat.max()
