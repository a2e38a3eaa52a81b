"""The network of a run: built, given its start, and compiled as its settings say."""

from pathlib import Path

import keras
import numpy as np

from cellclassifier.core.errors import UserError
from cellclassifier.core.runs import Run
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.engine import architectures, backend


def network(run: Run, gain: float) -> keras.Model:
    """Build the network of a run, uncompiled, with weights from Keras's random state.

    Args:
        run: The run.
        gain: What tiles are multiplied by on entry.
    """
    record, spec = run.record, run.record.study.training
    size = record.study.tiling.size
    return architectures.build(
        spec.network,
        (size, size, record.channels),
        len(record.classes),
        architectures.Options(
            gain=gain,
            head=spec.head,
            extra_dense=spec.extra_dense,
            dropout=spec.dropout,
            l2=spec.l2,
        ),
    )


def compiled(model: keras.Model, spec: TrainSpec) -> keras.Model:
    """Compile a network as the settings say, with the learning rate of the start."""
    smoothing = spec.label_smoothing
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=smoothing)
    if spec.head == "sigmoid":
        loss = keras.losses.BinaryCrossentropy(label_smoothing=smoothing)
    model.compile(
        optimizer=_optimizer(spec),
        loss=loss,
        metrics=["accuracy"],
        # XLA aborts the process on some recent GPUs.
        jit_compile=False,
    )
    return model


def _optimizer(spec: TrainSpec) -> keras.optimizers.Optimizer:
    rate = spec.learning_rate
    if spec.optimizer == "sgd":
        return keras.optimizers.SGD(rate, momentum=spec.momentum)
    if spec.optimizer == "adamw":
        return keras.optimizers.AdamW(rate, weight_decay=spec.weight_decay)
    return keras.optimizers.Adam(rate)


def reset_seeds(model: keras.Model, seed: int, epoch: int) -> None:
    """Set what layers such as dropout draw from, by seed, epoch and layer alone."""
    states = [v for v in model.variables if v.name == "seed_generator_state"]
    for number, state in enumerate(states):
        random = np.random.default_rng([seed, epoch, number])
        state.assign(random.integers(2**32, size=2, dtype=np.uint32))
    rest = np.random.default_rng([seed, epoch, len(states)])
    backend.seed_rest(int(rest.integers(2**63 - 1)))


def start_from(model: keras.Model, path: Path) -> None:
    """Copy the weights of a .keras file into a network.

    Raises:
        UserError: It cannot be read, or holds a network of another shape.
    """
    try:
        found = keras.saving.load_model(path, compile=False, safe_mode=True)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UserError(
            f"The network {path} to start from cannot be read: it is gone, damaged or "
            f"not a Keras file ({error}). Choose another, or none."
        ) from error
    shapes = [(each.input_shape, each.output_shape) for each in (found, model)]
    if shapes[0] != shapes[1]:
        raise UserError(
            f"The network {path} to start from goes from {_text(found)}, but this run "
            f"needs one from {_text(model)}. Choose another network to start from, or "
            "none, or the same input size, channels and classes."
        )
    if [w.shape for w in found.weights] != [w.shape for w in model.weights]:
        raise UserError(
            f"The network {path} to start from has other layers than "
            f"'{model.name}', so its weights have no place there. Choose the network "
            "that it was made with, or another file."
        )
    model.set_weights(found.get_weights())


def _text(model: keras.Model) -> str:
    height, width, channels = model.input_shape[1:]
    return f"{height} x {width} x {channels} to {model.output_shape[-1]} outputs"
