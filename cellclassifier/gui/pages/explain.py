"""Explain: what a network looks at, seen in maps and measured in numbers."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.missing import Missing, Seeker
from cellclassifier.gui.session import Session
from cellclassifier.gui.steps import explain_step
from cellclassifier.gui.whereabouts import Whereabouts
from cellclassifier.gui.widgets.notice import EmptyState
from cellclassifier.gui.widgets.page import Page, Step
from cellclassifier.gui.widgets.prediction_table import Shown, read_all, stamp
from cellclassifier.gui.widgets.prediction_words import (
    PREDICT,
)
from cellclassifier.gui.widgets.run_chooser import RunChooser

if TYPE_CHECKING:
    from cellclassifier.gui.widgets.explain_tabs import ExplainTabs

_PARTS = ("explain_tile", "explain_grid", "explain_tabs")
"""Modules of the ways to explain, one after another; each takes up to 50 ms."""
PURPOSE = tr(
    "Here you see, tile by tile, what in an image spoke for a class, and measure "
    "whether it is the clumps. "
)


class ExplainPage(Page):
    """Shows maps of the chosen run for one of its predicted sets."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._act: Callable[[], None] = lambda: None
        self._seeker = Seeker(
            session,
            PURPOSE,
            tr("; only what was predicted can be explained"),
            needs_network=True,
            go=self.go.emit,
            predict=self._predict,
        )
        self.chooser = RunChooser()
        # Folders are predicted on the page of predictions.
        self.chooser.folder.hide()
        self.whereabouts = Whereabouts(session, self.chooser.where)
        self.empty = EmptyState("explain", tr("Nothing to explain yet"), "", "")
        self._tabs: ExplainTabs | None = None
        self._build()
        self._connect()

    @property
    def tabs(self) -> "ExplainTabs":
        """The ways to explain, made when a set is to be shown."""
        return self._tabs or self._make_tabs()

    def preparation(self) -> Iterator[None]:
        """Load and make the ways to explain."""
        for name in _PARTS:
            import_module(f"cellclassifier.gui.widgets.{name}")
            yield
        self._tabs = self.tabs
        yield

    def step(self) -> Step:
        """Return whether there is something to explain."""
        return explain_step(self._session)

    def close_page(self) -> None:
        """End the reading of tiles, and what is being made."""
        if self._tabs is not None:
            self._tabs.close_tabs()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has come while the page was not in sight."""
        super().showEvent(event)
        self.whereabouts.look()
        self._refresh()

    def _build(self) -> None:
        self.reading = theme.muted(tr("Reading the predictions ..."))
        self.reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body = QStackedWidget()
        for page in (self.empty, self.reading):
            self.body.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.chooser)
        box.addWidget(self.body, 1)

    def _make_tabs(self) -> "ExplainTabs":
        # Imported here: the window starts sooner without.
        from cellclassifier.gui.explaining import Explaining
        from cellclassifier.gui.widgets.explain_tabs import ExplainTabs

        # Not `session.explain`, where a click on another page drops what waits.
        helper = self._session.helper
        explaining = Explaining(self._session, self)
        self._tabs = tabs = ExplainTabs(
            self._session.background,
            lambda job, done: helper.ask(job, done),
            explaining.doing,
            explaining.afar,
        )
        self._session.where_changed.connect(tabs.show_where)
        tabs.told.connect(self._session.told)
        self.body.addWidget(tabs)
        return tabs

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

    def _refresh(self) -> None:
        """Show what the session looks at now, reading only what is not here yet."""
        self.step_changed.emit()
        if not self.isVisible():
            return
        session = self._session
        self.chooser.setVisible(bool(session.runs))
        self.chooser.show_runs(session.runs, session.run)
        self.chooser.tell({run.id: session.facts_of(run) for run in session.runs})
        missing = self._seeker.missing(self.chooser.test)
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

    def _show_missing(self, missing: Missing) -> None:
        self._act = missing.act
        self._seeker.show(missing, self.empty)
        self.body.setCurrentWidget(self.empty)

    def _show_progress(self) -> None:
        if self.isVisible() and self.body.currentWidget() is self.empty:
            missing = self._seeker.missing(self.chooser.test)
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
        missing = self._seeker.damaged(run, error)
        if self._looks_at(run, test):
            self._show_missing(missing)

    def _looks_at(self, run: Run, test: str) -> bool:
        """Tell whether that is still what the user chose."""
        now = self._session.run
        return now is not None and (now.folder, self.chooser.test) == (run.folder, test)
