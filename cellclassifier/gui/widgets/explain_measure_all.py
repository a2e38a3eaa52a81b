"""Has several runs measured, one after the other, in the same way."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cellclassifier.core.language import tr
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.messages import Ended, Event, MeasureJob, Progressed
from cellclassifier.gui.widgets.explain_measuring import Doing


class MeasuringAll(QObject):
    """Queues one job a run; what was measured before it is stopped is kept.

    Signals:
        progressed: What is done, how much, and of how much.
        one_ended: A run was measured.
        ended: A sentence about why not all were measured, or "".
    """

    progressed = Signal(str, int, int)
    one_ended = Signal()
    ended = Signal(str)

    def __init__(self, doing: Doing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doing = doing
        self._jobs: list[MeasureJob] = []
        self._of = 0

    @property
    def busy(self) -> bool:
        """Whether runs are being measured."""
        return bool(self._jobs)

    def start(self, runs: Sequence[Path], test: str, spec: MeasureSpec) -> None:
        """Measure runs; nothing while others are being measured.

        Args:
            runs: Their folders, at least one.
            test: The set.
            spec: The settings, the same for all.
        """
        if self._jobs:
            return
        self._jobs = [MeasureJob(run=run, test=test, spec=spec) for run in runs]
        self._of = len(self._jobs)
        self._next()

    def cancel(self) -> None:
        """Stop at the next batch, and begin no other run."""
        if self._jobs:
            del self._jobs[1:]
            self._doing.stop(self._jobs[0])

    def _next(self) -> None:
        self.progressed.emit(tr("{which}: waiting", which=self._which()), 0, 0)
        self._doing.ask(self._jobs[0], self._on_ended, self._on_heard)

    def _which(self) -> str:
        return tr(
            "Run {of} of {of_2}", of=self._of - len(self._jobs) + 1, of_2=self._of
        )

    def _on_heard(self, event: Event) -> None:
        if isinstance(event, Progressed) and self._jobs:
            words = f"{self._which()}: {event.told}"
            self.progressed.emit(words, event.done, event.of)

    def _on_ended(self, ended: Ended) -> None:
        self._jobs.pop(0)
        if ended.outcome != "done":
            self._jobs.clear()
            words = {"cancelled": tr("Stopped; runs that were measured are kept.")}
            told = words.get(ended.outcome, tr("Not all runs were measured."))
            self.ended.emit(ended.told or told)
            return
        self.one_ended.emit()
        if self._jobs:
            self._next()
        else:
            self.ended.emit("")
