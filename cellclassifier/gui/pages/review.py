"""Review: a reader who does not know the answer, and the network, on the same tiles."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget

from cellclassifier.core import preferences
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.messages import Ended, ExplainJob
from cellclassifier.core.reviews.material import METHOD
from cellclassifier.core.reviews.review import Review
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.session import Session
from cellclassifier.gui.steps import NO_SET, TO_REVIEW, review_step
from cellclassifier.gui.widgets import review_asking as asking
from cellclassifier.gui.widgets.notice import EmptyState
from cellclassifier.gui.widgets.page import Page, Step
from cellclassifier.gui.widgets.review_alone import Alone
from cellclassifier.gui.widgets.review_drawing import ReviewDrawer
from cellclassifier.gui.widgets.review_entries import Entry, Overview, read_overview
from cellclassifier.gui.widgets.review_exchange import Exchange
from cellclassifier.gui.widgets.review_form import ReviewForm
from cellclassifier.gui.widgets.review_list import ReviewList
from cellclassifier.gui.widgets.review_panel import ReviewPanel
from cellclassifier.gui.widgets.review_report import Difference, Report
from cellclassifier.gui.widgets.review_results import ReviewResultsView
from cellclassifier.gui.widgets.review_screen import ReviewScreen

_PURPOSE = tr(
    "Here a reader looks at tiles without knowing the answer, and is then compared "
    "with the network on the very same tiles. "
)
_NOTHING = tr(
    "{purpose}No test set has been predicted yet: that comes first.", purpose=_PURPOSE
)


class ReviewPage(Page):
    """Draws reviews, lets readers do them, and shows what came of them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._overview = Overview()
        self._folder = session.study.folder if session.study else None
        self._current = ""
        self._alone: Alone | None = None
        self.screen_of_reader: ReviewScreen | None = None
        self.list = ReviewList()
        self.empty = EmptyState(
            "review", tr("No review yet"), _NOTHING, tr("Go to Predictions")
        )
        self.form = ReviewForm()
        self.panel = ReviewPanel()
        self.results = ReviewResultsView()
        self.drawer = ReviewDrawer(session.background, session.helper.ask, self)
        self.exchange = Exchange(session.background, self)
        self._build()
        self._connect()
        self._show_overview(self._overview)

    def step(self) -> Step:
        """Return whether a review was done, or can be."""
        entries = self._overview.entries
        if any(not entry.sealed for entry in entries):
            return Step("ok", tr("A review was done."))
        if entries or self._overview.sets:
            return Step("ready", TO_REVIEW)
        return review_step(self._session)

    def close_page(self) -> None:
        """Close the screen of the reader, and end the reading of tiles."""
        if self.screen_of_reader is not None:
            self.screen_of_reader.close()
        self.results.close_loader()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has come while the page was not in sight."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the reviews and the predicted test sets again."""
        study, session = self._session.study, self._session
        folders = [study.folder] if study else []
        runs = sorted(session.runs, key=lambda run: run is not session.run)
        self._session.background.run(
            "reviews",
            lambda: read_overview([*folders, preferences.home()], runs),
            self._show_overview,
            session.tell_error,
        )

    def _build(self) -> None:
        self.body = QStackedWidget()
        for part in (self.empty, self.form, self.panel, self.results):
            self.body.addWidget(part)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(self.body)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([64 * theme.SPACE, 200 * theme.SPACE])
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(splitter)

    def _connect(self) -> None:
        session = self._session
        for signal in (session.study_changed, session.runs_changed):
            signal.connect(self._on_session)
        session.run_changed.connect(self._on_session)
        self.empty.clicked.connect(lambda: self.go.emit("predictions"))
        self.list.chosen.connect(self._choose)
        self.list.new_wanted.connect(partial(self._choose, ""))
        self.list.file_wanted.connect(self.exchange.open_file)
        self.form.wanted.connect(self._draw)
        self.drawer.told.connect(self.form.set_busy)
        self.drawer.drawn.connect(self._on_drawn)
        self.drawer.failed.connect(self._tell_failure)
        self.panel.begun.connect(self._begin)
        self.panel.results_wanted.connect(self._reveal)
        self.panel.break_wanted.connect(self._break)
        self.panel.export_wanted.connect(self._with(self.exchange.export))
        self.panel.answers_wanted.connect(self._save_answers)
        self.panel.import_wanted.connect(self._with(self.exchange.take_answers))
        self.exchange.opened.connect(self._on_drawn)
        self.exchange.told.connect(self._on_exchange)
        self.exchange.failed.connect(self._tell_failure)
        self.exchange.revealed.connect(self._on_revealed)
        self.results.save_wanted.connect(self.exchange.save_results)
        self.results.back.connect(lambda: self._choose(self._current))
        self.results.map_wanted.connect(self._explain)

    @property
    def entry(self) -> Entry | None:
        """The review that is looked at."""
        entries = self._overview.entries
        return next((each for each in entries if each.key == self._current), None)

    def _on_session(self) -> None:
        study = self._session.study
        if study and study.folder != self._folder:
            self._folder, self._overview, self._current = study.folder, Overview(), ""
        if self.isVisible():
            self.refresh()
        self.step_changed.emit()

    def _show_overview(self, overview: Overview) -> None:
        self._overview = overview
        self.form.show_sets(overview.sets)
        self.list.new.setEnabled(bool(overview.sets))
        self.list.new.setToolTip("" if overview.sets else NO_SET)
        self._show()
        self.step_changed.emit()

    def _show(self) -> None:
        """Show the list, and beside it what is looked at."""
        entries = self._overview.entries
        self.list.show_reviews([each.row() for each in entries], self._current)
        entry = self.entry
        if entry is None:
            self._current = ""
            self.body.setCurrentWidget(self.form if self._overview.sets else self.empty)
            return
        self.panel.show_review(entry)
        shown = self.results.shown
        if self.body.currentWidget() is not self.results or shown != entry.key:
            self.body.setCurrentWidget(self.panel)

    def _choose(self, key: str) -> None:
        self._current = key
        self.body.setCurrentWidget(self.panel)
        self._show()

    def _with(self, act: Callable[[Review], None]) -> Callable[[], None]:
        """Return what does something with the review that is looked at."""

        def call() -> None:
            if entry := self.entry:
                act(entry.review)

        return call

    def _draw(self, run_ids: list[str], test: str, spec: ReviewSpec) -> None:
        study = self._session.study
        known = self._runs()
        runs = [known[run_id] for run_id in run_ids if run_id in known]
        if study is not None and runs:
            self.drawer.draw(study.folder, runs, test, spec)

    def _on_drawn(self, review: Review) -> None:
        self._current = str(review.folder)
        self.refresh()

    def _tell_failure(self, sentence: str) -> None:
        if self.entry is None:
            self._session.failed.emit(sentence, "")
        else:
            self.panel.tell(sentence)

    def _on_exchange(self, sentence: str) -> None:
        self.panel.tell(sentence, "ok")
        self.refresh()

    def _save_answers(self, reader: str) -> None:
        if entry := self.entry:
            self.exchange.save_answers(entry.review, reader)

    def _begin(self, reader: str) -> None:
        """Let a reader begin or go on: one window, and no other in sight."""
        entry = self.entry
        if entry is None or self.screen_of_reader is not None:
            return
        try:
            sitting = entry.review.sitting(reader)
        except UserError as error:
            self.panel.tell(str(error))
            return
        screen = self.screen_of_reader = ReviewScreen(sitting)
        screen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        screen.left.connect(self._on_left)
        screen.showFullScreen()
        screen.activateWindow()
        self._alone = Alone(screen)

    def _on_left(self) -> None:
        self.screen_of_reader = None
        if self._alone is not None:
            self._alone.end()
        self._alone = None
        self.refresh()

    def _reveal(self) -> None:
        entry = self.entry
        if entry is None:
            return
        if not entry.sealed or asking.agreed(asking.reveal_question(self)):
            self.exchange.reveal(entry.review, self._runs())

    def _break(self) -> None:
        entry = self.entry
        if entry and asking.agreed(asking.break_question(self, entry.readers)):
            self.exchange.reveal(entry.review, self._runs(), break_seal=True)

    def _runs(self) -> dict[str, Run]:
        return {run.id: run for run in self._session.runs}

    def _on_revealed(self, report: Report) -> None:
        self.results.show_report(report)
        if report.key == self._current:
            self.body.setCurrentWidget(self.results)
        self.refresh()

    def _explain(self, wanted: Difference) -> None:
        """Make the attribution of a tile, and show it once it is there."""
        if wanted.run is None:
            return
        job = ExplainJob(
            run=wanted.run.folder,
            test=wanted.test,
            tiles=(wanted.number,),
            method=METHOD,
            class_name=wanted.network,
        )
        self._session.explain(job, lambda ended: self._on_explained(wanted, ended))

    def _on_explained(self, wanted: Difference, ended: Ended) -> None:
        view = self.results.differences
        if ended.outcome != "done":
            view.say(ended.told or tr("The attribution was stopped."))
            return
        self._session.background.run(
            "review map",
            wanted.magnitude,
            lambda found: view.show_map(wanted, found),
            self._session.tell_error,
        )
