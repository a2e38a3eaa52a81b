"""Real files: each is read as another reader has it, or refused with a sentence."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tifffile
from drawn import REAL
from real_formats import (
    DAMAGED,
    FORMATS,
    READABLE,
    READS,
    REFUSED,
    by_opencv,
    by_pillow,
)

from cellclassifier.core.errors import UserError
from cellclassifier.core.images import describe, read, read_image
from cellclassifier.core.tile_spec import ReadingSpec


def real(path):
    found = REAL / path
    if not found.exists():
        pytest.skip(f"the real image {path} is not beside the repository")
    return found


def test_no_file_of_the_formats_is_forgotten():
    found = {
        path.relative_to(FORMATS).as_posix()
        for path in real("formats").rglob("*")
        if path.is_file() and path.name != "manifest.csv"
    }
    expected = (
        {case.path for case in READS} | set(REFUSED) | set(READABLE) | set(DAMAGED)
    )
    assert found == expected
    assert len(found) == 95


def as_pages(pixels, samples):
    """Return (channel, z, time, y, x) as pages (page, y, x, sample), as ImageJ does."""
    pages = np.moveaxis(pixels, (2, 1, 0), (0, 1, 2))
    if samples == 1:
        return pages.reshape(-1, *pages.shape[3:], 1)
    return np.moveaxis(pages.reshape(-1, *pages.shape[2:]), 1, -1)


@pytest.mark.parametrize("case", READS, ids=lambda case: f"{case.path}-{case.scene}")
def test_a_real_file_is_read_as_another_reader_has_it(case):
    path = real(f"formats/{case.path}")
    image = read(path, ReadingSpec(scene=case.scene))
    assert image.pixels.shape == case.shape
    assert image.pixels.dtype == np.dtype(case.dtype)
    assert len(image.channels) == case.shape[0]
    assert image.pixel_size == (case.size and pytest.approx(case.size, rel=1e-5))
    assert image.bits == case.bits
    if isinstance(case.by, str):
        data = np.ascontiguousarray(image.pixels).tobytes()
        assert hashlib.sha256(data).hexdigest().startswith(case.by)
        return
    other = case.by(path)
    # Transparency, and a grey palette or picture that is stored as colour.
    other = other[..., : case.shape[0]]
    np.testing.assert_array_equal(as_pages(image.pixels, other.shape[-1]), other)


@pytest.mark.parametrize("case", READS, ids=lambda case: f"{case.path}-{case.scene}")
def test_what_is_said_of_a_real_file_is_true_of_its_pixels(case):
    path = real(f"formats/{case.path}")
    facts = describe(path, case.scene)
    image = read(path, ReadingSpec(scene=case.scene))
    assert facts._replace(scenes=("",)) == image.facts


@pytest.mark.parametrize(
    "case",
    [case for case in READS if max(case.shape[1:3]) > 1],
    ids=lambda case: f"{case.path}-{case.scene}",
)
def test_of_a_real_stack_any_plane_channel_and_time_can_be_taken(case):
    path = real(f"formats/{case.path}")
    whole = read(path, ReadingSpec(scene=case.scene)).pixels
    with pytest.raises(UserError, match=r"single plane. Choose one .* under Images"):
        read_image(path, ReadingSpec(scene=case.scene))
    channels, planes, times = case.shape[:3]
    taken = {"scene": case.scene, "time": "one", "time_number": times}
    plane = ReadingSpec(plane="one", plane_number=planes, channels=(channels,), **taken)
    np.testing.assert_array_equal(read_image(path, plane)[..., 0], whole[-1, -1, -1])
    highest = read_image(path, ReadingSpec(plane="maximum", **taken))
    np.testing.assert_array_equal(
        highest, np.moveaxis(whole[:, :, -1].max(axis=1), 0, -1)
    )


@pytest.mark.parametrize("path", REFUSED)
def test_a_real_file_that_is_not_read_is_told_so(path):
    with pytest.raises(UserError) as caught:
        read_image(real(f"formats/{path}"))
    assert REFUSED[path] in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("path", "reader", "dtype"),
    [
        ("fields/ASSEMBLED_nuclei_2688x2048_12bit_deflate_tiled.tif", by_pillow, "u2"),
        ("fields/bloodsmear_rgb_jpeg_1280x960.jpg", by_opencv, "u1"),
        ("fields/h2ax_foci_12bit_1200x1000.tif", by_opencv, "u2"),
        ("fields/nuclearprotein_control_12bit_1192.tif", by_opencv, "u2"),
        ("fields/nuclearprotein_treated_12bit_1192.tif", by_opencv, "u2"),
        ("fields/nuclei_276cells_16bit_signedoffset_1344x1024.tif", by_pillow, "u2"),
        ("fields/translocation_control_8bit_palette_1360x1024.tif", by_pillow, "u1"),
        ("fields/translocation_stimulated_8bit_palette_1360x1024.tif", by_pillow, "u1"),
    ],
)
def test_real_fields_agree_with_another_reader(path, reader, dtype):
    found = read_image(real(path))
    assert found.dtype == np.dtype(dtype)
    other = reader(REAL / path)[0]
    np.testing.assert_array_equal(found, other[..., : found.shape[-1]])


@pytest.mark.parametrize(
    ("name", "colour"),
    [
        ("yeast_heat_16bit_3ch_400.tif", True),
        ("stressgranule_arsenite_12bit_3ch_800.tif", False),
        ("stressgranule_control_12bit_3ch_800.tif", False),
    ],
)
def test_a_real_array_of_three_is_three_channels_of_one_field(name, colour):
    path = real(f"fields/{name}")
    planes = tifffile.imread(path)
    assert planes.shape[0] == 3
    np.testing.assert_array_equal(read_image(path), np.moveaxis(planes, 0, -1))
    assert describe(path).colour is colour


@pytest.mark.parametrize("number", range(2, 9))
def test_real_pictures_turned_by_exif_look_alike(number):
    name = "formats/jpeg_exif_rotated/hopper_orientation_{}.jpg"
    first = read_image(real(name.format(2))).astype(float)
    found = read_image(real(name.format(number))).astype(float)
    assert found.shape == first.shape
    assert np.corrcoef(found.ravel(), first.ravel())[0, 1] > 0.98


# The peak of the memory is set back before each file, and printed in KiB.
READ_CORRUPT = """
import resource, sys
from pathlib import Path

resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (90, 90))
from cellclassifier.core.errors import UserError
from cellclassifier.core.images import describe, read, read_image


def memory(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])


for path in sorted(Path(sys.argv[1]).iterdir()):
    print(path.name, end="\\t", flush=True)
    Path("/proc/self/clear_refs").write_text("5")
    before = memory("VmRSS")
    results = []
    for reader in (read_image, read, describe):
        try:
            found = reader(path)
            results.append(str(found.shape) if reader is read_image else "read")
        except UserError as error:
            results.append(f"told: {error}")
    print(memory("VmHWM") - before, results[0], sep="\\t", flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_corrupt_files_are_all_told_and_crash_nothing():
    folder = real("formats/corrupt")
    done = subprocess.run(
        [sys.executable, "-c", READ_CORRUPT, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    last = done.stdout.rsplit("\n", 1)[-1]
    assert done.returncode == 0, f"ended while reading {last}: {done.stderr}"
    assert done.stderr == ""
    results = {}
    for line in done.stdout.splitlines():
        name, grown, result = line.split("\t")
        assert int(grown) < 2 * 2**20, f"{name} took {grown} KiB"
        results[f"corrupt/{name}"] = result
    expected = READABLE | DAMAGED
    assert set(results) == set(expected)
    for name, text in expected.items():
        assert text in results[name]
        assert results[name].startswith("told: ") is (name in DAMAGED)


def test_all_zero_and_one_pixel_are_read_as_they_are():
    # The data set leaves them out; the reader only reads.
    assert read_image(real("formats/made_variants/all_zero_16bit.tif")).max() == 0
    assert read_image(real("formats/made_variants/one_pixel.tif")).shape == (1, 1, 1)


def test_nothing_is_written_beside_a_file_that_is_read(tmp_path):
    names = ("czi/DAPI_GFP.czi", "nd2/cluster.nd2", "tiff/xyzc_16bit__spots.tif")
    for name in (*names, "made_variants/SYNTHETIC_container_real_pixels.lif"):
        source = real(f"formats/{name}")
        copy = tmp_path / Path(name).name
        copy.write_bytes(source.read_bytes())
        copy.chmod(0o444)
        before = copy.stat()
        read(copy)
        describe(copy)
        after = copy.stat()
        assert (after.st_mtime_ns, after.st_size) == (
            before.st_mtime_ns,
            before.st_size,
        )
        assert copy.read_bytes() == source.read_bytes()
    assert len(list(tmp_path.iterdir())) == 4
