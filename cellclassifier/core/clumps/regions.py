"""Regions that were drawn in ImageJ, as masks."""

from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.program import how_to_install

Mask = NDArray[np.bool_]


def read_regions(path: Path, shape: tuple[int, int]) -> Mask:
    """Return the pixels of an image that lie inside of any region, (y, x).

    Args:
        path: Regions of ImageJ, one (.roi) or many (.zip).
        shape: Height and width of the image.

    Raises:
        UserError: They cannot be read, or the package that reads them is missing.
    """
    try:
        # By name, since it is no part of every installation.
        roifile = import_module("roifile")
    except ImportError as error:
        raise UserError(
            tr(
                "{path} holds regions of ImageJ, for which the package 'roifile' is "
                "needed. Save the regions as a mask in ImageJ (Edit > Selection > "
                "Create Mask) as PNG or TIFF, or use it. {how_to_install}",
                path=path.name,
                how_to_install=how_to_install("roifile"),
            )
        ) from error
    try:
        found = roifile.roiread(path)
        regions = found if isinstance(found, list) else [found]
        outlines = [roi.coordinates(multi=True) for roi in regions]
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise UserError(
            tr(
                "The regions in {path} cannot be read ({error}). Save them again in "
                "ImageJ, or as a mask (PNG or TIFF).",
                path=path,
                error=error,
            )
        ) from error
    mask = np.zeros(shape, np.bool_)
    for region in outlines:
        mask |= _filled([np.asarray(each, np.float64) for each in region], shape)
    return mask


def _filled(outlines: list[NDArray[np.float64]], shape: tuple[int, int]) -> Mask:
    """Return the pixels whose centres lie inside of one region, given by polygons.

    Polygons of ImageJ go along the edges of pixels, (x, y): the centre of the first
    pixel is at 0.5. One inside of another is a hole.
    """
    mask = np.zeros(shape, np.bool_)
    for outline in outlines:
        if len(outline) < 3:
            continue
        low = np.clip(np.floor(outline.min(axis=0)).astype(int), 0, None)
        high = np.minimum(np.ceil(outline.max(axis=0)).astype(int), shape[::-1])
        if (high > low).all():
            y, x = np.mgrid[low[1] : high[1], low[0] : high[0]] + 0.5
            mask[low[1] : high[1], low[0] : high[0]] ^= _inside(outline, y, x)
    return mask


def _inside(
    outline: NDArray[np.float64], y: NDArray[np.float64], x: NDArray[np.float64]
) -> Mask:
    """Tell which points a polygon holds: a ray from them crosses it an odd number."""
    inside = np.zeros(y.shape, np.bool_)
    for (x1, y1), (x2, y2) in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        if y1 == y2:
            continue
        crosses = (y1 > y) != (y2 > y)
        inside ^= crosses & (x < x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    return inside
