"""Draws tiny folders of images for tests: bright discs against bright squares."""

from pathlib import Path

import cv2
import numpy as np
import tifffile
from numpy.typing import DTypeLike, NDArray

from cellclassifier.core.messages import Event
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import AugmentSpec, TilingSpec
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.engine.channel import Cancelled

REAL = Path(__file__).resolve().parents[2] / "shared" / "data"
"""Real images, which lie beside the repository and are absent on many computers."""

CLASSES = ("discs", "squares")


def shape(
    kind: str, seed: int, size: int = 64, top: int = 255, dtype: DTypeLike = np.uint8
) -> NDArray[np.generic]:
    """Draw one disc or square, (size, size), on dim noise and spots of its own.

    By the spots each image is told from all others, as cells are: to the leak check two
    plain discs would be one.
    """
    random = np.random.default_rng([seed, *kind.encode()])
    image = random.uniform(0.05, 0.15, (size, size))
    half = size * random.uniform(0.2, 0.3)
    x, y = random.uniform(0.4, 0.6, 2) * size
    rows, columns = np.mgrid[:size, :size]
    if kind == "discs":
        inside = (rows - y) ** 2 + (columns - x) ** 2 < half**2
    else:
        inside = np.maximum(abs(rows - y), abs(columns - x)) < half * 0.8
    image[inside] += random.uniform(0.45, 0.55)
    spots = np.zeros((size, size))
    spots[tuple(random.integers(0, size, (2, size * size // 100)))] = 1
    spots = cv2.GaussianBlur(spots, (0, 0), 1.5)
    image += 0.2 * spots / spots.max()
    return (image * top).astype(dtype)


def write(path: Path, pixels: NDArray[np.generic]) -> Path:
    """Write pixels by the ending of `path`; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() in (".tif", ".tiff"):
        tifffile.imwrite(path, pixels)
        return path
    done, data = cv2.imencode(path.suffix, pixels)
    assert done
    path.write_bytes(data.tobytes())
    return path


def folder(
    where: Path,
    count: int = 24,
    seed: int = 0,
    classes: tuple[str, ...] = CLASSES,
    name: str = "{}.png",
    **drawing: object,
) -> Path:
    """Draw `count` images of each class; `name` is given the number of the image."""
    for class_name in classes:
        for number in range(count):
            pixels = shape(class_name, 1000 * seed + number, **drawing)  # type: ignore[arg-type]
            write(where / class_name / name.format(number), pixels)
    return where


def study(
    where: Path, count: int = 24, tests: int = 8, epochs: int = 2, **training: object
) -> Study:
    """Draw images below `where` and make a study of them, quick to train."""
    spec = StudySpec(
        train=folder(where / "images" / "train", count),
        tests=(folder(where / "images" / "test", tests, seed=1),),
        tiling=TilingSpec(size=64),
        augment=AugmentSpec(rotation=0, shift=0.05),
        training=TrainSpec.model_validate(
            {"epochs": epochs, "batch_size": 8, **training}
        ),
    )
    return Study.create(where / "study", spec)


class Recorder:
    """Stands in for the worker's channel: keeps events, and can ask to stop.

    Attributes:
        events: What was sent.
        checks: How often the job asked whether to go on.
    """

    def __init__(self, stop_after: int | None = None) -> None:
        self.events: list[Event] = []
        self.checks = 0
        self.log: Path | None = None
        self._stop_after = stop_after

    def send(self, event: Event) -> None:
        self.events.append(event)

    def check_cancelled(self) -> None:
        self.checks += 1
        if self._stop_after is not None and self.checks > self._stop_after:
            raise Cancelled
