"""The work of the page of comparisons: what is chosen, drawn, told and saved."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.compare_choices import CompareChoices
from cellclassifier.gui.widgets.compare_computing import Comparer
from cellclassifier.gui.widgets.compare_files import CompareFiles
from cellclassifier.gui.widgets.compare_lacking import Lack, lacking
from cellclassifier.gui.widgets.compare_reading import (
    Answer,
    RunFact,
    Seen,
    Stamp,
    StudyOffers,
)
from cellclassifier.gui.widgets.compare_told import CompareTold
from cellclassifier.gui.widgets.compare_view import CompareView
from cellclassifier.gui.widgets.notice import EmptyState, Notice

if TYPE_CHECKING:
    from cellclassifier.core.comparison.run_curves import Learning
    from cellclassifier.core.comparison.size_curve import SizeCurve

_PREDICTING = tr("The test sets are being predicted; results come here by themselves.")
_LEFT, _RIGHT = 56 * theme.SPACE, 72 * theme.SPACE


class ComparePanel(QWidget):
    """Chooses experiments, draws their runs, and says what they come to.

    Signals:
        go: The key of the page to go to.
        report_wanted: The report of a run is to be written.
    """

    go = Signal(str)
    report_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._others: list[Path] = []
        self._folder: Path | None = None
        self._stamp: Stamp | None = None
        self._act: Callable[[], None] = lambda: None
        self.comparer = Comparer(session.background, self)
        self.choices, self.view = CompareChoices(), CompareView()
        self.told = CompareTold()
        self.notice = Notice(closable=True)
        self.files = CompareFiles(self.comparer, self.notice, self)
        self.empty = EmptyState("compare", tr("Nothing to compare yet"), "", "")
        self._build()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has come while the page was not in sight."""
        super().showEvent(event)
        self.choices.offer_metrics()
        self.refresh()

    def refresh(self) -> None:
        """Look again for what can be compared."""
        self._follow_study()
        if not self.isVisible():
            return
        self.view.show_run(self._session.run, self._folder)
        self.told.report.setEnabled(bool(self._session.runs))
        known = self.body.currentWidget() is not self.reading
        self.comparer.read(self._folders(), quietly=known)

    def add_study(self, folder: Path) -> None:
        """List the experiments of another study too."""
        folder = folder.resolve()
        if folder in [each.resolve() for each in self._folders()]:
            self.notice.tell(tr("{folder} is in the list already.", folder=folder))
            return
        if not (folder / "study.json").exists():
            self.notice.tell(
                tr(
                    "{folder} is not a study: it holds no study.json. Choose the "
                    "folder of a study.",
                    folder=folder,
                ),
                "attention",
            )
            return
        self._others.append(folder)
        self.refresh()

    def _build(self) -> None:
        self.body = QStackedWidget()
        self.reading = theme.muted(tr("Looking for experiments ..."))
        self.reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for each in (self.reading, self.empty, self.view):
            self.body.addWidget(each)
        self.choices.setMinimumWidth(49 * theme.SPACE)
        splitter = QSplitter()
        for part in (self.choices, self.body, self.told):
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(2 * theme.SPACE)
        splitter.setSizes([_LEFT, 2 * _RIGHT, _RIGHT])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.notice)
        box.addWidget(splitter, 1)

    def _connect(self) -> None:
        session, comparer, view = self._session, self.comparer, self.view
        for signal in (session.study_changed, session.runs_changed):
            signal.connect(self.refresh)
        session.run_changed.connect(lambda: view.show_run(session.run, self._folder))
        session.set_predicted.connect(lambda *_: self.refresh())
        self.choices.changed.connect(self._renew)
        self.choices.added.connect(self.add_study)
        self.choices.removed.connect(self._remove)
        self.empty.clicked.connect(lambda: self._act())
        comparer.offered.connect(self._on_offered)
        comparer.seen.connect(self._on_seen)
        comparer.answered.connect(self._on_answered)
        comparer.learnt.connect(self._on_learnt)
        comparer.listed.connect(self._on_listed)
        comparer.grown.connect(self._on_grown)
        comparer.busy.connect(self.told.tell_busy)
        comparer.failed.connect(self._on_failed)
        view.curves_wanted.connect(self._learn)
        view.table_wanted.connect(self._list)
        view.sizes_wanted.connect(self._grow)
        view.run_chosen.connect(self._choose)
        view.run_wanted.connect(self._go_to)
        for part in (view.told, self.told.said):
            part.connect(session.told)
        self.told.save_wanted.connect(
            lambda: self.files.ask(self.told.answer, self._folder)
        )
        self.told.report_wanted.connect(self.report_wanted)

    def _follow_study(self) -> None:
        """Go over to another study; where several were compared, the old one stays."""
        study = self._session.study
        now = study.folder if study else None
        if now == self._folder:
            return
        before, self._folder = self._folder, now
        known = {each.resolve(): each for each in self._others}
        if now is not None and now.resolve() in known:
            self._others.remove(known[now.resolve()])
            self._others += [before] if before else []
        self._stamp = None
        self.body.setCurrentWidget(self.reading)

    def _folders(self) -> list[Path]:
        """Return the studies that are listed: the open one first."""
        return [*([self._folder] if self._folder else []), *self._others]

    def _remove(self, folder: Path) -> None:
        self._others.remove(folder)
        self.choices.forget(folder)
        self.refresh()

    def _on_offered(self, studies: tuple[StudyOffers, ...]) -> None:
        if [each.folder for each in studies] != self._folders():
            return
        self.choices.show_studies(studies)
        self._mark()
        problems = [each.problem for each in studies if each.problem]
        if problems:
            self.notice.tell(" ".join(problems), "attention")
        self._renew()

    def _renew(self) -> None:
        """Compare anew, where what was chosen or what it rests on has changed."""
        lack = lacking(self.choices.studies, self.choices.chosen, self.choices.wanted)
        if lack is not None:
            self._show_lack(lack)
            return
        wanted = self.choices.wanted
        if wanted.stamp != self._stamp:
            self._stamp = wanted.stamp
            self.told.show_answer(None)
            self.comparer.look(wanted)

    def _show_lack(self, lack: Lack) -> None:
        self._stamp = None
        self.comparer.drop()
        self.told.show_nothing()
        self.choices.mark({})
        going = self._session.predicting
        predicting = any(run.folder in going for run in lack.runs)
        self.empty.set_sentence(_PREDICTING if predicting else lack.sentence)
        self.empty.button.setText(lack.button)
        self.empty.button.setEnabled(not predicting)
        self._act = self._acts(lack)
        self.body.setCurrentWidget(self.empty)

    def _acts(self, lack: Lack) -> Callable[[], None]:
        if lack.act == "tick":
            return self.choices.tick_newest
        if lack.act == "predict":
            return lambda: self._predict(lack.runs)
        return lambda: self.go.emit(lack.act)

    def _predict(self, runs: tuple[Run, ...]) -> None:
        """Have networks of this study predict their test sets."""
        known = {run.folder: run for run in self._session.runs}
        for run in runs:
            if run.folder in known:
                self._session.predict(known[run.folder])
        self._renew()

    def _on_failed(self, words: str) -> None:
        self.notice.tell(words, "error")
        if self.body.currentWidget() is self.reading:
            tried = self._stamp
            self._show_lack(Lack(words, tr("Go to Predictions"), "predictions"))
            # It is tried again as soon as something has changed.
            self._stamp = tried

    def _on_seen(self, seen: Seen) -> None:
        if seen.wanted.stamp != self._stamp:
            return
        self.body.setCurrentWidget(self.view)
        self.view.show_seen(seen)
        self._mark()
        self.comparer.compare(seen)

    def _mark(self) -> None:
        """Show in the list which mark each set has."""
        seen = self.view.seen
        if seen is not None and self.body.currentWidget() is self.view:
            places = {key: place for place, key in enumerate(seen.keys)}
            self.choices.mark(places)

    def _on_answered(self, answer: Answer) -> None:
        if answer.seen is self.view.seen:
            self.told.show_answer(answer)
            self.view.show_answer(answer)

    def _learn(self) -> None:
        if self.view.seen is not None:
            self.comparer.learn(self.view.seen, self.view.curves.quantity)

    def _list(self) -> None:
        if self.view.seen is not None:
            self.comparer.list_runs(self.view.seen)

    def _grow(self) -> None:
        if self.view.seen is not None:
            self.comparer.grow(self.view.seen)

    def _on_learnt(self, seen: Seen, found: "tuple[Learning, ...]") -> None:
        if seen is self.view.seen:
            self.view.curves.show_learning(found)

    def _on_listed(self, seen: Seen, found: tuple[RunFact, ...]) -> None:
        if seen is self.view.seen:
            self.view.table.show_facts(found)

    def _on_grown(self, seen: Seen, found: "tuple[SizeCurve, ...]") -> None:
        if seen is self.view.seen:
            self.view.sizes.show_curves(found)

    def _choose(self, run: Run) -> None:
        """Look at a run everywhere; one of another study is marked here only."""
        if run.study_folder == self._folder:
            self._session.choose_run_of(run.id)

    def _go_to(self, run: Run) -> None:
        """Show the tiles of a run; of another study, that is opened first."""
        session = self._session
        if run.study_folder != self._folder:
            folder = run.study_folder
            session.open_study(folder)
            if session.study is None or session.study.folder != folder:
                return
        session.choose_run_of(run.id)
        self.go.emit("predictions")
