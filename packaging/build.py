"""Makes the bundle, its notices and its archive, and tries it: one command.

    python packaging/build.py [OUT] [--no-archive] [--no-smoke] [--level N]

Run it by the Python of an environment of its own, without developers' tools:

    uv sync --no-dev --extra formats --no-install-package tensorflow
    uv pip install tensorflow-cpu==2.21.0 pyinstaller==6.22.3

OUT, `dist` without it, then holds the folder ``cellclassifier``, which needs no Python;
an archive of it; ``SHA256SUMS``; and ``sizes.csv``. Tried on Linux; not tried here:
Windows, macOS.
"""

import argparse
import csv
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import bundle_icons
import bundle_notices
import bundle_sizes

HERE = Path(__file__).resolve().parent
NAME = "cellclassifier"
ALLOWED_MB = 1000
"""Largest size that is asked for, unpacked, MB."""

STRIPPED = (
    "libpython*",
    "tensorflow/**/*.so*",
    "fontTools/**/*.so",
    "kiwisolver/*.so",
    "yaml/*.so",
)
"""Libraries that nobody changed after they were linked."""


def main() -> int:
    """Build, and return the exit code: that of the try-out."""
    options = arguments()
    out = options.out.resolve()
    folder = freeze(out)
    strip(folder)
    notices(folder, out / "work")
    found = measure(folder, out / "sizes.csv")
    if options.archive:
        checksums(out, [pack(folder, out, options.level)])
    if found > ALLOWED_MB:
        print(f"NOTE: {found:.0f} MB unpacked; asked for are {ALLOWED_MB}.")
    if not options.smoke:
        return 0
    return subprocess.run(
        [sys.executable, str(HERE / "smoke.py"), str(folder)], check=False
    ).returncode


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", nargs="?", type=Path, default=Path("dist"))
    parser.add_argument("--no-archive", dest="archive", action="store_false")
    parser.add_argument("--no-smoke", dest="smoke", action="store_false")
    parser.add_argument("--level", type=int, default=6, help="of compression, 0-9")
    return parser.parse_args()


def freeze(out: Path) -> Path:
    """Run PyInstaller; return the folder that it made."""
    icon = bundle_icons.make(out / "work", sys.platform)
    command = [
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
        *("--distpath", str(out), "--workpath", str(out / "work")),
        str(HERE / f"{NAME}.spec"),
    ]
    # Qt's and TensorFlow's own variables of a developer must not be baked in.
    environment = {**os.environ, "CELLCLASSIFIER_ICON": str(icon)}
    subprocess.run(command, check=True, env=environment, cwd=HERE.parent)
    folder = out / NAME
    link_console(folder)
    for link in [path for path in folder.rglob("*") if path.is_symlink()]:
        if not link.exists():
            # It led to what was left out.
            link.unlink()
    return folder


def link_console(folder: Path) -> None:
    """Make the console's executable where it is no other than the window's."""
    if sys.platform != "win32":
        (folder / f"{NAME}-console").symlink_to(NAME)


def strip(folder: Path) -> None:
    """Remove names for debuggers from libraries: a fifth of TensorFlow's bytes.

    Only from some: tools that repaired the libraries of other packages left them in a
    state that this would break.
    """
    tool = shutil.which("strip")
    if sys.platform == "win32" or tool is None:
        return
    flags = ["-x"] if sys.platform == "darwin" else ["--strip-unneeded"]
    found = {p for pattern in STRIPPED for p in (folder / "_internal").glob(pattern)}
    for path in sorted(found):
        if path.is_file() and not path.is_symlink():
            subprocess.run([tool, *flags, str(path)], check=True)


def notices(folder: Path, work: Path) -> None:
    """Write the licences of all that is inside: packages, Python, libraries."""
    listed = next(work.rglob("distributions.txt")).read_text("utf-8").split()
    found = []
    for name in listed:
        try:
            found.append(bundle_notices.notice_of(name))
        except metadata.PackageNotFoundError:
            raise SystemExit(
                f"{name} is in the bundle and not installed here."
            ) from None
    found.append(python_notice())
    libraries = next(work.rglob("libraries.txt")).read_text("utf-8").splitlines()
    owners = bundle_notices.owners_of(libraries)
    found += [bundle_notices.system_notice(owner) for owner in owners]
    path = bundle_notices.write_notices(folder / bundle_notices.FOLDER, found)
    print(f"{len(found)} licences: {path}")


def python_notice() -> bundle_notices.Notice:
    """Return the notice of Python itself; its text lies beside its library."""
    places = [
        Path(os.__file__).with_name("LICENSE.txt"),
        Path(sys.base_prefix) / "LICENSE.txt",
    ]
    texts = tuple(path for path in places if path.is_file())[:1]
    version = platform.python_version()
    return bundle_notices.Notice(
        "Python", version, "PSF-2.0", "https://www.python.org", texts
    )


def measure(folder: Path, path: Path) -> float:
    """Print and write the size by package; return their sum, MB."""
    found = bundle_sizes.sizes(folder)
    print(bundle_sizes.table(found))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("package", "bytes"), *found.items()])
    return sum(found.values()) / bundle_sizes.MB


def pack(folder: Path, out: Path, level: int) -> Path:
    """Write the archive: zip on Windows, tar.xz elsewhere; return its path."""
    machine = platform.machine().lower()
    stem = f"{NAME}-{metadata.version(NAME)}-{platform.system().lower()}-{machine}"
    if sys.platform == "win32":
        path = out / f"{stem}.zip"
        with zipfile.ZipFile(
            path, "w", zipfile.ZIP_DEFLATED, compresslevel=level
        ) as file:
            for each in sorted(folder.rglob("*")):
                file.write(each, Path(stem) / each.relative_to(folder))
    else:
        path = out / f"{stem}.tar.xz"
        _pack_tar(folder, path, stem, level)
    print(f"{path.stat().st_size / bundle_sizes.MB:.1f} MB packed: {path}")
    return path


def _pack_tar(folder: Path, path: Path, stem: str, level: int) -> None:
    if tool := shutil.which("xz"):
        # Uses all cores, as Python's own does not.
        with path.open("wb") as packed:
            process = subprocess.Popen(
                [tool, f"-{level}", "-T0", "-c"], stdin=subprocess.PIPE, stdout=packed
            )
            with tarfile.open(fileobj=process.stdin, mode="w|") as file:
                file.add(folder, stem)
            assert process.stdin is not None
            process.stdin.close()
        if process.wait():
            raise SystemExit("The archive could not be packed.")
        return
    with tarfile.open(path, "w:xz", preset=level) as file:
        file.add(folder, stem)


def checksums(out: Path, paths: Iterable[Path]) -> None:
    """Write ``SHA256SUMS`` as `sha256sum --check` reads it."""
    lines = []
    for path in paths:
        with path.open("rb") as file:
            digits = hashlib.file_digest(file, "sha256").hexdigest()
        lines.append(f"{digits}  {path.name}\n")
        print(lines[-1], end="")
    (out / "SHA256SUMS").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
