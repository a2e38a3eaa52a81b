"""Training: settings at the left, the curves drawn live at the right."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
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
from cellclassifier.core.runs import History, Run, verdict
from cellclassifier.gui import theme
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.metric_plot import MetricPlot
from cellclassifier.gui.widgets.notice import Notice, primary
from cellclassifier.gui.widgets.page import Page, Step
from cellclassifier.gui.widgets.run_progress import RunProgress

STATES = {
    "waiting": "has not started",
    "running": "is running",
    "done": "is finished",
    "cancelled": "was stopped",
    "failed": "failed",
    "interrupted": "was interrupted: its window or computer went down",
}


class TrainingPage(Page):
    """Starts and stops a training, and shows how the chosen run went or goes."""

    key: ClassVar[str] = "training"
    title: ClassVar[str] = "Training"
    icon: ClassVar[str] = "training"
    sentence: ClassVar[str] = "Train a network on these tiles, and watch it learn."

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._history = History(())
        self.form = SpecForm(session.spec.training)
        self.start = primary(QPushButton("Start training"))
        self.start.setShortcut("Ctrl+T")
        self.reason = theme.muted("")
        self.device = theme.muted("")
        self.notice = Notice()
        self.heading = QLabel()
        self.accuracy = MetricPlot("Accuracy", "%", percent=True)
        self.loss = MetricPlot("Loss", "", percent=False)
        self.progress = RunProgress()
        self.next = QPushButton("Next: look at the predictions")
        self.log = QPlainTextEdit()
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
        if any(run.state == "done" for run in self._session.runs):
            return Step("ok", "A network has been trained.")
        return Step("ready", "Ready to train.")

    def tells(self, sentence: str) -> bool:
        """Return whether the chosen run's notice says so already."""
        return self.notice.sentence == sentence

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._settings())
        splitter.addWidget(self._curves())
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
        box.addWidget(self.device)
        box.addWidget(self.start)
        box.addWidget(self.reason)
        box.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(card)
        area.setMinimumWidth(80 * theme.SPACE)
        return area

    def _curves(self) -> QWidget:
        self.log.setReadOnly(True)
        self.log.setAccessibleName("Log of the run")
        self.log.setMaximumHeight(40 * theme.SPACE)
        folded = Collapsible("Log")
        log_box = QVBoxLayout(folded.content)
        log_box.setContentsMargins(0, 0, 0, 0)
        log_box.addWidget(self.log)
        self.heading.setWordWrap(True)
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(2 * theme.SPACE, 0, 0, 0)
        box.addWidget(self.heading)
        box.addWidget(self.notice)
        box.addWidget(self.accuracy, 1)
        box.addWidget(self.loss, 1)
        box.addWidget(self.progress)
        box.addWidget(folded)
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
        self.next.clicked.connect(lambda: self.go.emit("predictions"))
        session.study_changed.connect(self._show_settings)
        session.contents_changed.connect(self._show_settings)
        session.device_changed.connect(self._show_settings)
        session.training_changed.connect(self._on_training_changed)
        session.run_changed.connect(self._show_run)
        session.runs_changed.connect(self._show_state)
        session.heard.connect(self._on_event)

    def _show_settings(self) -> None:
        session = self._session
        self.form.set_spec(session.spec.training)
        reason = session.blocked()
        self.start.setEnabled(not reason)
        self.start.setToolTip(reason or "Train a network with these settings (Ctrl+T)")
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        found = session.device or "being found out ..."
        self.device.setText(f"Trains on: {found}")
        self.step_changed.emit()

    def _on_training_changed(self) -> None:
        self._show_settings()
        run = self._session.training
        if run and run is self._session.run:
            self.progress.begin(run.record.study.training.epochs)
        self._show_run()

    def _show_run(self) -> None:
        run = self._session.run
        events = run.events() if run else []
        self.log.clear()
        self._history = History(())
        self.accuracy.clear()
        self.loss.clear()
        for event in events:
            self._take(event)
        self._draw()
        self._show_state()

    def _show_state(self) -> None:
        run = self._session.run
        running = run is not None and run is self._session.training
        self.progress.setVisible(running)
        self.next.setEnabled(run is not None and run.model_path.exists())
        self.next.setToolTip(
            "" if self.next.isEnabled() else "There is no trained network yet."
        )
        self.notice.clear()
        if run is None:
            self.heading.setText("No run yet.")
            self.accuracy.set_message("Accuracy appears here, epoch by epoch.")
            self.loss.set_message("Loss appears here, epoch by epoch.")
        else:
            self._describe(run, running)

    def _describe(self, run: Run, running: bool) -> None:
        state = "running" if running else run.state
        training = run.record.study.training
        self.heading.setText(
            f"Run {run.id} {STATES[state]}: {len(self._history.epochs)} of "
            f"{training.epochs} epochs, seed {training.seed}."
        )
        empty = "The first epoch is under way." if running else "No epoch was finished."
        self.accuracy.set_message(empty)
        self.loss.set_message(empty)
        ended = None if running else run.ended()
        if ended and ended.outcome == "failed":
            self.notice.tell(ended.detail, "error", details=ended.log)
        elif state == "done" and (words := verdict(run)):
            self.notice.tell(words, "attention")

    def _on_event(self, event: Event) -> None:
        if self._session.run is not self._session.training:
            return
        self._take(event)
        if isinstance(event, EpochEnded):
            self._draw()
            self._show_state()

    def _take(self, event: Event) -> None:
        """Take in one event, live or from the file of a run that is reopened."""
        match event:
            case Began():
                self.progress.start_epochs(event.batches)
                self.log.appendPlainText(_began(event))
            case BatchEnded():
                self.progress.show_batch(event)
            case EpochEnded():
                self._history = History((*self._history.epochs, event))
                self.progress.end_epoch(event)
                self.log.appendPlainText(_line(event))
            case Progressed():
                self.progress.tell(f"{event.what}: {event.done} of {event.of}")

    def _draw(self) -> None:
        history = self._history
        epochs = [epoch.epoch for epoch in history.epochs]
        validated = len(history.val_loss) == len(epochs) > 0
        val_accuracy = history.val_accuracy if validated else None
        self.accuracy.set_history(epochs, history.accuracy, val_accuracy)
        self.loss.set_history(
            epochs, history.loss, history.val_loss if validated else None
        )
        self.accuracy.set_best(history.best)
        self.loss.set_best(history.best)


def _began(event: Began) -> str:
    return (
        f"Training on {event.device}: {event.training_tiles} tiles for training, "
        f"{event.validation_tiles} for validation, {event.batches} minibatches an "
        "epoch."
    )


def _line(event: EpochEnded) -> str:
    text = (
        f"Epoch {event.epoch}: accuracy {100 * event.accuracy:.1f} %, loss "
        f"{event.loss:.4f}"
    )
    if event.val_accuracy is not None and event.val_loss is not None:
        text += (
            f"; validation accuracy {100 * event.val_accuracy:.1f} %, loss "
            f"{event.val_loss:.4f}"
        )
    return f"{text} ({event.seconds:.1f} s)"
