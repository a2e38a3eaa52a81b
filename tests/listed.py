"""Lists drawn images as a data set does, and the files that tests look at."""

from pathlib import Path

from cellclassifier.core.entries import Image
from cellclassifier.core.files import sha256
from cellclassifier.core.intensity import Extent


def entry(path: Path, class_name: str = "discs") -> Image:
    """Describe one image file; it is a group of its own."""
    extent = Extent("uint8", 0, 255, 0)
    facts = (8, 8, 1, extent, 1.0, 1.0, None, sha256(path))
    return Image(path, class_name, path.name, *facts)


def entries(folder: Path) -> list[Image]:
    """Describe all files of a folder of class folders."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [entry(path, path.relative_to(folder).parts[0]) for path in paths]


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files below a folder."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
