"""A comparison told: as lines for people, and as a document for programs.

Effect and interval come first, then n and its unit, p last; then a table, the verdict
on each set of runs with what would settle it, and readers.
"""

from collections.abc import Sequence
from math import isfinite
from typing import Any, NamedTuple

from cellclassifier.core.comparison import comparing
from cellclassifier.core.comparison.compared import Apart, Comparison, Summary
from cellclassifier.core.comparison.metrics import Metric
from cellclassifier.core.comparison.readers import Readers, readers_of
from cellclassifier.core.comparison.sentences import methods
from cellclassifier.core.comparison.sets import RunSet
from cellclassifier.core.comparison.two import Two
from cellclassifier.core.comparison.verdict_of import (
    ExperimentVerdict,
    control_for,
    verdict_of,
)
from cellclassifier.core.resampling import Interval

HEADER = (
    *("set", "test", "runs", "mean", "SD", "95 % over runs"),
    *("95 % over groups", "median", "chance"),
)


class Told(NamedTuple):
    """A comparison with what is told beside it.

    Attributes:
        found: The comparison.
        controls: Sets with shuffled labels, drawn beside it but not compared.
        verdicts: On each compared set, then on each control.
        readers: Of the test set of each of those.
    """

    found: Comparison
    controls: tuple[RunSet, ...]
    verdicts: tuple[ExperimentVerdict, ...]
    readers: tuple[Readers, ...]

    @property
    def sets(self) -> tuple[RunSet, ...]:
        """All sets: those that are compared, then the controls."""
        return (*(each.run_set for each in self.found.summaries), *self.controls)


def told(found: Comparison, controls: Sequence[RunSet] = ()) -> Told:
    """Gather what is told beside a comparison.

    Args:
        found: The comparison.
        controls: Sets with shuffled labels of the same experiments.

    Raises:
        UserError: A table of a run is missing or damaged.
    """
    compared = [each.run_set for each in found.summaries]
    sets, known = [*compared, *controls], [*controls, *compared]
    return Told(
        found,
        tuple(controls),
        tuple(verdict_of(each, control_for(each, known)) for each in sets),
        tuple(readers_of(each) for each in sets),
    )


def retold(of: Told) -> Told:
    """Return it put into words again, in the language of now.

    Raises:
        UserError: A table of a run is missing or damaged.
    """
    found = comparing.retold(of.found)
    if found.lines == of.found.lines:
        # It is in that language already.
        return of
    return told(found, of.controls)


def lines(of: Told) -> list[str]:
    """Return all of it as lines, with empty ones between its parts.

    These are for files and the command line, and so in English where `of` is.
    """
    parts = [
        list(of.found.lines),
        table(of.found),
        [line for place in range(len(of.sets)) for line in _judged(of, place)],
        _reader_lines(of),
    ]
    if how := methods(of.found):
        parts.append([f"Methods: {how}"])
    return [line for part in parts if part for line in ("", *part)][1:]


def _judged(of: Told, place: int) -> list[str]:
    judged = of.verdicts[place]
    # Of a control nothing is open but whether it stays at chance.
    open_ = () if of.sets[place].is_control else judged.settle
    settle = [f"  To settle it: {each}" for each in open_]
    return [f"{of.sets[place].label}: {judged.text}", *settle]


def _reader_lines(of: Told) -> list[str]:
    found = [
        f"{each.label}: {mark.text()}"
        for each, readers in zip(of.sets, of.readers, strict=True)
        for mark in readers.marks
    ]
    notes = [note for readers in of.readers for note in readers.notes]
    return list(dict.fromkeys([*found, *notes]))


def table(found: Comparison) -> list[str]:
    """Return one line a set, in columns, below a header."""
    rows = [HEADER, *(_row(found.metric, each) for each in found.summaries)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    padded = (
        (text.ljust(width) for text, width in zip(row, widths, strict=True))
        for row in rows
    )
    return ["  ".join(row).rstrip() for row in padded]


def _row(metric: Metric, each: Summary) -> tuple[str, ...]:
    spread, run_set = each.spread, each.run_set
    n = f"{each.n} of {run_set.planned}" if each.n < run_set.planned else str(each.n)
    # A mean over those that got there would be one over the quick ones.
    whole = spread.n > 0 and not (metric.censored and each.lacking)
    over_groups = each.groups.interval if each.groups else None
    return (
        *(run_set.label, run_set.test, n),
        metric.text(spread.mean) if whole else "-",
        _number(metric, spread.deviation) if whole else "-",
        _ends(metric, (spread.low, spread.high) if whole else None),
        _ends(metric, over_groups),
        metric.text(each.median) if each.n else "-",
        "-" if each.chance is None else metric.text(each.chance),
    )


def _number(metric: Metric, value: float) -> str:
    if not isfinite(value):
        return "-"
    return f"{metric.shown(value):.{max(1, metric.digits)}f}"


def _ends(metric: Metric, interval: Interval | None) -> str:
    if interval is None or not all(map(isfinite, interval)):
        return "-"
    return " to ".join(_number(metric, end) for end in interval)


def document(of: Told) -> dict[str, Any]:
    """Return all of it for programs; what is not defined is null.

    Values are as in the tables: shares 0 .. 1, nats, epochs.
    """
    found = of.found
    return {
        "metric": found.metric.key,
        "how": found.how,
        "effect": found.effect,
        "unit": found.unit,
        "why": found.why,
        "p": found.p,
        "caveats": list(found.caveats),
        "methods": methods(found),
        "sets": [_set(of, place) for place in range(len(of.sets))],
        "pairs": [_pair(found, each) for each in found.apart],
        "several": _several(found),
    }


def _set(of: Told, place: int) -> dict[str, Any]:
    each, judged = of.sets[place], of.verdicts[place]
    compared = place < len(of.found.summaries)
    numbers = _summary(of.found.summaries[place]) if compared else {}
    return {
        "label": each.label,
        "study": str(each.study),
        "experiment": each.experiment,
        "variant": each.variant,
        "test": each.test,
        "control": each.is_control,
        "compared": compared,
        "runs": [run.id for run in each.runs],
        "planned": each.planned,
        **numbers,
        "verdict": judged.text,
        "kinds": {kind or "other": n for kind, n in judged.kinds.items()},
        "untrusted": judged.untrusted,
        "settle": list(judged.settle),
        "readers": [
            {
                "reader": mark.reader,
                "review": mark.review,
                "accuracy": mark.value,
                "interval_95": list(mark.interval),
                "n": mark.right.n,
            }
            for mark in of.readers[place].marks
        ],
    }


def _summary(each: Summary) -> dict[str, Any]:
    return {
        "values": list(each.values),
        "mean": _finite(each.spread.mean),
        "sd": _finite(each.spread.deviation),
        "interval_95_over_runs": _both((each.spread.low, each.spread.high)),
        "median": _finite(each.median),
        "interval_95_over_groups": _both(each.groups and each.groups.interval),
        "chance": each.chance,
        "groups": each.unit and each.unit.groups,
        "tiles": each.unit and each.unit.tiles,
    }


def _pair(found: Comparison, each: Apart) -> dict[str, Any]:
    places = (each.first, each.second)
    names = [found.summaries[place].run_set.label for place in places]
    two, holm = _two_of(found, each)
    exchanged = each.paired.exchanged.p if each.paired else None
    return {
        "sets": names,
        "difference": two.difference,
        "interval_95_over_runs": _both(two.interval),
        "interval_95_over_groups": _both(each.groups and each.groups.interval),
        "same_tiles": each.paired is not None,
        "cliffs_delta": two.delta.value,
        "cliffs_delta_interval_95": _both(two.delta.interval),
        "p_mann_whitney": two.ranked.p,
        "p_holm": holm,
        "p_permutation_of_means": two.permuted and two.permuted.p,
        "p_exchanged_by_group": exchanged,
    }


def _two_of(found: Comparison, each: Apart) -> tuple[Two, float | None]:
    """Return two sets run by run; and their corrected p value, of several."""
    if found.two is not None:
        return found.two, None
    assert found.several is not None
    wanted = (found.used.index(each.first), found.used.index(each.second))
    pair = next(p for p in found.several.pairs if (p.first, p.second) == wanted)
    return pair.found, pair.holm


def _several(found: Comparison) -> dict[str, Any] | None:
    each = found.several
    if each is None:
        return None
    numbers = {"h": each.h, "epsilon_squared": each.epsilon, "p": each.p}
    return {"freedom": each.freedom, **{k: _finite(v) for k, v in numbers.items()}}


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None


def _both(interval: Interval | None) -> list[float] | None:
    known = interval is not None and all(map(isfinite, interval))
    return list(interval) if known and interval else None
