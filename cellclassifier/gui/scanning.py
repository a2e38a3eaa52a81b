"""Reads the folders of a study off the GUI thread, one reading at a time."""

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import read_contents
from cellclassifier.gui.tasks import Background

EVERY = 20
"""Files between two reports: telling each small one would keep the window busy."""


class _Superseded(Exception):
    """Ends a reading whose result no one wants any more."""


class Scanner(QObject):
    """Has a thread of its own, so that slow folders hold up nothing else.

    Signals:
        reported: What is read ("train", or a test set), files done, and of how many.
        found: The `Contents` that were read.
        failed: The exception that ended a reading.
    """

    reported = Signal(str, int, int)
    found = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self, threads=1)
        self._stopped = Event()
        self._spec = StudySpec()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.timeout.connect(self._read)

    def start(self, spec: StudySpec, delay_ms: int = 0) -> None:
        """Read the folders of `spec`; a reading that goes on is given up.

        Args:
            spec: Settings of the study; it has a training folder.
            delay_ms: Time to wait for another start instead, ms.
        """
        self.stop()
        self._spec = spec
        if delay_ms:
            self._delay.start(delay_ms)
        else:
            self._read()

    def stop(self) -> None:
        """Give up what is being read: it tells nothing any more, and ends soon."""
        self._delay.stop()
        self._stopped.set()

    def close(self) -> None:
        """Give up what is being read, and wait until the file at hand is done."""
        self.stop()
        self._background.close()

    def _read(self) -> None:
        spec = self._spec
        stopped = self._stopped = Event()

        def unless_stopped(call: Callable[[], None]) -> None:
            if not stopped.is_set():
                call()

        def report(name: str, done: int, of: int) -> None:
            if stopped.is_set():
                raise _Superseded
            if done % EVERY == 0 or done == of:
                tell = self.reported.emit
                self._background.tell(
                    lambda: unless_stopped(lambda: tell(name, done, of))
                )

        self._background.run(
            "scan",
            lambda: read_contents(spec, report),
            lambda contents: unless_stopped(lambda: self.found.emit(contents)),
            lambda error: unless_stopped(lambda: self.failed.emit(error)),
        )
