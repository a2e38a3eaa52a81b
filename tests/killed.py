"""Trains in processes of their own that can be killed, each born in an instant.

A server process has loaded the engine and forks them, so that a life costs a second and
not the five that TensorFlow takes to load. They are real processes, killed by SIGKILL.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable
from io import BytesIO
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cellclassifier.core.messages import TrainJob
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study

if TYPE_CHECKING:
    from cellclassifier.core.spec import StudySpec

PLACES = {
    "reading tiles": ("training", "load_tiles", 1),
    "before the first batch": ("callbacks", "reset_seeds", 1),
    "in the first epoch": ("callbacks", "learning_rate", 3),
    "in an epoch": ("callbacks", "learning_rate", 12),
    "in validation": ("callbacks.Follower", "on_test_batch_end", 3),
    "before a checkpoint": ("checkpoints", "capture", 3),
    "while an epoch's network is written": ("checkpoints.np", "savez", 4),
    "while a checkpoint is written": ("checkpoints.np", "savez", 5),
    "between checkpoint and epoch": ("kept_epochs.EpochKeeper", "keep", 3),
    "before it replaces the last": ("checkpoints.os", "fsync", 3),
    "between checkpoint and history": ("keeping", "write_table", 2),
    "between checkpoint and event": ("event_log", "append_bytes", 4),
    "between epochs": ("callbacks.Control", "after_epoch", 2),
    "while the network is written": ("keeping.Keeper", "save", 1),
}
"""Where a process kills itself: module and class, function, and at which call."""

_context = multiprocessing.get_context("forkserver")


def start(run: Run, place: str = "", compiled: bool = False) -> BaseProcess:
    """Start to train a run, or go on with it, as a worker does.

    Args:
        run: The run.
        place: Where it kills itself, a key of `PLACES`; "" for nowhere.
        compiled: Whether the network of the run itself is trained, compiled; else it
            is a tiny one that is computed step by step, since to compile one takes
            longer than its run.
    """
    _context.set_forkserver_preload(["cellclassifier.engine.training", "killed"])
    process = _context.Process(
        target=_train, args=(run.folder, place, compiled), daemon=True
    )
    process.start()
    return process


def finish(run: Run, compiled: bool = False) -> None:
    """Train a run to its end, or go on with it to there."""
    process = start(run, compiled=compiled)
    process.join(90)
    assert process.exitcode == 0, run.ended()


def kill_at(run: Run, place: str, compiled: bool = False) -> None:
    """Train a run, or go on with it, until it kills itself at a place of `PLACES`."""
    process = start(run, place, compiled)
    process.join(90)
    assert process.exitcode == -signal.SIGKILL


def _train(folder: Path, place: str, compiled: bool) -> None:
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    from cellclassifier.engine import compiling, training, worker
    from cellclassifier.engine.channel import Channel

    if not compiled:
        compiling.network = training.network = tiny
        training.compiled = _at_once(training.compiled)
    if place:
        _lay(*PLACES[place])
    inbox, _kept_open = os.pipe()
    channel = Channel(os.fdopen(inbox, "rb"), BytesIO())
    job = TrainJob(run=folder, resume=True)
    channel.begin()
    with worker._hold(job):
        worker._do(job, channel)
    # As a worker ends: nothing waits for threads of the engine.
    os._exit(0)


def tiny(run: Run, gain: float) -> Any:
    """Build a small network with all that has a state of its own in training."""
    from keras import Input, Model, layers

    from cellclassifier.engine import architectures

    size = run.record.study.tiling.size
    tile = Input((size, size, run.record.channels))
    x = layers.AveragePooling2D(8)(layers.Rescaling(gain)(tile))
    x = layers.Dropout(0.3)(layers.Conv2D(4, 3, activation="relu")(x))
    x = layers.Dropout(0.3)(layers.BatchNormalization()(x))
    x = layers.Flatten()(x)
    head = architectures.Options(head=run.record.study.training.head)
    return Model(tile, architectures.output(len(run.record.classes), head)(x))


def _at_once(compiled: Callable[..., Any]) -> Callable[..., Any]:
    def eager(*args: Any) -> Any:
        model = compiled(*args)
        model.run_eagerly = True
        return model

    return eager


def _lay(where: str, name: str, call: int) -> None:
    from importlib import import_module

    module, *inside = where.split(".")
    owner: Any = import_module(f"cellclassifier.engine.{module}")
    for each in inside:
        owner = getattr(owner, each)
    setattr(owner, name, _deadly(getattr(owner, name), call))


def _deadly(function: Callable[..., Any], call: int) -> Callable[..., Any]:
    calls = 0

    def deadly(*args: Any, **options: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call:
            if function.__name__ == "savez":
                args[0].write(b"PK half a checkpoint")
                args[0].flush()
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **options)

    return deadly


def new_run(made: Study, contents: Any, **training: Any) -> Run:
    """Make a run of a study with other settings of the training."""
    changed = made.spec.training.model_copy(update=training)
    spec: StudySpec = made.spec.model_copy(update={"training": changed})
    return Study(made.folder, spec).new_run(contents)


def numbers(run: Run) -> list[dict[str, Any]]:
    """Return the history of a run, but for its times, speeds and memory."""
    left = {"seconds", "images_per_second", "memory"}
    return [epoch.model_dump(exclude=left) for epoch in run.history().epochs]
