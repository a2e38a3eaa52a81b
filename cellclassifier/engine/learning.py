"""Explains one tile by the network of each epoch that was kept."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import keras
import numpy as np

from cellclassifier.core.attribution_spec import spec_of
from cellclassifier.core.errors import UserError
from cellclassifier.core.inside.learning import (
    Learning,
    epochs_of,
    network_epoch,
    path_for,
    read,
    similarity,
    write,
)
from cellclassifier.core.inside.learning_words import NOTHING_KEPT
from cellclassifier.core.messages import LearningJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.core.tile_spec import Spec
from cellclassifier.core.tiling import Tile
from cellclassifier.engine import checkpoints, layers
from cellclassifier.engine.attributions import Float32, Scored, bind
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.checkpoints import Arrays
from cellclassifier.engine.data import read_batch, verify
from cellclassifier.engine.explanation import batches
from cellclassifier.engine.models import epoch_weights, load_model


class Stage(NamedTuple):
    """What the network of one epoch makes of the tile.

    Attributes:
        probabilities: (classes,).
        log_odds: Of the class that is explained.
        map: (y, x, channel).
        features: (rows, columns, feature).
    """

    probabilities: Float32
    log_odds: float
    map: Float32
    features: Float32


def follow(run: Run, job: LearningJob, channel: Channel) -> None:
    """Write what the network of each kept epoch makes of a tile, and the run's own.

    What was found before is kept. Nothing is written where it is stopped.

    Raises:
        UserError: The run kept no networks of epochs, or has no such tile, class,
            method, setting or convolution; or a network gives no numbers.
        Cancelled: It was asked to stop.
    """
    _check(run, job)
    if read(run, job) is not None:
        return
    tile = _tile(run, job)
    verify(run, [tile], channel.check_cancelled, job.test)
    spec = spec_of(job.method, job.settings)
    ((_, spec),) = batches(run, job.test, job.method, spec, [tile])
    own = load_model(run)
    network = _network(run.folder, run.network_key, job.method, spec, job.layer)
    index = run.record.classes.index(job.class_name)
    pixels, epochs = read_batch(run, [tile]), epochs_of(run)
    stages = []
    for done, (epoch, weights) in enumerate(_weights(run, own, epochs)):
        channel.send(Progressed(what="explaining epochs", done=done, of=len(epochs)))
        network.set(weights, run, epoch)
        stages.append(_checked(network.ask(pixels, index, channel), run, epoch))
    write(path_for(run, job), _learning(run, job, network.layer, epochs, stages))
    channel.send(Progressed(what="explaining epochs", done=len(epochs), of=len(epochs)))


class Network:
    """One copy of a run's network that is given the weights of one epoch after another.

    To compile one takes longer than to ask it about a tile, and it is compiled once.

    Attributes:
        layer: Name of the convolution whose feature maps are returned.
    """

    def __init__(
        self, model: keras.Model, method: str, spec: Spec, layer: str = ""
    ) -> None:
        """Copy a network; nothing is compiled yet.

        Args:
            model: The network.
            method: Of the attribution.
            spec: Its settings, those of a window in pixels.
            layer: Name of a convolution; "" for the first.

        Raises:
            UserError: It has no such convolution, or cannot be explained.
        """
        self._model = keras.models.clone_model(model)
        self._scored = Scored(self._model)
        self._explain = bind(method, self._scored, spec)
        self.layer = layer or layers.first_name(self._model)

    def set(self, weights: Arrays, run: Run, epoch: int) -> None:
        """Give it other weights.

        Raises:
            UserError: They are those of another network.
        """
        checkpoints.set_all(self._model.weights, weights, run.epoch_path(epoch))

    def ask(self, pixels: Float32, class_index: int, channel: Channel) -> Stage:
        """Return what it makes of a tile, (1, y, x, channel), and of a class."""
        check, classes = channel.check_cancelled, np.array([class_index])
        check()
        found = keras.ops.convert_to_numpy(self._model(pixels, training=False))
        explained = self._explain(pixels, classes, check)
        features = layers.maps_of(self._model, pixels, self.layer, check=check)
        return Stage(
            _of_each(np.asarray(found[0], np.float32)),
            float(self._scored.log_odds(pixels, classes)[0]),
            explained.maps[0],
            features[0],
        )


# One follows tile after tile, and what is compiled serves them all.
@lru_cache(maxsize=1)
def _network(folder: Path, key: str, method: str, spec: Spec, layer: str) -> Network:
    return Network(load_model(Run(folder)), method, spec, layer)


def _check(run: Run, job: LearningJob) -> None:
    if not run.epochs_kept:
        raise UserError(NOTHING_KEPT)
    if job.class_name not in run.record.classes:
        raise UserError(
            f"There is no class '{job.class_name}'. This run has: "
            f"{', '.join(run.record.classes)}."
        )


def _tile(run: Run, job: LearningJob) -> Tile:
    tiles = run.tiles(job.test)
    found = [tile for tile in tiles if tile.number == job.tile]
    if not found:
        raise UserError(
            f"The test set '{job.test}' has no tile {job.tile}; its tiles are 0 to "
            f"{len(tiles) - 1}."
        )
    return found[0]


def _weights(
    run: Run, own: keras.Model, epochs: tuple[int, ...]
) -> Iterator[tuple[int, Arrays]]:
    """Yield epochs and their weights, the run's own for the epoch that it uses."""
    used, kept = network_epoch(run), run.epochs_kept
    for epoch in epochs:
        if epoch == used:
            yield epoch, checkpoints.weights_of(own)
        elif epoch in kept:
            yield epoch, epoch_weights(run, epoch)
        else:
            yield epoch, _last_weights(run, epoch)


def _last_weights(run: Run, epoch: int) -> Arrays:
    found = checkpoints.read(run.checkpoint_path)
    # A training that died had not told yet of the epoch that it kept.
    return found.weights if found.state.epoch == epoch else epoch_weights(run, epoch)


def _of_each(found: Float32) -> Float32:
    """Return the probability of each class: one sigmoid unit gives the second's."""
    return found if len(found) > 1 else np.array([1 - found[0], found[0]], np.float32)


def _checked(stage: Stage, run: Run, epoch: int) -> Stage:
    if all(np.isfinite(part).all() for part in stage):
        return stage
    raise UserError(
        f"The network of epoch {epoch} of the run {run.id} gives values that are not "
        "numbers, so there is nothing to explain. Train again with a smaller learning "
        "rate."
    )


def _learning(
    run: Run,
    job: LearningJob,
    layer: str,
    epochs: tuple[int, ...],
    stages: list[Stage],
) -> Learning:
    maps = np.stack([stage.map for stage in stages])
    # Half precision holds up to 65504, which no showing needs more than.
    features = np.clip(np.stack([stage.features for stage in stages]), -6e4, 6e4)
    return Learning(
        epochs=epochs,
        kept=network_epoch(run),
        classes=run.record.classes,
        class_name=job.class_name,
        layer=layer,
        probabilities=np.stack([stage.probabilities for stage in stages]),
        log_odds=np.array([stage.log_odds for stage in stages], np.float32),
        maps=maps.astype(np.float32),
        features=features.astype(np.float16),
        similarity=similarity(maps),
    )
