"""What a bundle leaves out of what PyInstaller would take, and why."""

import re
from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase

MODULES = (
    # Other engines, other windows, and tools of those who write programs.
    "torch",
    "jax",
    "flax",
    "PyQt5",
    "PyQt6",
    "PySide2",
    "tkinter",
    "IPython",
    "pytest",
    "mypy",
    "_pytest",
    "pip",
    # Compilers and servers that TensorFlow asks for and training never loads.
    "clang",
    "grpc",
    "tensorboard",
    "tensorflow.python.profiler.internal._pywrap_profiler_plugin",
    # What readers of formats offer beside reading.
    "dask",
    "pandas",
    "xarray",
    "zarr",
    # Modules of Qt that the window has no use for.
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtTest",
)
"""Python modules; what they alone need stays out with them."""

FILES = (
    # Headers and sources for compilers.
    "tensorflow/include/*",
    "tensorflow/xla_aot_runtime_src/*",
    "*.lib",
    "*.h",
    "*.hpp",
    "*.pyi",
    "*.pxd",
    "*.pyx",
    "*/py.typed",
    "*/tests/*",
    "*/testdata/*",
    # Compilers for other chips: nothing loads them before somebody exports for those.
    "tensorflow/compiler/mlir/stablehlo/*",
    "*tensorflow/compiler/tf2xla/ops/_xla_ops.*",
    "*_pywrap_profiler_plugin.*",
    # Example pictures and fonts that figures are never drawn with.
    "matplotlib/mpl-data/sample_data/*",
    "matplotlib/mpl-data/fonts/afm/*",
    "matplotlib/mpl-data/fonts/pdfcorefonts/*",
    "*/examples/*",
    # Qt: what draws web-like windows, 3D, and talks to screens nobody has here.
    "*Qt*Quick*",
    "*Qt*Qml*",
    "*Qt6Network*",
    "*Qt6Pdf*",
    "*Qt6Test*",
    "*Qt6VirtualKeyboard*",
    "*Qt6WaylandCompositor*",
    "PySide6/Qt/qml/*",
    "PySide6/qml/*",
    "PySide6/*translations/*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*vnc*",
    "*/plugins/platforms/*eglfs*",
    "*/plugins/platforms/*minimalegl*",
    "*/plugins/platforms/*vkkhrdisplay*",
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/generic/*",
    # The look of GTK brings all of GTK; the window has a look of its own.
    "*/plugins/platformthemes/libqgtk3.so",
    "*/plugins/networkinformation/*",
    "*/plugins/tls/*",
    "*/plugins/imageformats/*qpdf*",
    "*opengl32sw.dll",
    # Pictures in AVIF are not read.
    "PIL/_avif.*",
    "pillow.libs/libavif*",
    # Films are not read.
    "cv2/opencv_videoio_ffmpeg*",
)
"""Patterns of paths inside the bundle, with / on every system."""

CODECS = frozenset(
    {
        *("_shared", "_shared_cython", "_imcd", "_bmp", "_ccitt", "_czi", "_deflate"),
        *("_gif", "_jpeg2k", "_jpeg8", "_jpegls", "_jpegsof3", "_jpegxl", "_jpegxr"),
        *("_lerc", "_ljpeg", "_lzma", "_png", "_tiff", "_webp", "_wic", "_zlib"),
        "_zstd",
    }
)
"""Codecs of imagecodecs that TIFF, CZI, LIF and pictures are compressed with."""

CODEC_LIBRARIES = (
    "aom",
    "avif",
    "SZ3",
    "cpcodec",
    "blosc",
    "sperr",
    "zfp",
    "hdf5",
    "ultrahdr",
    "OpenEXR",
    "wavpack",
)
"""Libraries that only other codecs of it are linked with."""

QT_KEEPS = ("*Qt6XcbQpa*", "*Qt6EglFSDeviceIntegration*")
"""What a pattern above would hit by its name alone."""


def is_left_out(name: str) -> bool:
    """Tell whether a file stays out of the bundle.

    Args:
        name: Its path inside the bundle, with either kind of slash.
    """
    path = name.replace("\\", "/")
    if path.startswith("imagecodecs"):
        return _is_other_codec(path)
    if any(fnmatchcase(path, pattern) for pattern in QT_KEEPS):
        return False
    return any(fnmatchcase(path, pattern) for pattern in FILES)


def _is_other_codec(path: str) -> bool:
    folder, _, rest = path.partition("/")
    if folder == "imagecodecs.libs":
        return any(rest.startswith(f"lib{each}") for each in CODEC_LIBRARIES)
    codec = rest.partition(".")[0]
    native = rest.endswith((".so", ".pyd"))
    return (native and codec not in CODECS) or is_for_compilers(rest)


def is_for_compilers(name: str) -> bool:
    """Tell whether a file is of use to those only who build programs."""
    return name.endswith((".pyx", ".pxd", ".pyi", ".h"))


def reached(roots: Iterable[str], needs: Mapping[str, Collection[str]]) -> set[str]:
    """Return the libraries that are loaded because of others, and those others.

    Args:
        roots: Names of libraries that are needed for themselves.
        needs: The libraries that each is linked with, by its name.
    """
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += needs.get(name, ())
    return found


def links_told(text: str) -> dict[str, set[str]]:
    """Return the libraries that each file is linked with, by the file's name.

    Args:
        text: What ``readelf --dynamic --wide`` prints of two files or more.
    """
    found: dict[str, set[str]] = {}
    links: set[str] = set()
    for line in text.splitlines():
        if told := re.match(r"File: (?:.*/)?(.+)", line):
            links = found.setdefault(told[1], set())
        elif told := re.search(r"\(NEEDED\).*\[(.+)\]", line):
            links.add(told[1])
    return found
