"""Trains the network of a run."""

import json
import os
import platform
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import cv2
import keras

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import sha256, write_atomically
from cellclassifier.core.messages import Began, Progressed, Told
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile
from cellclassifier.engine import backend, checkpoints, device
from cellclassifier.engine.callbacks import Follower
from cellclassifier.engine.channel import Abandoned, Cancelled, Channel, Paused
from cellclassifier.engine.checkpoints import Checkpoint
from cellclassifier.engine.compiling import compiled, network, start_from
from cellclassifier.engine.control import Control
from cellclassifier.engine.data import (
    TileBatches,
    balanced_weights,
    load_tiles,
    one_hot,
    verify,
)
from cellclassifier.engine.keeping import Keeper, starting_point
from cellclassifier.engine.progress import State, is_over

BESIDE_WINDOW = 10
"""How much a training steps back behind the window, as a Unix "nice" value."""

PACKAGES = (
    "keras",
    "tensorflow",
    "torch",
    "numpy",
    "opencv-python-headless",
    "tifffile",
)


class Data(NamedTuple):
    """The tiles of a run, in batches, and what each class counts in the loss."""

    training: TileBatches
    validation: TileBatches | None
    class_weights: dict[int, float] | None


def train(run: Run, channel: Channel) -> None:
    """Train the network of `run`, and write it, its history and its events.

    Where the run has a checkpoint it goes on there, as if it had never stopped. A run
    that is asked to stop keeps the network as it was at that moment.

    Raises:
        UserError: Something the user can act on.
        Cancelled: It was asked to stop, now or after the epoch.
        Paused: It was asked to wait.
    """
    _step_back()
    # Tiles are changed on threads of our own, several at a time.
    cv2.setNumThreads(1)
    if run.record.study.training.deterministic:
        backend.make_deterministic()
    found = starting_point(run)
    control = Control(run, channel)
    data = _load(run, channel, control)
    state = found.state if found else State(gain=_gain(run, data))
    if not run.checkpoint_path.exists():
        _write_environment(run, state.gain)
    keeper = Keeper(run, channel, state)
    channel.send(
        Began(
            device=device.describe(),
            training_tiles=data.training.n_tiles,
            validation_tiles=data.validation.n_tiles if data.validation else 0,
            batches=len(data.training),
            epoch=state.epoch,
        )
    )
    keeper.begin(found)
    Training(run, channel, control, data, keeper).go(found)


class Training:
    """The fit of a run, begun again where the device has too little memory."""

    def __init__(
        self,
        run: Run,
        channel: Channel,
        control: Control,
        data: Data,
        keeper: Keeper,
    ) -> None:
        self._run, self._channel, self._control = run, channel, control
        self._data, self._keeper = data, keeper
        self._spec = run.record.study.training
        self._asked: str | None = None

    def go(self, found: Checkpoint | None) -> None:
        """Train all epochs that are left, and write the network.

        Raises:
            UserError: Something the user can act on.
            Cancelled: It was asked to stop, now or after the epoch.
            Paused: It was asked to wait.
        """
        self._data.training.batch_size = (
            self._keeper.state.batch_size or self._spec.batch_size
        )
        model = self._model(found)
        self._keeper.keep_start(model)
        while not self._is_over():
            try:
                self._fit(model)
                break
            except backend.FAILURES as error:
                self._halve(error)
                model = self._model(self._keeper.back())
        if self._asked == "pause" and not self._is_over():
            raise Paused
        self._keeper.finish(model)
        if self._asked and not self._is_over():
            raise Cancelled

    def _is_over(self) -> bool:
        return is_over(self._keeper.state, self._spec)

    def _model(self, found: Checkpoint | None) -> keras.Model:
        keras.utils.set_random_seed(self._spec.seed)
        model = compiled(network(self._run, self._keeper.state.gain), self._spec)
        if found:
            checkpoints.restore(model, found, self._run.checkpoint_path)
        elif self._spec.start:
            start_from(model, self._spec.start)
        return model

    def _fit(self, model: keras.Model) -> None:
        training, validation, weights = self._data
        follower = Follower(
            self._run, self._channel, self._control, self._keeper, training
        )
        try:
            model.fit(
                training,
                initial_epoch=self._keeper.state.epoch,
                epochs=self._spec.epochs,
                validation_data=validation,
                class_weight=weights,
                shuffle=False,
                verbose=0,
                callbacks=[follower],
            )
        except Abandoned:
            # It was not asked to stop, and goes on from its checkpoint one day.
            raise
        except Cancelled:
            self._keeper.save(model, self._run.model_path)
            raise
        self._asked = follower.asked

    def _halve(self, error: BaseException) -> None:
        """Halve the minibatch after an error that says there is too little memory."""
        if not backend.is_out_of_memory(error):
            raise error
        size, batches = self._run.record.study.tiling.size, self._data.training
        tiles = f"minibatches of {batches.batch_size} tiles of {size} px"
        if self._spec.out_of_memory == "stop" or batches.batch_size == 1:
            raise UserError(
                f"The device ran out of memory with {tiles}. Train again with "
                + ("half the minibatch, or " if batches.batch_size > 1 else "")
                + "a smaller input size."
            ) from error
        batches.batch_size //= 2
        self._channel.send(
            Told(
                text=f"The device ran out of memory with {tiles}. The epoch begins "
                f"again with minibatches of {batches.batch_size}."
            )
        )


def _step_back() -> None:
    """Let the window go first where both want the processor."""
    if hasattr(os, "nice"):
        # Never back up: only an administrator may raise what was lowered.
        os.nice(max(0, BESIDE_WINDOW - os.nice(0)))


def _load(run: Run, channel: Channel, control: Control) -> Data:
    spec = run.record.study.training
    tiles = run.tiles()
    training = [tile for tile in tiles if tile.part == "train"]
    validation = [tile for tile in tiles if tile.part == "validation"]
    weights = None
    if spec.class_weights == "balanced":
        weights = balanced_weights(one_hot(training, run.record.classes))
    return Data(
        _batches(run, channel, control, training, True),
        _batches(run, channel, control, validation, False) if validation else None,
        weights,
    )


def _batches(
    run: Run, channel: Channel, control: Control, tiles: list[Tile], changed: bool
) -> TileBatches:
    study = run.record.study
    verify(run, tiles, control.check)
    labels = one_hot(tiles, run.record.classes)
    return TileBatches(
        load_tiles(run, tiles, _reading(channel, control, len(tiles))),
        # One sigmoid unit gives the probability of the second class.
        labels[:, 1:] if study.training.head == "sigmoid" else labels,
        [tile.number for tile in tiles],
        study.training.batch_size,
        study.augment if changed else None,
        study.training.seed,
    )


def _reading(channel: Channel, control: Control, of: int) -> Callable[[int], None]:
    def check(done: int) -> None:
        control.check()
        if done % 100 == 0:
            channel.send(Progressed(what="reading tiles", done=done, of=of))

    return check


def _gain(run: Run, data: Data) -> float:
    if not run.record.study.training.unit_input:
        return 1.0
    return 1 / data.training.root_mean_square


def _write_environment(run: Run, gain: float) -> None:
    start = run.record.study.training.start
    facts = {
        "python": sys.version.split()[0],
        "platform": platform.platform(),
        "device": device.describe(),
        "engine": backend.name(),
        "gain": gain,
        "start": _facts_of(start) if start else None,
        "packages": {name: found for name in PACKAGES if (found := _version(name))},
    }
    write_atomically(run.folder / "environment.json", json.dumps(facts, indent=2))


def _facts_of(start: Path) -> dict[str, str]:
    if not start.is_file():
        raise UserError(
            f"The network {start} to start from is gone. Put it back, choose another, "
            "or none."
        )
    return {"path": str(start), "sha256": sha256(start)}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
