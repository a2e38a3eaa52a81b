"""What helps someone who is new: the first page, the tour, the help, and "About"."""

from collections import deque
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.help_section import section_in_sight
from cellclassifier.gui.widgets.rail import Rail
from cellclassifier.gui.widgets.study_button import StudyButton

# Imported where they are used: the window starts sooner without.
if TYPE_CHECKING:
    from cellclassifier.gui.welcome import Welcome
    from cellclassifier.gui.widgets.about_dialog import AboutDialog
    from cellclassifier.gui.widgets.help_dialog import HelpDialog
    from cellclassifier.gui.widgets.tour import Tour

LINES = 40
"""Last lines that the window told, which a bug report repeats."""


class Shell(Protocol):
    """What the guide needs of the window."""

    stack: QStackedWidget
    title: QLabel
    sentence: QLabel
    rail: Rail
    study: StudyButton

    def show_page(self, key: str) -> None:
        """Go to the page of a step."""


class Guide(QObject):
    """Shows the first page, the tour, help and About, each made when it is wanted.

    Attributes:
        lines: What the window told lately, with the time.
        help: The help; ``None`` until it was asked for.
        about: Versions and licences; likewise.
        tour: The tour; likewise.
        welcome: The first page; ``None`` where it was never shown.
    """

    def __init__(
        self, window: QWidget, shell: Shell, session: Session, titles: Mapping[str, str]
    ) -> None:
        """Make the guide.

        Args:
            window: The window.
            shell: The same, as what is needed of it.
            session: The session.
            titles: Title of each page by its key, in their order.
        """
        super().__init__(window)
        self._window, self._shell, self._session = window, shell, session
        self._titles, self._study = titles, session.study
        self._first = self._current = self._before = next(iter(titles))
        self.lines: deque[str] = deque(maxlen=LINES)
        self.help: HelpDialog | None = None
        self.about: AboutDialog | None = None
        self.tour: Tour | None = None
        self.welcome: Welcome | None = None
        session.told.connect(self._keep_line)
        session.failed.connect(self._keep_line)
        session.study_changed.connect(self._on_study)
        menu = shell.study
        menu.start_wanted.connect(self.show_start)
        menu.help_wanted.connect(self.show_help)
        menu.tour_wanted.connect(self.show_tour)
        menu.about_wanted.connect(self.show_about)

    def begin(self) -> None:
        """Show the first page where no study is open or remembered; else the images.

        What was gone to before stays.
        """
        if self._session.study is None and not self._session.preferences.recent_studies:
            self.show_start()
        elif self._shell.stack.currentWidget() is None:
            self._shell.show_page(self._first)

    def went(self, key: str) -> None:
        """Be told which page is looked at."""
        self._current = key
        if self.tour:
            self.tour.follow(key)

    def show_start(self) -> None:
        """Show the first page."""
        if self.welcome is None:
            from cellclassifier.gui.welcome import Welcome

            self.welcome = Welcome(self._session, self._shell.study, self)
            self.welcome.tour_wanted.connect(self.show_tour)
            self._shell.stack.addWidget(self.welcome.page)
        self._current = "start"
        self.welcome.show_in(self._shell)

    def show_help(self) -> None:
        """Show the help: that of the page, and of its tab, that is looked at first."""
        if self.help is None:
            from cellclassifier.gui.widgets.help_dialog import HelpDialog

            self.help = HelpDialog(self._window, self._window.actions(), self._titles)
            self.help.tour_wanted.connect(self.show_tour)
            self.help.about_wanted.connect(self.show_about)
        page = self._shell.stack.currentWidget()
        self.help.show_page(self._current, section_in_sight(page) if page else "")
        self.help.show()
        self.help.raise_()

    def show_tour(self) -> None:
        """Begin the tour."""
        if self.tour is None:
            from cellclassifier.gui.widgets.tour import STOPS, Tour

            # The last step is about what the menu holds.
            targets: dict[str, QWidget] = {**self._shell.rail.buttons}
            targets[""] = self._shell.study
            self.tour = Tour(self._window, STOPS, targets)
            self.tour.went.connect(self._shell.show_page)
            self.tour.ended.connect(self._end_tour)
        if self.help:
            self.help.close()
        self._before = self._current
        self.tour.begin()

    def show_about(self) -> None:
        """Show versions and licences."""
        if self.about is None:
            from cellclassifier.gui.widgets.about_dialog import AboutDialog

            self.about = AboutDialog(self._window)
        self.about.show_report(self.report())
        self.about.show()
        self.about.raise_()

    def report(self, happened: str = "", details: str = "") -> str:
        """Return a bug report of what happened, without the user's folders."""
        from cellclassifier.core.bug_report import text

        session = self._session
        return text(happened, details, session.device, self.lines, self._known())

    def close(self) -> None:
        """End what was begun from the first page; the window is closing."""
        if self.welcome:
            self.welcome.close()

    def _end_tour(self) -> None:
        """Remember that it was seen, and go back to where it began."""
        self._session.prefer(tour_seen=True)
        if self.welcome:
            self.welcome.page.offer_tour(False)
        if self._before == "start" and self._session.study is None:
            self.show_start()
        elif self._before != "start":
            self._shell.show_page(self._before)

    def _on_study(self) -> None:
        """Go on to the images where a study was opened from the first page or tour."""
        if self._session.study is self._study:
            return
        self._study = self._session.study
        if self.tour and self.tour.isVisible():
            self._before = self._first
            self.tour.end()
        elif self._current == "start":
            self._shell.show_page(self._first)

    def _keep_line(self, sentence: str, _: str = "") -> None:
        self.lines.append(f"{datetime.now().astimezone():%H:%M:%S}  {sentence}")

    def _known(self) -> list[Path]:
        """Return the folders that sentences may name."""
        session, spec = self._session, self._session.spec
        study = [session.study.folder] if session.study else []
        folders = [*study, *([spec.train] if spec.train else []), *spec.tests]
        recent = session.preferences
        return [*folders, *recent.recent_studies, *recent.recent_folders]
