"""The warm worker beside the trainer: finds the device, predicts, explains."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cellclassifier.core.language import tr
from cellclassifier.core.messages import (
    DeviceFound,
    DeviceJob,
    Ended,
    Event,
    ExplainJob,
    PredictJob,
    Progressed,
)
from cellclassifier.core.runs import Run
from cellclassifier.gui.jobs import JobQueue


class Helper(JobQueue):
    """Knows what the jobs of its queue are for.

    Attributes:
        device: The device that networks run on, in words; "" until it is known.
        found: All that is known of the devices; ``None`` until then.
        predicting: How far the prediction of test sets is, in words, by run folder.

    Signals:
        device_changed: The device is known, or why it is not.
        progressed: What is done, how much, and of how much; an empty text: nothing.
        predicted: The run, the set ("" for its validation part), and how it ended.
        failed: A sentence about what went wrong, and a log for a bug report.
    """

    device_changed = Signal()
    progressed = Signal(str, int, int)
    predicted = Signal(object, str, object)
    failed = Signal(str, str)

    def __init__(
        self, command: list[str] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(command, parent)
        self.device = ""
        self.found: DeviceFound | None = None
        self.predicting: dict[Path, str] = {}

    def warm_up(self) -> None:
        """Start the process, and ask it for the device."""
        self.ask(DeviceJob(), self._on_warm, self._on_device)

    def renew(self) -> None:
        """Go over to a new process, for another device or engine, and ask it."""
        self.runner.release()
        self.device, self.found = "", None
        self.device_changed.emit()
        self.warm_up()

    def predict(self, run: Run) -> None:
        """Predict all sets of `run` again, as far as their folders are there."""
        for name in run.present_sets:
            self.predict_set(run, name)

    def predict_set(self, run: Run, name: str) -> None:
        """Predict one set of `run`."""
        self._predict(run, PredictJob(run=run.folder, test=name), name)

    def predict_validation(self, run: Run) -> None:
        """Predict the validation part of `run`."""
        self._predict(run, PredictJob(run=run.folder, validation=True), "")

    def stop_predicting(self) -> None:
        """Drop all predictions that wait, and stop the one that goes on."""
        now = self._current.job if self._current else None
        going_on = now if isinstance(now, PredictJob) else None
        self._waiting = [
            request
            for request in self._waiting
            if not isinstance(request.job, PredictJob)
        ]
        kept = {going_on.run} if going_on else set()
        self.predicting = {f: w for f, w in self.predicting.items() if f in kept}
        if going_on:
            self.runner.cancel()
        else:
            self.progressed.emit("", 0, 0)

    def _predict(self, run: Run, job: PredictJob, name: str) -> None:
        self.predicting.setdefault(run.folder, "")
        heard = partial(self._on_progress, run)
        self.ask(job, partial(self._on_predicted, run, name), heard)

    def explain(self, job: ExplainJob, done: Callable[[Ended], None]) -> None:
        """Make maps; a newer request replaces one that waits."""
        self.ask(job, done, key="explain")

    def _on_device(self, event: Event) -> None:
        if isinstance(event, DeviceFound):
            self.device, self.found = event.text, event
            self.device_changed.emit()

    def _on_warm(self, ended: Ended) -> None:
        if ended.outcome == "failed" and not self.device:
            self.device = tr("unknown: the worker did not start")
            self.device_changed.emit()
            self.failed.emit(ended.told, ended.log)

    def words(self, event: Progressed) -> str:
        """Say how far a prediction is."""
        return tr(
            "{what}: {done} of {of} tiles",
            what=event.told,
            done=event.done,
            of=event.of,
        )

    def short_words(self, event: Progressed) -> str:
        """Say what is done, beside a bar."""
        return event.told

    def _on_progress(self, run: Run, event: Event) -> None:
        if isinstance(event, Progressed):
            self.predicting[run.folder] = self.words(event)
            self.progressed.emit(self.short_words(event), event.done, event.of)

    def _on_predicted(self, run: Run, name: str, ended: Ended) -> None:
        if not self._predicts(run):
            self.predicting.pop(run.folder, None)
            self.progressed.emit("", 0, 0)
        if ended.outcome == "failed":
            self.failed.emit(ended.told, ended.log)
        self.predicted.emit(run, name, ended)

    def _predicts(self, run: Run) -> bool:
        """Tell whether a prediction of `run` goes on or waits."""
        now = [self._current] if self._current else []
        jobs = [request.job for request in (*now, *self._waiting)]
        return any(
            isinstance(job, PredictJob) and job.run == run.folder for job in jobs
        )
