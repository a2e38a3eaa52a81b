"""How a run went or goes: its two curves, and its log in lines."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from cellclassifier.core import devices
from cellclassifier.core.language import tr
from cellclassifier.core.messages import (
    BatchEnded,
    Began,
    EpochEnded,
    Event,
    Kept,
    Told,
)
from cellclassifier.core.run_record import History
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.metric_history import MOST, Points, thinned
from cellclassifier.gui.widgets.metric_plot import MetricPlot


class RunCurves(QWidget):
    """Is fed with events, from the file of a run or live; each counts once.

    A run that was resumed begins again, and may tell an epoch a second time, which then
    replaces the first.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._epochs: dict[int, EpochEnded] = {}
        self._known: set[Began | Told | Kept] = set()
        self._batch_x: list[float] = []
        self._batch_y: list[float] = []
        self.accuracy = MetricPlot(tr("Accuracy"), "%", percent=True)
        self.loss = MetricPlot(tr("Loss"), "", percent=False)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setAccessibleName(tr("Log of the run"))
        self.log.setMaximumHeight(40 * theme.SPACE)
        folded = Collapsible(tr("Log"))
        log_box = QVBoxLayout(folded.content)
        log_box.setContentsMargins(0, 0, 0, 0)
        log_box.addWidget(self.log)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.accuracy, 1)
        box.addWidget(self.loss, 1)
        box.addWidget(folded)

    @cached_property
    def history(self) -> History:
        """What was measured in each epoch so far."""
        return History.of(self._epochs.values())

    @property
    def best(self) -> int | None:
        """Epoch with the smallest validation loss; ``None`` without validation."""
        losses = {e.epoch: e.val_loss for e in self.history.epochs}
        finite = {e: v for e, v in losses.items() if v is not None and np.isfinite(v)}
        return min(finite, key=finite.__getitem__, default=None)

    def clear(self) -> None:
        """Forget the run."""
        self._epochs, self._known = {}, set()
        self.__dict__.pop("history", None)
        self._batch_x, self._batch_y = [], []
        self.log.clear()
        self.accuracy.clear()
        self.loss.clear()

    def set_message(self, text: str) -> None:
        """Set the sentence that stands where there is nothing to plot."""
        self.accuracy.set_message(text)
        self.loss.set_message(text)

    def set_batch_losses(self, x: Sequence[float], y: Sequence[float]) -> None:
        """Show the loss of the minibatches so far, thin behind the other curves.

        What `take` is told later comes after them.

        Args:
            x: Time in epochs since the start, rising, as in `Run.batch_losses`.
            y: Loss, nats; what is not finite leaves a gap.

        Raises:
            ValueError: If the lengths differ.
        """
        if len(x) != len(y):
            raise ValueError("times and losses of minibatches differ in number")
        self._batch_x, self._batch_y = list(x), list(y)
        self._draw_batches()

    def take(self, event: Event) -> None:
        """Take in an event; `draw` shows what comes of the epochs."""
        # One that was read from the file may still be on its way from the worker.
        match event:
            case BatchEnded():
                self._take_batch(event)
            case EpochEnded() if self._epochs.get(event.epoch) != event:
                self._epochs[event.epoch] = event
                self.__dict__.pop("history", None)
                self.log.appendPlainText(_line(event))
            case Began() | Told() | Kept() if event not in self._known:
                self._known.add(event)
                self.log.appendPlainText(_told(event))

    def draw(self) -> None:
        """Draw the curves anew."""
        found = self.history.epochs
        epochs = [epoch.epoch for epoch in found]
        val_accuracy = [_number(epoch.val_accuracy) for epoch in found]
        val_loss = [_number(epoch.val_loss) for epoch in found]
        validated = any(epoch.val_loss is not None for epoch in found)
        self.accuracy.set_history(
            epochs, self.history.accuracy, val_accuracy if validated else None
        )
        self.loss.set_history(
            epochs, self.history.loss, val_loss if validated else None
        )
        self.accuracy.set_best(self.best)
        self.loss.set_best(self.best)

    def _take_batch(self, event: BatchEnded) -> None:
        time = event.epoch - 1 + event.batch / event.of
        # A run that was resumed goes on from an earlier time than it had reached.
        while self._batch_x and self._batch_x[-1] >= time:
            self._batch_x.pop()
            self._batch_y.pop()
        if event.loss is None:
            return
        self._batch_x.append(time)
        self._batch_y.append(event.loss)
        if len(self._batch_x) > 2 * MOST:
            fewer = thinned(Points(np.array(self._batch_x), np.array(self._batch_y)))
            self._batch_x, self._batch_y = fewer.x.tolist(), fewer.y.tolist()
        self._draw_batches()

    def _draw_batches(self) -> None:
        points = Points(np.array(self._batch_x, float), np.array(self._batch_y, float))
        self.loss.set_batches(points)


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _told(event: Began | Told | Kept) -> str:
    match event:
        case Began():
            return _beginning(event)
        case Told():
            return event.told
    early = tr("Stopped early: the validation loss has not fallen any more. ")
    kept = tr("The network of epoch {epoch} is kept.", epoch=event.epoch)
    if event.epoch == 0:
        kept = tr("The network is kept as it was before the first epoch was over.")
    return early + kept if event.stopped_early else kept


def _beginning(event: Began) -> str:
    values = {
        "device": devices.told(event.device),
        "tiles": event.training_tiles,
        "aside": event.validation_tiles,
        "batches": event.batches,
    }
    if event.epoch:
        return tr(
            "Going on after epoch {epoch}, training on {device}: {tiles} tiles for "
            "training, {aside} for validation, {batches} minibatches an epoch.",
            epoch=event.epoch,
            **values,
        )
    return tr(
        "Training on {device}: {tiles} tiles for training, {aside} for validation, "
        "{batches} minibatches an epoch.",
        **values,
    )


def _line(event: EpochEnded) -> str:
    text = tr(
        "Epoch {epoch}: accuracy {accuracy:.1f} %, loss {loss:.4f}",
        epoch=event.epoch,
        accuracy=100 * event.accuracy,
        loss=event.loss,
    )
    if event.val_accuracy is not None and event.val_loss is not None:
        text += tr(
            "; validation accuracy {val_accuracy:.1f} %, loss {val_loss:.4f}",
            val_accuracy=100 * event.val_accuracy,
            val_loss=event.val_loss,
        )
    return f"{text} ({event.seconds:.1f} s)"
