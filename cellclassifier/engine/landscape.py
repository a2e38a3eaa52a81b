"""Computes the loss around the weights of a network, or around a tile."""

import keras
import numpy as np
from keras import ops

from cellclassifier.core.errors import UserError
from cellclassifier.core.inside.landscape import Landscape, folder_for, read, write
from cellclassifier.core.inside.landscape_plan import Plan, plan
from cellclassifier.core.inside.landscape_results import Result
from cellclassifier.core.messages import LandscapeJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.engine import checkpoints, models
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.data import one_hot, read_batch, verify
from cellclassifier.engine.landscapes import Given, look
from cellclassifier.engine.landscapes.losses import Losses, Minibatch, held

_START = {"moving_mean": 0, "moving_variance": 1}
"""What averages of batch normalisation are before any training."""


def compute(run: Run, job: LandscapeJob, channel: Channel) -> None:
    """Compute the view that `job` asks for, and write it into the run.

    One that lies there already is kept, since it would come out the same. Nothing is
    written before all is computed, and the network is left as it was, whatever
    happens. The loss is explained in `engine.landscapes.losses`.

    Raises:
        UserError: A network, image, tile or epoch is missing, or the folder of the run
            cannot be written.
    """
    planned = plan(run, job.spec)
    if read(run, job.spec) is not None:
        return
    given = _given(run, job, planned, channel)
    numbers = tuple(tuple(t.number for t in each) for each in planned.minibatches)
    results, fresh = _results(run, planned, given, channel)
    found = Landscape(job.spec, run.id, run.network_key, numbers, results, fresh)
    try:
        write(folder_for(run, job.spec), found)
    except OSError as error:
        raise UserError(
            f"What was computed could not be written into {run.folder} "
            f"({error.strerror}). Free space, or connect the disk again, and compute "
            "it again."
        ) from error


def _given(run: Run, job: LandscapeJob, planned: Plan, channel: Channel) -> Given:
    tiles = [tile for each in planned.minibatches for tile in each]
    verify(run, tiles, channel.check_cancelled, planned.table)
    minibatches, done = [], 0
    for each in planned.minibatches:
        channel.check_cancelled()
        channel.send(Progressed(what="reading tiles", done=done, of=len(tiles)))
        classes = one_hot(each, run.record.classes).argmax(axis=1)
        minibatches.append(Minibatch(read_batch(run, each), classes.astype(np.int32)))
        done += len(each)
    return Given(job.spec, tuple(minibatches), run.record.classes)


def _results(
    run: Run, planned: Plan, given: Given, channel: Channel
) -> tuple[tuple[Result, ...], bool]:
    """Return what is seen of each network, and whether one of them is fresh."""
    model = _network(run, planned)
    losses = Losses(model, _Teller(planned, channel))
    found, fresh = [], False
    with held(model) as before:
        for epoch in planned.epochs:
            # The same network, with other weights: it is compiled once for all epochs.
            weights = before if epoch is None else models.epoch_weights(run, epoch)
            checkpoints.set_all(model.weights, weights, run.epoch_path(epoch or 0))
            fresh |= epoch == 0 and has_fresh_averages(model)
            found.append(look(losses, given, epoch))
    return tuple(found), fresh


def has_fresh_averages(model: keras.Model) -> bool:
    """Return whether it has batch normalisation whose averages are all 0 and 1 still.

    Those of a network that starts from another one are that one's.
    """
    averages = [each for each in model.weights if each.name in _START]
    return bool(averages) and all(
        (ops.convert_to_numpy(each) == _START[each.name]).all() for each in averages
    )


def _network(run: Run, planned: Plan) -> keras.Model:
    first = planned.epochs[0]
    return models.load_model(run) if first is None else models.load_epoch(run, first)


class _Teller:
    """Tells how many passes were made, and stops where that is asked for."""

    def __init__(self, planned: Plan, channel: Channel) -> None:
        self._cost, self._channel, self._tiles = planned.cost, channel, 0

    def __call__(self, tiles: int) -> None:
        self._channel.check_cancelled()
        done, of = self._tiles // self._cost.tiles, self._cost.passes
        self._channel.send(Progressed(what="computing the loss", done=done, of=of))
        self._tiles += tiles
