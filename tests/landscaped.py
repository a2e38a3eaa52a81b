"""Landscapes that are written as the worker would, with losses that are known."""

import clumped
import numpy as np
from explain_page import Helper
from predicted import finish, predict

from cellclassifier.core.inside.landscape import Landscape, folder_for, write
from cellclassifier.core.inside.landscape_plan import EXACT_STEPS, plan
from cellclassifier.core.inside.landscape_results import (
    Agreement,
    Exactness,
    Line,
    OverInput,
    Slice,
)
from cellclassifier.core.messages import Ended, Progressed
from cellclassifier.core.runs import Run

KEPT = (0, 1, 2, 4, 8)


def run(where, kept=KEPT, count=8):
    """Return a run that predicted its test set, and kept networks of these epochs."""
    made = finish(clumped.study(where, count=count))
    predict(made, (0.9,) * (2 * count))
    for epoch in kept:
        made.epoch_path(epoch).parent.mkdir(exist_ok=True)
        made.epoch_path(epoch).write_bytes(b"weights")
    return made


def steps_of(spec):
    return np.linspace(-spec.reach, spec.reach, spec.points)


def line(spec, epoch, n):
    """Parabolas: the first has its minimum downhill, the others where they start."""
    steps = steps_of(spec)
    bottoms = np.where(np.arange(n) == 0, spec.reach / 2, 0.0)
    return Line(epoch, steps, 0.1 + (steps - bottoms[:, None]) ** 2, 2.0)


def agreement(spec, epoch, n):
    return Agreement(epoch, np.linspace(-0.2, 0.8, n), np.ones(n), np.ones(n))


def surfaces(spec, epoch, n):
    """Bowls that are lower by 0.01 for each minibatch more."""
    steps = steps_of(spec)
    bowl = 0.5 + (steps[:, None] - steps[-1]) ** 2 + steps[None, :] ** 2
    return Slice(epoch, steps, bowl - 0.01 * np.arange(n)[:, None, None])


def over_input(spec, epoch, n):
    """A tile that grows brighter to the right; one way is down, the other chequered."""
    steps = steps_of(spec)
    tile = np.tile(np.linspace(0, 1, 32), (32, 1))[..., None].astype(np.float32)
    down = tile.transpose(1, 0, 2) - tile.mean()
    chequered = np.indices(tile.shape[:2]).sum(axis=0)[..., None] % 2 - 0.5
    ways = ((each / np.linalg.norm(each)).astype(np.float32)
            for each in (down, chequered))  # fmt: skip
    length = float(np.linalg.norm(tile))
    losses = (np.exp(steps), np.ones(len(steps)))
    return OverInput(epoch, steps, *losses, "clumps", length, tile, *ways)


def exactness(spec, epoch, n):
    steps = np.array(EXACT_STEPS)
    told = np.full((n, len(steps)), 2.0)
    return Exactness(epoch, steps, told * (1 + steps), told, 4e-7)


_MADE = {
    "line": line,
    "agreement": agreement,
    "slice": surfaces,
    "input": over_input,
    "exactness": exactness,
}


def landscape(made, spec):
    """Return what would be computed, of the minibatches that would be taken."""
    planned = plan(made, spec)
    numbers = tuple(tuple(t.number for t in each) for each in planned.minibatches)
    results = [_MADE[spec.view](spec, e, len(numbers)) for e in planned.epochs]
    return Landscape(spec, made.id, made.network_key, numbers, tuple(results))


class Computing(Helper):
    """Computes landscapes at once, or when it is told to go on."""

    def ask(self, job, done, heard=None, key=""):
        self.heard = heard
        super().ask(job, done)

    def tell(self, done, of):
        self.heard(Progressed(what="computing the loss", done=done, of=of))

    def stop(self, job):
        for each, done in self._open:
            if each is job:
                done(Ended(outcome="cancelled"))
        super().stop(job)

    def _end(self, job, done):
        if not self.fails:
            made = Run(job.run)
            write(folder_for(made, job.spec), landscape(made, job.spec))
        super()._end(job, done)
