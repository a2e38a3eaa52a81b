"""Starts the window."""

import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from cellclassifier import __version__
from cellclassifier.core.language import tr
from cellclassifier.core.study_file import folder_of
from cellclassifier.gui import language
from cellclassifier.gui.layout_keeping import WindowKeeper, keep_in_reach
from cellclassifier.gui.main_window import MainWindow, dress
from cellclassifier.gui.opening import FileOpener
from cellclassifier.gui.session import Session
from cellclassifier.gui.training_desk import Conduct

COLLECT_MS = 1_000
"""Time until reports of an earlier crash are looked for, ms: the window comes first."""


def main(study: str | None = None) -> int:
    """Open the window, on a study folder or on none; returns the exit code."""
    from cellclassifier.core.crash_reports import unwatch, watch

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Cell Classifier")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("cellclassifier")
    language.dress(app)
    window = make_window(study)
    window.show()
    QTimer.singleShot(COLLECT_MS, window, lambda: tell_of_crash(window))
    falling = watch()
    try:
        return app.exec()
    finally:
        unwatch(falling)


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
    _catch_errors(window, session)
    if study:
        session.open_study(folder_of(Path(study).resolve()))
    FileOpener(window, session)
    WindowKeeper(window, window, session)
    window.guide.begin()
    keep_in_reach(window)
    # After the first picture is drawn: loading TensorFlow must not delay it.
    QTimer.singleShot(0, window, session.warm_up)
    return window


def tell_of_crash(window: MainWindow) -> None:
    """Say where the report lies, if the program fell the last time it was used."""
    from cellclassifier.core import bug_report, crash_reports

    found = crash_reports.collect(bug_report.versions())
    if found:
        window.notice.tell(
            tr(
                "Cell Classifier was ended by a fault the last time. What was saved is "
                "there, and trainings have gone on. {where}",
                where=_where(found),
            ),
            "attention",
            details=found.read_text("utf-8"),
        )


def _catch_errors(window: MainWindow, session: Session) -> None:
    """Tell what no one caught in the window, which goes on."""
    told: dict[str, Path | None] = {}

    def show(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        from cellclassifier.core import crash_reports

        log = "".join(traceback.format_exception(kind, error, trace))
        sys.__excepthook__(kind, error, trace)
        happened = tr(
            "Something unexpected went wrong ({name}: {error}).",
            name=kind.__name__,
            error=error,
        )
        # What goes wrong whenever something is drawn would fill the disk.
        if log not in told:
            told[log] = crash_reports.keep(window.guide.report(happened, log))
        where = told[log]
        session.failed.emit(
            tr(
                "{happened} Nothing that was saved is lost. If it happens again, "
                "report it. {where}",
                happened=happened,
                where=_where(where) if where else "",
            ).strip(),
            log,
        )

    sys.excepthook = show


def _where(report: Path) -> str:
    return tr("A report lies in {report}; it is not sent to anyone.", report=report)
