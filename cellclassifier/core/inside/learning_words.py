"""How learning went, in sentences: what is seen, and what not to conclude from it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.inside.learning import Learning
from cellclassifier.core.language import tr

SETTLED = 0.9
"""Rank correlation with the last map from which on maps are said to be alike.

A convention: the correlations themselves are said, and shown, beside.
"""

CAUTION = tr(
    "This is one tile of one run. That its map settled does not show that it is right, "
    "nor that nothing more was learnt; and epochs between those kept are not seen."
)
"""What not to conclude."""

NOTHING_KEPT = tr(
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
        return tr("The maps cannot be compared: one or the other is zero everywhere.")
    settled = first_settled(found)
    if settled is None:
        return tr(
            "The map had not settled: its rank correlation with the last one (epoch "
            "{last}) is {correlation} at epoch {epoch}{at_start}.",
            last=found.epochs[-1],
            correlation=_number(others[-1]),
            epoch=found.epochs[-2],
            at_start=_at_start(found),
        )
    since = others[found.epochs.index(settled) :]
    return tr(
        "The map settled by epoch {settled}: from there on its rank correlation with "
        "the last one (epoch {last}) is at least {correlation}{at_start}.",
        settled=settled,
        last=found.epochs[-1],
        correlation=_number(since.min()),
        at_start=_at_start(found),
    )


def _at_start(found: Learning) -> str:
    start = found.similarity[0]
    if found.epochs[0] != 0 or len(found.epochs) < 3 or not np.isfinite(start):
        return ""
    return tr("; before any training it was {correlation}", correlation=_number(start))


def _called_words(found: Learning, true_class: str) -> str:
    called = found.called
    last = called[-1]
    start = _start_of_end(np.array([name == last for name in called]))
    since = _since(found.epochs[start or 0])
    if not true_class:
        return tr(
            "The tile was called {called} {since}; its true class is not known.",
            called=last,
            since=since,
        )
    if last == true_class:
        return tr(
            "The tile was called right, {called}, {since}.", called=last, since=since
        )
    right = [e for e, n in zip(found.epochs, called, strict=True) if n == true_class]
    earlier = ""
    if right:
        earlier = tr(", though right at epoch {epochs}", epochs=_listed(right))
    return tr(
        "The tile was called wrong, {called} instead of {true_class}, {since}"
        "{earlier}.",
        called=last,
        true_class=true_class,
        since=since,
        earlier=earlier,
    )


def _used_words(found: Learning) -> str:
    """Tell of the network that is used, where that is not the last one."""
    called, alike = found.called[found.place], found.similarity[found.place]
    if not np.isfinite(alike):
        return tr(
            "The network that is used is that of epoch {epoch}, which calls it "
            "{called}.",
            epoch=found.kept,
            called=called,
        )
    return tr(
        "The network that is used is that of epoch {epoch}, which calls it {called}; "
        "the correlation of its map with the last one is {correlation}.",
        epoch=found.kept,
        called=called,
        correlation=_number(alike),
    )


def _start_of_end(flags: NDArray[np.bool_]) -> int | None:
    """Return from where on all flags are set; ``None`` where the last is not."""
    unset = np.flatnonzero(~flags)
    start = int(unset[-1]) + 1 if unset.size else 0
    return start if start < len(flags) else None


def _since(epoch: int) -> str:
    if not epoch:
        return tr("even before any training")
    return tr("from epoch {epoch} on", epoch=epoch)


def _listed(epochs: Sequence[int]) -> str:
    *first, last = map(str, epochs)
    if not first:
        return last
    return tr("{several} and {last}", several=", ".join(first), last=last)


def _number(value: float) -> str:
    """Return a correlation as statisticians write it: .95, -.20, 1.00."""
    text = f"{value:.2f}"
    return text.replace("0.", ".", 1) if abs(value) < 0.995 else text
