"""Makes a package for Debian and Ubuntu of the bundle.

    python packaging/build_deb.py BUNDLE OUT [--level N] [--release]

It needs `dpkg-deb`, and for a release who maintains it: see `bundle_publisher`. The
program comes to /opt/cellclassifier, with a command, an entry in the menu, an icon, and
the type of files that stand for a study.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import bundle_icons
import bundle_publisher

HERE = Path(__file__).resolve().parent / "linux"
NAME = "cellclassifier"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
DEPENDS = (
    "libc6 (>= 2.34)",
    "libegl1",
    "libgl1",
    "libfontconfig1",
    "libdbus-1-3",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
)
"""What Qt is linked with and no bundle should bring itself."""

CONTROL = """Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Section: science
Priority: optional
Description: tell kinds of cells apart by networks
 Trains, judges and explains networks that tell kinds of cells in micrographs
 apart. A window for people who do not program, and a command line.
"""

REFRESH = """#!/bin/sh
set -e
for tool in "update-mime-database /usr/share/mime" \\
    "update-desktop-database -q /usr/share/applications" \\
    "gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor"; do
  if command -v "${tool%% *}" >/dev/null; then $tool || true; fi
done
"""


def main() -> int:
    """Make the package and print its path."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bundle", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--level", type=int, default=6, help="of compression, 0-9")
    parser.add_argument("--release", action="store_true", help="it is to be published")
    options = parser.parse_args()
    if options.release:
        os.environ[bundle_publisher.RELEASE] = "yes"
    print(build(options.bundle, options.out, options.level))
    return 0


def build(bundle: Path, out: Path, level: int) -> Path:
    """Make the package of a bundle in `out`; return its path.

    Args:
        bundle: The folder that `build.py` made.
        out: Where the package is written.
        level: Of compression, 0-9.

    Raises:
        SystemExit: It is a release, and nobody said who maintains it.
    """
    maintainer = bundle_publisher.told(bundle_publisher.MAINTAINER)
    version = bundle_publisher.version(metadata.version(NAME))
    architecture = ARCHITECTURES[platform.machine()]
    tree = out / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    lay(tree, bundle)
    write_control(tree, version, architecture, maintainer)
    path = out / f"{NAME}_{version}_{architecture}.deb"
    subprocess.run(
        [
            *("dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}"),
            *("--build", str(tree), str(path)),
        ],
        check=True,
    )
    shutil.rmtree(tree)
    return path


def lay(tree: Path, bundle: Path) -> None:
    """Put all files where they are to be on a system."""
    place = tree / "opt" / NAME
    place.parent.mkdir(parents=True)
    # Links cost no room; the archive holds the files.
    shutil.copytree(bundle, place, symlinks=True, copy_function=_link)
    commands = tree / "usr" / "bin"
    commands.mkdir(parents=True)
    for name in (NAME, f"{NAME}-console"):
        (commands / name).symlink_to(f"/opt/{NAME}/{name}")
    share = tree / "usr" / "share"
    _copy(HERE / f"{NAME}.desktop", share / "applications")
    _copy(HERE / f"{NAME}.xml", share / "mime" / "packages")
    _copy(bundle / "licences" / "LICENCES.txt", share / "doc" / NAME)
    icons = share / "icons" / "hicolor"
    _copy(bundle_icons.SVG, icons / "scalable" / "apps", f"{NAME}.svg")
    for size in (48, 128, 256):
        bundle_icons.png(icons / f"{size}x{size}" / "apps" / f"{NAME}.png", size)


def write_control(tree: Path, version: str, architecture: str, maintainer: str) -> None:
    """Write what `dpkg` reads of a package."""
    folder = tree / "DEBIAN"
    folder.mkdir()
    files = (p for p in tree.rglob("*") if p.is_file() and not p.is_symlink())
    sizes = (path.stat().st_size for path in files)
    text = CONTROL.format(
        name=NAME,
        version=version,
        architecture=architecture,
        maintainer=maintainer,
        size=sum(sizes) // 1024,
        depends=", ".join(DEPENDS),
    )
    (folder / "control").write_text(text, "utf-8")
    for name in ("postinst", "postrm"):
        (folder / name).write_text(REFRESH, "utf-8")
        (folder / name).chmod(0o755)


def _link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


def _copy(source: Path, folder: Path, name: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / (name or source.name))


if __name__ == "__main__":
    sys.exit(main())
