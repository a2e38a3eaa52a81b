"""Starts the window."""

import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from cellclassifier import __version__
from cellclassifier.gui.main_window import MainWindow, dress
from cellclassifier.gui.session import Session
from cellclassifier.gui.training_desk import Conduct


def main(study: str | None = None) -> int:
    """Open the window, on a study folder or on none; returns the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Cell Classifier")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("cellclassifier")
    window = make_window(study)
    window.show()
    return app.exec()


def make_window(
    study: str | None = None,
    command: list[str] | None = None,
    conduct: Conduct | None = None,
) -> MainWindow:
    """Build session and window, without showing it.

    Args:
        study: Folder of the study to open.
        command: The worker's command; the program's own without it.
        conduct: Starts what works on the queue; a process of its own without it.
    """
    session = Session(command, conduct)
    dress(session)
    window = MainWindow(session)
    _catch_errors(session)
    if study:
        session.open_study(Path(study).resolve())
    # After the first picture is drawn: loading TensorFlow must not delay it.
    QTimer.singleShot(0, window, session.warm_up)
    return window


def _catch_errors(session: Session) -> None:
    """Tell what no one caught in the window, which goes on."""

    def show(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log = "".join(traceback.format_exception(kind, error, trace))
        sys.__excepthook__(kind, error, trace)
        session.failed.emit(
            f"Something unexpected went wrong ({kind.__name__}: {error}). Nothing "
            "that was saved is lost. If it happens again, report it.",
            log,
        )

    sys.excepthook = show
