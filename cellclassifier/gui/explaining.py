"""Has a network explain: on this computer, or maps of many tiles by nodes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from cellclassifier.core import places
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Ended, Event, ExplainJob, Job, MeasureJob
from cellclassifier.core.places import HERE
from cellclassifier.core.runs import Run
from cellclassifier.gui.run_book import sentence_of
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.explain_afar import Afar
from cellclassifier.gui.widgets.explain_measuring import Doing, cost_of_maps

Done = Callable[[Ended], None]
Heard = Callable[[Event], None]


class Explaining(QObject):
    """Gives the jobs of the Explain page to whom they are for.

    Attributes:
        doing: Does any job; of a measurement, missing maps are made first where the
            session says, and the rest is done here.
        afar: Has maps made there.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._steps: list[_MapsFirst] = []
        self.doing = Doing(self._ask, self._stop)
        far = Doing(self._ask_far, session.stop_far)
        self.afar = Afar(lambda: session.where, far)

    def _ask(self, job: Job, done: Done, heard: Heard) -> None:
        session = self._session
        if not isinstance(job, MeasureJob) or session.where == HERE:
            session.helper.ask(job, done, heard)
            return
        steps = _MapsFirst(session, self.afar, job, heard)
        self._steps.append(steps)
        steps.start(partial(self._end, steps, done))

    def _stop(self, job: Job) -> None:
        for steps in self._steps:
            if steps.job is job:
                steps.stop()
                return
        self._session.helper.stop(job)

    def _end(self, steps: "_MapsFirst", done: Done, ended: Ended) -> None:
        self._steps.remove(steps)
        done(ended)

    def _ask_far(self, job: Job, done: Done, heard: Heard) -> None:
        place = self._session.where
        if problem := places.problem(place):
            done(Ended(outcome="failed", detail=problem))
            return
        self._session.far_helper(place).ask(job, done, heard)


class _MapsFirst:
    """A measurement whose missing maps are made by nodes, before it is done here."""

    def __init__(
        self, session: Session, afar: Afar, job: MeasureJob, heard: Heard
    ) -> None:
        self.job = job
        self._session, self._afar, self._heard = session, afar, heard
        self._maps: ExplainJob | None = None
        self._begun = self._stopped = False

    def start(self, done: Done) -> None:
        """Look which maps are missing, in the background, and go on from there."""
        self._done = done
        self._session.background.run(
            # One that is asked for beside it is another one.
            f"maps of {id(self)}",
            lambda: missing_maps(self.job),
            self._on_missing,
            self._on_error,
        )

    def stop(self) -> None:
        """Stop whatever goes on; maps that were made are kept."""
        self._stopped = True
        if self._begun:
            self._session.helper.stop(self.job)
        elif self._maps is not None:
            self._afar.doing.stop(self._maps)

    def _on_missing(self, found: tuple[ExplainJob, int] | None) -> None:
        if self._stopped:
            self._done(Ended(outcome="cancelled"))
        elif found is not None and self._afar.takes(found[1]):
            self._maps = found[0]
            self._afar.doing.ask(self._maps, self._on_maps, self._heard)
        else:
            self._measure()

    def _on_maps(self, ended: Ended) -> None:
        if self._stopped:
            # Even where the last of them was made meanwhile.
            self._done(Ended(outcome="cancelled"))
        elif ended.outcome == "done":
            self._measure()
        else:
            self._done(ended)

    def _measure(self) -> None:
        self._begun = True
        self._session.helper.ask(self.job, self._done, self._heard)

    def _on_error(self, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        self._done(Ended(outcome="failed", detail=sentence_of(error)))


def missing_maps(job: MeasureJob) -> tuple[ExplainJob, int] | None:
    """Return the job for the maps that a measurement lacks, and its cost in passes.

    ``None`` where none is missing.

    Raises:
        UserError: The set was not predicted, or there is no such class or setting.
    """
    # Imported here: it takes time to load.
    from cellclassifier.core.clumps.plan import plan

    run, spec = Run(job.run), job.spec
    missing = plan(run, job.test, spec).missing
    if not missing:
        return None
    maps = ExplainJob(
        run=job.run,
        test=job.test,
        tiles=missing,
        method=spec.method,
        class_name=spec.class_name or None,
        settings=spec.settings,
    )
    return maps, cost_of_maps(run, spec, len(missing))
