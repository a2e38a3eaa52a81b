"""The example that the program draws itself: two classes of cells, in several dishes.

Class `control` has its protein spread through the cell; in class `depleted` part of it
is gathered in clumps. Both classes get dishes of the same brightnesses, so that how
bright a tile is does not tell its class.

The pair `subtle` shows a study that misleads: a few dishes look different for a reason
of their own, and a network learns those dishes instead of the classes.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image

from cellclassifier.core.cells import Appearance
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.micrograph import Clumps, draw_field

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
        stressed: Dishes of `control` and of `depleted`, by part, whose cells have
            swollen vesicles: a mark of the dish, not of the class.
    """

    help: str
    clumps: Clumps
    dishes: dict[str, int]
    fields: dict[str, int]
    stressed: dict[str, tuple[int, int]]


VESICLES = Clumps(0.9, (8, 18), (1.8, 4.2), (1.0, 2.4), 0.55, hollow=True)
"""The swollen vesicles of a stressed dish."""

PAIRS: dict[str, Pair] = {
    # Clumps of up to 90 % of the camera's range in nearly every cell.
    "clear": Pair(
        help="Most depleted cells show clumps: a network should tell them apart.",
        clumps=Clumps(0.9, (8, 20), (1.5, 3.5), (1.0, 2.6), 0.55),
        dishes={"train": 5, "test": 4},
        fields={"train": 4, "test": 2},
        stressed={"train": (0, 0), "test": (0, 0)},
    ),
    # One or two faint clumps in a quarter of the cells. What a network finds instead is
    # stress, which with so few dishes fell on one class in training: it learns the
    # dishes, to 0.9. The test dishes are stressed evenly, so there it is at chance.
    "subtle": Pair(
        help="Few depleted cells show faint clumps: expect little above chance.",
        clumps=Clumps(0.25, (1, 2), (1.3, 1.8), (0.4, 0.8)),
        dishes={"train": 5, "test": 4},
        fields={"train": 4, "test": 2},
        stressed={"train": (0, 4), "test": (2, 2)},
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
    stressed: bool
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
        raise _unknown(pair)
    jobs = [
        (dish, field)
        for dish in _dishes(pair, seed)
        for field in range(1, PAIRS[pair].fields[dish.part] + 1)
    ]
    for done, (dish, field) in enumerate(jobs, start=1):
        clumps = PAIRS[pair].clumps if dish.group == "depleted" else None
        rng = np.random.default_rng((*dish.seed, field))
        vesicles = VESICLES if dish.stressed else None
        drawn = draw_field(dish.look, clumps, rng, vesicles)
        try:
            _write(folder, dish, field, *drawn)
        except OSError as error:
            raise UserError(
                tr(
                    "The example could not be written to '{folder}' ({strerror}). "
                    "Choose a folder that you may write to, with 100 MB free.",
                    folder=folder,
                    strerror=error.strerror,
                )
            ) from error
        if progress is not None:
            progress(done, len(jobs))


def _unknown(pair: str) -> UserError:
    return UserError(
        tr(
            "There is no example called '{pair}'. Choose one of these: {known}.",
            pair=pair,
            known=", ".join(PAIRS),
        )
    )


def _dishes(pair: str, seed: int) -> Iterator[_Dish]:
    number = 0
    for part, count in PAIRS[pair].dishes.items():
        for group, stressed in zip(CLASSES, PAIRS[pair].stressed[part], strict=True):
            key = (seed, *(zlib.crc32(word.encode()) for word in (pair, part, group)))
            rng = np.random.default_rng(key)
            chosen = rng.permutation(count) < stressed
            for look, ill in zip(_looks(count, rng), chosen, strict=True):
                number += 1
                name = f"dish_{number:02}"
                yield _Dish(part, group, name, look, bool(ill), (*key, number))


def _looks(count: int, rng: np.random.Generator) -> list[Appearance]:
    """Return the looks of the dishes of one class in one part.

    What changes mean brightness is spread evenly over its range rather than drawn
    freely, so that each class gets the same spread and neither is the brighter one.
    """

    def even(low: float, high: float) -> NDArray[np.float64]:
        steps = (np.arange(count) + 0.5) / count
        return low + (high - low) * rng.permutation(steps)

    brightness, spacing = even(1500, 2000), even(54, 66)
    falloff, background, haze = even(0.1, 0.4), even(50, 150), even(0.1, 0.3)
    return [
        Appearance(
            brightness=brightness[k],
            spacing=spacing[k],
            stretch=rng.uniform(1.2, 2.0),
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
