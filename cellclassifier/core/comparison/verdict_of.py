"""What an experiment shows, in words: from the verdicts on its runs, and what to do."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.comparison.metrics import values
from cellclassifier.core.comparison.nested import (
    FEW_GROUPS,
    Unit,
    noise,
    over_groups,
    unit,
)
from cellclassifier.core.comparison.redrawing import Mean
from cellclassifier.core.comparison.sets import RunSet
from cellclassifier.core.comparison.stored_run import StoredRun
from cellclassifier.core.experiment_results import (
    FEWEST,
    Line,
    control_sentence,
    spread,
)
from cellclassifier.core.experiment_spec import CONTROL
from cellclassifier.core.runs import Run
from cellclassifier.core.verdicts import Kind, Verdict, verdict

WORDS: dict[Kind, str] = {
    "converged": "converged",
    "improving": "ended while still improving",
    "overfitting": "overfitted",
    "memorised": "memorised the training tiles",
    "did_not_learn": "did not learn",
    "": "went astray or cannot be judged yet",
}
"""What is said of runs by the kind of their verdict."""

WIDE = 0.2
"""Width of an interval of accuracy over groups above which too little is known."""


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
    return _verdict(run.folder, _changes(run))


def _changes(run: Run) -> tuple[int, ...]:
    paths = (run.predictions_path(name) for name in run.record.tests)
    both = (run.folder / "events.jsonl", *paths)
    return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in both)


@lru_cache(maxsize=4096)
def _verdict(folder: Path, changes: tuple[int, ...]) -> Verdict:
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
    parts = [_counted(kinds, len(found)), _reached(run_set, of)]
    if of.tiles:
        parts.append(_beside_chance(run_set, mean))
    if control is not None:
        parts.append(control_sentence(_line(control)))
    return ExperimentVerdict(
        len(found),
        kinds,
        sum(not each.trusted for each in found),
        " ".join(part for part in (*parts, run_set.missing()) if part),
        tuple(_settling(run_set, kinds, mean, of, control)),
    )


def _nothing(run_set: RunSet) -> ExperimentVerdict:
    text = f"No run has ended and predicted '{run_set.test}' yet."
    if missing := run_set.missing():
        text = f"{text} {missing}"
    do = "Let the runs end"
    if run_set.unpredicted:
        do = f"Predict '{run_set.test}' with the {run_set.unpredicted} runs that ended"
    elif run_set.failed == run_set.planned:
        do = "Look at why the runs failed, under Training, and train again"
    return ExperimentVerdict(0, {}, 0, text, (f"{do}.",))


def _counted(kinds: dict[Kind, int], n: int) -> str:
    """Return as in "Of 12 runs 9 converged, 2 overfitted and 1 did not learn."."""
    if n == 1:
        return f"The one run {WORDS[next(iter(kinds))]}."
    parts = [f"{number} {WORDS[kind]}" for kind, number in kinds.items()]
    if len(parts) == 1:
        return f"All {n} runs {WORDS[next(iter(kinds))]}."
    return f"Of {n} runs {', '.join(parts[:-1])} and {parts[-1]}."


def _reached(run_set: RunSet, of: Unit) -> str:
    known = [v for v in values(run_set, "accuracy") if v is not None]
    if not known:
        return f"The class of no tile of '{run_set.test}' is known."
    return f"Accuracy on {run_set.test} is {spread(known).text()}; {of.text}."


def _beside_chance(run_set: RunSet, mean: Mean | None) -> str:
    """Say whether classes are told apart: by balanced accuracy, over groups."""
    chance = f"chance {100 * run_set.chance:.3g} %"
    if mean is None:
        return "The runs have not all predicted the same tiles."
    value = f"balanced accuracy {100 * mean.value:.1f} %"
    if mean.interval is None:
        return f"How it would be on other groups cannot be told ({value}, {chance})."
    low, high = mean.interval
    unit_ = "groups" if mean.by_group else "tiles"
    ends = f"{value}, 95 % over runs and {unit_} {100 * low:.1f}-{100 * high:.1f}"
    if low > run_set.chance:
        return f"The classes can be told apart: {ends}, {chance}."
    if high < run_set.chance:
        return (
            f"It is below chance ({ends}, {chance}), which no useful network is: "
            "look at whether classes were exchanged between training and test."
        )
    return f"That classes can be told apart is not shown: {ends}, {chance}."


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


def _settling(
    run_set: RunSet,
    kinds: dict[Kind, int],
    mean: Mean | None,
    of: Unit,
    control: RunSet | None,
) -> list[str]:
    """Return what would settle what is open, most useful first."""
    n = len(run_set.runs)
    found = [*_of_training(kinds, n), *_of_test(run_set, mean, of)]
    if n < FEWEST:
        found.append(
            f"Add runs: with {n} it cannot be told how far chance in training goes; "
            f"{FEWEST} give an interval, 12 a good one."
        )
    if run_set.vary == "seed" and n >= FEWEST:
        found.append(
            "Train the same with 'Runs differ in: split' to see how much depends on "
            "which groups are kept aside."
        )
    found += _of_control(run_set, control)
    return found


def _of_training(kinds: dict[Kind, int], n: int) -> list[str]:
    found = []
    if 2 * (kinds.get("memorised", 0) + kinds.get("overfitting", 0)) > n:
        found.append(
            "Train on more groups, or more tiles of each: most runs fit their training "
            "tiles better than others. More epochs do not help."
        )
    if dead := kinds.get("did_not_learn", 0):
        found.append(
            f"{dead} of {n} runs did not learn and are counted all the same: say so "
            "beside the mean, and train longer or with another network, rather than "
            "leave them out."
        )
    if kinds.get("improving"):
        found.append(f"Add epochs: {kinds['improving']} of {n} runs still improve.")
    return found


def _of_test(run_set: RunSet, mean: Mean | None, of: Unit) -> list[str]:
    if not of.tiles:
        return ["Predict a test set whose classes are known."]
    ends = mean.interval if mean else None
    if of.groups < of.tiles and of.least < FEW_GROUPS:
        return [
            f"Test on more groups (dishes, animals, days): the class with the fewest "
            f"has {of.least}, and from {FEW_GROUPS} a class an interval can be relied "
            "upon."
        ]
    if ends and (ends[1] - ends[0] > WIDE or ends[0] <= run_set.chance <= ends[1]):
        what = "groups" if of.groups < of.tiles else "tiles, of more images"
        return [f"Test on more {what}: {_dominating(run_set)}."]
    return []


def _dominating(run_set: RunSet) -> str:
    found = noise(run_set, "balanced")
    if found and found.share_of_groups < 0.5:
        return "the interval is wide, and more runs make it narrower too"
    return "the interval is wide by what differs between them, not between runs"


def _of_control(run_set: RunSet, control: RunSet | None) -> list[str]:
    if run_set.is_control:
        return []
    if control is None:
        return [
            "Add the control with shuffled labels: only where that stays at chance "
            "does an accuracy mean what it says."
        ]
    if len(control.runs) < FEWEST:
        return [f"Let the control have {FEWEST} runs: it has {len(control.runs)}."]
    return []


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
