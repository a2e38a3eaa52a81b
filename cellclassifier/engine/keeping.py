"""What a training keeps after each epoch, and the networks that it leaves."""

from pathlib import Path

import keras

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_table
from cellclassifier.core.messages import EpochEnded, Kept, Told
from cellclassifier.core.runs import Run
from cellclassifier.engine import checkpoints
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.checkpoints import Checkpoint
from cellclassifier.engine.kept_epochs import EpochKeeper
from cellclassifier.engine.live import Live, curve_path, cut_curve
from cellclassifier.engine.progress import (
    State,
    advanced,
    going_on,
    kept_epoch,
    stopped_early,
)
from cellclassifier.engine.troubles import Troubles

COLUMNS = (
    "epoch",
    "accuracy",
    "loss",
    "val_accuracy",
    "val_loss",
    "seconds",
    "learning_rate",
    "images_per_second",
    "memory",
)


class Keeper:
    """Keeps where a training is, so that it can go on there after any end.

    Attributes:
        state: Where it is.
        troubles: Tells where something cannot be written.
    """

    def __init__(self, run: Run, channel: Channel, state: State) -> None:
        self._run, self._channel = run, channel
        self._spec = run.record.study.training
        self.state = state
        self.troubles = Troubles(channel)
        self._epochs = EpochKeeper(run, channel, self.troubles)
        self._first = state
        self._best: Checkpoint | None = None
        self._flushed = True

    def begin(self, found: Checkpoint | None) -> None:
        """Bring the run's folder to the state: what came after it is made again.

        Args:
            found: The checkpoint of the state; ``None`` where nothing is trained yet.

        Raises:
            UserError: The weights of the best epoch are lost.
            OSError: The run's folder cannot be written.
        """
        run, state = self._run, self.state
        cut_curve(_curve_source(run), curve_path(run), state.epoch)
        goes_on = run.record.continues and not run.checkpoint_path.exists()
        self._epochs.begin(found, _parent(run) if goes_on else None)
        if found is None:
            return
        self._restore_best(found)
        self._first = self.state
        self._write_history()
        known = set(run.history().epochs)
        for epoch in state.history:
            if epoch not in known:
                self._channel.send(epoch)

    def _restore_best(self, found: Checkpoint) -> None:
        best = self.state.best_epoch
        if not self._spec.early_stopping or not best:
            return
        if best == self.state.epoch:
            checkpoints.write(self._run.best_path, found._replace(optimizer=[]))
            return
        if self._run.best_path.exists() or self._run.checkpoint_path.exists():
            checkpoints.read(self._run.best_path)
            return
        path = _parent(self._run).best_path
        if path.exists() and checkpoints.read(path).state.epoch == best:
            checkpoints.write(self._run.best_path, checkpoints.read(path))
            return
        # The other run kept no best epoch: only those to come can be.
        forgotten = {"best_epoch": 0, "best_loss": None}
        self.state = self.state.model_copy(update=forgotten)

    def keep_start(self, model: keras.Model) -> None:
        """Keep the network as it is before any training, where that is wanted."""
        self._epochs.keep_start(model, self.state)

    def epoch_ended(
        self, model: keras.Model, epoch: EpochEnded, live: Live, batch_size: int
    ) -> None:
        """Keep the state after an epoch, then tell of it.

        In this order: what was told is then never trained again.

        Args:
            model: The network, compiled.
            epoch: What the epoch measured.
            live: Its batches.
            batch_size: Tiles in a minibatch.
        """
        self.state = advanced(self.state, self._spec, epoch, live.batches, batch_size)
        found = Checkpoint(self.state, *checkpoints.capture(model))
        self.troubles.attempt(live.write_curve)
        self.troubles.attempt(lambda: self._write(found))
        self._epochs.keep(found.state, found.weights)
        self.troubles.attempt(self._write_history)
        self._channel.send(epoch)
        if self._channel.log and self._channel.log.trouble:
            self.troubles.tell(self._channel.log.trouble)

    def back(self) -> Checkpoint | None:
        """Go back to what was kept last, since the epoch begins again; return it."""
        found = starting_point(self._run)
        own = found and self._run.checkpoint_path.exists()
        self.state = found.state if found and own else self._first
        self._best = None
        return found

    def _write(self, found: Checkpoint) -> None:
        if self._spec.early_stopping and found.state.best_epoch == found.state.epoch:
            # Its checkpoint holds the same weights, if it dies before the next line.
            self._best = _copy(found)
        else:
            # Any other checkpoint must not be there before the best weights are.
            self._write_best()
            self._flush_best()
        checkpoints.write(self._run.checkpoint_path, found)
        self._write_best()

    def _write_best(self) -> None:
        if self._best:
            checkpoints.write(self._run.best_path, self._best, flushed=False)
            self._best, self._flushed = None, False

    def _flush_best(self) -> None:
        if not self._flushed:
            checkpoints.flush(self._run.best_path)
            self._flushed = True

    def _write_history(self) -> None:
        rows = [[getattr(e, name) for name in COLUMNS] for e in self.state.history]
        write_table(self._run.folder / "history.csv", COLUMNS, rows)

    def finish(self, model: keras.Model) -> None:
        """Write the network that is kept, and the last one where that is another.

        Raises:
            UserError: It cannot be written.
        """
        epoch = kept_epoch(self.state, self._spec)
        if epoch != self.state.epoch:
            epoch = self._take_best(model, epoch)
        self.save(model, self._run.model_path)
        early = stopped_early(self.state, self._spec)
        self._channel.send(Kept(epoch=epoch, stopped_early=early))

    def _take_best(self, model: keras.Model, epoch: int) -> int:
        path = self._run.best_path
        best = self._best or checkpoints.read(path)
        if best.state.epoch != epoch:
            # A training that is not reproducible died between two files.
            text = f"The weights of epoch {epoch} are lost, so the last epoch is kept."
            self._channel.send(Told(text=text))
            return self.state.epoch
        self.save(model, self._run.last_path)
        checkpoints.set_all(model.weights, best.weights, path)
        return epoch

    def save(self, model: keras.Model, path: Path) -> None:
        """Write a network.

        Raises:
            UserError: It cannot be written.
        """
        # Keras wants the ending; the rename makes the file appear whole or not at all.
        unfinished = self._run.folder / "unfinished.keras"
        try:
            model.save(unfinished)
            unfinished.replace(path)
        except OSError as error:
            raise UserError(self._why_not_saved(path, error)) from error

    def _why_not_saved(self, path: Path, error: OSError) -> str:
        start = f"The network could not be written to {path} ({error.strerror or error}"
        try:
            kept = checkpoints.read(self._run.checkpoint_path).state.epoch
        except UserError:
            return f"{start}). What it had learnt is lost. Free space and train again."
        return (
            f"{start}). Kept is all up to epoch {kept} of {self.state.epoch}: free "
            "space, or connect the disk again, and resume the run."
        )


def starting_point(run: Run) -> Checkpoint | None:
    """Return where the training of a run goes on; ``None`` where it begins.

    Raises:
        UserError: A checkpoint is damaged, or the run that it goes on from is gone.
    """
    if run.checkpoint_path.exists():
        return checkpoints.read(run.checkpoint_path)
    if not run.record.continues:
        return None
    path = _parent(run).checkpoint_path
    if not path.exists():
        raise UserError(
            f"The run {run.record.continues}, which this one adds epochs to, has no "
            "checkpoint. Train anew, with more epochs."
        )
    found = checkpoints.read(path)
    if found.state.epoch != run.record.first_epoch:
        raise UserError(
            f"The run {run.record.continues}, which this one adds epochs to, has "
            f"{found.state.epoch} epochs now, not {run.record.first_epoch}. Add epochs "
            "to it once more."
        )
    return found._replace(state=going_on(found.state))


def _copy(found: Checkpoint) -> Checkpoint:
    weights = [weight.copy() for weight in found.weights]
    return Checkpoint(found.state, weights, [])


def _parent(run: Run) -> Run:
    return Run(run.folder.parent / run.record.continues)


def _curve_source(run: Run) -> Path:
    if curve_path(run).exists() or not run.record.continues:
        return curve_path(run)
    return curve_path(_parent(run))
