"""The first page at work: draws the example, opens studies, tests the device."""

from functools import partial
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget

from cellclassifier.core import devices, preferences
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.messages import (
    Ended,
    Event,
    Progressed,
    SelfTested,
    SelfTestJob,
)
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study, free_folder
from cellclassifier.core.study_file import STUDY, folder_of
from cellclassifier.gui.jobs import JobRunner
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.asking import ask_folder
from cellclassifier.gui.widgets.first_start import SENTENCE, TITLE, FirstStart
from cellclassifier.gui.widgets.folder_rules import unfit_training
from cellclassifier.gui.widgets.rail import Rail
from cellclassifier.gui.widgets.study_button import StudyButton

if TYPE_CHECKING:
    from cellclassifier.gui.widgets.notice import Level

EXAMPLE = "example"
"""Name of the example's folder among the user's own files, as on the command line."""


class Frame(Protocol):
    """What the first page is shown in."""

    stack: QStackedWidget
    title: QLabel
    sentence: QLabel
    rail: Rail


class Stopped(UserError):
    """The user stopped the drawing of the example."""


class Welcome(QObject):
    """Joins the first page with the session.

    Attributes:
        page: The page.

    Signals:
        tour_wanted: The tour is to begin.
    """

    tour_wanted = Signal()

    def __init__(self, session: Session, study: StudyButton, parent: QObject) -> None:
        """Make the page.

        Args:
            session: The session.
            study: Asks for the folder of a study.
            parent: What it belongs to.
        """
        super().__init__(parent)
        self._session = session
        self._study = session.study
        self._stop = Flag()
        self._drawing = False
        self._runner: JobRunner | None = None
        self.page = page = FirstStart()
        page.offer_tour(not session.preferences.tour_seen)
        page.show_device(devices.told(session.device))
        page.example_wanted.connect(self.draw_example)
        page.example_stopped.connect(self._stop.set)
        page.folders_wanted.connect(self.ask_images)
        page.study_wanted.connect(study.ask_to_open)
        page.opened.connect(session.open_study)
        page.dropped.connect(self.take)
        page.test_wanted.connect(self._test)
        page.test_stopped.connect(self._stop_test)
        page.device_wanted.connect(self._choose_device)
        page.tour_wanted.connect(self.tour_wanted)
        page.tour_declined.connect(self._decline)
        session.device_changed.connect(
            lambda: page.show_device(devices.told(session.device))
        )
        session.study_changed.connect(self._on_study)

    def show_in(self, frame: Frame) -> None:
        """Show the page in place of those of the steps."""
        self.page.set_recent(self._session.preferences.recent_studies)
        frame.stack.setCurrentWidget(self.page)
        frame.title.setText(TITLE)
        frame.sentence.setText(SENTENCE)
        for button in frame.rail.buttons.values():
            button.setChecked(False)

    def take(self, paths: list[Path]) -> None:
        """Open what was dropped: a study, or the images for a new one."""
        if len(paths) == 1 and (found := folder_of(paths[0]) / STUDY).is_file():
            self._session.open_study(found.parent)
            return
        if problem := unfit_training(paths, ()):
            self.page.refusal.tell(problem, "error")
            return
        self.page.refusal.clear()
        session, train = self._session, paths[0]
        kept = session.preferences.remember_folder(train)
        session.prefer(recent_folders=kept.recent_folders)
        if session.study is None:
            session.update(train=train)
            return
        # The one that is open stays as it is.
        spec = StudySpec(train=train)
        session.create_study(free_folder(preferences.home() / "studies", spec), spec)

    def ask_images(self) -> None:
        """Let the user look for training images, and make a study of them."""
        recent = next(iter(self._session.preferences.recent_folders), None)
        near = recent.parent if recent else Path.home()
        if found := ask_folder(self.page, tr("Folder of the training images"), near):
            self.take([found])

    def draw_example(self) -> None:
        """Draw the example where it is not there yet, and open it."""
        if self._drawing:
            return
        self._stop.clear()
        self._drawing = True
        folder, tell = preferences.home() / EXAMPLE, self._session.background.tell

        def progress(done: int, of: int) -> None:
            if self._stop.is_set():
                raise Stopped(tr("The drawing of the example was stopped."))
            tell(partial(self._show_drawing, done, of))

        def draw() -> Study:
            # Imported here: the window starts sooner without.
            from cellclassifier.core.workflow import example

            return example(folder, progress)

        self.page.show_drawing(0, 1)
        self._session.background.run("example", draw, self._drawn, self._not_drawn)

    def close(self) -> None:
        """Stop what goes on; the window is closing."""
        self._stop.set()
        if self._runner:
            self._runner.drop()

    def _show_drawing(self, done: int, of: int) -> None:
        if self._drawing:
            self.page.show_drawing(done, of)

    def _drawn(self, study: Study) -> None:
        self._end_drawing()
        if self._session.study is None:
            self._session.open_study(study.folder)
        else:
            self._session.told.emit(
                tr("The example is drawn: {folder}.", folder=study.folder)
            )

    def _not_drawn(self, error: BaseException) -> None:
        self._end_drawing()
        if isinstance(error, Stopped):
            self._session.told.emit(str(error))
        else:
            self._session.tell_error(error)

    def _end_drawing(self) -> None:
        self._drawing = False
        self.page.show_drawing(0, 0)

    def _on_study(self) -> None:
        if self._session.study is not self._study:
            self._study = self._session.study
            self.page.refusal.clear()

    def _decline(self) -> None:
        self._session.prefer(tour_seen=True)
        self.page.offer_tour(False)

    def _choose_device(self) -> None:
        from cellclassifier.gui.training_dialogs import choose_device

        choose_device(self._session, self.page)

    def _test(self) -> None:
        if self._runner is None:
            self._runner = JobRunner(self._session.command, self)
            self._runner.received.connect(self._on_test)
            self._runner.ended.connect(self._on_tested)
        self.page.show_test(True)
        self._runner.start(SelfTestJob())

    def _stop_test(self) -> None:
        if self._runner:
            self._runner.drop()
        self.page.show_test(False)

    def _on_test(self, event: Event) -> None:
        match event:
            case Progressed():
                self.page.show_test(True, event.done, event.of)
            case SelfTested():
                self.page.show_test(False)
                level: Level = "attention" if event.advice else "ok"
                shown = level if event.passed else "error"
                self.page.outcome.tell(event.words(), shown)
            case _:
                pass

    def _on_tested(self, ended: Ended) -> None:
        self.page.show_test(False)
        if ended.outcome == "failed":
            self.page.outcome.tell(ended.told, "error", details=ended.log)
        if self._runner:
            self._runner.release()
