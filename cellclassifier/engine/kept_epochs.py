"""Keeps the networks of some epochs, so that one can see how learning went.

They are a convenience: where one cannot be written that is told, and the training goes
on. Each is written after the checkpoint of its epoch, which thus gets the last room on
a disk; a training that died between the two writes it when it goes on.
"""

import shutil
from contextlib import suppress

import keras

from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Told
from cellclassifier.core.runs import Run
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.engine import checkpoints
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.checkpoints import Arrays, Checkpoint
from cellclassifier.engine.progress import State
from cellclassifier.engine.troubles import Troubles

MOST = 200_000_000
"""Bytes that the networks of "some" epochs of a run may take together."""

ROOM = 500_000_000
"""Bytes of a disk that are left to what a training cannot do without."""


def wanted(spec: TrainSpec) -> tuple[int, ...]:
    """Return the epochs whose networks the settings ask for; 0 is before training.

    Those of "some" are twice and three times each power of two, so that there are
    many where a network learns most, and few in all: 0 to 4, 6, 8, 12, 16, 24, ...
    """
    if spec.keep_epochs == "none":
        return ()
    if spec.keep_epochs == "all":
        return tuple(range(spec.epochs + 1))
    powers = [2**n for n in range(spec.epochs.bit_length())]
    found = {0, *powers, *(3 * power for power in powers)}
    return tuple(sorted(epoch for epoch in found if epoch <= spec.epochs))


class EpochKeeper:
    """Keeps networks of epochs in the folder of a run, as its settings say."""

    def __init__(self, run: Run, channel: Channel, troubles: Troubles) -> None:
        self._run, self._channel, self._troubles = run, channel, troubles
        self._spec = run.record.study.training
        self._wanted = frozenset(wanted(self._spec))
        self._told: set[str] = set()

    def begin(self, found: Checkpoint | None, parent: Run | None) -> None:
        """Bring what is kept to the state of a training that begins or goes on.

        What came after it is made again. What is missing of it is written: the epoch of
        the checkpoint itself, and those of the run that is gone on from.

        Args:
            found: The checkpoint it goes on from; ``None`` where nothing is trained.
            parent: The run whose epochs it adds to, where it begins with these.
        """
        done = found.state.epoch if found else -1
        self._troubles.attempt(lambda: self._drop_after(done))
        if found is None:
            return
        for epoch in parent.epochs_kept if parent else ():
            # One that is damaged is only missing: nothing goes on from it.
            with suppress(UserError):
                if parent and epoch <= done:
                    self.keep(*checkpoints.read(parent.epoch_path(epoch))[:2])
        if not self._run.epoch_path(done).exists():
            self.keep(found.state, found.weights)

    def keep_start(self, model: keras.Model, state: State) -> None:
        """Keep a network that is about to be trained, where it never was before."""
        if state.epoch == 0:
            self.keep(state, checkpoints.weights_of(model))

    def keep(self, state: State, weights: Arrays) -> None:
        """Keep the weights after an epoch, where they are wanted; trouble is told.

        Args:
            state: Where the training was after it.
            weights: Of the network.
        """
        if state.epoch not in self._wanted or not self._has_room(weights):
            return
        what = Checkpoint(State(epoch=state.epoch, gain=state.gain), weights, [])
        self._troubles.attempt(lambda: self._write(what))

    def _write(self, what: Checkpoint) -> None:
        path = self._run.epoch_path(what.state.epoch)
        path.parent.mkdir(exist_ok=True)
        try:
            checkpoints.write(path, what, flushed=False)
        except OSError:
            # What there was room for must not take it from the next checkpoint.
            with suppress(OSError):
                path.with_suffix(".unfinished").unlink(missing_ok=True)
            raise

    def _drop_after(self, done: int) -> None:
        for epoch in self._run.epochs_kept:
            if epoch > done:
                self._run.epoch_path(epoch).unlink(missing_ok=True)

    def _has_room(self, weights: Arrays) -> bool:
        size = sum(weight.nbytes for weight in weights)
        whole = size * len(self._wanted)
        if self._spec.keep_epochs == "some" and whole > MOST:
            self._refuse(
                f"The networks of {len(self._wanted)} epochs would take "
                f"{whole / 1e6:,.0f} MB, so only the last one is kept. To see later "
                "how learning went, train with 'Networks of epochs' set to 'all'."
            )
            return False
        with suppress(OSError):
            if shutil.disk_usage(self._run.folder).free < size + ROOM:
                self._refuse(
                    f"Less than {ROOM / 1e6:.0f} MB are left on the disk of the study, "
                    "so networks of single epochs are not kept. All else is; free "
                    "space to keep those of the next epochs."
                )
                return False
        return True

    def _refuse(self, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            self._channel.send(Told(text=text))
