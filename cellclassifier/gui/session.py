"""The open study and the run that is looked at: the one thing that pages share."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from cellclassifier.core import preferences
from cellclassifier.core.messages import Ended, ExplainJob, TrainJob
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Contents, Study, free_folder
from cellclassifier.gui.helping import Helper
from cellclassifier.gui.jobs import JobRunner
from cellclassifier.gui.run_book import RunBook, sentence_of
from cellclassifier.gui.run_facts import RunFacts
from cellclassifier.gui.scanning import Scanner

TYPING_MS = 400
"""Time without an edit of the groups after which the images are read again, ms."""


class Session(RunBook):
    """Holds values that never change by themselves; pages redraw from them.

    Attributes:
        contents: What the study's folders hold; ``None`` while that is not known.
        scan_error: Why they could not be read, as a sentence; "" otherwise.

    Signals:
        study_changed: Another study, or other settings.
        contents_changed: The folders were read, or are to be read again.
        scanned: What is read, how many files are done, and of how many.
        heard: An event of the training that goes on.
        training_changed: A training started or ended.
        trained: A training ended; whether it left a network.
        stopping: The training has been asked to stop.
        progressed: What the helper does, done, of; an empty text: nothing.
        device_changed: The device is known, or why it is not.
    """

    study_changed = Signal()
    contents_changed = Signal()
    scanned = Signal(str, int, int)
    heard = Signal(object)
    training_changed = Signal()
    trained = Signal(bool)
    stopping = Signal()
    progressed = Signal(str, int, int)
    device_changed = Signal()

    def __init__(self, command: list[str] | None = None) -> None:
        super().__init__()
        self.contents: Contents | None = None
        self.scan_error = ""
        self._draft = StudySpec()
        self.preferences = preferences.load()
        self.scanner = Scanner(self)
        self.scanner.reported.connect(self.scanned)
        self.scanner.found.connect(self._on_contents)
        self.scanner.failed.connect(self._on_scan_error)
        self.trainer = JobRunner(command, self)
        self.trainer.received.connect(self.heard)
        self.trainer.ended.connect(self._on_training_ended)
        self.helper = Helper(command, self)
        self.helper.device_changed.connect(self.device_changed)
        self.helper.progressed.connect(self.progressed)
        self.helper.failed.connect(self.failed)
        self.helper.predicted.connect(self._on_predicted)

    @property
    def spec(self) -> StudySpec:
        """Settings of the open study; without one, those that it will start with."""
        return self.study.spec if self.study else self._draft

    @property
    def device(self) -> str:
        """The device that networks run on, in words; "" until it is known."""
        return self.helper.device

    @property
    def predicting(self) -> Mapping[Path, str]:
        """How far the prediction of test sets is, in words, by run folder."""
        return self.helper.predicting

    def warm_up(self) -> None:
        """Start the helper process in the background, and ask it for the device."""
        self.helper.warm_up()

    def prefer(self, **changes: Any) -> None:
        """Change preferences and keep them."""
        self.preferences = self.preferences.model_copy(update=changes)
        preferences.save(self.preferences)

    def open_study(self, folder: Path) -> None:
        """Open the study in `folder`; what prevents that is told by `failed`."""
        self._guarded(lambda: self._set_study(Study.open(folder)))

    def create_study(self, folder: Path, spec: StudySpec | None = None) -> None:
        """Make a study in `folder` and open it.

        Args:
            folder: An empty folder, or one to be made.
            spec: Its settings; without it those edited before any study was open.
        """
        wanted = spec or self._draft
        self._guarded(lambda: self._set_study(Study.create(folder, wanted)))

    def update(self, **changes: Any) -> None:
        """Change settings of the study.

        Without a study they are kept until a folder of training images is picked:
        then a study is made in the user's folder.

        Args:
            changes: Fields of `StudySpec`; folders and groups start a new reading.
        """
        spec = self.spec.model_copy(update=changes)
        if spec == self.spec:
            return
        if self.study is None:
            self._draw_up(spec)
            return
        study = self.study
        if self._guarded(lambda: study.save(spec)):
            self.study_changed.emit()
            if changes.keys() & {"train", "tests"}:
                self.scan()
            elif "groups" in changes:
                self.scan(TYPING_MS)

    def scan(self, delay_ms: int = 0) -> None:
        """Read the folders of the study again, in the background, after a delay."""
        self.scanner.stop()
        self.contents, self.scan_error = None, ""
        self.contents_changed.emit()
        if self.spec.train is not None:
            self.scanner.start(self.spec, delay_ms)

    def blocked(self) -> str:
        """Return why no training can start now, or nothing."""
        if self.training:
            return "A training is running: stop it, or wait until it has ended."
        if self.spec.train is None:
            return "No training images are chosen yet: pick their folder under Images."
        if self.contents is None:
            return self.scan_error or "The images are still being read."
        return self.contents.error

    def start_training(self) -> None:
        """Train a new run with the study's settings."""
        if self.study is None or self.contents is None or self.blocked():
            return
        study, contents = self.study, self.contents
        self._guarded(lambda: self._start(study.new_run(contents)))

    def stop_training(self) -> None:
        """Ask the training to stop; what it has learnt is kept."""
        if self.training:
            self.trainer.cancel()
            self.stopping.emit()

    def predict(self, run: Run) -> None:
        """Predict all test sets of `run` in the background."""
        self.helper.predict(run)

    def explain(self, job: ExplainJob, done: Callable[[Ended], None]) -> None:
        """Make maps in the background; a newer request replaces one that waits."""
        self.helper.explain(job, done)

    def close(self) -> None:
        """End everything that runs; a training is stopped and what it learnt kept."""
        self.scanner.stop()
        if self.trainer.busy:
            self.trainer.cancel()
        self.helper.close()
        self.trainer.close()
        self.background.close()
        self.scanner.close()

    def _draw_up(self, spec: StudySpec) -> None:
        if spec.train:
            self.create_study(free_folder(preferences.home() / "studies", spec), spec)
        else:
            self._draft = spec
            self.study_changed.emit()

    def _set_study(self, study: Study) -> None:
        self._draft = StudySpec()
        self.scanner.stop()
        self._open_runs(study)
        self.prefer(
            recent_studies=self.preferences.remember_study(study.folder).recent_studies
        )
        self.study_changed.emit()
        self.runs_changed.emit()
        self.run = self._first_choice()
        self.run_changed.emit()
        self.scan()

    def _start(self, run: Run) -> None:
        self.training = run
        self.trainer.start(TrainJob(run=run.folder))
        self._reload_runs()
        self.choose_run(run)
        self.training_changed.emit()

    def _on_contents(self, contents: Contents) -> None:
        self.contents = contents
        self.contents_changed.emit()
        images = len(contents.train.images)
        tests = sum(len(test.images) for test in contents.tests.values())
        self.told.emit(f"Read {images} training images and {tests} test images.")

    def _on_scan_error(self, error: BaseException) -> None:
        self.scan_error = sentence_of(error)
        self.contents_changed.emit()
        self._on_error(error)

    def _on_training_ended(self, ended: Ended) -> None:
        run, self.training = self.training, None
        if run is None:
            return
        if run.folder.is_dir() and run.ended() is None:
            run.mark_died(ended)
        self.trainer.release()
        network = run.model_path.exists()
        if run in self.runs:
            facts = RunFacts(ended.outcome, ended=ended, network=network)
            self.facts = {**self.facts, run.id: facts}
        self._reload_runs()
        self.runs_changed.emit()
        self.training_changed.emit()
        self.told.emit(f"Run {run.id}: {ended.outcome}.")
        self.trained.emit(network)
        if ended.outcome == "failed":
            self.failed.emit(ended.detail, ended.log)
        elif network:
            self.predict(run)

    def _on_predicted(self) -> None:
        self.runs_changed.emit()
        self._read_facts()
