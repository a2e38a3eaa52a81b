"""What is said of runs by the kind of their verdict."""

from collections.abc import Mapping
from typing import get_args

from cellclassifier.core.language import in_english, tr, tr_n
from cellclassifier.core.verdicts import Kind


def counted_kinds(kinds: Mapping[Kind, int]) -> str:
    """Return as in "Of 12 runs 9 converged, 2 overfitted and 1 did not learn.".

    Args:
        kinds: How many runs are of each kind, at least one, in the order to be told.
    """
    n = sum(kinds.values())
    if len(kinds) == 1:
        return _all(next(iter(kinds)), n)
    parts = [_some(kind, number) for kind, number in kinds.items()]
    return tr(
        "Of {n} runs {several} and {last}.",
        n=n,
        several=", ".join(parts[:-1]),
        last=parts[-1],
    )


def tongue() -> tuple[str, ...]:
    """Return words that differ with the language, as a key of what is kept in it."""
    return tuple(_some(kind, 2) for kind in get_args(Kind))


def _some(kind: Kind, n: int) -> str:
    """Return what some of the runs did, as in "9 converged"."""
    match kind:
        case "converged":
            return tr_n("{n} converged", "{n} converged", n, n=n)
        case "improving":
            return tr_n(
                "{n} ended while still improving",
                "{n} ended while still improving",
                n,
                n=n,
            )
        case "overfitting":
            return tr_n("{n} overfitted", "{n} overfitted", n, n=n)
        case "memorised":
            return tr_n(
                "{n} memorised the training tiles",
                "{n} memorised the training tiles",
                n,
                n=n,
            )
        case "did_not_learn":
            return tr_n("{n} did not learn", "{n} did not learn", n, n=n)
        case "":
            return tr_n(
                "{n} went astray or cannot be judged yet",
                "{n} went astray or cannot be judged yet",
                n,
                n=n,
            )


def _all(kind: Kind, n: int) -> str:
    """Return what all of the runs did, as a sentence."""
    match kind:
        case "converged":
            return tr_n("The one run converged.", "All {n} runs converged.", n, n=n)
        case "improving":
            return tr_n(
                "The one run ended while still improving.",
                "All {n} runs ended while still improving.",
                n,
                n=n,
            )
        case "overfitting":
            return tr_n("The one run overfitted.", "All {n} runs overfitted.", n, n=n)
        case "memorised":
            return tr_n(
                "The one run memorised the training tiles.",
                "All {n} runs memorised the training tiles.",
                n,
                n=n,
            )
        case "did_not_learn":
            return tr_n(
                "The one run did not learn.", "All {n} runs did not learn.", n, n=n
            )
        case "":
            return tr_n(
                "The one run went astray or cannot be judged yet.",
                "All {n} runs went astray or cannot be judged yet.",
                n,
                n=n,
            )


with in_english():
    WORDS: dict[Kind, str] = {
        kind: _some(kind, 2).removeprefix("2 ") for kind in get_args(Kind)
    }
    """The same by kind, in English."""
