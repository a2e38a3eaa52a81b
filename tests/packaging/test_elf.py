"""Libraries that were made smaller do what they did."""

import ctypes
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from bundling import contents, elf, slim

pytestmark = pytest.mark.skipif(not contents.SLIMS, reason="Linux on AMD64 only")
COMPILER = shutil.which("g++")
needs_compiler = pytest.mark.skipif(COMPILER is None, reason="no compiler")

# Many long names make pages of them; one is asked for by the other library, one by C.
INNER = """
#include <stdexcept>
struct Base { virtual int kind() { return 1; } virtual ~Base() {} };
struct Derived : Base { int kind() override { return 2; } };
template <int N> struct AnUncommonlyLongNameOfAClassWhichHasManyOtherParts {
  __attribute__((noinline)) static int with_a_function(int x) {
    return N < 1 ? x : AnUncommonlyLongNameOfAClassWhichHasManyOtherParts<
      (N < 1 ? 0 : N - 1)>::with_a_function(x) + 1; } };
int shared(int x) {
  return AnUncommonlyLongNameOfAClassWhichHasManyOtherParts<300>::with_a_function(x); }
int (*table[])(int) = {shared,
  AnUncommonlyLongNameOfAClassWhichHasManyOtherParts<7>::with_a_function};
thread_local int here = 5;
extern "C" int from_c(int x) {
  Base *made = new Derived;
  int kind = made->kind() + (dynamic_cast<Derived *>(made) ? 10 : 0);
  delete made;
  try { if (x < 0) throw std::runtime_error("below"); }
  catch (const std::exception &) { return -1; }
  here += 1;
  return table[0](x) + table[1](0) + 1000 * kind + 100000 * here; }
"""
OUTER = """
int shared(int);
int gone(int);
extern "C" int with_other(int x) { return shared(x) + 1; }
extern "C" int without(int x) { return gone(x); }
"""
GONE = "int gone(int x) { return x; }"


def build(folder, name, text, *linked):
    source = folder / f"{name}.cpp"
    source.write_text(text, "utf-8")
    path = folder / f"lib{name}.so"
    found = [f"-l{each}" for each in linked]
    command = [COMPILER, "-shared", "-fPIC", "-O0", "-g", "-o", str(path), str(source)]
    subprocess.run(
        [*command, f"-L{folder}", "-Wl,-rpath,$ORIGIN", "-Wl,-z,lazy", *found],
        check=True,
    )
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    if COMPILER is None:
        pytest.skip("no compiler")
    folder = tmp_path_factory.mktemp("libraries")
    build(folder, "inner", INNER)
    build(folder, "gone", GONE)
    build(folder, "outer", OUTER, "inner", "gone")
    return folder


@pytest.fixture
def libraries(made, tmp_path):
    # Loaded once more only under another path.
    return Path(shutil.copytree(made, tmp_path / "copy"))


def answers(path, *calls):
    """Call functions of a library in another process, since it may fall."""
    lines = [f"import ctypes; it = ctypes.CDLL({str(path)!r})"]
    lines += [f"print(it.{call})" for call in calls]
    done = subprocess.run(
        [sys.executable, "-c", "; ".join(lines)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.split() or done.stderr


@needs_compiler
def test_it_answers_as_before_and_is_smaller(libraries):
    inner, outer = libraries / "libinner.so", libraries / "libouter.so"
    calls = ("from_c(3)", "from_c(-3)", "from_c(4)")
    before = answers(inner, *calls)
    asked = elf.symbol_names(outer)
    size, names = inner.stat().st_size, elf.symbol_names(inner)
    saved = slim.slim(inner, asked)
    assert saved == size - inner.stat().st_size
    # 300 names of a class, each longer than a hundred letters, besides tables.
    assert saved > 30_000
    assert answers(inner, *calls) == before
    assert answers(outer, "with_other(3)") == ["304"]
    left = elf.symbol_names(inner)
    assert {b"_Z6sharedi", b"from_c", b"__cxa_throw"} <= left < names
    assert not [name for name in left if b"AnUncommonlyLong" in name]


@needs_compiler
def test_without_names_to_keep_it_keeps_all(libraries):
    inner = libraries / "libinner.so"
    before, names = answers(inner, "from_c(3)"), elf.symbol_names(inner)
    assert slim.slim(inner) > 0
    assert elf.symbol_names(inner) == names
    assert answers(inner, "from_c(3)") == before
    # There is nothing left to take away.
    assert slim.slim(inner) == 0


@needs_compiler
def test_a_library_that_is_left_out_is_asked_for_no_more(libraries):
    outer = libraries / "libouter.so"
    (libraries / "libgone.so").unlink()
    assert "libgone.so" in answers(outer, "with_other(3)")
    slim.slim(outer, None, lambda name: name == "libgone.so")
    assert answers(outer, "with_other(3)") == ["304"]
    told = subprocess.run(
        ["readelf", "--dynamic", "--wide", str(outer)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "[libinner.so]" in told
    assert "libgone" not in told


@needs_compiler
def test_it_loads_where_all_is_bound_at_once(libraries, monkeypatch):
    outer = libraries / "libouter.so"
    (libraries / "libgone.so").unlink()
    slim.slim(outer, None, lambda name: name == "libgone.so")
    monkeypatch.setenv("LD_BIND_NOW", "1")
    assert answers(outer, "with_other(3)") == ["304"]


def test_names_share_their_ends():
    table, at = slim.packed_names({b"ab", b"b", b"xab", b"other", b""})
    assert len(table) == 1 + len(b"other\0") + len(b"xab\0")
    for name, place in at.items():
        assert table[place : table.index(b"\0", place)] == name


@pytest.mark.parametrize(
    "start", [b"\x7fELF\x01\x01", b"MZ", b"", b"\x7fELF\x02\x01" + bytes(40)]
)
def test_other_files_are_no_libraries(tmp_path, start):
    path = tmp_path / "file"
    path.write_bytes(start + bytes(64 if start else 0))
    assert not elf.is_library(path)


@needs_compiler
@pytest.mark.parametrize("kind", ["cut", "no headers"])
def test_a_damaged_library_is_refused_and_stays(libraries, kind):
    path = libraries / "libinner.so"
    data = bytearray(path.read_bytes())
    if kind == "cut":
        data = data[:4000]
    else:
        data[32:40] = (2**40).to_bytes(8, "little")
    path.write_bytes(data)
    with pytest.raises(ValueError, match="libinner"):
        slim.slim(path)
    assert path.read_bytes() == data


OPENCV = """
import sys
sys.path.insert(0, sys.argv[1])
import cv2, numpy as np, hashlib
assert cv2.__file__.startswith(sys.argv[1])
cv2.setNumThreads(1)
drawn = np.random.default_rng(3).random((151, 203)).astype(np.float32)
digest = hashlib.sha256()
def take(*arrays):
    for each in arrays:
        digest.update(np.ascontiguousarray(each).tobytes())
turn = cv2.getRotationMatrix2D((75, 101), 20, 1.1)
blurred = cv2.GaussianBlur(drawn, (0, 0), 2.5)
byte = (blurred * 255).astype(np.uint8)
take(blurred, cv2.flip(drawn, -1))
for how in (cv2.INTER_LINEAR, cv2.INTER_NEAREST):
    take(cv2.warpAffine(drawn, turn, (203, 151), flags=how,
                        borderMode=cv2.BORDER_REFLECT_101))
for how in (cv2.INTER_AREA, cv2.INTER_LINEAR):
    take(cv2.resize(drawn, (64, 64), interpolation=how))
y, x = np.mgrid[:90, :90].astype(np.float32) * 1.3
take(cv2.remap(drawn, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT))
round_ = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
take(cv2.dilate(drawn, round_), cv2.erode(byte, round_))
take(cv2.threshold(byte, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1])
mask = np.zeros((153, 205), np.uint8)
cv2.floodFill(byte, mask, (3, 3), 0, 9, 9, flags=4 | cv2.FLOODFILL_MASK_ONLY)
take(mask, cv2.imencode(".png", byte)[1])
large = cv2.resize(blurred, (800, 600))
moved = cv2.warpAffine(large, np.float32([[1, 0, 2], [0, 1, 1]]), (800, 600))
stop = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 40, 1e-5)
score, found = cv2.findTransformECC(large, moved, np.eye(2, 3, dtype=np.float32),
                                    cv2.MOTION_EUCLIDEAN, stop, None, 5)
take(found, np.float64(score))
try:
    cv2.resize(None, (3, 3))
except cv2.error:
    print(digest.hexdigest(), *sorted(each for each in dir(cv2) if each in sys.argv))
"""


def run_opencv(place):
    command = [sys.executable, "-c", OPENCV, str(place), *contents.CV2_CALLS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.split() or done.stderr


def test_opencv_gives_the_same_to_the_bit_without_its_large_libraries(tmp_path):
    import cv2

    origin = Path(cv2.__file__).parents[1]
    if not (origin / contents.OPENCV_LIBRARIES).is_dir():
        pytest.skip("another build of OpenCV")
    before = run_opencv(origin)
    assert set(before[1:]) == set(contents.CV2_CALLS)
    shutil.copytree(origin / "cv2", tmp_path / "cv2")
    libraries = tmp_path / contents.OPENCV_LIBRARIES
    shutil.copytree(origin / contents.OPENCV_LIBRARIES, libraries)
    for path in libraries.iterdir():
        if contents.is_left_out(f"{contents.OPENCV_LIBRARIES}/{path.name}"):
            path.unlink()
    kept = sorted(libraries.iterdir())
    names = [path.name.partition("-")[0] for path in kept]
    assert names == ["libavif", "libpng16"]
    assert "cannot open shared object" in run_opencv(tmp_path)
    for path in [*(tmp_path / "cv2").glob("*.so"), *kept]:
        assert contents.is_of_opencv(path.relative_to(tmp_path).as_posix())
        slim.slim(path, None, contents.is_unasked)
    assert run_opencv(tmp_path) == before


def test_arithmetic_of_numpy_is_left_as_it_is(tmp_path):
    import numpy._core._multiarray_umath as native

    copy = tmp_path / Path(native.__file__).name
    shutil.copyfile(native.__file__, copy)
    assert slim.slim(copy) > 0
    assert elf.symbol_names(copy) == elf.symbol_names(Path(native.__file__))
    assert ctypes.PyDLL(str(copy))["PyInit__multiarray_umath"]
    assert np.lib is not None
