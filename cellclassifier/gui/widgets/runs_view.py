"""Several runs on the same test set: where they agree, and where they do not."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.number_table import NumberTable
from cellclassifier.gui.widgets.runs_report import RunsReport, make_runs_report
from cellclassifier.gui.widgets.runs_words import (
    RUN_COLUMNS,
    pair_columns,
    pair_rows,
    pair_table,
    run_rows,
    sentence,
    warning,
)
from cellclassifier.gui.widgets.saved_table import saved
from cellclassifier.gui.widgets.split_tiles import SplitTiles

Compared = tuple[str, Predictions]
_Mask = NDArray[np.bool_]

_RIGHT, _WRONG = tr("right in every run"), tr("wrong in every run")
_COMPUTING = tr("Comparing the runs ...")
_TOO_FEW = tr("Tick two runs or more to compare them.")
_ONE = tr(
    "Only one run has predicted this test set. Train another, or let another run "
    "predict it, to see on which tiles they differ."
)
_HINT = tr("Tiles on which the runs differ; a double click or Return shows them.")
_NONE_DIFFER = tr("There is no tile on which these runs differ.")


class RunsView(QWidget):
    """Compares what runs predict for the tiles that all of them have predicted."""

    tiles_wanted = Signal(object, str)
    """Numbers of tiles (tuple[int, ...]), and words for them."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._runs: tuple[Compared, ...] = ()
        self._ticked: dict[Hashable, bool] = {}
        self._stale = False
        self.report: RunsReport | None = None
        self.runs = NumberTable(tr("runs compared"), most=9)
        self.pairs = NumberTable(tr("pairs of runs"), most=9)
        self.sentence, self.warning = BreakingLabel(), theme.muted("")
        self.hint = theme.muted(_HINT)
        self.message = theme.muted("")
        self.right, self.wrong, self.differ = (QPushButton() for _ in range(3))
        self.split = SplitTiles()
        self._arrange()
        self._connect()
        self.show_nothing(tr("No predictions yet."))

    def show_runs(self, runs: Sequence[Compared]) -> None:
        """Compare other runs; nothing is computed before the view is in sight.

        Args:
            runs: Name of each run, and what it predicts for the test set. Those that
                were not ticked before stay so.
        """
        now = tuple(runs)
        if len(now) < 2:
            self.show_nothing(_ONE if now else tr("No predictions yet."))
            return
        if [_key(each) for each in now] == [_key(each) for each in self._runs]:
            return
        self._runs, self.report = now, None
        self._renew()

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        self._runs, self.report, self._stale = (), None, False
        self._splitter.hide()
        self.message.setText(sentence)
        self.message.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Compare what has come while the view was not in sight."""
        super().showEvent(event)
        if self._stale:
            self._renew()

    def _arrange(self) -> None:
        middle = Qt.AlignmentFlag.AlignCenter
        self.message.setAlignment(middle)
        self._problem = theme.muted("")
        self._problem.setAlignment(middle)
        self._body = QStackedWidget()
        self._found = QWidget()
        for page in (self._problem, self._found):
            self._body.addWidget(page)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self._left())
        self._splitter.addWidget(self._body)
        for side in range(2):
            self._splitter.setStretchFactor(side, 1)
        self._splitter.setSizes([1000, 1000])
        self._splitter.setHandleWidth(3 * theme.SPACE)
        self._splitter.setChildrenCollapsible(False)
        self._lay_found()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        box.addWidget(self._splitter, 1)
        box.addWidget(self.message, 1)

    def _left(self) -> QWidget:
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        for part in (self.runs, self.pairs, self.warning):
            box.addWidget(part)
        box.addStretch(1)
        return side

    def _lay_found(self) -> None:
        line = QHBoxLayout()
        for button in (self.right, self.wrong, self.differ):
            line.addWidget(button)
        line.addStretch(1)
        box = QVBoxLayout(self._found)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.sentence)
        box.addLayout(line)
        box.addWidget(self.hint)
        box.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.runs.model_of_rows.ticked.connect(self._on_tick)
        self.split.opened.connect(self._on_opened)
        for table in (self.runs, self.pairs, self.split):
            table.told.connect(lambda words: self.hint.setText(words or _HINT))
        for button, words, which in (
            (self.right, _RIGHT, _right),
            (self.wrong, _WRONG, _wrong),
            (self.differ, tr("runs differ"), _differ),
        ):
            button.clicked.connect(partial(self._ask, words, which))

    def _chosen(self) -> list[int]:
        """Return the places of the runs that are ticked."""
        keys = enumerate(self._keys())
        return [place for place, key in keys if self._ticked.get(key, True)]

    def _keys(self) -> list[Hashable]:
        """Return what tells the runs apart: the name, and which of that name it is."""
        names = [name for name, _ in self._runs]
        return [(name, names[:place].count(name)) for place, name in enumerate(names)]

    def _on_tick(self, place: int, ticked: bool) -> None:
        self._ticked[self._keys()[place]] = ticked
        self.report = None
        self._renew()

    def _renew(self) -> None:
        """Compare the ticked runs, or remember to."""
        self._stale = not self.isVisible()
        if not self._runs or self._stale:
            return
        self.message.hide()
        self._splitter.show()
        chosen = [self._runs[place] for place in self._chosen()]
        self._show(None, _COMPUTING if len(chosen) > 1 else _TOO_FEW)
        # Also where there are too few: what still runs is of no use any more.
        self._background.run(
            "runs compared",
            lambda: make_runs_report(chosen) if len(chosen) > 1 else None,
            partial(self._on_report, self._runs),
            partial(self._on_failure, self._runs),
        )

    def _on_report(self, runs: tuple[Compared, ...], report: RunsReport | None) -> None:
        if runs is self._runs and report is not None:
            self._show(report, "")

    def _on_failure(self, runs: tuple[Compared, ...], error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if runs is self._runs:
            self._show(None, str(error))

    def _show(self, report: RunsReport | None, problem: str) -> None:
        """Show a comparison, or why there is none; runs can be ticked either way."""
        self.report = report
        names, chosen = [name for name, _ in self._runs], self._chosen()
        ticked = [place in chosen for place in range(len(names))]
        plain = saved(lambda: (RUN_COLUMNS, run_rows(names, ticked, report)))
        self.runs.set_rows(RUN_COLUMNS, run_rows(names, ticked, report), plain)
        numbers = tuple(place + 1 for place in chosen)
        self.pairs.setVisible(report is not None)
        self.warning.setVisible(report is not None)
        self.split.show_report(report, numbers)
        self._problem.setText(problem)
        self._body.setCurrentWidget(self._found if report else self._problem)
        if report is not None:
            self._show_found(report, numbers)

    def _show_found(self, report: RunsReport, numbers: tuple[int, ...]) -> None:
        self.pairs.set_rows(
            pair_columns(report), pair_rows(report, numbers), pair_table(report)
        )
        self.warning.setText(warning(report))
        self.sentence.setText(sentence(report))
        self.hint.setText(_HINT if report.found.differ.any() else _NONE_DIFFER)
        for button, short, words, which in (
            (self.right, _RIGHT, _RIGHT, _right(report)),
            (self.wrong, _WRONG, _WRONG, _wrong(report)),
            (self.differ, tr("differ"), tr("on which runs differ"), _differ(report)),
        ):
            n = int(which.sum())
            button.setText(f"{n:,} {short}")
            button.setEnabled(n > 0)
            button.setToolTip(
                tr("Show the {n:,} tiles {words}", n=n, words=words)
                if n
                else tr("No such tile")
            )
            button.setAccessibleName(tr("{n:,} tiles {words}", n=n, words=words))
        for button in (self.right, self.wrong):
            button.setVisible(bool(report.known.any()))

    def _ask(self, words: str, which: Callable[[RunsReport], _Mask]) -> None:
        if self.report is not None:
            numbers = self.report.numbers(which(self.report))
            self.tiles_wanted.emit(numbers, words)

    def _on_opened(self, numbers: tuple[int, ...]) -> None:
        n = len(numbers)
        words = (
            tr("tile {numbers}", numbers=numbers[0])
            if n == 1
            else tr("{n} tiles on which runs differ", n=n)
        )
        self.tiles_wanted.emit(numbers, words)


def _key(each: Compared) -> tuple[str, int]:
    return each[0], id(each[1])


def _right(report: RunsReport) -> _Mask:
    return report.found.right_in_every


def _wrong(report: RunsReport) -> _Mask:
    return report.found.wrong_in_every


def _differ(report: RunsReport) -> _Mask:
    return report.found.differ
