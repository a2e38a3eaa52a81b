"""How learning went, in sentences: what is seen, and what not to conclude from it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.inside.learning import Learning

SETTLED = 0.9
"""Rank correlation with the last map from which on maps are said to be alike.

A convention: the correlations themselves are said, and shown, beside.
"""

CAUTION = (
    "This is one tile of one run. That its map settled does not show that it is right, "
    "nor that nothing more was learnt; and epochs between those kept are not seen."
)
"""What not to conclude."""

NOTHING_KEPT = (
    "This run kept no networks of single epochs, so how learning went cannot be seen. "
    "Train again with 'Networks of epochs', among the further settings of Training, "
    "set to 'some' or 'all': it changes nothing of what is learnt."
)
"""What is said where there are none."""


def seen(found: Learning, true_class: str = "") -> str:
    """Return what is seen, in a few sentences.

    Args:
        found: What was found.
        true_class: Of the tile; "" where it is not known.
    """
    words = [_map_words(found), _called_words(found, true_class)]
    if found.kept != found.epochs[-1]:
        words.append(_used_words(found))
    return " ".join(words)


def first_settled(found: Learning) -> int | None:
    """Return the first epoch from which on all maps are alike the last one.

    ``None`` where that is the last one alone, or the correlations are not known.
    """
    start = _start_of_end(found.similarity >= SETTLED)
    if start is None or start == len(found.epochs) - 1:
        return None
    return found.epochs[start]


def _map_words(found: Learning) -> str:
    others = found.similarity[:-1]
    if not np.isfinite(others).any():
        return "The maps cannot be compared: one or the other is zero everywhere."
    settled, last = first_settled(found), f"the last one (epoch {found.epochs[-1]})"
    if settled is None:
        return (
            f"The map had not settled: its rank correlation with {last} is "
            f"{_number(others[-1])} at epoch {found.epochs[-2]}{_at_start(found)}."
        )
    since = others[found.epochs.index(settled) :]
    return (
        f"The map settled by epoch {settled}: from there on its rank correlation with "
        f"{last} is at least {_number(since.min())}{_at_start(found)}."
    )


def _at_start(found: Learning) -> str:
    start = found.similarity[0]
    if found.epochs[0] != 0 or len(found.epochs) < 3 or not np.isfinite(start):
        return ""
    return f"; before any training it was {_number(start)}"


def _called_words(found: Learning, true_class: str) -> str:
    called = found.called
    last = called[-1]
    start = _start_of_end(np.array([name == last for name in called]))
    since = _since(found.epochs[start or 0])
    if not true_class:
        return f"The tile was called {last} {since}; its true class is not known."
    if last == true_class:
        return f"The tile was called right, {last}, {since}."
    right = [e for e, n in zip(found.epochs, called, strict=True) if n == true_class]
    earlier = f", though right at epoch {_listed(right)}" if right else ""
    return (
        f"The tile was called wrong, {last} instead of {true_class}, {since}{earlier}."
    )


def _used_words(found: Learning) -> str:
    """Tell of the network that is used, where that is not the last one."""
    words = f"The network that is used is that of epoch {found.kept}, which calls it "
    words += found.called[found.place]
    alike = found.similarity[found.place]
    if np.isfinite(alike):
        words += f"; the correlation of its map with the last one is {_number(alike)}"
    return f"{words}."


def _start_of_end(flags: NDArray[np.bool_]) -> int | None:
    """Return from where on all flags are set; ``None`` where the last is not."""
    unset = np.flatnonzero(~flags)
    start = int(unset[-1]) + 1 if unset.size else 0
    return start if start < len(flags) else None


def _since(epoch: int) -> str:
    return f"from epoch {epoch} on" if epoch else "even before any training"


def _listed(epochs: Sequence[int]) -> str:
    *first, last = map(str, epochs)
    return f"{', '.join(first)} and {last}" if first else last


def _number(value: float) -> str:
    """Return a correlation as statisticians write it: .95, -.20, 1.00."""
    text = f"{value:.2f}"
    return text.replace("0.", ".", 1) if abs(value) < 0.995 else text
