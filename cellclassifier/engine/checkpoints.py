"""What a training needs to go on exactly where it was, in files without pickles."""

import os
import struct
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import keras
import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from cellclassifier.core.errors import UserError
from cellclassifier.engine.progress import State

Arrays = list[NDArray[Any]]

DAMAGED = (
    *(OSError, ValueError, KeyError, TypeError, AttributeError, EOFError),
    *(NotImplementedError, struct.error, zipfile.BadZipFile),
)
"""What a file that is no whole checkpoint may raise."""


class Checkpoint(NamedTuple):
    """A state with its weights, and the variables of the optimiser where kept."""

    state: State
    weights: Arrays
    optimizer: Arrays


def capture(model: keras.Model) -> tuple[Arrays, Arrays]:
    """Return the weights of a compiled model, and the variables of its optimiser.

    On a processor they may show its own memory: they hold until it is trained on.
    """
    return (
        weights_of(model),
        [_array(variable) for variable in model.optimizer.variables],
    )


def weights_of(model: keras.Model) -> Arrays:
    """Return the weights of a model, as `capture` does."""
    return [_array(variable) for variable in model.weights]


def restore(model: keras.Model, found: Checkpoint, path: Path) -> None:
    """Set the weights of a compiled model, and the variables of its optimiser.

    Raises:
        UserError: They are not those of such a network.
    """
    model.optimizer.build(model.trainable_variables)
    set_all(model.weights, found.weights, path)
    set_all(model.optimizer.variables, found.optimizer, path)


def set_all(variables: list[keras.Variable], values: Arrays, path: Path) -> None:
    """Set variables, all or none.

    Raises:
        UserError: Number or shapes differ.
    """
    shapes = [tuple(variable.shape) for variable in variables]
    if shapes != [value.shape for value in values]:
        raise UserError(
            f"{path} holds another network, or was trained by another optimiser, than "
            "the settings of this run say. Make a new run."
        )
    for variable, value in zip(variables, values, strict=True):
        variable.assign(value)


def write(path: Path, found: Checkpoint, flushed: bool = True) -> None:
    """Write a checkpoint in one step: a crash leaves the old or the new one.

    Args:
        path: The file.
        found: What is written.
        flushed: Whether it is on the disk when this returns; else only what dies with
            the system's own memory, as in a power cut, can damage it until `flush`.

    Raises:
        OSError: It cannot be written; the old one is as it was.
    """
    arrays: dict[str, Any] = {f"weight_{i}": w for i, w in enumerate(found.weights)}
    arrays |= {f"optimizer_{i}": value for i, value in enumerate(found.optimizer)}
    text = found.state.model_dump_json().encode()
    arrays["state"] = np.frombuffer(text, np.uint8)
    # One name for good: one worker at a time writes here, and a dead one's is replaced.
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("wb") as file:
        np.savez(file, **arrays)
        if flushed:
            file.flush()
            os.fsync(file.fileno())
    unfinished.replace(path)


def flush(path: Path) -> None:
    """Have a file on the disk when this returns.

    Raises:
        OSError: It cannot be.
    """
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def read(path: Path) -> Checkpoint:
    """Read what `write` wrote.

    Raises:
        UserError: It is damaged; nothing else would go on exactly where it was.
    """
    try:
        # Opened here, since NumPy leaves the file of a damaged one open.
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            state = State.model_validate_json(file["state"].tobytes())
            return Checkpoint(state, _list(file, "weight"), _list(file, "optimizer"))
    except (*DAMAGED, ValidationError) as error:
        raise UserError(
            f"The checkpoint {path} is damaged ({type(error).__name__}), so the "
            "training cannot go on exactly where it was. Make a new run: it gives the "
            "same numbers from the start."
        ) from error


def _list(file: Any, name: str) -> Arrays:
    count = sum(key.startswith(f"{name}_") for key in file.files)
    return [file[f"{name}_{i}"] for i in range(count)]


def _array(variable: keras.Variable) -> NDArray[Any]:
    return np.asarray(keras.ops.convert_to_numpy(variable))
