"""Which rows of a table of predictions are shown, and in what order."""

import dataclasses
import re
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions

Outcome: TypeAlias = Literal["all", "right", "wrong", "unknown"]
Order: TypeAlias = Literal["confidence", "wrongness", "uncertainty", "image", "group"]
Marks: TypeAlias = Literal["all", "marked", "unmarked"]


def _directions() -> dict[Order, tuple[str, str]]:
    return {
        "confidence": (tr("surest first"), tr("least sure first")),
        "wrongness": (tr("most wrong first"), tr("least wrong first")),
        "uncertainty": (tr("most uncertain first"), tr("least uncertain first")),
        "image": (tr("first to last"), tr("last to first")),
        "group": (tr("first to last"), tr("last to first")),
    }


DIRECTIONS = _directions()
"""The two directions of each order, in words."""

UNKNOWN = -1
"""The place of a true class that is not known."""


class Answers(NamedTuple):
    """What rows are chosen by: one entry a tile, each of shape (tile).

    `true` and `predicted` are places of classes, `UNKNOWN` where that is so;
    `confidence`, `wrongness` (nan where unknown) and `uncertainty` are 0..1; `group`
    is a place in the sorted names of groups; `marked`: the label is marked wrong.
    """

    true: npt.NDArray[np.intp]
    predicted: npt.NDArray[np.intp]
    confidence: npt.NDArray[np.float32]
    wrongness: npt.NDArray[np.float32]
    uncertainty: npt.NDArray[np.float32]
    group: npt.NDArray[np.intp]
    marked: npt.NDArray[np.bool_]

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """Whether the true class of each tile is known."""
        return np.asarray(self.true != UNKNOWN)

    @property
    def right(self) -> npt.NDArray[np.bool_]:
        """Whether each tile is predicted right; not where that is unknown."""
        return np.asarray(self.true == self.predicted)


def answers(table: Predictions) -> Answers:
    """Return the columns that rows are chosen by, each computed once."""
    places = {name: place for place, name in enumerate(groups_of(table))}
    return Answers(
        *(table.true, table.predicted, table.confidence, table.wrongness),
        table.uncertainty,
        np.array([places[name] for name in table.groups], np.intp),
        np.zeros(len(table.tiles), np.bool_),
    )


def groups_of(table: Predictions) -> list[str]:
    """Return the names of all groups: "dish 2" before "dish 10"."""
    return sorted(set(table.groups), key=_by_numbers)


def _by_numbers(name: str) -> list[tuple[bool, int, str]]:
    parts = re.split(r"(\d+)", name)
    return [(p.isdigit(), int(p) if p.isdigit() else 0, p) for p in parts]


@dataclasses.dataclass(frozen=True, eq=False)
class Picked:
    """Rows that were chosen elsewhere, such as in a curve, and by what, in words."""

    rows: npt.NDArray[np.intp]
    words: str


@dataclasses.dataclass(frozen=True)
class Filter:
    """What is shown: every part narrows what the others leave.

    Attributes:
        outcome: All tiles, or those predicted right, wrong, or not known which.
        true: Place of the true class, or `UNKNOWN`; None for all.
        predicted: Place of the predicted class; None for all.
        least: The least confidence, 0..1.
        most: The largest confidence, 0..1.
        group: Place of the group; None for all.
        marks: All tiles, or those whose label is, or is not, marked wrong.
        cell: Places of true and predicted class, from the matrix; None for all.
        bar: Ends of a bar of confidence, for `in_bar`; None for all.
        picked: Rows chosen elsewhere; None for all.
        order: What rows are sorted by.
        backwards: Whether the order is turned round.
    """

    outcome: Outcome = "all"
    true: int | None = None
    predicted: int | None = None
    least: float = 0.0
    most: float = 1.0
    group: int | None = None
    marks: Marks = "all"
    cell: tuple[int, int] | None = None
    bar: tuple[float, float] | None = None
    picked: Picked | None = None
    order: Order = "confidence"
    backwards: bool = False

    @property
    def narrows(self) -> bool:
        """Whether any tile may be left out."""
        return self != Filter(order=self.order, backwards=self.backwards)

    def rows(self, of: Answers) -> npt.NDArray[np.intp]:
        """Return the rows that are shown, in their order."""
        return self._sorted(of, np.flatnonzero(self._kept(of)))

    def _kept(self, of: Answers) -> npt.NDArray[np.bool_]:
        kept = self._kept_by_class(of)
        if self.least > 0 or self.most < 1:
            low, high = np.float32(self.least), np.float32(self.most)
            kept &= (of.confidence >= low) & (of.confidence <= high)
        if self.group is not None:
            kept &= of.group == self.group
        if self.marks != "all":
            kept &= of.marked == (self.marks == "marked")
        if self.bar is not None:
            kept &= in_bar(of.confidence, *self.bar)
        if self.picked is not None:
            chosen = np.zeros_like(kept)
            chosen[self.picked.rows] = True
            kept &= chosen
        return kept

    def _kept_by_class(self, of: Answers) -> npt.NDArray[np.bool_]:
        kept = np.ones(of.true.shape, np.bool_)
        if self.outcome == "unknown":
            kept &= ~of.known
        elif self.outcome != "all":
            kept &= of.known & (of.right == (self.outcome == "right"))
        if self.true is not None:
            kept &= of.true == self.true
        if self.predicted is not None:
            kept &= of.predicted == self.predicted
        if self.cell is not None:
            kept &= (of.true == self.cell[0]) & (of.predicted == self.cell[1])
        return kept

    def _sorted(self, of: Answers, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        if self.order == "image":
            return rows[::-1] if self.backwards else rows
        columns: dict[str, npt.NDArray[Any]] = of._asdict()
        # Groups begin with the first, numbers with the largest.
        sign = 1 if self.backwards != (self.order == "group") else -1
        values = sign * columns[self.order][rows]
        # Stable, so that equal tiles keep the order of their images either way; what
        # is not known comes last.
        order: npt.NDArray[np.intp] = np.argsort(values, kind="stable")
        return rows[order]

    def chosen_in_plots(self, classes: Sequence[str]) -> str:
        """Return what was chosen in plots, here or elsewhere, in words."""
        words = []
        if self.cell is not None:
            true, predicted = (classes[place] for place in self.cell)
            words.append(
                tr("true {true}, predicted {predicted}", true=true, predicted=predicted)
            )
        if self.bar is not None:
            low, high = self.bar
            words.append(tr("confidence {low:.2f} to {high:.2f}", low=low, high=high))
        if self.picked is not None:
            words.append(self.picked.words)
        return "; ".join(words)

    def told(self, classes: Sequence[str], groups: Sequence[str]) -> str:
        """Return all that narrows what is shown, and the order, in words."""
        words = [] if self.outcome == "all" else [outcome_told(self.outcome)]
        if self.true is not None:
            name = tr("unknown") if self.true == UNKNOWN else classes[self.true]
            words.append(tr("true {name}", name=name))
        if self.predicted is not None:
            words.append(tr("predicted {classes}", classes=classes[self.predicted]))
        if self.least > 0 or self.most < 1:
            words.append(
                tr(
                    "confidence {least:.2f} to {most:.2f}",
                    least=self.least,
                    most=self.most,
                )
            )
        if self.group is not None:
            words.append(tr("group {groups}", groups=groups[self.group]))
        if self.marks == "marked":
            words.append(tr("marked labels"))
        elif self.marks == "unmarked":
            words.append(tr("unmarked labels"))
        words.append(self.chosen_in_plots(classes))
        words.append(
            tr(
                "by {order}, {directions}",
                order=order_told(self.order),
                directions=direction_told(self.order, self.backwards),
            )
        )
        return "; ".join(filter(None, words))


def order_told(order: str) -> str:
    """Return what tiles are sorted by in the user's language."""
    return {
        "confidence": tr("confidence"),
        "wrongness": tr("wrongness"),
        "uncertainty": tr("uncertainty"),
        "image": tr("image"),
        "group": tr("group"),
    }.get(order, order)


def direction_told(order: Order, backwards: bool) -> str:
    """Return which end of an order comes first, as it is said now."""
    return _directions()[order][backwards]


def outcome_told(outcome: str) -> str:
    """Return an outcome that tiles are chosen by in the user's language."""
    return {
        "all": tr("all"),
        "right": tr("right"),
        "wrong": tr("wrong"),
        "unknown": tr("unknown"),
    }.get(outcome, outcome)


def in_bar(
    confidence: npt.NDArray[Any], low: float, high: float
) -> npt.NDArray[np.bool_]:
    """Return which confidences lie in a bar: from low to below high, 1 included."""
    return (confidence >= low) & ((confidence < high) | (high >= 1))
