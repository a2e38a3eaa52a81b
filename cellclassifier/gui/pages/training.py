"""Training: settings at the left, the curves drawn live at the right."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.messages import (
    BatchEnded,
    Began,
    EpochEnded,
    Event,
    Progressed,
)
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.run_facts import RunFacts, name_of
from cellclassifier.gui.session import PREPARING, Session
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.copies_line import SHOW, CopiesLine, stop_training
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.leak_rows import stayed
from cellclassifier.gui.widgets.notice import EmptyState, Notice, primary
from cellclassifier.gui.widgets.page import Page, Step
from cellclassifier.gui.widgets.run_curves import RunCurves
from cellclassifier.gui.widgets.run_progress import RunProgress
from cellclassifier.gui.widgets.split_facts import SplitFacts

STATES = {
    "": "",
    "waiting": " has not started",
    "running": " is running",
    "done": " is finished",
    "cancelled": " was stopped",
    "failed": " failed",
    "interrupted": " was interrupted: its window or computer went down",
}
"""What has become of a run, by the state of it."""

_EMPTY = "Accuracy and loss appear here, epoch by epoch"
_READY = "Nothing has been trained in this study yet. All settings are set sensibly."
_KEPT = (
    "The network as it was is kept: look at its predictions, or start another training."
)
_NOT_KEPT = "This run left no network: start another training."


class TrainingPage(Page):
    """Starts and stops a training, and shows how the chosen run went or goes."""

    key: ClassVar[str] = "training"
    title: ClassVar[str] = "Training"
    icon: ClassVar[str] = "training"
    sentence: ClassVar[str] = "Train a network on these tiles, and watch it learn."

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.form = SpecForm(session.spec.training)
        self.start = primary(QPushButton("Start training"))
        self.start.setShortcut("Ctrl+T")
        self.reason = theme.muted("")
        self.device = theme.muted("")
        self.split = SplitFacts()
        self.copies = CopiesLine()
        self.notice = Notice()
        self.heading = QLabel()
        self.stayed = BreakingLabel()
        self.empty = EmptyState("training", _EMPTY, "", "Start training")
        self.curves = RunCurves()
        self.body = QStackedWidget()
        self.progress = RunProgress()
        self.next = QPushButton("Next: look at the predictions")
        self._build()
        self._connect()
        self._show_settings()
        self._show_run()

    def step(self) -> Step:
        """Return how far training is."""
        if self._session.training:
            return Step("ready", "A training is running.")
        if reason := self._session.blocked():
            return Step("locked", reason)
        if any(facts.state == "done" for facts in self._session.facts.values()):
            return Step("ok", "A network has been trained.")
        return Step("ready", "Ready to train.")

    def tells(self, sentence: str) -> bool:
        """Return whether the chosen run's notice says so already."""
        return self.notice.sentence == sentence

    def close_page(self) -> None:
        """Close the window of copies."""
        # Imported here, as below: the window starts sooner without.
        from cellclassifier.gui.leak_window import close_leaks

        close_leaks(self)

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._settings())
        splitter.addWidget(self._right_side())
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def _settings(self) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)
        box = QVBoxLayout(card)
        box.addWidget(theme.title("Settings"))
        box.addWidget(self.form)
        for part in (self.split, self.device, self.start, self.reason, self.copies):
            box.addWidget(part)
        box.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(card)
        area.setMinimumWidth(80 * theme.SPACE)
        return area

    def _right_side(self) -> QWidget:
        self.heading.setWordWrap(True)
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(2 * theme.SPACE, 0, 0, 0)
        for part in (self.heading, self.stayed, self.notice):
            box.addWidget(part)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.curves)
        box.addWidget(self.body, 1)
        box.addWidget(self.progress)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.next)
        box.addLayout(line)
        return side

    def _connect(self) -> None:
        session = self._session
        self.form.edited.connect(lambda spec: session.update(training=spec))
        self.start.clicked.connect(session.start_training)
        self.progress.stopped.connect(session.stop_training)
        self.empty.clicked.connect(self._begin)
        self.next.clicked.connect(lambda: self.go.emit("predictions"))
        session.study_changed.connect(self._show_settings)
        self.copies.wanted.connect(self._show_pairs)
        session.contents_changed.connect(self._show_settings)
        session.prepared_changed.connect(self._show_settings)
        session.preparing.connect(self.split.tell)
        session.device_changed.connect(self._show_settings)
        session.training_changed.connect(self._on_training_changed)
        session.run_changed.connect(self._show_run)
        session.runs_changed.connect(self._show_state)
        session.heard.connect(self._on_event)
        session.stopping.connect(self.progress.show_stopping)

    def _show_settings(self) -> None:
        session = self._session
        self.form.set_spec(session.spec.training)
        reason = session.blocked()
        self.start.setEnabled(not reason)
        self.start.setToolTip(reason or "Train a network with these settings (Ctrl+T)")
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.split.show_prepared(session.prepared, making=reason == PREPARING)
        self.copies.show_prepared(session.prepared)
        found = session.device or "being found out ..."
        self.device.setText(f"Trains on: {found}")
        self._show_empty(reason)
        self.step_changed.emit()

    def _show_empty(self, reason: str) -> None:
        """Say what to do where there is no run to look at."""
        waits = reason == PREPARING or self._session.training is not None
        self.empty.set_sentence(reason or _READY)
        text = "Start training"
        if reason and not waits:
            # All else that blocks is mended under Images.
            text = SHOW if stop_training(self._session.prepared) else "Go to Images"
        self.empty.button.setText(text)
        self.empty.button.setEnabled(not waits)

    def _begin(self) -> None:
        if not self._session.blocked():
            self._session.start_training()
        elif stop_training(self._session.prepared):
            self._show_pairs()
        else:
            self.go.emit("images")

    def _show_pairs(self) -> None:
        from cellclassifier.gui.leak_window import show_leaks

        show_leaks(self._session, self)

    def _on_training_changed(self) -> None:
        self._show_settings()
        if run := self._session.training:
            self.progress.begin(run.record.study.training.epochs)
        self._show_run()

    def _show_run(self) -> None:
        run = self._session.run
        self.curves.clear()
        for event in run.events() if run else []:
            self.curves.take(event)
        self.curves.draw()
        self._show_state()

    def _show_state(self) -> None:
        session = self._session
        run, training = session.run, session.training
        self.progress.setVisible(training is not None)
        self.progress.set_name(
            f"Another run is being trained: {name_of(training)}, in "
            f"{training.folder.parent.parent.name}"
            if training and training is not run
            else ""
        )
        facts = session.facts_of(run) if run else RunFacts()
        self.next.setEnabled(facts.network)
        self.next.setToolTip("" if facts.network else "There is no trained network.")
        self.body.setCurrentWidget(self.curves if run else self.empty)
        told = stayed(run.record.pairs, run.record.overruled) if run else ""
        self.stayed.setText(told)
        self.stayed.setVisible(bool(told))
        if run is None:
            self.notice.clear()
            self.heading.setText("No run yet.")
        elif facts.state == "gone":
            self.notice.clear()
            self.heading.setText("The folder of this run is gone.")
        else:
            self._describe(run, facts)

    def _describe(self, run: Run, facts: RunFacts) -> None:
        training = run.record.study.training
        self.heading.setText(
            f"Run {run.id}{STATES[facts.state]}: {len(self.curves.history.epochs)} of "
            f"{training.epochs} epochs, seed {training.seed}."
        )
        running = facts.state == "running"
        self.curves.set_message(
            "The first epoch is under way." if running else "No epoch was finished."
        )
        kept = _KEPT if facts.network else _NOT_KEPT
        if facts.state == "failed" and facts.ended:
            self.notice.tell(facts.ended.detail, "error", details=facts.ended.log)
        elif facts.state in ("cancelled", "interrupted"):
            self.notice.tell(kept, "info" if facts.network else "attention")
        elif facts.verdict:
            self.notice.tell(facts.verdict, "attention")
        else:
            self.notice.clear()

    def _on_event(self, event: Event) -> None:
        self._tell_progress(event)
        if self._session.run is not self._session.training:
            return
        self.curves.take(event)
        if isinstance(event, EpochEnded):
            self.curves.draw()
            self._show_state()

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
                self.progress.tell(f"{event.what}: {event.done} of {event.of}")
