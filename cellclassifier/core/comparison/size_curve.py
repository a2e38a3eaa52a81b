"""Would more data help? Accuracy by the size of the training set, and its controls.

A curve is read from the runs of an experiment with sizes: what is frozen in their tiles
is the truth about how many there were. Beside it stand the controls of the same
experiment, and what needs no network at all.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np

from cellclassifier.core.comparison.metrics import values as values_of
from cellclassifier.core.comparison.power_law import FEWEST, Forecast, forecast, rises
from cellclassifier.core.comparison.sets import RunSet, gather, offers
from cellclassifier.core.comparison.trivial_lines import trivial
from cellclassifier.core.errors import UserError
from cellclassifier.core.experiment_results import spread
from cellclassifier.core.experiment_spec import CONTROL, ExperimentRecord, size_text
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.lot_spec import SizeUnit
from cellclassifier.core.lots import stock
from cellclassifier.core.resampling import Interval
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study
from cellclassifier.core.tiling import read_tiles

Kind = Literal["control", "trivial"]
Progress = Callable[[str, int, int], None]

CONTROL_NAMES = (CONTROL, "clumps only", "without clumps")
"""What the controls of a curve are called, in their order."""

ABOVE = 0.1
"""A mean within this share of the way from chance to all right tells no law: with too
few tiles nothing is learnt, and the error does not fall yet (J. Hestness et al.,
arXiv:1712.00409 (2017), "small data region")."""


class Point(NamedTuple):
    """Runs of one size.

    Attributes:
        size: Training tiles, or groups, of a class; of all a mean over classes.
        tiles: Training tiles in all, a mean over runs.
        label: As in "20 tiles a class".
        runs: Those that have a result.
        values: Test accuracy of each, 0 .. 1.
        interval: 95 % of the mean, with runs redrawn; ``None`` with fewer than five.
    """

    size: float
    tiles: float
    label: str
    runs: tuple[Run, ...]
    values: tuple[float, ...]
    interval: Interval | None

    @property
    def mean(self) -> float:
        """Mean accuracy over runs."""
        return float(np.mean(self.values))


class Reference(NamedTuple):
    """What the curve is held against.

    Attributes:
        kind: A control that was trained, or a trivial classifier.
        name: As in "shuffled labels", "brightness only".
        value: Test accuracy, 0 .. 1; a mean over runs.
        interval: 95 %: over runs, or Wilson's over test tiles; ``None``: not known.
        runs: Of a control.
        values: Accuracy of each of these.
        tiles: Test tiles of a trivial classifier; 0 of a control.
        training: Cross-validated accuracy of a trivial classifier on training tiles.
        bare: Of a control that masks tiles: how many of the test show no clump.
    """

    kind: Kind
    name: str
    value: float
    interval: Interval | None
    runs: tuple[Run, ...] = ()
    values: tuple[float, ...] = ()
    tiles: int = 0
    training: float | None = None
    bare: int | None = None


class SizeCurve(NamedTuple):
    """Accuracy by size, with what it is held against.

    Attributes:
        title: Network and data.
        experiment: Name of the experiment.
        test: Name of the test set.
        unit: What sizes are numbers of.
        points: From few to many, each with at least one run.
        references: Controls, then trivial classifiers.
        chance: 1 / classes.
        majority: Share of the most frequent class of the test, 0 .. 1.
        forecast: What is to be expected at twice the data; ``None``: see `reason`.
        reason: Why there is no forecast, as a sentence; "" where there is one.
        missing: Sentences about runs that are not counted.
    """

    title: str
    experiment: str
    test: str
    unit: SizeUnit
    points: tuple[Point, ...]
    references: tuple[Reference, ...]
    chance: float
    majority: float
    forecast: Forecast | None
    reason: str
    missing: tuple[str, ...] = ()


def size_curves(
    study: Study,
    record: ExperimentRecord,
    test: str | None = None,
    progress: Progress | None = None,
) -> tuple[SizeCurve, ...]:
    """Return the curves of an experiment, one of each network and kind of data.

    Args:
        study: The study.
        record: Its experiment.
        test: Name of the test set; the first that was predicted without it.
        progress: Told how far the measuring of tiles is; may raise to stop.

    Raises:
        UserError: It compares no sizes, no run of it has a result yet, it knows no such
            test set, or an image or table is damaged.
    """
    if not record.experiment.sizes:
        raise UserError(
            tr(
                "This experiment compares no sizes. Make one that does: Several runs, "
                "'Would more data help?', or "
                "cellclassifier train STUDY --sizes 5 10 20 50"
            )
        )
    own = [each for each in offers(study) if each.experiment == record.id]
    predicted = [name for each in own for name, count in each.tests.items() if count]
    if not predicted:
        raise UserError(
            tr(
                "No run of this experiment has a result yet. Wait until some have "
                "ended."
            )
        )
    sets = {e.variant: gather(e, test or predicted[0]) for e in own}
    found = (_curve(base, record, sets, progress) for base in _bases(record))
    curves = tuple(each for each in found if each is not None)
    if not curves:
        raise UserError(tr("No run of a size has ended yet: wait until some have."))
    return curves


def _bases(record: ExperimentRecord) -> list[str]:
    """Return what variants of sizes are called without their size."""
    sizes, unit = record.experiment.sizes, record.experiment.size_unit
    endings = [f", {size_text(size, unit)}" for size in sizes]
    found = (
        variant.removesuffix(ending)
        for variant in record.variants
        for ending in endings
        if variant.endswith(ending)
    )
    return list(dict.fromkeys(found))


def _curve(
    base: str,
    record: ExperimentRecord,
    sets: dict[str, RunSet],
    progress: Progress | None,
) -> SizeCurve | None:
    experiment = record.experiment
    names = [size_text(size, experiment.size_unit) for size in experiment.sizes]
    of_sizes = [sets[n] for name in names if (n := f"{base}, {name}") in sets]
    points = tuple(
        _point(each, each.variant.removeprefix(f"{base}, "), experiment.size_unit)
        for each in of_sizes
        if each.runs
    )
    if not points:
        return None
    controls = [sets[n] for name in CONTROL_NAMES if (n := f"{base}, {name}") in sets]
    first = next(each for each in of_sizes if each.runs)
    law, reason = _forecast(points, first.chance)
    truth = [t.class_name for t in first.runs[0].tiles(first.test)]
    most = max(truth.count(name) for name in first.classes) / max(1, len(truth))
    return SizeCurve(
        base,
        record.title if record.experiment.name else "",
        first.test,
        experiment.size_unit,
        points,
        (*_controls(controls), *_trivial(points[-1].runs[0], first.test, progress)),
        first.chance,
        most,
        law,
        reason,
        tuple(told for each in (*of_sizes, *controls) if (told := each.missing())),
    )


def _known(run_set: RunSet) -> tuple[tuple[Run, ...], tuple[float, ...]]:
    """Return the runs with a defined accuracy, and these."""
    both = zip(run_set.runs, values_of(run_set, "accuracy"), strict=True)
    known = [(run, value) for run, value in both if value is not None]
    return tuple(run for run, _ in known), tuple(value for _, value in known)


def _point(run_set: RunSet, label: str, unit: SizeUnit) -> Point:
    runs, values = _known(run_set)
    held = [stock(run.tiles()) for run in runs]
    sizes = [np.mean(list(each.of(unit).values())) for each in held]
    whole = [each.whole for each in held]
    return Point(
        float(np.mean(sizes)),
        float(np.mean(whole)),
        label,
        runs,
        values,
        _interval(values),
    )


def _interval(values: Sequence[float]) -> Interval | None:
    found = spread(values)
    return None if np.isnan(found.low) else (found.low, found.high)


def _controls(sets: Sequence[RunSet]) -> Iterator[Reference]:
    for each in sets:
        runs, values = _known(each)
        if runs:
            name = next(n for n in CONTROL_NAMES if each.variant.endswith(n))
            mean = float(np.mean(values))
            bare = _bare(runs[0], each.test)
            control = Reference("control", name, mean, _interval(values), runs, values)
            yield control._replace(bare=bare)


def _bare(run: Run, test: str) -> int | None:
    """Return in how many test tiles no clump was found; ``None`` if not masked."""
    if not run.record.study.masking.active:
        return None
    path = run.folder / "without_clumps.csv"
    without = {tile[1:6] for tile in read_tiles(path)} if path.exists() else set()
    return sum(tile[1:6] in without for tile in run.tiles(test))


def _trivial(run: Run, test: str, progress: Progress | None) -> Iterator[Reference]:
    for each in trivial(run, test, progress):
        yield Reference(
            "trivial",
            each.name,
            each.test.value,
            (each.test.low, each.test.high),
            tiles=each.test.n,
            training=each.training.value if each.training else None,
        )


def _forecast(points: Sequence[Point], chance: float) -> tuple[Forecast | None, str]:
    """Return what is to be expected at twice the data, or why that is not known."""
    learnt = list(points)
    while learnt and learnt[0].mean <= chance + ABOVE * (1 - chance):
        learnt.pop(0)
    by_size = {each.size: each for each in learnt}
    if len(by_size) < FEWEST:
        return None, tr_n(
            "What twice the data would bring is not told: 1 size is above chance, and "
            "a law needs {fewest}. Train more sizes, of more tiles.",
            "What twice the data would bring is not told: {number} sizes are above "
            "chance, and a law needs {fewest}. Train more sizes, of more tiles.",
            len(by_size),
            number=len(by_size),
            fewest=FEWEST,
        )
    known = [by_size[size] for size in sorted(by_size)]
    if not rises(known[0].values, known[-1].values):
        return None, tr(
            "What twice the data would bring is not told: accuracy does not surely "
            "rise from the smallest size to the largest. Train more runs of each, or "
            "smaller sizes; or few tiles do already what many do."
        )
    sizes, values = [p.size for p in known], [p.values for p in known]
    return forecast(sizes, values), ""
