"""Opens TIFF files: plain ones, and those of ImageJ and OME."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tifffile

from cellclassifier.core.formats.tiff_frames import frames_of
from cellclassifier.core.formats.tiff_notes import notes_of
from cellclassifier.core.formats.tiff_values import as_light, refuse_other_colours
from cellclassifier.core.pixels import (
    COLOURS,
    ImageFacts,
    ImageFile,
    Scene,
    refuse_huge,
)

# What it has to say of a damaged file is told in our own sentence, not on stderr.
logging.getLogger("tifffile").setLevel(logging.CRITICAL)


@contextmanager
def opened(path: Path) -> Iterator[ImageFile]:
    """Open a TIFF file; its images are those of different sizes, kinds or positions.

    Raises:
        UserError: The file holds print colours, or too many pixels.
    """
    with tifffile.TiffFile(path) as file:
        images = _images(file)
        names = tuple(str(series.name) for series in images)
        yield ImageFile(names, lambda number: _scene(file, images[number]))


def _images(file: tifffile.TiffFile) -> list[tifffile.TiffPageSeries]:
    """Return the images; small copies of the first do not count."""
    first, *others = file.series
    return [first, *(s for s in others if not s.keyframe.subfiletype & 1)]


def _scene(file: tifffile.TiffFile, series: tifffile.TiffPageSeries) -> Scene:
    page = series.keyframe
    refuse_other_colours(page)
    refuse_huge(page.imagelength, page.imagewidth)
    frames = as_light(frames_of(file, series), file, series)
    channels, planes, times, height, width = frames.sizes
    notes = notes_of(file, series, channels)
    colour = channels == len(COLOURS) and "S" in frames.axes and _is_colour(page)
    names = notes.channels
    facts = ImageFacts(
        COLOURS if colour and not any(names) else names,
        planes,
        times,
        height,
        width,
        frames.dtype,
        notes.pixel_size,
        colour,
        notes.bits,
    )
    return Scene(facts, frames.load)


def _is_colour(page: tifffile.TiffPage) -> bool:
    kinds = (
        tifffile.PHOTOMETRIC.RGB,
        tifffile.PHOTOMETRIC.YCBCR,
        tifffile.PHOTOMETRIC.PALETTE,
    )
    return page.photometric in kinds
