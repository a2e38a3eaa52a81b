"""What a look at the loss shows, in sentences, and what not to conclude from it."""

from collections.abc import Sequence
from typing import cast

import numpy as np

from cellclassifier.core.inside.landscape_results import (
    Agreement,
    Exactness,
    Line,
    OverInput,
    Result,
    Slice,
)
from cellclassifier.core.landscape_spec import View

NOTHING = 1e-6
"""Changes of the loss up to this, in nats, are those of rounding."""

CAUTIONS: dict[View, str] = {
    "line": (
        "Do not conclude that training fails where a step harms other minibatches: "
        "training makes many small steps along many minibatches, of which this is one, "
        "and with another seed it looks different."
    ),
    "agreement": (
        "Do not conclude from a small cosine that nothing is learnt, for it is small "
        "too once the tiles are learnt by heart; nor anything from differences that "
        "are small beside the scatter between minibatches."
    ),
    "slice": (
        "Do not conclude how wide or smooth the landscape is: these are two random "
        "directions of as many as there are weights; look at how the minibatches "
        "differ, over a small range."
    ),
    "input": (
        "Do not conclude that the network is a bad one where a small change misleads "
        "it, for nearly all can be misled by changes made for it; nor that such pixels "
        "are ever seen under a microscope."
    ),
    "exactness": (
        "Do not conclude that backpropagation errs where the two differ: over long "
        "steps the loss bends, over short ones the digits of a computer run out; and "
        "the exact gradient of one minibatch is not that of all tiles."
    ),
}
"""What not to conclude, a sentence for each view."""

FRESH = (
    "Before any training the averages of this network's batch normalisation are still "
    "0 and 1, so what is seen there is not quite of the network that makes the first "
    "steps, for in training these layers take the averages of each minibatch."
)
"""Added to it where that is so of the network before any training."""


def caution(view: View, *, fresh: bool = False) -> str:
    """Return what not to conclude, in a sentence or two.

    Args:
        view: What is seen.
        fresh: Whether `FRESH` is so of one of the networks.
    """
    return f"{CAUTIONS[view]} {FRESH}" if fresh else CAUTIONS[view]


def seen(view: View, results: Sequence[Result]) -> str:
    """Return what is seen in the results of a view: a sentence for each epoch.

    For agreement it is one sentence over all epochs.
    """
    if view == "agreement":
        return _agreement([cast("Agreement", each) for each in results])
    return " ".join(_sentence(each) for each in results)


def when(epoch: int | None) -> str:
    """Return a time as it stands in a sentence, such as "after epoch 3"."""
    if epoch is None:
        return "in the network that is kept"
    return f"after epoch {epoch}" if epoch else "before any training"


def _sentence(result: Result) -> str:
    match result:
        case Line():
            return _line(result)
        case Slice():
            return _slice(result)
        case OverInput():
            return _over_input(result)
        case Exactness():
            return _exactness(result)
        case Agreement():
            return _agreement([result])


def _line(line: Line) -> str:
    place, start = line.best, _when(line.epoch)
    change = line.losses[:, place] - line.start
    if change[0] >= -NOTHING:
        shortest = line.steps[len(line.steps) // 2 + 1]
        return (
            f"{start}, no step of length {shortest:.2g} or more along the gradient of "
            "minibatch 1 lowers its loss."
        )
    raised, others = int((change[1:] > NOTHING).sum()), len(change) - 1
    whole = float(change.mean())
    return (
        f"{start}, a step of length {line.steps[place]:.2g} along the gradient of "
        f"minibatch 1 lowers its loss by {_loss(-change[0])}, and raises that of "
        f"{raised} of {others} others; the loss of all of them together "
        f"{'rises' if whole > 0 else 'falls'} by {_loss(abs(whole))}."
    )


def _agreement(found: Sequence[Agreement]) -> str:
    known = [each for each in found if len(each.defined)]
    if not known:
        return "No minibatch has a gradient, so there is nothing that could agree."
    first, *rest = _landmarks(known)
    text = (
        "The mean cosine between a minibatch's gradient and that of the others is "
        f"{_cosine(first)} of {len(first.cosines)} below 0)"
    )
    more = [_cosine(each) + ")" for each in rest]
    return f"{', '.join([text, *more[:-1]])}{' and ' + more[-1] if more else ''}."


def _landmarks(found: Sequence[Agreement]) -> list[Agreement]:
    """Return the first, lowest, highest and last, in the order of epochs, each once."""
    means = [each.mean for each in found]
    least, most = means.index(min(means)), means.index(max(means))
    return [found[place] for place in sorted({0, least, most, len(found) - 1})]


def _cosine(each: Agreement) -> str:
    return (
        f"{each.mean:.2f} {when(each.epoch)} (scatter {each.defined.std():.2f}, "
        f"{100 * each.below_zero:.0f} %"
    )


def _slice(found: Slice) -> str:
    mean, apart = found.mean, float(np.abs(found.differences).max())
    text = (
        f"{_when(found.epoch)}, over ±{_percent(found.steps[-1])} of each filter the "
        f"mean loss goes from {_loss(mean.min())} to {_loss(mean.max())}"
    )
    if len(found.losses) < 2:
        return f"{text}; of one minibatch alone there is nothing to compare."
    return (
        f"{text}; single minibatches differ from it by up to {_loss(apart)}, and their "
        f"surfaces have a correlation of {_least_alike(found):.3f} or more with each "
        "other."
    )


def _least_alike(found: Slice) -> float:
    """Return the least correlation between the surfaces of two minibatches."""
    flat = found.losses.reshape(len(found.losses), -1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return float(np.nanmin(np.corrcoef(flat)))


def _over_input(found: OverInput) -> str:
    steps, along, middle = found.steps, found.along_gradient, len(found.steps) // 2
    aside = int(np.argmax(found.along_random))
    return (
        f"{_when(found.epoch)}, a change of {_percent(steps[-1])} of the tile's length "
        f"along its own gradient takes the loss of {found.class_name} from "
        f"{_loss(along[middle])} to {_loss(along[-1])}{_largest(found)}; along a "
        f"random direction, as far to either side, the largest is "
        f"{_loss(found.along_random[aside])}, {_at(found, aside)}."
    )


def _largest(found: OverInput) -> str:
    """Return how large the loss is at most on the way along the gradient, and where."""
    place = found.largest
    if place == len(found.steps) - 1:
        return ", which is the largest on the way"
    most = _loss(found.along_gradient[place])
    return f"; the largest on the way is {most}, {_at(found, place)}"


def _at(found: OverInput, place: int) -> str:
    far = abs(found.steps[place])
    return f"at a change of {_percent(far)}" if far else "where nothing is changed"


def _exactness(found: Exactness) -> str:
    with np.errstate(invalid="ignore"):
        middle = np.median(found.errors, axis=0)
    if np.isnan(middle).any():
        return f"{_when(found.epoch)}, a gradient is 0, so there is no slope to check."
    best = int(np.argmin(middle))
    return (
        f"{_when(found.epoch)}, central differences come closest to backpropagation "
        f"over steps of {found.steps[best]:.2g}, where they differ by "
        f"{middle[best]:.2g} of the slope, and over {found.steps[-1]:.2g} by "
        f"{middle[-1]:.2g} (medians of {len(found.errors)} minibatches); the gradient "
        f"of a minibatch is the mean of those of its tiles to {found.batch_error:.1g}."
    )


def _when(epoch: int | None) -> str:
    text = when(epoch)
    return text[0].upper() + text[1:]


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"


def _loss(value: float) -> str:
    return f"{value:.3g}"
