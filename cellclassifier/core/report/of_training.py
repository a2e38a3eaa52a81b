"""How the network learnt, and what the training is worth."""

from cellclassifier.core.report.blocks import Block, Section, Table, Words
from cellclassifier.core.report.material import Material
from cellclassifier.core.report.phrases import counted, named, percent
from cellclassifier.core.report.plots import learning_curves

MOST_ROWS = 200
"""Epochs of the table; of more, each n-th is shown."""

STATES = {
    "waiting": "It has not begun yet.",
    "running": "It is still being trained: what stands here may change.",
    "paused": "It was paused: what stands here may change.",
    "interrupted": "It was interrupted before its last epoch.",
    "failed": "It failed before its last epoch.",
    "cancelled": "It was stopped before its last epoch, by hand.",
    "done": "",
}


def learning(material: Material) -> Section:
    """Return the learning curves."""
    title, history = "Learning", material.history
    if not history.epochs:
        text = "No epoch was finished, so nothing is known of how the network learnt."
        return Section("learning", title, (Words(text, "missing"),), False)
    blocks: list[Block] = [Words(_course(material))]
    if note := STATES.get(material.state, ""):
        blocks.append(Words(note, "attention"))
    kept = material.kept.epoch if material.kept else None
    blocks.append(learning_curves(history, material.run.batch_losses(), kept))
    if not history.val_accuracy:
        blocks.append(
            Words(
                "No tiles were kept aside as validation: nothing shows in these "
                "curves whether the network overfits.",
                "missing",
            )
        )
    blocks.append(_epochs(material))
    return Section("learning", title, tuple(blocks))


def _course(material: Material) -> str:
    history, training = material.history, material.record.study.training
    last = history.epochs[-1]
    text = (
        f"{counted(len(history.epochs), 'epoch')} of {training.epochs} with "
        f"{counted(len(material.part('train')), 'training tile')}: training accuracy "
        f"{percent(last.accuracy)}, loss {last.loss:.3f} in epoch {last.epoch}"
    )
    if last.val_accuracy is not None and last.val_loss is not None:
        text += (
            f"; validation ({counted(len(material.part('validation')), 'tile')}) "
            f"{percent(last.val_accuracy)}, loss {last.val_loss:.3f}"
        )
    continues = material.record.continues
    before = f" It goes on from the run {named(continues)}." if continues else ""
    return f"{text}. {kept_words(material)}{before}"


def kept_words(material: Material) -> str:
    """Return which network is kept, in a sentence."""
    kept = material.kept
    if kept is None:
        return "Which epoch's network is kept was not told."
    last = material.history.epochs[-1].epoch
    early = " after the run stopped early" if kept.stopped_early else ""
    if kept.epoch == last:
        return f"The network of the last epoch ({last}) is kept."
    return (
        f"The network of epoch {kept.epoch}, which had the smallest validation loss, "
        f"is kept{early}."
    )


def _epochs(material: Material) -> Table:
    epochs = material.history.epochs
    step = -(-len(epochs) // MOST_ROWS)
    rows = tuple(
        (
            str(each.epoch),
            percent(each.accuracy),
            f"{each.loss:.4f}",
            "-" if each.val_accuracy is None else percent(each.val_accuracy),
            "-" if each.val_loss is None else f"{each.val_loss:.4f}",
            f"{each.seconds:.1f}",
        )
        for each in epochs[::step]
    )
    header = (
        *("epoch", "training accuracy", "training loss"),
        *("validation accuracy", "validation loss", "seconds"),
    )
    some = f" Each {step}th is shown." if step > 1 else ""
    return Table(f"What each epoch measured.{some}", header, rows, 1, folded=True)


def judgement(material: Material) -> Section:
    """Return the verdict on the training."""
    title, found = "Verdict", material.verdict
    if not found.text:
        text = "Nothing can be said of this training before its first epoch."
        return Section("verdict", title, (Words(text, "missing"),), False)
    blocks: list[Block] = [Words(found.text, "plain" if found.trusted else "attention")]
    if not found.trusted:
        blocks.append(
            Words(
                "By this the network that is kept should not be used as it is; no "
                "number of this report should be quoted without that.",
                "attention",
            )
        )
    return Section("verdict", title, tuple(blocks))
