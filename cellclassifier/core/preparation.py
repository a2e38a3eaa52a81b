"""From the images of a study to the tiles of its next run, checked for leaks."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core import leaks, masking, shortcuts, tile_problems
from cellclassifier.core.contents import Contents
from cellclassifier.core.dataset import Dataset, Problem
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.intensity import resolve
from cellclassifier.core.language import tr
from cellclassifier.core.leaks import Leaks
from cellclassifier.core.lots import Division, drawn, drawn_of_each, shuffled
from cellclassifier.core.shortcuts import Shortcut
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.splitting import stored_split
from cellclassifier.core.tile_spec import IntensitySpec
from cellclassifier.core.tiling import Part, Tile, contrast, cut, key_of, view_of
from cellclassifier.core.wrong_labels import (
    Marked,
    WrongLabel,
    WrongLabels,
    set_apart,
)

Tables = dict[str, tuple[Tile, ...]]
"""Tiles by "train" and the names of the test sets."""

Progress = Callable[[str, int, int], None]
"""Called with what is done, how much of it, and of how much; may raise to stop."""


class Prepared(NamedTuple):
    """The tiles that a run would be made of now, and what is wrong with them.

    Attributes:
        spec: The settings, with the intensity rule resolved.
        contents: The images that the tiles were cut from.
        tables: Tiles by "train" (training and validation) and name of the test set.
        dropped: The near-empty tiles that are left out, in the same way.
        leaks: Copies on both sides of a split.
        shortcuts: What tells the classes apart without looking at a cell.
        problems: What these found, with "train" or the name of the test set.
        asked: The settings that this depends on.
        undrawn: Training tiles beyond the largest number that was asked for.
        labels: The labels that were marked as wrong when this was made.
        marked: Tiles of training and validation that such a mark is on; they are in
            no table where marked labels are left out.
        bare: Tiles in which no clump was found, of all sets; none where nothing is
            masked.
    """

    spec: StudySpec
    contents: Contents
    tables: Tables
    dropped: Tables
    leaks: Leaks
    shortcuts: tuple[Shortcut, ...]
    problems: tuple[tuple[str, Problem], ...]
    asked: tuple[object, ...]
    undrawn: tuple[Tile, ...] = ()
    labels: tuple[WrongLabel, ...] = ()
    marked: tuple[Marked, ...] = ()
    bare: tuple[Tile, ...] = ()

    def holds_for(self, spec: StudySpec, contents: Contents) -> bool:
        """Tell whether preparing these would give the same."""
        same = contents.train is self.contents.train
        return same and self.asked == decisive(spec)

    def knows_labels(self, folder: Path) -> bool:
        """Tell whether no label of the study was marked, or unmarked, since."""
        return self.labels == WrongLabels(folder).entries()

    def overruled(self, folder: Path, reason: str) -> "Prepared":
        """Keep the reason to train in spite of copies; see `leaks.overrule`."""
        found = leaks.overrule(folder, self.leaks, reason)
        others = [p for p in self.problems if p not in set(self.leaks.problems())]
        return self._replace(leaks=found, problems=(*others, *found.problems()))

    def error(self) -> str:
        """Return the first sentence that stops the work, or nothing."""
        errors = (p.text for _, p in self.problems if p.level == "error")
        return next(errors, "")


def decisive(spec: StudySpec) -> tuple[object, ...]:
    """Return the settings that decide which tiles a run is made of."""
    training = spec.training
    return (
        spec.train,
        spec.tests,
        spec.reading,
        spec.groups,
        # At which size the network sees a tile decides nothing about its place.
        spec.tiling.model_copy(update={"size": 64}),
        spec.intensity,
        training.validation_share,
        training.folds,
        training.fold,
        training.split_seed,
        training.max_tiles,
        training.per_class,
        # They decide something where so many of each class are drawn, only then.
        (training.per_class_unit, training.draw_seed) if training.per_class else (),
        training.shuffled,
        training.marked_labels,
        # Clumps are found in tiles as the network would see them.
        (spec.masking, spec.tiling.size) if spec.masking.active else (),
    )


def rule_of(spec: StudySpec, train: Dataset) -> IntensitySpec:
    """Return the intensity rule of a study, found from its training images alone."""
    extents = [image.extent for image in train.images]
    return resolve(spec.intensity, extents, train.histogram)


def prepare(
    folder: Path, spec: StudySpec, contents: Contents, progress: Progress | None = None
) -> Prepared:
    """Cut, drop, split and check: all that decides which tiles a run is made of.

    What takes long is kept in the study, and is there at once the next time.

    Args:
        folder: The study's folder.
        spec: Its settings.
        contents: What its image folders hold.
        progress: Told how far each step is.

    Raises:
        UserError: The images have a problem that stops the work, or the study folder
            cannot be written.
    """
    contents, asked = contents.under(spec), decisive(spec)
    tell = progress or (lambda what, done, of: None)
    if problem := contents.first_error():
        raise UserError(problem)
    spec = spec.model_copy(update={"intensity": rule_of(spec, contents.train)})
    hashes, labels = hashes_of(contents), WrongLabels(folder).entries()
    tables, dropped = _cut_out(folder, spec, contents, hashes, tell)
    try:
        parts = stored_split(folder, tables["train"], hashes, spec.training)
        tables["train"] = _in_parts(tables["train"], parts)
        # After the split, so that it is the same with and without.
        kept, marked = set_apart(tables["train"], labels)
        if spec.training.marked_labels == "left out":
            tables["train"] = kept
        whole = tables["train"]
        tables["train"], undrawn = _drawn(whole, spec)
        how = {name: each.grouping for name, each in contents.tests.items()}
        how["train"] = contents.train.grouping
        # One search for all draws of so many a class: it takes long, and misses none.
        looked = {**tables, "train": whole} if spec.training.per_class else tables
        found = leaks.look(folder, looked, hashes, spec.reading, tell, how)
        # Before the labels are shuffled, which would make any class the control.
        spec, bare = masking.resolved(folder, spec, tables, hashes, tell)
    except OSError as error:
        raise unwritable(folder, error) from error
    if spec.training.shuffled:
        tables["train"] = shuffled(tables["train"], spec.training.split_seed)
    made = (spec, contents, tables, dropped, found, (), (), asked, undrawn)
    return _looked_through(Prepared(*made, labels, marked, bare))


def _drawn(tiles: tuple[Tile, ...], spec: StudySpec) -> Division:
    """Draw the training tiles that are used; the rest is told apart."""
    training = spec.training
    used, left = drawn_of_each(tiles, training, training.split_seed)
    used, more = drawn(used, training.max_tiles, training.split_seed)
    return used, (*left, *more)


def _cut_out(
    folder: Path,
    spec: StudySpec,
    contents: Contents,
    hashes: dict[Path, str],
    tell: Progress,
) -> tuple[Tables, Tables]:
    """Return the tiles of each set that are kept, and those that are near-empty."""
    tables, dropped = {}, {}
    for name, dataset in {"train": contents.train, **contents.tests}.items():
        cut_out = cut(dataset, spec.tiling, "train" if name == "train" else "test")
        values = kept_contrasts(folder, cut_out, spec, hashes, tell)
        tables[name], dropped[name] = divided(cut_out, values, spec)
    return tables, dropped


def _looked_through(made: Prepared) -> Prepared:
    """Add what is wrong with the tiles, and what tells the classes apart."""
    contents, spec = made.contents, made.spec
    tests = {name: test.images for name, test in contents.tests.items()}
    alone = shortcuts.shortcuts(contents.train.images, contents.train.classes, tests)
    problems = (
        *tile_problems.emptied(contents, made.tables, made.marked),
        *tile_problems.of_marked(spec, contents, made.marked, made.labels),
        *(("train", Problem("attention", each.text)) for each in alone if each.telling),
        *tile_problems.of_intensity(spec),
        *masking.problems(spec, made.tables, made.bare),
        *made.leaks.problems(),
    )
    return made._replace(problems=problems, shortcuts=alone)


def _in_parts(tiles: Sequence[Tile], parts: Sequence[Part]) -> tuple[Tile, ...]:
    both = zip(tiles, parts, strict=True)
    return tuple(tile._replace(part=part) for tile, part in both)


def unwritable(folder: Path, error: OSError) -> UserError:
    """Return what is said where a file of the study cannot be written."""
    return UserError(
        tr(
            "The study folder {folder} cannot be written ({strerror}). Nothing was "
            "changed. Free space, or choose a folder of your own.",
            folder=folder,
            strerror=error.strerror,
        )
    )


def hashes_of(contents: Contents) -> dict[Path, str]:
    """Return the SHA-256 of each image file."""
    datasets = (contents.train, *contents.tests.values())
    return {image.path: image.sha256 for each in datasets for image in each.images}


def divided(
    tiles: Sequence[Tile], values: NDArray[np.float32], spec: StudySpec
) -> tuple[tuple[Tile, ...], tuple[Tile, ...]]:
    """Return the tiles that are kept, and those dropped as near-empty.

    Args:
        tiles: All tiles.
        values: The contrast of each, as `tiling.contrast` measures it.
        spec: The settings; the rule is the same for all classes and sets.
    """
    least = spec.tiling.least_contrast
    kept = tuple(t for t, v in zip(tiles, values, strict=True) if v >= least)
    gone = tuple(t for t, v in zip(tiles, values, strict=True) if v < least)
    return kept, gone


def kept_contrasts(
    folder: Path,
    tiles: Sequence[Tile],
    spec: StudySpec,
    hashes: dict[Path, str],
    tell: Progress,
) -> NDArray[np.float32]:
    """Return the contrast of each tile; measured only where tiles are dropped.

    Args:
        folder: The study's folder, which keeps what was measured.
        tiles: The tiles.
        spec: Settings, with the intensity rule resolved.
        hashes: SHA-256 of each image.
        tell: Told how far it is.
    """
    if spec.tiling.least_contrast == 0:
        return np.ones(len(tiles), np.float32)
    key = key_of(tiles, hashes, spec.reading, spec.intensity)
    path = folder / "cache" / f"contrast_{key}.npy"
    if path.exists():
        return np.asarray(np.load(path, allow_pickle=False))
    values = contrasts(tiles, spec, tell)
    _keep(path, values)
    return values


def contrasts(
    tiles: Sequence[Tile], spec: StudySpec, tell: Progress
) -> NDArray[np.float32]:
    """Measure the contrast of each tile, float32, shape (tiles,)."""
    view = view_of(spec)
    values = np.empty(len(tiles), np.float32)
    for place, tile in enumerate(tiles):
        values[place] = contrast(tile, view)
        if place % 50 == 0:
            tell(tr("looking for near-empty tiles"), place, len(tiles))
    return values


def _keep(path: Path, values: NDArray[np.float32]) -> None:
    data = io.BytesIO()
    np.save(data, values, allow_pickle=False)
    try:
        write_atomically(path, data.getvalue())
    except OSError as error:
        raise unwritable(path.parent.parent, error) from error
