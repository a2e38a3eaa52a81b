"""Draws a review in the background, after the attributions that it shows."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.messages import Ended, Event, ExplainJob, Progressed
from cellclassifier.core.reviews.material import METHOD
from cellclassifier.core.reviews.review import (
    Review,
    draw_review,
    seeded,
    tiles_to_explain,
)
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.core.runs import Run
from cellclassifier.gui.tasks import Background

Ask = Callable[[ExplainJob, Callable[[Ended], None], Callable[[Event], None]], None]
"""Has a worker do a job; calls the first with how it ended, the other with events."""

_EVERY = 25
"""Tiles between two reports of how far it is."""


class ReviewDrawer(QObject):
    """Makes one review at a time.

    Signals:
        told: What is being done, as a sentence; "" when it is over.
        drawn: The review that was made.
        failed: A sentence about why there is none.
    """

    told = Signal(str)
    drawn = Signal(object)
    failed = Signal(str)

    def __init__(
        self, background: Background, ask: Ask, parent: QObject | None = None
    ) -> None:
        """Make a drawer that does nothing yet.

        Args:
            background: Where tiles are read and written.
            ask: Has a worker make attributions.
            parent: The object that it belongs to.
        """
        super().__init__(parent)
        self._background = background
        self._ask = ask

    def draw(
        self, study: Path, runs: Sequence[Run], test: str, spec: ReviewSpec
    ) -> None:
        """Draw a review of a test set that `runs` have predicted.

        Args:
            study: Folder of the study.
            runs: Its runs; the first is the one whose answers are shown.
            test: Name of the test set.
            spec: How the review is done.
        """
        # The same tiles must be explained and drawn.
        spec = seeded(spec)
        self.told.emit(tr("The tiles are being drawn ..."))
        self._background.run(
            "review",
            lambda: tiles_to_explain(runs, test, spec),
            lambda missing: self._explain(missing, study, runs, test, spec),
            self._fail,
        )

    def _explain(
        self,
        missing: Sequence[tuple[int, str]],
        study: Path,
        runs: Sequence[Run],
        test: str,
        spec: ReviewSpec,
    ) -> None:
        if not missing:
            self._make(study, runs, test, spec)
            return
        self.told.emit(
            tr("The network explains {missing} tiles ...", missing=len(missing))
        )

        def done(ended: Ended) -> None:
            if ended.outcome == "done":
                self._make(study, runs, test, spec)
            else:
                why = ended.told or tr("The attributions were stopped.")
                self._end(tr("{why} No review was drawn.", why=why))

        tiles = tuple(tile for tile, _ in missing)
        job = ExplainJob(run=runs[0].folder, test=test, tiles=tiles, method=METHOD)
        self._ask(job, done, self._on_event)

    def _make(
        self, study: Path, runs: Sequence[Run], test: str, spec: ReviewSpec
    ) -> None:
        self.told.emit(tr("The tiles are being written ..."))
        self._background.run(
            "review",
            lambda: draw_review(study, runs, test, spec, self._report),
            self._on_drawn,
            self._fail,
        )

    def _report(self, what: str, done: int, of: int) -> None:
        # Called on the thread of the background.
        if done % _EVERY == 0:
            words = tr(
                "{what}{what_2}: {done} of {of} ...",
                what=what[:1].upper(),
                what_2=what[1:],
                done=done,
                of=of,
            )
            self._background.tell(lambda: self.told.emit(words))

    def _on_event(self, event: Event) -> None:
        if isinstance(event, Progressed):
            self.told.emit(
                tr(
                    "The network explains: {done} of {of} tiles",
                    done=event.done,
                    of=event.of,
                )
            )

    def _on_drawn(self, review: Review) -> None:
        self.told.emit("")
        self.drawn.emit(review)

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            self.told.emit("")
            raise error
        self._end(str(error))

    def _end(self, sentence: str) -> None:
        self.told.emit("")
        self.failed.emit(sentence)
