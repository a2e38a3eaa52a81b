"""How the chosen run went or goes, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.core.messages import (
    BatchEnded,
    Began,
    EpochEnded,
    Event,
    Kept,
    Progressed,
    Told,
)
from cellclassifier.core.runs import Ask, Run
from cellclassifier.gui import theme
from cellclassifier.gui.following import NO_NODE
from cellclassifier.gui.run_facts import RunFacts, headline, name_of
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.leak_rows import stayed
from cellclassifier.gui.widgets.notice import EmptyState, Level, Notice
from cellclassifier.gui.widgets.run_curves import RunCurves
from cellclassifier.gui.widgets.run_progress import AFTER_EPOCH, PAUSING, RunProgress

RESUME = tr("Resume")
_EMPTY = tr("Accuracy and loss appear here, epoch by epoch")
_KEPT = tr(
    "The network as it was is kept: look at its predictions, add epochs, or start "
    "another training."
)
_NOT_KEPT = tr("This run left no network: start another training.")
_NO_EPOCH = tr("No epoch was finished.")
_UNSTARTED = tr("This run was made, but its training was never started.")
_INTERRUPTED = tr(
    "Its worker or the computer went down, or it was asked to wait. Nothing of its "
    "whole epochs is lost: it can go on exactly as if nothing had happened."
)


class RunPanel(QWidget):
    """The right side of the Training page.

    Signals:
        next_wanted: The user wants to see the predictions.
        begin_wanted: The user wants to train the first run.
    """

    next_wanted = Signal()
    begin_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: Run | None = None
        self.heading = QLabel()
        self.stayed = BreakingLabel()
        self.notice = Notice()
        self.empty = EmptyState("training", _EMPTY, "", tr("Start training"))
        self.curves = RunCurves()
        self.body = QStackedWidget()
        self.progress = RunProgress()
        self.more = QPushButton(tr("Add epochs ..."))
        self.more.setToolTip(tr("Go on from the last epoch, as a new run"))
        self.next = QPushButton(tr("Next: look at the predictions"))
        self._build()
        self._connect()
        self.show_run()
        self._catch_up()

    def show_run(self) -> None:
        """Show the chosen run from the beginning."""
        run = self._session.run
        self._shown = run
        self.curves.clear()
        for event in run.events() if run else []:
            self.curves.take(event)
        if run:
            self.curves.set_batch_losses(*_batch_losses(run))
        self.curves.draw()
        self.show_state()

    def show_state(self) -> None:
        """Show what has become of the chosen run."""
        session = self._session
        run, training = session.run, session.training
        if run is not self._shown:
            # It is about to be shown anew.
            return
        self.progress.setVisible(training is not None)
        self.progress.set_name(
            tr("Another run is being trained: {run}", run=name_of(training))
            if training and training is not run
            else ""
        )
        facts = session.facts_of(run) if run else RunFacts()
        self.next.setEnabled(facts.network)
        self.next.setToolTip(
            "" if facts.network else tr("There is no trained network.")
        )
        self.more.setVisible(facts.state in ("done", "cancelled"))
        self.more.setEnabled(not session.read_only and facts.continuable)
        self.body.setCurrentWidget(self.curves if run else self.empty)
        told = stayed(run.record.pairs, run.record.overruled) if run else ""
        self.stayed.setText(told)
        self.stayed.setVisible(bool(told))
        if run is None:
            self.notice.clear()
            self.heading.setText(tr("No run yet."))
        elif facts.state == "gone":
            self.notice.clear()
            self.heading.setText(tr("The folder of this run is gone."))
        else:
            self._describe(run, facts)

    def _describe(self, run: Run, facts: RunFacts) -> None:
        training = run.record.study.training
        before = run.record.continues
        self.heading.setText(
            headline(run, facts, len(self.curves.history.epochs))
            + (tr(", labels shuffled as a control") if training.shuffled else "")
            + (tr("; goes on from {before}.", before=before) if before else ".")
        )
        running = facts.state == "running"
        none = (
            tr("It waits {no_node}.", no_node=NO_NODE)
            if facts.where == NO_NODE
            else _NO_EPOCH
        )
        self.curves.set_message(
            tr("The first epoch is under way.") if running else none
        )
        action = RESUME if facts.resumable and not self._session.read_only else ""
        kept = _KEPT if facts.network else _NOT_KEPT
        if facts.state == "failed" and facts.ended:
            detail, log = facts.ended.told, facts.ended.log
            self.notice.tell(detail, "error", details=log, action=action)
        elif facts.state == "waiting" and action:
            self.notice.tell(_UNSTARTED, "info", action=tr("Start"))
        elif facts.state in ("paused", "interrupted"):
            level: Level = "info" if facts.state == "paused" else "attention"
            self.notice.tell(_INTERRUPTED, level, action=action)
        elif facts.state == "cancelled":
            self.notice.tell(kept, "info" if facts.network else "attention")
        elif facts.verdict:
            self.notice.tell(facts.verdict, "info" if facts.trusted else "attention")
        else:
            self.notice.clear()

    def _build(self) -> None:
        self.heading.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * theme.SPACE, 0, 0, 0)
        for part in (self.heading, self.stayed, self.notice):
            box.addWidget(part)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.curves)
        box.addWidget(self.body, 1)
        box.addWidget(self.progress)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.more)
        line.addWidget(self.next)
        box.addLayout(line)

    def _connect(self) -> None:
        session = self._session
        self.progress.stopped.connect(session.stop_training)
        self.progress.stopped_after_epoch.connect(
            lambda: self._ask("stop_after_epoch", AFTER_EPOCH)
        )
        self.progress.paused.connect(lambda: self._ask("pause", PAUSING))
        self.empty.clicked.connect(self.begin_wanted)
        self.next.clicked.connect(self.next_wanted)
        self.more.clicked.connect(self._add_epochs)
        self.notice.acted.connect(self._resume)
        session.training_changed.connect(self._on_training_changed)
        session.run_changed.connect(self.show_run)
        session.runs_changed.connect(self.show_state)
        session.read_only_changed.connect(self.show_state)
        session.heard.connect(self._on_event)
        session.stopping.connect(self.progress.show_stopping)
        session.device_changed.connect(self._show_memory)
        self._trained: Run | None = None

    def _catch_up(self) -> None:
        """Show what had begun, and was asked for, before this was made."""
        self._show_memory()
        self._on_training_changed()
        training = self._session.training
        asked = training.asked() if training else None
        if asked == "stop":
            self.progress.show_stopping()
        elif asked:
            self.progress.show_ending(PAUSING if asked == "pause" else AFTER_EPOCH)

    def _ask(self, what: Ask, words: str) -> None:
        self._session.ask_training(what)
        self.progress.show_ending(words)

    def _show_memory(self) -> None:
        found = self._session.helper.found
        # How much memory a node has is not known here.
        near = self._session.desk.standing.place.kind == "here"
        if found and found.devices:
            total = found.devices[0].memory if near else 0
            self.progress.live.set_memory_total(total)

    def _resume(self) -> None:
        if run := self._session.run:
            self._session.resume(run)

    def _add_epochs(self) -> None:
        run = self._session.run
        if run is None:
            return
        missing = run.record.study.training.epochs - len(run.history().epochs)
        number, sure = QInputDialog.getInt(
            self,
            tr("Add epochs"),
            tr(
                "How many more epochs? The run stays as it is; a new one goes on from "
                "its last epoch."
            ),
            max(missing, 3),
            1,
            10_000,
        )
        if sure:
            self._session.add_epochs(run, number)

    def _on_training_changed(self) -> None:
        training = self._session.training
        if training is not self._trained and training is not None:
            done = len(training.history().epochs)
            self.progress.begin(training.record.study.training.epochs, done)
        self._trained = training
        desk = self._session.desk
        self.progress.set_where(desk.where(training.id) if training else "")
        self._show_memory()
        self.show_state()

    def _on_event(self, event: Event) -> None:
        self._tell_progress(event)
        if self._session.run is not self._session.training:
            return
        self.curves.take(event)
        if isinstance(event, EpochEnded | Kept | Told):
            self.curves.draw()
            self.show_state()

    def _tell_progress(self, event: Event) -> None:
        """Show how far the training is, whichever run is looked at."""
        match event:
            case Began():
                self.progress.start_epochs(event.batches)
            case BatchEnded():
                self.progress.show_batch(event)
            case EpochEnded():
                self.progress.end_epoch(event)
            case Progressed():
                self.progress.tell(
                    tr(
                        "{what}: {done} of {of}",
                        what=event.told,
                        done=event.done,
                        of=event.of,
                    )
                )


def _batch_losses(run: Run) -> tuple[list[float], list[float]]:
    try:
        return run.batch_losses()
    except (OSError, ValueError, KeyError, TypeError):
        # They are drawn behind the curves, which are whole without them.
        return [], []
