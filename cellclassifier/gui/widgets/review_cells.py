"""What the tables of a review are made of, and how numbers stand in their cells."""

from collections.abc import Sequence
from math import isnan
from typing import NamedTuple

from cellclassifier.core.agreement import Kappa
from cellclassifier.core.language import tr
from cellclassifier.core.resampling import Interval
from cellclassifier.core.reviews.sentences import p_text
from cellclassifier.core.statistics import Proportion
from cellclassifier.gui.widgets.number_table import Column, Row

NONE = "-"
"""Stands where there is no such number."""


def kind_told(kind: str) -> str:
    """Return what a reader is asked to do, in the user's language."""
    words = {
        "classify": tr("classify"),
        "judge": tr("judge"),
        "crossover": tr("crossover"),
    }
    return words[kind]


def verb(kind: str) -> str:
    """Return what a reader has done where that was asked, "classify" or "judge"."""
    return {"classify": tr("classified"), "judge": tr("judged")}[kind]


class Section(NamedTuple):
    """A table, with its title and a sentence on how to read it."""

    title: str
    sentence: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def texts(self) -> list[Sequence[str]]:
        """Return what stands in the rows."""
        return [row.cells for row in self.rows]


def share_cell(found: Proportion | None, counts: bool = False) -> str:
    """Return a share in percent with its interval, such as "75.0 (55.1-88.0)".

    Args:
        found: The share.
        counts: Whether to say also of how many it is.
    """
    if found is None:
        return NONE
    text = f"{100 * found.value:.1f} ({100 * found.low:.1f}-{100 * found.high:.1f})"
    return tr("{text}, {k} of {n}", text=text, k=found.k, n=found.n) if counts else text


def interval_cell(found: Interval | None, signed: bool = False) -> str:
    """Return an interval of shares, or with signs of their difference, in percent."""
    if found is None:
        return NONE
    low, high = (format(100 * end, "+.1f" if signed else ".1f") for end in found)
    return tr("{low} to {high}", low=low, high=high) if signed else f"{low}-{high}"


def kappa_cell(found: Kappa | None) -> str:
    """Return a kappa with its interval."""
    if found is None or isnan(found.value):
        return NONE
    return tr(
        "{value:.2f} ({low:.2f} to {high:.2f})",
        value=found.value,
        low=found.low,
        high=found.high,
    )


def coefficient_cell(value: float, interval: Interval | None) -> str:
    """Return an agreement of several readers with its interval."""
    if isnan(value):
        return tr("not defined")
    ends = (
        tr(
            " ({interval:.2f} to {interval_2:.2f})",
            interval=interval[0],
            interval_2=interval[1],
        )
        if interval
        else ""
    )
    return f"{value:.2f}{ends}"


def p_cell(p: float | None) -> str:
    """Return a p value without its letter."""
    return NONE if p is None else p_text(p).removeprefix("p ").removeprefix("= ")
