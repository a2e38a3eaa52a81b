"""Reading of real images: other readers agree, and corrupt files crash nothing."""

import subprocess
import sys

import cv2
import numpy as np
import pytest
import tifffile
from drawn import REAL
from PIL import Image

from cellclassifier.core.images import read_image


def real(path):
    found = REAL / path
    if not found.exists():
        pytest.skip(f"the real image {path} is not beside the repository")
    return found


def by_pillow(path):
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB") if image.mode == "P" else image)


def by_tifffile(path):
    return tifffile.imread(path)


def by_opencv(path):
    pixels = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_UNCHANGED)
    return pixels[..., [2, 1, 0]] if pixels.ndim == 3 else pixels


@pytest.mark.parametrize(
    ("path", "reader", "dtype"),
    [
        ("fields/ASSEMBLED_nuclei_2688x2048_12bit_deflate_tiled.tif", by_pillow, "u2"),
        ("fields/h2ax_foci_12bit_1200x1000.tif", by_opencv, "u2"),
        ("fields/nuclearprotein_control_12bit_1192.tif", by_opencv, "u2"),
        ("fields/nuclei_276cells_16bit_signedoffset_1344x1024.tif", by_pillow, "u2"),
        ("fields/translocation_control_8bit_palette_1360x1024.tif", by_pillow, "u1"),
        ("formats/tiff/16bit.deflate.tif", by_pillow, "u2"),
        ("formats/tiff/hopper_lzw.tif", by_opencv, "u1"),
        ("formats/tiff/hopper_bigtiff.tif", by_pillow, "u1"),
        ("formats/tiff/hela_rgb48_12bit_672x512.tif", by_opencv, "u2"),
        ("formats/tiff/xy_8bit__nup_bgsubtracted.tif", by_pillow, "f4"),
        ("formats/png/coloc_16bit_G.png", by_opencv, "u2"),
        ("formats/png/pil123rgba.png", by_pillow, "u1"),
        ("formats/png/uncompressed_la.png", by_pillow, "u1"),
        ("formats/png/p_16.png", by_opencv, "u1"),
        ("formats/made_variants/naïve ünïcode 細胞 name (1).png", by_opencv, "u1"),
        ("formats/made_variants/int16_signed_cell.tif", by_pillow, "i2"),
        ("formats/made_variants/uint32_cell.tif", by_tifffile, "u4"),
        ("formats/other/hopper.webp", by_opencv, "u1"),
        ("formats/other/hopper_rle8.bmp", by_pillow, "u1"),
    ],
)
def test_real_images_agree_with_another_reader(path, reader, dtype):
    found = read_image(real(path))
    assert found.dtype == np.dtype(dtype)
    other = reader(REAL / path)
    other = other.reshape(*other.shape[:2], -1)[..., : found.shape[-1]]
    if other.dtype == bool:
        other = other * np.uint8(255)
    np.testing.assert_array_equal(found.astype(np.float64), other.astype(np.float64))


def test_a_real_planar_image_is_three_channels_of_one_field():
    found = read_image(real("fields/yeast_heat_16bit_3ch_400.tif"))
    planes = tifffile.imread(REAL / "fields/yeast_heat_16bit_3ch_400.tif")
    np.testing.assert_array_equal(found, np.moveaxis(planes, 0, -1))


@pytest.mark.parametrize("number", range(2, 9))
def test_real_pictures_turned_by_exif_look_alike(number):
    name = "formats/jpeg_exif_rotated/hopper_orientation_{}.jpg"
    first = read_image(real(name.format(2))).astype(float)
    found = read_image(real(name.format(number))).astype(float)
    assert found.shape == first.shape
    assert np.corrcoef(found.ravel(), first.ravel())[0, 1] > 0.98


READ_CORRUPT = """
import resource, sys
from pathlib import Path

resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from cellclassifier.core.errors import UserError
from cellclassifier.core.images import read_image

for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        result = str(read_image(path).shape)
    except UserError as error:
        result = f"told: {error}"
    print(path.name, result, sep="\\t", flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_corrupt_files_are_all_told_and_crash_nothing():
    folder = real("formats/corrupt")
    done = subprocess.run(
        [sys.executable, "-c", READ_CORRUPT, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    results = dict(line.split("\t") for line in done.stdout.splitlines())
    assert set(results) == {path.name for path in folder.iterdir()}
    readable = {name for name, text in results.items() if text.startswith("(")}
    # Wrong in their names or their notes alone; their pixels are whole.
    assert readable == {
        "made_png_named_jpg.jpg",
        "photoshop-200dpi-broken.jpg",
        "tiff_wrong_bits_per_sample.tiff",
    }


def test_all_zero_and_one_pixel_are_read_as_they_are():
    # The data set leaves them out; the reader only reads.
    assert read_image(real("formats/made_variants/all_zero_16bit.tif")).max() == 0
    assert read_image(real("formats/made_variants/one_pixel.tif")).shape == (1, 1, 1)
