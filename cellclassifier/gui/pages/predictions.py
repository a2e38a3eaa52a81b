"""Predictions: numbers, tiles right and wrong, and what the network looks at."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.missing import Missing, Seeker
from cellclassifier.gui.session import Session
from cellclassifier.gui.steps import predictions_step
from cellclassifier.gui.whereabouts import Whereabouts
from cellclassifier.gui.widgets.asking import ask_folder
from cellclassifier.gui.widgets.folder_drop import FolderDrop
from cellclassifier.gui.widgets.looking import Looker
from cellclassifier.gui.widgets.notice import EmptyState, Notice
from cellclassifier.gui.widgets.page import Page, Step
from cellclassifier.gui.widgets.prediction_table import Shown, read_all, stamp
from cellclassifier.gui.widgets.prediction_tabs import PredictionTabs
from cellclassifier.gui.widgets.prediction_words import (
    NOT_A_FOLDER,
    PREDICT,
    PREDICTING,
    PURPOSE,
    unfinished,
)
from cellclassifier.gui.widgets.result_line import ResultLine
from cellclassifier.gui.widgets.run_chooser import RunChooser
from cellclassifier.gui.widgets.tile_browser import TileBrowser
from cellclassifier.gui.widgets.tile_tools import TileTools


class PredictionsPage(Page):
    """Shows what the chosen run answers for one of its sets."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._act: Callable[[], None] = lambda: None
        self._seeker = Seeker(
            session,
            PURPOSE,
            "",
            needs_network=False,
            go=self.go.emit,
            predict=self._predict,
        )
        self._awaited: set[Path] = set()
        self.chooser = RunChooser()
        self.whereabouts = Whereabouts(session, self.chooser.where)
        self.busy = Notice()
        self.result = ResultLine()
        self.empty = EmptyState("predictions", tr("Nothing to show yet"), "", "")
        self.browser = TileBrowser()
        self.tabs = PredictionTabs(self.browser, session.background)
        self.tools = TileTools(
            self.browser, session.background, lambda: session.read_only, self
        )
        self.looker = Looker(
            self.browser,
            session.background,
            lambda job, done: self._session.explain(job, done),
        )
        self._build()
        self._connect()

    def step(self) -> Step:
        """Return whether there are predictions."""
        return predictions_step(self._session)

    def close_page(self) -> None:
        """End the reading of tiles."""
        self.browser.close_loader()
        self.tools.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has come while the page was not in sight."""
        super().showEvent(event)
        self.whereabouts.look()
        self._refresh()

    def _build(self) -> None:
        self.reading = theme.muted(tr("Reading the predictions ..."))
        self.reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body = QStackedWidget()
        for page in (self.empty, self.reading, self.tabs):
            self.body.addWidget(page)
        self.drop = FolderDrop()
        inside = QVBoxLayout(self.drop)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2 * theme.SPACE)
        for part in (self.chooser, self.busy, self.result):
            inside.addWidget(part)
        inside.addWidget(self.body, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.drop)

    def _connect(self) -> None:
        session = self._session
        session.study_changed.connect(self._refresh)
        session.run_changed.connect(self._refresh)
        session.runs_changed.connect(self._refresh)
        session.training_changed.connect(self._refresh)
        session.progressed.connect(self._show_progress)
        session.set_predicted.connect(self._on_predicted)
        session.failed.connect(lambda sentence, _: self.tabs.tell_failure(sentence))
        self.chooser.run_chosen.connect(session.choose_run)
        self.chooser.test_chosen.connect(self._refresh)
        self.chooser.folder_asked.connect(self._ask_folder)
        self.drop.dropped.connect(self._on_dropped)
        self.busy.acted.connect(session.stop_predicting)
        self.empty.clicked.connect(lambda: self._act())
        self.tabs.validation_wanted.connect(session.predict_validation)
        self.tools.failed.connect(lambda sentence: session.failed.emit(sentence, ""))
        self.tools.told.connect(session.told)
        # The next run's tiles may be others now.
        self.tools.marker.changed.connect(lambda _: session.labels_marked())

    def _refresh(self) -> None:
        """Show what the session looks at now, reading only what is not here yet."""
        self.step_changed.emit()
        if not self.isVisible():
            return
        session = self._session
        self.chooser.setVisible(bool(session.runs))
        self.chooser.show_runs(session.runs, session.run)
        self.chooser.tell({run.id: session.facts_of(run) for run in session.runs})
        self.tabs.look_around(session.runs)
        self._show_busy()
        missing = self._seeker.missing(self.chooser.test)
        if missing:
            self._show_missing(missing)
        elif session.run is not None:
            self._show_run(session.run)

    def _show_run(self, run: Run) -> None:
        """Show a run that has predicted its test set; read it where it is new."""
        test, shown = self.chooser.test, self.browser.shown
        if shown and shown.source == (run.folder, test, stamp(run, test)):
            self._show_body(self.tabs)
            return
        if not shown or shown.source[:2] != (run.folder, test):
            self._show_body(self.reading)
        self._session.background.run(
            "predictions",
            lambda: read_all(run, test),
            self._on_read,
            lambda error: self._on_damage(run, test, error),
        )

    def _show_missing(self, missing: Missing) -> None:
        self._act = missing.act
        self._seeker.show(missing, self.empty)
        self._show_body(self.empty)

    def _show_body(self, page: QWidget) -> None:
        self.body.setCurrentWidget(page)
        shown = self.browser.shown if page is self.tabs else None
        if shown is None:
            self.result.tell("")
        else:
            self.result.tell(shown.sentence, shown.warning)

    def _show_busy(self) -> None:
        """Say what this window predicts of the run, and let it be stopped."""
        run, session = self._session.run, self._session
        after_training = session.being_predicted()
        if run and run.folder in session.predicting.keys() - after_training.keys():
            told = session.predicting[run.folder] or PREDICTING
            self.busy.tell(told, action=tr("Stop"))
        else:
            self.busy.clear()

    def _predict(self, run: Run) -> None:
        self._session.predict(run)
        self._refresh()

    def _ask_folder(self, by_all: bool) -> None:
        study = self._session.study
        start = study.folder.parent if study else Path.home()
        if folder := ask_folder(self, tr("Folder with images to predict"), start):
            self._predict_folder(folder, by_all)

    def _on_dropped(self, paths: Sequence[Path]) -> None:
        folders = [path for path in paths if path.is_dir()]
        if not folders:
            self._session.failed.emit(NOT_A_FOLDER, "")
        for folder in folders:
            self._predict_folder(folder)

    def _predict_folder(self, folder: Path, by_all: bool = False) -> None:
        run = self._session.run
        if run is None or not run.model_path.exists():
            facts = self._session.facts_of(run) if run else None
            told = unfinished(facts) if facts else tr("Choose a run first.")
            self._session.failed.emit(told, "")
        else:
            self._awaited.add(folder.resolve())
            others = self.chooser.with_network() if by_all else []
            runs = [run, *(other for other in others if other is not run)]
            self._session.predict_folder(runs, folder)

    def _on_predicted(self, run: Run, name: str) -> None:
        """Look at a folder that was given to be predicted, once it is."""
        now, folder = self._session.run, run.sets.get(name, Path()).resolve()
        if folder in self._awaited:
            self._awaited.discard(folder)
            if now and run.folder == now.folder:
                self.chooser.choose_test(name)
                self._refresh()

    def _show_progress(self) -> None:
        if not self.isVisible():
            return
        self._show_busy()
        if self.body.currentWidget() is self.empty:
            missing = self._seeker.missing(self.chooser.test)
            if missing and missing.button == PREDICT:
                self._show_missing(missing)

    def _on_read(self, shown: Shown) -> None:
        if self._looks_at(shown.run, shown.test):
            self.tabs.show_test(shown)
            self._show_body(self.tabs)

    def _on_damage(self, run: Run, test: str, error: BaseException) -> None:
        missing = self._seeker.damaged(run, error)
        if self._looks_at(run, test):
            self._show_missing(missing)

    def _looks_at(self, run: Run, test: str) -> bool:
        """Tell whether that is still what the user chose."""
        now = self._session.run
        return now is not None and (now.folder, self.chooser.test) == (run.folder, test)
