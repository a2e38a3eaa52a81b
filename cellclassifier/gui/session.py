"""The open study and the run that is looked at: the one thing that pages share."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from cellclassifier.core import experiments, places, preferences, study_file
from cellclassifier.core.contents import Contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.experiment_spec import ExperimentRecord, ExperimentSpec
from cellclassifier.core.language import tr
from cellclassifier.core.preparation import Prepared, decisive
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study, free_folder
from cellclassifier.gui.predicting import PredictingBook
from cellclassifier.gui.run_book import sentence_of
from cellclassifier.gui.scanning import Preparer, Scanner
from cellclassifier.gui.training_desk import Conduct
from cellclassifier.gui.window_lock import WindowLock

TYPING_MS = 400
"""Time without an edit after which images are read, or tiles made, again, ms."""
PREPARING = tr("The tiles are still being made and looked through for copies.")
MAKING = tr("The run is being written.")


class Session(PredictingBook):
    """Holds values that never change by themselves; pages redraw from them.

    Attributes:
        contents: What the study's folders hold; ``None`` while that is not known.
        scan_error: Why they could not be read, as a sentence; "" otherwise.
        prepared: The tiles of the next run, checked; ``None`` while not known.
        prepare_error: Why they could not be made, as a sentence; "" otherwise.

    Signals:
        study_changed: Another study, or other settings.
        contents_changed: The folders were read, or are to be read again.
        prepared_changed: The tiles of the next run were made, or are to be made again.
        preparing: What is done to make them, how much, and of how much.
        scanned: What is read, how many files are done, and of how many.
        read_only_changed: Another window has the study now, or has it no more.
    """

    study_changed = Signal()
    contents_changed = Signal()
    prepared_changed = Signal()
    preparing = Signal(str, int, int)
    scanned = Signal(str, int, int)
    read_only_changed = Signal()

    def __init__(
        self, command: list[str] | None = None, conduct: Conduct | None = None
    ) -> None:
        super().__init__(command, conduct)
        self.contents: Contents | None = None
        self.scan_error = ""
        self.prepared: Prepared | None = None
        self.prepare_error = ""
        self._draft = StudySpec()
        self.preferences = preferences.load()
        self.scanner = Scanner(self)
        self.scanner.reported.connect(self.scanned)
        self.scanner.found.connect(self._on_contents)
        self.scanner.failed.connect(self._on_scan_error)
        self.preparer = Preparer(self)
        self.preparer.reported.connect(self.preparing)
        self.preparer.found.connect(self._on_prepared)
        self.preparer.failed.connect(self._on_prepare_error)
        self.window_lock = WindowLock(self)
        self.window_lock.changed.connect(self.read_only_changed)

    @property
    def spec(self) -> StudySpec:
        """Settings of the open study; without one, those that it will start with."""
        return self.study.spec if self.study else self._draft

    @property
    def read_only(self) -> str:
        """Why nothing can be changed in this window, as a sentence; "" if it can."""
        return self.window_lock.reason

    @property
    def checked(self) -> bool:
        """Whether images were read and tiles made of them, with whatever outcome."""
        if self.contents is None or self.prepared is not None:
            return bool(self.contents or self.scan_error)
        return bool(self.contents.error or self.prepare_error)

    def prefer(self, **changes: Any) -> None:
        """Change preferences and keep them."""
        self.preferences = self.preferences.model_copy(update=changes)
        preferences.save(self.preferences)

    def open_study(self, folder: Path) -> None:
        """Open the study in `folder`; what prevents that is told by `failed`."""
        self._guarded(lambda: self._set_study(Study.open(folder)))

    def create_study(self, folder: Path, spec: StudySpec | None = None) -> None:
        """Make a study in `folder` and open it.

        Without `spec` its settings are those edited before any study was open.
        """
        make = partial(Study.create, folder, spec or self._draft)
        self._guarded(lambda: self._set_study(make()))

    def update(self, **changes: Any) -> None:
        """Change settings of the study.

        Without a study they are kept until a folder of training images is picked:
        then a study is made in the user's folder.

        Args:
            changes: Fields of `StudySpec`; they start a new reading or cutting.
        """
        spec = self.spec.model_copy(update=changes)
        if spec == self.spec:
            return
        if self.read_only:
            self.failed.emit(self.read_only, "")
            self.study_changed.emit()
            return
        if self.study is None:
            self._draw_up(spec)
            return
        study, before = self.study, decisive(self.spec)
        if self._guarded(lambda: study.save(spec)):
            if changes.keys() & {"train", "tests"}:
                self.scan()
            elif changes.keys() & {"groups", "reading"}:
                self.scan(TYPING_MS)
            elif decisive(spec) != before:
                self.prepare(TYPING_MS)
            self.study_changed.emit()

    def scan(self, delay_ms: int = 0) -> None:
        """Read the folders of the study again, in the background, after a delay."""
        self.scanner.stop()
        self._forget_tiles()
        self.contents, self.scan_error = None, ""
        self.contents_changed.emit()
        if self.spec.train is not None:
            self.scanner.start(self.spec, delay_ms)

    def prepare(self, delay_ms: int = 0) -> None:
        """Make the tiles of the next run again, in the background, after a delay."""
        self._forget_tiles()
        study, contents = self.study, self.contents
        if study and contents and not contents.error:
            self.preparer.start(study.folder, study.spec, contents, delay_ms)

    def overrule(self, reason: str) -> None:
        """Keep why to train in spite of copies; an empty reason takes it back."""
        if (study := self.study) and (found := self.prepared):
            kept = partial(found.overruled, study.folder, reason)
            self._guarded(lambda: self._on_prepared(kept()))

    def labels_marked(self) -> None:
        """Make the tiles of the next run anew where it goes without marked labels."""
        if self.spec.training.marked_labels == "left out":
            self.prepare()

    def blocked(self) -> str:
        """Return why no training can start now, or nothing."""
        if self.read_only or self.desk.making:
            return self.read_only or MAKING
        if problem := places.problem(self.desk.standing.place):
            return problem
        if self.spec.train is None:
            return tr(
                "No training images are chosen yet: pick their folder under Images."
            )
        if self.contents is None:
            return self.scan_error or tr("The images are still being read.")
        if self.contents.error or self.prepared is None:
            return self.contents.error or self.prepare_error or PREPARING
        return self.prepared.error()

    def start_training(self) -> None:
        """Train a new run with the study's settings."""
        if self.study is None or self.contents is None or self.blocked():
            return
        make = partial(self.study.new_run, self.contents, self.prepared)
        self.desk.start(lambda: [make()])

    def start_experiment(self, experiment: ExperimentSpec) -> None:
        """Make all runs of an experiment, and train them one after another."""
        study, contents, prepared = self.study, self.contents, self.prepared
        if study is None or contents is None or self.blocked():
            return
        tell = self.desk.tell_progress

        def make() -> list[Run]:
            return experiments.make(study, experiment, contents, prepared, tell)[1]

        self.desk.start(make)

    def add_runs(self, record: ExperimentRecord, number: int) -> None:
        """Make more runs of an experiment, and train them."""
        if (study := self.study) and not self.read_only:
            tell = self.desk.tell_progress
            self.desk.start(lambda: experiments.add(study, record, number, tell))

    def close(self) -> None:
        """End what this window does; trainings go on unless they were asked to stop."""
        self.desk.close()
        self.window_lock.release()
        self.close_helper()
        self.background.close()
        self.scanner.close()
        self.preparer.close()

    def _draw_up(self, spec: StudySpec) -> None:
        if spec.train:
            self.create_study(free_folder(preferences.home() / "studies", spec), spec)
        else:
            self._draft = spec
            self.study_changed.emit()

    def _set_study(self, study: Study) -> None:
        self._draft = StudySpec()
        self.window_lock.take(study.folder)
        self._open_runs(study)
        self.desk.follow(study.folder)
        if not self.read_only:
            self.desk.find_far()
            study_file.write(study.folder)
        self.prefer(
            recent_studies=self.preferences.remember_study(study.folder).recent_studies
        )
        self.study_changed.emit()
        self.runs_changed.emit()
        self.run = self._first_choice()
        self.run_changed.emit()
        self.scan()

    def _on_contents(self, contents: Contents) -> None:
        self.contents = contents
        self.contents_changed.emit()
        self.prepare()
        images = len(contents.train.images)
        tests = sum(len(test.images) for test in contents.tests.values())
        self.told.emit(
            tr(
                "Read {images} training images and {tests} test images.",
                images=images,
                tests=tests,
            )
        )

    def _forget_tiles(self) -> None:
        self.preparer.stop()
        self.prepared, self.prepare_error = None, ""
        self.prepared_changed.emit()

    def _on_prepared(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.prepared_changed.emit()

    def _on_prepare_error(self, error: BaseException) -> None:
        self.prepare_error = sentence_of(error)
        self.prepared_changed.emit()
        if not isinstance(error, UserError):
            self._on_error(error)

    def _on_scan_error(self, error: BaseException) -> None:
        self.scan_error = sentence_of(error)
        self.contents_changed.emit()
        self._on_error(error)
