"""What there is to see of a set that has been predicted: tiles, numbers, other runs."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.runs import Run
from cellclassifier.gui.run_facts import name_of
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.help_section import belongs_to
from cellclassifier.gui.widgets.prediction_table import DAMAGE, Shown, stamp
from cellclassifier.gui.widgets.tile_browser import TileBrowser

if TYPE_CHECKING:
    from cellclassifier.gui.widgets.numbers_view import NumbersView
    from cellclassifier.gui.widgets.runs_view import RunsView

_NO_VALIDATION = tr(
    "This run kept no tiles for validation, so there is nothing to calibrate by. "
    "Train with a validation part."
)
_READING = tr("Reading the predictions of the other runs ...")

Comparable = tuple[Run, str, int]
"""A run, a set of it, and when that was predicted, ns."""


class PredictionTabs(QTabWidget):
    """Three tabs; those behind are made, and filled, when they come into sight."""

    validation_wanted = Signal(object)
    """The `Run` whose validation part is to be predicted."""

    def __init__(
        self,
        browser: TileBrowser,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.browser = browser
        self.numbers: NumbersView | None = None
        self.runs: RunsView | None = None
        self._background = background
        self._shown: Shown | None = None
        self._others: list[Run] = []
        self._numbered: tuple[object, ...] = ()
        self._compared: list[Comparable] = []
        self._waits = False
        self._behind = [QWidget(), QWidget()]
        for page in self._behind:
            QVBoxLayout(page).setContentsMargins(0, 0, 0, 0)
        for page, name, tip in (
            (browser, tr("Tiles"), tr("Each tile with its answer")),
            (self._behind[0], tr("Numbers"), tr("How good the answers are")),
            (self._behind[1], tr("Runs compared"), tr("On which tiles runs differ")),
        ):
            self.setTabToolTip(self.addTab(page, name), tip)
        belongs_to(self._behind[0], "numbers")
        belongs_to(self._behind[1], "runs-compared")
        self.setDocumentMode(True)
        self.currentChanged.connect(lambda: self._fill())

    def show_test(self, shown: Shown) -> None:
        """Show a set in all tabs."""
        self._shown = shown
        if self.browser.shown is None or self.browser.shown.source != shown.source:
            self.browser.show_test(shown)
        self._fill()

    def look_around(self, runs: Sequence[Run]) -> None:
        """Take note of all runs, of which others may have predicted the same set."""
        self._others = list(runs)
        self._fill()

    def tell_failure(self, sentence: str) -> None:
        """Say that the validation part could not be predicted, if that was asked."""
        if self._waits and self.numbers:
            self._waits = False
            self.numbers.validation_failed(sentence)

    def _fill(self) -> None:
        """Bring the tab in sight up to date."""
        if self._shown is None or self.currentIndex() == 0:
            return
        if self.currentIndex() == 1:
            self._fill_numbers(self._shown)
        else:
            self._fill_runs(self._shown)

    def _fill_numbers(self, shown: Shown) -> None:
        if self.numbers is None:
            # Imported here, as below: the window starts sooner without.
            from cellclassifier.gui.widgets.numbers_view import NumbersView

            self.numbers = NumbersView(self._background)
            self._put(0, self.numbers)
            self.numbers.rows_wanted.connect(self._pick)
            self.numbers.validation_wanted.connect(self._ask_validation)
        now = (*shown.source, _changed(shown.run.validation_path))
        if now == self._numbered:
            return
        self._numbered = now
        self._background.run(
            "validation",
            lambda: _validation(shown.run),
            lambda found: self._show_numbers(shown, found),
            _raise,
        )

    def _show_numbers(self, shown: Shown, validation: Predictions | None) -> None:
        if self.numbers and self._shown and self._shown.source == shown.source:
            self._waits = self._waits and validation is None
            self.numbers.show_table(shown.run, shown.test, shown.table, validation)

    def _ask_validation(self) -> None:
        if self._shown is None or self.numbers is None:
            return
        if self._shown.run.has_validation:
            self._waits = True
            self.validation_wanted.emit(self._shown.run)
        else:
            self.numbers.validation_failed(_NO_VALIDATION)

    def _fill_runs(self, shown: Shown) -> None:
        if self.runs is None:
            from cellclassifier.gui.widgets.runs_view import RunsView

            self.runs = RunsView(self._background)
            self._put(1, self.runs)
            self.runs.tiles_wanted.connect(self._pick_tiles)
        now = comparable(shown, self._others)
        if now == self._compared:
            return
        self._compared = now
        self.runs.show_nothing(_READING)
        self._background.run(
            "runs read",
            lambda: _tables(shown, now),
            lambda tables: self._show_compared(now, tables),
            _raise,
        )

    def _show_compared(
        self, read: list[Comparable], tables: list[tuple[str, Predictions]]
    ) -> None:
        if self.runs and read == self._compared:
            self.runs.show_runs(tables)

    def _put(self, place: int, view: QWidget) -> None:
        layout = self._behind[place].layout()
        assert layout is not None
        layout.addWidget(view)

    def _pick(self, rows: NDArray[np.intp], words: str) -> None:
        self.setCurrentIndex(0)
        self.browser.pick(rows, words)

    def _pick_tiles(self, numbers: Sequence[int], words: str) -> None:
        self.setCurrentIndex(0)
        self.browser.pick_tiles(numbers, words)


def comparable(shown: Shown, others: Sequence[Run]) -> list[Comparable]:
    """Return the runs that predicted the images that are shown, that run first.

    A folder that was added later may have another name in another run. Controls that
    were trained on shuffled labels are left out: they are to be at chance.
    """
    folder = shown.run.sets.get(shown.test)
    found: list[Comparable] = [(shown.run, shown.test, shown.stamp)]
    for run in others:
        if run is shown.run or run.record.study.training.shuffled:
            continue
        names = [name for name, path in run.sets.items() if path == folder]
        written = [(name, stamp(run, name)) for name in reversed(names)]
        found += [(run, name, when) for name, when in written if when][:1]
    return found


def _tables(shown: Shown, runs: Sequence[Comparable]) -> list[tuple[str, Predictions]]:
    """Read the tables of runs; those that are damaged are left out."""
    found = [(name_of(shown.run), shown.table)]
    for run, name, _ in runs[1:]:
        table = _guarded(partial(run.predictions, name))
        found += [(name_of(run), table)] if table is not None else []
    return found


def _validation(run: Run) -> Predictions | None:
    return _guarded(run.validation)


def _guarded(read: Callable[[], Predictions | None]) -> Predictions | None:
    try:
        return read()
    except (UserError, *DAMAGE):
        return None


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


def _raise(error: BaseException) -> None:
    raise error
