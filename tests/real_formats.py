"""What each file in the folder of formats holds, by other readers than ours."""

import io
from typing import NamedTuple

import cv2
import numpy as np
from drawn import REAL
from PIL import Image, ImageOps

FORMATS = REAL / "formats"


def by_pillow(path):
    """Return pages (page, y, x, sample), upright, palettes looked up."""
    with Image.open(path) as image:
        pages = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            page = ImageOps.exif_transpose(image)
            pages.append(np.asarray(page.convert("RGB") if page.mode == "P" else page))
    stacked = np.stack(pages)
    stacked = stacked if stacked.ndim == 4 else stacked[..., None]
    return stacked * np.uint8(255) if stacked.dtype == bool else stacked


def by_opencv(path):
    pixels = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_UNCHANGED)
    return pixels[None, ..., [2, 1, 0]] if pixels.ndim == 3 else pixels[None, ..., None]


def places_of_palette(path):
    """Return the stored numbers of a page whose palette only shows them."""
    with Image.open(path) as image:
        return np.asarray(image)[None, ..., None]


def stretched_to_8_bits(path):
    """Return 4-bit values, which Pillow multiplies by 17."""
    return by_pillow(path) // 17


def webp_inside(path):
    data = path.read_bytes()
    return by_pillow(io.BytesIO(data[data.index(b"RIFF") :]))


def first_two_pages(path):
    with Image.open(path) as image:
        pages = []
        for number in range(2):
            image.seek(number)
            pages.append(np.asarray(image.convert("RGB")))
    return np.stack(pages)


def same_as(name):
    return lambda path: by_opencv(path.with_name(name))


class Read(NamedTuple):
    """What is expected of one image of a file.

    Attributes:
        path: Below the folder of formats.
        shape: (channel, z, time, y, x).
        dtype: Type of the pixels.
        by: Another reader, whose pages are (page, y, x, sample); or the start of the
            SHA-256 of all pixels as another reader gave them.
        scene: Number of the image in the file; 0 where it is the only one.
        size: Micrometres of a pixel.
        bits: Declared significant bits.
    """

    path: str
    shape: tuple[int, ...]
    dtype: str
    by: object
    scene: int = 0
    size: float | None = None
    bits: int | None = None


# Sums of CZI: libCZI of ZEISS, through pylibCZIrw 6.1.0. Of ND2 and LIF, for which no
# other reader was at hand: the bytes at the places that the file formats name.
READS = [
    Read("czi/100x100.czi", (1, 1, 1, 10, 10), "u1", "bce0aff19cf5aa6a", size=0.1),
    Read(
        "czi/CellDivision_T3_Z5_CH2_X240_Y170_comp1.czi",
        (2, 5, 3, 170, 240),
        "u2",
        "4dc5376a749bbb9d",
    ),
    Read(
        "czi/CellDivision_T3_Z6_CH1_X300_Y200_DCV_ZSTD.czi",
        (1, 6, 3, 200, 300),
        "u2",
        "c97ee2e0f630af52",
        size=0.0905767,
        bits=14,
    ),
    Read("czi/DAPI_GFP.czi", (2, 1, 1, 640, 640), "u1", "dfb487206db90989"),
    Read(
        "czi/FOV7_HV110_P0500510000.czi", (1, 1, 1, 512, 512), "u1", "2e6cfad2f71cae91"
    ),
    Read(
        "czi/LLS7_small.czi", (2, 3, 2, 64, 64), "u2", "4d46e6399419fa2e", 0, 0.144992
    ),
    Read(
        "czi/S3_1Pos_2Mosaic_T1_Z1_CH1.czi",
        (1, 1, 1, 122, 295),
        "u2",
        "5a5dfd319c7a2bcd",
        1,
        1.6,
        14,
    ),
    Read(
        "czi/S3_1Pos_2Mosaic_T1_Z1_CH1.czi",
        (1, 1, 1, 64, 64),
        "u2",
        "7ce97386abf3197b",
        2,
        1.6,
        14,
    ),
    Read(
        "czi/S3_1Pos_2Mosaic_T1_Z1_CH1.czi",
        (1, 1, 1, 237, 352),
        "u2",
        "9ac1a63230882bda",
        3,
        1.6,
        14,
    ),
    Read(
        "czi/WellD6_S1.czi", (1, 1, 1, 440, 544), "u2", "7edaec458f442eb4", 0, 0.1, 14
    ),
    Read("czi/rgb_test_image.czi", (3, 1, 1, 513, 639), "u1", "5e83b50e1c5e8a0d"),
    Read(
        "czi/two_scenes.czi", (1, 2, 1, 251, 251), "u2", "645455e8014fd8c5", 1, 0.195644
    ),
    Read(
        "czi/two_scenes.czi", (1, 2, 1, 251, 251), "u2", "bd1e2ca07e6b6258", 2, 0.195644
    ),
    Read(
        "nd2/cluster.nd2",
        (2, 10, 3, 31, 38),
        "u2",
        "2ccb8098713e8a85",
        size=0.167809,
        bits=12,
    ),
    Read(
        "made_variants/SYNTHETIC_container_real_pixels.lif",
        (2, 1, 1, 200, 200),
        "u2",
        "645f734e74cc8d43",
        size=0.201005,
        bits=12,
    ),
    Read("made_variants/made_2ch.ome.tif", (2, 1, 1, 200, 200), "u2", by_pillow),
    Read("made_variants/all_zero_16bit.tif", (1, 1, 1, 64, 64), "u2", by_pillow),
    Read("made_variants/exif6_cell.jpg", (1, 1, 1, 100, 70), "u1", by_pillow),
    # In spite of its name, all of its values are numbers.
    Read("made_variants/float32_nan_cell.tif", (1, 1, 1, 200, 200), "f4", by_pillow),
    Read("made_variants/int16_signed_cell.tif", (1, 1, 1, 200, 200), "i2", by_pillow),
    Read(
        "made_variants/naïve ünïcode 細胞 name (1).png",
        (1, 1, 1, 100, 100),
        "u1",
        by_opencv,
    ),
    Read("made_variants/one_pixel.tif", (1, 1, 1, 1, 1), "u2", by_pillow),
    Read("made_variants/palette_cell.png", (1, 1, 1, 100, 100), "u1", by_opencv),
    Read("made_variants/rgba_cell.png", (3, 1, 1, 100, 100), "u1", by_pillow),
    Read("made_variants/uint32_cell.tif", (1, 1, 1, 200, 200), "u4", by_pillow),
    Read("jpeg/hopper_bad_exif.jpg", (1, 1, 1, 500, 500), "u1", by_opencv),
    Read("jpeg/hopper_gray.jpg", (1, 1, 1, 128, 128), "u1", by_opencv),
    Read("jpeg_exif_rotated/Landscape_8.jpg", (3, 1, 1, 1200, 1800), "u1", by_pillow),
    Read("jpeg_exif_rotated/Portrait_6.jpg", (3, 1, 1, 1800, 1200), "u1", by_pillow),
    *(
        Read(
            f"jpeg_exif_rotated/hopper_orientation_{number}.jpg",
            (3, 1, 1, 128, 128),
            "u1",
            by_pillow,
        )
        for number in range(2, 9)
    ),
    Read(
        "ome-tiff/FOV7_HV110_P0500510000.ome.tiff", (1, 1, 1, 512, 512), "u1", by_pillow
    ),
    Read(
        "ome-tiff/rgb_planar_test_image.ome.tif",
        (3, 1, 1, 513, 639),
        "u1",
        by_pillow,
        size=1.0,
    ),
    Read("other/16bit.cropped.jp2", (1, 1, 1, 64, 64), "u2", by_pillow),
    Read("other/hopper.webp", (3, 1, 1, 128, 128), "u1", by_opencv),
    Read("other/hopper_16bit.pgm", (1, 1, 1, 128, 128), "u2", by_opencv),
    Read("other/hopper_rle8.bmp", (3, 1, 1, 128, 128), "u1", by_opencv),
    Read("png/coloc_16bit_G.png", (1, 1, 1, 1040, 1392), "u2", by_opencv),
    Read("png/exif_imagemagick_orientation.png", (3, 1, 1, 512, 512), "u1", by_pillow),
    Read("png/hopper_bw_500.png", (1, 1, 1, 500, 500), "u1", by_opencv),
    Read("png/p_16.png", (3, 1, 1, 128, 128), "u1", by_opencv),
    Read("png/p_trns_single.png", (3, 1, 1, 64, 64), "u1", by_pillow),
    Read("png/palette_wedge.png", (3, 1, 1, 128, 128), "u1", by_opencv),
    Read("png/pil123rgba.png", (3, 1, 1, 150, 162), "u1", by_pillow),
    Read("png/uncompressed_la.png", (1, 1, 1, 128, 128), "u1", by_pillow),
    Read("tiff/12bit.cropped.tif", (1, 1, 1, 100, 100), "u2", by_pillow, bits=12),
    Read("tiff/12in16bit.tif", (1, 1, 1, 100, 100), "u2", by_opencv),
    Read("tiff/16bit.cropped.tif", (1, 1, 1, 64, 64), "u2", by_opencv),
    Read("tiff/16bit.deflate.tif", (1, 1, 1, 64, 64), "u2", by_opencv),
    Read("tiff/CH1_16bit.tif", (1, 1, 1, 408, 406), "u2", by_opencv),
    # The same field, saved by ImageJ as a picture.
    Read(
        "tiff/CH3_Fluorescence_8bit.tif",
        (3, 1, 1, 272, 275),
        "u1",
        same_as("Fluorescence_RGB.tif"),
    ),
    Read("tiff/Fluorescence_RGB.tif", (3, 1, 1, 272, 275), "u1", by_opencv),
    Read("tiff/g4_orientation_6.tif", (1, 1, 1, 88, 590), "u1", by_pillow),
    Read(
        "tiff/hela_rgb48_12bit_672x512.tif",
        (3, 1, 1, 512, 672),
        "u2",
        by_opencv,
        size=0.0514931,
    ),
    Read("tiff/hopper_bigtiff.tif", (3, 1, 1, 128, 128), "u1", by_opencv),
    Read(
        "tiff/hopper_gray_4bpp.tif",
        (1, 1, 1, 128, 128),
        "u1",
        stretched_to_8_bits,
        bits=4,
    ),
    Read("tiff/hopper_lzw.tif", (3, 1, 1, 128, 128), "u1", by_opencv),
    Read("tiff/hopper_webp.tif", (3, 1, 1, 128, 128), "u1", webp_inside),
    Read("tiff/multipage.tiff", (3, 2, 1, 10, 10), "u1", first_two_pages, 1),
    Read("tiff/tiff_16bit_RGB.tiff", (3, 1, 1, 40, 100), "u2", by_opencv),
    Read(
        "tiff/tiff_tiled_planar_16bit_RGB.tiff",
        (3, 1, 1, 40, 100),
        "u2",
        same_as("tiff_16bit_RGB.tiff"),
    ),
    Read(
        "tiff/xy_12bit__saturated_plant.tif",
        (1, 1, 1, 512, 512),
        "u2",
        by_opencv,
        0,
        2.48592,
    ),
    Read(
        "tiff/xy_8bit__nup_bgsubtracted.tif",
        (1, 1, 1, 512, 512),
        "f4",
        by_opencv,
        0,
        0.263576,
    ),
    Read(
        "tiff/xy_8bit_labels__nup.tif",
        (1, 1, 1, 512, 512),
        "u1",
        places_of_palette,
        0,
        0.263576,
    ),
    Read(
        "tiff/xy_calibrated_16bit__cells_eres_noisy.tif",
        (1, 1, 1, 512, 512),
        "u2",
        by_opencv,
        size=0.229674,
    ),
    Read("tiff/xy_rgb__cells.tif", (3, 1, 1, 257, 280), "u1", by_opencv),
    Read(
        "tiff/xyc_16bit__membranes_nuclei_hot_pixel.tif",
        (2, 1, 1, 354, 475),
        "u2",
        by_pillow,
    ),
    Read(
        "tiff/xyc_16bit__nuclei_golgi.tif",
        (2, 1, 1, 220, 204),
        "u2",
        by_pillow,
        0,
        0.515752,
    ),
    Read("tiff/xyt_8bit_polyp.tif", (1, 1, 3, 313, 313), "u1", by_pillow),
    Read(
        "tiff/xyzc_16bit__spots.tif", (2, 17, 1, 88, 89), "u2", by_pillow, 0, 0.0941345
    ),
]

REFUSED = {
    "czi/S3_1Pos_2Mosaic_T1_Z1_CH1.czi": "holds 3 images; expected one. Choose",
    "czi/two_scenes.czi": "holds 2 images; expected one. Choose",
    "jpeg/pil_sample_cmyk.jpg": "CMYK",
    "made_variants/cmyk_cell.jpg": "CMYK",
    "other/spestack_test.spe": "not an image: '.spe' is not among",
    "tiff/lab.tif": "CIELAB colours; expected grey or RGB",
    "tiff/multipage.tiff": "holds 2 images; expected one. Choose",
    "tiff/tiff_strip_cmyk_jpeg.tif": "CMYK",
}

# Each is wrong in its name, its notes or the bits it declares alone.
READABLE = {
    "corrupt/made_png_named_jpg.jpg": "(100, 100, 1)",
    "corrupt/photoshop-200dpi-broken.jpg": "(200, 200, 3)",
    "corrupt/tiff_wrong_bits_per_sample.tiff": "(53, 52, 3)",
}
DAMAGED = {
    "corrupt/broken.png": "damaged",
    "corrupt/broken_data_stream.png": "damaged",
    "corrupt/crash-0c7e0e8e11ce787078f00b5b0ca409a167f070e0.tif": "damaged",
    "corrupt/crash-4f085cc12ece8cde18758d42608bed6a2a2cfb1c.tif": "damaged",
    "corrupt/decompression_bomb.gif": "not an image: '.gif'",
    "corrupt/made_text_named.tif": "not a TIFF file",
    "corrupt/made_truncated.czi": "a block of 272606 bytes; its header says 409600",
    "corrupt/made_truncated.nd2": "damaged",
    "corrupt/made_truncated_real_12bit.tif": "damaged",
    "corrupt/made_zero_bytes.png": "the file is empty",
    "corrupt/oom-225817ca0f8c663be7ab4b9e717b02c661e66834.tif": "damaged",
    "corrupt/tiff_overflow_rows_per_strip.tif": "damaged",
    "corrupt/truncated_end_chunk.png": "damaged",
    "corrupt/truncated_image.png": "damaged",
    "corrupt/truncated_jpeg.jpg": "damaged",
}
