"""The open study and the run that is looked at: the one thing that pages share."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from cellclassifier.core import preferences
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import (
    DeviceFound,
    DeviceJob,
    Ended,
    Event,
    ExplainJob,
    PredictJob,
    Progressed,
    TrainJob,
)
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Contents, Study, free_folder, read_contents
from cellclassifier.gui.jobs import JobQueue, JobRunner
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.run_chooser import results


class Session(QObject):
    """Holds values that never change by themselves; pages redraw from them.

    Attributes:
        study: The open study, or ``None``.
        contents: What its folders hold; ``None`` while they have not been read.
        runs: Its runs, newest first.
        run: The run that is looked at, or ``None``.
        training: The run that is being trained, or ``None``.
        predicting: Folders of the runs whose test sets are being predicted.
        results: Test accuracy of the runs in words, by their id.
        device: The device that networks run on, in words; "" until it is known.

    Signals:
        study_changed: Another study, or other settings.
        contents_changed: The folders were read, or are to be read again.
        scanned: What is read, how many files are done, and of how many.
        runs_changed: A run was added, ended, or predicted.
        run_changed: Another run is looked at.
        heard: An event of the training that goes on.
        training_changed: A training started or ended.
        progressed: What the background does, done, of; an empty text: nothing.
        told: A sentence for the status line.
        failed: A sentence about what went wrong, and a log for a bug report.
        device_changed: The device is known.
    """

    study_changed = Signal()
    contents_changed = Signal()
    scanned = Signal(str, int, int)
    runs_changed = Signal()
    run_changed = Signal()
    heard = Signal(object)
    training_changed = Signal()
    progressed = Signal(str, int, int)
    told = Signal(str)
    failed = Signal(str, str)
    device_changed = Signal()

    def __init__(self, command: list[str] | None = None) -> None:
        super().__init__()
        self.study: Study | None = None
        self.contents: Contents | None = None
        self.runs: list[Run] = []
        self.run: Run | None = None
        self.training: Run | None = None
        self.predicting: set[Path] = set()
        self.results: dict[str, str] = {}
        self.device = ""
        self.preferences = preferences.load()
        self.background = Background(self)
        self.trainer = JobRunner(command, self)
        self.trainer.received.connect(self._on_training_event)
        self.trainer.ended.connect(self._on_training_ended)
        self.helper = JobQueue(command, self)

    @property
    def spec(self) -> StudySpec:
        """Settings of the open study; the defaults while there is none."""
        return self.study.spec if self.study else StudySpec()

    def warm_up(self) -> None:
        """Start the helper process in the background, and ask it for the device."""
        self.helper.ask(DeviceJob(), lambda ended: None, self._on_device)

    def prefer(self, **changes: Any) -> None:
        """Change preferences and keep them."""
        self.preferences = self.preferences.model_copy(update=changes)
        preferences.save(self.preferences)

    def open_study(self, folder: Path) -> None:
        """Open the study in `folder`; what prevents that is told by `failed`."""
        self._guarded(lambda: self._set_study(Study.open(folder)))

    def create_study(self, folder: Path, spec: StudySpec | None = None) -> None:
        """Make a study in `folder` and open it."""
        self._guarded(
            lambda: self._set_study(Study.create(folder, spec or StudySpec()))
        )

    def update(self, **changes: Any) -> None:
        """Change settings of the study; without one, make it in the user's folder.

        Args:
            changes: Fields of `StudySpec`; folders and groups start a new reading.
        """
        spec = self.spec.model_copy(update=changes)
        if spec == self.spec and self.study:
            return
        if self.study is None:
            self.create_study(free_folder(preferences.home() / "studies", spec), spec)
            return
        study = self.study
        if self._guarded(lambda: study.save(spec)):
            self.study_changed.emit()
            if changes.keys() & {"train", "tests", "groups"}:
                self.scan()

    def scan(self) -> None:
        """Read the folders of the study again, in the background."""
        self.contents = None
        self.contents_changed.emit()
        spec = self.spec
        if spec.train is None:
            return

        def report(name: str, done: int, of: int) -> None:
            # Many small files: telling each of them would keep the window busy.
            if done % 20 == 0 or done == of:
                self.background.tell(lambda: self.scanned.emit(name, done, of))

        self.background.run(
            "scan",
            lambda: read_contents(spec, report),
            self._on_contents,
            self._on_error,
        )

    def blocked(self) -> str:
        """Return why no training can start now, or nothing."""
        if self.training:
            return "A training is running: stop it, or wait until it has ended."
        if self.spec.train is None:
            return "No training images are chosen yet: pick their folder under Images."
        if self.contents is None:
            return "The images are still being read."
        return self.contents.first_error()

    def start_training(self) -> None:
        """Train a new run with the study's settings."""
        if self.study is None or self.contents is None or self.blocked():
            return
        study, contents = self.study, self.contents
        self._guarded(lambda: self._start(study.new_run(contents)))

    def stop_training(self) -> None:
        """Ask the training to stop; what it has learnt is kept."""
        self.trainer.cancel()

    def choose_run(self, run: Run | None) -> None:
        """Look at `run`."""
        if run is not self.run:
            self.run = run
            self.run_changed.emit()

    def predict(self, run: Run) -> None:
        """Predict all test sets of `run` in the background."""
        self.predicting.add(run.folder)
        names = list(run.record.tests)
        for name in names:
            job = PredictJob(run=run.folder, test=name)
            done = partial(self._on_predicted, run, name == names[-1])
            self.helper.ask(job, done, self._on_progress)

    def explain(self, job: ExplainJob, done: Callable[[Ended], None]) -> None:
        """Make maps in the background; a newer request replaces one that waits."""
        self.helper.ask(job, done, key="explain")

    def close(self) -> None:
        """End everything that runs; a training is stopped and what it learnt kept."""
        if self.trainer.busy:
            self.trainer.cancel()
        self.helper.close()
        self.trainer.close()
        self.background.close()

    def _set_study(self, study: Study) -> None:
        self.study, self.run, self.runs = study, None, study.runs()
        self.results = {}
        self._read_results()
        self.preferences = self.preferences.remember_study(study.folder)
        preferences.save(self.preferences)
        self.study_changed.emit()
        self.runs_changed.emit()
        finished = [run for run in self.runs if run.model_path.exists()]
        self.run = finished[0] if finished else next(iter(self.runs), None)
        self.run_changed.emit()
        self.scan()

    def _start(self, run: Run) -> None:
        self.training = run
        self.trainer.start(TrainJob(run=run.folder))
        self._reload_runs()
        self.choose_run(run)
        self.training_changed.emit()

    def _reload_runs(self) -> None:
        """Read the runs anew, keeping those objects that pages hold."""
        known = {run.folder: run for run in self.runs}
        if self.training:
            known[self.training.folder] = self.training
        found = self.study.runs() if self.study else []
        self.runs = [known.get(run.folder, run) for run in found]
        self.runs_changed.emit()
        self._read_results()

    def _read_results(self) -> None:
        """Read the runs' test accuracies; large tables take seconds."""
        runs = list(self.runs)

        def read() -> dict[str, str]:
            return {run.id: ", ".join(results(run)) for run in runs}

        self.background.run("results", read, self._on_results, self._on_error)

    def _on_results(self, results: dict[str, str]) -> None:
        self.results = results
        self.runs_changed.emit()

    def _on_contents(self, contents: Contents) -> None:
        self.contents = contents
        self.contents_changed.emit()
        images = len(contents.train.images)
        tests = sum(len(test.images) for test in contents.tests.values())
        self.told.emit(f"Read {images} training images and {tests} test images.")

    def _on_training_event(self, event: Event) -> None:
        self.heard.emit(event)

    def _on_training_ended(self, ended: Ended) -> None:
        run, self.training = self.training, None
        if run is None:
            return
        if run.ended() is None:
            run.mark_died(ended)
        self.trainer.release()
        self._reload_runs()
        self.training_changed.emit()
        self.told.emit(f"Run {run.id}: {ended.outcome}.")
        if ended.outcome == "failed":
            self.failed.emit(ended.detail, ended.log)
        elif run.model_path.exists():
            self.predict(run)

    def _on_predicted(self, run: Run, last: bool, ended: Ended) -> None:
        if last:
            self.predicting.discard(run.folder)
            self.progressed.emit("", 0, 0)
        if ended.outcome == "failed":
            self.failed.emit(ended.detail, ended.log)
        self.runs_changed.emit()
        self._read_results()

    def _on_progress(self, event: Event) -> None:
        if isinstance(event, Progressed):
            self.progressed.emit(event.what, event.done, event.of)

    def _on_device(self, event: Event) -> None:
        if isinstance(event, DeviceFound):
            self.device = event.text
            self.device_changed.emit()

    def _guarded(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except UserError as error:
            self.failed.emit(str(error), "")
            return False
        return True

    def _on_error(self, error: BaseException) -> None:
        if isinstance(error, OSError):
            text = f"A folder or file could not be read ({error}). Check it again."
            self.failed.emit(text, "")
        elif isinstance(error, UserError):
            self.failed.emit(str(error), "")
        else:
            raise error
