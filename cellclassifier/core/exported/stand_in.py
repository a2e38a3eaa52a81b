"""A run that stands in for the one that a packed model came from.

It has the network, the settings and what is known of the training images, so that
whatever predicts a folder for a run does so for the model: images are read, cut and
scaled in the same way, by the same code, and the same notes are made.
"""

from collections.abc import Iterator
from math import ceil, floor
from pathlib import Path

from cellclassifier.core.exported.cellmodel import extract_model, read_facts
from cellclassifier.core.exported.facts import ModelFacts
from cellclassifier.core.files import write_atomically, write_table
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile, write_tiles

_GONE = Path("training images of the packed model")
"""Stands for the folder of the training images, which are not here."""


def stand_in(model: Path, folder: Path) -> Run:
    """Make a run of a packed model.

    Args:
        model: A ``.cellmodel`` file.
        folder: An empty folder, which is the run's study and holds nothing to keep.

    Raises:
        UserError: The file is no packed model, is damaged, or a newer version wrote it.
        OSError: The folder cannot be written.
    """
    facts = read_facts(model)
    where = folder / "runs" / "model"
    where.mkdir(parents=True)
    extract_model(model, where / "model.keras")
    header = ("set", "path", "dtype", "pixel_size", "sha256")
    write_table(where / "images.csv", header, _images(facts))
    write_tiles(where / "tiles" / "train.csv", _tiles(facts))
    write_atomically(where / "run.json", facts.record.model_dump_json(indent=2))
    return Run(where)


def _images(facts: ModelFacts) -> Iterator[tuple[object, ...]]:
    for number, image in enumerate(facts.images):
        size = "" if image.pixel_size is None else image.pixel_size
        yield "train", _GONE / str(number), image.dtype, size, image.sha256


def _tiles(facts: ModelFacts) -> Iterator[Tile]:
    """Yield two tiles an image: where they lie is not known, their usual side is."""
    number = 0
    for place, image in enumerate(facts.images):
        # The median of an even number of tiles may lie between two pixels.
        for side in (floor(facts.side), ceil(facts.side)) if image.used else ():
            where = (number, _GONE / str(place), 0, 0, side, side)
            yield Tile(*where, facts.classes[0], "", "train")
            number += 1
