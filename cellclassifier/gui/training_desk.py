"""Starts, stops and follows the trainings of the open study."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cellclassifier.core import places
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.messages import Event
from cellclassifier.core.places import Place
from cellclassifier.core.queueing import Queue, start_conductor
from cellclassifier.core.runs import Ask, Run
from cellclassifier.gui.following import NO_NODE, Follower, Standing
from cellclassifier.gui.tasks import Background

STARTING_SECONDS = 60.0
"""Time after which a conductor that was started and does not work counts as lost, s."""

LOOKING = tr("Looking for the runs that nodes had when this study was last open.")

Conduct = Callable[[Path], None]


class TrainingDesk(QObject):
    """What can be done with the queue of a study; the work is done by other processes.

    Attributes:
        standing: What goes on now.

    Signals:
        changed: Something was started, ended, paused, put into the queue or dropped.
        heard: Id of a run, and what its worker told.
        left: Id of a run that is not trained, or does not wait, any more; and what is
            done with it now: "predicting", "waiting" or nothing.
        made: The runs that were made and put into the queue.
        failed: A sentence about what went wrong, and a log for a bug report.
        told: A sentence for the status line.
        progressed: What is done to make the runs, how much, and of how much.
    """

    changed = Signal()
    heard = Signal(str, object)
    left = Signal(str, str)
    made = Signal(object)
    failed = Signal(str, str)
    told = Signal(str)
    progressed = Signal(str, int, int)

    def __init__(
        self,
        command: list[str] | None,
        conduct: Conduct | None,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.standing = Standing()
        self.making = False
        self._conduct = conduct or (
            lambda folder: start_conductor(folder, command or ())
        )
        self._background = background
        self._folder: Path | None = None
        # Where what waits goes next, and whether it is to be trained there at once.
        self._moving: tuple[Place, bool] | None = None
        self._expected = 0.0
        self._follower = Follower(self)
        self._follower.heard.connect(self._on_heard)
        self._follower.changed.connect(self._on_changed)
        self._follower.lost.connect(self._on_lost)

    @property
    def current(self) -> str:
        """Id of the run that is being trained, or is about to be; "" for none."""
        for doing in self.standing.doing:
            if doing.what == "training":
                return doing.run_id
        if self.standing.waiting and not self.standing.paused and self.at_work:
            return self.standing.waiting[0]
        return ""

    @property
    def at_work(self) -> bool:
        """Whether a process works on the queue, or was just started to."""
        return self.standing.conducted or time.monotonic() < self._expected

    @property
    def stalled(self) -> bool:
        """Whether runs wait, and nobody trains them."""
        return bool(self.standing.waiting) and (
            (self.standing.paused and self._moving is None)
            or not (self.at_work or self.making)
        )

    def where(self, run_id: str) -> str:
        """Return where a run is, as `Standing.where` does, or is about to be."""
        standing = self.standing
        if found := standing.where(run_id):
            return found
        far = standing.place.kind != "here" and self.at_work
        return NO_NODE if far and standing.what(run_id) else ""

    def follow(self, study_folder: Path | None) -> None:
        """Go over to another study; what goes on in the one before goes on."""
        self._folder, self.standing, self._expected = study_folder, Standing(), 0.0
        self._moving = None
        self._follower.follow(study_folder)
        self.changed.emit()

    def find_far(self) -> None:
        """Look for runs that nodes had when the study was last open, if there are."""
        if (folder := self._folder) is None:
            return

        def work() -> str:
            queue = Queue(folder)
            place = queue.place()
            if place.kind == "here" or queue.is_conducted():
                return ""
            waits = bool(queue.waiting()) and not queue.paused
            if not (waits or queue.far()):
                return ""
            if problem := places.problem(place):
                raise UserError(
                    tr(
                        "Runs wait, or go on, on {text}. {problem}",
                        text=place.text,
                        problem=problem,
                    )
                )
            self._conduct(folder)
            return LOOKING

        self._background.run("far", work, self._on_looking, self._on_failure)

    def send_to(self, place: Place, forget: bool = False) -> None:
        """Have runs trained at a place from now on.

        Those that only wait for a node are taken back first, and go there too.

        Args:
            place: The place.
            forget: Whether runs that nodes have are looked for no more.
        """
        if self.standing.conducted:
            self._moving = place, not self.standing.paused
            self._act(lambda queue: queue.hold())
            return

        def send(queue: Queue) -> None:
            if forget:
                queue.forget_far()
            queue.send_to(place)

        self._act(send)

    def start(self, make: Callable[[], list[Run]], resume: bool = False) -> None:
        """Have runs trained.

        Args:
            make: Makes or finds the runs; it is called in the background.
            resume: Whether they go on where they were interrupted.
        """
        if self._folder is None:
            return
        folder, queue = self._folder, Queue(self._folder)
        self.making = True
        self.changed.emit()

        def work() -> list[Run]:
            runs = make()
            for run in runs:
                queue.add(run, resume)
            queue.go_on()
            self._conduct(folder)
            return runs

        self._background.run("start", work, self._on_made, self._on_failure)

    def tell_progress(self, what: str, done: int, of: int) -> None:
        """Tell how far the making of runs is; meant for use in the background."""
        self._background.tell(lambda: self.progressed.emit(what, done, of))

    def go_on(self) -> None:
        """Start waiting runs again."""
        self.start(list)

    def pause(self) -> None:
        """Stop after the running epoch, to be resumed, and start nothing."""
        self._act(lambda queue: queue.pause())

    def drop(self, run_id: str) -> None:
        """Take a waiting run out of the queue."""
        self._act(lambda queue: queue.drop(run_id))

    def ask(self, run: Run, what: Ask) -> None:
        """Ask a training to stop or pause; one that only waits is dropped."""
        if self.standing.what(run.id) == "waiting":
            self.drop(run.id)
        else:
            self._act(lambda queue: run.ask(what))

    def stop_all(self) -> None:
        """Stop what runs, keeping what was learnt, and start nothing that waits."""

        def stop(queue: Queue) -> None:
            if queue.waiting():
                queue.hold()
            for doing in queue.doing():
                if doing.what == "training":
                    Run(queue.study_folder / "runs" / doing.run_id).ask("stop")

        self._act(stop)

    def close(self) -> None:
        """Follow nothing any more; what goes on goes on."""
        self._follower.close()

    def _act(self, act: Callable[[Queue], object]) -> None:
        if self._folder is None:
            return
        try:
            act(Queue(self._folder))
        except UserError as error:
            self.failed.emit(str(error), "")
        except OSError as error:
            self.failed.emit(
                tr(
                    "The study's folder cannot be written ({error}). Nothing was "
                    "changed; free space, or see that the drive is there.",
                    error=error,
                ),
                "",
            )
        self._follower.look()

    def _on_made(self, runs: list[Run]) -> None:
        self.making = False
        self._expected = time.monotonic() + STARTING_SECONDS
        # So that whoever is told of the runs finds them waiting.
        before = self.standing.waiting
        known = {*before, *(doing.run_id for doing in self.standing.doing)}
        new = tuple(run.id for run in runs if run.id not in known)
        self.standing = self.standing._replace(waiting=before + new, paused=False)
        self.made.emit(runs)
        self._follower.look()
        self.changed.emit()

    def _on_looking(self, told: str) -> None:
        if told:
            self._expected = time.monotonic() + STARTING_SECONDS
            self._follower.look()
            self.told.emit(told)

    def _on_failure(self, error: BaseException) -> None:
        self.making = False
        self.changed.emit()
        if not isinstance(error, OSError | UserError):
            raise error
        self.failed.emit(str(error), "")

    def _on_heard(self, run_id: str, event: Event) -> None:
        self.heard.emit(run_id, event)

    def _on_changed(self, standing: Standing) -> None:
        before, self.standing = self.standing, standing
        if standing.conducted:
            self._expected = 0.0
        self.changed.emit()
        if self._moving and not standing.conducted:
            (place, at_once), self._moving = self._moving, None
            self.send_to(place)
            if at_once:
                self.go_on()
        if standing.told and standing.told != before.told:
            self.told.emit(standing.told.told)
        for run_id in (*before.waiting, *(doing.run_id for doing in before.doing)):
            now = standing.what(run_id)
            if now not in ("training", before.what(run_id)):
                self.left.emit(run_id, now)

    def _on_lost(self, sentence: str) -> None:
        if sentence:
            self.failed.emit(sentence, "")
        else:
            self.told.emit(tr("The study's folder can be read again."))
