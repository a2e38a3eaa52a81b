"""How far a training is: epoch, minibatch, time left, and a button to stop it."""

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr, within
from cellclassifier.core.messages import BatchEnded, EpochEnded
from cellclassifier.gui import theme
from cellclassifier.gui.following import NO_NODE
from cellclassifier.gui.widgets.durations import clock as clock_text
from cellclassifier.gui.widgets.live_line import LiveLine

STOPPING = tr("Stopping after this minibatch ...")
STOPPING_FAR = tr("Stopping within some seconds ...")
AFTER_EPOCH = tr("Stopping after this epoch")
PAUSING = tr("Pausing after this epoch")


class RunProgress(QWidget):
    """One line of progress; times are measured here, between what is told.

    Attributes:
        live: Learning rate, speed, memory and times, in numbers.

    Signals:
        stopped: The user asked to stop now.
        stopped_after_epoch: The user asked to stop when this epoch is over.
        paused: The user asked to wait when this epoch is over, to be resumed exactly.
    """

    stopped = Signal()
    stopped_after_epoch = Signal()
    paused = Signal()

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._epochs = self._batches = 0
        self._epoch = 1
        self._seconds = 0.0
        self._seen: _Seen | None = None
        self._stopping = self._ending = self._where = ""
        self.name = theme.muted("")
        self.text = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the run"))
        self.live = LiveLine()
        self.stop = _StopButton()
        self.stop.clicked.connect(self._on_stop)
        for text, tip, act in (
            (tr("Stop now"), _NOW, self._on_stop),
            (tr("Stop after this epoch"), _LATER, self._on_stop_after_epoch),
            (
                tr("Pause after this epoch, to be resumed exactly"),
                _PAUSE,
                self._on_pause,
            ),
        ):
            action = self.stop.menu().addAction(text)
            action.setToolTip(tip)
            action.triggered.connect(act)
        line = QHBoxLayout()
        line.addWidget(self.text)
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addWidget(self.name)
        box.addLayout(line)
        box.addWidget(self.live)
        self.set_name("")

    def set_name(self, name: str) -> None:
        """Say which run this is about; nothing where that is plain."""
        self.name.setText(name)
        self.name.setVisible(bool(name))

    def begin(self, epochs: int, done: int = 0) -> None:
        """A run has been asked for, or is found going on; its worker may be starting.

        Args:
            epochs: The epoch after which it ends.
            done: Epochs that were done before, by it or the run it goes on from.
        """
        self._epochs, self._batches = epochs, 0
        self._epoch = min(done + 1, max(epochs, 1))
        self._seconds, self._seen = 0.0, None
        self._stopping = self._ending = ""
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.live.clear()
        self.tell(self._first_words())

    def set_where(self, where: str) -> None:
        """Say "on node-3", "for a node", or "" for this computer."""
        self._where = where
        if self.bar.maximum() == 0:
            self.tell(self._first_words())

    def tell(self, text: str) -> None:
        """Show a text in place of the epoch, unless the run is being stopped."""
        if not self._stopping:
            self.text.setText(f"{self._ending}: {text}" if self._ending else text)

    def show_stopping(self) -> None:
        """The run has been asked to stop; that stays said until it has ended."""
        self.stop.setEnabled(False)
        self._ending = ""
        words = STOPPING_FAR if self._where else STOPPING
        self.tell(words)
        self._stopping = words

    def show_ending(self, words: str) -> None:
        """The run ends after this epoch; it can still be asked to stop at once.

        Args:
            words: `AFTER_EPOCH` or `PAUSING`.
        """
        self._ending = words
        self.tell(self._told_epoch())

    def start_epochs(self, batches: int) -> None:
        """An epoch of so many minibatches, the first or the next one, begins now."""
        self._seen = None
        self._set_batches(batches)
        self._show(0)

    def show_batch(self, event: BatchEnded) -> None:
        """Some minibatches of an epoch are done."""
        if event.epoch != self._epoch:
            self._epoch, self._seen = event.epoch, None
        self._set_batches(event.of)
        share = event.batch / event.of
        whole = self._whole_epoch(share)
        self.live.take(event)
        if whole is None:
            self.live.set_left(None, None)
            self._show(event.batch)
            return
        epoch = whole * (1 - share)
        left = epoch + whole * (self._epochs - event.epoch)
        self.live.set_left(epoch, left)
        self._show(event.batch, tr(" - {clock_text} left", clock_text=clock_text(left)))

    def end_epoch(self, event: EpochEnded) -> None:
        """An epoch is over."""
        self._epoch = min(event.epoch + 1, max(self._epochs, 1))
        self._seconds = event.seconds
        self._seen = None
        self.live.take(event)
        if event.epoch < self._epochs:
            left = event.seconds * (self._epochs - event.epoch)
            self.live.set_left(event.seconds, left)
            self._show(0, tr(" - {clock_text} left", clock_text=clock_text(left)))
        else:
            self.live.set_left(None, None)
            self.bar.setValue(self.bar.maximum())
            self.tell(tr("Writing the network ..."))

    def _whole_epoch(self, share: float) -> float | None:
        """Return how long an epoch takes, s; ``None`` where that is not known yet."""
        if self._seconds:
            return self._seconds
        now = self._clock()
        # Not from the beginning: a run may be found in the middle of an epoch, and the
        # first minibatch of all takes longer than the others.
        self._seen = self._seen or _Seen(now, share)
        if share <= self._seen.share:
            return None
        return (now - self._seen.time) / (share - self._seen.share)

    def _set_batches(self, batches: int) -> None:
        self._batches = batches
        self.bar.setRange(0, max(1, self._epochs * batches))

    def _first_words(self) -> str:
        if self._where == NO_NODE:
            return tr("Waiting {no_node} ...", no_node=NO_NODE)
        return tr("Starting the worker {where}", where=self._where).strip() + " ..."

    def _told_epoch(self) -> str:
        return tr("Epoch {epoch} of {epochs}", epoch=self._epoch, epochs=self._epochs)

    def _show(self, batch: int, more: str = "") -> None:
        # What is left of the run does not matter where it ends before.
        self.tell(self._told_epoch() + ("" if self._ending else more))
        self.bar.setValue((self._epoch - 1) * self._batches + batch)

    def _on_stop(self) -> None:
        self.show_stopping()
        self.stopped.emit()

    def _on_stop_after_epoch(self) -> None:
        self.show_ending(AFTER_EPOCH)
        self.stopped_after_epoch.emit()

    def _on_pause(self) -> None:
        self.show_ending(PAUSING)
        self.paused.emit()


_NOW = tr("The network is kept as it is at this moment")
_LATER = tr("The epoch is done to its end, and its network kept")
_PAUSE = tr(
    "The run waits when this epoch is over. Resumed, it gives the same numbers as if "
    "it had not been paused"
)


class _Seen(NamedTuple):
    """When an epoch was this far: time, s, and share, 0 to 1."""

    time: float
    share: float


class _StopButton(QToolButton):
    """Stops by a click; its arrow, or the key Down, offers other ways to end."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(tr("Stop"))
        self.setIcon(theme.icon("stop"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(
            tr(
                "Stop now (Ctrl+.): {now}{now_2}. The arrow offers to stop "
                "or to pause after this epoch",
                now=within(_NOW)[0],
                now_2=_NOW[1:],
            )
        )
        self.setAccessibleDescription(
            tr("The key Down offers other ways to end the run.")
        )
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.setMenu(menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu by the key Down."""
        if event.key() == Qt.Key.Key_Down:
            self.showMenu()
        else:
            super().keyPressEvent(event)
