"""How numbers and names are written in a report."""

from collections.abc import Iterable, Sequence
from math import isnan

from cellclassifier.core.evaluation.estimates import Estimate
from cellclassifier.core.resampling import Interval

NOTHING = "-"
"""Stands where there is no number."""

LONGEST = 60
"""Letters of a name in a figure, where it cannot be broken into lines."""


def counted(count: int, word: str, plural: str = "") -> str:
    """Return a number with its noun, as in "1 tile" or "1,200 tiles"."""
    return f"1 {word}" if count == 1 else f"{count:,} {plural or word + 's'}"


def named(name: str) -> str:
    """Return a name so that it is seen to be one."""
    return f"`{name}`"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Return parts as in "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def short(text: str, most: int = LONGEST) -> str:
    """Return a text with its middle left out where it is too long."""
    if len(text) <= most:
        return text
    half = (most - 1) // 2
    return f"{text[:half]}\u2026{text[-(most - 1 - half) :]}"


def percent(share: float, digits: int = 1) -> str:
    """Return a share as in "94.9 %"."""
    return NOTHING if isnan(share) else f"{100 * share:.{digits}f} %"


def number(value: float) -> str:
    """Return a number with three decimals."""
    return NOTHING if isnan(value) else f"{value:.3f}"


def ends(interval: Interval | None, as_percent: bool) -> str:
    """Return an interval as in "92.2-96.7"; a dash for none."""
    if interval is None:
        return NOTHING
    low, high = interval
    if as_percent:
        return f"{100 * low:.1f}-{100 * high:.1f}"
    return f"{low:.3f}-{high:.3f}"


def estimate(found: Estimate, as_percent: bool = True) -> tuple[str, str, str]:
    """Return a number and its intervals by tile and by group, as three cells."""
    value = percent(found.value) if as_percent else number(found.value)
    intervals = (ends(each, as_percent) for each in (found.by_tile, found.by_group))
    return value, *intervals  # type: ignore[return-value]


def span(values: Iterable[float], digits: str = ".6g") -> str:
    """Return what numbers lie between, as in "96" or "96-128"."""
    found = sorted(set(values))
    if not found:
        return NOTHING
    if len(found) == 1:
        return f"{found[0]:{digits}}"
    return f"{found[0]:{digits}}-{found[-1]:{digits}}"
