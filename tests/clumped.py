"""Draws tiles with clumps whose place is known, and runs with maps of them."""

from pathlib import Path

import drawn
import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from cellclassifier.core.contents import read_contents
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import AugmentSpec, GroupSpec, TilingSpec
from cellclassifier.core.train_spec import TrainSpec

RADIUS = 3.5
"""Of the clumps: where they are above half of their height."""


def tile(
    seed: int, clumps: int = 6, noise: float = 0.02, size: int = 64
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Return a tile (size, size) in 0..1, and the true mask of its clumps.

    Diffuse light with smooth texture, spots above it, and the camera's noise.
    """
    random = np.random.default_rng(seed)
    texture = ndimage.gaussian_filter(random.standard_normal((size, size)), 6)
    image = 0.3 + 0.04 * texture / texture.std()
    mask = np.zeros((size, size), np.bool_)
    y, x = np.mgrid[:size, :size]
    for _ in range(clumps):
        row, column = random.uniform(0.12, 0.88, 2) * size
        radius = RADIUS * random.uniform(0.8, 1.2)
        away = (y - row) ** 2 + (x - column) ** 2
        # Half of the height lies at the radius.
        image += random.uniform(0.25, 0.5) * 2.0 ** -(away / radius**2)
        mask |= away <= radius**2
    image += noise * random.standard_normal(image.shape)
    return np.clip(image, 0, 1).astype(np.float32), mask


def study(
    where: Path, classes: tuple[str, str] = ("control", "clumps"), count: int = 6
) -> Study:
    """Draw a study of 64-px tiles, without and with clumps, and without groups."""
    for part, offset in (("train", 0), ("test", 1000)):
        for name, clumps in zip(classes, (0, 6), strict=True):
            for number in range(count):
                seed = offset + number + 100 * clumps
                pixels, mask = tile(seed, clumps)
                path = where / "images" / part / name / f"{part}{clumps}_{number}.png"
                drawn.write(path, np.rint(pixels * 255).astype(np.uint8))
                folder = where / "masks" / part / name
                drawn.write(folder / path.name, np.where(mask, 255, 0).astype(np.uint8))
    spec = StudySpec(
        train=where / "images" / "train",
        tests=(where / "images" / "test",),
        groups=GroupSpec(by="image"),
        tiling=TilingSpec(size=64),
        augment=AugmentSpec(rotation=0),
        training=TrainSpec(epochs=1, validation_share=0),
    )
    return Study.create(where / "study", spec)


def predicted(made: Study, wrong: tuple[int, ...] = ()) -> Run:
    """Make a run that predicted its test set, right but for some tiles."""
    run = made.new_run(read_contents(made.spec))
    tiles = run.tiles("test")
    true = [run.record.classes.index(each.class_name) for each in tiles]
    called = [1 - t if n in wrong else t for n, t in enumerate(true)]
    p = np.full((len(tiles), 2), 0.1, np.float32)
    p[np.arange(len(tiles)), called] = 0.9
    write_predictions(
        run.predictions_path("test"), from_tiles(run.record.classes, tiles, p)
    )
    return run


def save_map(
    run: Run, number: int, found: NDArray[np.float32], name: str | None = None
) -> None:
    """Keep a map (y, x) of a tile, for the class that it was called without `name`."""
    table = run.predictions("test")
    called = dict(zip(table.tiles, table.predicted_classes, strict=True))
    path = run.attribution_path(
        "gradient_input", "test", number, name or called[number]
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, found[..., np.newaxis].astype(np.float32))
