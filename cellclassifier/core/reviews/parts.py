"""What one reader's answers of one kind came to, beside the network on the same tiles.

All numbers are about the first answer to each tile; second ones only tell how far a
reader agrees with herself or himself. "Cannot tell" is counted apart: numbers are over
the tiles on which the reader decided, and stand a second time with it as wrong.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.agreement import (
    Kappa,
    McNemar,
    cohen_kappa,
    mcnemar,
    mcnemar_by_group,
)
from cellclassifier.core.resampling import Interval
from cellclassifier.core.reviews.intervals import by_group, share, share_by_group
from cellclassifier.core.reviews.record import CANNOT_TELL, Kind
from cellclassifier.core.reviews.rows import Row, firsts, network_rights, rights
from cellclassifier.core.statistics import Proportion, wilson


class Versus(NamedTuple):
    """Two who answered the same tiles, the reader first.

    `second` is how often the other one is right; `p_by_group` the p value where whole
    groups go together, or None where each tile is a group of its own; `difference` is
    that of the shares, reader minus network, -1 .. 1, with its interval by group.
    """

    second: Proportion
    test: McNemar
    p_by_group: float | None
    difference: float
    difference_by_group: Interval | None


class Against(NamedTuple):
    """A reader against one network.

    Attributes:
        name: Id of the run, or "mean of N runs".
        decided: On the tiles on which the reader decided; None where there is none.
        all_tiles: On all of the reader's tiles, "cannot tell" as wrong.
        kappa: How far the two agree, whoever is right; None where the reader named
            too few classes.
    """

    name: str
    decided: Versus | None
    all_tiles: Versus
    kappa: Kappa | None


class ClassPart(NamedTuple):
    """Tiles of one class: how many there were, decided, and right of those decided."""

    name: str
    n: int
    cannot_tell: int
    right: Proportion | None
    networks: tuple[Proportion, ...]


class Repeats(NamedTuple):
    """Tiles that were asked twice: how often the answer was the same, and by chance."""

    same: Proportion
    kappa: Kappa


class Judging(NamedTuple):
    """How often the reader agreed where the network is right, and where it is wrong."""

    agreed_right: Proportion | None
    agreed_wrong: Proportion | None


class Part(NamedTuple):
    """What a reader's answers of one kind came to.

    Attributes:
        kind: What was asked.
        n: Tiles.
        groups: Groups that they are of.
        decided: Tiles on which the reader decided.
        accuracy: Right of those; None where there is none.
        accuracy_by_group: Its interval with whole groups redrawn.
        as_wrong: Right of all tiles: "cannot tell" as wrong.
        as_wrong_by_group: Its interval with whole groups redrawn.
        classes: The same by class.
        matrix: Rows true classes; columns what was said, at last "cannot tell" and,
            of judged tiles of more than two classes, "disagree".
        truth: Kappa of reader and truth, over tiles for which a class was said.
        against: Each run and their mean.
        repeats: None where there were none.
        judging: Of judged tiles; else None.
        seconds: Median, lower and upper quartile of the time for a tile.
    """

    kind: Kind
    n: int
    groups: int
    decided: int
    accuracy: Proportion | None
    accuracy_by_group: Interval | None
    as_wrong: Proportion
    as_wrong_by_group: Interval | None
    classes: tuple[ClassPart, ...]
    matrix: NDArray[np.int64]
    truth: Kappa | None
    against: tuple[Against, ...]
    repeats: Repeats | None
    judging: Judging | None
    seconds: tuple[float, float, float]

    @property
    def cannot_tell(self) -> int:
        """Tiles on which the reader could not tell."""
        return self.n - self.decided


def part_of(
    rows: Sequence[Row], kind: Kind, classes: Sequence[str], networks: Sequence[str]
) -> Part | None:
    """Return what the answers of one reader and kind came to; None without any.

    Args:
        rows: All answers of the reader.
        kind: What was asked.
        classes: Names of the classes.
        networks: Names of the networks that `Row.votes` are those of.
    """
    own = firsts(rows, kind)
    if not own:
        return None
    decided = [row for row in own if row.right is not None]
    return Part(
        kind=kind,
        n=len(own),
        groups=len({row.group for row in own}),
        decided=len(decided),
        accuracy=share(rights(decided)),
        accuracy_by_group=share_by_group(decided),
        as_wrong=wilson(int(rights(own).sum()), len(own)),
        as_wrong_by_group=share_by_group(own),
        classes=tuple(_class(own, name, classes, len(networks)) for name in classes),
        matrix=_matrix(own, classes),
        truth=_kappa([(row.said, row.true_class) for row in own]),
        against=tuple(
            _against(own, decided, place, name, classes)
            for place, name in enumerate(networks)
        ),
        repeats=_repeats(rows, kind),
        judging=_judging(decided) if kind == "judge" else None,
        seconds=_seconds(own),
    )


def versus(
    rows: Sequence[Row], first: NDArray[np.bool_], second: NDArray[np.bool_]
) -> Versus:
    """Compare two on the same tiles: whether each was right, in the order of `rows`."""
    groups = [row.group for row in rows]
    grouped = len(set(groups)) < len(groups)
    gains = first.astype(float) - second.astype(float)
    return Versus(
        wilson(int(second.sum()), len(rows)),
        mcnemar(first, second),
        mcnemar_by_group(first, second, groups) if grouped else None,
        float(gains.mean()),
        by_group(rows, gains),
    )


def _against(
    own: Sequence[Row],
    decided: Sequence[Row],
    place: int,
    name: str,
    classes: Sequence[str],
) -> Against:
    both = [
        versus(rows, rights(rows), network_rights(rows, place, classes))
        if rows
        else None
        for rows in (decided, own)
    ]
    pairs = [(row.said, classes[row.votes[place]]) for row in own]
    assert both[1] is not None
    return Against(name, both[0], both[1], _kappa(pairs))


def _kappa(pairs: Sequence[tuple[str, str]]) -> Kappa | None:
    """Return the kappa of those pairs in which the first said a class."""
    said = [pair for pair in pairs if pair[0]]
    if not said:
        return None
    return cohen_kappa([one for one, _ in said], [two for _, two in said])


def _class(
    own: Sequence[Row], name: str, classes: Sequence[str], networks: int
) -> ClassPart:
    rows = [row for row in own if row.true_class == name]
    decided = [row for row in rows if row.right is not None]
    return ClassPart(
        name,
        len(rows),
        len(rows) - len(decided),
        share(rights(decided)),
        tuple(
            found
            for place in range(networks)
            if (found := share(network_rights(rows, place, classes)))
        ),
    )


def _matrix(own: Sequence[Row], classes: Sequence[str]) -> NDArray[np.int64]:
    places = {name: place for place, name in enumerate(classes)}
    counts = np.zeros((len(classes), len(classes) + 2), np.int64)
    for row in own:
        other = len(classes) + (row.choice != CANNOT_TELL)
        counts[places[row.true_class], places.get(row.said, other)] += 1
    return counts


def _repeats(rows: Sequence[Row], kind: Kind) -> Repeats | None:
    before = {row.tile: row.choice for row in firsts(rows, kind)}
    pairs = [
        (before[row.tile], row.choice) for row in rows if row.kind == kind and row.again
    ]
    if not pairs:
        return None
    same = wilson(sum(one == two for one, two in pairs), len(pairs))
    return Repeats(same, cohen_kappa([p[0] for p in pairs], [p[1] for p in pairs]))


def _judging(decided: Sequence[Row]) -> Judging:
    agreed = {
        is_right: share(
            np.array([not r.differs for r in decided if r.network_right == is_right])
        )
        for is_right in (True, False)
    }
    return Judging(agreed[True], agreed[False])


def _seconds(rows: Sequence[Row]) -> tuple[float, float, float]:
    median, low, high = np.quantile([row.seconds for row in rows], [0.5, 0.25, 0.75])
    return float(median), float(low), float(high)
