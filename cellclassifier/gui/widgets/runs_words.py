"""The comparison of several runs as rows of tables, and in sentences."""

from collections.abc import Sequence

import numpy as np

from cellclassifier.core.agreement import Kappa
from cellclassifier.core.language import tr
from cellclassifier.core.statistics import Proportion
from cellclassifier.gui.widgets.number_table import Column, Row
from cellclassifier.gui.widgets.painted_plot import Table
from cellclassifier.gui.widgets.runs_report import Pair, RunsReport

NONE = "\N{EN DASH}"

RUN_COLUMNS = (
    Column(tr("run"), tr("Tick the runs that are compared."), number=False),
    Column(
        tr("right %"),
        tr("Accuracy over the tiles that all ticked runs have predicted."),
    ),
    Column(
        "95 %", tr("Wilson interval, every tile taken as independent of all others.")
    ),
    Column("n", tr("Tiles of known class that all ticked runs have predicted.")),
)

_SAME = (
    Column(tr("runs"), tr("Their numbers in the table above."), number=False),
    Column(tr("same %"), tr("Share of the tiles to which both give the same class.")),
    Column(
        tr("kappa (95 %)"),
        tr(
            "Cohen's kappa: how much more often they agree than by chance; 1 is "
            "always, 0 as often as by chance."
        ),
    ),
)
_RIGHT = (
    Column(
        tr("right alone"),
        tr(
            "Tiles that only the first of the two has right : tiles that only the "
            "second has right."
        ),
    ),
    Column(
        "p",
        tr(
            "Exact McNemar test, two-sided: how often two equally good runs would "
            "differ as much, every tile taken as independent of all others."
        ),
    ),
)
_BY_GROUP = Column(
    tr("p by group"),
    tr(
        "The same with whole groups exchanged: the one to trust where tiles of one "
        "group are alike."
    ),
)


def sentence(report: RunsReport) -> str:
    """Return what the runs say of the same tiles."""
    n, runs = len(report.found.tiles), len(report.names)
    left = tr(
        " ({left_out:,} that not all predicted are left out)", left_out=report.left_out
    )
    told = tr("{n:,} tiles were predicted by all {runs} runs", n=n, runs=runs)
    told += f"{left if report.left_out else ''}. "
    same = int(report.found.unanimous.sum())
    told += tr(
        "To {same:,} of them ({same_2:.1f} %) all give the same class",
        same=same,
        same_2=100 * same / n,
    )
    if np.isfinite(report.agreement):
        told += tr(
            "; Fleiss' kappa {agreement:.2f} (1: always, 0: by chance)",
            agreement=report.agreement,
        )
    if report.known.all():
        return f"{told}."
    return tr(
        "{told}. The class of {sum:,} of {n:,} is known.",
        told=told,
        sum=int(report.known.sum()),
        n=n,
    )


def warning(report: RunsReport) -> str:
    """Return how to read many p values, or nothing."""
    if len(report.pairs) < 2 or not report.known.any():
        return ""
    return tr(
        "{pairs} pairs are tested: by chance alone one test in 20 falls "
        "below p = 0.05. Divide by {pairs}: take a difference as shown "
        "where p is below {value:.2g}.",
        pairs=len(report.pairs),
        value=0.05 / len(report.pairs),
    )


def run_rows(
    names: Sequence[str], ticked: Sequence[bool], report: RunsReport | None
) -> list[Row]:
    """Return one row a run, numbered, and one for their mean.

    Args:
        names: Of all runs that can be compared.
        ticked: Which of them are.
        report: What came of it, if it has come.
    """
    found = iter(report.accuracies if report else ())
    rows = []
    for place, (name, tick) in enumerate(zip(names, ticked, strict=True)):
        accuracy = next(found, None) if tick else None
        cells = [f"{place + 1}   {name}", *_accuracy(accuracy)]
        rows.append(Row(cells, name, ticked=tick))
    if report and report.mean_accuracy:
        cells = [tr("mean of the runs"), *_accuracy(report.mean_accuracy)]
        rows.append(Row(cells, _MEAN_HELP, bold=True))
    return rows


def pair_columns(report: RunsReport) -> list[Column]:
    """Return the columns of the table of pairs: those that there are numbers for."""
    tested = any(pair.test for pair in report.pairs)
    by_group = any(pair.p_by_group is not None for pair in report.pairs)
    return [*_SAME, *(_RIGHT if tested else ()), *([_BY_GROUP] if by_group else ())]


def pair_rows(report: RunsReport, numbers: Sequence[int]) -> list[Row]:
    """Return one row a pair.

    Args:
        report: The comparison.
        numbers: Number of each run in the table of runs, from 1.
    """
    columns, rows = len(pair_columns(report)), []
    for pair in report.pairs:
        runs = f"{numbers[pair.first]}, {numbers[pair.second]}"
        cells = [runs, f"{100 * pair.same.value:.1f}", _kappa(pair.kappa)]
        cells += _tested(pair)
        rows.append(Row(cells[:columns], pair_words(report, pair)))
    return rows


def pair_words(report: RunsReport, pair: Pair) -> str:
    """Return the comparison of two runs as a sentence."""
    first, second = report.names[pair.first], report.names[pair.second]
    same = tr("{k:,} of {n:,} tiles", k=pair.same.k, n=pair.same.n)
    told = tr(
        "{first} and {second} give the same class to {same}",
        first=first,
        second=second,
        same=same,
    )
    if pair.test is None:
        return f"{told}."
    one, other = pair.test.only_first, pair.test.only_second
    return tr(
        "{told}. Only {first} is right on {one:,}, only {second} on {other:,}: "
        "p = {p_text}, {verdict}, tile by tile.",
        told=told,
        first=first,
        one=one,
        second=second,
        other=other,
        p_text=p_text(pair.test.p),
        verdict=_verdict(pair.test.p),
    )


def pair_table(report: RunsReport) -> Table:
    """Return the pairs for a file, with the names of the runs and all digits."""
    header = ["first", "second", "same", "n", "kappa", "kappa_low", "kappa_high"]
    header += ["both_right", "only_first", "only_second", "neither", "p", "p_by_group"]
    rows: list[list[object]] = []
    for pair in report.pairs:
        kappa = (pair.kappa.value, pair.kappa.low, pair.kappa.high)
        row: list[object] = [report.names[pair.first], report.names[pair.second]]
        row += [pair.same.k, pair.same.n, *map(_exact, kappa)]
        test = pair.test
        row += [test.both, test.only_first, test.only_second] if test else [""] * 3
        row += [test.neither, _exact(test.p)] if test else [""] * 2
        rows.append([*row, _exact(pair.p_by_group)])
    return header, rows


def p_text(p: float) -> str:
    """Return a p value as it is printed."""
    if not np.isfinite(p):
        return NONE
    if p < 0.0001:
        return "< 0.0001"
    return f"{p:.2f}" if p >= 0.1 else f"{p:.2g}"


_MEAN_HELP = tr(
    "The probabilities of all ticked runs are averaged for each tile: an ensemble, "
    "which is often better than each of its runs."
)


def _verdict(p: float) -> str:
    return tr("more than by chance") if p < 0.05 else tr("no more than by chance")


def _accuracy(found: Proportion | None) -> list[str]:
    if found is None:
        return [NONE, NONE, NONE]
    ends = f"{100 * found.low:.1f}-{100 * found.high:.1f}"
    return [f"{100 * found.value:.1f}", ends, f"{found.n:,}"]


def _kappa(found: Kappa) -> str:
    if not np.isfinite(found.value):
        return NONE
    ends = (
        tr(" ({low:.2f} to {high:.2f})", low=found.low, high=found.high)
        if np.isfinite(found.low)
        else ""
    )
    return f"{found.value:.2f}{ends}"


def _tested(pair: Pair) -> list[str]:
    if pair.test is None:
        return [NONE] * 3
    by_group = NONE if pair.p_by_group is None else p_text(pair.p_by_group)
    alone = f"{pair.test.only_first:,} : {pair.test.only_second:,}"
    return [alone, p_text(pair.test.p), by_group]


def _exact(value: float | None) -> str:
    return "" if value is None or not np.isfinite(value) else f"{value:.9g}"
