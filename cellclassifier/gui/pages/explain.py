"""Explain: what a network looks at, seen in maps and measured in numbers."""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from cellclassifier.core.errors import UserError
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.explain_measuring import Doing
from cellclassifier.gui.widgets.explain_tabs import ExplainTabs
from cellclassifier.gui.widgets.notice import EmptyState
from cellclassifier.gui.widgets.page import Page, Step
from cellclassifier.gui.widgets.prediction_table import Shown, read_all, stamp
from cellclassifier.gui.widgets.prediction_words import (
    GONE,
    NO_TESTS,
    PREDICT,
    PREDICTING,
    unfinished,
)
from cellclassifier.gui.widgets.run_chooser import RunChooser

PURPOSE = (
    "Here you see, tile by tile, what in an image spoke for a class, and measure "
    "whether it is the clumps. "
)


class _Missing(NamedTuple):
    """Why there is nothing to show, and the button that does something about it."""

    sentence: str
    button: str
    act: Callable[[], None]


class ExplainPage(Page):
    """Shows maps of the chosen run for one of its predicted sets."""

    key: ClassVar[str] = "explain"
    title: ClassVar[str] = "Explain"
    icon: ClassVar[str] = "explain"
    sentence: ClassVar[str] = "What the network looks at: seen, and measured."

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._act: Callable[[], None] = lambda: None
        self.chooser = RunChooser()
        # Folders are predicted on the page of predictions.
        self.chooser.folder.hide()
        self.empty = EmptyState("explain", "Nothing to explain yet", "", "")
        # Not `session.explain`, where a click on another page drops what waits.
        helper = session.helper
        self.tabs = ExplainTabs(
            session.background,
            lambda job, done: helper.ask(job, done),
            Doing(lambda job, done, heard: helper.ask(job, done, heard), helper.stop),
        )
        self._build()
        self._connect()

    def step(self) -> Step:
        """Return whether there is something to explain."""
        run = self._session.run
        if run and any(stamp(run, test) for test in run.sets):
            return Step("ready", "Tiles that were predicted can be explained.")
        if any(run.model_path.exists() for run in self._session.runs):
            return Step("ready", "A network is there: predict, then explain.")
        return Step("locked", "There is no network yet: train one first.")

    def close_page(self) -> None:
        """End the reading of tiles, and what is being made."""
        self.tabs.close_tabs()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has come while the page was not in sight."""
        super().showEvent(event)
        self._refresh()

    def _build(self) -> None:
        self.reading = theme.muted("Reading the predictions ...")
        self.reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body = QStackedWidget()
        for page in (self.empty, self.reading, self.tabs):
            self.body.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.chooser)
        box.addWidget(self.body, 1)

    def _connect(self) -> None:
        session = self._session
        for signal in (
            *(session.study_changed, session.run_changed, session.runs_changed),
            session.training_changed,
        ):
            signal.connect(self._refresh)
        session.progressed.connect(self._show_progress)
        self.chooser.run_chosen.connect(session.choose_run)
        self.chooser.test_chosen.connect(self._refresh)
        self.empty.clicked.connect(lambda: self._act())
        self.tabs.told.connect(session.told)

    def _refresh(self) -> None:
        """Show what the session looks at now, reading only what is not here yet."""
        self.step_changed.emit()
        if not self.isVisible():
            return
        session = self._session
        self.chooser.setVisible(bool(session.runs))
        self.chooser.show_runs(session.runs, session.run)
        self.chooser.tell({run.id: session.facts_of(run) for run in session.runs})
        missing = self._missing()
        if missing:
            self._show_missing(missing)
        elif session.run is not None:
            self._show_run(session.run)

    def _show_run(self, run: Run) -> None:
        """Show a set that was predicted; read it where it is new."""
        test, shown = self.chooser.test, self.tabs.shown
        if shown and shown.source == (run.folder, test, stamp(run, test)):
            self.body.setCurrentWidget(self.tabs)
            return
        if not shown or shown.source[:2] != (run.folder, test):
            self.body.setCurrentWidget(self.reading)
        self._session.background.run(
            "explain set",
            lambda: read_all(run, test),
            self._on_read,
            lambda error: self._on_damage(run, test, error),
        )

    def _missing(self) -> _Missing | None:
        run = self._session.run
        go = ("Go to Training", lambda: self.go.emit("training"))
        if not self._session.runs:
            return _Missing(f"{PURPOSE}No network has been trained yet.", *go)
        if run is None:
            return _Missing(f"{PURPOSE}Choose a run above, or train another.", *go)
        facts = self._session.facts_of(run)
        if facts.state == "gone":
            return _Missing(GONE, *go)
        if not run.model_path.exists():
            return _Missing(unfinished(facts), *go)
        test = self.chooser.test
        if not test:
            return _Missing(NO_TESTS, "Go to Images", lambda: self.go.emit("images"))
        if stamp(run, test):
            return None
        sentence = (
            f"The set '{test}' has not been predicted by this run yet; only what was "
            "predicted can be explained."
        )
        return _Missing(sentence, PREDICT, lambda: self._predict(run))

    def _show_missing(self, missing: _Missing) -> None:
        self._act = missing.act
        run, predicting = self._session.run, self._session.predicting
        waits = bool(run and run.folder in predicting and missing.button == PREDICT)
        told = predicting[run.folder] if run and waits else ""
        self.empty.set_sentence((told or PREDICTING) if waits else missing.sentence)
        self.empty.button.setText(missing.button)
        self.empty.button.setEnabled(not waits)
        self.body.setCurrentWidget(self.empty)

    def _show_progress(self) -> None:
        if self.isVisible() and self.body.currentWidget() is self.empty:
            missing = self._missing()
            if missing and missing.button == PREDICT:
                self._show_missing(missing)

    def _predict(self, run: Run) -> None:
        self._session.predict(run)
        self._refresh()

    def _on_read(self, shown: Shown) -> None:
        if self._looks_at(shown.run, shown.test):
            networks = [run for run in self._session.runs if run.model_path.exists()]
            self.tabs.show_set(shown, networks)
            self.body.setCurrentWidget(self.tabs)

    def _on_damage(self, run: Run, test: str, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if self._looks_at(run, test):
            act = (PREDICT, lambda: self._predict(run))
            self._show_missing(_Missing(str(error), *act))

    def _looks_at(self, run: Run, test: str) -> bool:
        """Tell whether that is still what the user chose."""
        now = self._session.run
        return now is not None and (now.folder, self.chooser.test) == (run.folder, test)
