"""Has the worker compute a landscape, and looks what that costs or what came of it."""

from typing import NamedTuple

from cellclassifier.core.inside.landscape import Landscape, cost, folder_for, read
from cellclassifier.core.landscape_spec import LandscapeSpec
from cellclassifier.core.language import tr
from cellclassifier.core.messages import LandscapeJob
from cellclassifier.core.runs import Run
from cellclassifier.gui.widgets.explain_measuring import OneJob
from cellclassifier.gui.widgets.landscape_course import Course, course_of

HERE = tr("Computed, with just these settings.")
_DAMAGED = tr(
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
    words = tr(
        "Computing it takes {text} through the network.", text=cost(run, spec).text
    )
    if folder.exists():
        words = f"{_DAMAGED.format(folder=folder)} {words}"
    return Look(words, None)


class Computer(OneJob):
    """Computes one landscape at a time, and can be stopped."""

    stopped = tr("Stopped; nothing was kept of it.")
    unfinished = tr("It was not computed.")

    def start(self, asked: Asked) -> None:
        """Compute; nothing while another one is being computed."""
        self.begin(LandscapeJob(run=asked.run.folder, spec=asked.spec))
