"""What does jobs on trained runs for the command line: this computer, or nodes."""

from collections.abc import Callable

from cellclassifier.core import terminal
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import Ended, Event, ExplainJob, Job, PredictJob
from cellclassifier.core.places import Place
from cellclassifier.core.runs import Run


class FarWorker(Worker):
    """A worker that has sets predicted and maps made by the nodes of a place.

    What is small, such as the validation part, it does itself, on this computer.
    """

    def __init__(self, place: Place, command: list[str] | None = None) -> None:
        super().__init__(command)
        self._place = place

    def do(self, job: Job, heard: Callable[[Event], None] | None = None) -> Ended:
        """Do `job`, like any worker; how far it is is shown here.

        Raises:
            UserError: It failed, or the place cannot be reached.
        """
        if isinstance(job, PredictJob) and job.test:
            # Imported here, as below: it loads Dask.
            from cellclassifier.cluster import chunks

            chunks.predict(self._place, Run(job.run), job.test, terminal.show)
        elif isinstance(job, ExplainJob):
            from cellclassifier.cluster import chunks

            chunks.explain(self._place, Run(job.run), job, terminal.show)
        else:
            return super().do(job, heard)
        return Ended(outcome="done")


def worker_on(place: Place | None, here: Callable[[], Worker]) -> Worker:
    """Return what does jobs at a place.

    Args:
        place: The place; ``None`` for this computer.
        here: Makes a worker of this computer.
    """
    return here() if place is None or place.kind == "here" else FarWorker(place)
