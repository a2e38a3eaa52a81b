"""Curves and numbers as they were read from the tables of a measurement."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.clumps.class_names import class_label
from cellclassifier.core.clumps.nulls import null_name
from cellclassifier.core.language import tr

Floats = NDArray[np.float64]


class Line(NamedTuple):
    """A curve with its 95 % band; ends are nan where there is none.

    Attributes:
        name: What it is of, as tables have it: a class, or one of `deletion.ORDERS`.
        x: What it runs along.
        mean: Its values.
        low: Lower end.
        high: Upper end.
        tiles: How many it is over.
        groups: How many groups these are of; 0 where tiles count as independent.
        words: What it is of in the user's language, where that is no class.
    """

    name: str
    x: Floats
    mean: Floats
    low: Floats
    high: Floats
    tiles: int
    groups: int
    words: str = ""

    @property
    def label(self) -> str:
        """What it is of as the window shows it: names of classes stay as they are."""
        return self.words or class_label(self.name)


class Doses(NamedTuple):
    """Clumps put into tiles of the control.

    Attributes:
        flips: Share of the tiles that are called another class, %, Wilson's interval.
        log_odds: Mean log-odds of the control, with a band over groups.
        text: What is seen.
    """

    flips: Line
    log_odds: Line
    text: str


class Null(NamedTuple):
    """What a number would be without looking at clumps: each draw, or the median."""

    name: str
    draws: Floats

    @property
    def label(self) -> str:
        """The name in the user's language."""
        return null_name(self.name)


class Standing(NamedTuple):
    """The enrichment of one class, beside its nulls.

    Attributes:
        class_name: The true class, or `class_names.NOT_KNOWN`.
        value: Median over tiles.
        low: Lower end of its interval; nan for none.
        high: Upper end.
        tiles: How many it is over.
        nulls: What it would be otherwise.
    """

    class_name: str
    value: float
    low: float
    high: float
    tiles: int
    nulls: tuple[Null, ...]

    @property
    def label(self) -> str:
        """The class as the window shows it."""
        return class_label(self.class_name)

    @property
    def text(self) -> str:
        """Against what it stands, in a sentence."""
        value = tr("{value:.2g} x over area", value=self.value)
        beside = [_beside(self.value, each) for each in self.nulls if each.draws.size]
        return f"`{self.label}`: {', '.join([value, *beside])}."


def _beside(value: float, null: Null) -> str:
    """Return how a number stands to a null."""
    if len(null.draws) > 1:
        return tr(
            "above {below} of {draws} {null}",
            below=int((null.draws < value).sum()),
            draws=len(null.draws),
            null=null.label,
        )
    alone = null.draws[0]
    if value > alone:
        return tr("above {null} ({alone:.2g} x)", null=null.label, alone=alone)
    return tr("not above {null} ({alone:.2g} x)", null=null.label, alone=alone)
