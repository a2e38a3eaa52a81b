"""A study: a folder with the settings, and the runs that were made with them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from cellclassifier.core import checks
from cellclassifier.core.dataset import Dataset, Image, Problem, scan
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically, write_table
from cellclassifier.core.intensity import Extent, effective_depth, resolve
from cellclassifier.core.runs import Run, RunRecord, new_folder, refuse_newer
from cellclassifier.core.spec import StudySpec, explain_invalid
from cellclassifier.core.tiling import cut, split, write_tiles

IMAGE_COLUMNS = ("set", *Image._fields[:6], *Extent._fields, *Image._fields[7:])


class Contents(NamedTuple):
    """What the folders of a study hold: training images, and test sets by name.

    `error` is what `first_error` found when the folders were read: with many images
    that takes time.
    """

    train: Dataset
    tests: dict[str, Dataset]
    tiles_an_image: int = 1
    validation: bool = False
    error: str = ""

    def under(self, spec: StudySpec) -> "Contents":
        """Return the same with the settings of `spec`, as far as checks need them."""
        return self._replace(
            tiles_an_image=spec.tiling.rows * spec.tiling.columns,
            validation=spec.training.validation_share > 0,
        )

    def problems(self) -> Iterator[tuple[str, Problem]]:
        """Yield every problem with "train" or the name of the test set it is about."""
        each = self.tiles_an_image
        for problem in checks.training_problems(self.train, each, self.validation):
            yield "train", problem
        for name, test in self.tests.items():
            for problem in checks.testing_problems(name, test, self.train, each):
                yield name, problem

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
        raise UserError("No training images are chosen yet: pick their folder first.")

    def scanned(name: str, folder: Path) -> Dataset:
        report = (lambda done, of: progress(name, done, of)) if progress else None
        return scan(folder, spec.groups, report)

    train = scanned("train", spec.train)
    names = names_of_tests(spec.tests)
    tests = {name: scanned(name, path) for name, path in names.items()}
    contents = Contents(train, tests).under(spec)
    return contents._replace(error=contents.first_error())


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


class Study:
    """A study folder: `spec` is what the next run will be made with."""

    def __init__(self, folder: Path, spec: StudySpec) -> None:
        self.folder = folder
        self.spec = spec

    @classmethod
    def create(cls, folder: Path, spec: StudySpec) -> "Study":
        """Make a new study in `folder`.

        Raises:
            UserError: There is one already, or the folder cannot be written.
        """
        if (folder / "study.json").exists():
            raise UserError(
                f"{folder} already holds a study. Open it, or choose another folder."
            )
        study = cls(folder, spec)
        study.save(spec)
        return study

    @classmethod
    def open(cls, folder: Path) -> "Study":
        """Open the study in `folder`.

        Raises:
            UserError: There is none, it is damaged, or a newer version made it.
        """
        path = folder / "study.json"
        try:
            text = path.read_bytes()
        except OSError as error:
            raise UserError(
                f"{folder} is not a study: its study.json cannot be read "
                f"({error.strerror}). Choose the folder that holds it, or make a new "
                "study."
            ) from error
        return cls(folder, _parse(text, path))

    def save(self, spec: StudySpec) -> None:
        """Keep `spec` as the study's settings.

        Raises:
            UserError: The folder cannot be written, or lies among the images; nothing
                was changed.
        """
        _refuse_inside_images(self.folder, spec)
        try:
            write_atomically(self.folder / "study.json", spec.model_dump_json(indent=2))
        except OSError as error:
            raise UserError(
                f"The study folder {self.folder} cannot be written ({error.strerror}). "
                "Nothing was changed. Choose a folder of your own, or free space."
            ) from error
        self.spec = spec

    @property
    def runs_folder(self) -> Path:
        """Folder that holds one folder a run."""
        return self.folder / "runs"

    def runs(self) -> list[Run]:
        """Return all runs, newest first; a damaged one is left out."""
        if not self.runs_folder.is_dir():
            return []
        folders = [path.parent for path in self.runs_folder.glob("*/run.json")]
        runs = [run for folder in folders if (run := _try_run(folder))]
        return sorted(runs, key=lambda run: (run.record.created, run.id), reverse=True)

    def run(self, run_id: str | None = None) -> Run:
        """Return the run `run_id`; without one, the newest finished one.

        Raises:
            UserError: There is no such run.
        """
        runs = self.runs()
        damaged = run_id and self.runs_folder / run_id
        if damaged and damaged.is_dir() and run_id not in {run.id for run in runs}:
            return Run(damaged)  # which says what is wrong with it
        if run_id is None:
            found = [run for run in runs if run.state == "done"]
            missing = "This study has no finished run yet: train one first."
        else:
            found = [run for run in runs if run.id == run_id]
            known = ", ".join(run.id for run in runs) or "none"
            missing = f"There is no run '{run_id}' in this study. There are: {known}."
        if not found:
            raise UserError(missing)
        return found[0]

    def new_run(self, contents: Contents) -> Run:
        """Freeze settings, tiles and split into a new run folder.

        Raises:
            UserError: The images have a problem that stops the work, or the folder
                cannot be written.
        """
        if problem := contents.first_error():
            raise UserError(problem)
        folder = self.runs_folder
        try:
            folder = new_folder(folder, self.spec.training.network)
            _freeze(folder, self.spec, contents)
        except OSError as error:
            raise UserError(
                f"The run could not be written to {folder} ({error.strerror}). No run "
                "was started. Free space, or choose another study folder."
            ) from error
        return Run(folder)


def _refuse_inside_images(folder: Path, spec: StudySpec) -> None:
    for images in (spec.train, *spec.tests):
        if images is not None and folder.resolve().is_relative_to(images.resolve()):
            raise UserError(
                f"The study folder {folder} lies inside the image folder {images}, "
                "into which nothing is ever written. Choose a folder outside of it."
            )


def _parse(text: bytes, path: Path) -> StudySpec:
    refuse_newer(text, path)
    try:
        return StudySpec.model_validate_json(text)
    except ValidationError as error:
        raise UserError(f"{path} is damaged. {explain_invalid(error)}") from error


def _try_run(folder: Path) -> Run | None:
    try:
        return Run(folder)
    except UserError:
        return None


def _freeze(folder: Path, spec: StudySpec, contents: Contents) -> None:
    extents = [image.extent for image in contents.train.images]
    rule = resolve(spec.intensity, extents)
    training = spec.training
    tiles = cut(contents.train, spec.tiling)
    tiles = split(tiles, training.validation_share, training.seed)
    write_tiles(folder / "tiles" / "train.csv", tiles)
    for name, test in contents.tests.items():
        path = folder / "tiles" / f"test_{name}.csv"
        write_tiles(path, cut(test, spec.tiling, "test"))
    write_table(folder / "images.csv", IMAGE_COLUMNS, _image_rows(contents))
    record = RunRecord(
        id=folder.name,
        created=datetime.now(UTC),
        study=spec.model_copy(update={"intensity": rule}),
        classes=contents.train.classes,
        channels=contents.train.images[0].channels,
        tests={name: test.folder for name, test in contents.tests.items()},
        grouping=contents.train.grouping,
        depth=effective_depth(extents).text,
    )
    # Written last: a folder without it is no run.
    write_atomically(folder / "run.json", record.model_dump_json(indent=2))


def _image_rows(contents: Contents) -> Iterator[tuple[object, ...]]:
    for name, dataset in {"train": contents.train, **contents.tests}.items():
        for image in dataset.images:
            *before, extent, mean, digest = image
            yield name, *before, *extent, mean, digest


def free_folder(where: Path, spec: StudySpec) -> Path:
    """Return a folder below `where` for a new study, named after its images."""
    train = spec.train
    name = train.parent.name or train.name if train else "study"
    folder, number = where / name, 2
    while folder.exists():
        folder = where / f"{name}_{number}"
        number += 1
    return folder
