"""Numbers of a review in words, such as stand within its sentences."""

from math import isnan

from cellclassifier.core.agreement import Kappa
from cellclassifier.core.language import tr
from cellclassifier.core.resampling import Interval
from cellclassifier.core.statistics import Proportion


def ratio(found: Proportion) -> str:
    """Return a share as in "72 of 100 (72.0 %, 95 % 62.5-79.9)"."""
    return tr(
        "{k} of {n} ({share:.1f} %, 95 % {low:.1f}-{high:.1f})",
        k=found.k,
        n=found.n,
        share=100 * found.value,
        low=100 * found.low,
        high=100 * found.high,
    )


def p_text(p: float) -> str:
    """Return a p value as in "p = 0.031"."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}" if p < 0.1 else f"p = {p:.2f}"


def kappa_text(kappa: Kappa) -> str:
    """Return a kappa as in "0.44 (95 % 0.26-0.62, n = 97)"."""
    if isnan(kappa.value):
        return tr("not defined (n = {n})", n=kappa.n)
    return tr(
        "{value:.2f} (95 % {low:.2f} to {high:.2f}, n = {n})",
        value=kappa.value,
        low=kappa.low,
        high=kappa.high,
        n=kappa.n,
    )


def coefficient(value: float, interval: Interval | None) -> str:
    """Return a coefficient of agreement as in "0.44 (95 % 0.26 to 0.62)"."""
    if isnan(value):
        return tr("not defined")
    if not interval:
        return f"{value:.2f}"
    low, high = interval
    return tr(
        "{value:.2f} (95 % {low:.2f} to {high:.2f})", value=value, low=low, high=high
    )


def grouped(interval: Interval | None) -> str:
    """Return what follows a share: its interval by group; "" without one."""
    if interval is None:
        return ""
    low, high = (100 * end for end in interval)
    return "; " + tr("by group {low:.1f}-{high:.1f}", low=low, high=high)
