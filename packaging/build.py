"""Makes the bundle, its notices and its archive, and tries it: one command.

    python packaging/build.py [OUT] [--no-archive] [--no-smoke] [--level N]
                              [--with-cluster | --no-with-cluster] [--deb] [--release]

Run it by the Python of an environment of its own, without developers' tools:

    uv sync --no-dev --extra formats --extra cluster --no-install-package tensorflow
    uv pip install tensorflow-cpu==2.21.0 pyinstaller==6.22.3

OUT, `dist` without it, then holds the folder ``cellclassifier``, which needs no Python;
an archive of it; ``SHA256SUMS``; and ``sizes.csv``; with --deb a package for Debian and
Ubuntu, too. What trains on clusters is in it where it is installed, or as the option
says. What is to be published needs --release, which asks for who publishes it: see
`bundle_publisher`. Tried on Linux; not tried here: Windows, macOS.
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
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import build_deb
import bundle_contents
import bundle_icons
import bundle_libraries
import bundle_notices
import bundle_publisher
import bundle_sizes

HERE = Path(__file__).resolve().parent
NAME = "cellclassifier"
ALLOWED_MB = 1000
"""Largest size that is asked for, unpacked, MB."""


def main() -> int:
    """Build, and return the exit code: that of the try-out."""
    options = arguments()
    if options.release:
        os.environ[bundle_publisher.RELEASE] = "yes"
    refuse_without_publisher(options.deb)
    out = options.out.resolve()
    with timed("frozen"):
        folder = freeze(out, options.cluster)
    with timed("made smaller"):
        bundle_libraries.slim(folder)
    with timed("notices written"):
        notices(folder, out / "work")
    found = measure(folder, out / "sizes.csv")
    with timed("packed"):
        packages(folder, out, options)
    if found > ALLOWED_MB:
        print(f"NOTE: {found:.0f} MB unpacked; asked for are {ALLOWED_MB}.")
    if not options.smoke:
        return 0
    with timed("tried"):
        return subprocess.run(
            [sys.executable, str(HERE / "smoke.py"), str(folder)], check=False
        ).returncode


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long something took."""
    start = time.monotonic()
    yield
    print(f"{time.monotonic() - start:7.1f} s  {what}", flush=True)


def refuse_without_publisher(deb: bool) -> None:
    """Make sure, before an hour is spent, that what a publisher has to tell is there.

    Raises:
        SystemExit: It is not.
    """
    if deb:
        bundle_publisher.told(bundle_publisher.MAINTAINER)
    if sys.platform == "darwin":
        bundle_publisher.told(bundle_publisher.BUNDLE_ID)
    if sys.platform == "win32":
        bundle_publisher.told(bundle_publisher.PUBLISHER)


def packages(folder: Path, out: Path, options: argparse.Namespace) -> None:
    """Write what people download, with checksums."""
    made = [pack(folder, out, options.level)] if options.archive else []
    if options.deb:
        made.append(build_deb.build(folder, out, options.level))
    if made:
        checksums(out, made)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", nargs="?", type=Path, default=Path("dist"))
    parser.add_argument("--no-archive", dest="archive", action="store_false")
    parser.add_argument("--no-smoke", dest="smoke", action="store_false")
    parser.add_argument("--level", type=int, default=6, help="of compression, 0-9")
    parser.add_argument(
        "--with-cluster",
        dest="cluster",
        action=argparse.BooleanOptionalAction,
        default=bundle_contents.has_cluster(),
        help="training on many computers; the default is whether it is installed",
    )
    parser.add_argument("--deb", action="store_true", help="for Debian and Ubuntu, too")
    parser.add_argument("--release", action="store_true", help="it is to be published")
    return parser.parse_args()


def freeze(out: Path, cluster: bool) -> Path:
    """Run PyInstaller; return the folder that it made."""
    icon = bundle_icons.make(out / "work", sys.platform)
    command = [
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
        *("--distpath", str(out), "--workpath", str(out / "work")),
        str(HERE / f"{NAME}.spec"),
    ]
    # Qt's and TensorFlow's own variables of a developer must not be baked in.
    environment = {
        **os.environ,
        "CELLCLASSIFIER_ICON": str(icon),
        "CELLCLASSIFIER_CLUSTER": "yes" if cluster else "no",
    }
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
