"""TIFF of microscopes: axes, names, pixel sizes, and only the pages that are wanted."""

import io

import numpy as np
import pytest
import tifffile
from PIL import Image, ImageOps

from cellclassifier.core.errors import UserError
from cellclassifier.core.formats import tiff_frames
from cellclassifier.core.formats.tiff_notes import micrometres
from cellclassifier.core.images import describe, read, read_image
from cellclassifier.core.tile_spec import ReadingSpec


def noise(*shape, dtype=np.uint16, top=4096):
    return np.random.default_rng(0).integers(0, top, shape).astype(dtype)


def canonical(pixels, axes):
    """Return pixels as (channel, z, time, y, x)."""
    order = [axes.index(axis) for axis in "CZTYX" if axis in axes]
    sizes = [pixels.shape[axes.index(axis)] if axis in axes else 1 for axis in "CZTYX"]
    return pixels.transpose(order).reshape(sizes)


@pytest.mark.parametrize(
    ("kind", "axes", "shape"),
    [
        ("imagej", "TZCYX", (2, 3, 4, 5, 6)),
        ("imagej", "ZYX", (3, 5, 6)),
        ("imagej", "TCYX", (2, 3, 5, 6)),
        ("ome", "TZCYX", (2, 3, 4, 5, 6)),
        ("ome", "CTZYX", (2, 3, 4, 5, 6)),
        ("ome", "ZCYX", (3, 2, 5, 6)),
    ],
)
@pytest.mark.parametrize("compression", [None, "deflate"])
def test_axes_of_imagej_and_ome_are_named(kind, axes, shape, compression, tmp_path):
    path = tmp_path / f"stack{'.ome' if kind == 'ome' else ''}.tif"
    pixels = noise(*shape)
    options = {"imagej": True} if kind == "imagej" else {"photometric": "minisblack"}
    options |= {"metadata": {"axes": axes}, "compression": compression}
    tifffile.imwrite(path, pixels, **options)
    expected = canonical(pixels, axes)
    found = read(path)
    np.testing.assert_array_equal(found.pixels, expected)
    reading = ReadingSpec(
        plane="one",
        plane_number=expected.shape[1],
        time="one",
        time_number=expected.shape[2],
        channels=(expected.shape[0],),
    )
    np.testing.assert_array_equal(
        read_image(path, reading)[..., 0], expected[-1, -1, -1]
    )


def test_a_stack_that_imagej_wrote_as_one_long_page_is_read(tmp_path):
    """ImageJ writes stacks above 4 GB so: one page, and planes that no page names."""
    path = tmp_path / "long.tif"
    pixels = noise(4, 5, 6)
    tifffile.imwrite(path, pixels, imagej=True, metadata={"axes": "ZYX"})
    data = path.read_bytes()
    with tifffile.TiffFile(path) as file:
        end = file.pages[0].offset + 2 + 12 * len(file.pages[0].tags)
    # The first page is made the last.
    path.write_bytes(data[:end] + b"\0\0\0\0" + data[end + 4 :])
    with tifffile.TiffFile(path) as file:
        assert len(file.pages) == 1
    np.testing.assert_array_equal(read(path).pixels[0, :, 0], pixels)
    one = ReadingSpec(plane="one", plane_number=3)
    np.testing.assert_array_equal(read_image(path, one)[..., 0], pixels[2])


def test_only_the_wanted_pages_are_decoded(tmp_path, monkeypatch):
    path = tmp_path / "stack.tif"
    pixels = noise(3, 4, 2, 5, 6)
    options = {"imagej": True, "metadata": {"axes": "TZCYX"}, "compression": "deflate"}
    tifffile.imwrite(path, pixels, **options)
    decoded = []
    plain = tiff_frames._decoded_page
    monkeypatch.setattr(
        tiff_frames,
        "_decoded_page",
        lambda series, number: decoded.append(number) or plain(series, number),
    )
    reading = ReadingSpec(
        plane="one", plane_number=2, time="one", time_number=3, channels=(2,)
    )
    np.testing.assert_array_equal(read_image(path, reading)[..., 0], pixels[2, 1, 1])
    assert decoded == [(2 * 4 + 1) * 2 + 1]
    describe(path)
    assert len(decoded) == 1


@pytest.mark.parametrize("channels", [2, 3, 4])
def test_a_small_array_without_names_holds_channels(channels, tmp_path):
    path = tmp_path / "array.tif"
    pixels = noise(channels, 20, 30)
    tifffile.imwrite(path, pixels, photometric="minisblack")
    np.testing.assert_array_equal(read_image(path), np.moveaxis(pixels, 0, -1))
    assert not describe(path).colour


def test_an_array_of_pixels_that_was_saved_row_by_row_is_put_together(tmp_path):
    path = tmp_path / "rows.tif"
    pixels = noise(20, 30, 2)
    tifffile.imwrite(path, pixels, photometric="minisblack")
    np.testing.assert_array_equal(read_image(path), pixels)


def test_a_larger_array_without_names_is_a_stack(tmp_path):
    path = tmp_path / "array.tif"
    pixels = noise(5, 20, 30)
    tifffile.imwrite(path, pixels, photometric="minisblack")
    with pytest.raises(UserError, match="a stack of 5 planes"):
        read_image(path)
    found = read_image(path, ReadingSpec(plane="one", plane_number=4))
    np.testing.assert_array_equal(found[..., 0], pixels[3])


def test_two_axes_without_names_are_refused(tmp_path):
    path = tmp_path / "array.tif"
    tifffile.imwrite(path, noise(5, 6, 20, 30), photometric="minisblack")
    with pytest.raises(UserError, match="axes that cannot be told apart"):
        read_image(path)


def test_names_pixel_size_and_bits_of_ome_are_read(tmp_path):
    path = tmp_path / "named.ome.tif"
    metadata = {
        "axes": "CYX",
        "Channel": {"Name": ["DAPI", "GFP"]},
        "PhysicalSizeX": 108.0,
        "PhysicalSizeXUnit": "nm",
        "PhysicalSizeY": 0.108,
        "PhysicalSizeYUnit": "µm",
        "SignificantBits": 12,
    }
    tifffile.imwrite(path, noise(2, 8, 9), metadata=metadata, photometric="minisblack")
    facts = describe(path)
    assert facts.channels == ("DAPI", "GFP")
    assert facts.pixel_size == pytest.approx(0.108)
    assert facts.bits == 12


def test_bits_that_say_no_more_than_the_type_are_forgotten(tmp_path):
    path = tmp_path / "full.ome.tif"
    metadata = {"axes": "YX", "SignificantBits": 16}
    tifffile.imwrite(path, noise(8, 9), metadata=metadata)
    assert describe(path).bits is None


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        ("micron", 0.25),
        ("\\u00B5m", 0.25),
        ("um", 0.25),
        ("nm", 0.00025),
        ("pixel", None),
        ("", None),
    ],
)
def test_the_pixel_size_of_imagej_has_its_unit(unit, size, tmp_path):
    path = tmp_path / "sized.tif"
    metadata = {"axes": "YX", "unit": unit}
    tifffile.imwrite(
        path, noise(8, 9), imagej=True, resolution=(4, 4), metadata=metadata
    )
    assert describe(path).pixel_size == (size and pytest.approx(size))


def test_names_of_the_channels_of_imagej_are_its_labels(tmp_path):
    path = tmp_path / "labels.tif"
    metadata = {"axes": "ZCYX", "Labels": ["c:1/2 z:1/2 - DAPI", "GFP", "DAPI", "GFP"]}
    tifffile.imwrite(path, noise(2, 2, 8, 9), imagej=True, metadata=metadata)
    assert describe(path).channels == ("DAPI", "GFP")


@pytest.mark.parametrize(
    ("resolution", "unit", "size"),
    [
        ((20_000, 20_000), 3, 0.5),
        ((254_000, 254_000), 2, 0.1),
        ((300, 300), 2, None),
        ((96, 96), 2, None),
        ((1, 1), 1, None),
        ((20_000, 10_000), 3, None),
    ],
)
def test_a_resolution_is_a_pixel_size_where_it_is_that_of_a_microscope(
    resolution, unit, size, tmp_path
):
    path = tmp_path / "sized.tif"
    options = {"resolution": resolution, "resolutionunit": unit, "metadata": None}
    tifffile.imwrite(path, noise(8, 9), **options)
    assert describe(path).pixel_size == (size and pytest.approx(size))


def test_units_are_known_in_all_spellings():
    assert micrometres("\u00b5m") == micrometres("\u03bcm") == 1
    assert micrometres("Microns") == 1
    assert micrometres("furlong") is None


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_tiff_is_put_upright_as_pillow_has_it(orientation, tmp_path):
    path = tmp_path / "turned.tif"
    pixels = noise(8, 12, top=255, dtype=np.uint8)
    tag = (274, "H", 1, orientation, True)
    tifffile.imwrite(path, pixels, extratags=[tag], metadata=None)
    # From memory: Pillow maps a file that is not packed, in the size it has turned.
    with Image.open(io.BytesIO(path.read_bytes())) as image:
        expected = np.asarray(ImageOps.exif_transpose(image))
    found = read_image(path)[..., 0]
    np.testing.assert_array_equal(found, expected)
    facts = describe(path)
    assert (facts.height, facts.width) == found.shape


@pytest.mark.parametrize("compression", ["jpeg", "webp", "zstd", "lzw", "lzma"])
@pytest.mark.parametrize("tile", [None, (32, 32)], ids=["strips", "tiles"])
def test_pictures_are_read_however_they_are_packed(compression, tile, tmp_path):
    path = tmp_path / "packed.tif"
    rows, columns = np.mgrid[:64, :96]
    pixels = np.stack([rows * 3, columns * 2, rows + columns], -1).astype(np.uint8)
    options = {"compression": compression, "tile": tile, "photometric": "rgb"}
    if compression == "webp":
        options["compressionargs"] = {"lossless": True}
    tifffile.imwrite(path, pixels, **options)
    found = read_image(path)
    tolerance = 12 if compression == "jpeg" else 0
    np.testing.assert_allclose(found.astype(int), pixels, atol=tolerance)


def test_jpeg_with_brightness_and_colour_apart_is_read_as_rgb(tmp_path):
    path = tmp_path / "ycc.tif"
    rows, columns = np.mgrid[:64, :96]
    pixels = np.stack([rows * 3, columns * 2, rows + columns], -1).astype(np.uint8)
    tifffile.imwrite(path, pixels, compression="jpeg", photometric="rgb")
    with tifffile.TiffFile(path) as file, Image.open(path) as image:
        assert file.pages[0].photometric == tifffile.PHOTOMETRIC.YCBCR
        np.testing.assert_array_equal(read_image(path), np.asarray(image))
    assert describe(path).colour


def test_brightness_and_colour_apart_without_jpeg_is_refused(tmp_path):
    path = tmp_path / "ycc.tif"
    pixels = noise(8, 9, 3, top=255, dtype=np.uint8)
    tifffile.imwrite(path, pixels, photometric="ycbcr", metadata=None)
    with pytest.raises(UserError, match="YCBCR colours; expected grey or RGB"):
        read_image(path)


def test_each_page_has_its_own_palette(tmp_path):
    path = tmp_path / "pages.tif"
    places = noise(8, 9, top=256, dtype=np.uint8)
    pages = []
    for seed in range(2):
        page = Image.fromarray(places, "P")
        table = np.random.default_rng(seed).integers(0, 256, 768, np.uint8)
        page.putpalette(table.tolist())
        pages.append(page)
    pages[0].save(path, save_all=True, append_images=pages[1:])
    found = read(path).pixels
    for number, page in enumerate(pages):
        expected = np.moveaxis(np.asarray(page.convert("RGB")), -1, 0)
        np.testing.assert_array_equal(found[:, number, 0], expected)


def test_a_palette_of_imagej_only_shows_the_values(tmp_path):
    path = tmp_path / "green.tif"
    pixels = noise(8, 9, top=256, dtype=np.uint8)
    green = np.zeros((3, 256), np.uint16)
    green[1] = np.arange(256) * 257
    options = {"photometric": "palette", "colormap": green, "metadata": {"axes": "YX"}}
    tifffile.imwrite(
        path, pixels, imagej=False, description="ImageJ=1.53t\n", **options
    )
    with tifffile.TiffFile(path) as file:
        assert file.is_imagej
    np.testing.assert_array_equal(read_image(path)[..., 0], pixels)


def test_planes_that_lie_in_files_that_are_gone_are_told(tmp_path):
    """OME-TIFF may be spread over files; tifffile gives zeros for what is missing."""
    xml = (
        '<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">'
        '<Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="XYZCT" '
        'Type="uint16" SizeX="9" SizeY="8" SizeZ="2" SizeC="1" SizeT="1">'
        '<Channel ID="Channel:0:0" SamplesPerPixel="1"/>'
        '<TiffData FirstZ="0" IFD="0"><UUID FileName="one.ome.tif">urn:uuid:1</UUID>'
        '</TiffData><TiffData FirstZ="1" IFD="0"><UUID FileName="two.ome.tif">'
        "urn:uuid:2</UUID></TiffData></Pixels></Image></OME>"
    )
    path = tmp_path / "one.ome.tif"
    tifffile.imwrite(path, noise(8, 9), description=xml, metadata=None)
    with pytest.raises(UserError, match="lacks the pixels of plane 2"):
        read(path)
    one = read_image(path, ReadingSpec(plane="one"))
    np.testing.assert_array_equal(one[..., 0], noise(8, 9))


def test_a_tile_larger_than_what_is_opened_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "tile.tif"
    tifffile.imwrite(path, noise(8, 9), tile=(64, 64), compression="deflate")
    monkeypatch.setattr("cellclassifier.core.pixels.MAX_PIXELS", 1000)
    with pytest.raises(UserError, match="64 x 64 pixels by its header"):
        read_image(path)


def test_images_of_one_file_are_chosen_by_number(tmp_path):
    path = tmp_path / "positions.ome.tif"
    images = [noise(8, 9), noise(2, 10, 11)]
    with tifffile.TiffWriter(path, ome=True) as file:
        for image, axes in zip(images, ("YX", "CYX"), strict=True):
            file.write(image, metadata={"axes": axes}, photometric="minisblack")
    assert len(describe(path).scenes) == 2
    np.testing.assert_array_equal(
        read_image(path, ReadingSpec(scene=1))[..., 0], images[0]
    )
    np.testing.assert_array_equal(
        read_image(path, ReadingSpec(scene=2)), np.moveaxis(images[1], 0, -1)
    )
    with pytest.raises(UserError, match="holds 2 images, and no image 3"):
        read_image(path, ReadingSpec(scene=3))
