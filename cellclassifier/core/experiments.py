"""Makes the runs of experiments, and finds the experiments of a study."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from cellclassifier.core.contents import Contents, read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.experiment_spec import (
    ExperimentRecord,
    ExperimentSpec,
    Planned,
    evened,
    planned,
)
from cellclassifier.core.files import write_atomically
from cellclassifier.core.folders import same_images
from cellclassifier.core.language import tr
from cellclassifier.core.preparation import Prepared, decisive, prepare
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study

Progress = Callable[[str, int, int], None]


def make(
    study: Study,
    experiment: ExperimentSpec,
    contents: Contents,
    prepared: Prepared | None = None,
    progress: Progress | None = None,
) -> tuple[ExperimentRecord, list[Run]]:
    """Freeze all runs of an experiment; none is started.

    Args:
        study: The study.
        experiment: What is repeated and compared.
        contents: What the study's folders hold.
        prepared: Tiles of the study's settings, where they were made already.
        progress: Told how far it is.

    Raises:
        UserError: The images have a problem under one of the settings, or the folder
            cannot be written; then no run was made.
    """
    tell = progress or (lambda what, done, of: None)
    plan = planned(study.spec, experiment)
    ready = [
        _prepared(study, each.spec, contents, known, prepared, tell)
        for known in [_Known({}, {})]
        for each in plan
    ]
    record = _new_record(study, experiment, plan)
    runs = []
    for number, (each, tiles) in enumerate(zip(plan, ready, strict=True)):
        tell(tr("writing the runs"), number, len(plan))
        spec = _evened(each.spec, tiles) if experiment.sizes else each.spec
        of_run = Study(study.folder, spec)
        runs.append(of_run.new_run(tiles.contents, tiles, record.id, each.variant))
    return record, runs


def _evened(spec: StudySpec, prepared: Prepared) -> StudySpec:
    """Give a run of few tiles more epochs, as `experiment_spec.EVENED` says."""
    if not spec.training.per_class:
        return spec
    used = sum(tile.part == "train" for tile in prepared.tables["train"])
    training = evened(spec.training, used + len(prepared.undrawn), used)
    return spec.model_copy(update={"training": training})


class _Known(NamedTuple):
    contents: dict[str, Contents]
    prepared: dict[tuple[object, ...], Prepared]


def _prepared(
    study: Study,
    spec: StudySpec,
    contents: Contents,
    known: _Known,
    prepared: Prepared | None,
    tell: Progress,
) -> Prepared:
    """Return the tiles of one run; what several have in common is made once."""
    key = decisive(spec)
    if key in known.prepared:
        return known.prepared[key]
    reading = spec.reading.model_dump_json()
    if spec.reading == study.spec.reading:
        known.contents[reading] = contents
    elif reading not in known.contents:
        known.contents[reading] = read_contents(spec, tell)
    found = known.contents[reading]
    if prepared is None or not prepared.holds_for(spec, found):
        prepared = prepare(study.folder, spec, found, tell)
    if problem := prepared.error():
        raise UserError(problem)
    known.prepared[key] = prepared
    return prepared


def add(
    study: Study,
    record: ExperimentRecord,
    number: int,
    progress: Progress | None = None,
) -> list[Run]:
    """Make more runs of an experiment, with the seeds that follow; none is started.

    Args:
        study: The study.
        record: Its experiment.
        number: How many more of each variant.
        progress: Told how far it is.

    Raises:
        UserError: It has no run to go by, its folds are fixed, or images have changed.
    """
    if record.experiment.vary == "folds":
        raise UserError(
            tr(
                "This experiment keeps each of its {runs} folds aside once, so that "
                "there is none to add. Make a new experiment with more folds.",
                runs=record.experiment.runs,
            )
        )
    own = [run for run in study.runs() if run.record.experiment == record.id]
    made = []
    for variant in record.variants:
        known = [run for run in own if run.record.variant == variant]
        if not known:
            raise UserError(
                tr(
                    "There is no run of '{variant}' left to go by. Make a new "
                    "experiment.",
                    variant=variant,
                )
            )
        last = max(run.record.study.training.seed for run in known)
        made += [
            _sister(study, record, known[0], seed, progress)
            for seed in range(last + 1, last + 1 + number)
        ]
    # Variants in turn, as they were planned.
    return sorted(made, key=lambda run: run.record.study.training.seed)


def _sister(
    study: Study,
    record: ExperimentRecord,
    run: Run,
    seed: int,
    progress: Progress | None,
) -> Run:
    training = run.record.study.training
    moves = record.experiment.vary == "split" or training.shuffled
    if not moves and not training.per_class:
        return study.add_sister(run, seed)
    changes = {"seed": seed, **({"split_seed": seed} if moves else {})}
    if record.experiment.sizes:
        changes["draw_seed"] = seed
    changed = training.model_copy(update=changes)
    spec = run.record.study.model_copy(update={"training": changed})
    contents = read_contents(spec, progress)
    prepared = prepare(study.folder, spec, contents, progress)
    before = run.hashes()
    now = {
        image.path: image.sha256
        for dataset in (contents.train, *contents.tests.values())
        for image in dataset.images
    }
    if not same_images(now, before):
        raise UserError(
            tr(
                "The images have been changed since this experiment was made, so more "
                "runs of it could not be compared with those there are. Make a new "
                "experiment."
            )
        )
    of_run = Study(study.folder, spec)
    return of_run.new_run(contents, prepared, record.id, run.record.variant)


def folder_of(study: Study) -> Path:
    """Return the folder that holds the records of a study's experiments."""
    return study.folder / "experiments"


def _new_record(
    study: Study, experiment: ExperimentSpec, plan: tuple[Planned, ...]
) -> ExperimentRecord:
    folder = folder_of(study)
    now = datetime.now(UTC)
    stamp = now.astimezone().strftime("%Y-%m-%d_%H%M%S")
    name, number = stamp, 1
    while (folder / f"{name}.json").exists():
        number += 1
        name = f"{stamp}_{number}"
    record = ExperimentRecord(
        id=name,
        created=now,
        experiment=experiment,
        variants=tuple(dict.fromkeys(each.variant for each in plan)),
    )
    try:
        write_atomically(folder / f"{name}.json", record.model_dump_json(indent=2))
    except OSError as error:
        raise UserError(
            tr(
                "The experiment could not be written to {folder} ({strerror}). No "
                "run was made. Free space, or choose another study folder.",
                folder=folder,
                strerror=error.strerror,
            )
        ) from error
    return record


def experiments(study: Study) -> list[ExperimentRecord]:
    """Return the experiments of a study, newest first; damaged ones are left out."""
    found = []
    for path in folder_of(study).glob("*.json"):
        try:
            found.append(ExperimentRecord.model_validate_json(path.read_bytes()))
        except (OSError, ValidationError):
            continue
    return sorted(found, key=lambda each: (each.created, each.id), reverse=True)
