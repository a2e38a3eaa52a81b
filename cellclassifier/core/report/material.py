"""What a report is made of: all that was kept of a run, each read once."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any

from cellclassifier.core.entries import Image
from cellclassifier.core.evaluation.evaluate import Evaluation, evaluate
from cellclassifier.core.experiment_spec import ExperimentRecord
from cellclassifier.core.experiments import experiments
from cellclassifier.core.files import read_table, sha256
from cellclassifier.core.intensity import Extent
from cellclassifier.core.messages import Kept
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.run_record import History, RunRecord
from cellclassifier.core.runs import Run
from cellclassifier.core.shortcuts import Shortcut, shortcuts
from cellclassifier.core.study import Study
from cellclassifier.core.tiling import Tile
from cellclassifier.core.verdicts import Verdict, verdict


class Material:
    """All that is known of a run; each property reads its files at the first use."""

    def __init__(self, study: Study, run: Run) -> None:
        self.study, self.run = study, run
        self._numbered: dict[str, dict[int, Tile]] = {}

    @property
    def record(self) -> RunRecord:
        """What the run was made with."""
        return self.run.record

    @cached_property
    def study_name(self) -> str:
        """Name of the study's folder."""
        return self.study.folder.resolve().name

    @cached_property
    def tables(self) -> dict[str, tuple[Tile, ...]]:
        """Tiles by "train" (training and validation) and names of the test sets."""
        names = ("train", *self.record.tests)
        return {name: self.run.tiles(name) for name in names}

    def part(self, name: str) -> tuple[Tile, ...]:
        """Return the tiles of "train" or "validation" alone."""
        return tuple(tile for tile in self.tables["train"] if tile.part == name)

    def numbered(self, test: str) -> dict[int, Tile]:
        """Return the tiles of a set by their numbers."""
        if test not in self._numbered:
            tiles = self.run.tiles(test)
            self._numbered[test] = {tile.number: tile for tile in tiles}
        return self._numbered[test]

    @cached_property
    def images(self) -> dict[str, tuple[Image, ...]]:
        """The images by "train" and names of the test sets."""
        found: dict[str, list[Image]] = {n: [] for n in ("train", *self.record.tests)}
        for row in read_table(self.run.folder / "images.csv"):
            found.setdefault(row["set"], []).append(_image(row))
        return {name: tuple(images) for name, images in found.items()}

    @cached_property
    def predictions(self) -> dict[str, Predictions]:
        """What was predicted, by test set and by folders that were added later."""
        return self.run.all_predictions()

    @cached_property
    def evaluations(self) -> dict[str, Evaluation]:
        """The numbers of each set with tiles of known class."""
        return {
            name: evaluate(table)
            for name, table in self.predictions.items()
            if table.labelled.any()
        }

    @cached_property
    def history(self) -> History:
        """What was measured in each epoch."""
        return self.run.history()

    @cached_property
    def kept(self) -> Kept | None:
        """Of which epoch the network is; ``None`` where that was not told."""
        found = [each for each in self.run.events() if isinstance(each, Kept)]
        return found[-1] if found else None

    @cached_property
    def state(self) -> str:
        """What has become of the training."""
        return self.run.state

    @cached_property
    def verdict(self) -> Verdict:
        """What the training is worth."""
        return verdict(self.run)

    @cached_property
    def environment(self) -> dict[str, Any]:
        """Versions and device; empty where they were not kept."""
        path = self.run.folder / "environment.json"
        try:
            found = json.loads(path.read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """All runs of the study, newest first."""
        return tuple(self.study.runs())

    @cached_property
    def experiments(self) -> tuple[ExperimentRecord, ...]:
        """The experiments of the study; that of this run first, then newest first."""
        own = self.record.experiment
        return tuple(sorted(experiments(self.study), key=lambda e: e.id != own))

    @cached_property
    def shortcuts(self) -> tuple[Shortcut, ...]:
        """How well trivial classifiers do on these images."""
        tests = {name: self.images[name] for name in self.record.tests}
        return shortcuts(self.images["train"], self.record.classes, tests)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file of the run; "" where it is not there."""
        path = self.run.folder / name
        return sha256(path) if path.is_file() else ""

    def below(self, path: Path) -> str:
        """Return a path below the study's folder, with /."""
        return path.relative_to(self.study.folder).as_posix()


def is_control(run: Run) -> bool:
    """Tell whether labels were shuffled, or parts of its tiles hidden, on purpose."""
    study = run.record.study
    return study.training.shuffled or study.masking.active


def _image(row: dict[str, str]) -> Image:
    extent = Extent(
        row["dtype"], float(row["minimum"]), float(row["maximum"]), int(row["bits"])
    )
    size = row["pixel_size"]
    return Image(
        Path(row["path"]),
        row["class_name"],
        row["group"],
        int(row["width"]),
        int(row["height"]),
        int(row["channels"]),
        extent,
        float(row["mean"]),
        float(row["std"]),
        float(size) if size else None,
        row["sha256"],
    )
