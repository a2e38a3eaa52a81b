"""Reads the folders of a study, and prepares its tiles, off the GUI thread."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from cellclassifier.core.contents import Contents, read_contents
from cellclassifier.core.preparation import prepare
from cellclassifier.core.spec import StudySpec
from cellclassifier.gui.tasks import Background

EVERY = 20
"""Files between two reports: telling each small one would keep the window busy."""

Report = Callable[[str, int, int], None]
Work = Callable[[Report], Any]


class _Superseded(Exception):
    """Ends a work whose result no one wants any more."""


class Newest(QObject):
    """Does one long work at a time, and gives it up as soon as a newer one comes.

    It has a thread of its own, so that slow folders hold up nothing else.

    Signals:
        reported: What is done, how much of it, and of how much.
        found: What the work returned.
        failed: The exception that ended it.
    """

    reported = Signal(str, int, int)
    found = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self, threads=1)
        self._stopped = Event()
        self._work: Work = lambda report: None
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.timeout.connect(self._do)

    def begin(self, work: Work, delay_ms: int = 0) -> None:
        """Do `work`; what goes on is given up.

        Args:
            work: Is given what it reports to, and returns what is found.
            delay_ms: Time to wait for another work instead, ms.
        """
        self.stop()
        self._work = work
        if delay_ms:
            self._delay.start(delay_ms)
        else:
            self._do()

    def stop(self) -> None:
        """Give up what is being done: it tells nothing any more, and ends soon."""
        self._delay.stop()
        self._stopped.set()

    def close(self) -> None:
        """Give up what is being done, and wait until the file at hand is done."""
        self.stop()
        self._background.close()

    def _do(self) -> None:
        work = self._work
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
            "work",
            lambda: work(report),
            lambda found: unless_stopped(lambda: self.found.emit(found)),
            lambda error: unless_stopped(lambda: self.failed.emit(error)),
        )


class Scanner(Newest):
    """Reads folders; `found` gives the `Contents`."""

    def start(self, spec: StudySpec, delay_ms: int = 0) -> None:
        """Read the folders of `spec`, which has a training folder."""
        self.begin(lambda report: read_contents(spec, report), delay_ms)


class Preparer(Newest):
    """Makes the tiles of a study and checks them; `found` gives the `Prepared`."""

    def start(
        self, folder: Path, spec: StudySpec, contents: Contents, delay_ms: int = 0
    ) -> None:
        """Prepare what `contents` holds under the settings `spec`."""
        self.begin(lambda report: prepare(folder, spec, contents, report), delay_ms)
