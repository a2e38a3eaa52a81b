"""The part of the methods paragraph on the network and its training."""

from collections.abc import Iterator

from cellclassifier.core.catalog import ARCHITECTURES, OPTIMIZERS
from cellclassifier.core.report.material import Material
from cellclassifier.core.report.phrases import counted, listed, percent
from cellclassifier.core.tile_spec import AugmentSpec
from cellclassifier.core.train_spec import TrainSpec

_CHANGES = {
    "rotation": "turned by up to {:g} degrees",
    "shift": "shifted by up to {} of the side (edges reflected)",
    "zoom": "made larger or smaller by up to {}",
    "brightness": "made brighter or darker by up to {:g} of the range",
    "contrast": "changed in contrast by up to {}",
    "noise": "overlaid with Gaussian noise of standard deviation {:g} of the range",
}


def network_words(material: Material) -> Iterator[str]:
    """Yield what the network is, and what it starts from."""
    training = material.record.study.training
    extra = _extra(training)
    output = {"softmax": "a softmax over classes", "sigmoid": "one sigmoid unit"}
    yield (
        f"The network '{training.network}' of Cell Classifier{extra} had "
        f"{output[training.head]} as its output."
    )
    if training.unit_input:
        gain = material.environment.get("gain")
        by = f" ({gain:.4g})" if isinstance(gain, float) else ""
        yield (
            f"On entry, tiles were multiplied by one number{by} that brings the mean "
            "square of the training tiles to 1."
        )
    start = training.start
    if start:
        yield f"Its weights started from the network {start.name}."
    elif material.record.continues:
        yield f"It went on from the run {material.record.continues}."
    else:
        yield "Its weights started at random."


def _extra(training: TrainSpec) -> str:
    options = ARCHITECTURES[training.network].options
    found = []
    if "extra_dense" in options and not training.extra_dense:
        found.append("without its dense layer of 50")
    if "dropout" in options and training.dropout:
        found.append(f"with dropout {training.dropout:g}")
    if "l2" in options and training.l2:
        found.append(f"with L2 {training.l2:g}")
    return f", {listed(found)}," if found else ""


def training_words(material: Material) -> Iterator[str]:
    """Yield how it was trained, and which network is kept."""
    training = material.record.study.training
    done = len(material.history.epochs)
    yield (
        f"It was trained for {counted(done, 'epoch')}{_of(done, training)} in "
        f"minibatches of {counted(training.batch_size, 'tile')} with "
        f"{OPTIMIZERS[training.optimizer].label} (learning rate "
        f"{training.learning_rate:g}, {_falling(training)}{_more(training)}), seed "
        f"{training.seed}."
    )
    yield _changed(material.record.study.augment)
    kept = material.kept
    if kept is None:
        return
    last = material.history.epochs[-1].epoch if material.history.epochs else 0
    if training.early_stopping and material.part("validation"):
        yield (
            f"The network of epoch {kept.epoch} was kept, by the smallest validation "
            f"loss{' (stopped early)' if kept.stopped_early else ''}."
        )
    elif kept.epoch == last:
        yield "The network of the last epoch was kept."


def _of(done: int, training: TrainSpec) -> str:
    return "" if done == training.epochs else f" of {training.epochs} planned"


def _falling(training: TrainSpec) -> str:
    return {
        "constant": "constant",
        "cosine": "falling to zero along half a cosine",
        "plateau": f"halved after {training.plateau_patience} epochs without a smaller "
        "validation loss",
        "inverse": f"divided by 1 + {training.decay_rate:g} x changes of the weights",
    }[training.schedule]


def _more(training: TrainSpec) -> str:
    found = []
    if training.optimizer == "sgd":
        found.append(f"momentum {training.momentum:g}")
    if training.optimizer == "adamw":
        found.append(f"weight decay {training.weight_decay:g}")
    if training.label_smoothing:
        found.append(f"label smoothing {training.label_smoothing:g}")
    if training.class_weights != "none":
        found.append("all classes weighted the same")
    return "".join(f", {each}" for each in found)


def _changed(augment: AugmentSpec) -> str:
    """Return how training tiles were changed at random, in a sentence."""
    if not augment.active:
        return "Training tiles were not changed at random."
    found = []
    for name, words in _CHANGES.items():
        if value := getattr(augment, name):
            steps = name == "rotation" and augment.steps
            more = f" in steps of {augment.steps:g} degrees" if steps else ""
            shown = percent(value, 0) if "{}" in words else value
            found.append(words.format(shown) + more)
    if augment.flip:
        found.append("mirrored (along each axis in half of the cases)")
    return f"In each epoch, training tiles were {listed(found)}, anew at random."
