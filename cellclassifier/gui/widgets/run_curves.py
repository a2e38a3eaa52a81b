"""How a run went or goes: its two curves, and its log in lines."""

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from cellclassifier.core.messages import Began, EpochEnded, Event
from cellclassifier.core.runs import History
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.metric_plot import MetricPlot


class RunCurves(QWidget):
    """Is fed with events, from the file of a run or live; each counts once.

    Attributes:
        history: What was measured in each epoch so far.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history = History(())
        self._began = False
        self.accuracy = MetricPlot("Accuracy", "%", percent=True)
        self.loss = MetricPlot("Loss", "", percent=False)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setAccessibleName("Log of the run")
        self.log.setMaximumHeight(40 * theme.SPACE)
        folded = Collapsible("Log")
        log_box = QVBoxLayout(folded.content)
        log_box.setContentsMargins(0, 0, 0, 0)
        log_box.addWidget(self.log)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.accuracy, 1)
        box.addWidget(self.loss, 1)
        box.addWidget(folded)

    def clear(self) -> None:
        """Forget the run."""
        self.history, self._began = History(()), False
        self.log.clear()
        self.accuracy.clear()
        self.loss.clear()

    def set_message(self, text: str) -> None:
        """Set the sentence that stands where there is nothing to plot."""
        self.accuracy.set_message(text)
        self.loss.set_message(text)

    def take(self, event: Event) -> None:
        """Take in an event; `draw` shows what comes of it."""
        # One that was read from the file may still be on its way from the worker.
        match event:
            case Began() if not self._began:
                self._began = True
                self.log.appendPlainText(_beginning(event))
            case EpochEnded() if event.epoch > len(self.history.epochs):
                self.history = History((*self.history.epochs, event))
                self.log.appendPlainText(_line(event))

    def draw(self) -> None:
        """Draw the curves anew."""
        history = self.history
        epochs = [epoch.epoch for epoch in history.epochs]
        validated = len(history.val_loss) == len(epochs) > 0
        val_accuracy = history.val_accuracy if validated else None
        self.accuracy.set_history(epochs, history.accuracy, val_accuracy)
        self.loss.set_history(
            epochs, history.loss, history.val_loss if validated else None
        )
        self.accuracy.set_best(history.best)
        self.loss.set_best(history.best)


def _beginning(event: Began) -> str:
    return (
        f"Training on {event.device}: {event.training_tiles} tiles for training, "
        f"{event.validation_tiles} for validation, {event.batches} minibatches an "
        "epoch."
    )


def _line(event: EpochEnded) -> str:
    text = (
        f"Epoch {event.epoch}: accuracy {100 * event.accuracy:.1f} %, loss "
        f"{event.loss:.4f}"
    )
    if event.val_accuracy is not None and event.val_loss is not None:
        text += (
            f"; validation accuracy {100 * event.val_accuracy:.1f} %, loss "
            f"{event.val_loss:.4f}"
        )
    return f"{text} ({event.seconds:.1f} s)"
