"""A dialog that does one thing beside the window, shows how far it is, and can stop."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.notice import Notice, primary

T = TypeVar("T")
Progress = Callable[[str, int, int], None]

STOPPED = tr("Cancelled; nothing was left behind.")


class Stopped(Exception):
    """Ends a work that is no longer wanted."""


class PathLine(QWidget):
    """A path that is typed or looked for.

    Attributes:
        text: The line.
        button: Looks for it.
    """

    def __init__(self, name: str, tip: str, look: Callable[[], Path | None]) -> None:
        """Make a line.

        Args:
            name: What the path is of, for a screen reader.
            tip: What is expected.
            look: Lets the user look for it; ``None`` where that was given up.
        """
        super().__init__()
        self._look = look
        self.text = QLineEdit()
        self.text.setAccessibleName(name)
        self.text.setToolTip(tip)
        self.button = QPushButton(theme.icon("folder"), tr("Choose ..."))
        self.button.setAccessibleName(tr("Choose: {name}", name=name))
        self.button.setToolTip(tip)
        self.button.clicked.connect(self._choose)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.text, 1)
        line.addWidget(self.button)

    @property
    def path(self) -> Path | None:
        """The path; ``None`` where none is named."""
        words = self.text.text().strip()
        return Path(words).expanduser() if words else None

    def _choose(self) -> None:
        if chosen := self._look():
            self.text.setText(str(chosen))


class WorkDialog(QDialog):
    """Words, a form, a bar, and two buttons: to begin, and to cancel or close.

    Attributes:
        notice: How it ended.
        bar: How far it is.
        start: Begins.
        cancel: Cancels what goes on; closes where nothing does.
        working: Whether something goes on.
    """

    def __init__(
        self, title: str, words: str, begin: str, parent: QWidget | None = None
    ) -> None:
        """Make a dialog without a form; whoever adds one calls `show_state` then.

        Args:
            title: Of the window.
            words: What it is for.
            begin: Text of the button that begins.
            parent: The window that it belongs to.
        """
        super().__init__(parent)
        self.background = Background(self, threads=2)
        self._stopped = Event()
        self._made: Path | None = None
        self.working = False
        self.setWindowTitle(title)
        self.words = BreakingLabel(words)
        self.form = QVBoxLayout()
        self.form.setSpacing(2 * theme.SPACE)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("how far it is"))
        self.notice = Notice()
        self.start = primary(QPushButton(begin))
        self.cancel = QPushButton(tr("Close"))
        self.cancel.setToolTip(tr("Stops what goes on, or closes this."))
        self.notice.acted.connect(self._act)
        self.start.clicked.connect(self.begin)
        self.cancel.clicked.connect(self._stop_or_close)
        self._arrange()
        self.bar.hide()

    def begin(self) -> None:
        """Do it; each dialog says what."""
        raise NotImplementedError

    def missing(self) -> str:
        """Return what has to be given before it can begin, or nothing."""
        return ""

    def act(self) -> None:
        """Do what the button of the notice offers: show what was made."""
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))

    def reject(self) -> None:
        """End what goes on, by Escape as by the mouse."""
        self.end()
        super().reject()

    def end(self) -> None:
        """Stop, and wait for that; nothing half made stays."""
        self._stopped.set()
        self.background.close()

    def work(self, do: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Do something in the background.

        Args:
            do: What is done; told what to report to, which raises to stop it.
            done: Called with what came of it.
        """
        self._stopped.clear()

        def progress(what: str, count: int, of: int) -> None:
            # On the thread that works.
            if self._stopped.is_set():
                raise Stopped
            self.background.tell(lambda: self.show_progress(what, count, of))

        self.set_working(True)
        self.background.run("work", lambda: do(progress), done, self.fail)

    def tell_done(
        self, sentence: str, where: Path, action: str = tr("Show it")
    ) -> None:
        """Say what was made, and where; a button shows it."""
        self.set_working(False)
        self._made = where
        self.notice.tell(sentence, "ok", action=action)

    def fail(self, error: BaseException) -> None:
        """Say why nothing came of it."""
        self.set_working(False)
        if isinstance(error, Stopped):
            self.notice.tell(STOPPED, "info")
        elif isinstance(error, UserError):
            self.notice.tell(str(error), "error")
        elif isinstance(error, OSError):
            told = tr(
                "A file could not be read or written: {error}. Nothing was made.",
                error=error,
            )
            self.notice.tell(told, "error")
        else:
            raise error

    def stop(self) -> None:
        """Stop what goes on; `fail` is called when it has."""
        self._stopped.set()

    def set_working(self, working: bool) -> None:
        """Show whether something goes on."""
        self.working = working
        if working:
            self.notice.clear()
            self.bar.setRange(0, 0)
        self.show_state()

    def show_progress(self, what: str, count: int, of: int) -> None:
        """Show how far it is."""
        self.bar.setRange(0, max(of, 1))
        self.bar.setValue(count)
        self.bar.setFormat(
            tr("{what}: {count:,} of {of:,}", what=what, count=count, of=of)
        )

    def show_state(self) -> None:
        """Show what can be done now."""
        missing = self.missing()
        self.start.setEnabled(not (missing or self.working))
        self.start.setToolTip(missing)
        self.cancel.setText(tr("Cancel") if self.working else tr("Close"))
        self.bar.setVisible(self.working)
        for row in range(self.form.count()):
            item = self.form.itemAt(row)
            if item is not None and (widget := item.widget()) is not None:
                widget.setEnabled(not self.working)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.start)
        box = QVBoxLayout(self)
        box.setSpacing(3 * theme.SPACE)
        box.addWidget(self.words)
        box.addLayout(self.form)
        box.addWidget(self.bar)
        box.addWidget(self.notice)
        box.addStretch(1)
        box.addLayout(buttons)
        self.setMinimumWidth(130 * theme.SPACE)

    def _act(self) -> None:
        self.act()

    def _stop_or_close(self) -> None:
        if self.working:
            self.stop()
        else:
            self.close()
