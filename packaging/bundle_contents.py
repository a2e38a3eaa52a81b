"""What a bundle leaves out of what PyInstaller would take, and why."""

import platform
import re
import sys
from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase
from importlib.util import find_spec

SLIMS = sys.platform == "linux" and platform.machine() == "x86_64"
"""Whether libraries of this computer can be made smaller: see `bundle_slim`."""

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
    # Networks for telephones: nothing is exported for them.
    "tensorflow.lite",
    "tensorflow._api.v2.lite",
    "tensorflow._api.v2.compat.v1.lite",
    "tensorflow._api.v2.compat.v2.lite",
    # What readers of formats, and coloured output, offer beside what is asked of them.
    "pandas",
    "pyarrow",
    "xarray",
    "zarr",
    "pygments",
    # Installs packages, which a bundle cannot.
    "setuptools",
    "pkg_resources",
    # Modules of Qt that the window has no use for; plots are drawn without OpenGL.
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtTest",
    # The pages of a cluster's own web server.
    "bokeh",
)
"""Python modules; what they alone need stays out with them."""

CLUSTER = ("cryptography", "dask_jobqueue", "distributed")
"""What trains on many computers; the option ``--with-cluster`` takes it in."""

OF_CLUSTER = ("dask", "fsspec")
"""What else offers, and nothing here needs, but a cluster."""

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
    "tensorflow/lite/*",
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
    "PySide6/QtOpenGL*",
    "*Qt6VirtualKeyboard*",
    "*Qt6WaylandCompositor*",
    "PySide6/Qt/qml/*",
    "PySide6/qml/*",
    # Of Qt's own texts those of its buttons and dialogs stay, in all languages.
    "PySide6/*translations/[!q]*",
    "PySide6/*translations/qt_*",
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

UNASKED = (
    # Films.
    "libavcodec*",
    "libavformat*",
    "libavutil*",
    "libsw*",
    # Packs and unpacks pictures in AVIF for libavif, which is asked for by all formats.
    "libaom*",
    "libdav1d*",
    "libvpx*",
    "libdrm*",
    "libcrypto*",
    "libssl*",
    # Equations of a hundred unknowns and more: `CV2_CALLS` are none.
    "libopenblas*",
    "libgfortran*",
    "libquadmath*",
)
"""Libraries of OpenCV that it is linked with and that its functions here never call.

`bundle_slim` makes it ask for them no more, where it can.
"""

OPENCV_LIBRARIES = "opencv_python_headless.libs"

CV2_CALLS = frozenset(
    {
        *("GaussianBlur", "dilate", "erode", "findTransformECC", "flip", "floodFill"),
        *("getRotationMatrix2D", "getStructuringElement", "imencode", "remap"),
        *("resize", "setNumThreads", "threshold", "warpAffine"),
    }
)
"""Functions of OpenCV that the program may call: none needs a library of `UNASKED`.

One more has to be tried with a bundle before it is added.
"""

NAMELESS = ("tensorflow/*",)
"""Libraries that names nobody asks for are taken out of."""

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
    if SLIMS and path.startswith(f"{OPENCV_LIBRARIES}/"):
        return is_unasked(path.partition("/")[2])
    if any(fnmatchcase(path, pattern) for pattern in QT_KEEPS):
        return False
    return any(fnmatchcase(path, pattern) for pattern in FILES)


def is_of_opencv(name: str) -> bool:
    """Tell of a library's path inside the bundle whether it asks for some no more."""
    return name.startswith(("cv2/", f"{OPENCV_LIBRARIES}/"))


def is_unasked(library: str) -> bool:
    """Tell of a library of OpenCV whether it is asked for no more."""
    return any(fnmatchcase(library, pattern) for pattern in UNASKED)


def is_nameless(name: str) -> bool:
    """Tell of a library's path inside the bundle whether it needs few names."""
    return any(fnmatchcase(name, pattern) for pattern in NAMELESS)


def left_out_modules(cluster: bool) -> list[str]:
    """Return the Python modules that stay out of a bundle.

    Args:
        cluster: Whether it trains on many computers, too.
    """
    return [*MODULES, *(() if cluster else (*CLUSTER, *OF_CLUSTER))]


def has_cluster() -> bool:
    """Tell whether what trains on many computers is installed here."""
    return all(find_spec(name) for name in CLUSTER)


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
