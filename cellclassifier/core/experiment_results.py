"""What the runs of an experiment have shown so far, with n and interval."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.predictions import read_predictions
from cellclassifier.core.run_record import History
from cellclassifier.core.runs import Run

Floats = NDArray[np.float64]

RESAMPLES = 9999
"""Bootstrap resamples; with fewer the ends of an interval would jump."""

FEWEST = 5
"""Runs below which there is no interval: of three, a bootstrap knows too little."""

SURE = 0.99
"""Level of the interval by which the control is judged: a false alarm costs trust."""


class Spread(NamedTuple):
    """Values of several runs: their mean, standard deviation, and 95 % interval.

    The interval is that of the mean over runs, by bootstrap; with fewer than FEWEST
    runs, or where all agree, there is none, and `low` and `high` are NaN.
    """

    values: tuple[float, ...]
    mean: float
    deviation: float
    low: float
    high: float

    @property
    def n(self) -> int:
        """Number of runs."""
        return len(self.values)

    def text(self) -> str:
        """Return it as in "94.3 % (SD 1.2, n = 12 runs; 95 % 93.6-94.9)"."""
        if not self.values:
            return tr("no run has a result yet")
        runs = tr_n("1 run", "{n} runs", self.n, n=self.n)
        mean = f"{100 * self.mean:.1f} %"
        if self.n == 1:
            return f"{mean} (n = {runs})"
        spread = f"SD {100 * self.deviation:.1f}, n = {runs}"
        if not np.isnan(self.low):
            spread += f"; 95 % {100 * self.low:.1f}-{100 * self.high:.1f}"
        return f"{mean} ({spread})"


def spread(values: Sequence[float], seed: int = 0) -> Spread:
    """Return mean, standard deviation (n - 1), and the interval of the mean.

    The interval is bias-corrected and accelerated (B. Efron, J. Am. Stat. Assoc. 82
    (1987) 171-185), over runs: it says how far the mean over other seeds may lie, not
    how the network would do on other images.

    Args:
        values: One a run.
        seed: Of the resampling.
    """
    found = tuple(float(value) for value in values)
    if not found:
        return Spread((), *(float("nan"),) * 4)
    mean = float(np.mean(found))
    deviation = float(np.std(found, ddof=1)) if len(found) > 1 else float("nan")
    if len(found) < FEWEST or len(set(found)) == 1:
        return Spread(found, mean, deviation, float("nan"), float("nan"))
    # Imported here: it takes time, and the window starts sooner without.
    from scipy.stats import bootstrap

    result = bootstrap(
        (np.asarray(found),),
        np.mean,
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(seed),
        method="BCa",
    )
    low, high = map(float, result.confidence_interval)
    return Spread(found, mean, deviation, low, high)


class Band(NamedTuple):
    """A curve over runs: mean and one standard deviation around it, by epoch.

    `runs` is how many runs have reached each epoch; with one, the band is as wide as
    the line.
    """

    epochs: NDArray[np.int64]
    mean: Floats
    low: Floats
    high: Floats
    runs: NDArray[np.int64]


def band(curves: Sequence[Sequence[float]]) -> Band:
    """Return mean and standard deviation over curves that may differ in length.

    Args:
        curves: One a run, one value an epoch from the first on.
    """
    longest = max((len(curve) for curve in curves), default=0)
    table = np.full((len(curves), longest), np.nan)
    for row, curve in enumerate(curves):
        table[row, : len(curve)] = curve
    runs = np.isfinite(table).sum(axis=0)
    mean = np.nansum(table, axis=0) / np.maximum(runs, 1)
    squares = np.nansum((table - mean) ** 2, axis=0)
    deviation = np.sqrt(squares / np.maximum(runs - 1, 1))
    return Band(
        np.arange(1, longest + 1), mean, mean - deviation, mean + deviation, runs
    )


class Line(NamedTuple):
    """What one variant of an experiment has shown.

    Attributes:
        variant: Network and data.
        runs: All of its runs.
        done: How many of them have ended well.
        histories: What each run has measured, in the order of `runs`.
        accuracy: Test accuracy of the runs that were predicted, by test set.
        balanced: The same as balanced accuracy: the mean over classes.
        chance: 1 / classes.
    """

    variant: str
    runs: tuple[Run, ...]
    done: int
    histories: tuple[History, ...]
    accuracy: dict[str, Spread]
    balanced: dict[str, Spread]
    chance: float

    @property
    def is_control(self) -> bool:
        """Whether its labels were shuffled."""
        return bool(self.runs) and self.runs[0].record.study.training.shuffled


def lines(runs: Sequence[Run], variants: Sequence[str]) -> tuple[Line, ...]:
    """Return what the runs of an experiment have shown, by variant.

    Args:
        runs: Its runs, in any order.
        variants: Its variants, in their order.
    """
    return tuple(
        _line(variant, [run for run in runs if run.record.variant == variant])
        for variant in variants
    )


def _line(variant: str, runs: Sequence[Run]) -> Line:
    runs = sorted(runs, key=lambda run: run.record.study.training.seed)
    ended = [run for run in runs if run.state == "done"]
    accuracy: dict[str, list[float]] = {}
    balanced: dict[str, list[float]] = {}
    for run in ended:
        for name in run.record.tests:
            path = run.predictions_path(name)
            if not path.exists():
                continue
            values = _accuracies(path, path.stat().st_mtime_ns)
            accuracy.setdefault(name, []).append(values[0])
            balanced.setdefault(name, []).append(values[1])
    classes = len(runs[0].record.classes) if runs else 2
    return Line(
        variant,
        tuple(runs),
        len(ended),
        tuple(run.history() for run in runs),
        {name: spread(values) for name, values in accuracy.items()},
        {name: spread(values) for name, values in balanced.items()},
        1 / classes,
    )


# Tables are large, and an experiment is read again with each epoch of its runs.
@lru_cache(maxsize=4096)
def _accuracies(path: Path, changed: int) -> tuple[float, float]:
    """Return accuracy and balanced accuracy of a table of predictions."""
    table = read_predictions(path)
    return table.accuracy().value, _balanced(table.matrix())


def _balanced(matrix: NDArray[np.int64]) -> float:
    """Return the mean share of right tiles over the classes that occur."""
    totals = matrix.sum(axis=1)
    occurring = totals > 0
    return float(np.mean(matrix.diagonal()[occurring] / totals[occurring]))


class Control(NamedTuple):
    """What a control with shuffled labels has shown, and the sentence that says so."""

    outcome: Literal["not known", "at chance", "leaks"]
    sentence: str


def judge_control(line: Line) -> Control:
    """Tell whether the control with shuffled labels stayed at chance.

    It did where the 99 % interval of its mean balanced accuracy over runs, by Student's
    t, reaches down to chance; balanced, since always answering the most frequent class
    is no leak. Single runs lie far from chance to both sides: what a network happens to
    learn from labels that mean nothing divides the test tiles somehow.
    """
    found = next(iter(line.balanced.items()), None)
    if found is None or found[1].n < FEWEST:
        n = FEWEST
        few = tr("The control needs {n} finished runs before it says anything.", n=n)
        return Control("not known", few)
    name, value = found
    text, chance = value.text(), 100 * line.chance
    numbers = tr(
        "balanced accuracy on {name} {text}, chance {chance:.3g} %",
        name=name,
        text=text,
        chance=chance,
    )
    if _surely_above(value) <= line.chance:
        stays = tr(
            "With shuffled labels the test stays at chance, as it has to: {numbers}.",
            numbers=numbers,
        )
        return Control("at chance", stays)
    leaks = tr(
        "Something leaks: with shuffled labels the test is above chance ({numbers}). "
        "Look for copies of training images in the test, and for what else tells the "
        "classes apart, before believing any accuracy of this study.",
        numbers=numbers,
    )
    return Control("leaks", leaks)


def control_sentence(line: Line) -> str:
    """Say whether the control with shuffled labels stayed at chance."""
    return judge_control(line).sentence


def _surely_above(value: Spread) -> float:
    """Return the lower end of the interval of the mean over runs, by Student's t."""
    # Imported here, as above.
    from scipy.stats import t

    half = float(t.ppf((1 + SURE) / 2, value.n - 1))
    return value.mean - half * value.deviation / float(np.sqrt(value.n))


class Speed(NamedTuple):
    """How fast runs of one kind were: network, input size, channels; s a tile."""

    network: str
    size: int
    channels: int
    seconds: float


def speeds(runs: Sequence[Run]) -> tuple[Speed, ...]:
    """Return how long an epoch took in earlier runs, for each tile, newest first."""
    found = []
    for run in runs:
        study = run.record.study
        told = run.history().epochs[1:] or run.history().epochs
        tiles = sum(tile.part == "train" for tile in run.tiles()) if told else 0
        if tiles:
            middle = float(np.median([epoch.seconds for epoch in told])) / tiles
            kind = (study.training.network, study.tiling.size, run.record.channels)
            found.append(Speed(*kind, middle))
    return tuple(found)


def seconds_of(
    network: str, size: int, tiles: int, epochs: int, known: Sequence[Speed]
) -> float | None:
    """Estimate how long a run takes, from earlier ones of the same network, s.

    Other input sizes are scaled by their area.

    Returns:
        ``None`` where no run of this network is known.
    """
    same = [speed for speed in known if speed.network == network]
    nearest = min(same, key=lambda speed: abs(speed.size - size), default=None)
    if nearest is None:
        return None
    return nearest.seconds * (size / nearest.size) ** 2 * tiles * epochs
