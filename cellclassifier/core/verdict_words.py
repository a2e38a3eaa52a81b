"""What verdicts say, in sentences with the numbers that they rest on."""

from cellclassifier.core.evidence import Evidence
from cellclassifier.core.language import tr
from cellclassifier.core.statistics import Proportion
from cellclassifier.core.trends import STRIP, TAIL, Rise, difference


def more() -> str:
    """Return what else a training may be given, within a sentence."""
    return tr("more groups or tiles, or stronger augmentation")


def accuracies(known: Evidence) -> str:
    """Return the accuracies of the last epoch, and the gap, without a full stop.

    Such as "accuracy: training 95.4 %, validation 89.2 % (79.4-94.7, n = 65); gap 6.2
    points (-0.2 to 16.2)".
    """
    training, validation = known.training(), known.validation()
    parts = [tr("training {share}", share=percent(known.epochs[-1].accuracy))]
    if validation:
        parts.append(tr("validation {share}", share=told(validation)))
    if known.test:
        parts.append(tr("test {share}", share=told(known.test)))
    shares, other = ", ".join(parts), validation or known.test
    if not other:
        return tr("accuracy: {shares}", shares=shares)
    gap = difference(training, other).text()
    if validation and known.test:
        return tr("accuracy: {shares}; gap to validation {gap}", shares=shares, gap=gap)
    return tr("accuracy: {shares}; gap {gap}", shares=shares, gap=gap)


def did_not_learn(known: Evidence) -> str:
    """Return that a network learnt nothing, and what to do."""
    do = tr(
        "Add epochs, since some networks begin late, or train with another seed or the "
        "network 'compact', which always began to learn where this was measured."
    )
    if not known.made.unit_input:
        do = tr("Switch 'Unit input' on, and train again.")
    said = tr(
        "This run did not learn: training accuracy {reached} in epoch {epoch} "
        "({interval}), where always answering the most frequent class gives {most}.",
        reached=percent(known.epochs[-1].accuracy),
        epoch=known.last,
        interval=interval(known.training()),
        most=percent(known.majority),
    )
    return f"{said} {do}"


def near_chance(known: Evidence) -> str:
    """Return how near chance a run is where it was not trained, within a sentence."""
    words = []
    if known.test is not None:
        words.append(
            tr(
                "test accuracy is {share}, near the {most} of always answering the "
                "most frequent class",
                share=told(known.test),
                most=percent(known.test_majority),
            )
        )
    if known.best_validation is not None:
        words.append(
            tr(
                "validation accuracy gets no further than {share}, near the {most} of "
                "always answering the most frequent class",
                share=told(known.best_validation),
                most=percent(known.validation_majority),
            )
        )
    return (
        tr("{one} and {other}", one=words[0], other=words[1]) if words[1:] else words[0]
    )


def memorised(known: Evidence, epoch: int) -> str:
    """Return that a run knew its tiles by heart by an epoch."""
    return tr(
        "This run memorised its tiles: training accuracy reached 100 % by epoch "
        "{epoch}, while {words}. It needs {more}; more epochs do not help.",
        epoch=epoch,
        words=near_chance(known),
        more=more(),
    )


def overfitting(known: Evidence, rise: Rise) -> str:
    """Return how validation loss rose, and what to do."""
    kept = known.since(known.kept_place)
    if known.kept_place <= rise.place:
        do = tr(
            "The network of epoch {epoch} is kept, from before that; {more} may bring "
            "more.",
            epoch=kept,
            more=more(),
        )
    else:
        do = tr(
            "The network of epoch {epoch} is kept: train again with 'Keep the best "
            "epoch' on, or with {more}.",
            epoch=kept,
            more=more(),
        )
    said = tr(
        "Overfitting since epoch {epoch}: validation loss rose from {least:.3f} to "
        "{now:.3f} (mean of the last {tail} epochs, {percent:+.0f} %) while training "
        "loss fell to {loss:.3f}; {accuracies}.",
        epoch=known.since(rise.place),
        least=rise.least,
        now=rise.now,
        tail=TAIL,
        percent=rise.percent,
        loss=known.losses[-1],
        accuracies=accuracies(known),
    )
    return f"{said} {do}"


def apart(known: Evidence, epoch: int | None) -> str:
    """Return how far accuracies lie apart, and what to do."""
    if epoch:
        said = tr(
            "Overfitting since epoch {epoch}: {accuracies}.",
            epoch=epoch,
            accuracies=accuracies(known),
        )
    else:
        said = tr("Overfitting: {accuracies}.", accuracies=accuracies(known))
    if known.validated:
        do = tr("Train again with {more}.", more=more())
    else:
        do = tr("Train again with some tiles as validation, with {more}.", more=more())
    return f"{said} {do}"


def astray(known: Evidence, place: int, what: str) -> str:
    """Return that a run went wrong after the epoch at a place."""
    return tr(
        "This run went astray after epoch {epoch}: {what}; {accuracies}. Train again "
        "with a smaller learning rate.",
        epoch=known.since(place),
        what=what,
        accuracies=accuracies(known),
    )


def risen(rise: Rise) -> str:
    """Return how training loss rose."""
    return tr(
        "training loss rose from {least:.3f} to {now:.3f} (mean of the last {tail} "
        "epochs)",
        least=rise.least,
        now=rise.now,
        tail=TAIL,
    )


def fallen(known: Evidence, place: int) -> str:
    """Return how training accuracy fell since the epoch at a place."""
    before, now = known.epochs[place].accuracy, known.epochs[-1].accuracy
    return tr(
        "training accuracy fell from {before} to {now}",
        before=percent(before),
        now=percent(now),
    )


def too_few(known: Evidence) -> str:
    """Return that nothing can be told yet."""
    return tr(
        "After epoch {epoch}, {accuracies}. That is too early to tell whether it still "
        "improves: add epochs.",
        epoch=known.last,
        accuracies=accuracies(known),
    )


def improving(known: Evidence) -> str:
    """Return how a loss still falls."""
    strip = (known.val_losses or known.losses)[-STRIP:]
    values = {
        "epoch": known.last,
        "first": strip[0],
        "last": strip[-1],
        "epochs": len(strip),
        "accuracies": accuracies(known),
    }
    if known.validated:
        return tr(
            "Still improving after epoch {epoch}: validation loss fell from "
            "{first:.3f} to {last:.3f} in the last {epochs} epochs; {accuracies}. Add "
            "epochs.",
            **values,
        )
    return tr(
        "Still improving after epoch {epoch}: training loss fell from {first:.3f} to "
        "{last:.3f} in the last {epochs} epochs; {accuracies}. Add epochs.",
        **values,
    )


def converged(known: Evidence) -> str:
    """Return that a loss no longer falls, and which network is kept."""
    values = {
        "loss": (known.val_losses or known.losses)[-1],
        "epoch": known.last,
        "accuracies": accuracies(known),
    }
    if known.validated:
        said = tr(
            "Converged: validation loss no longer falls by more than noise "
            "({loss:.3f} in epoch {epoch}); {accuracies}.",
            **values,
        )
    else:
        said = tr(
            "Converged: training loss no longer falls by more than noise ({loss:.3f} "
            "in epoch {epoch}); {accuracies}.",
            **values,
        )
    return " ".join([said, *_kept(known)])


def _kept(known: Evidence) -> list[str]:
    """Return sentences on the network that is kept, and whether epochs would help."""
    said, epoch = [], known.since(known.kept_place)
    if not known.keeps_last and known.made.stopped_early:
        said.append(
            tr(
                "It stopped early, and the network of epoch {epoch} is kept.",
                epoch=epoch,
            )
        )
    elif not known.keeps_last:
        said.append(tr("The network of epoch {epoch} is kept.", epoch=epoch))
    if known.validated or known.test:
        said.append(tr("More epochs alone will hardly help."))
    return said


def unproved() -> str:
    """Return that nothing was measured on tiles that a run was not trained on."""
    return tr(
        "How good it is on tiles that it was not trained on is not known: predict a "
        "test set."
    )


def no_better(other: Proportion, most: float) -> str:
    """Return that a network is not better than the most frequent class."""
    return tr(
        "On tiles that it was not trained on it is not better than always answering "
        "the most frequent class ({most}), as far as {n} tiles can tell.",
        most=percent(most),
        n=other.n,
    )


def harder() -> str:
    """Return that test tiles are harder than those of validation."""
    return tr(
        "Test tiles are much harder for it than validation: they differ from the "
        "training images, or copies of these lie in validation."
    )


def told(share: Proportion) -> str:
    """Return a share as in "89.2 % (79.4-94.7, n = 65)"."""
    return f"{percent(share.value)} ({interval(share)})"


def interval(share: Proportion) -> str:
    """Return the 95 % interval and the number of tiles of a share."""
    return f"{100 * share.low:.1f}-{100 * share.high:.1f}, n = {share.n}"


def percent(share: float) -> str:
    """Return a share as in "89.2 %"."""
    return f"{100 * share:.1f} %"
