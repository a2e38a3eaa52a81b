"""Decoded tiles, kept in the study as one memory-mapped file a set.

A data set larger than memory trains from it: tiles are read from the file when they are
wanted, and memory is given back as it fills. The folder may be removed at any time; a
file is made anew when an image, the cut or the scale has changed.
"""

import hashlib
import json
import mmap
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile, View, read_tile

FORMAT = 1
"""Changes with the way in which tiles are read: older files are then made anew."""

KEPT_FILES = 8
"""Files that stay in a study; the least recently used go first."""

RELEASE_BYTES = 2**28
"""Bytes of the file after which the memory that shows it is given back."""

SPARE_BYTES = 2**28
"""Free space, in bytes, that is left on the disk."""

Float32 = NDArray[np.float32]


class MappedTiles:
    """Tiles in a file, float32, shape (tiles, y, x, channel); indexing copies them.

    Attributes:
        path: The file.
        shape: Its shape.
    """

    def __init__(self, path: Path, shape: tuple[int, ...]) -> None:
        self.path, self.shape = path, shape
        self._map = np.memmap(path, np.float32, "r", shape=shape)
        self._read = 0

    def __len__(self) -> int:
        return self.shape[0]

    @property
    def size(self) -> int:
        """Number of values."""
        return int(np.prod(self.shape, dtype=np.int64))

    def __getitem__(self, places: slice | Sequence[int] | NDArray[np.intp]) -> Float32:
        """Return copies of tiles, shape (tiles, y, x, channel)."""
        tiles = np.array(self._map[places])
        self._read += tiles.nbytes
        if self._read >= RELEASE_BYTES:
            self._read = 0
            self._release()
        return tiles

    def _release(self) -> None:
        """Give back the memory; the system's own cache of the file stays as it is."""
        if hasattr(mmap, "MADV_DONTNEED"):
            # NumPy offers no public way to the mapping.
            self._map._mmap.madvise(mmap.MADV_DONTNEED)  # type: ignore[attr-defined]


class Kept(NamedTuple):
    """What lies in the cache of a study: number of files, and bytes."""

    files: int
    bytes: int


def open_tiles(
    folder: Path,
    tiles: Sequence[Tile],
    view: View,
    channels: int,
    hashes: Mapping[Path, str],
    check: Callable[[int], None],
) -> MappedTiles:
    """Return tiles as the network sees them, decoding them where that is not done yet.

    Args:
        folder: The study's folder.
        tiles: The tiles, at least one.
        view: How the network sees them.
        channels: Number of channels.
        hashes: SHA-256 of each image, which was made sure of.
        check: Called with the number of tiles read so far; may raise to stop.

    Raises:
        UserError: An image cannot be read, or there is no room for the file.
    """
    shape = (len(tiles), view.size, view.size, channels)
    path = cache_folder(folder) / f"{key_of(tiles, view, channels, hashes)}.f32"
    wanted = int(np.prod(shape, dtype=np.int64)) * 4
    if not path.exists() or path.stat().st_size != wanted:
        try:
            _write(path, tiles, view, wanted, check)
        except OSError as error:
            raise UserError(
                tr(
                    "The decoded tiles could not be written to {parent} "
                    "({strerror}). Nothing was lost; free space and train again.",
                    parent=path.parent,
                    strerror=error.strerror,
                )
            ) from error
        _forget_oldest(path.parent, path)
    _mark_used(path)
    return MappedTiles(path, shape)


def cache_folder(study: Path) -> Path:
    """Return the folder of a study's decoded tiles."""
    return study / "cache" / "tiles"


def kept(study: Path) -> Kept:
    """Return how much lies in the cache of a study."""
    sizes = [path.stat().st_size for path in cache_folder(study).glob("*.f32")]
    return Kept(len(sizes), sum(sizes))


def remove(study: Path) -> None:
    """Remove the decoded tiles of a study; the next training makes them again.

    Raises:
        UserError: A file of it cannot be removed.
    """
    try:
        shutil.rmtree(study / "cache", ignore_errors=False)
    except FileNotFoundError:
        return
    except OSError as error:
        raise UserError(
            tr(
                "The decoded tiles in {study} could not be removed "
                "({strerror}). A training may be using them: try again later.",
                study=study / "cache",
                strerror=error.strerror,
            )
        ) from error


def key_of(
    tiles: Sequence[Tile], view: View, channels: int, hashes: Mapping[Path, str]
) -> str:
    """Return the name of a set of tiles: all that decides about its pixels."""
    rules = [view.rule.model_dump(), view.reading.model_dump()]
    if view.masking.active:
        # Not else: files of what is not masked stay those that they were.
        rules.append(view.masking.model_dump())
    settings = [FORMAT, view.size, channels, *rules]
    digest = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
    for tile in tiles:
        where = [hashes[tile.image], tile.x, tile.y, tile.width, tile.height]
        digest.update(json.dumps(where).encode())
    return digest.hexdigest()[:32]


def _write(
    path: Path,
    tiles: Sequence[Tile],
    view: View,
    wanted: int,
    check: Callable[[int], None],
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _refuse_without_room(path.parent, wanted)
    # A name of its own for each process: two may decode the same tiles at once.
    unfinished = path.with_suffix(f".{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as file:
            for done, tile in enumerate(tiles, 1):
                file.write(read_tile(tile, view).tobytes())
                check(done)
        unfinished.replace(path)
    finally:
        # Gone already where all went well.
        unfinished.unlink(missing_ok=True)


def _refuse_without_room(folder: Path, wanted: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < wanted + SPARE_BYTES:
        raise UserError(
            tr(
                "The decoded tiles need {wanted:.1f} GiB in {folder}, where "
                "{free:.1f} GiB are free. Free space, choose a smaller input "
                "size, or move the study to a larger disk.",
                wanted=wanted / 2**30,
                folder=folder,
                free=free / 2**30,
            )
        )


def _forget_oldest(folder: Path, newest: Path) -> None:
    others = [path for path in folder.glob("*.f32") if path != newest]
    others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in others[KEPT_FILES - 1 :]:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            # Windows keeps what another training has open; it goes next time.
            continue
    for path in folder.glob("*.unfinished"):
        if not _is_written(path):
            path.unlink(missing_ok=True)


def _is_written(unfinished: Path) -> bool:
    """Tell whether the process that writes an unfinished file still runs."""
    import psutil

    number = unfinished.suffixes[-2].removeprefix(".")
    return not number.isdecimal() or psutil.pid_exists(int(number))


def _mark_used(path: Path) -> None:
    try:
        os.utime(path)
    except OSError:
        # A study on a disk that is read only now: the order of use is all that is lost.
        return
