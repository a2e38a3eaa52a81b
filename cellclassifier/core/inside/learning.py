"""How learning went: one tile, seen by the network of each epoch that was kept.

The job is `core.messages.LearningJob`; the worker computes it, `write` keeps it in the
run, `read` gives it back. File names carry the digits of the run's network, so that
nothing is taken for a network that was trained further.
"""

import io
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from cellclassifier.core.attribution_spec import (
    Passes,
    folder_name,
    passes,
    spec_of,
)
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.messages import Kept, LearningJob
from cellclassifier.core.runs import Run

Float32: TypeAlias = npt.NDArray[np.float32]
Half: TypeAlias = npt.NDArray[np.float16]

FORMAT = 1
_DAMAGED = (
    *(OSError, ValueError, KeyError, TypeError, AttributeError, EOFError),
    *(NotImplementedError, zipfile.BadZipFile, zlib.error),
)
"""What a file that was not written whole may raise."""


class Learning(NamedTuple):
    """What the networks of some epochs make of one tile; n networks, ascending.

    Attributes:
        epochs: After which epoch each network was kept; 0 is before any training.
        kept: Epoch of the network that the run uses; one of `epochs`.
        classes: Names of the classes.
        class_name: The class that is explained.
        layer: Name of the convolution whose feature maps these are.
        probabilities: (n, classes), 0..1.
        log_odds: (n,), of the class that is explained.
        maps: (n, y, x, channel), attribution, signed; in the unit of the method.
        features: (n, rows, columns, feature), after the convolution's ReLU where one
            follows; of three digits, for showing.
        similarity: (n,), Spearman's rank correlation of each map with the last one;
            nan where one of them is the same everywhere.
    """

    epochs: tuple[int, ...]
    kept: int
    classes: tuple[str, ...]
    class_name: str
    layer: str
    probabilities: Float32
    log_odds: Float32
    maps: Float32
    features: Half
    similarity: Float32

    @property
    def called(self) -> tuple[str, ...]:
        """Name of the class that each network predicts."""
        return tuple(self.classes[place] for place in self.probabilities.argmax(axis=1))

    @property
    def place(self) -> int:
        """Place of the network that the run uses, among `epochs`."""
        return self.epochs.index(self.kept)


class Cost(NamedTuple):
    """What following a tile costs.

    Attributes:
        epochs: Epochs whose networks are asked, ascending.
        most: How often they are applied to the tile, all together.
    """

    epochs: tuple[int, ...]
    most: Passes

    @property
    def text(self) -> str:
        """What is asked how often, in a sentence."""
        cost = tr("{passes:,} passes forward", passes=self.most.forward)
        if self.most.gradients:
            more = tr("{passes:,} with a gradient", passes=self.most.gradients)
            cost = f"{cost}, {more}"
        return tr(
            "Asks {number} networks, of epochs {epochs} and {last}, about this tile: "
            "{cost}.",
            number=len(self.epochs),
            epochs=", ".join(map(str, self.epochs[:-1])),
            last=self.epochs[-1],
            cost=cost,
        )


def network_epoch(run: Run) -> int:
    """Return after which epoch the network was kept that a run uses.

    A training that was stopped within an epoch kept its network as it was then: this
    counts as the epoch that it did not finish.
    """
    kept = [event for event in run.events() if isinstance(event, Kept)]
    if run.model_path.exists() and kept:
        return kept[-1].epoch
    history = run.history()
    last = history.epochs[-1].epoch if history.epochs else 0
    if run.model_path.exists():
        return last + 1
    if run.best_path.exists() and history.best is not None:
        return history.best
    return last


def epochs_of(run: Run) -> tuple[int, ...]:
    """Return the epochs whose networks there are.

    Beside those that were kept these are the one that the run uses, and the last one.
    """
    found = {*run.epochs_kept, network_epoch(run)}
    history = run.history().epochs
    if history and run.checkpoint_path.exists():
        found.add(history[-1].epoch)
    return tuple(sorted(found))


def cost(run: Run, job: LearningJob) -> Cost:
    """Return what a job costs.

    Raises:
        UserError: There is no such method or setting.
    """
    size = run.record.study.tiling.size
    spec = spec_of(job.method, job.settings)
    if getattr(spec, "unit", "px") != "px":
        # How many pixels a micrometre has differs from image to image.
        spec = spec_of(job.method)
    one = passes(job.method, spec, (size, size, run.record.channels))
    epochs = epochs_of(run)
    n = len(epochs)
    # Probabilities, log-odds and feature maps, beside the map.
    return Cost(epochs, Passes(n * (one.forward + 3), n * one.gradients))


def path_for(run: Run, job: LearningJob) -> Path:
    """Return the file of what a job finds.

    Raises:
        UserError: There is no such method or setting.
    """
    folder = folder_name(job.method, spec_of(job.method, job.settings))
    index = run.record.classes.index(job.class_name)
    layer = job.layer.replace("/", "-") or "first"
    name = f"{job.test}_{job.tile}_{index}_{layer}_{run.network_key}.npz"
    return run.folder / "learning" / folder / name


def read(run: Run, job: LearningJob) -> Learning | None:
    """Return what a job found; ``None`` where it was not done, or not whole.

    Raises:
        UserError: There is no such method or setting.
    """
    path = path_for(run, job)
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            return _learning(file)
    except _DAMAGED:
        return None


def write(path: Path, found: Learning) -> None:
    """Keep what was found, in one step.

    Raises:
        OSError: It cannot be written.
    """
    facts = {
        "format": FORMAT,
        "epochs": found.epochs,
        "kept": found.kept,
        "classes": found.classes,
        "class_name": found.class_name,
        "layer": found.layer,
    }
    file = io.BytesIO()
    np.savez_compressed(
        file,
        facts=np.frombuffer(json.dumps(facts).encode(), np.uint8),
        **{name: getattr(found, name) for name in _ARRAYS},
    )
    write_atomically(path, file.getvalue())


_ARRAYS = ("probabilities", "log_odds", "maps", "features", "similarity")


def _learning(file: Any) -> Learning | None:
    facts = json.loads(file["facts"].tobytes())
    if facts["format"] != FORMAT:
        return None
    found = Learning(
        tuple(map(int, facts["epochs"])),
        int(facts["kept"]),
        tuple(map(str, facts["classes"])),
        str(facts["class_name"]),
        str(facts["layer"]),
        *(file[name] for name in _ARRAYS),
    )
    lengths = {len(getattr(found, name)) for name in _ARRAYS}
    return found if lengths == {len(found.epochs)} else None


def convolutions(run: Run) -> tuple[str, ...]:
    """Return the names of the convolutions of a run's network, as far as it tells.

    They are read from the network's file, without loading it.
    """
    try:
        with zipfile.ZipFile(run.model_path) as file:
            found = json.loads(file.read("config.json"))["config"]["layers"]
        layers = [each for each in found if each["class_name"] == "Conv2D"]
        return tuple(str(each["config"]["name"]) for each in layers)
    except _DAMAGED:
        return ()


def similarity(maps: Float32) -> Float32:
    """Return how alike each map and the last one order the pixels.

    Spearman's rank correlation of signed values, ties at their mean rank, as in
    J. Adebayo et al., Sanity checks for saliency maps, NeurIPS 2018.

    Args:
        maps: (n, y, x, channel).

    Returns:
        (n,), -1..1; nan where a map, or the last one, is the same everywhere.
    """
    # Imported here: the window starts sooner without.
    from scipy.stats import rankdata

    ranks = rankdata(maps.reshape(len(maps), -1), axis=1)
    ranks -= ranks.mean(axis=1, keepdims=True)
    lengths = np.sqrt((ranks**2).sum(axis=1))
    with np.errstate(invalid="ignore", divide="ignore"):
        found = (ranks @ ranks[-1]) / (lengths * lengths[-1])
    return np.asarray(found, np.float32)
