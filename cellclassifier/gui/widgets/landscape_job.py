"""Has the worker compute a landscape, and looks what that costs or what came of it."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from cellclassifier.core.inside.landscape import Landscape, cost, folder_for, read
from cellclassifier.core.landscape_spec import LandscapeSpec
from cellclassifier.core.messages import Ended, Event, LandscapeJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.gui.widgets.explain_measuring import Doing
from cellclassifier.gui.widgets.landscape_course import Course, course_of

HERE = "Computed, with just these settings."
_DAMAGED = (
    "What was computed with these settings before is damaged, in {folder}. Nothing "
    "else was lost: compute it again."
)


class Asked(NamedTuple):
    """What is computed."""

    run: Run
    spec: LandscapeSpec


class Found(NamedTuple):
    """A result, what the run told of its training, and where the tables lie."""

    landscape: Landscape
    course: Course
    folder: str


class Look(NamedTuple):
    """A sentence about a landscape: its cost, or that it is here; and the result."""

    words: str
    found: Found | None


def look_at(asked: Asked) -> Look:
    """Read a landscape where it was computed, or tell what that costs.

    Raises:
        UserError: It cannot be computed; the sentence says why and what to do.
    """
    run, spec = asked
    folder = folder_for(run, spec)
    landscape = read(run, spec)
    if landscape is not None:
        return Look(HERE, Found(landscape, course_of(run), str(folder)))
    words = f"Computing it takes {cost(run, spec).text} through the network."
    if folder.exists():
        words = f"{_DAMAGED.format(folder=folder)} {words}"
    return Look(words, None)


class Computer(QObject):
    """Computes one landscape at a time, and can be stopped.

    Signals:
        progressed: What is done, how much, and of how much.
        ended: A sentence about why it ended without a result, or "".
    """

    progressed = Signal(str, int, int)
    ended = Signal(str)

    def __init__(self, doing: Doing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doing = doing
        self._job: LandscapeJob | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being computed."""
        return self._job is not None

    def start(self, asked: Asked) -> None:
        """Compute; nothing while another one is being computed."""
        if self._job is None:
            self._job = LandscapeJob(run=asked.run.folder, spec=asked.spec)
            self.progressed.emit("Waiting", 0, 0)
            self._doing.ask(self._job, self._on_ended, self._on_heard)

    def cancel(self) -> None:
        """Stop at the next batch."""
        if self._job is not None:
            self._doing.stop(self._job)

    def _on_heard(self, event: Event) -> None:
        if isinstance(event, Progressed):
            what = event.what[:1].upper() + event.what[1:]
            self.progressed.emit(what, event.done, event.of)

    def _on_ended(self, ended: Ended) -> None:
        self._job = None
        words = {"done": "", "cancelled": "Stopped; nothing was kept of it."}
        told = words.get(ended.outcome, "It was not computed.")
        self.ended.emit(ended.detail or told)
