"""The part of a session that has networks predict and explain."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from cellclassifier.core import places
from cellclassifier.core.language import tr
from cellclassifier.core.later_sets import LaterSet
from cellclassifier.core.messages import Ended, ExplainJob, Job
from cellclassifier.core.places import HERE, Place
from cellclassifier.core.runs import Run
from cellclassifier.gui.adding import Adder
from cellclassifier.gui.far_helping import FarHelper, errands_command
from cellclassifier.gui.helping import Helper
from cellclassifier.gui.run_book import RunBook
from cellclassifier.gui.training_desk import Conduct


class PredictingBook(RunBook):
    """A book of runs that has them predict, and explain what they predicted.

    Attributes:
        command: The command of workers; the program's own where it is ``None``.
        far_command: Makes the command of what has the nodes of a place do jobs.

    Signals:
        progressed: What a helper does, done, of; an empty text: nothing.
        device_changed: The device is known, or why it is not.
        set_predicted: A run, and its set that has been predicted; "" for validation.
        where_changed: Sets of the open study are predicted elsewhere from now on.
    """

    where_changed = Signal()
    progressed = Signal(str, int, int)
    device_changed = Signal()
    set_predicted = Signal(object, str)

    def __init__(
        self, command: list[str] | None = None, conduct: Conduct | None = None
    ) -> None:
        super().__init__(command, conduct)
        self.command = command
        self.far_command: Callable[[Place], list[str]] = errands_command
        self._where: dict[Path, Place] = {}
        self._far: dict[Place, FarHelper] = {}
        self.helper = Helper(command, self)
        self.helper.device_changed.connect(self.device_changed)
        self.helper.progressed.connect(self.progressed)
        self.helper.failed.connect(self.failed)
        self.helper.predicted.connect(self._on_predicted)
        self._adding = ""
        self.adder = Adder(self)
        self.adder.reported.connect(self._on_adding)
        self.adder.added.connect(self._on_added)
        self.adder.failed.connect(self._on_not_added)

    @property
    def device(self) -> str:
        """The device that networks run on, in words; "" until it is known."""
        return self.helper.device

    @property
    def predicting(self) -> Mapping[Path, str]:
        """How far the prediction of sets is, in words, by run folder."""
        adding = {run.folder: self._adding for run in self.adder.runs}
        found = {**self.being_predicted(), **adding, **self.helper.predicting}
        for helper in self._far.values():
            found |= helper.predicting
        return found

    @property
    def where(self) -> Place:
        """Where sets of the open study are predicted, and maps of them made."""
        return self._where.get(self.study.folder, HERE) if self.study else HERE

    def choose_where(self, place: Place) -> None:
        """Have sets of the open study predicted at a place from now on.

        What goes on elsewhere goes on there. A single tile is explained on this
        computer, wherever that is.
        """
        if self.study and place != self.where:
            self._where[self.study.folder] = place
            self.where_changed.emit()

    def far_helper(self, place: Place) -> FarHelper:
        """Return what has the nodes of a place, other than this computer, do jobs."""
        if place not in self._far:
            made = self._far[place] = FarHelper(place, self.far_command(place), self)
            made.progressed.connect(self.progressed)
            made.failed.connect(self.failed)
            made.told.connect(self.told)
            made.predicted.connect(self._on_predicted)
        return self._far[place]

    def stop_far(self, job: Job) -> None:
        """Stop a job that was given to nodes, or drop it where it waits."""
        for helper in self._far.values():
            helper.stop(job)

    def warm_up(self) -> None:
        """Start the helper process in the background, and ask it for the device."""
        self.helper.warm_up()

    def predict(self, run: Run) -> None:
        """Predict all sets of `run` in the background, where that was chosen."""
        if helper := self._helper_there():
            helper.predict(run)

    def predict_folder(self, runs: Sequence[Run], folder: Path) -> None:
        """Have runs predict the images of `folder`, with or without classes.

        The folder becomes a set of each run, see `core.later_sets`; `set_predicted`
        tells when it has been predicted, `failed` why it could not be.
        """
        for run in runs:
            self.adder.add(run, folder)
        self.runs_changed.emit()

    def predict_validation(self, run: Run) -> None:
        """Predict the validation part of `run` in the background."""
        self.helper.predict_validation(run)

    def stop_predicting(self) -> None:
        """Stop all predicting in this window; what was predicted before is kept."""
        self.adder.stop()
        for helper in (self.helper, *self._far.values()):
            helper.stop_predicting()
        self.told.emit(tr("Predicting was stopped; what was predicted before is kept."))
        self.runs_changed.emit()

    def explain(self, job: ExplainJob, done: Callable[[Ended], None]) -> None:
        """Make maps in the background; a newer request replaces one that waits."""
        self.helper.explain(job, done)

    def close_helper(self) -> None:
        """End what predicts and explains, and wait for it."""
        for helper in (self.helper, *self._far.values()):
            helper.close()
        self.adder.close()

    def _helper_there(self) -> Helper | None:
        """Return what predicts where that was chosen; ``None``: it cannot, as told."""
        if self.where == HERE:
            return self.helper
        if problem := places.problem(self.where):
            self.failed.emit(problem, "")
            return None
        return self.far_helper(self.where)

    def _on_adding(self, run: Run, what: str, done: int, of: int) -> None:
        self._adding = tr("{what}: {done} of {of}", what=what, done=done, of=of)
        self.progressed.emit(what, done, of)

    def _on_added(self, run: Run, found: LaterSet) -> None:
        if helper := self._helper_there():
            helper.predict_set(run, found.name)
        self.runs_changed.emit()

    def _on_not_added(self, run: Run, error: BaseException) -> None:
        self._adding = ""
        self.progressed.emit("", 0, 0)
        self.runs_changed.emit()
        self.tell_error(error)

    def _on_predicted(self, run: Run, name: str, ended: Ended) -> None:
        self.runs_changed.emit()
        self._read_facts()
        if ended.outcome == "done":
            self.set_predicted.emit(run, name)
