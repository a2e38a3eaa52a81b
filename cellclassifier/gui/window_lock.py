"""One window a study: the first may change it, others may look."""

import json
import os
import socket
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr

if TYPE_CHECKING:
    import filelock

AGAIN_MS = 3_000
"""Time between two attempts to take a study that another window has, ms."""


class WindowLock(QObject):
    """Holds the open study for this window.

    Attributes:
        reason: Why this window may not change the study, as a sentence; "" if it may.

    Signals:
        changed: `reason` is another one.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reason = ""
        self._folder: Path | None = None
        self._lock: filelock.BaseFileLock | None = None
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._try)

    def take(self, study_folder: Path) -> None:
        """Let go of the study held so far, and hold this one if nobody does."""
        self.release()
        self._folder = study_folder
        self._try()

    def release(self) -> None:
        """Hold nothing any more."""
        self._again.stop()
        if self._lock is not None:
            self._lock.release()
        self._lock, self._folder, self.reason = None, None, ""

    def _try(self) -> None:
        # Imported here: the window starts sooner without.
        import filelock

        assert self._folder is not None
        lock = filelock.FileLock(self._folder / ".window.lock")
        before = self.reason
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            self.reason = _told(self._folder)
            self._again.start()
        except OSError as error:
            self.reason = tr(
                "The study's folder {folder} cannot be written "
                "({strerror}), so it can only be looked at. Copy it to a folder "
                "of your own to change it.",
                folder=self._folder,
                strerror=error.strerror,
            )
        else:
            self._lock, self.reason = lock, ""
            self._again.stop()
            self._sign()
        if self.reason != before:
            self.changed.emit()

    def _sign(self) -> None:
        """Say who holds the study, for other windows."""
        assert self._folder is not None
        facts = {
            "computer": socket.gethostname(),
            "process": os.getpid(),
            "since": datetime.now().astimezone().strftime("%d %b %H:%M"),
        }
        try:
            write_atomically(self._folder / ".window.json", json.dumps(facts))
        except OSError:
            # The lock counts; who holds it is only told.
            return


def _told(folder: Path) -> str:
    """Return why the study may only be looked at: another window has it."""
    try:
        facts = json.loads((folder / ".window.json").read_bytes())
        who = tr(
            " (on {facts}, process {facts_2}, since {facts_3})",
            facts=facts["computer"],
            facts_2=facts["process"],
            facts_3=facts["since"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        who = ""
    return tr(
        "This study is open in another window{who}, so here it can only be looked at. "
        "Close that window to change settings or to train from this one.",
        who=who,
    )
