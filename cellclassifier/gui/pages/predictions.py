"""Predictions: numbers, tiles right and wrong, and what the network looks at."""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Ended, ExplainJob
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.run_facts import RunFacts
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.notice import EmptyState
from cellclassifier.gui.widgets.page import Page, Step
from cellclassifier.gui.widgets.prediction_table import (
    Look,
    Shown,
    Wanted,
    look_at,
    read_all,
    read_magnitude,
    stamp,
)
from cellclassifier.gui.widgets.result_line import ResultLine
from cellclassifier.gui.widgets.run_chooser import RunChooser
from cellclassifier.gui.widgets.tile_browser import TileBrowser

_PURPOSE = (
    "Here you see what a trained network answers for images it has never seen: how "
    "often it is right, each tile with its answer, and what the network looks at. "
)
_GONE = "The folder of this run is gone. Choose a run above, or train another."
_NO_TESTS = (
    "This run has no test sets: they are fixed when a run is made. Add a test set "
    "under Images, then train again."
)
_PREDICTING = "The test sets are being predicted ..."
_PREDICT = "Predict the test sets"
_UNFINISHED = {
    "running": "This run is being trained. Its test sets are predicted when it ends.",
    "waiting": "This run has not started yet, so there is no network to ask.",
    "done": "The network of this run is gone from its folder. Train again.",
    "cancelled": "This run was stopped before it had a network. Train again.",
    "interrupted": "This run was interrupted: its window or computer went down before "
    "there was a network. Train again.",
}


class _Missing(NamedTuple):
    """Why there is nothing to show, and the button that does something about it."""

    sentence: str
    button: str
    act: Callable[[], None]


class PredictionsPage(Page):
    """Shows what the chosen run answers for one of its test sets."""

    key: ClassVar[str] = "predictions"
    title: ClassVar[str] = "Predictions"
    icon: ClassVar[str] = "predictions"
    sentence: ClassVar[str] = "What the network answers for images it has never seen."

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._act: Callable[[], None] = lambda: None
        self.chooser = RunChooser()
        self.result = ResultLine()
        self.empty = EmptyState("predictions", "Nothing to show yet", "", "")
        self.browser = TileBrowser()
        self._build()
        self._connect()

    def step(self) -> Step:
        """Return whether there are predictions."""
        run = self._session.run
        if run and any(stamp(run, test) for test in run.record.tests):
            return Step("ok", "The test images have been predicted.")
        networks = [run for run in self._session.runs if run.model_path.exists()]
        if any(each.record.tests for each in networks):
            return Step("ready", "A network is ready to predict the test images.")
        if networks:
            return Step("attention", _NO_TESTS)
        return Step("locked", "There is no network yet: train one first.")

    def close_page(self) -> None:
        """End the reading of tiles."""
        self.browser.close_loader()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has come while the page was not in sight."""
        super().showEvent(event)
        self._refresh()

    def _build(self) -> None:
        self.reading = theme.muted("Reading the predictions ...")
        self.reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body = QStackedWidget()
        for page in (self.empty, self.reading, self.browser):
            self.body.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        for part in (self.chooser, self.result):
            box.addWidget(part)
        box.addWidget(self.body, 1)

    def _connect(self) -> None:
        session = self._session
        session.study_changed.connect(self._refresh)
        session.run_changed.connect(self._refresh)
        session.runs_changed.connect(self._refresh)
        session.training_changed.connect(self._refresh)
        session.progressed.connect(self._show_progress)
        self.chooser.run_chosen.connect(session.choose_run)
        self.chooser.test_chosen.connect(self._refresh)
        self.empty.clicked.connect(lambda: self._act())
        self.browser.look_asked.connect(self._look)

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
        """Show a run that has predicted its test set; read it where it is new."""
        test, shown = self.chooser.test, self.browser.shown
        if shown and shown.source == (run.folder, test, stamp(run, test)):
            self._show_body(self.browser)
            return
        if not shown or shown.source[:2] != (run.folder, test):
            self._show_body(self.reading)
        self._session.background.run(
            "predictions",
            lambda: read_all(run, test),
            self._on_read,
            lambda error: self._on_damage(run, test, error),
        )

    def _missing(self) -> _Missing | None:
        run = self._session.run
        go = ("Go to Training", lambda: self.go.emit("training"))
        if not self._session.runs:
            return _Missing(f"{_PURPOSE}No network has been trained yet.", *go)
        if run is None:
            return _Missing(f"{_PURPOSE}Choose a run above, or train another.", *go)
        facts = self._session.facts_of(run)
        if facts.state == "gone":
            return _Missing(_GONE, *go)
        if run.record.tests and stamp(run, self.chooser.test):
            return None
        if not run.model_path.exists():
            return _Missing(_unfinished(facts), *go)
        if not run.record.tests:
            images = ("Go to Images", lambda: self.go.emit("images"))
            return _Missing(_NO_TESTS, *images)
        return _Missing(
            f"The test set '{self.chooser.test}' has not been predicted by this run "
            "yet.",
            _PREDICT,
            lambda: self._predict(run),
        )

    def _show_missing(self, missing: _Missing) -> None:
        self._act = missing.act
        run, predicting = self._session.run, self._session.predicting
        busy = run is not None and run.folder in predicting
        waits = busy and missing.button == _PREDICT
        told = predicting[run.folder] if run and busy else ""
        self.empty.set_sentence((told or _PREDICTING) if waits else missing.sentence)
        self.empty.button.setText(missing.button)
        self.empty.button.setEnabled(not waits)
        self._show_body(self.empty)

    def _show_body(self, page: QWidget) -> None:
        self.body.setCurrentWidget(page)
        shown = self.browser.shown if page is self.browser else None
        if shown is None:
            self.result.tell("")
        else:
            self.result.tell(shown.sentence, shown.warning)

    def _predict(self, run: Run) -> None:
        self._session.predict(run)
        self._refresh()

    def _show_progress(self) -> None:
        if self.isVisible() and self.body.currentWidget() is self.empty:
            missing = self._missing()
            if missing and missing.button == _PREDICT:
                self._show_missing(missing)

    def _on_read(self, shown: Shown) -> None:
        if self._looks_at(shown.run, shown.test):
            self.browser.show_test(shown)
            self._show_body(self.browser)

    def _on_damage(self, run: Run, test: str, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if self._looks_at(run, test):
            act = (_PREDICT, lambda: self._predict(run))
            self._show_missing(_Missing(str(error), *act))

    def _looks_at(self, run: Run, test: str) -> bool:
        """Tell whether that is still what the user chose."""
        now = self._session.run
        return now is not None and (now.folder, self.chooser.test) == (run.folder, test)

    def _look(self) -> None:
        """Read the tile that is looked at, and its map where there is one."""
        shown, wanted = self.browser.shown, self.browser.wanted
        if shown is None or wanted is None:
            return
        run, tile = shown.run, shown.tile(wanted.tile)
        self._session.background.run(
            "look",
            lambda: look_at(run, tile, wanted),
            lambda look: self._on_look(wanted, look),
            _raise,
        )

    def _on_look(self, wanted: Wanted, look: Look) -> None:
        panel = self.browser.panel
        if wanted != self.browser.wanted:
            return
        self.browser.show_look(look)
        if look.pixels is None or look.matters is not None or not panel.wants_map:
            return
        panel.say(f"Explaining {wanted.class_name} ...")
        job = ExplainJob(
            run=wanted.folder,
            test=wanted.test,
            tiles=(wanted.tile,),
            method=wanted.method,
            class_name=wanted.class_name,
        )
        self._session.explain(job, lambda ended: self._on_explained(wanted, ended))

    def _on_explained(self, wanted: Wanted, ended: Ended) -> None:
        shown, panel = self.browser.shown, self.browser.panel
        if shown is None or wanted != self.browser.wanted:
            return
        if ended.outcome != "done":
            panel.say(ended.detail or "The attribution was stopped.")
            return
        run = shown.run
        self._session.background.run(
            "map",
            lambda: read_magnitude(run, wanted),
            lambda matters: self._on_map(wanted, matters),
            _raise,
        )

    def _on_map(self, wanted: Wanted, matters: NDArray[np.float32] | None) -> None:
        if wanted != self.browser.wanted:
            return
        if matters is None:
            self.browser.panel.say("The attribution was made but cannot be read.")
        else:
            self.browser.panel.show_map(matters)


def _unfinished(facts: RunFacts) -> str:
    if facts.state == "failed" and facts.ended:
        return f"This run failed. {facts.ended.detail}"
    return _UNFINISHED.get(facts.state, "Reading this run ...")


def _raise(error: BaseException) -> None:
    raise error
