"""The line at the foot of the window: device, memory, and what goes on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar

from cellclassifier.core import devices
from cellclassifier.core.language import tr
from cellclassifier.core.messages import BatchEnded, Began, EpochEnded, Event
from cellclassifier.gui import theme
from cellclassifier.gui.following import NO_NODE
from cellclassifier.gui.run_facts import name_of
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.elided_line import ElidedLine

if TYPE_CHECKING:
    from cellclassifier.core.runs import Run

SHOWN_MS = 300
"""Time until the free memory is first told, ms: the window itself comes first."""

MEMORY_MS = 3_000
"""Time between two looks at the computer's memory, ms."""


_LEAST = 40 * theme.SPACE
"""Width that a text keeps where it has so much to say, px."""


class Status(QStatusBar):
    """Is seen from every page, and so tells of a training wherever the user is.

    What is told stands in a label, as all else: painted beside widgets, it would be cut
    off without a sign.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._run: Run | None = None
        self._told = ""
        self._epoch, self._share = 1, 0.0
        # What is helped with is short: it is shown in place of a training meanwhile.
        self._helped = ("", 0, 0)
        self._trained = ("", 0, 0)
        self.message = ElidedLine(least=_LEAST)
        self.device, self.work = ElidedLine(least=_LEAST), ElidedLine(least=_LEAST)
        self.device.setMaximumWidth(2 * _LEAST)
        self.work.setMaximumWidth(5 * _LEAST // 2)
        self.setContentsMargins(theme.SPACE, 0, 0, 0)
        self.memory = QLabel()
        self.addWidget(self.message, 1)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(30 * theme.SPACE)
        self.bar.setAccessibleName(tr("Background work"))
        for widget in (self.device, self.memory, self.work, self.bar):
            self.addPermanentWidget(widget)
        timer = QTimer(self)
        timer.setInterval(MEMORY_MS)
        timer.timeout.connect(self._show_memory)
        timer.start()
        session.told.connect(self.tell)
        session.progressed.connect(self._on_progress)
        session.heard.connect(self._on_event)
        session.training_changed.connect(self._on_training)
        session.device_changed.connect(
            lambda: self.device.setText(devices.told(session.device))
        )
        QTimer.singleShot(SHOWN_MS, self, self._show_memory)
        self._show_work()

    def tell(self, sentence: str) -> None:
        """Tell a sentence in place of the one before; an empty one takes it back."""
        self.message.setText(sentence)

    def currentMessage(self) -> str:
        """Return what is told, whether or not there is room for all of it."""
        return self.message.text()

    def _on_progress(self, what: str, done: int, of: int) -> None:
        self._helped = (what, done, of)
        self._show_work()

    def _on_training(self) -> None:
        self._drop_told()
        before, self._run = self._run, self._session.training
        # The queue changes in the middle of a training too, which starts no new one.
        if self._run and self._run is not before:
            self._epoch = 1
            self._tell_epoch(0.0)
        elif self._run:
            # It may have come to another node.
            self._tell_epoch(self._share)
        else:
            self._trained = ("", 0, 0)
            self._show_work()

    def _drop_told(self) -> None:
        """Say no longer what a conductor has taken back, such as that it waits."""
        told = self._session.desk.standing.told
        if told is None and self._told and self.currentMessage() == self._told:
            self.tell("")
        self._told = told.told if told else ""

    def _on_event(self, event: Event) -> None:
        match event:
            case Began():
                self._tell_epoch(0.0)
            case BatchEnded():
                self._epoch = event.epoch
                self._tell_epoch(event.batch / event.of)
            case EpochEnded():
                self._epoch = event.epoch
                self._tell_epoch(1.0)

    def _tell_epoch(self, share: float) -> None:
        self._share = share
        run = self._session.training
        if run is None:
            return
        epochs = run.record.study.training.epochs
        where = self._session.desk.where(run.id)
        if where == NO_NODE:
            words = tr(
                "{name_of} waits {no_node}", name_of=name_of(run), no_node=NO_NODE
            )
        else:
            name = f"{name_of(run)} {where}".strip()
            words = tr(
                "Training {name}, epoch {epoch} of {epochs}",
                name=name,
                epoch=self._epoch,
                epochs=epochs,
            )
        self._trained = (words, round(100 * (self._epoch - 1 + share)), 100 * epochs)
        self._show_work()

    def _show_work(self) -> None:
        what, done, of = self._helped if self._helped[0] else self._trained
        self.work.setText(what)
        self.bar.setVisible(bool(what))
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def _show_memory(self) -> None:
        # Imported here: the window starts sooner without.
        import psutil

        memory = psutil.virtual_memory()
        free, total = memory.available / 2**30, memory.total / 2**30
        self.memory.setText(
            tr("memory: {free:.1f} of {total:.0f} GiB free", free=free, total=total)
        )
