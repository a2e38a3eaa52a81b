"""Pairs of tiles for tests, and a study whose test folder holds copies."""

import shutil
from pathlib import Path

import cv2
import drawn
import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.leakage import Pair
from cellclassifier.core.study import Study
from cellclassifier.core.tiling import Tile
from cellclassifier.gui.widgets.leak_rows import LeakRow

SIDE = 64


def tile(path: Path, part: str = "train", class_name: str = "discs") -> Tile:
    """Return the tile that is the whole of an image."""
    where = (0, path, 0, 0, SIDE, SIDE)
    return Tile(*where, class_name, "a", part)  # type: ignore[arg-type]


def row(
    one: Path, other: Path, kind: str = "same file", classes=("discs", "discs"), **found
) -> LeakRow:
    """Return a pair of a training tile and one of the test set 'test'."""
    values = {
        "one_part": "train",
        "other_part": "test",
        "similarity": 1.0,
        "angle": 0.0,
        "mirrored": False,
        "shift_x": 0.0,
        "shift_y": 0.0,
        "overlap": 1.0,
        "group": "",
    } | found
    for side, path in (("one", one), ("other", other)):
        values |= {side: 0, f"{side}_image": path}
        values |= {f"{side}_x": 0, f"{side}_y": 0}
        values |= {f"{side}_width": SIDE, f"{side}_height": SIDE}
    return LeakRow(
        Pair(kind=kind, **values),  # type: ignore[arg-type]
        tile(one, "train", classes[0]),
        tile(other, "test", classes[1]),
    )


def texture(seed: int) -> NDArray[np.uint8]:
    """Draw a picture that is like no other, even turned: (64, 64)."""
    noise = np.random.default_rng(seed).random((SIDE, SIDE)).astype(np.float32)
    smooth = cv2.GaussianBlur(noise, (0, 0), 3)
    low, high = smooth.min(), smooth.max()
    return ((smooth - low) / (high - low) * 255).astype(np.uint8)


def study(where: Path, *, exact: bool = True, turned: bool = True, **training) -> Study:
    """Make a study in whose test folder a training image lies again, and one turned.

    Discs and squares resemble each other too much for that: these are textures.
    """
    made = drawn.study(where, 6, 4, **training)
    train, test = made.spec.train, made.spec.tests[0]
    assert train is not None
    for seed, path in enumerate(sorted((where / "images").rglob("*.png"))):
        drawn.write(path, texture(seed))
    if exact:
        shutil.copy(train / "discs" / "0.png", test / "discs" / "again.png")
    if turned:
        pixels = cv2.imread(str(train / "squares" / "1.png"), cv2.IMREAD_UNCHANGED)
        drawn.write(test / "squares" / "turned.png", np.rot90(pixels))
    return made
