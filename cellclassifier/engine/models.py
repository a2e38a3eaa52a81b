"""Trained networks, loaded once and kept while they are used."""

from functools import lru_cache
from pathlib import Path

import keras

from cellclassifier.core.errors import UserError
from cellclassifier.core.runs import Run, State
from cellclassifier.engine import attributions

WHY: dict[State, str] = {
    "waiting": "its training has not begun",
    "running": "its training still goes on",
    "done": "the file is gone",
    "cancelled": "its training was stopped before the first batch",
    "failed": "its training failed",
    "interrupted": "its training was interrupted",
}
"""Why a run in some state has no network."""


def load_model(run: Run) -> keras.Model:
    """Return the network of a run.

    Raises:
        UserError: The run has no network, or its file is damaged.
    """
    path = run.model_path
    if not path.exists():
        raise UserError(
            f"The run {run.id} has no trained network: {WHY[run.state]}. Choose a "
            "finished run, or train again."
        )
    return _load(path, path.stat().st_mtime_ns)


def load_explain(run: Run, method: str) -> attributions.Explain:
    """Return an attribution method bound to the network of a run."""
    load_model(run)
    return _explain(run.model_path, run.model_path.stat().st_mtime_ns, method)


# The time of change is part of the key: a file written anew is loaded anew.
@lru_cache(maxsize=2)
def _load(path: Path, changed: int) -> keras.Model:
    try:
        return keras.saving.load_model(path, compile=False, safe_mode=True)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UserError(
            f"The network {path} cannot be read: it is damaged or not a Keras file "
            f"({error}). Train again."
        ) from error


@lru_cache(maxsize=4)
def _explain(path: Path, changed: int, method: str) -> attributions.Explain:
    return attributions.load(method, _load(path, changed))
