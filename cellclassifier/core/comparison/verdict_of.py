"""What an experiment shows, in words: from the verdicts on its runs, and what to do."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.comparison.kind_words import WORDS, counted_kinds, tongue
from cellclassifier.core.comparison.metrics import values
from cellclassifier.core.comparison.nested import Unit, over_groups, unit
from cellclassifier.core.comparison.redrawing import Mean
from cellclassifier.core.comparison.sets import RunSet
from cellclassifier.core.comparison.settling import settling
from cellclassifier.core.comparison.stored_run import StoredRun
from cellclassifier.core.experiment_results import Line, control_sentence, spread
from cellclassifier.core.experiment_spec import CONTROL
from cellclassifier.core.language import tr
from cellclassifier.core.resampling import Interval
from cellclassifier.core.runs import Run
from cellclassifier.core.verdicts import Kind, Verdict, verdict

__all__ = [
    "WORDS",
    "ExperimentVerdict",
    "control_for",
    "verdict_of",
    "verdicts",
]


class ExperimentVerdict(NamedTuple):
    """What an experiment shows.

    Attributes:
        n: Runs that ended well and predicted the test set.
        kinds: How many of them are of each kind of verdict.
        untrusted: How many networks should not be used as they are.
        text: What that comes to, in sentences, with numbers.
        settle: What would settle what is open, as sentences, most useful first.
    """

    n: int
    kinds: dict[Kind, int]
    untrusted: int
    text: str
    settle: tuple[str, ...]


def verdicts(run_set: RunSet) -> tuple[Verdict, ...]:
    """Return the verdict on each run; judged again only after its files have changed.

    Raises:
        UserError: A table of a run is missing or damaged.
    """
    return tuple(_judged(run) for run in run_set.runs)


def _judged(run: Run) -> Verdict:
    if isinstance(run, StoredRun):
        return run.judged
    return _verdict(run.folder, _changes(run), tongue())


def _changes(run: Run) -> tuple[int, ...]:
    paths = (run.predictions_path(name) for name in run.record.tests)
    both = (run.folder / "events.jsonl", *paths)
    return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in both)


@lru_cache(maxsize=4096)
def _verdict(
    folder: Path, changes: tuple[int, ...], language: tuple[str, ...]
) -> Verdict:
    return verdict(Run(folder))


def verdict_of(run_set: RunSet, control: RunSet | None = None) -> ExperimentVerdict:
    """Return what an experiment shows, from the verdicts on its runs.

    Args:
        run_set: The runs of one variant, on one test set.
        control: The same with shuffled labels, where there is one.

    Raises:
        UserError: A table of a run is missing or damaged.
    """
    if not run_set.runs:
        return _nothing(run_set)
    found = verdicts(run_set)
    kinds = dict(Counter(each.kind for each in found).most_common())
    mean, of = over_groups(run_set, "balanced"), unit(run_set)
    parts = [counted_kinds(kinds), _reached(run_set, of)]
    if of.tiles:
        parts.append(_beside_chance(run_set, mean))
    if control is not None:
        parts.append(control_sentence(_line(control)))
    return ExperimentVerdict(
        len(found),
        kinds,
        sum(not each.trusted for each in found),
        " ".join(part for part in (*parts, run_set.missing()) if part),
        tuple(settling(run_set, kinds, mean, of, control)),
    )


def _nothing(run_set: RunSet) -> ExperimentVerdict:
    test = run_set.test
    text = tr("No run has ended and predicted '{test}' yet.", test=test)
    if missing := run_set.missing():
        text = f"{text} {missing}"
    do = tr("Let the runs end.")
    if run_set.unpredicted:
        do = tr(
            "Predict '{test}' with the {number} runs that ended.",
            test=test,
            number=run_set.unpredicted,
        )
    elif run_set.failed == run_set.planned:
        do = tr("Look at why the runs failed, under Training, and train again.")
    return ExperimentVerdict(0, {}, 0, text, (do,))


def _reached(run_set: RunSet, of: Unit) -> str:
    known = [v for v in values(run_set, "accuracy") if v is not None]
    if not known:
        return tr("The class of no tile of '{test}' is known.", test=run_set.test)
    return tr(
        "Accuracy on {test} is {accuracy}; {unit}.",
        test=run_set.test,
        accuracy=spread(known).text(),
        unit=of.text,
    )


def _beside_chance(run_set: RunSet, mean: Mean | None) -> str:
    """Say whether classes are told apart: by balanced accuracy, over groups."""
    if mean is None:
        return tr("The runs have not all predicted the same tiles.")
    value, chance = 100 * mean.value, 100 * run_set.chance
    if mean.interval is None:
        return tr(
            "How it would be on other groups cannot be told (balanced accuracy "
            "{value:.1f} %, chance {chance:.3g} %).",
            value=value,
            chance=chance,
        )
    low, high = mean.interval
    numbers = _numbers(mean, chance, (100 * low, 100 * high))
    if low > run_set.chance:
        return tr("The classes can be told apart: {numbers}.", numbers=numbers)
    if high < run_set.chance:
        return tr(
            "It is below chance ({numbers}), which no useful network is: look at "
            "whether classes were exchanged between training and test.",
            numbers=numbers,
        )
    return tr(
        "That classes can be told apart is not shown: {numbers}.", numbers=numbers
    )


def _numbers(mean: Mean, chance: float, ends: Interval) -> str:
    """Return balanced accuracy with its interval, beside chance; all in percent."""
    value, (low, high) = 100 * mean.value, ends
    if mean.by_group:
        return tr(
            "balanced accuracy {value:.1f} %, 95 % over runs and groups "
            "{low:.1f}-{high:.1f}, chance {chance:.3g} %",
            value=value,
            low=low,
            high=high,
            chance=chance,
        )
    return tr(
        "balanced accuracy {value:.1f} %, 95 % over runs and tiles "
        "{low:.1f}-{high:.1f}, chance {chance:.3g} %",
        value=value,
        low=low,
        high=high,
        chance=chance,
    )


def _line(control: RunSet) -> Line:
    """Return a control as `experiment_results` has it."""
    of = {
        key: {control.test: spread([v for v in values(control, key) if v is not None])}
        for key in ("accuracy", "balanced")
    }
    runs = control.runs
    return Line(
        control.variant,
        runs,
        len(runs),
        (),
        of["accuracy"],
        of["balanced"],
        control.chance,
    )


def control_for(run_set: RunSet, others: Sequence[RunSet]) -> RunSet | None:
    """Return the control of a set of runs among others; None where there is none.

    It is of the same study, experiment and test set, and named after the variant.
    """
    for each in others:
        same = (each.study, each.experiment, each.test) == (
            run_set.study,
            run_set.experiment,
            run_set.test,
        )
        if same and each.variant == f"{run_set.variant}, {CONTROL}":
            return each
    return None
