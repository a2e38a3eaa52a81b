"""Finds and decodes the blocks of pixels that a CZI file is made of.

`czifile` finds them, in its releases of 2019 (Python 3.11) and 2026 alike. They are
decoded and put together here: the older one leaves a block it cannot decode black
without a word, and does not know Zstandard.

Source of the layout: ZEISS, "ZISRAW (CZI) File Format", design specification 1.2.2;
and https://zeiss.github.io/libczi/ for Zstandard.
"""

from collections.abc import Callable
from math import prod
from typing import Any, NamedTuple

import imagecodecs
import numpy as np

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.pixels import Pixels, refuse_huge

PLACED = "CZTS"
"""Axes along which a block has a place: channel, plane, time, scene."""

_BGR = {3, 4}


class Extent(NamedTuple):
    """Where a block starts along one axis, its size there, and its size as stored."""

    start: int
    size: int
    stored: int


class Block(NamedTuple):
    """One rectangle of pixels.

    Attributes:
        axes: Extent along each axis, by its letter.
        dtype: Type of a value.
        samples: 1, or 3 and 4 for colours.
        compression: Number of the way it is packed.
        raw: Reads it as it is in the file.
    """

    axes: dict[str, Extent]
    dtype: np.dtype[np.generic]
    samples: int
    compression: int
    raw: Callable[[], bytes]

    def place(self, axis: str) -> int:
        """Return where the block lies along an axis; 0 where it does not say."""
        return self.axes[axis].start if axis in self.axes else 0


def blocks_of(file: Any) -> list[Block]:
    """Return the blocks in full size of an open `czifile.CziFile`, lowest first.

    Raises:
        UserError: There are none, or they lie along an axis that cannot be told.
    """
    blocks = [
        _block(file, entry)
        for entry in file.subblock_directory
        if int(entry.pyramid_type) == 0
    ]
    if any(entry.file_part for entry in file.subblock_directory):
        raise UserError(
            tr("is one of several files of an image. Save it as one in ZEN.")
        )
    full = [b for b in blocks if all(x.stored == x.size for x in b.axes.values())]
    if not full:
        raise UserError(tr("holds no image in full size. Save it as TIFF in ZEN."))
    # Where tiles of a mosaic overlap, the higher number lies on top.
    return sorted(full, key=lambda block: block.place("M"))


def _block(file: Any, entry: Any) -> Block:
    if hasattr(entry, "dimension_entries"):  # czifile of 2019
        found = {dim.dimension: dim for dim in entry.dimension_entries}
        stored = np.dtype(entry.dtype)
        dtype, samples = stored.base, prod(stored.shape)
        segment = entry.data_segment
    else:
        found = {str(k): v for k, v in entry.read_dimension_entries(file).items()}
        dtype, samples = np.dtype(entry.dtype), int(entry.pixel_type.samples)

        def segment() -> Any:
            return entry.read_segment_data(file)

    axes = {
        name: Extent(dim.start, dim.size, dim.stored_size or dim.size)
        for name, dim in found.items()
    }
    compression = int(entry.compression)
    return Block(axes, dtype, samples, compression, lambda: segment().data(raw=True))


def decoded(block: Block) -> Pixels:
    """Return the pixels of a block, (y, x, sample), colours as red, green and blue.

    Raises:
        UserError: It is packed in a way that is not read.
        ValueError: It holds more or less than its header says.
    """
    height, width = block.axes["Y"].stored, block.axes["X"].stored
    refuse_huge(height, width, block.samples)
    data = bytes(block.raw())
    count = height * width * block.samples
    size = count * block.dtype.itemsize
    if block.compression in (1, 4):
        unpack = (
            imagecodecs.jpeg_decode
            if block.compression == 1
            else imagecodecs.jpegxr_decode
        )
        pixels = np.asarray(unpack(data))
        if pixels.size != count or pixels.dtype != block.dtype:
            raise ValueError(tr("a block is not as large as its header says"))
        # Both give red, green and blue in this order.
        return pixels.reshape(height, width, block.samples)[..., :3]
    values = _unpacked(block, data, size)
    if len(values) != size:
        raise ValueError(
            tr(
                "a block of {number} bytes; its header says {size}",
                number=len(values),
                size=size,
            )
        )
    pixels = np.frombuffer(values, block.dtype).reshape(height, width, block.samples)
    return pixels[..., 2::-1] if block.samples in _BGR else pixels


def _unpacked(block: Block, data: bytes, size: int) -> bytes:
    if block.compression == 0:
        return data
    if block.compression == 5:
        return bytes(imagecodecs.zstd_decode(data, out=size))
    if block.compression == 6:
        return _zstd1(data, size)
    raise UserError(
        tr(
            "is packed in a way that is not read here (number {compression}). Save "
            "it in ZEN without compression, or as TIFF.",
            compression=block.compression,
        )
    )


def _zstd1(data: bytes, size: int) -> bytes:
    """Unpack Zstandard behind a header, which tells whether bytes were sorted.

    The first byte is the length of the header. A header of 3 goes on with 1 and a byte
    whose lowest bit tells that the low bytes of all 16-bit values come first.
    """
    length = data[0]
    sorted_bytes = length == 3 and data[1] == 1 and data[2] & 1 == 1
    values = bytes(imagecodecs.zstd_decode(data[length:], out=size))
    if not sorted_bytes:
        return values
    halves = np.frombuffer(values, np.uint8).reshape(2, -1)
    return halves.T.tobytes()
