"""The example that the program draws itself: two classes of cells, in several dishes.

Class `control` has its protein spread through the cell; in class `depleted` part of it
is gathered in clumps. Both classes get dishes of the same brightnesses, so that how
bright a tile is does not tell its class.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image

from cellclassifier.core.cells import Appearance, Clumps, draw_field
from cellclassifier.core.errors import UserError

CLASSES = ("control", "depleted")
TILES_A_SIDE = 4
"""Each field is meant to be cut into 4 x 4 tiles of 128 pixels."""


@dataclass(frozen=True)
class Pair:
    """What a pair of classes is drawn with.

    Attributes:
        help: One sentence for the user.
        clumps: How the protein gathers in class `depleted`.
        dishes: Dishes of each class, by part.
        fields: Fields of each dish, by part.
        variety: How much dishes differ from each other; 1 is usual.
    """

    help: str
    clumps: Clumps
    dishes: dict[str, int]
    fields: dict[str, int]
    variety: float


PAIRS: dict[str, Pair] = {
    "clear": Pair(
        help="Most depleted cells show clumps: a network should tell them apart.",
        clumps=Clumps(0.9, (6, 16), (1.5, 3.4), (0.9, 2.3), 0.5),
        dishes={"train": 5, "test": 4},
        fields={"train": 3, "test": 2},
        variety=1.0,
    ),
    "subtle": Pair(
        help="Few depleted cells show faint clumps: expect little above chance.",
        clumps=Clumps(0.25, (1, 2), (1.3, 1.8), (0.3, 0.6)),
        dishes={"train": 5, "test": 4},
        fields={"train": 3, "test": 2},
        variety=1.0,
    ),
}
"""The pairs of classes that can be drawn, by name."""


@dataclass(frozen=True)
class _Dish:
    """One dish: where its fields go, how it looks, and where its chance comes from."""

    part: str
    group: str
    name: str
    look: Appearance
    seed: tuple[int, ...]


def draw_example(
    folder: Path,
    pair: str = "clear",
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Draw an example data set; the same arguments give the same bytes.

    Writes `train/<class>/<dish>/field_<n>.tif` and the same under `test`: 512 x 512
    grey levels 0 to 4095 in 16-bit TIFF, meant to be cut into 4 x 4 tiles. No dish is
    in both parts or both classes. The true mask of the clumps, 8-bit PNG of 0 and 255,
    goes to `masks/<part>/<class>/<dish>/field_<n>.png`.

    Args:
        folder: Where to write; made if absent.
        pair: A name in `PAIRS`.
        seed: 0 or greater.
        progress: Called after each field with the number drawn and the number in all.

    Raises:
        UserError: For an unknown pair, or a folder that cannot be written to.
    """
    if pair not in PAIRS:
        known = ", ".join(PAIRS)
        raise UserError(
            f"There is no example called '{pair}'. Choose one of these: {known}."
        )
    jobs = [
        (dish, field)
        for dish in _dishes(pair, seed)
        for field in range(1, PAIRS[pair].fields[dish.part] + 1)
    ]
    for done, (dish, field) in enumerate(jobs, start=1):
        clumps = PAIRS[pair].clumps if dish.group == "depleted" else None
        rng = np.random.default_rng((*dish.seed, field))
        try:
            _write(folder, dish, field, *draw_field(dish.look, clumps, rng))
        except OSError as error:
            raise UserError(
                f"The example could not be written to '{folder}' ({error.strerror}). "
                "Choose a folder that you may write to, with 100 MB free."
            ) from error
        if progress is not None:
            progress(done, len(jobs))


def _dishes(pair: str, seed: int) -> Iterator[_Dish]:
    number = 0
    for part, count in PAIRS[pair].dishes.items():
        for group in CLASSES:
            key = (seed, *(zlib.crc32(word.encode()) for word in (pair, part, group)))
            looks = _looks(count, PAIRS[pair].variety, np.random.default_rng(key))
            for look in looks:
                number += 1
                yield _Dish(part, group, f"dish_{number:02}", look, (*key, number))


def _looks(count: int, variety: float, rng: np.random.Generator) -> list[Appearance]:
    """Return the looks of the dishes of one class in one part.

    What changes mean brightness is spread evenly over its range rather than drawn
    freely, so that each class gets the same spread and neither is the brighter one.
    """

    def spread(low: float, high: float) -> NDArray[np.float64]:
        middle, half = (low + high) / 2, variety * (high - low) / 2
        steps = (2 * np.arange(count) + 1 - count) / count
        return middle + half * rng.permutation(steps)

    brightness, spacing = spread(1500, 2000), spread(54, 66)
    falloff, background, haze = spread(0.1, 0.4), spread(40, 160), spread(0.1, 0.3)
    return [
        Appearance(
            brightness=brightness[k],
            spacing=spacing[k],
            stretch=rng.uniform(1.2, 2.1),
            alignment=rng.uniform(0, np.pi),
            grain=(
                rng.uniform(0.03, 0.07),
                rng.uniform(0.04, 0.1),
                rng.uniform(0.06, 0.14),
            ),
            threads=rng.uniform(0.05, 0.25),
            falloff=falloff[k],
            centre=(rng.uniform(0.3, 0.7), rng.uniform(0.3, 0.7)),
            haze=haze[k],
            background=background[k],
            blur=rng.uniform(0.9, 1.4),
        )
        for k in range(count)
    ]


def _write(
    folder: Path,
    dish: _Dish,
    field: int,
    image: NDArray[np.uint16],
    mask: NDArray[np.bool_],
) -> None:
    inside = Path(dish.part, dish.group, dish.name, f"field_{field}")
    picture = (folder / inside).with_suffix(".tif")
    truth = (folder / "masks" / inside).with_suffix(".png")
    for path in (picture, truth):
        path.parent.mkdir(parents=True, exist_ok=True)
    # Uncompressed and without metadata: nothing in it depends on library or clock.
    tifffile.imwrite(picture, image, metadata=None, software=False)
    Image.fromarray(np.where(mask, 255, 0).astype(np.uint8)).save(truth)
