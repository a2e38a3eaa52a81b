"""The images that a run knows: their tiles, and what it has predicted of them."""

from pathlib import Path

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table
from cellclassifier.core.language import tr
from cellclassifier.core.later_record import (
    later_images_path,
    later_tiles_path,
    read_later,
)
from cellclassifier.core.predictions import Predictions, read_predictions
from cellclassifier.core.run_record import read_record
from cellclassifier.core.tiling import Tile, read_tiles


class RunSets:
    """The part of a run that is about its sets of images."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.record = read_record(folder)

    @property
    def id(self) -> str:
        """Name of the run's folder."""
        return self.record.id

    @property
    def study_folder(self) -> Path:
        """Folder of the study that the run belongs to."""
        return self.folder.parent.parent

    @property
    def sets(self) -> dict[str, Path]:
        """Folders by name of all that it can predict: test sets, then later folders."""
        later = {each.name: each.folder for each in read_later(self.folder)}
        return {**self.record.tests, **later}

    @property
    def present_sets(self) -> tuple[str, ...]:
        """Names of its test sets, and of later folders that are still there."""
        tests = self.record.tests
        return tuple(n for n, path in self.sets.items() if n in tests or path.is_dir())

    def notes_of(self, test: str) -> tuple[str, ...]:
        """Return what is to be known of a set before its numbers are believed."""
        found = (each for each in read_later(self.folder) if each.name == test)
        return next((each.notes for each in found), ())

    def hashes(self, table: str = "train") -> dict[Path, str]:
        """Return the digest (SHA-256) that each image had when the run was made.

        Those of training and of the test sets are one table; a folder that was added
        later has one of its own. A file is compared with it by `folders.is_known_by`.
        """
        path = self.folder / "images.csv"
        if self._is_later(table):
            path = later_images_path(self.folder, table)
        return {Path(row["path"]): row["sha256"] for row in read_table(path)}

    def tiles(self, table: str = "train") -> tuple[Tile, ...]:
        """Return the tiles of training and validation, or those of a set."""
        name = table if table == "train" else f"test_{table}"
        path = self.folder / "tiles" / f"{name}.csv"
        if self._is_later(table):
            path = later_tiles_path(self.folder, table)
        if not path.exists():
            known = ", ".join(f"'{name}'" for name in self.sets) or "none"
            raise UserError(
                tr(
                    "This run has no test set '{table}'; it has {known}. Predict the "
                    "folder of the images, and it has one.",
                    table=table,
                    known=known,
                )
            )
        return read_tiles(path)

    def _is_later(self, table: str) -> bool:
        return table != "train" and table not in self.record.tests

    def predictions(self, test: str) -> Predictions | None:
        """Return the predictions of a set; ``None`` where there are none yet."""
        path = self.predictions_path(test)
        return read_predictions(path) if path.exists() else None

    def all_predictions(self) -> dict[str, Predictions]:
        """Return the predictions of each set that has been predicted."""
        found = ((name, self.predictions(name)) for name in self.sets)
        return {name: table for name, table in found if table is not None}

    def predictions_path(self, test: str) -> Path:
        """Return the file of a set's predictions."""
        return self.folder / "predictions" / f"{test}.csv"

    @property
    def has_validation(self) -> bool:
        """Whether a part of its tiles was kept aside to watch the training by."""
        training = self.record.study.training
        if not training.validation_share and not training.folds:
            return False
        return any(tile.part == "validation" for tile in self.tiles())

    @property
    def validation_path(self) -> Path:
        """File of the predictions of the validation part."""
        return self.folder / "validation.csv"

    def validation(self) -> Predictions | None:
        """Return the predictions of the validation part; ``None``: none yet."""
        path = self.validation_path
        return read_predictions(path) if path.exists() else None
