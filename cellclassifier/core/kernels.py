"""Kernels of one's own: what a convolution does to an image, in numbers.

As in networks the kernel is not turned round: each value of the result is the sum of
the products of the kernel with the pixels that it lies on (mathematics calls this a
cross-correlation). Beyond the edges pixels are 0, like those of the networks' ``same``
padding, so that the result is as large as the image, and darker along its edges.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr

SIDES = (3, 5)
"""Height and width that a kernel can have."""

PATCH: tuple[tuple[float, ...], ...] = ((1, 2, 3), (0, 10, 2), (1, 3, 0))
"""The article's example: under the uniform kernel 1/9 its centre becomes 22/9."""

_TERMS = 9
"""Products that a sentence lists; the others are counted."""

_LARGEST_DIVISOR = 256
_MOST = 1e6
"""The largest value of a kernel, to either side of 0."""

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Kernel:
    """A square of numbers, row by row.

    Raises:
        UserError: It is not 3 x 3 or 5 x 5, or a value is no number.
    """

    values: tuple[tuple[float, ...], ...]

    def __post_init__(self) -> None:
        sides = {len(self.values), *map(len, self.values)}
        if len(sides) != 1 or not sides <= set(SIDES):
            raise UserError(
                tr(
                    "A kernel is a square of 3 x 3 or 5 x 5 numbers, but this one has "
                    "{values} rows of {set} numbers. Fill in all rows.",
                    values=len(self.values),
                    set=sorted(set(map(len, self.values))),
                )
            )
        if not all(math.isfinite(value) for row in self.values for value in row):
            raise UserError(tr("Every value of a kernel has to be a number."))

    @property
    def side(self) -> int:
        """Height and width, px."""
        return len(self.values)

    @property
    def total(self) -> float:
        """Sum of its values: what an even grey is multiplied by."""
        return math.fsum(value for row in self.values for value in row)

    def array(self) -> Values:
        """Return its values, (side, side)."""
        return np.array(self.values, np.float64)

    def resized(self, side: int) -> "Kernel":
        """Return it with a rim of zeros, or without its rim, in another size."""
        rim = (side - self.side) // 2
        values = self.array()
        if rim < 0:
            return kernel_of(values[-rim:rim, -rim:rim])
        return kernel_of(np.pad(values, rim))


class Preset(NamedTuple):
    """A kernel to start from: its name for people, what it does, and its values."""

    label: str
    help: str
    kernel: Kernel


class Products(NamedTuple):
    """What happens at one pixel.

    Attributes:
        patch: The pixels under the kernel, (side, side); 0 beyond the edges.
        products: Each of them times the value of the kernel that lies on it.
        total: The sum of the products: the pixel of the result.
    """

    patch: Values
    products: Values
    total: float


def kernel_of(values: Sequence[Sequence[float]] | Values) -> Kernel:
    """Return a kernel of rows of numbers.

    Raises:
        UserError: As `Kernel`.
    """
    return Kernel(tuple(tuple(float(value) for value in row) for row in values))


_BINOMIAL = np.array((1, 4, 6, 4, 1), np.float64)

PRESETS: dict[str, Preset] = {
    "blur": Preset(
        "Blur (1/9)",
        "The mean of a pixel and its eight neighbours: noise and detail fade.",
        kernel_of(np.full((3, 3), 1 / 9)),
    ),
    "identity": Preset(
        "Identity",
        "1 at the centre: the image stays as it is.",
        kernel_of([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    ),
    "gaussian": Preset(
        "Blur, Gaussian 5x5",
        "A mean in which near pixels count more than far ones.",
        kernel_of(np.outer(_BINOMIAL, _BINOMIAL) / 256),
    ),
    "sharpen": Preset(
        "Sharpen",
        "Twice the pixel less half of each of its four neighbours: what differs from "
        "its surroundings stands out. Its values sum to 0, so even grey becomes 0.",
        kernel_of([[0, -0.5, 0], [-0.5, 2, -0.5], [0, -0.5, 0]]),
    ),
    "horizontal": Preset(
        "Edges, horizontal (Sobel)",
        "What lies below less what lies above: edges that run from left to right.",
        kernel_of([[-1, -2, -1], [0, 0, 0], [1, 2, 1]]),
    ),
    "vertical": Preset(
        "Edges, vertical (Sobel)",
        "What lies right less what lies left: edges that run from top to bottom.",
        kernel_of([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
    ),
    "outline": Preset(
        "Outline (Laplacian)",
        "Eight times the pixel less its neighbours: spots and outlines, in every "
        "direction alike; even grey becomes 0.",
        kernel_of([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    ),
}
"""Kernels to start from, by their key; the first one is the article's example."""


def convolve(image: NDArray[np.floating], kernel: Kernel) -> Values:
    """Lay a kernel on each pixel of an image.

    Args:
        image: (height, width), at least one pixel.
        kernel: The kernel; it is not turned round.

    Returns:
        (height, width): the sum of the products at each pixel, with 0 beyond edges.
    """
    reach = kernel.side // 2
    padded = np.pad(np.asarray(image, np.float64), reach)
    height, width = image.shape
    found = np.zeros((height, width))
    for row, values in enumerate(kernel.values):
        for column, value in enumerate(values):
            if value:
                found += value * padded[row : row + height, column : column + width]
    return found


def products(image: NDArray[np.floating], kernel: Kernel, x: int, y: int) -> Products:
    """Return what a kernel does at one pixel.

    Args:
        image: (height, width).
        kernel: The kernel.
        x: Column of the pixel, from 0.
        y: Row of the pixel, from 0.

    Raises:
        ValueError: There is no such pixel.
    """
    height, width = image.shape
    if not (0 <= x < width and 0 <= y < height):
        raise ValueError(f"no pixel {x}, {y} in an image of {width} x {height}")
    reach = kernel.side // 2
    patch = np.zeros((kernel.side, kernel.side))
    rows = range(max(0, y - reach), min(height, y + reach + 1))
    columns = range(max(0, x - reach), min(width, x + reach + 1))
    top, left = rows.start - y + reach, columns.start - x + reach
    inside = image[rows.start : rows.stop, columns.start : columns.stop]
    patch[top : top + len(rows), left : left + len(columns)] = inside
    found = patch * kernel.array()
    return Products(patch, found, float(found.sum()))


def told(found: Products, kernel: Kernel) -> str:
    """Return products and their sum in words: "1 x 1/9 + 2 x 1/9 + ... = 2.44".

    Products with a 0 of the kernel are left out; of more than nine the first ones are
    listed.
    """
    pairs = zip(found.patch.ravel(), kernel.array().ravel(), strict=True)
    terms = [f"{short(pixel)} x {_factor(value)}" for pixel, value in pairs if value]
    if not terms:
        return tr("All values of the kernel are 0, so that the sum is 0.")
    listed = " + ".join(terms[:_TERMS])
    if len(terms) > _TERMS:
        return tr(
            "{listed} + ... ({terms} products in all) = {total}",
            listed=listed,
            terms=len(terms),
            total=short(found.total),
        )
    return f"{listed} = {short(found.total)}"


def short(value: float) -> str:
    """Return a number in three digits, whole numbers as they are, and no "-0"."""
    text = f"{value:.0f}" if value == round(value) else f"{value:.3g}"
    return "0" if text == "-0" else text


def text_of(value: float) -> str:
    """Return a value of a kernel: 1/9 as a fraction, 0.5 as it is.

    `number_of` reads all of it again, but for values that need more than six digits.
    """
    if abs(value * 100 - round(value * 100)) < 1e-9:
        return short(round(value, 2)) if abs(value) < 1000 else f"{value:g}"
    near = Fraction(value).limit_denominator(_LARGEST_DIVISOR)
    return str(near) if abs(float(near) - value) < 1e-9 else f"{value:.6g}"


def number_of(text: str) -> float:
    """Return the number that was typed: "2", "-0.5", "0,5" or "1/9".

    Raises:
        UserError: It is none, or too large.
    """
    above, slash, below = text.strip().replace(",", ".").partition("/")
    try:
        found = float(above) / (float(below) if slash else 1)
    except (ValueError, ZeroDivisionError):
        found = math.nan
    if not abs(found) <= _MOST:
        raise UserError(
            tr(
                "'{text}' is not a number that a kernel can have. Type one such as 2, "
                "-0.5 or 1/9.",
                text=text,
            )
        )
    return found


def _factor(value: float) -> str:
    text = text_of(value)
    return f"({text})" if value < 0 else text
