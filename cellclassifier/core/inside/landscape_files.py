"""Keeps a look at the loss: arrays to read again, and a table for R."""

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.files import write_atomically, write_table
from cellclassifier.core.inside.landscape_results import (
    Agreement,
    Exactness,
    Line,
    OverInput,
    Result,
    Slice,
)
from cellclassifier.core.landscape_spec import View

KEPT = "kept"
"""What stands in the place of an epoch for the network that the run keeps."""

CLASSES: dict[View, type[Result]] = {
    "line": Line,
    "agreement": Agreement,
    "slice": Slice,
    "input": OverInput,
    "exactness": Exactness,
}
"""The class of the results of each view."""

COLUMNS: dict[View, tuple[str, ...]] = {
    "line": ("epoch", "minibatch", "step", "loss"),
    "agreement": ("epoch", "minibatch", "cosine", "loss", "gradient_length"),
    "slice": (
        *("epoch", "minibatch", "along_first", "along_second", "loss"),
        "difference_from_mean",
    ),
    "input": ("epoch", "direction", "step", "loss", "class"),
    "exactness": (
        *("epoch", "minibatch", "step", "measured", "backpropagation"),
        "relative_error",
    ),
}
"""Columns of the table of each view; minibatches count from 1."""

Row = tuple[object, ...]


def write_arrays(path: Path, results: Sequence[Result]) -> None:
    """Write all numbers of results so that `read_arrays` gives them back unchanged.

    Raises:
        OSError: The file cannot be written.
    """
    arrays: dict[str, Any] = {
        f"{place}_{name}": np.asarray(value)
        for place, result in enumerate(results)
        for name, value in result._asdict().items()
        if name != "epoch"
    }
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    write_atomically(path, file.getvalue())


def read_arrays(
    path: Path, view: View, epochs: Sequence[int | None]
) -> tuple[Result, ...]:
    """Read what `write_arrays` wrote.

    Args:
        path: The file.
        view: The view that was written.
        epochs: The epochs that were written, in their order.

    Raises:
        OSError: It cannot be read.
        ValueError: It is damaged.
        KeyError: It is of other epochs or another view.
    """
    with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
        return tuple(
            _result(file, CLASSES[view], place, epoch)
            for place, epoch in enumerate(epochs)
        )


def _result(
    file: Mapping[str, NDArray[Any]], kind: Any, place: int, epoch: int | None
) -> Result:
    names = [name for name in kind._fields if name != "epoch"]
    arrays = {name: file[f"{place}_{name}"] for name in names}
    # Single numbers and words come back as what they were.
    values = {
        name: array if array.ndim else array.item() for name, array in arrays.items()
    }
    found: Result = kind(epoch=epoch, **values)
    return found


def write_rows(path: Path, view: View, results: Sequence[Result]) -> None:
    """Write results as a table, a row a number, with the columns of `COLUMNS`.

    Raises:
        OSError: The file cannot be written.
    """
    rows = (row for result in results for row in _rows(result))
    write_table(path, COLUMNS[view], rows)


def _rows(result: Result) -> Iterator[Row]:
    epoch = KEPT if result.epoch is None else result.epoch
    for row in _rows_of(result):
        yield epoch, *(_text(v) if isinstance(v, float) else v for v in row)


def _rows_of(result: Result) -> Iterator[Row]:
    match result:
        case Line():
            yield from _line_rows(result)
        case Agreement():
            columns = (result.cosines, result.losses, result.lengths)
            values = zip(*(column.tolist() for column in columns), strict=True)
            yield from ((number, *each) for number, each in enumerate(values, 1))
        case Slice():
            yield from _slice_rows(result)
        case OverInput():
            yield from _input_rows(result)
        case Exactness():
            yield from _exactness_rows(result)


def _line_rows(found: Line) -> Iterator[Row]:
    for number, losses in enumerate(found.losses, 1):
        for step, loss in zip(found.steps.tolist(), losses.tolist(), strict=True):
            yield number, step, loss
    for step, loss in zip(found.steps.tolist(), found.whole.tolist(), strict=True):
        yield "all", step, loss


def _slice_rows(found: Slice) -> Iterator[Row]:
    apart = found.differences
    for at, loss in np.ndenumerate(found.losses):
        number, i, j = at
        first, second = float(found.steps[i]), float(found.steps[j])
        yield number + 1, first, second, float(loss), float(apart[at])


def _input_rows(found: OverInput) -> Iterator[Row]:
    both = {"gradient": found.along_gradient, "random": found.along_random}
    for name, losses in both.items():
        for step, loss in zip(found.steps.tolist(), losses.tolist(), strict=True):
            yield name, step, loss, found.class_name


def _exactness_rows(found: Exactness) -> Iterator[Row]:
    errors = found.errors
    for at, measured in np.ndenumerate(found.measured):
        number, place = at
        step, told = float(found.steps[place]), float(found.told[at])
        yield number + 1, step, float(measured), told, float(errors[at])


def _text(value: float) -> str:
    # R reads NA as no number; "nan" it takes for a word.
    return "NA" if value != value else f"{value:.9g}"
