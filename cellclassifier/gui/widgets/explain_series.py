"""Has the maps of many tiles made, a few at a time, so that it can be stopped."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.messages import Ended, Event, ExplainJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.explain_afar import Afar, nowhere
from cellclassifier.gui.widgets.explain_choices import Method
from cellclassifier.gui.widgets.explain_maps import Explain

_AT_ONCE = 64  # passes of the network in one job: a second or so
_MOST = 16  # tiles in one job


class Series(NamedTuple):
    """Maps to be made: numbers of tiles of a set, and the class of each."""

    run: Run
    test: str
    method: Method
    tiles: tuple[tuple[int, str], ...]

    def cost(self) -> int:
        """Return about how often the network is to be applied to a tile."""
        size, channels = self.run.record.study.tiling.size, self.run.record.channels
        forward, gradients = self.method.cost((size, size, channels))
        return (forward + gradients) * len(self.tiles)

    def told(self) -> str:
        """Return what it costs, in words."""
        number = tr_n("1 map", "{tiles:,} maps", len(self.tiles), tiles=len(self.tiles))
        return tr(
            "{number}, about {cost:,} passes of a tile through the network",
            number=number,
            cost=self.cost(),
        )

    def jobs(self, whole: bool = False) -> Iterator[ExplainJob]:
        """Yield jobs for the tiles of a class each.

        Args:
            whole: Whether one job has all of them; else each takes about a second.
        """
        each = max(1, self.cost() // max(1, len(self.tiles)))
        at_once = max(1, min(_MOST, _AT_ONCE // each))
        at_once = len(self.tiles) if whole else at_once
        for name in dict.fromkeys(name for _, name in self.tiles):
            numbers = [number for number, of in self.tiles if of == name]
            for first in range(0, len(numbers), at_once):
                yield ExplainJob(
                    run=self.run.folder,
                    test=self.test,
                    tiles=tuple(numbers[first : first + at_once]),
                    method=self.method.key,
                    class_name=name,
                    settings=dict(self.method.settings),
                )


class SeriesMaker(QObject):
    """Asks for one job of a series after the other; others may come between them.

    Signals:
        progressed: How many maps are made, and of how many.
        told: What nodes do, how much of it is done, and of how much.
        ended: A sentence about what went wrong, or "".
        late: A job that was under way when the series was stopped has ended.
    """

    progressed = Signal(int, int)
    told = Signal(str, int, int)
    ended = Signal(str)
    late = Signal()

    def __init__(
        self, explain: Explain, afar: Afar | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._explain, self._afar = explain, afar or nowhere()
        self._sent: ExplainJob | None = None
        self._far = False
        self._jobs: Iterator[ExplainJob] | None = None
        self._done = self._of = 0

    @property
    def busy(self) -> bool:
        """Whether maps are being made."""
        return self._jobs is not None

    def start(self, series: Series) -> None:
        """Make these maps; while others are being made nothing is done."""
        if not self.busy:
            self._far = self._afar.takes(series.cost())
            self._jobs = series.jobs(whole=self._far)
            self._done, self._of = 0, len(series.tiles)
            self.progressed.emit(0, self._of)
            self._next()

    def cancel(self) -> None:
        """Make no more maps; those that were made are kept."""
        if self.busy:
            self._jobs = None
            if self._sent is not None:
                self._afar.doing.stop(self._sent)
            self.ended.emit(tr("Stopped; the maps that were made are kept."))

    def _next(self) -> None:
        jobs = self._jobs
        job = next(jobs, None) if jobs is not None else None
        if job is None:
            self._jobs = None
            self.ended.emit("")
        elif self._far:
            self._sent = job
            self._afar.doing.ask(
                job, lambda ended: self._on_ended(jobs, job, ended), self._on_heard
            )
        else:
            self._explain(job, lambda ended: self._on_ended(jobs, job, ended))

    def _on_heard(self, event: Event) -> None:
        if isinstance(event, Progressed) and self.busy:
            what = event.told[:1].upper() + event.told[1:]
            self.told.emit(what, event.done, event.of)

    def _on_ended(
        self, jobs: Iterator[ExplainJob] | None, job: ExplainJob, ended: Ended
    ) -> None:
        self._sent = None
        if jobs is not self._jobs:
            self.late.emit()
            return
        if ended.outcome != "done":
            self._jobs = None
            self.ended.emit(ended.told or tr("The attribution was stopped."))
            return
        self._done += len(job.tiles)
        self.progressed.emit(self._done, self._of)
        self._next()


class Progress(QWidget):
    """A bar, and a button that stops what it shows; hidden while nothing goes on."""

    cancelled = Signal()
    """The user wants it to stop."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(what)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setToolTip(tr("Stops; what was made so far is kept."))
        self.cancel.clicked.connect(self.cancelled)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(self.bar, 1)
        line.addWidget(self.cancel)
        self.hide()

    def show_part(self, what: str, done: int, of: int) -> None:
        """Show how far it is."""
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.bar.setFormat(tr("{what}: %v of %m", what=what))
        self.show()
