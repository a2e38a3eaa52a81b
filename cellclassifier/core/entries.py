"""Reads image files of a data set one by one, and describes each."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.folders import LeftOut, digest_of, is_of_system
from cellclassifier.core.histogram import Histogram, add_to, histogram_of
from cellclassifier.core.images import read_taken
from cellclassifier.core.intensity import Extent
from cellclassifier.core.language import tr
from cellclassifier.core.pixels import Pixels
from cellclassifier.core.tile_spec import ReadingSpec

SMALLEST_SIDE = 8
"""Images with a shorter side, in pixels, cannot show a cell."""


class Image(NamedTuple):
    """One readable image: where it is, what it belongs to, and what its pixels are.

    Sides in pixels, `pixel_size` in micrometres (``None``: not known); mean and
    standard deviation are those of the raw values of all that is taken of it; `sha256`
    is what it is known by, as `folders.digest_of` makes it.
    """

    path: Path
    class_name: str
    group: str
    width: int
    height: int
    channels: int
    extent: Extent
    mean: float
    std: float
    pixel_size: float | None
    sha256: str


class Entries:
    """The images that have been read so far, and what was left out.

    Of files that are the same to the byte the first is kept: copies on both sides of a
    split, or counted twice in a test, make numbers wrong.

    Attributes:
        left_out: Files that are not used, and why.
        mixed: A sentence on each file that lies in two classes.
    """

    def __init__(self, reading: ReadingSpec) -> None:
        self._reading = reading
        self._first: dict[str, Image] = {}
        self._histograms: dict[tuple[int, str], Histogram] = {}
        self.left_out: list[LeftOut] = []
        self.mixed: list[str] = []

    def read(self, path: Path, class_name: str, group: Callable[[Path], str]) -> None:
        """Read one file, or note why it is left out."""
        try:
            image, pixels = _described(path, class_name, group(path), self._reading)
        except UserError as error:
            self.left_out.append(LeftOut(path, str(error)))
            return
        kept = self._first.setdefault(image.sha256, image)
        if kept is image:
            key = (image.channels, class_name)
            counted = histogram_of(pixels)
            before = self._histograms.get(key)
            self._histograms[key] = add_to(before, counted) if before else counted
            return
        reason = tr(
            "the same file as {name}; one of them is enough.", name=kept.path.name
        )
        self.left_out.append(LeftOut(path, reason))
        if kept.class_name != class_name:
            self.mixed.append(_in_two_classes(kept, image))

    def with_usual_channels(
        self,
    ) -> tuple[list[Image], Mapping[str, Histogram], list[LeftOut]]:
        """Return the images with the most frequent number of channels, and the rest."""
        images = list(self._first.values())
        if not images:
            return [], {}, []
        usual = Counter(image.channels for image in images).most_common(1)[0][0]
        histograms = {
            name: histogram
            for (channels, name), histogram in self._histograms.items()
            if channels == usual
        }
        odd = [LeftOut(i.path, _odd(i, usual)) for i in images if i.channels != usual]
        return [i for i in images if i.channels == usual], histograms, odd


def _odd(image: Image, usual: int) -> str:
    return tr(
        "has {channels} channels; most images here have {usual}. Choose the channels "
        "under Images, or save all of them in one way.",
        channels=image.channels,
        usual=usual,
    )


def read_entry(
    path: Path, class_name: str, group: str, reading: ReadingSpec | None = None
) -> Image:
    """Read one image file and describe it.

    Raises:
        UserError: The file is no image that can be used; the sentence says why.
    """
    return _described(path, class_name, group, reading or ReadingSpec())[0]


def _described(
    path: Path, class_name: str, group: str, reading: ReadingSpec
) -> tuple[Image, Pixels]:
    if is_of_system(path):
        raise UserError(tr("a file of the operating system, not an image."))
    pixels, facts = read_taken(path, reading)
    _refuse_useless(pixels)
    # The file's own type: the mean of channels is no whole number any more.
    extent = Extent(
        str(facts.dtype),
        float(pixels.min()),
        float(pixels.max()),
        facts.bits or 0,
    )
    height, width, channels = pixels.shape
    image = Image(
        path,
        class_name,
        group,
        width,
        height,
        channels,
        extent,
        float(pixels.mean(dtype="float64")),
        float(pixels.std(dtype="float64")),
        facts.pixel_size,
        digest_of(path),
    )
    return image, pixels


def _refuse_useless(pixels: Pixels) -> None:
    height, width, _ = pixels.shape
    if min(height, width) < SMALLEST_SIDE:
        raise UserError(
            tr(
                "only {width} x {height} pixels; expected at least {smallest_side} x "
                "{smallest_side}. Take the image in its full size.",
                width=width,
                height=height,
                smallest_side=SMALLEST_SIDE,
            )
        )
    if pixels.min() == pixels.max():
        raise UserError(
            tr(
                "every pixel is {flat}: there is nothing to see. Check whether "
                "the exposure or the export failed.",
                flat=pixels.flat[0],
            )
        )


def _in_two_classes(one: Image, other: Image) -> str:
    return tr(
        "{one} of class '{one_class}' and {other} of class '{other_class}' are the "
        "same file. Take it out of the wrong class.",
        one=one.path.name,
        one_class=one.class_name,
        other=other.path.name,
        other_class=other.class_name,
    )
