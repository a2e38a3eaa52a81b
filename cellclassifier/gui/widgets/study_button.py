"""The study's name, with a menu to open others and to choose the looks."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from cellclassifier.core.language import tr
from cellclassifier.core.preferences import Preferences
from cellclassifier.gui import language, theme

SCHEMES = {"system": tr("As the system"), "light": tr("Light"), "dark": tr("Dark")}

SENDING = {
    "pack": tr("Pack this study ..."),
    "unpack": tr("Unpack a study ..."),
    "export": tr("Export the network ..."),
}
"""What takes things out of a study, or brings one in."""


def ask_folder(parent: QPushButton, title: str) -> Path | None:
    """Ask for a folder; ``None`` where the user thought better of it."""
    found = QFileDialog.getExistingDirectory(parent, title)
    return Path(found) if found else None


class StudyButton(QPushButton):
    """Shows which study is open.

    Signals:
        opened: The folder of a study to open.
        created: An empty folder to make a study in.
        scheme_wanted: "system", "light" or "dark".
        report_wanted: The report of a run is to be written.
        send_wanted: "pack", "unpack" or "export".
        outcomes_wanted: Whether right and wrong are blue and orange.
        language_wanted: "system", or the code of a language.
        start_wanted: The first page is to be shown.
        help_wanted: The help is to be shown.
        tour_wanted: The tour is to begin.
        about_wanted: Versions and licences are to be shown.
    """

    opened = Signal(Path)
    created = Signal(Path)
    scheme_wanted = Signal(str)
    outcomes_wanted = Signal(bool)
    language_wanted = Signal(str)
    report_wanted = Signal()
    send_wanted = Signal(str)
    start_wanted = Signal()
    help_wanted = Signal()
    tour_wanted = Signal()
    about_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._folder: Path | None = None
        self.setIcon(theme.icon("folder"))
        self.setMenu(QMenu(self))
        self.setAccessibleName(tr("Study"))

    def show_study(self, folder: Path | None, preferences: Preferences) -> None:
        """Show the open study's name and build the menu anew."""
        self._folder = folder
        self.setText(_plain(folder.name) if folder else tr("No study yet"))
        self.setToolTip(str(folder) if folder else tr("Open a study, or pick images."))
        menu = self.menu()
        menu.clear()
        menu.addAction(tr("New study in a folder ..."), self.ask_to_create)
        menu.addAction(tr("Open a study ..."), self.ask_to_open)
        recent = menu.addMenu(tr("Recent studies"))
        for path in preferences.recent_studies:
            action = recent.addAction(_plain(f"{path.name}  ({path.parent})"))
            action.triggered.connect(partial(self.opened.emit, path))
        recent.setEnabled(not recent.isEmpty())
        show = menu.addAction(tr("Show the study's folder"), self._show_folder)
        show.setEnabled(folder is not None)
        report = menu.addAction(tr("Report of a run ..."), self.report_wanted.emit)
        report.setEnabled(folder is not None)
        menu.addSeparator()
        self._add_sending(menu)
        menu.addSeparator()
        self._add_looks(menu, preferences)
        self._add_languages(menu, preferences.language)
        menu.addSeparator()
        menu.addAction(tr("Start page"), self.start_wanted.emit)
        menu.addAction(tr("Help\tF1"), self.help_wanted.emit)
        menu.addAction(tr("Take the tour"), self.tour_wanted.emit)
        menu.addAction(tr("About Cell Classifier ..."), self.about_wanted.emit)

    def ask_to_open(self) -> None:
        """Ask for the folder of a study and open it."""
        if folder := ask_folder(self, tr("Folder of the study")):
            self.opened.emit(folder)

    def ask_to_create(self) -> None:
        """Ask for a folder and make a study in it."""
        if folder := ask_folder(self, tr("Folder for the new study")):
            self.created.emit(folder)

    def _add_sending(self, menu: QMenu) -> None:
        for what, text in SENDING.items():
            action = menu.addAction(text)
            action.triggered.connect(partial(self.send_wanted.emit, what))
            action.setEnabled(self._folder is not None or what == "unpack")

    def _add_looks(self, menu: QMenu, preferences: Preferences) -> None:
        looks = menu.addMenu(tr("Looks"))
        for scheme, text in SCHEMES.items():
            action = looks.addAction(text)
            action.triggered.connect(partial(self.scheme_wanted.emit, scheme))
            action.setCheckable(True)
            action.setChecked(preferences.scheme == scheme)
        looks.addSeparator()
        action = QAction(tr("Right and wrong in blue and orange"), looks)
        action.setCheckable(True)
        action.setChecked(preferences.blue_orange)
        action.toggled.connect(self.outcomes_wanted)
        looks.addAction(action)

    def _add_languages(self, menu: QMenu, current: str) -> None:
        languages = menu.addMenu(tr("Language"))
        for code, name in {"system": tr("As the system"), **language.names()}.items():
            action = languages.addAction(name)
            action.triggered.connect(partial(self.language_wanted.emit, code))
            action.setCheckable(True)
            action.setChecked(current == code)

    def _show_folder(self) -> None:
        if self._folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _plain(text: str) -> str:
    """Return a text of which no letter is taken as a shortcut."""
    return text.replace("&", "&&")
