"""Comparisons in words that can stand in a paper: effect first, p last."""

from math import isfinite

from cellclassifier.core.comparison.boxes import FEWEST as FEWEST_IN_BOX
from cellclassifier.core.comparison.compared import Apart, Comparison, Summary
from cellclassifier.core.comparison.metrics import Metric
from cellclassifier.core.comparison.permutations import Permuted
from cellclassifier.core.comparison.phrases import difference, ends, listed, points
from cellclassifier.core.comparison.redrawing import Mean
from cellclassifier.core.comparison.several import Pair
from cellclassifier.core.comparison.two import Delta, Two
from cellclassifier.core.comparison.unit_words import units
from cellclassifier.core.language import in_english, tr, tr_n
from cellclassifier.core.resampling import Interval
from cellclassifier.core.reviews.sentences import p_text


def effect_and_p(found: Comparison) -> tuple[str, str]:
    """Return what it comes to, and the p values; "" where there is no test."""
    if found.how == "nothing":
        return _nothing(found), ""
    if found.how == "one":
        return alone(found.metric, found.summaries[found.used[0]]), ""
    if found.how == "several":
        return effect_of_several(found), p_of_several(found)
    return effect_of_two(found), p_of_two(found)


def _nothing(found: Comparison) -> str:
    return tr(
        "{metric}: no run has such a number yet. Let the runs end, and "
        "predict a test set whose classes are known.",
        metric=found.metric.label,
    )


def of_set(metric: Metric, found: Summary) -> str:
    """Return one set, as in "93.1 % (SD 1.2, n = 12 trainings; median 93.3 %)"."""
    n = tr_n("1 training", "{number} trainings", found.n, number=found.n)
    middle = tr("median {value}", value=metric.text(found.median))
    if found.lacking and metric.censored:
        return tr(
            "{middle} (reached by {reached} of {n})",
            middle=middle,
            reached=found.n - found.lacking,
            n=n,
        )
    if not found.spread.n:
        return tr("not defined (n = {n})", n=n)
    told = tr("n = {n}", n=n)
    if isfinite(found.spread.deviation):
        value = difference(metric, found.spread.deviation)
        told = tr("SD {value}, n = {n}", value=value, n=n)
    more = f"; {middle}" if found.spread.n >= FEWEST_IN_BOX else ""
    return f"{metric.text(found.spread.mean)} ({told}{more})"


def alone(metric: Metric, found: Summary) -> str:
    """Return one set with its intervals, beside chance."""
    parts = [f"{metric.small} {of_set(metric, found)}"]
    intervals = []
    low, high = found.spread.low, found.spread.high
    if isfinite(low) and not (found.lacking and metric.censored):
        both = _range(metric, (low, high))
        intervals.append(tr("over trainings {ends}", ends=both))
    if found.groups and found.groups.interval:
        both = _range(metric, found.groups.interval)
        intervals.append(_over(found.groups, both))
    if intervals:
        told = ", ".join(intervals)
        parts.append(tr("95 % intervals of the mean: {intervals}", intervals=told))
    if found.chance is not None:
        parts.append(tr("chance {value}", value=metric.text(found.chance)))
    return f"{found.run_set.label}: {'; '.join(parts)}."


def _range(metric: Metric, interval: Interval) -> str:
    low, high = (metric.number(end) for end in interval)
    if "-" in low + high:
        return tr("{low} to {high}", low=low, high=high)
    return f"{low}-{high}"


def _over(found: Mean, ends: str) -> str:
    """Return an interval with what was redrawn for it."""
    if found.runs and found.by_group:
        return tr("over trainings and groups {ends}", ends=ends)
    if found.runs:
        return tr("over trainings and tiles {ends}", ends=ends)
    if found.by_group:
        return tr("over groups {ends}", ends=ends)
    return tr("over tiles {ends}", ends=ends)


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
        return tr("no difference of means, since it was not reached by every training")
    value, parts = points(metric, two.difference), []
    if two.interval:
        both = ends(metric, two.interval)
        parts.append(tr("over trainings {ends}", ends=both))
    if apart.groups and apart.groups.interval:
        parts.append(_over(apart.groups, ends(metric, apart.groups.interval)))
    if not parts:
        return tr("difference of means {value} (no interval)", value=value)
    return tr(
        "difference of means {value} (95 % {intervals})",
        value=value,
        intervals=", ".join(parts),
    )


def _delta(delta: Delta) -> str:
    if not delta.interval:
        return tr(
            "Cliff's delta {value:.2f} ({size})", value=delta.value, size=delta.size
        )
    low, high = delta.interval
    return tr(
        "Cliff's delta {value:.2f} (95 % {low:.2f} to {high:.2f}, {size})",
        value=delta.value,
        low=low,
        high=high,
        size=delta.size,
    )


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
        _against(found, pair, _difference(metric, pair.found, apart))
        for pair, apart in zip(several.pairs, found.apart, strict=True)
    )
    share = tr("all trainings are equal")
    if isfinite(several.epsilon):
        share = tr("epsilon squared {value:.2f}", value=several.epsilon)
    return f"{metric.label}: {sets}; {share}. {pairs}."


def _against(found: Comparison, pair: Pair, told: str) -> str:
    """Return what is told of two of several sets, behind their names."""
    first, second = (
        found.summaries[found.used[place]].run_set.label
        for place in (pair.first, pair.second)
    )
    return tr("{first} against {second} {told}", first=first, second=second, told=told)


def p_of_two(found: Comparison) -> str:
    """Return the p values of two sets, with what each takes for chance."""
    two = found.two
    assert two is not None
    parts = [
        tr(
            "Mann-Whitney U = {u:g}, {p} ({how}, n = {first} and {second} trainings)",
            u=two.u,
            p=p_text(two.ranked.p),
            how=_how(two),
            first=two.n[0],
            second=two.n[1],
        )
    ]
    if two.permuted:
        parts.append(tr("permutation of means {p}", p=_p(two.permuted)))
    paired = found.apart[0].paired
    if paired:
        parts.append(_exchanged(paired.difference, _p(paired.exchanged)))
    return tr("Two-sided p values: {values}.", values="; ".join(parts))


def _how(two: Two) -> str:
    """Return how the p value of ranks was computed."""
    if two.ranked.exact:
        return tr("exact, ties counted") if two.ties else tr("exact")
    if two.ties:
        return tr("normal approximation, ties counted")
    return tr("normal approximation")


def _exchanged(found: Mean, p: str) -> str:
    number = found.n_groups[0]
    if found.by_group:
        return tr(
            "the two exchanged in whole groups {p} ({number} groups, these networks)",
            p=p,
            number=number,
        )
    return tr(
        "the two exchanged in whole tiles {p} ({number} tiles, these networks)",
        p=p,
        number=number,
    )


def _p(found: Permuted) -> str:
    p = p_text(found.p)
    return p if found.exact else tr("{p} (of 99,999 drawn)", p=p)


def p_of_several(found: Comparison) -> str:
    """Return the p values of several sets."""
    several = found.several
    assert several is not None
    if not isfinite(several.h):
        return tr("All trainings are equal, so that there is nothing to test.")
    how = tr("of permutations") if several.by_permutation else tr("chi-squared")
    pairs = "; ".join(
        _against(found, pair, p_text(pair.holm)) for pair in several.pairs
    )
    return tr(
        "Kruskal-Wallis H = {h:.2f}, {freedom} degrees of freedom, "
        "{p} ({how}); each two, exact Mann-Whitney, corrected after "
        "Holm: {pairs}.",
        h=several.h,
        freedom=several.freedom,
        p=p_text(several.p),
        how=how,
        pairs=pairs,
    )


def paragraph(found: Comparison) -> str:
    """Return what came of a comparison, for the results part of a paper.

    It is English, whatever language the window has.
    """
    with in_english():
        effect, p = effect_and_p(found)
        return " ".join(line for line in (effect, units(found), p) if line)


def methods(found: Comparison) -> str:
    """Return how it was done, for the methods part of a paper; "" without a test.

    It is English, whatever language the window has.
    """
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
