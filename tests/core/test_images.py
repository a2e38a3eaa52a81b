"""Reading: every file keeps its depth; what cannot be read is told in a sentence."""

import struct
import zlib
from pathlib import Path

import cv2
import imagecodecs
import numpy as np
import pytest
import tifffile
from drawn import shape, write
from PIL import Image
from written import (
    CziBlock,
    png_chunk,
    png_header,
    write_czi,
    write_lif,
    write_oib,
    write_oif,
)

from cellclassifier.core.errors import UserError
from cellclassifier.core.formats import raster
from cellclassifier.core.images import READERS, read_image
from cellclassifier.core.tile_spec import ReadingSpec


def ramp(dtype=np.uint16, rows=256, columns=256):
    top = np.iinfo(dtype).max
    return np.linspace(0, top, rows * columns).astype(dtype).reshape(rows, columns)


def colour(dtype=np.uint8, seed=0):
    top = np.iinfo(dtype).max
    return np.random.default_rng(seed).integers(0, top, (20, 30, 3), dtype, True)


def save(path, pixels):
    """Write 8-bit grey pixels as the ending has it, without loss but for JPEG."""
    five = pixels[None, None, None].astype(np.uint16)
    writers = {
        ".czi": lambda: write_czi(path, [CziBlock(pixels[..., None])]),
        ".lif": lambda: write_lif(path, [five]),
        ".oif": lambda: write_oif(path, five),
        ".oib": lambda: write_oib(path, five),
    }
    if path.suffix in writers:
        return writers[path.suffix]()
    if path.suffix in (".jp2", ".j2k", ".jpx"):
        codec = "j2k" if path.suffix == ".j2k" else "jp2"
        options = {"codecformat": codec, "level": 0, "reversible": True}
        path.write_bytes(imagecodecs.jpeg2k_encode(pixels, **options))
        return path
    Image.fromarray(pixels).save(
        path, **({"lossless": True} if path.suffix == ".webp" else {})
    )
    return path


# Nothing writes it; the real file is read in test_images_real.py.
WRITTEN = [ending for ending in READERS if ending != ".nd2"]


def refusal(path):
    with pytest.raises(UserError) as caught:
        read_image(path)
    text = str(caught.value)
    assert text.endswith(".")
    assert "\n" not in text
    assert len(text) < 400
    return text


@pytest.mark.parametrize("ending", WRITTEN)
def test_every_reader_gives_back_what_was_saved(ending, tmp_path):
    pixels = shape("discs", 0, 40)
    found = read_image(save(tmp_path / f"cell{ending}", pixels))
    assert found.dtype == (
        np.uint16 if ending in (".lif", ".oif", ".oib") else np.uint8
    )
    grey = found[..., :1] if ending == ".webp" else found
    assert grey.shape == (40, 40, 1)
    tolerance = 40 if ending in (".jpg", ".jpeg") else 0
    np.testing.assert_allclose(grey[..., 0].astype(int), pixels, atol=tolerance)


@pytest.mark.parametrize("ending", [".TIF", ".Png", ".JPEG"])
def test_endings_are_taken_in_any_case(ending, tmp_path):
    path = tmp_path / "cell"
    Image.fromarray(shape("discs", 0)).save(
        path, ending[1:].upper().replace("TIF", "TIFF").replace("TIFFF", "TIFF")
    )
    assert read_image(path.rename(tmp_path / f"cell{ending}")).shape == (64, 64, 1)


@pytest.mark.parametrize("name", ["ramp.tif", "ramp.tiff", "ramp.png"])
def test_a_16_bit_ramp_stays_monotonic(name, tmp_path):
    found = read_image(write(tmp_path / name, ramp())).ravel()
    assert found.dtype == np.uint16
    assert (np.diff(found.astype(int)) >= 0).all()
    assert (found[0], found[-1]) == (0, 65535)
    np.testing.assert_array_equal(found, ramp().ravel())


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.uint32, np.int16])
def test_the_saturated_pixel_is_the_largest(dtype, tmp_path):
    pixels = np.full((16, 16), 100, dtype)
    pixels[3, 5] = np.iinfo(dtype).max
    found = read_image(write(tmp_path / "hot.tif", pixels))[..., 0]
    assert np.unravel_index(found.argmax(), found.shape) == (3, 5)
    assert found.max() == np.iinfo(dtype).max


@pytest.mark.parametrize(
    "options",
    [
        {"byteorder": ">"},
        {"bigtiff": True},
        {"compression": "lzw"},
        {"compression": "deflate", "predictor": True},
        {"compression": "zstd"},
        {"tile": (32, 32)},
        {"rowsperstrip": 7},
    ],
    ids=str,
)
def test_reads_tiff_however_it_is_stored(options, tmp_path):
    path = tmp_path / "stored.tif"
    tifffile.imwrite(path, ramp(rows=64, columns=80), **options)
    found = read_image(path)
    assert found.dtype == np.uint16
    np.testing.assert_array_equal(found[..., 0], ramp(rows=64, columns=80))


@pytest.mark.parametrize("dtype", [np.int8, np.float16, np.float32, np.float64])
def test_reads_signed_and_real_numbers(dtype, tmp_path):
    pixels = np.linspace(-3, 100, 64).reshape(8, 8).astype(dtype)
    found = read_image(write(tmp_path / "real.tif", pixels))
    assert found.dtype == dtype
    np.testing.assert_array_equal(found[..., 0], pixels)


@pytest.mark.parametrize("planar", ["contig", "separate"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_reads_rgb_tiff_interleaved_and_planar(planar, dtype, tmp_path):
    pixels = colour(dtype)
    stored = pixels if planar == "contig" else np.moveaxis(pixels, -1, 0)
    path = tmp_path / "rgb.tif"
    tifffile.imwrite(path, stored, photometric="rgb", planarconfig=planar)
    np.testing.assert_array_equal(read_image(path), pixels)


@pytest.mark.parametrize("channels", [2, 3, 4, 5])
def test_reads_channels_of_a_microscope(channels, tmp_path):
    pixels = np.random.default_rng(1).integers(0, 4096, (channels, 12, 14), np.uint16)
    path = tmp_path / "channels.ome.tif"
    tifffile.imwrite(path, pixels, metadata={"axes": "CYX"}, photometric="minisblack")
    np.testing.assert_array_equal(read_image(path), np.moveaxis(pixels, 0, -1))


@pytest.mark.parametrize("channels", [2, 4])
def test_samples_that_are_no_transparency_are_kept(channels, tmp_path):
    pixels = np.random.default_rng(1).integers(0, 255, (12, 14, channels), np.uint8)
    path = tmp_path / "samples.tif"
    extra = ["unspecified"] * (channels - 1)
    options = {"photometric": "minisblack", "planarconfig": "contig"}
    tifffile.imwrite(path, pixels, extrasamples=extra, **options)
    np.testing.assert_array_equal(read_image(path), pixels)


@pytest.mark.parametrize(("name", "kind"), [("a.tif", "TIFF"), ("a.png", "PNG")])
@pytest.mark.parametrize(("mode", "channels"), [("RGBA", 3), ("LA", 1)])
def test_transparency_is_dropped_and_colour_kept(name, kind, mode, channels, tmp_path):
    pixels = np.random.default_rng(2).integers(0, 255, (10, 12, channels + 1), np.uint8)
    Image.fromarray(pixels, mode).save(tmp_path / name, kind)
    np.testing.assert_array_equal(read_image(tmp_path / name), pixels[..., :channels])


def test_16_bit_rgb_png_keeps_16_bits(tmp_path):
    pixels = colour(np.uint16)
    path = tmp_path / "deep.png"
    path.write_bytes(cv2.imencode(".png", pixels[..., ::-1])[1].tobytes())
    found = read_image(path)
    assert found.dtype == np.uint16
    np.testing.assert_array_equal(found, pixels)


def test_16_bit_rgba_png_loses_its_transparency_alone(tmp_path):
    pixels = np.random.default_rng(3).integers(0, 65535, (9, 11, 4), np.uint16)
    path = tmp_path / "deep.png"
    bgra = np.ascontiguousarray(pixels[..., [2, 1, 0, 3]])
    path.write_bytes(cv2.imencode(".png", bgra)[1].tobytes())
    np.testing.assert_array_equal(read_image(path), pixels[..., :3])


@pytest.mark.parametrize("ending", [".tif", ".png", ".bmp"])
def test_a_grey_palette_gives_one_channel(ending, tmp_path):
    places = shape("discs", 0)
    image = Image.fromarray(places, "P")
    # Reversed: whoever takes the places for the pixels sees the negative.
    image.putpalette([255 - i for i in range(256) for _ in range(3)])
    image.save(tmp_path / f"grey{ending}")
    found = read_image(tmp_path / f"grey{ending}")
    assert found.dtype == np.uint8
    assert found.shape == (64, 64, 1)
    np.testing.assert_array_equal(found[..., 0], 255 - places)


@pytest.mark.parametrize("ending", [".tif", ".png"])
def test_a_palette_of_colours_gives_three(ending, tmp_path):
    places = shape("discs", 0)
    table = np.random.default_rng(0).integers(0, 256, (256, 3), np.uint8)
    image = Image.fromarray(places, "P")
    image.putpalette(table.ravel().tolist())
    image.save(tmp_path / f"colours{ending}")
    found = read_image(tmp_path / f"colours{ending}")
    np.testing.assert_array_equal(found, table[places])


def test_a_picture_turned_by_exif_is_put_upright(tmp_path):
    pixels = np.zeros((40, 60), np.uint8)
    pixels[:8, :8] = 255
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(pixels).save(tmp_path / "turned.jpg", exif=exif, quality=95)
    found = read_image(tmp_path / "turned.jpg")[..., 0]
    assert found.shape == (60, 40)
    assert found[:6, -6:].min() > 200
    assert found[:6, :6].max() < 50


def test_a_picture_of_one_bit_is_black_and_white(tmp_path):
    pixels = shape("squares", 0) > 100
    for name in ("bit.png", "bit.tif"):
        Image.fromarray(pixels).save(tmp_path / name)
        found = read_image(tmp_path / name)
        assert found.dtype == np.uint8
        np.testing.assert_array_equal(found[..., 0], pixels * np.uint8(255))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, bool])
def test_an_image_whose_zero_is_white_is_not_taken_for_its_negative(dtype, tmp_path):
    pixels = shape("discs", 0) > 100 if dtype is bool else ramp(dtype, 16, 16)
    stored = ~pixels if dtype is bool else np.iinfo(dtype).max - pixels
    path = tmp_path / "negative.tif"
    tifffile.imwrite(path, stored, photometric="miniswhite")
    expected = pixels * np.uint8(255) if dtype is bool else pixels
    np.testing.assert_array_equal(read_image(path)[..., 0], expected)


@pytest.mark.parametrize("name", ["naïve ünïcode 細胞 (1).png", "µ #%& '1'.tif"])
def test_any_name_will_do(name, tmp_path):
    pixels = shape("discs", 0)
    path = write(tmp_path / "Ordner ü" / name, pixels)
    np.testing.assert_array_equal(read_image(path)[..., 0], pixels)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_values_that_are_no_numbers_are_refused(bad, tmp_path):
    pixels = np.ones((8, 8), np.float32)
    pixels[2, 3] = bad
    text = refusal(write(tmp_path / "nan.tif", pixels))
    assert "1 of 64 values are not numbers" in text


def test_complex_values_are_refused(tmp_path):
    text = refusal(write(tmp_path / "c.tif", np.ones((8, 8), np.complex64)))
    assert "complex64" in text


@pytest.mark.parametrize(
    ("axes", "planes"), [("ZYX", 5), ("TYX", 2)], ids=["depth", "time"]
)
def test_a_stack_is_refused(axes, planes, tmp_path):
    path = tmp_path / "stack.tif"
    pixels = np.zeros((planes, 9, 9), np.uint16)
    tifffile.imwrite(path, pixels, imagej=True, metadata={"axes": axes})
    text = refusal(path)
    assert ("a stack of 5 planes" if axes[0] == "Z" else "2 time points") in text
    assert "under Images" in text


def test_pages_without_a_meaning_are_refused(tmp_path):
    path = tmp_path / "pages.tif"
    with tifffile.TiffWriter(path) as file:
        for _ in range(3):
            file.write(np.zeros((9, 9), np.uint8), metadata=None)
    assert "stack of 3" in refusal(path)


def test_a_stack_of_one_plane_is_an_image(tmp_path):
    path = tmp_path / "one.ome.tif"
    pixels = ramp(rows=9, columns=8)
    tifffile.imwrite(path, pixels[None, None], metadata={"axes": "TZYX"})
    np.testing.assert_array_equal(read_image(path)[..., 0], pixels)


def test_images_of_different_kinds_are_refused(tmp_path):
    path = tmp_path / "kinds.tif"
    with tifffile.TiffWriter(path) as file:
        file.write(ramp(rows=40, columns=50), metadata=None)
        file.write(colour(), photometric="rgb", metadata=None)
        file.write(ramp(np.uint8, 9, 9), metadata=None)
    text = refusal(path)
    assert "holds 3 images; expected one. Choose which of them under Images" in text
    second = read_image(path, ReadingSpec(scene=2))
    np.testing.assert_array_equal(second, colour())


def test_small_copies_of_an_image_do_not_count(tmp_path):
    path = tmp_path / "copies.tif"
    pixels = ramp(rows=64, columns=80)
    with tifffile.TiffWriter(path) as file:
        file.write(pixels, metadata=None)
        for step in (2, 4):
            small = pixels[::step, ::step]
            file.write(small, subfiletype=1, metadata=None)
        # In colour and of another shape: a picture for the file manager.
        file.write(colour(), photometric="rgb", subfiletype=1, metadata=None)
    with tifffile.TiffFile(path) as file:
        assert len(file.series) > 1
    np.testing.assert_array_equal(read_image(path)[..., 0], pixels)


def test_a_pyramid_is_read_in_its_full_size(tmp_path):
    path = tmp_path / "pyramid.ome.tif"
    pixels = ramp(rows=64, columns=80)
    with tifffile.TiffWriter(path) as file:
        file.write(pixels, subifds=1, metadata={"axes": "YX"})
        file.write(pixels[::2, ::2], subfiletype=1)
    np.testing.assert_array_equal(read_image(path)[..., 0], pixels)


def rgba(dtype, alpha, path):
    pixels = np.random.default_rng(5).integers(0, 200, (10, 12, 4)).astype(dtype)
    if alpha is not None:
        pixels[..., 3] = alpha
    tifffile.imwrite(path, pixels, photometric="rgb", extrasamples=["unassalpha"])
    return pixels


def test_a_fourth_channel_that_claims_to_be_transparency_is_refused(tmp_path):
    rgba(np.uint16, None, tmp_path / "four.tif")
    text = refusal(tmp_path / "four.tif")
    assert "marked as transparency, but holds an image" in text


@pytest.mark.parametrize("alpha", [65535, 0])
def test_deep_transparency_that_is_the_same_everywhere_is_dropped(alpha, tmp_path):
    pixels = rgba(np.uint16, alpha, tmp_path / "deep.tif")
    found = read_image(tmp_path / "deep.tif")
    assert found.dtype == np.uint16
    np.testing.assert_array_equal(found, pixels[..., :3])


def test_an_animation_is_refused(tmp_path):
    frames = [Image.fromarray(shape("discs", i)) for i in range(2)]
    frames[0].save(tmp_path / "two.webp", save_all=True, append_images=frames[1:])
    assert "several pictures" in refusal(tmp_path / "two.webp")


@pytest.mark.parametrize("ending", [".jpg", ".tif"])
def test_print_colours_are_refused(ending, tmp_path):
    Image.new("CMYK", (16, 16), (9, 8, 7, 6)).save(tmp_path / f"print{ending}")
    assert "CMYK" in refusal(tmp_path / f"print{ending}")


@pytest.mark.parametrize("ending", READERS)
def test_an_empty_file_is_refused(ending, tmp_path):
    path = tmp_path / f"empty{ending}"
    path.touch()
    assert "empty (0 bytes)" in refusal(path)


@pytest.mark.parametrize("ending", READERS)
def test_text_under_the_name_of_an_image_is_refused(ending, tmp_path):
    path = tmp_path / f"notes{ending}"
    path.write_text("Plate 3, well B07: medium changed on Tuesday.")
    assert "damaged, cut short, or of another kind" in refusal(path)


@pytest.mark.parametrize("ending", WRITTEN)
def test_a_file_cut_short_is_refused(ending, tmp_path):
    noise = np.random.default_rng(0).integers(0, 255, (64, 64), np.uint8)
    path = save(tmp_path / f"cut{ending}", noise)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "cut short" in refusal(path)


@pytest.mark.parametrize("name", ["movie.gif", "plain", "notes.txt"])
def test_what_is_no_image_by_its_name_is_refused(name, tmp_path):
    text = refusal(tmp_path / name)
    assert text.startswith("not an image: ")
    assert ".tif .tiff .png" in text


def test_a_file_that_is_gone_is_told_so(tmp_path):
    assert "is gone" in refusal(tmp_path / "gone.png")


@pytest.mark.parametrize("kind", [0, 2], ids=["grey", "colour"])
@pytest.mark.parametrize("bits", [8, 16])
def test_a_bomb_is_refused_by_its_declared_size(kind, bits, tmp_path, monkeypatch):
    def decoded(*_args, **_options):
        raise AssertionError("decoded")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decoded)
    monkeypatch.setattr(raster.imagecodecs, "png_decode", decoded)
    path = tmp_path / "bomb.png"
    body = png_chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    path.write_bytes(png_header(60_000, 50_000, bits, kind) + body)
    assert "is 60000 x 50000 pixels by its header" in refusal(path)


def test_a_bomb_of_a_tiff_is_refused_by_its_declared_size(tmp_path, monkeypatch):
    def decoded(*_args, **_options):
        raise AssertionError("decoded")

    path = tmp_path / "bomb.tif"
    tifffile.imwrite(path, np.zeros((8, 16), np.uint8), compression="deflate")
    data = bytearray(path.read_bytes())
    with tifffile.TiffFile(path) as tiff:
        tags = tiff.pages[0].tags
        places = {
            name: tags[name].valueoffset for name in ("ImageWidth", "ImageLength")
        }
        form = "<H" if tags["ImageWidth"].dtype == 3 else "<I"
    for place in places.values():
        struct.pack_into(form, data, place, 60_000)
    path.write_bytes(data)
    monkeypatch.setattr(tifffile.TiffPageSeries, "asarray", decoded)
    monkeypatch.setattr(tifffile.TiffPage, "asarray", decoded)
    assert "60000 x 60000 pixels" in refusal(path)


def test_a_damaged_tiff_says_nothing_on_stderr(tmp_path, caplog):
    path = write(tmp_path / "cut.tif", ramp())
    path.write_bytes(path.read_bytes()[:1000])
    refusal(path)
    assert not caplog.records


def test_a_file_that_may_not_be_read_is_told_so(tmp_path, monkeypatch):
    def denied(path: Path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setitem(READERS, ".png", denied)
    assert "may not be read" in refusal(tmp_path / "locked.png")
