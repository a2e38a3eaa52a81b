"""Trained networks, loaded once and kept while they are used."""

from functools import lru_cache
from pathlib import Path

import keras

from cellclassifier.core.errors import UserError
from cellclassifier.core.runs import Run, State
from cellclassifier.core.tile_spec import Spec
from cellclassifier.engine import attributions, checkpoints, compiling

WHY: dict[State, str] = {
    "waiting": "its training has not begun",
    "running": "its training still goes on",
    "done": "the file is gone",
    "cancelled": "its training was stopped before the first batch",
    "failed": "its training failed before an epoch was done",
    "paused": "its training waits to be resumed, and no epoch was done",
    "interrupted": "its training was interrupted before an epoch was done",
}
"""Why a run in some state has no network."""


def load_model(run: Run) -> keras.Model:
    """Return the network of a run.

    Where its training did not come to its end, that is the one that would be kept if
    the last whole epoch had been the last.

    Raises:
        UserError: The run has no network, or its file is damaged.
    """
    path = _path(run)
    return _load(run.folder, path, path.stat().st_mtime_ns)


def load_scored(run: Run) -> attributions.Scored:
    """Return the network of a run, compiled for its log-odds.

    Raises:
        UserError: As `load_model`; or its log-odds cannot be computed.
    """
    path = _path(run)
    return _scored(run.folder, path, path.stat().st_mtime_ns)


def load_explain(
    run: Run, method: str, spec: Spec | None = None
) -> attributions.Explain:
    """Return an attribution method bound to the network of a run.

    Args:
        run: The run.
        method: Name of the method.
        spec: Settings of the method; the default ones without it.

    Raises:
        UserError: As `load_model`; or the method cannot explain the network.
    """
    path = _path(run)
    return _explain(run.folder, path, path.stat().st_mtime_ns, method, spec)


def load_epoch(run: Run, epoch: int) -> keras.Model:
    """Return the network of a run as it was after `epoch`; 0 is before any training.

    Raises:
        UserError: The run did not keep it, or its file is damaged.
    """
    path = _epoch_path(run, epoch)
    return _load_epoch(run.folder, path, path.stat().st_mtime_ns)


def load_scored_epoch(run: Run, epoch: int) -> attributions.Scored:
    """Return the network of `load_epoch`, compiled for its log-odds.

    Raises:
        UserError: As `load_epoch`; or its log-odds cannot be computed.
    """
    return attributions.Scored(load_epoch(run, epoch))


def epoch_weights(run: Run, epoch: int) -> checkpoints.Arrays:
    """Return the weights of `load_epoch` alone, in the order of a network's weights.

    Raises:
        UserError: As `load_epoch`.
    """
    return _read_epoch(_epoch_path(run, epoch)).weights


def _epoch_path(run: Run, epoch: int) -> Path:
    path = run.epoch_path(epoch)
    if path.exists():
        return path
    known = ", ".join(map(str, run.epochs_kept)) or "none"
    raise UserError(
        f"The run {run.id} did not keep the network of epoch {epoch}; it kept those of "
        f"{known}. Choose one of these, or train again with 'Networks of epochs' set "
        "to 'all'."
    )


def _read_epoch(path: Path) -> checkpoints.Checkpoint:
    try:
        return checkpoints.read(path)
    except UserError as error:
        raise UserError(
            f"The network of an epoch, {path}, is damaged. Delete that file to go "
            "without it, or train again."
        ) from error


def _path(run: Run) -> Path:
    if run.model_path.exists():
        return run.model_path
    if run.state not in ("waiting", "running"):
        for path in (run.best_path, run.checkpoint_path):
            if path.exists():
                return path
    raise UserError(
        f"The run {run.id} has no trained network: {WHY[run.state]}. Choose a "
        "finished run, or train again."
    )


# The time of change is part of the key: a file written anew is loaded anew.
@lru_cache(maxsize=2)
def _load(folder: Path, path: Path, changed: int) -> keras.Model:
    if path.suffix == ".npz":
        return _rebuild(Run(folder), path)
    try:
        return keras.saving.load_model(path, compile=False, safe_mode=True)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UserError(
            f"The network {path} cannot be read: it is damaged or not a Keras file "
            f"({error}). Train again."
        ) from error


@lru_cache(maxsize=2)
def _load_epoch(folder: Path, path: Path, changed: int) -> keras.Model:
    return _built(Run(folder), path, _read_epoch(path))


def _rebuild(run: Run, path: Path) -> keras.Model:
    return _built(run, path, checkpoints.read(path))


def _built(run: Run, path: Path, found: checkpoints.Checkpoint) -> keras.Model:
    model = compiling.network(run, found.state.gain)
    checkpoints.set_all(model.weights, found.weights, path)
    return model


# What is compiled for a network serves all methods.
@lru_cache(maxsize=2)
def _scored(folder: Path, path: Path, changed: int) -> attributions.Scored:
    return attributions.Scored(_load(folder, path, changed))


@lru_cache(maxsize=4)
def _explain(
    folder: Path, path: Path, changed: int, method: str, spec: Spec | None
) -> attributions.Explain:
    return attributions.bind(method, _scored(folder, path, changed), spec)
