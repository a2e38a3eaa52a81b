"""How the learning rate falls: plain functions of where a training is."""

import math
from typing import NamedTuple

from cellclassifier.core.train_spec import TrainSpec


class Place(NamedTuple):
    """Where a training is when a batch begins.

    Attributes:
        epoch: Its epoch, from 1.
        batch: Its batch in the epoch, from 0.
        batches: Batches of the epoch.
        first: Epochs that another run had done before this one.
        steps: Changes of the weights before this epoch, of all runs.
        factor: What plateaus have multiplied the rate by, 0 .. 1.
    """

    epoch: int
    batch: int
    batches: int
    first: int = 0
    steps: int = 0
    factor: float = 1.0


def learning_rate(spec: TrainSpec, place: Place) -> float:
    """Return the learning rate of a batch; it depends on the arguments alone."""
    if spec.schedule == "cosine":
        # I. Loshchilov and F. Hutter, SGDR (2017), equation 5. Epochs that are added
        # to a finished run are a warm restart: half a cosine of their own.
        done = place.epoch - 1 - place.first + place.batch / place.batches
        share = done / (spec.epochs - place.first)
        return spec.learning_rate * 0.5 * (1 + math.cos(math.pi * share))
    if spec.schedule == "inverse":
        steps = place.steps + place.batch
        return spec.learning_rate / (1 + spec.decay_rate * steps)
    if spec.schedule == "plateau":
        return spec.learning_rate * place.factor
    return spec.learning_rate
