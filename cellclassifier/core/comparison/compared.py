"""What comes of a comparison, as values: numbers first, the sentences made of them."""

from typing import Literal, NamedTuple

from cellclassifier.core.comparison.metrics import Metric
from cellclassifier.core.comparison.nested import Noise, Unit
from cellclassifier.core.comparison.paired import Paired
from cellclassifier.core.comparison.redrawing import Mean
from cellclassifier.core.comparison.sets import RunSet
from cellclassifier.core.comparison.several import Several
from cellclassifier.core.comparison.two import Two
from cellclassifier.core.experiment_results import Spread

How = Literal["nothing", "one", "two", "paired", "several"]
"""What is done: nothing to compare, one set beside chance, two sets run by run, two on
the same test tiles, or several."""


class Summary(NamedTuple):
    """What one set of runs comes to in the number that is compared.

    Attributes:
        run_set: The runs.
        values: One a run, in their order; None not reached or not defined.
        spread: Mean, SD and interval over runs of those that are numbers.
        median: Over runs; infinite where most did not reach it, NaN without any.
        lacking: How many runs have no number.
        groups: The mean with the interval over runs and groups of the test; None where
            the number is no mean over tiles.
        noise: How much it varies over runs, and over groups; None as there.
        unit: What n is the number of; None without runs.
        chance: What guessing gives, None where that means nothing.
    """

    run_set: RunSet
    values: tuple[float | None, ...]
    spread: Spread
    median: float
    lacking: int
    groups: Mean | None
    noise: Noise | None
    unit: Unit | None
    chance: float | None

    @property
    def n(self) -> int:
        """How many runs count: not reached counts, not defined does not."""
        return len(self.values)


class Apart(NamedTuple):
    """Two of the sets, by place, beside each other over groups of the test.

    Attributes:
        first: Place of the first.
        second: Place of the second.
        paired: The two on the same tiles; None where those differ.
        groups: The difference with its interval over runs and groups; None where the
            number is no mean over tiles.
        why: Why they were not paired, as half a sentence; "" where they were.
    """

    first: int
    second: int
    paired: Paired | None
    groups: Mean | None
    why: str


class Comparison(NamedTuple):
    """What comes of comparing sets of runs in one number.

    Attributes:
        metric: The number.
        how: What was done.
        summaries: Each set, in the order in which they were given.
        used: Places of those that have a number to compare.
        two: The two sets that have numbers, run by run; else None.
        several: All sets that have numbers, where they are more; else None.
        apart: Each two of them, over groups; places are those of `summaries`.
        effect: How far apart they are, with intervals: the first thing to read.
        unit: What n is the number of, in a line for each set.
        why: Which test was chosen, and why.
        p: p values, the last thing to read; "" where there is no test.
        caveats: What must be known before it is quoted, as sentences.
    """

    metric: Metric
    how: How
    summaries: tuple[Summary, ...]
    used: tuple[int, ...]
    two: Two | None
    several: Several | None
    apart: tuple[Apart, ...]
    effect: str = ""
    unit: str = ""
    why: str = ""
    p: str = ""
    caveats: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it, effect first, p before the caveats."""
        own = (self.effect, self.unit, self.why, self.p, *self.caveats)
        return tuple(line for line in own if line)
