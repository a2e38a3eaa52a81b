"""The numbers of each class against all others, as rows of a table."""

from collections.abc import Iterator, Sequence

from cellclassifier.core.evaluation.evaluate import ClassNumbers, Estimate, Evaluation
from cellclassifier.core.language import in_english, tr
from cellclassifier.gui.widgets.number_table import Column, Row
from cellclassifier.gui.widgets.numbers_words import (
    NONE,
    end_texts,
    exact,
    spanned,
    value_text,
)
from cellclassifier.gui.widgets.painted_plot import Table


def class_columns(units: str) -> list[Column]:
    """Return the columns of the table of classes."""
    return [
        Column(tr("class"), tr("Each class against all others."), number=False),
        Column("n", tr("How many {units} are of this class.", units=units)),
        Column(
            tr("predicted"), tr("How many {units} are called this class.", units=units)
        ),
        Column(tr("recall %"), _RECALL.format(units=units)),
        Column(tr("precision %"), _PRECISION.format(units=units)),
        Column("F1 %", _F1),
        Column(tr("ROC AUC"), _AUC.format(units=units)),
        Column(tr("average precision"), _AP),
    ]


def class_rows(found: Evaluation) -> list[Row]:
    """Return the rows of the table of classes; intervals in brackets.

    Each class has a row with intervals by unit, and where there are any a second
    one with those by group.
    """
    rows = []
    for each, *areas in _classes(found):
        numbers = _numbers(each, *areas)
        cells = [each.name, f"{each.n:,}", f"{each.predicted:,}"]
        told = [_number(number, scale) for _, number, scale in numbers]
        rows.append(Row([*cells, *told]))
        by_group = [spanned(number.by_group, scale) for _, number, scale in numbers]
        if any(number.by_group for _, number, _ in numbers):
            told = ["" if ends == NONE else f"({ends})" for ends in by_group]
            where = tr("    by group ({groups})", groups=each.f1.groups)
            rows.append(Row([where, "", "", *told], f"{each.name}: {_BY_GROUP}"))
    return rows


def class_table(found: Evaluation) -> Table:
    """Return the numbers of the classes for a file: one row a number."""
    header = ["class", "number", "value", "n", "low_by_unit", "high_by_unit"]
    header += ["low_by_group", "high_by_group"]
    rows: list[Sequence[object]] = []
    for each, *areas in _classes(found):
        with in_english():
            numbers = _numbers(each, *areas)
        for name, number, _ in numbers:
            ends = (*end_texts(number.by_tile), *end_texts(number.by_group))
            rows.append([each.name, name, exact(number.value), number.n, *ends])
    return header, rows


_RECALL = tr("Share of the {units} of this class that are called so (sensitivity).")
_PRECISION = tr("Share of the {units} called this class that are of it.")
_F1 = tr("Harmonic mean of precision and recall.")
_AUC = tr(
    "Area under the ROC curve: how often one of the {units} of this class has a "
    "higher score for it than one of another. 0.5 is guessing, 1 is perfect."
)
_AP = tr(
    "Area under the precision-recall curve. Guessing gives the share of the class, 1 "
    "is perfect."
)


_BY_GROUP = tr("intervals from drawing whole groups again and again.")


def _classes(
    found: Evaluation,
) -> Iterator[tuple[ClassNumbers, Estimate, Estimate]]:
    return zip(found.classes, found.roc_auc, found.average_precision, strict=True)


def _numbers(
    each: ClassNumbers, auc: Estimate, precision: Estimate
) -> list[tuple[str, Estimate, int]]:
    """Return name, number and scale of what is told of a class."""
    return [
        ("recall", each.recall_by_group, 100),
        ("precision", each.precision_by_group, 100),
        ("F1", each.f1, 100),
        (tr("ROC AUC"), auc, 1),
        (tr("average precision"), precision, 1),
    ]


def _number(each: Estimate, scale: float) -> str:
    value = value_text(each, scale)
    return (
        value if each.by_tile is None else f"{value} ({spanned(each.by_tile, scale)})"
    )
