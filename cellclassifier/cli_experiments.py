"""What the command line tells of experiments: what is planned, what came of it."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cellclassifier.core import documents, experiments, terminal
from cellclassifier.core.errors import UserError
from cellclassifier.core.experiment_results import (
    Line,
    control_sentence,
    lines,
    seconds_of,
    speeds,
)
from cellclassifier.core.experiment_spec import (
    EVENED,
    ExperimentRecord,
    Planned,
    evened,
)
from cellclassifier.core.lots import stock
from cellclassifier.core.preparation import Prepared
from cellclassifier.core.study import Study

if TYPE_CHECKING:
    from cellclassifier.core.comparison.size_curve import SizeCurve


def tell_plan(
    study: Study, plan: Sequence[Planned], prepared: Prepared, sizes: bool
) -> None:
    """Say what would be trained, and how long that takes, as far as is known.

    Args:
        study: The study.
        plan: The runs.
        prepared: Tiles of the study's settings.
        sizes: Whether sizes are compared.

    Raises:
        UserError: A class has too few tiles or groups.
    """
    known = speeds(study.runs())
    held = stock((*prepared.tables["train"], *prepared.undrawn))
    of_all = sum(tile.part == "train" for tile in prepared.tables["train"])
    for variant in dict.fromkeys(each.variant for each in plan):
        specs = [each.spec for each in plan if each.variant == variant]
        training, size, tiles = specs[0].training, specs[0].tiling.size, of_all
        if sizes and training.per_class:
            lot = (training.per_class, training.per_class_unit)
            if problem := held.problem(lot[:1], training.per_class_unit):
                raise UserError(problem)
            training = evened(training, held.whole, held.about(*lot))
            tiles = held.work(held.about(*lot))
        seconds = seconds_of(training.network, size, tiles, training.epochs, known)
        time = "time not known: no run of this network has been timed yet"
        if seconds is not None:
            time = f"about {len(specs) * seconds / 60:.1f} min"
        _print(f"{variant}: {len(specs)} runs of {training.epochs} epochs, {time}")
    if sizes:
        _print(EVENED)


def tell_experiment(study: Study, wanted: str, as_json: bool = False) -> None:
    """Say what an experiment has shown so far, or write it as JSON."""
    for record in experiments.experiments(study):
        if record.id == wanted:
            _tell(study, record, as_json)


def _tell(study: Study, record: ExperimentRecord, as_json: bool) -> None:
    own = [run for run in study.runs() if run.record.experiment == record.id]
    found = lines(own, record.variants)
    curves, why = _curves(study, record)
    if as_json:
        _print(json.dumps(_document(record, found, curves), indent=2))
        return
    _print(f"experiment {record.id}: {record.title}")
    for line in found:
        _print(f"  {line.variant}: {line.done} of {len(line.runs)} runs are done")
        for name, value in line.accuracy.items():
            _print(f"    {name}: {value.text()}")
        if line.is_control:
            _print(f"    {control_sentence(line)}")
    if curves:
        # Imported here, as below: most commands do without.
        from cellclassifier.core.comparison.size_words import told

        for sentence in (each for curve in curves for each in told(curve)):
            _print(f"  {sentence}")
    elif why:
        _print(f"  {why}")


def _curves(
    study: Study, record: ExperimentRecord
) -> "tuple[tuple[SizeCurve, ...], str]":
    """Return what sizes have shown, or why that is not known yet."""
    if not record.experiment.sizes:
        return (), ""
    from cellclassifier.core.comparison.size_curve import size_curves

    try:
        return size_curves(study, record, progress=terminal.show), ""
    except UserError as error:
        return (), str(error)


def _document(
    record: ExperimentRecord, found: Sequence[Line], curves: "Sequence[SizeCurve]"
) -> dict[str, Any]:
    known = documents.of_experiment(record.id, found)
    if not record.experiment.sizes:
        return known
    from cellclassifier.core.comparison.size_words import document

    return {**known, "size_curves": document(curves)}


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
