"""The numbers of a test set as rows of tables, and in sentences."""

import numpy as np

from cellclassifier.core.evaluation.evaluate import Estimate, Evaluation
from cellclassifier.core.language import english, tr, tr_n
from cellclassifier.gui.widgets.number_table import Column, Row

# Named twice: this module hands them on.
from cellclassifier.gui.widgets.numbers_calibration import (
    calibration_words as calibration_words,
)
from cellclassifier.gui.widgets.numbers_calibration import (
    temperature_words as temperature_words,
)
from cellclassifier.gui.widgets.numbers_report import Report
from cellclassifier.gui.widgets.painted_plot import Table

NONE = "\N{EN DASH}"
"""Stands where a number is not defined."""

Interval = tuple[float, float] | None


def headline(report: Report) -> str:
    """Return the accuracy with its intervals in one line."""
    found = report.evaluation
    if found is None:
        return _nothing(report)
    right, groups = found.accuracy, found.accuracy_by_group.by_group
    more = (
        tr(
            "; {spanned} by group, {groups} groups",
            spanned=spanned(groups, 100),
            groups=found.groups,
        )
        if groups
        else ""
    )
    return tr(
        "{k:,} of {n:,} {units} right: {share:.1f} % ({interval} by {unit}{more})",
        k=right.k,
        n=right.n,
        units=report.choice.units,
        share=100 * right.value,
        interval=spanned((right.low, right.high), 100),
        unit=report.choice.one,
        more=more,
    )


def remarks(report: Report) -> list[str]:
    """Return what has to be known about these numbers, sentence by sentence."""
    units, found = report.choice.units, report.evaluation
    told = [note for note in found.notes if note not in found.methods] if found else []
    if found is None and len(report.true):
        told.append(_NO_CLASSES)
    if report.mixed:
        told.append(
            tr_n(
                "1 {unit} is left out, with tiles of several classes.",
                "{mixed:,} {units} are left out, with tiles of several classes.",
                report.mixed,
                mixed=report.mixed,
                unit=report.choice.one,
                units=units,
            )
        )
    if report.ties:
        told.append(
            tr(
                "The vote was even in {ties:,} of the {units}.",
                ties=report.ties,
                units=units,
            )
        )
    return told


def methods(report: Report) -> list[str]:
    """Return how the numbers were made, sentence by sentence."""
    return list(report.evaluation.methods) if report.evaluation else []


def number_columns(report: Report) -> list[Column]:
    """Return the columns of the table of numbers."""
    units = report.choice.units
    return [
        Column(tr("number"), tr("What is measured."), number=False),
        Column(tr("value"), tr("The number itself.")),
        *([_BEFORE] if report.before is not None else []),
        Column(
            tr("95 % by {unit}", unit=report.choice.one), _BY_UNIT.format(units=units)
        ),
        *([_BY_GROUP] if _by_group(report) else []),
        Column("n", tr("How many {units} it comes from.", units=units)),
    ]


def number_rows(report: Report) -> list[Row]:
    """Return the rows of the table of numbers."""
    if report.evaluation is None:
        return []
    before = _numbers(report.before) if report.before else []
    rows = []
    for place, (name, each, scale, meaning) in enumerate(_numbers(report.evaluation)):
        cells = [name, value_text(each, scale)]
        cells += [value_text(before[place][1], scale)] if before else []
        cells += [spanned(each.by_tile, scale)]
        cells += [spanned(each.by_group, scale)] if _by_group(report) else []
        rows.append(Row([*cells, f"{each.n:,}"], meaning))
    return [*rows, *_baselines(report.evaluation, len(number_columns(report)))]


def number_table(report: Report) -> Table:
    """Return the numbers for a file: shares 0..1, with all their digits."""
    header = ["number", "value", "n", "unit", "low_by_unit", "high_by_unit"]
    header += ["low_by_group", "high_by_group", "groups", "calibrated"]
    calibration = "yes" if report.before is not None else "no"
    found = _numbers(report.evaluation) if report.evaluation else []
    return header, [
        [
            *(english(name).removesuffix(" (%)"), exact(each.value)),
            *(each.n, report.choice.unit),
            *(
                *end_texts(each.by_tile),
                *end_texts(each.by_group),
                each.groups,
                calibration,
            ),
        ]
        for name, each, _, _ in found
    ]


def spanned(ends: Interval, scale: float) -> str:
    """Return an interval as in "92.2-96.7"; shares of 1 with three digits."""
    if ends is None or not np.isfinite(ends).all():
        return NONE
    digits = 1 if scale == 100 else 3
    return "-".join(f"{scale * end:.{digits}f}" for end in ends)


def value_text(each: Estimate, scale: float) -> str:
    """Return a number, in percent or with three digits; a dash where undefined."""
    if not np.isfinite(each.value):
        return NONE
    return f"{scale * each.value:.{1 if scale == 100 else 3}f}"


def end_texts(ends: Interval) -> tuple[str, str]:
    """Return the ends of an interval for a file."""
    return ("", "") if ends is None else (exact(ends[0]), exact(ends[1]))


def exact(value: float) -> str:
    """Return a number for a file, with all its digits; nothing where undefined."""
    return f"{value:.9g}" if np.isfinite(value) else ""


_BY_UNIT = tr(
    "95 % interval if every one of the {units} is independent of all others. For the "
    "accuracy it is Wilson's, else it comes from drawing the {units} again and again."
)
_BY_GROUP = Column(
    tr("95 % by group"),
    tr(
        "95 % interval from drawing whole groups (wells, dishes, animals, days) again "
        "and again. What lies in one group is alike, so this is the one to trust where "
        "there are groups."
    ),
)
_BEFORE = Column(tr("before"), tr("The same before calibration."))
_BALANCED = tr(
    "Mean of the recalls of all classes: each class counts the same, however many "
    "there are of it."
)
_BRIER = tr("Mean squared distance of the probabilities from the truth: 0 is perfect.")
_LOSS = tr("Mean of -log(probability of the true class), nats: 0 is perfect.")
_ECE = tr("Mean distance between confidence and share right, over bins of confidence.")
_ALWAYS = tr("Accuracy of giving every one the most frequent class.")
_CHANCE = tr("Accuracy of guessing, all classes alike.")
_ACCURACY = tr("Share whose predicted class is the true one.")


_NO_CLASSES = tr(
    "To learn how often these are right, sort the images into one sub-folder for each "
    "class and predict that folder. What is predicted here stays as it is."
)


def _numbers(found: Evaluation) -> list[tuple[str, Estimate, int, str]]:
    """Return name, number, scale and meaning of each number."""
    right = found.accuracy
    # The interval of Wilson, as everywhere, in place of the drawn one.
    accuracy = found.accuracy_by_group._replace(by_tile=(right.low, right.high))
    return [
        (tr("accuracy (%)"), accuracy, 100, _ACCURACY),
        (tr("balanced accuracy (%)"), found.balanced, 100, _BALANCED),
        (tr("Brier score"), found.brier, 1, _BRIER),
        (tr("log loss (nats)"), found.log_loss, 1, _LOSS),
        (tr("calibration error (%)"), found.calibration_error, 100, _ECE),
    ]


def _by_group(report: Report) -> bool:
    """Tell whether any number has an interval by group."""
    found = report.evaluation
    return found is not None and any(each.by_group for _, each, *_ in _numbers(found))


def _baselines(found: Evaluation, columns: int) -> list[Row]:
    """Return what needs no network, as rows."""
    base, rest = found.baseline, [""] * (columns - 3)
    share, chance = f"{100 * base.share:.1f}", f"{100 * base.chance:.1f}"
    return [
        Row(
            [
                tr("always {class_name} (%)", class_name=base.class_name),
                share,
                *rest,
                f"{found.n:,}",
            ],
            _ALWAYS,
        ),
        Row([tr("chance (%)"), chance, *rest, ""], _CHANCE),
    ]


def _nothing(report: Report) -> str:
    n = len(report.true)
    if not n:
        return tr(
            "Nothing can be judged: every {unit} holds tiles of several classes.",
            unit=report.choice.one,
        )
    return tr(
        "There is nothing to compare with: the class of none of these {n:,} {units} is "
        "known.",
        n=n,
        units=report.choice.units,
    )
