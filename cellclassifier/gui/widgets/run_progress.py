"""How far a training is: epoch, minibatch, time left, and a button to stop it."""

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.messages import BatchEnded, EpochEnded
from cellclassifier.gui import theme


class RunProgress(QWidget):
    """One line of progress; times are measured here, between what is told.

    Signals:
        stopped: The user asked to stop.
    """

    stopped = Signal()

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._epochs = self._batches = 0
        self._epoch = 1
        self._seconds = 0.0
        self._started = clock()
        self._stopping = False
        self.name = theme.muted("")
        self.text = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the run")
        self.stop = QPushButton(theme.icon("stop"), "Stop")
        self.stop.setToolTip(
            "Stop now; the network is kept as it is at this moment (Ctrl+.)"
        )
        self.stop.clicked.connect(self._on_stop)
        line = QHBoxLayout()
        line.addWidget(self.text)
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addWidget(self.name)
        box.addLayout(line)
        self.set_name("")

    def set_name(self, name: str) -> None:
        """Say which run this is about; nothing where that is plain."""
        self.name.setText(name)
        self.name.setVisible(bool(name))

    def begin(self, epochs: int) -> None:
        """A run of so many epochs has been asked for; its worker is being started."""
        self._epochs, self._epoch, self._batches = epochs, 1, 0
        self._seconds = 0.0
        self._stopping = False
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.tell("Starting the worker ...")

    def tell(self, text: str) -> None:
        """Show a text in place of the epoch, unless the run is being stopped."""
        if not self._stopping:
            self.text.setText(text)

    def show_stopping(self) -> None:
        """The run has been asked to stop; that stays said until it has ended."""
        self.stop.setEnabled(False)
        self.tell("Stopping after this minibatch ...")
        self._stopping = True

    def start_epochs(self, batches: int) -> None:
        """The first epoch, of so many minibatches, begins."""
        self._batches = batches
        self._started = self._clock()
        self.bar.setRange(0, max(1, self._epochs * batches))
        self._show(0)

    def show_batch(self, event: BatchEnded) -> None:
        """Some minibatches of an epoch are done."""
        self._epoch = event.epoch
        spent = self._clock() - self._started
        share = event.batch / event.of
        # Without an epoch measured yet, the first minibatches tell how long it takes.
        whole = self._seconds or spent / share
        left = whole * (1 - share) + whole * (self._epochs - event.epoch)
        self._show(event.batch, f" - {_duration(left)} left")

    def end_epoch(self, event: EpochEnded) -> None:
        """An epoch is over."""
        self._epoch = min(event.epoch + 1, max(self._epochs, 1))
        self._seconds = event.seconds
        self._started = self._clock()
        if event.epoch < self._epochs:
            left = event.seconds * (self._epochs - event.epoch)
            self._show(0, f" - {_duration(left)} left")
        else:
            self.bar.setValue(self.bar.maximum())
            self.tell("Writing the network ...")

    def _show(self, batch: int, more: str = "") -> None:
        self.tell(f"Epoch {self._epoch} of {self._epochs}{more}")
        self.bar.setValue((self._epoch - 1) * self._batches + batch)

    def _on_stop(self) -> None:
        self.show_stopping()
        self.stopped.emit()


def _duration(seconds: float) -> str:
    """Return a time as in 0:42 or 1:02:05."""
    hours, rest = divmod(round(seconds), 3600)
    minutes, seconds = divmod(rest, 60)
    if hours:
        return f"{hours}:{minutes:02d}:{seconds:02d}"
    return f"{minutes}:{seconds:02d}"
