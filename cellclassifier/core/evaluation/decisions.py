"""Decisions on whole images or groups, from the predictions of their tiles."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.predictions import Predictions

Unit = Literal["image", "group"]
How = Literal["mean", "vote"]

TIE_BREAK = 1e-6
"""Share of the mean probability in a vote: it decides where votes are even, only."""


class Decisions(NamedTuple):
    """What a network says of whole images or groups.

    Attributes:
        table: One row a unit, with the tile number, the image, the group and the corner
            of its first tile. Its true class is that of its tiles; "" where none of
            them is known.
        mixed: Units left out since their tiles are of several classes.
        units: Name of each row: the image's path, or the group.
        members: Rows of the tiles of each unit, in the table that was given.
        ties: Units whose vote was even, and which the mean probability decided.
    """

    table: Predictions
    mixed: int
    units: tuple[str, ...]
    members: tuple[NDArray[np.intp], ...]
    ties: int


def decide(predictions: Predictions, unit: Unit, how: How) -> Decisions:
    """Decide on each image or group by the mean probability or the vote of its tiles.

    All tiles of a unit take part, also those whose own class is not known.

    Args:
        predictions: The predictions of its tiles.
        unit: What is decided on; an image that has no group is a group of its own.
        how: "mean": the mean of the tiles' probabilities. "vote": the share of tiles
            called of each class; where it is even, the mean probability decides.
    """
    members = _members(predictions, unit)
    classes = {name: _true_classes(predictions, rows) for name, rows in members.items()}
    clear = [name for name, found in classes.items() if len(found) < 2]
    kept = tuple(members[name] for name in clear)
    shares = np.array(
        [_shares(predictions, rows, how) for rows in kept], np.float32
    ).reshape(len(kept), len(predictions.classes))
    first = predictions.rows(np.array([rows[0] for rows in kept], np.intp))
    true = tuple("".join(classes[name]) for name in clear)
    table = first._replace(true_classes=true, probabilities=shares)
    ties = sum(_is_even(predictions, rows) for rows in kept) if how == "vote" else 0
    return Decisions(table, len(members) - len(clear), tuple(clear), kept, ties)


def _members(predictions: Predictions, unit: Unit) -> dict[str, NDArray[np.intp]]:
    """Return the rows of each unit, in the order in which units first come."""
    rows: dict[str, list[int]] = {}
    named = zip(predictions.images, predictions.groups, strict=True)
    for row, (image, group) in enumerate(named):
        name = group if unit == "group" and group else str(image)
        rows.setdefault(name, []).append(row)
    return {name: np.array(found, np.intp) for name, found in rows.items()}


def _true_classes(predictions: Predictions, rows: NDArray[np.intp]) -> set[str]:
    return {predictions.true_classes[row] for row in rows} & set(predictions.classes)


def _shares(
    predictions: Predictions, rows: NDArray[np.intp], how: How
) -> NDArray[np.float64]:
    mean = predictions.probabilities[rows].mean(axis=0, dtype=np.float64)
    if how == "mean":
        return np.asarray(mean)
    votes = _votes(predictions, rows) / len(rows)
    return np.asarray((votes + TIE_BREAK * mean) / (1 + TIE_BREAK))


def _votes(predictions: Predictions, rows: NDArray[np.intp]) -> NDArray[np.int64]:
    called = predictions.probabilities[rows].argmax(axis=1)
    return np.bincount(called, minlength=len(predictions.classes))


def _is_even(predictions: Predictions, rows: NDArray[np.intp]) -> bool:
    votes = _votes(predictions, rows)
    return bool((votes == votes.max()).sum() > 1)
