"""Exports the network of a run, and reads it again before it is called done."""

import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import keras
import numpy as np

from cellclassifier.core.errors import UserError
from cellclassifier.core.exported.facts import ModelFacts, facts_of
from cellclassifier.core.messages import ExportJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile
from cellclassifier.engine import backend
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.data import Float32, read_batch, verify
from cellclassifier.engine.exported_formats import FORMATS, Format, answer_of
from cellclassifier.engine.models import load_model

MOST = 32
"""Tiles on which the network that was read again is compared."""

TOLERANCE = 1e-5
"""Largest difference in a probability between the two."""

_STEPS = 3
_PROBLEMS: tuple[type[BaseException], ...] = (
    *(ValueError, TypeError, KeyError),
    *backend.FAILURES,
)
"""What writing and reading a network raise where the format cannot hold it."""


class _Sample(NamedTuple):
    """Tiles of a set of a run, whose images are there."""

    name: str
    tiles: list[Tile]


def export(run: Run, job: ExportJob, channel: Channel) -> None:
    """Write the network of `run` for other programs, whole and compared, or not at all.

    Raises:
        UserError: There is no network or no image to compare it on, the format cannot
            be written here, something is there already, or what was read again gives
            other numbers.
    """
    form = FORMATS[job.format]
    form.refuse()
    _refuse_place(run, job.out)
    model = load_model(run)
    sample = _sample(run)
    verify(run, sample.tiles, channel.check_cancelled, sample.name)
    pixels = read_batch(run, sample.tiles)
    # Before it is written: Keras exports no model that was never used.
    expected = answer_of(model)(pixels)
    _tell(channel, "exporting", 0)
    facts = facts_of(run, _gain(model), _versions(form))
    try:
        job.out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=".exporting.", dir=job.out.parent, ignore_cleanup_errors=True
        ) as folder:
            made = Path(folder) / job.out.name
            _write(form, model, made, facts)
            _tell(channel, "comparing", 1)
            _compare(form, made, pixels, expected)
            _tell(channel, "comparing", 2)
            made.rename(job.out)
    except OSError as error:
        raise UserError(
            f"The network could not be exported to {job.out} "
            f"({error.strerror or error}). Nothing was left there. Free space, or "
            "choose another folder."
        ) from error
    _tell(channel, "exporting", _STEPS)


def _tell(channel: Channel, what: str, done: int) -> None:
    channel.check_cancelled()
    channel.send(Progressed(what=what, done=done, of=_STEPS))


def _refuse_place(run: Run, out: Path) -> None:
    if out.exists():
        raise UserError(
            f"{out} is there already. Nothing was exported. Choose another name, or "
            "take that one away."
        )
    if run.folder.resolve() in out.resolve().parents:
        raise UserError(
            f"{out} lies inside the folder of the run, to which nothing is added. "
            "Choose another folder."
        )


def _sample(run: Run) -> _Sample:
    """Return tiles to compare on: of a test set, of a later folder, or of training.

    Raises:
        UserError: The images of no set are there.
    """
    for name in (*run.sets, "train"):
        tiles = run.tiles(name)
        chosen = _spread(tiles)
        if chosen and all(tile.image.exists() for tile in chosen):
            return _Sample(name, chosen)
    raise UserError(
        f"No image of the run {run.id} is there, so that the exported network could "
        "not be compared with this one. Connect the drive of the images, or export "
        "where they are."
    )


def _spread(tiles: Sequence[Tile]) -> list[Tile]:
    """Return up to `MOST` tiles from all over a set, so that each class is met."""
    places = np.linspace(0, len(tiles) - 1, min(MOST, len(tiles)))
    return [tiles[round(place)] for place in places]


def _gain(model: keras.Model) -> float:
    """Return what a network multiplies its tiles by on entry."""
    found = (each for each in model.layers if each.name == "gain")
    return next((float(layer.scale) for layer in found), 1.0)


def _versions(form: Format) -> dict[str, str]:
    names = ("keras", "tensorflow", "torch", "numpy", *form.packages)
    used = [n for n in names if n not in {"tensorflow", "torch"} - {backend.name()}]
    return {f"exported: {n}": found for n in used for found in _version(n)}


def _version(package: str) -> Iterator[str]:
    # The processor's own TensorFlow has another name.
    for name in (package, f"{package}-cpu"):
        try:
            yield version(name)
        except PackageNotFoundError:
            continue
        return


def _write(form: Format, model: keras.Model, path: Path, facts: ModelFacts) -> None:
    try:
        form.write(model, path, facts)
    except _PROBLEMS as error:
        raise UserError(
            f"The network could not be written in this format: {_first_line(error)}. "
            "Nothing was left behind. Export it as 'keras', which holds all networks."
        ) from error


def _compare(form: Format, path: Path, pixels: Float32, expected: Float32) -> None:
    """Make sure that the network at `path` answers as is expected of tiles.

    Raises:
        UserError: It cannot be read again, or answers otherwise.
    """
    try:
        found = form.read(path)(pixels)
    except _PROBLEMS as error:
        raise UserError(
            f"The network was written, but could not be read again "
            f"({_first_line(error)}), so it was removed. Export it in another format."
        ) from error
    if found.shape != expected.shape:
        raise UserError(_other(f"{found.shape[1:]} answers, not {expected.shape[1:]}"))
    difference = float(np.abs(found - expected).max())
    # Not: greater, which is False for what is no number.
    if not difference <= TOLERANCE:
        raise UserError(_other(f"probabilities that differ by up to {difference:.2g}"))


def _other(what: str) -> str:
    return (
        f"The network that was read again gives {what} (expected: at most "
        f"{TOLERANCE:g}), so it was removed. Export it in another format."
    )


def _first_line(error: BaseException) -> str:
    text = str(error).strip()
    return text.splitlines()[0][:300] if text else type(error).__name__
