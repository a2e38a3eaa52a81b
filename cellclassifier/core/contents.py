"""What the folders of a study hold, and what is wrong with it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core import checks
from cellclassifier.core.dataset import Dataset, Problem, scan
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import TilingSpec
from cellclassifier.core.tiling import count_tiles


class Contents(NamedTuple):
    """What the folders of a study hold: training images, and test sets by name.

    `error` is what `first_error` found when the folders were read, whatever the
    settings: with many images that takes time.
    """

    train: Dataset
    tests: dict[str, Dataset]
    tiling: TilingSpec = TilingSpec()
    validation: bool = False
    folds: int = 0
    error: str = ""

    def under(self, spec: StudySpec) -> "Contents":
        """Return the same with the settings of `spec`, as far as checks need them."""
        folds = spec.training.folds
        validation = spec.training.validation_share > 0 or folds > 0
        return self._replace(tiling=spec.tiling, validation=validation, folds=folds)

    def problems(self) -> Iterator[tuple[str, Problem]]:
        """Yield every problem with "train" or the name of the test set it is about."""
        tiles, uncut = self._tiles_of(self.train)
        for problem in checks.training_problems(
            self.train, tiles, self.validation, self.folds
        ):
            yield "train", problem
        yield from (("train", problem) for problem in uncut)
        for name, test in self.tests.items():
            tiles, uncut = self._tiles_of(test)
            for problem in checks.testing_problems(name, test, self.train, tiles):
                yield name, problem
            yield from ((name, problem) for problem in uncut)

    def _tiles_of(self, dataset: Dataset) -> tuple[dict[str, int], list[Problem]]:
        """Return the tiles of each class, or why the images cannot be cut."""
        try:
            return count_tiles(dataset, self.tiling), []
        except UserError as error:
            return dataset.counts, [Problem("error", str(error))]

    def first_error(self) -> str:
        """Return the first sentence that stops the work, or nothing."""
        errors = (p.text for _, p in self.problems() if p.level == "error")
        return next(errors, "")


def read_contents(
    spec: StudySpec, progress: Callable[[str, int, int], None] | None = None
) -> Contents:
    """Scan the folders of a study.

    Raises:
        UserError: No training folder has been chosen.
    """
    if spec.train is None:
        raise UserError(
            tr("No training images are chosen yet: pick their folder first.")
        )

    def scanned(name: str, folder: Path) -> Dataset:
        report = (lambda done, of: progress(name, done, of)) if progress else None
        return scan(folder, spec.groups, report, spec.reading)

    train = scanned("train", spec.train)
    names = names_of_tests(spec.tests)
    tests = {name: scanned(name, path) for name, path in names.items()}
    contents = Contents(train, tests)
    return contents._replace(error=contents.first_error()).under(spec)


def names_of_tests(folders: tuple[Path, ...]) -> dict[str, Path]:
    """Name the test sets after their folders, each name once; none is "train"."""
    names: dict[str, Path] = {}
    # Some file systems do not tell "Day" from "day".
    taken = {"train"}
    for folder in folders:
        stem = folder.name or "test"
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem}_{number}", number + 1
        names[name] = folder
        taken.add(name.casefold())
    return names
