"""What does jobs on trained runs for the command line: this computer, or nodes."""

from collections.abc import Callable
from types import TracebackType

from cellclassifier.core import terminal
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import Ended, Event, ExplainJob, Job, PredictJob
from cellclassifier.core.places import Place
from cellclassifier.core.runs import Run

_TOLD = terminal.show, terminal.say
"""What is told of how far it is, and of nodes."""


class FarWorker(Worker):
    """A worker that has sets predicted and maps made by the nodes of a place.

    What is small, such as the validation part, is done on this computer, by a worker
    that is started for it: to load the engine for nothing would take its time.
    """

    def __init__(self, place: Place, command: list[str] | None = None) -> None:
        # Nothing is started yet.
        self._place, self._command = place, command
        self._here: Worker | None = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._here is not None:
            self._here.__exit__(kind, error, trace)

    def do(self, job: Job, heard: Callable[[Event], None] | None = None) -> Ended:
        """Do `job`, like any worker; how far it is is shown here.

        Raises:
            UserError: It failed, or the place cannot be reached.
        """
        if isinstance(job, PredictJob) and job.test:
            # Imported here, as below: it loads Dask.
            from cellclassifier.cluster import chunks

            chunks.predict(self._place, Run(job.run), job.test, *_TOLD)
        elif isinstance(job, ExplainJob):
            from cellclassifier.cluster import chunks

            chunks.explain(self._place, Run(job.run), job, *_TOLD)
        else:
            self._here = self._here or Worker(self._command)
            return self._here.do(job, heard)
        return Ended(outcome="done")


def worker_on(place: Place | None, here: Callable[[], Worker]) -> Worker:
    """Return what does jobs at a place.

    Args:
        place: The place; ``None`` for this computer.
        here: Makes a worker of this computer.
    """
    return here() if place is None or place.kind == "here" else FarWorker(place)
