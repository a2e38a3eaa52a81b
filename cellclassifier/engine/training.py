"""Trains the network of a run."""

import json
import os
import platform
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import cv2
import keras
import numpy as np
import tensorflow as tf

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically, write_table
from cellclassifier.core.messages import BatchEnded, Began, EpochEnded, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile
from cellclassifier.engine import architectures, device
from cellclassifier.engine.channel import Cancelled, Channel
from cellclassifier.engine.data import TileBatches, load_tiles, one_hot, verify

REPORT_EVERY = 0.2
"""Seconds between two reports of batches."""

BESIDE_WINDOW = 10
"""How much a training steps back behind the window, as a Unix "nice" value."""

PACKAGES = ("keras", "tensorflow", "numpy", "opencv-python-headless", "tifffile")


class Reporter(keras.callbacks.Callback):
    """Tells how far a training is, and stops it when asked to.

    It raises `Cancelled` at the next batch: Keras's own ``stop_training`` would still
    go through the whole validation.
    """

    def __init__(self, channel: Channel, run: Run) -> None:
        super().__init__()
        self._channel, self._run = channel, run
        self._epoch = 0
        self._reported = self._epoch_started = time.monotonic()
        self.epochs: list[EpochEnded] = []

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Note the epoch, counted from 1, and the time."""
        self._epoch, self._epoch_started = epoch + 1, time.monotonic()

    def on_train_batch_end(
        self, batch: int, logs: dict[str, Any] | None = None
    ) -> None:
        """Report a few times a second; stop where asked."""
        self._channel.check_cancelled()
        now = time.monotonic()
        if now - self._reported >= REPORT_EVERY:
            self._reported = now
            of = self.params["steps"]
            self._channel.send(BatchEnded(epoch=self._epoch, batch=batch + 1, of=of))

    def on_test_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        """Stop where asked, in validation too."""
        self._channel.check_cancelled()

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Report the epoch and keep its numbers."""
        event = _epoch_ended(self._epoch, logs or {}, self._epoch_started)
        self.epochs.append(event)
        _write_history(self._run, self.epochs)
        self._channel.send(event)


def _epoch_ended(epoch: int, logs: dict[str, Any], started: float) -> EpochEnded:
    if not np.isfinite(logs["loss"]):
        raise UserError(
            f"The loss was no number any more in epoch {epoch}. The learning rate is "
            "too large for this network: train again with a tenth of it."
        )
    return EpochEnded(epoch=epoch, seconds=time.monotonic() - started, **_metrics(logs))


def _metrics(logs: dict[str, Any]) -> dict[str, float]:
    names = ("accuracy", "loss", "val_accuracy", "val_loss")
    return {name: float(logs[name]) for name in names if name in logs}


def _write_history(run: Run, epochs: Sequence[EpochEnded]) -> None:
    columns = ["epoch", "accuracy", "loss", "val_accuracy", "val_loss", "seconds"]
    rows = [[getattr(epoch, name) for name in columns] for epoch in epochs]
    write_table(run.folder / "history.csv", columns, rows)


def train(run: Run, channel: Channel) -> None:
    """Train the network of `run` and write it, its history and its events.

    A run that is asked to stop keeps the network as it was at that moment.

    Raises:
        UserError: Something the user can act on; `Cancelled`: it was asked to stop.
    """
    _step_back()
    # Tiles are changed on threads of our own, several at a time.
    cv2.setNumThreads(1)
    keras.utils.set_random_seed(run.record.study.training.seed)
    training, validation = _load(run, channel)
    gain = 1.0
    if run.record.study.training.unit_input:
        gain = 1 / training.root_mean_square
    _write_environment(run, gain)
    model = _build(run, gain, len(training))
    try:
        _fit(run, channel, model, training, validation)
    except Cancelled:
        _save(run, model)
        raise
    _save(run, model)


def _step_back() -> None:
    """Let the window go first where both want the processor."""
    if hasattr(os, "nice"):
        # Never back up: only an administrator may raise what was lowered.
        os.nice(max(0, BESIDE_WINDOW - os.nice(0)))


def _load(run: Run, channel: Channel) -> tuple[TileBatches, TileBatches | None]:
    tiles = run.tiles()
    parts = {
        part: [tile for tile in tiles if tile.part == part]
        for part in ("train", "validation")
    }
    study = run.record.study
    size = study.training.batch_size
    training = _batches(run, channel, parts["train"], size, True)
    if not parts["validation"]:
        return training, None
    return training, _batches(run, channel, parts["validation"], size, False)


def _batches(
    run: Run, channel: Channel, tiles: list[Tile], batch_size: int, changed: bool
) -> TileBatches:
    study = run.record.study
    verify(run, tiles, channel.check_cancelled)

    def check(done: int) -> None:
        channel.check_cancelled()
        if done % 100 == 0:
            channel.send(Progressed(what="reading tiles", done=done, of=len(tiles)))

    pixels = load_tiles(run, tiles, check)
    return TileBatches(
        pixels,
        one_hot(tiles, run.record.classes),
        [tile.number for tile in tiles],
        batch_size,
        study.augment if changed else None,
        study.training.seed,
    )


def _build(run: Run, gain: float, batches: int) -> keras.Model:
    record, training = run.record, run.record.study.training
    size = record.study.tiling.size
    model = architectures.build(
        training.network,
        (size, size, record.channels),
        len(record.classes),
        extra_dense=training.extra_dense,
        gain=gain,
    )
    rate = training.learning_rate
    if training.decay:
        # I. Loshchilov and F. Hutter, SGDR (2017), equation 5, without restarts.
        steps = training.epochs * batches
        rate = keras.optimizers.schedules.CosineDecay(training.learning_rate, steps)
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=["accuracy"],
        # XLA aborts the process on some recent GPUs.
        jit_compile=False,
    )
    return model


def _fit(
    run: Run,
    channel: Channel,
    model: keras.Model,
    training: TileBatches,
    validation: TileBatches | None,
) -> None:
    spec = run.record.study.training
    channel.send(
        Began(
            device=device.describe(),
            training_tiles=training.n_tiles,
            validation_tiles=validation.n_tiles if validation else 0,
            batches=len(training),
        )
    )
    try:
        model.fit(
            training,
            epochs=spec.epochs,
            validation_data=validation,
            shuffle=False,
            verbose=0,
            callbacks=[Reporter(channel, run)],
        )
    except (MemoryError, tf.errors.ResourceExhaustedError) as error:
        raise UserError(
            f"The device ran out of memory with minibatches of {spec.batch_size} tiles "
            f"of {run.record.study.tiling.size} px. Train again with half the "
            "minibatch, or a smaller input size."
        ) from error


def _save(run: Run, model: keras.Model) -> None:
    # Keras wants the ending; the rename makes the file appear whole or not at all.
    temporary = run.folder / "unfinished.keras"
    model.save(temporary)
    temporary.replace(run.model_path)


def _write_environment(run: Run, gain: float) -> None:
    facts = {
        "python": sys.version.split()[0],
        "platform": platform.platform(),
        "device": device.describe(),
        "gain": gain,
        "packages": {name: version(name) for name in PACKAGES},
    }
    write_atomically(run.folder / "environment.json", json.dumps(facts, indent=2))
