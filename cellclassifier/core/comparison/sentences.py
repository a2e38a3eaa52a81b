"""Comparisons in words that can stand in a paper: effect first, p last."""

from collections.abc import Sequence
from math import isfinite

from cellclassifier.core.comparison.boxes import FEWEST as FEWEST_IN_BOX
from cellclassifier.core.comparison.compared import Apart, Comparison, Summary
from cellclassifier.core.comparison.metrics import Metric
from cellclassifier.core.comparison.permutations import Permuted
from cellclassifier.core.comparison.redrawing import Mean
from cellclassifier.core.comparison.several import Pair
from cellclassifier.core.comparison.two import Delta, Two
from cellclassifier.core.resampling import Interval
from cellclassifier.core.reviews.sentences import p_text


def points(metric: Metric, value: float) -> str:
    """Return a difference with its unit, as in "31.1 points"."""
    unit = "points" if metric.percent else metric.unit
    return f"{difference(metric, value)} {unit}".rstrip()


def difference(metric: Metric, value: float) -> str:
    """Return a difference as it is shown; one of whole epochs with a decimal."""
    return f"{metric.shown(value):.{max(1, metric.digits)}f}"


def ends(metric: Metric, interval: Interval) -> str:
    """Return the ends of the interval of a difference, as in "29.5 to 32.9"."""
    return " to ".join(difference(metric, end) for end in interval)


def listed(names: Sequence[str]) -> str:
    """Return names as in "a, b and c"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def of_set(metric: Metric, found: Summary) -> str:
    """Return one set, as in "93.1 % (SD 1.2, n = 12 trainings; median 93.3 %)"."""
    n = "1 training" if found.n == 1 else f"{found.n} trainings"
    middle = f"median {metric.text(found.median)}"
    if found.lacking and metric.censored:
        reached = found.n - found.lacking
        return f"{middle} (reached by {reached} of {n})"
    if not found.spread.n:
        return f"not defined (n = {n})"
    deviation = (
        f"SD {difference(metric, found.spread.deviation)}, "
        if isfinite(found.spread.deviation)
        else ""
    )
    more = f"; {middle}" if found.spread.n >= FEWEST_IN_BOX else ""
    return f"{metric.text(found.spread.mean)} ({deviation}n = {n}{more})"


def alone(metric: Metric, found: Summary) -> str:
    """Return one set with its intervals, beside chance."""
    parts = []
    low, high = found.spread.low, found.spread.high
    if isfinite(low) and not (found.lacking and metric.censored):
        parts.append(f"over trainings {_range(metric, (low, high))}")
    if found.groups and found.groups.interval:
        parts.append(f"{_over(found.groups)} {_range(metric, found.groups.interval)}")
    told = f"; 95 % intervals of the mean: {', '.join(parts)}" if parts else ""
    chance = found.chance
    beside = "" if chance is None else f"; chance {metric.text(chance)}"
    name = found.run_set.label
    return f"{name}: {metric.label.lower()} {of_set(metric, found)}{told}{beside}."


def _range(metric: Metric, interval: Interval) -> str:
    low, high = (metric.number(end) for end in interval)
    return f"{low} to {high}" if "-" in low + high else f"{low}-{high}"


def _over(found: Mean) -> str:
    what = "groups" if found.by_group else "tiles"
    return f"over trainings and {what}" if found.runs else f"over {what}"


def effect_of_two(found: Comparison) -> str:
    """Return how far two sets are apart, with intervals."""
    metric, two = found.metric, found.two
    assert two is not None
    one, other = (found.summaries[place] for place in found.used)
    sets = (
        f"{one.run_set.label} {of_set(metric, one)}, "
        f"{other.run_set.label} {of_set(metric, other)}"
    )
    apart = _difference(metric, two, found.apart[0])
    return f"{metric.label}: {apart}; {_delta(two.delta)}. {sets}."


def _difference(metric: Metric, two: Two, apart: Apart) -> str:
    if two.difference is None:
        return "no difference of means, since it was not reached by every training"
    parts = []
    if two.interval:
        parts.append(f"over trainings {ends(metric, two.interval)}")
    if apart.groups and apart.groups.interval:
        parts.append(f"{_over(apart.groups)} {ends(metric, apart.groups.interval)}")
    told = f" (95 % {', '.join(parts)})" if parts else " (no interval)"
    return f"difference of means {points(metric, two.difference)}{told}"


def _delta(delta: Delta) -> str:
    told = ""
    if delta.interval:
        low, high = delta.interval
        told = f"95 % {low:.2f} to {high:.2f}, "
    return f"Cliff's delta {delta.value:.2f} ({told}{delta.size})"


def effect_of_several(found: Comparison) -> str:
    """Return how far several sets are apart, then each two of them."""
    metric, several = found.metric, found.several
    assert several is not None
    sets = listed(
        [
            f"{s.run_set.label} {of_set(metric, s)}"
            for s in (found.summaries[place] for place in found.used)
        ]
    )
    pairs = "; ".join(
        f"{_names(found, pair)} {_difference(metric, pair.found, apart)}"
        for pair, apart in zip(several.pairs, found.apart, strict=True)
    )
    share = f"epsilon squared {several.epsilon:.2f}"
    if not isfinite(several.epsilon):
        share = "all trainings are equal"
    return f"{metric.label}: {sets}; {share}. {pairs}."


def _names(found: Comparison, pair: Pair) -> str:
    names = (
        found.summaries[found.used[place]].run_set.label
        for place in (pair.first, pair.second)
    )
    return " against ".join(names)


def p_of_two(found: Comparison) -> str:
    """Return the p values of two sets, with what each takes for chance."""
    two = found.two
    assert two is not None
    exact = "exact" if two.ranked.exact else "normal approximation"
    ties = ", ties counted" if two.ties else ""
    parts = [
        f"Mann-Whitney U = {two.u:g}, {p_text(two.ranked.p)} ({exact}{ties}, "
        f"n = {two.n[0]} and {two.n[1]} trainings)"
    ]
    if two.permuted:
        parts.append(f"permutation of means {_p(two.permuted)}")
    paired = found.apart[0].paired
    if paired:
        what = "groups" if paired.difference.by_group else "tiles"
        number = paired.difference.n_groups[0]
        parts.append(
            f"the two exchanged in whole {what} {_p(paired.exchanged)} "
            f"({number} {what}, these networks)"
        )
    return f"Two-sided p values: {'; '.join(parts)}."


def _p(found: Permuted) -> str:
    return p_text(found.p) + ("" if found.exact else " (of 99,999 drawn)")


def p_of_several(found: Comparison) -> str:
    """Return the p values of several sets."""
    several = found.several
    assert several is not None
    if not isfinite(several.h):
        return "All trainings are equal, so that there is nothing to test."
    how = "of permutations" if several.by_permutation else "chi-squared"
    pairs = "; ".join(
        f"{_names(found, pair)} {p_text(pair.holm)}" for pair in several.pairs
    )
    return (
        f"Kruskal-Wallis H = {several.h:.2f}, {several.freedom} degrees of freedom, "
        f"{p_text(several.p)} ({how}); each two, exact Mann-Whitney, corrected after "
        f"Holm: {pairs}."
    )


def paragraph(found: Comparison) -> str:
    """Return what came of a comparison, for the results part of a paper."""
    return " ".join(line for line in (found.effect, found.unit, found.p) if line)


def methods(found: Comparison) -> str:
    """Return how it was done, for the methods part of a paper; "" without a test."""
    if found.how in ("nothing", "one"):
        return ""
    parts = [
        "The unit of these tests is one training.",
        "Intervals are 95 %; those of differences of means over trainings are "
        "bias-corrected and accelerated bootstraps (9,999 resamples).",
    ]
    if any(each.groups for each in found.apart):
        parts.append(
            "Intervals over groups redraw trainings and whole groups of test tiles "
            "(4,000 resamples, expanded percentiles with Satterthwaite's degrees of "
            "freedom)."
        )
    if found.how == "several":
        parts.append(
            "Sets were compared by the Kruskal-Wallis test, then each two by "
            "two-sided exact Mann-Whitney tests with Holm's correction."
        )
    else:
        parts.append(
            "Sets were compared by two-sided exact Mann-Whitney and permutation tests; "
            "Cliff's delta has the interval of Feng and Cliff (2004)."
        )
    if found.how == "paired":
        parts.append(
            "As both were tested on the same tiles, the two were also exchanged in "
            "whole groups of tiles (sign-flip permutation test)."
        )
    return " ".join(parts)
