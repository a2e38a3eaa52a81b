"""Has comparisons computed in the background: of each kind the newest only."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets import compare_reading as reading
from cellclassifier.gui.widgets.compare_reading import Answer, Seen, Wanted
from cellclassifier.gui.widgets.compare_sizes import read_curves
from cellclassifier.gui.widgets.compare_words import doing

if TYPE_CHECKING:
    from cellclassifier.core.comparison.run_curves import Quantity

T = TypeVar("T")

_READING = tr("Looking for experiments ...")
_LOOKING = tr("Reading the numbers of the runs ...")
_LEARNING = tr("Reading the epochs of all runs ...")
_GROWING = tr("Reading the sizes of the training sets ...")
_LISTING = tr("Judging each run ...")
_SAVING = tr("Writing figures and tables: up to half a minute ...")


class Comparer(QObject):
    """What the page of comparisons asks for, one kind at a time.

    Signals:
        offered: What can be chosen (tuple[StudyOffers, ...]).
        seen: What is drawn (Seen).
        answered: What it comes to (Answer).
        learnt: What was drawn, and its learning curves (tuple[Learning, ...]).
        listed: What was drawn, and its runs (tuple[RunFact, ...]).
        grown: What was drawn, and its curves of sizes (tuple[SizeCurve, ...]).
        saved: The folder that was written.
        busy: What is being computed, in words; "" where nothing is.
        failed: Why something could not be done, in words.
    """

    offered = Signal(object)
    seen = Signal(object)
    answered = Signal(object)
    learnt = Signal(object, object)
    listed = Signal(object, object)
    grown = Signal(object, object)
    saved = Signal(Path)
    busy = Signal(str)
    failed = Signal(str)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._doing: dict[str, str] = {}
        self._wanted: Seen | None = None
        self._comparing = False

    def read(self, folders: Sequence[Path], *, quietly: bool = False) -> None:
        """Read what can be chosen of studies; `quietly` where it is read again."""
        folders, words = tuple(folders), "" if quietly else _READING
        self._run(
            "offers", words, lambda: reading.read_offers(folders), self.offered.emit
        )

    def look(self, wanted: Wanted) -> None:
        """Read what is drawn."""
        self.drop()
        self._run("look", _LOOKING, lambda: reading.look(wanted), self.seen.emit)

    def compare(self, seen: Seen) -> None:
        """Compare what was seen. It takes seconds, so that one at a time is done."""
        self._wanted = seen
        if not self._comparing:
            self._compare(seen)

    def drop(self) -> None:
        """Give up what is being compared: something else is chosen."""
        self._wanted = None
        self._set_doing("answer", "")

    def learn(self, seen: Seen, quantity: "Quantity") -> None:
        """Read learning curves of what was seen."""
        self._run(
            "curves",
            _LEARNING,
            lambda: reading.learn(seen, quantity),
            lambda found: self.learnt.emit(seen, found),
        )

    def list_runs(self, seen: Seen) -> None:
        """Read all numbers of all runs of what was seen."""
        self._run(
            "rows",
            _LISTING,
            lambda: reading.run_facts(seen),
            lambda found: self.listed.emit(seen, found),
        )

    def grow(self, seen: Seen) -> None:
        """Read curves over the size of the training set of what was seen."""
        self._run(
            "sizes",
            _GROWING,
            lambda: read_curves(seen),
            lambda found: self.grown.emit(seen, found),
        )

    def save(self, folder: Path, answer: Answer) -> None:
        """Write figures and tables into a new folder below another."""
        self._run(
            "files", _SAVING, lambda: reading.save(folder, answer), self.saved.emit
        )

    def _compare(self, seen: Seen) -> None:
        self._comparing = True

        def finish(answer: Answer | None) -> None:
            self._next(seen)
            if answer is not None and self._wanted is seen:
                self.answered.emit(answer)

        def fail(error: BaseException) -> None:
            self._next(seen)
            if self._wanted is seen:
                self._fail(error)

        self._set_doing("answer", doing(seen))
        self._background.run(
            "compare answer",
            lambda: reading.compare(seen, lambda: self._wanted is seen),
            finish,
            fail,
        )

    def _next(self, done: Seen) -> None:
        """Go on with what has been chosen meanwhile."""
        self._comparing = False
        self._set_doing("answer", "")
        if self._wanted is not None and self._wanted is not done:
            self._compare(self._wanted)

    def _run(
        self,
        key: str,
        words: str,
        work: Callable[[], T],
        done: Callable[[T], object],
    ) -> None:
        def finish(found: T) -> None:
            self._set_doing(key, "")
            done(found)

        def fail(error: BaseException) -> None:
            self._set_doing(key, "")
            self._fail(error)

        self._set_doing(key, words)
        self._background.run(f"compare {key}", work, finish, fail)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.failed.emit(str(error))
        elif isinstance(error, OSError):
            why = error.strerror or str(error)
            self.failed.emit(
                tr("A file of these runs could not be read ({why}).", why=why)
            )
        else:
            raise error

    def _set_doing(self, key: str, words: str) -> None:
        self._doing.pop(key, None)
        if words:
            self._doing[key] = words
        self.busy.emit(next(reversed(self._doing.values()), ""))
