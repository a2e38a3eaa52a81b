"""Has the worker measure a set, and knows what that costs and where it is written."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, NamedTuple

from PySide6.QtCore import QObject, Signal

from cellclassifier.core.attribution_spec import passes, spec_of
from cellclassifier.core.language import tr
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.messages import Ended, Event, Job, MeasureJob, Progressed
from cellclassifier.core.runs import Run

Ask = Callable[[Job, Callable[[Ended], None], Callable[[Event], None]], None]


class Doing(NamedTuple):
    """Does jobs in their turn, and stops them."""

    ask: Ask
    stop: Callable[[Job], None]


class Asked(NamedTuple):
    """What is measured."""

    run: Run
    test: str
    spec: MeasureSpec


class Looked(NamedTuple):
    """What there is of a measurement.

    Attributes:
        words: A sentence about it: what it would cost, or that it is there.
        folder: Where it lies; ``None``: it was not made.
        maps: What the maps cost that are made first, in passes of a tile.
        earlier: Where another one of the same set lies, in place of it.
        why_old: Why that one is not it, in a sentence.
    """

    words: str
    folder: Path | None
    maps: int = 0
    earlier: Path | None = None
    why_old: str = ""


def look_at(asked: Asked, shown: Path | None = None) -> Looked:
    """Return what there is of a measurement.

    Args:
        asked: What is measured.
        shown: Where a measurement of the same set lies that is shown now.

    Raises:
        UserError: The set was not predicted, or there is no such class or setting.
    """
    # Imported here: the window starts sooner without.
    from cellclassifier.core.clumps.earlier import latest, why_old
    from cellclassifier.core.clumps.plan import plan
    from cellclassifier.core.clumps.report_files import folder_for, words_of

    if words_of(*asked) is not None:
        return Looked(tr("Measured, with just these settings:"), folder_for(*asked))
    planned = plan(*asked)
    first, missing = "", len(planned.missing)
    if missing:
        first = tr(" {missing:,} maps are made first.", missing=missing)
    cost = cost_of_maps(asked.run, asked.spec, missing)
    earlier = shown or latest(asked.run, asked.test)
    why = why_old(earlier, asked.run, asked.spec) if earlier else ""
    return Looked(planned.text + first, None, cost, earlier, why)


def cost_of_maps(run: Run, spec: MeasureSpec, number: int) -> int:
    """Return what so many maps of a measurement cost, in passes of a tile.

    Raises:
        UserError: There is no such method or setting.
    """
    # Checked first: a method has no other settings than its own.
    of_method = spec_of(spec.method, spec.settings or None)
    if getattr(of_method, "unit", "px") != "px":
        # How many pixels a micrometre has differs from image to image.
        of_method = spec_of(spec.method)
    size = run.record.study.tiling.size
    shape = (size, size, run.record.channels)
    return number * sum(passes(spec.method, of_method, shape))


class OneJob(QObject):
    """Has one job done at a time, and can stop it; what it is of says how it ended.

    Signals:
        progressed: What is done, how much, and of how much.
        ended: A sentence about why it ended without a result, or "".

    Attributes:
        stopped: The sentence where it was cancelled.
        unfinished: The sentence where it failed, and nobody said why.
    """

    stopped: ClassVar[str]
    unfinished: ClassVar[str]

    progressed = Signal(str, int, int)
    ended = Signal(str)

    def __init__(self, doing: Doing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doing = doing
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether a job goes on."""
        return self._job is not None

    def begin(self, job: Job) -> None:
        """Have a job done; nothing while another one goes on."""
        if self._job is None:
            self._job = job
            self.progressed.emit(tr("Waiting"), 0, 0)
            self._doing.ask(job, self._on_ended, self._on_heard)

    def cancel(self) -> None:
        """Stop at the next batch."""
        if self._job is not None:
            self._doing.stop(self._job)

    def _on_heard(self, event: Event) -> None:
        if isinstance(event, Progressed):
            what = event.told[:1].upper() + event.told[1:]
            self.progressed.emit(what, event.done, event.of)

    def _on_ended(self, ended: Ended) -> None:
        self._job = None
        words = {"done": "", "cancelled": self.stopped}
        self.ended.emit(ended.told or words.get(ended.outcome, self.unfinished))


class Measurer(OneJob):
    """Does one measurement at a time, and can be stopped."""

    stopped = tr("Stopped; the maps that were made are kept.")
    unfinished = tr("The measurement was not finished.")

    def start(self, asked: Asked) -> None:
        """Measure; nothing while another measurement goes on."""
        run, test, spec = asked
        self.begin(MeasureJob(run=run.folder, test=test, spec=spec))
