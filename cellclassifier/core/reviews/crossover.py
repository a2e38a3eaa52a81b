"""Whether seeing the network's answer sways a reader: the same tiles asked both ways.

Every tile was asked once without and once with the network's answer, in two periods;
half of the tiles came in either order, so that what is learnt or forgotten between the
periods weighs on both alike.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cellclassifier.core.reviews.intervals import share
from cellclassifier.core.reviews.parts import Versus, versus
from cellclassifier.core.reviews.record import AGREE, Kind
from cellclassifier.core.reviews.rows import Row, firsts, rights
from cellclassifier.core.statistics import Proportion, wilson


class Period(NamedTuple):
    """How many were right in one of the periods, of those decided."""

    kind: Kind
    period: int
    right: Proportion | None


class Crossover(NamedTuple):
    """What seeing the network's answer changed, on tiles that were decided both ways.

    Attributes:
        n: Tiles that were decided both ways.
        seen: Right with the network's answer in view.
        versus: The same against alone, with the exact McNemar test: first is with the
            network's answer, second alone.
        swayed: Of tiles for which the reader alone said otherwise than the network:
            agreed when its answer was in view.
        turned: Of tiles for which the reader alone said the same as the network:
            disagreed when its answer was in view. What a reader changes without being
            swayed; `swayed` is to be seen against it.
        helped: Of tiles wrong alone where the network is right: right with it.
        misled: Of tiles right alone where the network is wrong: wrong with it.
        left_out: Tiles on which the reader could not tell, one way or both.
        periods: Right answers by kind and period.
    """

    n: int
    seen: Proportion
    versus: Versus
    swayed: Proportion | None
    turned: Proportion | None
    helped: Proportion | None
    misled: Proportion | None
    left_out: int
    periods: tuple[Period, ...]


def crossover_of(rows: Sequence[Row]) -> Crossover | None:
    """Return what seeing the network changed for one reader; None where unknown."""
    alone = {row.tile: row for row in firsts(rows, "classify")}
    shown = {row.tile: row for row in firsts(rows, "judge")}
    common = [tile for tile in alone if tile in shown]
    pairs = [
        (alone[tile], shown[tile])
        for tile in common
        if alone[tile].right is not None and shown[tile].right is not None
    ]
    if not pairs:
        return None
    before, after = [one for one, _ in pairs], [two for _, two in pairs]
    return Crossover(
        n=len(pairs),
        seen=wilson(int(rights(after).sum()), len(after)),
        versus=versus(before, rights(after), rights(before)),
        swayed=_share([b.choice == AGREE for a, b in pairs if a.differs]),
        turned=_share([b.choice != AGREE for a, b in pairs if not a.differs]),
        helped=_share([b.right for a, b in pairs if not a.right and a.network_right]),
        misled=_share(
            [not b.right for a, b in pairs if a.right and not a.network_right]
        ),
        left_out=len(common) - len(pairs),
        periods=_periods(rows),
    )


def _share(found: Sequence[bool | None]) -> Proportion | None:
    return share(np.array(found, bool))


def _periods(rows: Sequence[Row]) -> tuple[Period, ...]:
    kinds: tuple[Kind, Kind] = ("classify", "judge")
    return tuple(
        Period(kind, period, _share(_decided(rows, kind, period)))
        for kind in kinds
        for period in (1, 2)
    )


def _decided(rows: Sequence[Row], kind: Kind, period: int) -> list[bool | None]:
    own = (row for row in firsts(rows, kind) if row.period == period)
    return [row.right for row in own if row.right is not None]
