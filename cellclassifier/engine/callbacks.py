"""What goes on around the batches and epochs of a Keras fit."""

import math
import time
from typing import Any

import keras

from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import EpochEnded
from cellclassifier.core.runs import Ask, Run
from cellclassifier.engine import device
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.compiling import reset_seeds
from cellclassifier.engine.control import Control
from cellclassifier.engine.data import TileBatches
from cellclassifier.engine.keeping import Keeper
from cellclassifier.engine.live import Epoch, Live
from cellclassifier.engine.progress import is_over
from cellclassifier.engine.schedules import Place, learning_rate
from cellclassifier.engine.troubles import Pace, still


class Follower(keras.callbacks.Callback):
    """Decides on each batch by seed, epoch and place alone, tells of it and keeps it.

    It raises `Cancelled` at the next batch: Keras's own ``stop_training`` would still
    go through the whole validation.

    Attributes:
        asked: What the training was asked for at the end of its last epoch.
    """

    def __init__(
        self,
        run: Run,
        channel: Channel,
        control: Control,
        keeper: Keeper,
        batches: TileBatches,
    ) -> None:
        super().__init__()
        self._spec, self._first = run.record.study.training, run.record.first_epoch
        self._channel, self._control, self._keeper = channel, control, keeper
        self._batches = batches
        self._live, self._pace = Live(run, channel), Pace()
        self._epoch, self._rate = 0, self._spec.learning_rate
        self._began = time.monotonic()
        self.asked: Ask | None = None

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Set what the epoch, counted from 1, depends on."""
        self._epoch, self._began = epoch + 1, time.monotonic()
        self._batches.begin(self._epoch)
        reset_seeds(self.model, self._spec.seed, self._epoch)
        found = self._batches
        self._live.begin(
            Epoch(self._epoch, len(found), found.n_tiles, found.batch_size)
        )
        self._pace.restart()

    def on_train_batch_begin(
        self, batch: int, logs: dict[str, Any] | None = None
    ) -> None:
        """Set the learning rate."""
        state, batches = self._keeper.state, len(self._batches)
        place = Place(
            self._epoch, batch, batches, self._first, state.steps, state.factor
        )
        rate = learning_rate(self._spec, place)
        # To set it takes longer than all else here; the first batch always does.
        if batch == 0 or rate != self._rate:
            self.model.optimizer.learning_rate = rate
        self._rate = rate

    def on_train_batch_end(
        self, batch: int, logs: dict[str, Any] | None = None
    ) -> None:
        """Tell of the batch; stop where asked, or where the loss is no number."""
        self._tick()
        loss = float((logs or {})["loss"])
        self._refuse_no_number(loss)
        self._live.batch_ended(batch, loss, self._rate)

    def on_test_begin(self, logs: dict[str, Any] | None = None) -> None:
        """Leave the time to the first batch of the validation out of account."""
        self._pace.restart()

    def on_test_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        """Stop where asked, in validation too."""
        self._tick()

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Keep the epoch and tell of it; stop where it is to be the last."""
        found = {name: float(value) for name, value in (logs or {}).items()}
        self._refuse_no_number(found["loss"], found.get("val_loss", 0.0))
        self._keeper.epoch_ended(
            self.model, self._ended(found), self._live, self._batches.batch_size
        )
        self.asked = self._control.after_epoch()
        if self.asked or is_over(self._keeper.state, self._spec):
            self.model.stop_training = True

    def _tick(self) -> None:
        self._control.check()
        if seconds := self._pace.tick():
            self._channel.send(still(seconds, self._epoch))

    def _refuse_no_number(self, *losses: float) -> None:
        if not all(map(math.isfinite, losses)):
            raise UserError(
                f"The loss was no number any more in epoch {self._epoch}. The learning "
                "rate is too large for this network: train again with a tenth of it."
            )

    def _ended(self, logs: dict[str, float]) -> EpochEnded:
        names = ("accuracy", "loss", "val_accuracy", "val_loss")
        return EpochEnded(
            epoch=self._epoch,
            seconds=time.monotonic() - self._began,
            learning_rate=self._rate,
            images_per_second=self._live.images_per_second,
            memory=device.memory_used(),
            **{name: logs[name] for name in names if name in logs},
        )
