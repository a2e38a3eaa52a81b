"""Files of microscope makers: right pixels, or a sentence; and the extra they need."""

import sys

import cv2
import imagecodecs
import numpy as np
import pytest
from drawn import REAL
from PIL import Image
from written import CziBlock, write_czi, write_lif, write_oib, write_oif

from cellclassifier.core import images
from cellclassifier.core.errors import UserError
from cellclassifier.core.images import READERS, describe, read, read_image
from cellclassifier.core.tile_spec import ReadingSpec

PACKAGES = {
    ".czi": "czifile",
    ".nd2": "nd2",
    ".lif": "liffile",
    ".oif": "oiffile",
    ".oib": "oiffile",
}


def noise(*shape, dtype=np.uint16, top=4096):
    return np.random.default_rng(0).integers(0, top, shape).astype(dtype)


def block(pixels, x=0, y=0, **axes):
    return CziBlock(pixels.reshape(*pixels.shape[:2], -1), x, y, axes)


@pytest.mark.parametrize("ending", PACKAGES)
def test_without_the_extra_the_sentence_names_it(ending, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, PACKAGES[ending], None)
    path = tmp_path / f"cell{ending}"
    path.write_bytes(b"whatever")
    with pytest.raises(UserError) as caught:
        read_image(path)
    assert 'pip install "cellclassifier[formats]"' in str(caught.value)


def test_readers_load_their_package_at_their_first_file(tmp_path):
    """What the window does not need at its start is not imported then."""
    import subprocess

    lines = "import sys, cellclassifier.core.images; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", lines], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert not loaded & {*PACKAGES.values(), "tifffile", "imagecodecs", "cv2"}


@pytest.mark.parametrize(("name", "scene"), [("a.oif", 0), ("a.oib", 0), ("a.lif", 2)])
def test_axes_names_and_sizes_of_a_made_file(name, scene, tmp_path):
    pixels = noise(2, 3, 2, 9, 11)
    writers = {
        "a.oif": lambda path: write_oif(path, pixels),
        "a.oib": lambda path: write_oib(path, pixels),
        "a.lif": lambda path: write_lif(path, [pixels[:1, :1, :1], pixels]),
    }
    path = tmp_path / name
    writers[name](path)
    image = read(path, ReadingSpec(scene=scene))
    np.testing.assert_array_equal(image.pixels, pixels)
    assert image.channels == ("dye 1", "dye 2")
    assert image.pixel_size == pytest.approx(0.2)
    assert image.bits == 12
    one = {"plane": "one", "plane_number": 3, "time": "one", "time_number": 2}
    found = read_image(path, ReadingSpec(scene=scene, channels=(2,), **one))
    np.testing.assert_array_equal(found[..., 0], pixels[1, 2, 1])
    facts = describe(path, scene)
    assert (facts.planes, facts.times, facts.height, facts.width) == (3, 2, 9, 11)


def test_the_series_of_a_lif_are_chosen_by_number(tmp_path):
    path = write_lif(tmp_path / "a.lif", [noise(1, 1, 1, 8, 9), noise(1, 1, 1, 5, 6)])
    assert describe(path).scenes == ("series 1", "series 2")
    with pytest.raises(UserError, match="holds 2 images; expected one"):
        read_image(path)
    assert read_image(path, ReadingSpec(scene=2)).shape == (5, 6, 1)


def test_a_plane_that_is_missing_beside_an_oif_is_told(tmp_path):
    path = write_oif(tmp_path / "a.oif", noise(2, 3, 1, 9, 11))
    (tmp_path / "a.oif.files" / "s_C002Z002T001.tif").unlink()
    with pytest.raises(UserError, match="lacks 1 of its 6 planes"):
        read_image(path, ReadingSpec(plane="maximum"))


def test_the_folder_that_is_missing_beside_an_oif_is_told(tmp_path):
    path = write_oif(tmp_path / "a.oif", noise(1, 1, 1, 9, 11))
    (tmp_path / "a.oif.files").rename(tmp_path / "elsewhere")
    with pytest.raises(UserError, match="OIF storage path not found"):
        read_image(path)


@pytest.mark.parametrize("compression", [0, 5, 6], ids=["plain", "zstd", "sorted"])
def test_all_blocks_of_a_czi_find_their_place(compression, tmp_path):
    pixels = noise(2, 3, 2, 9, 11)
    blocks = [
        block(pixels[c, z, t], C=c, Z=z, T=t)._replace(compression=compression)
        for c, z, t in np.ndindex(2, 3, 2)
    ]
    # In no order, and counted from another number than 0.
    moved = [b._replace(axes={**b.axes, "Z": b.axes["Z"] + 7}) for b in blocks[::-1]]
    path = write_czi(tmp_path / "a.czi", moved)
    np.testing.assert_array_equal(read(path).pixels, pixels)
    one = ReadingSpec(plane="one", plane_number=2, time="one", channels=(2,))
    np.testing.assert_array_equal(read_image(path, one)[..., 0], pixels[1, 1, 0])


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_colours_of_a_czi_are_red_green_blue(dtype, tmp_path):
    pixels = noise(9, 11, 3, dtype=dtype, top=256)
    path = write_czi(tmp_path / "a.czi", [block(pixels)])
    np.testing.assert_array_equal(read_image(path), pixels)
    assert describe(path).colour


def test_a_mosaic_is_put_together_with_the_highest_tile_on_top(tmp_path):
    tiles = noise(3, 8, 8, top=1000) + 1
    path = write_czi(
        tmp_path / "a.czi",
        [
            block(tiles[1], x=-3, y=20, M=1),
            block(tiles[0], x=-9, y=20, M=0),
            block(tiles[2], x=-9, y=30, M=2),
        ],
    )
    expected = np.zeros((18, 14), np.uint16)
    expected[:8, :8] = tiles[0]
    expected[:8, 6:] = tiles[1]
    expected[10:, :8] = tiles[2]
    np.testing.assert_array_equal(read_image(path)[..., 0], expected)


def test_small_copies_in_a_czi_do_not_count(tmp_path):
    pixels = noise(8, 8)
    small = block(pixels[::2, ::2])
    blocks = [
        block(pixels),
        small._replace(pyramid=1, step=2),
        # Some programs do not mark them.
        small._replace(step=2),
    ]
    path = write_czi(tmp_path / "a.czi", blocks)
    np.testing.assert_array_equal(read_image(path)[..., 0], pixels)


def test_scenes_of_a_czi_have_their_own_size_and_name(tmp_path):
    scenes = [noise(8, 9), noise(5, 6)]
    document = (
        "<ImageDocument><Metadata><Information><Image><Dimensions><S><Scenes>"
        '<Scene Index="0" Name="A1"/><Scene Index="1" Name="B2"/></Scenes></S>'
        "</Dimensions></Image></Information></Metadata></ImageDocument>"
    )
    blocks = [block(pixels, x=100 * i, S=i) for i, pixels in enumerate(scenes)]
    path = write_czi(tmp_path / "a.czi", blocks, document)
    assert describe(path).scenes == ("A1", "B2")
    for number, pixels in enumerate(scenes, 1):
        found = read_image(path, ReadingSpec(scene=number))
        np.testing.assert_array_equal(found[..., 0], pixels)


def test_names_size_and_bits_of_a_czi_are_read(tmp_path):
    document = (
        "<ImageDocument><Metadata><Information><Image>"
        "<ComponentBitCount>12</ComponentBitCount><Dimensions><Channels>"
        '<Channel Id="Channel:0" Name="DAPI"/><Channel Id="Channel:1" Name="GFP"/>'
        "</Channels></Dimensions></Image></Information><Scaling><Items>"
        '<Distance Id="X"><Value>1.08e-07</Value></Distance>'
        '<Distance Id="Y"><Value>1.08e-07</Value></Distance>'
        "</Items></Scaling></Metadata></ImageDocument>"
    )
    blocks = [block(noise(8, 9), C=0), block(noise(8, 9), C=1)]
    facts = describe(write_czi(tmp_path / "a.czi", blocks, document))
    assert facts.channels == ("DAPI", "GFP")
    assert facts.pixel_size == pytest.approx(0.108)
    assert facts.bits == 12


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        (
            [block(noise(8, 9), C=0), block(noise(8, 9), C=1, Z=1)],
            "lacks 2 of 4 planes",
        ),
        ([block(noise(8, 9), V=0), block(noise(8, 9), V=1)], "V of 2"),
        ([block(noise(8, 9, 3)), block(noise(8, 9), C=1)], "mixes grey and colour"),
        ([block(noise(8, 9))._replace(compression=7)], "packed in a way"),
        ([block(noise(8, 9))._replace(pyramid=1)], "no image in full size"),
        (
            [block(noise(8, 9)), block(noise(8, 9), x=2**30, M=1)],
            "pixels by its header",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_czi_that_cannot_be_read_right_is_refused(blocks, text, tmp_path):
    path = write_czi(tmp_path / "a.czi", blocks)
    with pytest.raises(UserError) as caught:
        read_image(path)
    assert text in str(caught.value)


def test_a_block_that_is_shorter_than_its_header_says_is_refused(tmp_path):
    path = write_czi(tmp_path / "a.czi", [block(noise(8, 9))._replace(compression=5)])
    data = bytearray(path.read_bytes())
    short = bytes(imagecodecs.zstd_encode(noise(4, 9).tobytes()))
    place = data.find(b"\x28\xb5\x2f\xfd")
    data[place : place + len(short)] = short
    path.write_bytes(data)
    with pytest.raises(UserError, match="damaged"):
        read_image(path)


def test_a_recording_that_was_stopped_is_refused_where_it_ends(monkeypatch):
    path = REAL / "formats" / "nd2" / "cluster.nd2"
    if not path.exists():
        pytest.skip("the real image cluster.nd2 is not beside the repository")
    nd2 = pytest.importorskip("nd2")
    with nd2.ND2File(path) as file:
        stopped = file.attributes._replace(sequenceCount=10)
    monkeypatch.setattr(nd2.ND2File, "attributes", stopped)
    whole = {"plane": "maximum", "time": "one"}
    assert read_image(path, ReadingSpec(**whole)).shape == (31, 38, 2)
    with pytest.raises(UserError, match="lacks plane 1 at time point 2"):
        read_image(path, ReadingSpec(time_number=2, **whole))


@pytest.mark.parametrize("bits", [10, 12, 16])
@pytest.mark.parametrize("ending", [".jp2", ".j2k", ".jpx"])
def test_jpeg_2000_keeps_its_depth(bits, ending, tmp_path):
    path = tmp_path / f"deep{ending}"
    pixels = noise(32, 40, top=2**bits)
    codec = "j2k" if ending == ".j2k" else "jp2"
    options = {"level": 0, "reversible": True, "bitspersample": bits}
    path.write_bytes(imagecodecs.jpeg2k_encode(pixels, codecformat=codec, **options))
    np.testing.assert_array_equal(read_image(path)[..., 0], pixels)
    assert describe(path).bits == (None if bits == 16 else bits)


def test_colour_of_jpeg_2000_keeps_16_bits(tmp_path):
    path = tmp_path / "deep.jp2"
    pixels = noise(32, 40, 3, top=65536)
    options = {"codecformat": "jp2", "level": 0, "reversible": True}
    path.write_bytes(imagecodecs.jpeg2k_encode(pixels, **options))
    np.testing.assert_array_equal(read_image(path), pixels)


@pytest.mark.parametrize("highest", [1, 255, 1023, 4095, 65535])
@pytest.mark.parametrize(("ending", "samples"), [(".pgm", 1), (".ppm", 3)])
def test_netpbm_is_not_stretched_to_16_bits(highest, ending, samples, tmp_path):
    path = tmp_path / f"deep{ending}"
    pixels = noise(8, 9, samples, top=highest + 1)
    pixels = pixels.astype(np.uint8 if highest < 256 else np.uint16)
    head = f"P{5 if samples == 1 else 6}\n# made\n9 8\n{highest}\n".encode()
    path.write_bytes(head + pixels.astype(pixels.dtype.newbyteorder(">")).tobytes())
    np.testing.assert_array_equal(read_image(path), pixels)
    bits = highest.bit_length()
    assert describe(path).bits == (None if bits in (8, 16) else bits)
    if highest in (255, 65535):
        other = cv2.imread(str(path), cv2.IMREAD_UNCHANGED).reshape(pixels.shape)
        np.testing.assert_array_equal(pixels, other[..., ::-1])


def test_netpbm_as_text_is_refused(tmp_path):
    path = tmp_path / "text.pgm"
    path.write_text("P2\n2 2\n255\n0 1 2 3\n")
    with pytest.raises(UserError, match="expected a binary PGM"):
        read_image(path)


def test_a_bomb_of_netpbm_is_refused_by_its_declared_size(tmp_path):
    path = tmp_path / "bomb.pgm"
    path.write_bytes(b"P5 60000 50000 65535\n")
    with pytest.raises(UserError, match="is 60000 x 50000 pixels by its header"):
        read_image(path)


def test_a_bomb_of_jpeg_2000_is_refused_by_its_declared_size(tmp_path, monkeypatch):
    path = tmp_path / "bomb.j2k"
    pixels = noise(8, 9, dtype=np.uint8, top=255)
    data = bytearray(imagecodecs.jpeg2k_encode(pixels, codecformat="j2k"))
    place = data.find(b"\xff\x51") + 6
    data[place : place + 8] = (60_000).to_bytes(4, "big") + (50_000).to_bytes(4, "big")
    path.write_bytes(data)

    def decoded(*_args, **_options):
        raise AssertionError("decoded")

    monkeypatch.setattr(imagecodecs, "jpeg2k_decode", decoded)
    with pytest.raises(UserError, match="is 60000 x 50000 pixels by its header"):
        read_image(path)


def test_a_deep_png_is_turned_by_its_exif(tmp_path):
    path = tmp_path / "deep.png"
    pixels = noise(8, 12, 3, top=65536)
    exif = Image.Exif()
    exif[0x0112] = 6
    body = exif.tobytes().removeprefix(b"Exif\0\0")
    from written import png_chunk

    plain = cv2.imencode(".png", pixels[..., ::-1])[1].tobytes()
    # Behind the signature and the header, which are 33 bytes.
    path.write_bytes(plain[:33] + png_chunk(b"eXIf", body) + plain[33:])
    np.testing.assert_array_equal(read_image(path), np.rot90(pixels, -1))


@pytest.mark.parametrize("ending", READERS)
def test_every_ending_has_a_reader_that_opens_and_closes(ending, tmp_path):
    """A file that is refused is let go of, so that it can be moved or replaced."""
    path = tmp_path / f"cell{ending}"
    path.write_bytes(b"\0" * 100)
    with pytest.raises(UserError):
        read_image(path)
    path.rename(tmp_path / "moved")
    assert images.formats().split() == list(READERS)
