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
from cellclassifier.core.language import tr

NOTHING = 1e-6
"""Changes of the loss up to this, in nats, are those of rounding."""


def caution(view: View, *, fresh: bool = False) -> str:
    """Return what not to conclude, in a sentence or two.

    Args:
        view: What is seen.
        fresh: Whether one of the networks is one before any training whose averages
            of batch normalisation are still 0 and 1.
    """
    if not fresh:
        return _caution(view)
    more = tr(
        "Before any training the averages of this network's batch normalisation are "
        "still 0 and 1, so what is seen there is not quite of the network that makes "
        "the first steps, for in training these layers take the averages of each "
        "minibatch."
    )
    return f"{_caution(view)} {more}"


def _caution(view: View) -> str:
    match view:
        case "line":
            return tr(
                "Do not conclude that training fails where a step harms other "
                "minibatches: training makes many small steps along many minibatches, "
                "of which this is one, and with another seed it looks different."
            )
        case "agreement":
            return tr(
                "Do not conclude from a small cosine that nothing is learnt, for it is "
                "small too once the tiles are learnt by heart; nor anything from "
                "differences that are small beside the scatter between minibatches."
            )
        case "slice":
            return tr(
                "Do not conclude how wide or smooth the landscape is: these are two "
                "random directions of as many as there are weights; look at how the "
                "minibatches differ, over a small range."
            )
        case "input":
            return tr(
                "Do not conclude that the network is a bad one where a small change "
                "misleads it, for nearly all can be misled by changes made for it; nor "
                "that such pixels are ever seen under a microscope."
            )
        case "exactness":
            return tr(
                "Do not conclude that backpropagation errs where the two differ: over "
                "long steps the loss bends, over short ones the digits of a computer "
                "run out; and the exact gradient of one minibatch is not that of all "
                "tiles."
            )


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
        return tr("in the network that is kept")
    return (
        tr("after epoch {epoch}", epoch=epoch) if epoch else tr("before any training")
    )


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
        return tr(
            "{when}, no step of length {shortest:.2g} or more along the gradient of "
            "minibatch 1 lowers its loss.",
            when=start,
            shortest=shortest,
        )
    whole = float(change.mean())
    together = tr("falls by {loss}", loss=_loss(abs(whole)))
    if whole > 0:
        together = tr("rises by {loss}", loss=_loss(whole))
    return tr(
        "{when}, a step of length {length:.2g} along the gradient of minibatch 1 "
        "lowers its loss by {lowered}, and raises that of {raised} of {others} "
        "others; the loss of all of them together {together}.",
        when=start,
        length=line.steps[place],
        lowered=_loss(-change[0]),
        raised=int((change[1:] > NOTHING).sum()),
        others=len(change) - 1,
        together=together,
    )


def _agreement(found: Sequence[Agreement]) -> str:
    known = [each for each in found if len(each.defined)]
    if not known:
        return tr("No minibatch has a gradient, so there is nothing that could agree.")
    first, *rest = _landmarks(known)
    values = tr(
        "{mean:.2f} {when} (scatter {scatter:.2f}, {share:.0f} % of {number} below 0)",
        **_cosine(first),
        number=len(first.cosines),
    )
    more = [
        tr(
            "{mean:.2f} {when} (scatter {scatter:.2f}, {share:.0f} %)",
            **_cosine(each),
        )
        for each in rest
    ]
    if more:
        several = ", ".join([values, *more[:-1]])
        values = tr("{several} and {last}", several=several, last=more[-1])
    return tr(
        "The mean cosine between a minibatch's gradient and that of the others is "
        "{values}.",
        values=values,
    )


def _landmarks(found: Sequence[Agreement]) -> list[Agreement]:
    """Return the first, lowest, highest and last, in the order of epochs, each once."""
    means = [each.mean for each in found]
    least, most = means.index(min(means)), means.index(max(means))
    return [found[place] for place in sorted({0, least, most, len(found) - 1})]


def _cosine(each: Agreement) -> dict[str, object]:
    """Return what is told of one epoch, by the names of placeholders."""
    return {
        "mean": each.mean,
        "when": when(each.epoch),
        "scatter": each.defined.std(),
        "share": 100 * each.below_zero,
    }


def _slice(found: Slice) -> str:
    mean, apart = found.mean, float(np.abs(found.differences).max())
    values = {
        "when": _when(found.epoch),
        "far": _percent(found.steps[-1]),
        "least": _loss(mean.min()),
        "most": _loss(mean.max()),
    }
    if len(found.losses) < 2:
        return tr(
            "{when}, over ±{far} of each filter the mean loss goes from {least} to "
            "{most}; of one minibatch alone there is nothing to compare.",
            **values,
        )
    return tr(
        "{when}, over ±{far} of each filter the mean loss goes from {least} to {most}; "
        "single minibatches differ from it by up to {apart}, and their surfaces have a "
        "correlation of {alike:.3f} or more with each other.",
        **values,
        apart=_loss(apart),
        alike=_least_alike(found),
    )


def _least_alike(found: Slice) -> float:
    """Return the least correlation between the surfaces of two minibatches."""
    flat = found.losses.reshape(len(found.losses), -1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return float(np.nanmin(np.corrcoef(flat)))


def _over_input(found: OverInput) -> str:
    steps, along, middle = found.steps, found.along_gradient, len(found.steps) // 2
    aside = int(np.argmax(found.along_random))
    return tr(
        "{when}, a change of {far} of the tile's length along its own gradient takes "
        "the loss of {class_name} from {start} to {end}{largest}; along a random "
        "direction, as far to either side, the largest is {most}, {where}.",
        when=_when(found.epoch),
        far=_percent(steps[-1]),
        class_name=found.class_name,
        start=_loss(along[middle]),
        end=_loss(along[-1]),
        largest=_largest(found),
        most=_loss(found.along_random[aside]),
        where=_at(found, aside),
    )


def _largest(found: OverInput) -> str:
    """Return how large the loss is at most on the way along the gradient, and where."""
    place = found.largest
    if place == len(found.steps) - 1:
        return tr(", which is the largest on the way")
    return tr(
        "; the largest on the way is {most}, {where}",
        most=_loss(found.along_gradient[place]),
        where=_at(found, place),
    )


def _at(found: OverInput, place: int) -> str:
    far = abs(found.steps[place])
    if not far:
        return tr("where nothing is changed")
    return tr("at a change of {far}", far=_percent(far))


def _exactness(found: Exactness) -> str:
    with np.errstate(invalid="ignore"):
        middle = np.median(found.errors, axis=0)
    if np.isnan(middle).any():
        return tr(
            "{when}, a gradient is 0, so there is no slope to check.",
            when=_when(found.epoch),
        )
    best = int(np.argmin(middle))
    return tr(
        "{when}, central differences come closest to backpropagation over steps of "
        "{best:.2g}, where they differ by {least:.2g} of the slope, and over "
        "{longest:.2g} by {error:.2g} (medians of {number} minibatches); the gradient "
        "of a minibatch is the mean of those of its tiles to {batch_error:.1g}.",
        when=_when(found.epoch),
        best=found.steps[best],
        least=middle[best],
        longest=found.steps[-1],
        error=middle[-1],
        number=len(found.errors),
        batch_error=found.batch_error,
    )


def _when(epoch: int | None) -> str:
    text = when(epoch)
    return text[0].upper() + text[1:]


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"


def _loss(value: float) -> str:
    return f"{value:.3g}"
