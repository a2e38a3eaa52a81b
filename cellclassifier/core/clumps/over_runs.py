"""The runs of one experiment, measured alike: how much the number varies with the seed.

Run to run it varies far more than the interval of one run tells, which knows of images
only. So runs are the outer level, and images within their groups the inner one.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.clumps.class_names import NOT_KNOWN, class_label
from cellclassifier.core.clumps.medians import Median, median, over_runs
from cellclassifier.core.clumps.plan import Plan, plan
from cellclassifier.core.clumps.report_files import folder_for, words_of
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table
from cellclassifier.core.language import tr
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.runs import Run

Floats = NDArray[np.float64]
State = Literal["measured", "to measure", "not predicted", "no network"]

COLUMNS = (
    *("class", "run", "seed", "enrichment", "low", "high", "over_runs", "over_low"),
    *("over_high", "brightness_alone", "tiles", "groups"),
)
"""Of the table that is saved: one row a class and run."""


class Member(NamedTuple):
    """A run of an experiment.

    Attributes:
        run: The run.
        seed: Of its training.
        state: What is there of it.
        folder: Of its measurement, where it was measured with these settings.
        plan: What measuring it would do, where it can be measured.
    """

    run: Run
    seed: int
    state: State
    folder: Path | None
    plan: Plan | None


class OverRuns(NamedTuple):
    """The enrichment of one class over runs.

    Attributes:
        class_name: The true class, or `NOT_KNOWN`.
        each: Median over tiles of each run, with its interval over groups.
        enrichment: Median over runs of these; runs and groups are redrawn.
        brightness: The same number by brightness alone, which knows of no run.
    """

    class_name: str
    each: tuple[Median, ...]
    enrichment: Median
    brightness: float

    @property
    def label(self) -> str:
        """The class as the window shows it."""
        return class_label(self.class_name)

    @property
    def wider(self) -> float:
        """How far runs lie apart, in widths of the interval of one; nan if unknown."""
        widths = [e.interval[1] - e.interval[0] for e in self.each if e.interval]
        if len(self.each) < 2 or not widths or not np.median(widths) > 0:
            return np.nan
        values = [each.value for each in self.each]
        return (max(values) - min(values)) / float(np.median(widths))

    @property
    def text(self) -> str:
        """What was found, and what a single run would hide, in sentences."""
        n, found = len(self.each), self.enrichment
        if n < 2:
            return tr(
                "`{name}`: {value:.2g} x over area in the one run that was measured; "
                "how much runs differ takes at least two.",
                name=self.label,
                value=self.each[0].value,
            )
        ends = tr("no interval: too few runs or groups")
        if found.interval is not None:
            ends = tr(
                "95 % {low:.2g}-{high:.2g} over runs and {groups} groups",
                low=found.interval[0],
                high=found.interval[1],
                groups=found.groups,
            )
        over = tr(
            "`{name}`: {value:.2g} x over area, median of {n} runs ({ends}; {tiles} "
            "tiles); brightness alone {brightness:.2g} x.",
            name=self.label,
            value=found.value,
            n=n,
            ends=ends,
            tiles=found.tiles,
            brightness=self.brightness,
        )
        return f"{over} {self._apart()}"

    def _apart(self) -> str:
        """Return how far single runs lie apart, as a sentence."""
        values = [each.value for each in self.each]
        if np.isnan(self.wider):
            return tr(
                "Single runs lie from {least:.2g} to {most:.2g}.",
                least=min(values),
                most=max(values),
            )
        return tr(
            "Single runs lie from {least:.2g} to {most:.2g}, {wider:.1f} x as far "
            "apart as the interval of one run is wide.",
            least=min(values),
            most=max(values),
            wider=self.wider,
        )


def siblings(run: Run) -> list[Run]:
    """Return the runs of a run's experiment that differ from it in chance alone.

    They are of the same variant, by seed, and the run is one of them; without an
    experiment it is the only one.
    """
    record = run.record
    if not record.experiment:
        return [run]
    found = []
    for path in sorted((run.study_folder / "runs").glob("*/run.json")):
        try:
            other = run if path.parent == run.folder else Run(path.parent)
        except UserError:
            # Told of elsewhere; here it has nothing to say.
            continue
        own = other.record
        if (own.experiment, own.variant) == (record.experiment, record.variant):
            found.append(other)
    return sorted(found, key=lambda each: each.record.study.training.seed)


def members(run: Run, test: str, spec: MeasureSpec) -> list[Member]:
    """Return what there is of each run of an experiment.

    Args:
        run: One of its runs.
        test: The set.
        spec: The settings that all are measured with.

    Raises:
        UserError: There is no such method, setting or class.
    """
    return [_member(each, test, spec) for each in siblings(run)]


def read_over_runs(found: Sequence[Member], seed: int = 0) -> tuple[OverRuns, ...]:
    """Return the enrichment over those that were measured, by class.

    Only tiles with clumps that all of them measured count.

    Args:
        found: The runs, all measured with the same settings.
        seed: Of the intervals.

    Raises:
        UserError: A table is damaged, or runs measured different tiles.
    """
    folders = [each.folder for each in found if each.folder is not None]
    tables = [_tiles_of(folder) for folder in folders]
    if not tables:
        return ()
    common = sorted(set(tables[0]).intersection(*tables[1:]))
    for number in common:
        if len({table[number]["image"] for table in tables}) > 1:
            raise UserError(
                tr(
                    "Tile {number} is of another image in one of the runs, so that "
                    "they cannot be put together. Compare runs that were made of the "
                    "same set.",
                    number=number,
                )
            )
    names = dict.fromkeys(tables[0][number]["true_class"] for number in common)
    return tuple(_of_class(name, common, tables, seed) for name in names)


def rows_of(
    found: Sequence[OverRuns], measured: Sequence[Member]
) -> list[tuple[object, ...]]:
    """Return the rows of a table, see COLUMNS.

    Args:
        found: By class.
        measured: The runs that it is over, in the order of `OverRuns.each`.
    """
    rows: list[tuple[object, ...]] = []
    for of_class in found:
        over = of_class.enrichment
        for member, each in zip(measured, of_class.each, strict=True):
            rows.append(
                (
                    *(of_class.class_name, member.run.id, member.seed),
                    *(_text(value) for value in (each.value, *_ends(each))),
                    *(_text(value) for value in (over.value, *_ends(over))),
                    *(_text(of_class.brightness), over.tiles, over.groups),
                )
            )
    return rows


def _member(run: Run, test: str, spec: MeasureSpec) -> Member:
    seed = run.record.study.training.seed
    if not run.has_network:
        return Member(run, seed, "no network", None, None)
    if test not in run.sets or run.predictions(test) is None:
        return Member(run, seed, "not predicted", None, None)
    if words_of(run, test, spec) is not None:
        return Member(run, seed, "measured", folder_for(run, test, spec), None)
    return Member(run, seed, "to measure", None, plan(run, test, spec))


def _tiles_of(folder: Path) -> dict[int, Mapping[str, str]]:
    """Return the rows of the tiles that have a number."""
    try:
        rows = read_table(folder / "tiles.csv")
        return {int(row["tile"]): row for row in rows if row["enrichment"] != "NA"}
    except (OSError, ValueError, LookupError) as error:
        raise UserError(
            tr(
                "What was measured cannot be read from {folder} "
                "({name}: {error}). Nothing else was lost: delete that "
                "folder, and measure again.",
                folder=folder,
                name=type(error).__name__,
                error=error,
            )
        ) from error


def _of_class(
    name: str,
    common: Sequence[int],
    tables: Sequence[Mapping[int, Mapping[str, str]]],
    seed: int,
) -> OverRuns:
    own = [number for number in common if tables[0][number]["true_class"] == name]
    values = np.array([[float(t[n]["enrichment"]) for n in own] for t in tables])
    bright = np.array([_number(tables[0][n]["brightness_alone"]) for n in own])
    groups = [tables[0][number]["group"] for number in own]
    each = tuple(median(row, groups, seed) for row in values)
    found = over_runs(values, groups, seed, "median")
    return OverRuns(name or NOT_KNOWN, each, found, float(np.median(bright)))


def _ends(number: Median) -> tuple[float, float]:
    return number.interval or (float("nan"), float("nan"))


def _number(text: str) -> float:
    return np.nan if text == "NA" else float(text)


def _text(value: float) -> str:
    # R reads NA as no number; "nan" it takes for a word.
    return "NA" if value != value else f"{value:.6g}"
