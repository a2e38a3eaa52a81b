"""Makes the folder of a new run: everything that it depends on, frozen."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cellclassifier import __version__
from cellclassifier.core.contents import Contents
from cellclassifier.core.entries import Image
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically, write_table
from cellclassifier.core.intensity import Extent, effective_depth
from cellclassifier.core.language import in_english, tr
from cellclassifier.core.preparation import Prepared
from cellclassifier.core.run_record import RunRecord
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import SCHEMA_VERSION, StudySpec
from cellclassifier.core.tiling import write_tiles
from cellclassifier.core.wrong_labels import write_marked

IMAGE_COLUMNS = ("set", *Image._fields[:6], *Extent._fields, *Image._fields[7:])

FROZEN = (
    *("images.csv", "tiles", "dropped", "leaks.csv", "not_drawn.csv"),
    *("wrong_labels.csv", "without_clumps.csv"),
)
"""What a run that goes on from another one has in common with it."""


@in_english()
def freeze(
    folder: Path,
    spec: StudySpec,
    prepared: Prepared,
    experiment: str = "",
    variant: str = "",
) -> Run:
    """Write all that a run is made with into its folder.

    Args:
        folder: The new, empty folder.
        spec: The settings.
        prepared: Its tiles.
        experiment: Id of the experiment that it belongs to.
        variant: Name of its network and data in that.

    Raises:
        OSError: The folder cannot be written.
    """
    contents = prepared.contents
    _write_tables(folder, prepared)
    extents = [image.extent for image in contents.train.images]
    record = RunRecord(
        id=folder.name,
        created=datetime.now(UTC),
        study=spec.model_copy(update=_resolved(prepared.spec)),
        classes=contents.train.classes,
        channels=contents.train.images[0].channels,
        tests={name: test.folder for name, test in contents.tests.items()},
        grouping=contents.train.grouping,
        depth=effective_depth(extents).text,
        overruled=prepared.leaks.overruled,
        pairs=len(prepared.leaks.pairs),
        experiment=experiment,
        variant=variant,
        marked=len(prepared.marked) if _leaves_out(spec) else 0,
    )
    return _finish(folder, record)


def _resolved(spec: StudySpec) -> dict[str, object]:
    """Return the settings that were found from the training tiles."""
    return {"intensity": spec.intensity, "masking": spec.masking}


def _write_tables(folder: Path, prepared: Prepared) -> None:
    """Write tiles and images, and what was left out or found wrong with them."""
    for name, tiles in prepared.tables.items():
        table = "train" if name == "train" else f"test_{name}"
        write_tiles(folder / "tiles" / f"{table}.csv", tiles)
    for name, tiles in prepared.dropped.items():
        if tiles:
            write_tiles(folder / "dropped" / f"{name}.csv", tiles)
    if prepared.undrawn:
        write_tiles(folder / "not_drawn.csv", prepared.undrawn)
    if prepared.bare:
        write_tiles(folder / "without_clumps.csv", prepared.bare)
    if prepared.marked:
        write_marked(folder / "wrong_labels.csv", prepared.marked)
    write_table(folder / "images.csv", IMAGE_COLUMNS, _image_rows(prepared.contents))
    if prepared.leaks.pairs:
        # Imported here: the window starts sooner without.
        from cellclassifier.core.leakage import write_pairs

        write_pairs(folder / "leaks.csv", prepared.leaks.pairs)


def _leaves_out(spec: StudySpec) -> bool:
    """Tell whether tiles whose label was marked as wrong are not trained on."""
    return spec.training.marked_labels == "left out"


def freeze_longer(folder: Path, run: Run, epochs: int) -> Run:
    """Write a run that goes on from the last epoch of another one into its folder.

    Args:
        folder: The new, empty folder.
        run: The other run.
        epochs: How many more epochs.

    Raises:
        UserError: That run goes on, or left nothing to go on from.
        OSError: The folder cannot be written.
    """
    done = len(run.history().epochs)
    if run.state not in ("done", "cancelled") or not run.checkpoint_path.exists():
        raise UserError(
            tr(
                "The run {id} cannot be gone on from: it has not ended, or no epoch "
                "of it was finished. Wait, resume it, or train anew.",
                id=run.id,
            )
        )
    changed: dict[str, object] = {
        "continues": run.id,
        "first_epoch": done,
        # Runs of an experiment differ in seed only; this one differs in epochs.
        "experiment": "",
    }
    return _freeze_alike(folder, run, {"epochs": done + epochs}, changed)


def freeze_sister(folder: Path, run: Run, seed: int) -> Run:
    """Write a run that differs from another one in its seed alone into its folder.

    Args:
        folder: The new, empty folder.
        run: The other run.
        seed: Seed of the new one.

    Raises:
        OSError: The folder cannot be written.
    """
    changed = {"continues": "", "first_epoch": 0}
    return _freeze_alike(folder, run, {"seed": seed}, changed)


def _freeze_alike(
    folder: Path, run: Run, training: dict[str, object], changed: dict[str, object]
) -> Run:
    """Write a run of the same tiles as another one, with other settings of training."""
    for name in FROZEN:
        if (source := run.folder / name).is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            shutil.copy(source, folder / name)
    study = run.record.study
    made = study.training.model_copy(update=training)
    # Written in the form of today, which an older program must not take for its own.
    renewed = {"training": made, "schema_version": SCHEMA_VERSION}
    always: dict[str, object] = {
        "id": folder.name,
        "created": datetime.now(UTC),
        "version": __version__,
        "study": study.model_copy(update=renewed),
    }
    return _finish(folder, run.record.model_copy(update={**always, **changed}))


def _finish(folder: Path, record: RunRecord) -> Run:
    # Written last: a folder without it is no run.
    write_atomically(folder / "run.json", record.model_dump_json(indent=2))
    return Run(folder)


def _image_rows(contents: Contents) -> Iterator[tuple[object, ...]]:
    for name, dataset in {"train": contents.train, **contents.tests}.items():
        for image in dataset.images:
            *before, extent, mean, std, pixel_size, digest = image
            yield name, *before, *extent, mean, std, pixel_size, digest


def new_folder(where: Path, network: str) -> Path:
    """Make a folder for a run: date, time, network; no two runs ever share one."""
    where.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).astimezone().strftime("%Y-%m-%d_%H%M%S")
    number = 1
    while True:
        name = f"{stamp}_{network}" if number == 1 else f"{stamp}_{network}_{number}"
        try:
            (where / name).mkdir()
        except FileExistsError:
            number += 1
        else:
            return where / name
