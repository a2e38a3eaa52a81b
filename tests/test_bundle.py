"""The bundle's parts that can be tried without making it."""

import configparser
import hashlib
import os
import platform
import plistlib
import shutil
import subprocess
import sys
import tarfile
from email.message import Message
from importlib import metadata
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bundling import (
    PACKAGING,
    build,
    build_deb,
    contents,
    entry,
    icons,
    notices,
    sizes,
    smoke,
)
from PIL import Image


def described(**fields):
    found = Message()
    for name, value in fields.items():
        for each in value if isinstance(value, list) else [value]:
            found[name.replace("_", "-")] = each
    return found


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"License_Expression": "MIT", "License": "other"}, "MIT"),
        ({"License": "Apache 2.0"}, "Apache 2.0"),
        (
            {
                "License": "Copyright\nand so on",
                "Classifier": ["License :: OSI Approved :: BSD License", "Topic :: X"],
            },
            "BSD License",
        ),
        ({"Classifier": ["Topic :: X"]}, "see its text"),
        ({}, "see its text"),
    ],
)
def test_a_licence_is_named_as_its_package_names_it(fields, licence):
    assert notices.licence_of(described(**fields)) == licence


@pytest.mark.parametrize(
    ("licence", "texts"),
    [
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", ["GPL-3.0", "LGPL-3.0"]),
        ("Apache 2.0", ["Apache-2.0"]),
        ("MIT", []),
    ],
)
def test_a_text_that_a_package_lacks_is_added(licence, texts):
    assert [path.stem for path in notices.usual_texts(licence)] == texts


def test_modules_lead_to_distributions():
    known = {"cv2": ["opencv-python-headless"], "keras": ["keras"], "x": ["b", "a"]}
    found = notices.distributions_of(["keras.src.ops", "cv2", "x.y", "os"], known)
    assert found == ["a", "b", "keras", "opencv-python-headless"]


@pytest.mark.parametrize("name", ["numpy", "keras", "PySide6-Essentials", "tensorflow"])
def test_each_package_that_is_installed_has_a_notice(name):
    notice = notices.notice_of(name)
    assert notice.version == metadata.version(name)
    assert notice.licence != "see its text"
    assert notice.texts


def test_notices_are_a_list_and_the_texts(tmp_path):
    own = tmp_path / "LICENSE"
    own.write_text("Do what you want", "utf-8")
    other = tmp_path / "part" / "LICENSE"
    other.parent.mkdir()
    other.write_text("Ask first", "utf-8")
    made = [
        notices.Notice("zeta", "2", "MIT", "", ()),
        notices.Notice("Alpha", "1", "BSD", "https://a.example", (own, other)),
    ]
    path = notices.write_notices(tmp_path / "out", made)
    text = path.read_text("utf-8")
    assert text.index("Alpha 1") < text.index("zeta 2")
    assert "MIT; no text in the package" in text
    assert "https://a.example" in text
    kept = tmp_path / "out" / "Alpha"
    assert (kept / "LICENSE").read_text("utf-8") == "Do what you want"
    assert (kept / "1_LICENSE").read_text("utf-8") == "Ask first"


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="no Debian")
def test_libraries_of_the_system_have_a_notice():
    import ctypes.util

    name = ctypes.util.find_library("c")
    known = [Path(f"/lib/{platform.machine()}-linux-gnu") / str(name)]
    if not known[0].exists():
        pytest.skip("the C library lies elsewhere")
    assert notices.owners_of(map(str, known)) == ["libc6"]
    assert notices.owners_of(["/nowhere/libx.so"]) == []


def test_the_notice_of_a_system_package_is_its_text(tmp_path):
    (tmp_path / "libx11-6").mkdir()
    (tmp_path / "libx11-6" / "copyright").write_text("MIT", "utf-8")
    notice = notices.system_notice("libx11-6", tmp_path)
    assert notice.texts == (tmp_path / "libx11-6" / "copyright",)
    assert notices.system_notice("other", tmp_path).texts == ()


@pytest.mark.parametrize(
    ("path", "package"),
    [
        ("cellclassifier", "executables"),
        ("_internal/libpython3.12.so.1.0", "Python and systems"),
        ("_internal/tensorflow/libtensorflow_cc.so.2", "tensorflow"),
        ("_internal/opencv_python_headless.libs/libaom.so", "cv2"),
        ("_internal/numpy.libs/libopenblas.so", "numpy"),
        ("_internal/keras-3.15.1.dist-info/METADATA", "metadata"),
        ("licences/LICENCES.txt", "licences"),
    ],
)
def test_a_file_is_counted_for_its_package(path, package):
    assert sizes.package_of(path) == package


def test_sizes_add_up_and_links_are_not_counted(tmp_path):
    for name, size in {"a/x": 3_000_000, "b.libs/y": 2_000_000, "c/z": 7}.items():
        path = tmp_path / "_internal" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(bytes(size))
    (tmp_path / "_internal" / "b.libs" / "link").symlink_to(tmp_path / "_internal/a/x")
    found = sizes.sizes(tmp_path)
    assert found == {"a": 3_000_000, "b": 2_000_000, "c": 7}
    assert list(found) == ["a", "b", "c"]
    lines = [line.split(" MB  ") for line in sizes.table(found).splitlines()]
    assert [(float(size), name) for size, name in lines] == [
        (3.0, "a"),
        (2.0, "b"),
        (0.0, "all others"),
        (5.0, "together"),
    ]


@pytest.mark.parametrize(
    ("path", "left_out"),
    [
        ("tensorflow/include/tensorflow/core/op.h", True),
        ("tensorflow/libtensorflow_cc.so.2", False),
        ("tensorflow/python/profiler/internal/_pywrap_profiler_plugin.so", True),
        ("tensorflow/python/profiler/internal/_pywrap_profiler.so", False),
        ("PySide6/Qt/lib/libQt6Quick.so.6", True),
        ("PySide6\\Qt6Quick.dll", True),
        ("PySide6/Qt/lib/libQt6Core.so.6", False),
        ("PySide6/Qt/lib/libQt6Svg.so.6", False),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", False),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", True),
        ("imagecodecs/_jpegxr.abi3.so", False),
        ("imagecodecs\\_sperr.cp312-win_amd64.pyd", True),
        ("imagecodecs.libs/libSZ3c-6a88cd36.so.3.4.0", True),
        ("imagecodecs.libs/libzstd-8e2c7e29.so.1.5.7", False),
        ("matplotlib/mpl-data/sample_data/goog.npz", True),
        ("matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf", False),
        ("cellclassifier/resources/icons/ok.svg", False),
    ],
)
def test_what_nobody_needs_is_left_out(path, left_out):
    assert contents.is_left_out(path) is left_out


READELF = """
File: /usr/lib/a.so
 0x0000000000000001 (NEEDED)             Shared library: [libb.so.1]
 0x0000000000000001 (NEEDED)             Shared library: [libc.so.6]
 0x000000000000000e (SONAME)             Library soname: [a.so]

File: libb.so.1
 0x0000000000000001 (NEEDED)             Shared library: [libd.so]
"""


def test_libraries_that_nothing_is_linked_with_any_more_are_left_out():
    links = contents.links_told(READELF)
    assert links == {"a.so": {"libb.so.1", "libc.so.6"}, "libb.so.1": {"libd.so"}}
    found = contents.reached(
        ["a.so"], {**links, "libgtk.so": {"libd.so"}, "libd.so": {"a.so"}}
    )
    assert found == {"a.so", "libb.so.1", "libc.so.6", "libd.so"}


def test_no_shipped_file_is_left_out():
    root = PACKAGING.parent / "resources"
    files = [path for path in root.rglob("*") if path.is_file()]
    inside = [f"cellclassifier/resources/{p.relative_to(root)}" for p in files]
    assert inside
    assert not [path for path in inside if contents.is_left_out(path)]


WITHOUT = """
import sys
from importlib import import_module
from pkgutil import walk_packages
import bundling
bundling.entry.stand_in()
class Refuse:
    def find_spec(self, name, path=None, target=None):
        for left_out in bundling.contents.MODULES:
            if name == left_out or name.startswith(f"{left_out}."):
                raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Refuse())
for name in sys.argv[1:]:
    start = import_module(name)
    for module in walk_packages(getattr(start, "__path__", []), f"{name}."):
        import_module(module.name)
"""


@pytest.mark.parametrize("names", [["cellclassifier.gui"], ["cellclassifier.engine"]])
def test_neither_window_nor_worker_needs_a_module_that_is_left_out(names):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *names],
        cwd=PACKAGING.parent / "tests",
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr


ONLY_KEPT = """
import sys
import bundling
class Refuse:
    def find_spec(self, name, path=None, target=None):
        top, _, codec = name.partition(".")
        if top == "imagecodecs" and codec[:1] == "_" and codec[1:2] != "_":
            if bundling.contents.is_left_out(f"imagecodecs/{codec}.abi3.so"):
                raise ImportError(name)
sys.meta_path.insert(0, Refuse())
import imagecodecs
import numpy as np
pixels = np.arange(64 * 64, dtype=np.uint8).reshape(64, 64)
for name in sys.argv[1:]:
    packed = getattr(imagecodecs, f"{name}_encode")(pixels)
    decoded = np.asarray(getattr(imagecodecs, f"{name}_decode")(packed))
    assert decoded.tobytes() == pixels.tobytes(), name
try:
    imagecodecs.blosc_encode(pixels)
except ImportError:
    print("only those")
"""


def test_codecs_that_are_kept_read_what_files_are_packed_with():
    names = ("png", "jpeg2k", "jpegxr", "zstd", "lzw", "zlib", "lzma", "packbits")
    done = subprocess.run(
        [sys.executable, "-c", ONLY_KEPT, *names],
        cwd=PACKAGING.parent / "tests",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "only those\n", done.stderr


def test_the_archive_holds_the_bundle_and_its_digits_are_told(tmp_path):
    bundle = tmp_path / "cellclassifier"
    bundle.mkdir()
    (bundle / "Zähler").write_text("x", "utf-8")
    path = build.pack(bundle, tmp_path, level=0)
    assert path.name.startswith(f"cellclassifier-{metadata.version('cellclassifier')}-")
    with tarfile.open(path) as file:
        stem = path.name.removesuffix(".tar.xz")
        assert f"{stem}/Zähler" in file.getnames()
    build.checksums(tmp_path, [path])
    digits = hashlib.sha256(path.read_bytes()).hexdigest()
    told = (tmp_path / "SHA256SUMS").read_text("utf-8")
    assert told == f"{digits}  {path.name}\n"


@pytest.mark.parametrize(("system", "form"), [("win32", "ICO"), ("darwin", "ICNS")])
def test_the_icon_is_drawn_for_each_system(tmp_path, system, form):
    with Image.open(icons.make(tmp_path, system)) as image:
        assert image.format == form
        largest = image.convert("RGBA")
    red, green, blue, alpha = largest.getpixel(
        (largest.width // 2, largest.height // 12)
    )
    assert alpha == 255
    assert max(red, green, blue) < 100
    assert largest.getpixel((0, 0))[3] == 0


def test_other_programs_get_their_own_libraries_back(monkeypatch):
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/own")
    monkeypatch.setenv("DYLD_LIBRARY_PATH", "/bundle")
    entry.restore_library_path()
    assert os.environ["LD_LIBRARY_PATH"] == "/own"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
    assert "DYLD_LIBRARY_PATH" not in os.environ


def test_the_trial_has_no_python_and_no_home(tmp_path, monkeypatch):
    monkeypatch.setenv("CELLCLASSIFIER_HOME", "/somewhere")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    trial = smoke.Trial(tmp_path, tmp_path)
    found = trial.environment()
    assert not any((tmp_path / "nothing").iterdir())
    assert found["PATH"] == str(tmp_path / "nothing")
    assert found["HOME"] == str(tmp_path / "home")
    assert not {"CELLCLASSIFIER_HOME", "PYTHONPATH", "VIRTUAL_ENV"} & found.keys()


@pytest.mark.skipif(sys.platform == "win32", reason="a script with a first line")
def test_the_trial_ends_where_a_command_fails(tmp_path, capsys):
    program = tmp_path / "cellclassifier-console"
    program.write_text(
        f"#!{sys.executable}\nimport sys; print(sys.argv[1])\nsys.exit(3)\n"
    )
    program.chmod(0o755)
    with pytest.raises(SystemExit, match="exit code 3\nword"):
        smoke.Trial(tmp_path, tmp_path).run("word")
    with pytest.raises(SystemExit):
        smoke.require(False, "something")
    assert "FAIL something" in capsys.readouterr().out


def test_the_package_for_debian_has_command_menu_and_type(tmp_path):
    bundle = tmp_path / "bundle"
    (bundle / "licences").mkdir(parents=True)
    for name in ("cellclassifier", "cellclassifier-console", "licences/LICENCES.txt"):
        (bundle / name).write_text("x", "utf-8")
    tree = tmp_path / "tree"
    (bundle / "link").symlink_to("licences/LICENCES.txt")
    build_deb.lay(tree, bundle)
    build_deb.write_control(tree, "1.2.3", "amd64", "A B <a@b.example>")
    assert (tree / "opt/cellclassifier/cellclassifier").read_text("utf-8") == "x"
    command = tree / "usr/bin/cellclassifier-console"
    assert str(command.readlink()) == "/opt/cellclassifier/cellclassifier-console"
    control = (tree / "DEBIAN/control").read_text("utf-8")
    assert "Version: 1.2.3\nArchitecture: amd64\n" in control
    assert "libxcb-cursor0" in control
    files = [p for p in tree.rglob("*") if p.is_file() and not p.is_symlink()]
    outside = [p for p in files if "DEBIAN" not in p.parts]
    assert (
        f"Installed-Size: {sum(p.stat().st_size for p in outside) // 1024}\n" in control
    )
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(tree / "usr/share/applications/cellclassifier.desktop", "utf-8")
    menu = entry["Desktop Entry"]
    kinds = ElementTree.parse(tree / "usr/share/mime/packages/cellclassifier.xml")
    kind = kinds.getroot()[0].get("type")
    assert kind in menu["MimeType"].split(";")
    icon = tree / f"usr/share/icons/hicolor/scalable/apps/{menu['Icon']}.svg"
    assert icon.is_file()


def test_the_rights_of_the_mac_are_a_property_list():
    path = PACKAGING / "macos" / "entitlements.plist"
    rights = plistlib.loads(path.read_bytes())
    assert rights
    assert all(rights.values())


@pytest.mark.parametrize(
    "name",
    [
        "windows/installer.iss",
        "windows/build.ps1",
        "macos/build.sh",
        "linux/appimage.sh",
    ],
)
def test_what_was_not_tried_says_so_at_its_head(name):
    head = (PACKAGING / name).read_text("utf-8").splitlines()[:8]
    assert any("Not tried here" in line for line in head)
