"""Opens the study whose file was double-clicked, where the system says so by an event.

macOS starts a program without arguments and sends it an event for each file; if the
program runs already, it is sent to that one. Elsewhere the path is an argument.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QFileOpenEvent

from cellclassifier.core.study_file import folder_of
from cellclassifier.gui.session import Session


class FileOpener(QObject):
    """Opens studies that the system asks the application to open."""

    def __init__(self, window: QObject, session: Session) -> None:
        """Listen to what the application is sent, as long as there is a window.

        Args:
            window: The window.
            session: Opens studies in it, and tells what prevents that.
        """
        super().__init__(window)
        self._session = session
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the study of a file, or of a folder; other events go their way."""
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return False
        self._session.open_study(folder_of(Path(event.file()).resolve()))
        return True
