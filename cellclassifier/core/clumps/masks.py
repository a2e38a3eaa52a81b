"""Masks of clumps that were drawn elsewhere, or corrected by hand."""

import hashlib
import io
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.clumps.regions import read_regions
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.images import describe, read_image
from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile

Mask = NDArray[np.bool_]

PICTURES = (".png", ".tif", ".tiff")
"""Masks as pictures: of a JPEG it is not known what was 0."""

ROIS = (".roi", ".zip")
"""Regions of ImageJ, one or many in a file."""

SUFFIXES = ("", "_mask", "-mask", "_labels", "-labels", "_cp_masks")
"""What the name of a mask may have more than that of its image."""

_KEPT = 8  # masks of whole images that are kept, since tiles of one come in turn


class MaskFolder:
    """A folder of masks, which may have folders in it, as that of the images has.

    A mask bears the name of its image, with or without "_mask" or the like. Where
    several do, that counts whose folders are named most like those of the image.
    """

    def __init__(self, folder: Path) -> None:
        """List the masks.

        Raises:
            UserError: The folder cannot be read, or holds no mask.
        """
        self.folder = folder
        self._by_stem: dict[str, list[Path]] = {}
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in (*PICTURES, *ROIS):
                self._by_stem.setdefault(path.stem.lower(), []).append(path)
        if not self._by_stem:
            raise UserError(
                tr(
                    "There is no mask in {folder}; expected files named as the images, "
                    "ending in {value}. Choose another folder.",
                    folder=folder,
                    value=", ".join((*PICTURES, *ROIS)),
                )
            )

    def path_of(self, image: Path) -> Path | None:
        """Return the mask of an image; ``None`` where it has none.

        Raises:
            UserError: Several fit equally well.
        """
        stem = image.stem.lower()
        named = [p for end in SUFFIXES for p in self._by_stem.get(stem + end, ())]
        if len(named) < 2:
            return named[0] if named else None
        alike = [_alike(path.relative_to(self.folder), image) for path in named]
        best = [p for p, a in zip(named, alike, strict=True) if a == max(alike)]
        if len(best) > 1:
            raise UserError(
                tr(
                    "{number} masks fit the image {image}, such as {first} and "
                    "{second}. Put the masks into folders named as those of the "
                    "images.",
                    number=len(best),
                    image=image.name,
                    first=best[0],
                    second=best[1],
                )
            )
        return best[0]

    def mask_of(self, tile: Tile, size: int) -> Mask | None:
        """Return the mask of a tile, (size, size); ``None`` where there is none.

        Raises:
            UserError: It cannot be read, or is not as large as its image.
        """
        path = self.path_of(tile.image)
        return None if path is None else tile_mask(path, tile, size)


class Corrections:
    """Masks of single tiles, as they were corrected by hand, in a folder of the study.

    One belongs to the pixels: the tile's place and the SHA-256 of its image name it.
    """

    def __init__(self, study_folder: Path) -> None:
        self.folder = study_folder / "clumps"

    def path_of(self, tile: Tile, digest: str) -> Path:
        """Return the file of a tile's corrected mask."""
        place = f"{tile.x}_{tile.y}_{tile.width}x{tile.height}"
        return self.folder / f"{tile.image.stem}_{place}_{digest[:12]}.png"

    def mask_of(self, tile: Tile, digest: str, size: int) -> Mask | None:
        """Return a tile's corrected mask, (size, size); ``None``: not corrected.

        Raises:
            UserError: The file is damaged.
        """
        path = self.path_of(tile, digest)
        return resized(read_mask(path), size) if path.exists() else None

    def save(self, tile: Tile, digest: str, mask: Mask) -> None:
        """Keep a corrected mask.

        Args:
            tile: The tile.
            digest: SHA-256 of its image.
            mask: (y, x), of any size; all False is a statement too: there is no clump.

        Raises:
            OSError: The study cannot be written.
        """
        from PIL import Image

        file = io.BytesIO()
        Image.fromarray(np.where(mask, 255, 0).astype(np.uint8)).save(file, "PNG")
        write_atomically(self.path_of(tile, digest), file.getvalue())

    def forget(self, tile: Tile, digest: str) -> None:
        """Drop a correction: clumps are found in this tile as in the others."""
        self.path_of(tile, digest).unlink(missing_ok=True)

    def corrected(self, tiles: Iterable[Tile], hashes: Mapping[Path, str]) -> set[int]:
        """Return the numbers of those tiles that were corrected.

        Args:
            tiles: Tiles of one set.
            hashes: SHA-256 of their images.
        """
        # Listed once: a set has many tiles, and few of them are corrected.
        names = {path.name for path in self.folder.glob("*.png")}
        if not names:
            return set()
        return {
            tile.number
            for tile in tiles
            if self.path_of(tile, hashes.get(tile.image, "")).name in names
        }

    def fingerprint(self) -> str:
        """Return a name that changes with any correction; "" where there is none."""
        paths = sorted(self.folder.glob("*.png"))
        digest = hashlib.sha256()
        for path in paths:
            digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()[:12] if paths else ""


def read_mask(path: Path, shape: tuple[int, int] | None = None) -> Mask:
    """Read the mask of a whole image: what is not 0, or lies inside a region.

    Args:
        path: PNG or TIFF, of labels or of 0 and anything; or regions of ImageJ.
        shape: Height and width of the image, which regions do not tell.

    Raises:
        UserError: It cannot be read, or its height and width are others than `shape`.
    """
    if path.suffix.lower() in ROIS:
        if shape is None:
            raise ValueError("Expected the shape of the image. Received: None")
        return read_regions(path, shape)
    try:
        pixels = read_image(path)
    except UserError as error:
        raise UserError(
            tr("The mask {path}: {error}", path=path, error=error)
        ) from error
    mask = np.asarray((pixels != 0).any(axis=-1))
    if shape is not None and mask.shape != shape:
        raise UserError(
            tr(
                "The mask {path} is {width} x {height} pixels and its image "
                "{image_width} x {image_height}. Expected the same: export it at the "
                "size of the image.",
                path=path,
                width=mask.shape[1],
                height=mask.shape[0],
                image_width=shape[1],
                image_height=shape[0],
            )
        )
    return mask


def tile_mask(path: Path, tile: Tile, size: int) -> Mask:
    """Return the part of an image's mask in a tile, (size, size).

    Raises:
        UserError: As `read_mask`.
    """
    mask = _of_image(path, path.stat().st_mtime_ns, tile.image)
    part = mask[tile.y : tile.y + tile.height, tile.x : tile.x + tile.width]
    return resized(part, size)


def resized(mask: Mask, size: int) -> Mask:
    """Return a mask at the network's size: pixels of which at least half is covered."""
    if mask.shape == (size, size):
        return mask
    # Imported here: it takes time, and the window starts sooner without.
    import cv2

    # As tiles are resized, so that both lie upon each other.
    shrinks = mask.shape[0] > size or mask.shape[1] > size
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    light = cv2.resize(mask.astype(np.float32), (size, size), interpolation=how)
    return np.asarray(light >= 0.5)


@lru_cache(maxsize=_KEPT)
def _of_image(path: Path, changed: int, image: Path) -> Mask:
    facts = describe(image)
    return read_mask(path, (facts.height, facts.width))


def _alike(mask: Path, image: Path) -> int:
    """Count the folders, from the file upwards, that bear the same names."""
    pairs = zip(mask.parent.parts[::-1], image.parent.parts[::-1], strict=False)
    number = 0
    for one, other in pairs:
        if one.lower() != other.lower():
            break
        number += 1
    return number
