"""The main job in steps that a script or the command line takes one after another."""

import shutil
from collections.abc import Callable
from itertools import chain, zip_longest
from pathlib import Path

import numpy as np

from cellclassifier.core import demo, figures, rotations
from cellclassifier.core.attribution import scaling_of
from cellclassifier.core.contents import Contents
from cellclassifier.core.dataset import scan
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.later_sets import LaterSet, Progress, add_set
from cellclassifier.core.link import Worker
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.messages import (
    Event,
    ExplainJob,
    Job,
    MeasureJob,
    PredictJob,
    TrainJob,
)
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.preparation import Prepared
from cellclassifier.core.rotations import RotationSpec, Written
from cellclassifier.core.runs import Run, prediction_jobs
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec

Heard = Callable[[Event], None]

EXAMPLE_TILING = TilingSpec(size=128, rows=4, columns=4)
"""The example's fields are cut into 16 tiles, as those of the article."""


def example(
    folder: Path,
    progress: Callable[[int, int], None] | None = None,
    pair: str = "clear",
) -> Study:
    """Return the study of the example in `folder`, drawing it first where needed."""
    if (folder / "study.json").exists():
        return Study.open(folder)
    images, unfinished = folder / "images", folder / "images.unfinished"
    try:
        if folder.exists() and set(folder.iterdir()) - {unfinished}:
            raise UserError(
                tr(
                    "The folder {folder} is not empty and holds no study. Name an "
                    "empty folder for the example: cellclassifier demo FOLDER.",
                    folder=folder,
                )
            )
        # What an interrupted drawing left.
        shutil.rmtree(unfinished, ignore_errors=True)
        demo.draw_example(unfinished, pair, progress=progress)
        unfinished.rename(images)
    except OSError as error:
        raise UserError(
            tr(
                "The example could not be drawn in {folder} ({strerror}). Name a "
                "folder of your own that can be written: cellclassifier demo FOLDER.",
                folder=folder,
                strerror=error.strerror,
            )
        ) from error
    spec = StudySpec(
        train=images / "train", tests=(images / "test",), tiling=EXAMPLE_TILING
    )
    return Study.create(folder, spec)


def train(
    study: Study,
    contents: Contents,
    worker: Worker,
    heard: Heard,
    prepared: Prepared | None = None,
) -> Run:
    """Train a new run of `study`, and predict its test sets and validation part.

    Args:
        study: The study.
        contents: What its image folders hold.
        worker: Does the work.
        heard: Called with what it tells.
        prepared: Its tiles, where they were made already.

    Raises:
        UserError: The images have a problem, or the training failed or was stopped.
    """
    run = study.new_run(contents, prepared)
    kept = f"What it had learnt is kept in {run.folder}."
    _do(worker, TrainJob(run=run.folder), heard, kept)
    for job in prediction_jobs(run):
        _predict(job, worker, heard)
    return run


def _do(worker: Worker, job: Job, heard: Heard, kept: str = "") -> None:
    if worker.do(job, heard).outcome == "cancelled":
        raise UserError(f"Stopped. {kept}".strip())


def _predict(job: PredictJob, worker: Worker, heard: Heard) -> None:
    _do(worker, job, heard, "Test sets that were predicted before are kept.")


def predict(run: Run, worker: Worker, heard: Heard) -> dict[str, Predictions]:
    """Predict all sets of `run`, and return what was predicted for each.

    A folder that was added later and is not there now is passed over.

    Raises:
        UserError: It has none, or it was stopped, or failed.
    """
    _refuse_no_tests(run)
    for job in prediction_jobs(run):
        _predict(job, worker, heard)
    return run.all_predictions()


def predict_folder(
    run: Run,
    folder: Path,
    worker: Worker,
    heard: Heard,
    progress: Progress | None = None,
) -> LaterSet:
    """Have `run` predict the images of `folder`; see `later_sets`.

    Args:
        run: A finished run.
        folder: Holds images, with or without classes.
        worker: Does the work.
        heard: Called with what it tells.
        progress: Told how far the reading of the images is.

    Raises:
        UserError: There is nothing to predict, or it was stopped, or failed.
    """
    found = add_set(run, folder, progress)
    _predict(PredictJob(run=run.folder, test=found.name), worker, heard)
    return found


def _refuse_no_tests(run: Run) -> None:
    if not run.sets:
        raise UserError(
            tr(
                "The run {id} has no test set. Predict a folder of images, or add a "
                "test set to the study and train again.",
                id=run.id,
            )
        )


def explain(
    run: Run, method: str, limit: int, worker: Worker, heard: Heard
) -> list[Path]:
    """Make maps of up to `limit` tiles of each test set, and a figure of them.

    Returns:
        The figures, one a test set.
    """
    _refuse_no_tests(run)
    for name in run.present_sets:
        if run.predictions(name) is None:
            _predict(PredictJob(run=run.folder, test=name), worker, heard)
    drawn = []
    for name, table in run.all_predictions().items():
        rows = telling(table, limit)
        numbers = tuple(table.tiles[row] for row in rows)
        job = ExplainJob(run=run.folder, test=name, tiles=numbers, method=method)
        _do(worker, job, heard, "Maps that were made are kept.")
        path = run.folder / "figures" / f"overlays_{name}_{method}.png"
        maps = _maps(run, method, name, table, rows)
        figures.overlays(run, name, table, maps, path, scaling_of(method))
        drawn.append(path)
    return drawn


def _maps(
    run: Run, method: str, test: str, table: Predictions, rows: list[int]
) -> list[tuple[int, figures.Map]]:
    named = table.predicted_classes
    maps = [run.attribution(method, test, table.tiles[r], named[r]) for r in rows]
    return [
        (r, found) for r, found in zip(rows, maps, strict=True) if found is not None
    ]


def measure(
    run: Run,
    test: str,
    spec: MeasureSpec,
    worker: Worker,
    heard: Heard,
    planned: Callable[[str], None] | None = None,
) -> Path:
    """Measure what the network of `run` looks at in one of its sets.

    Args:
        run: A finished run.
        test: A set of it; where it was not predicted it is.
        spec: What is measured.
        worker: Does the work.
        heard: Called with what it tells.
        planned: Told in words what it will cost, before it begins.

    Returns:
        The folder of the tables.

    Raises:
        UserError: There is no such set, it was stopped, or it failed.
    """
    # Imported here: what finds clumps takes time to load, and no other step needs it.
    from cellclassifier.core.clumps.plan import plan
    from cellclassifier.core.clumps.report_files import folder_for

    if test not in run.sets:
        raise UserError(
            tr(
                "The run {id} has no set '{test}'; it has {sets}. Name one of these.",
                id=run.id,
                test=test,
                sets=", ".join(run.sets) or "none",
            )
        )
    if run.predictions(test) is None:
        _predict(PredictJob(run=run.folder, test=test), worker, heard)
    if planned is not None:
        planned(plan(run, test, spec).text)
    job = MeasureJob(run=run.folder, test=test, spec=spec)
    _do(worker, job, heard, "Maps that were made are kept.")
    return folder_for(run, test, spec)


def telling(table: Predictions, limit: int) -> list[int]:
    """Choose rows to look at: the classes in turn, in each the surest right ones first.

    A tile whose class is not known counts for the class that is predicted.

    Args:
        table: Predictions of a set.
        limit: Largest number of rows.
    """
    order = np.lexsort((-table.confidence, ~table.right))
    classes = np.where(table.labelled, table.true, table.predicted)
    by_class = [
        [int(row) for row in order if classes[row] == index]
        for index in range(len(table.classes))
    ]
    in_turn = chain.from_iterable(zip_longest(*by_class))
    return [row for row in in_turn if row is not None][:limit]


def draw_figures(run: Run) -> list[Path]:
    """Draw the learning curve and a gallery of each test set into the run folder."""
    folder = run.folder / "figures"
    paths = [folder / "learning_curve.png"]
    figures.learning_curve(run.history(), paths[0])
    for name, table in run.all_predictions().items():
        paths.append(folder / f"gallery_{name}.png")
        figures.gallery(run, name, table, paths[-1])
    return paths


def turn(
    source: Path,
    folder: Path,
    spec: RotationSpec,
    progress: Callable[[int, int], None] | None = None,
) -> Written:
    """Write turned copies of all images below `source`, a folder of class folders.

    Raises:
        UserError: There are no images, or the copies cannot be written there.
    """
    found = scan(source)
    if not found.images:
        errors = [each.text for each in found.problems if each.level == "error"]
        raise UserError(
            errors[0] if errors else tr("{source} holds no image.", source=source)
        )
    return rotations.write(found.images, source, folder, spec, progress=progress)
