"""The runs of an experiment beside each other: how much the number varies by chance."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_table
from cellclassifier.core.language import in_english, tr
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.explain_measure_all import MeasuringAll
from cellclassifier.gui.widgets.explain_measure_cost import cost_of
from cellclassifier.gui.widgets.explain_measuring import Asked, Doing
from cellclassifier.gui.widgets.explain_results_strips import Strip, StripPlot
from cellclassifier.gui.widgets.explain_results_warning import WarningLine
from cellclassifier.gui.widgets.explain_series import Progress
from cellclassifier.gui.widgets.notice import primary
from cellclassifier.gui.widgets.number_table import Column, NumberTable, Row
from cellclassifier.gui.widgets.saved_table import saved
from cellclassifier.gui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from cellclassifier.core.clumps.medians import Median
    from cellclassifier.core.clumps.over_runs import Member, OverRuns

WARNING = tr(
    "Runs that differ in chance alone look at different things: their spread is as a "
    "rule much larger than the interval of one run, which knows of images only. Say "
    "how many runs a number is over, and never show the best one."
)
_ALONE = tr(
    "This run belongs to no experiment, so that there is nothing to say of how much "
    "the number varies by chance. Under Training, make an experiment of several runs "
    "that differ in their seed; five tell something, three little."
)
_COLUMNS = (
    Column(
        tr("run"), tr("The run; it differs from the others in its seed."), number=False
    ),
    Column(tr("seed"), tr("Seed of its training.")),
    Column(tr("state"), tr("What there is of it."), number=False),
)


class Looked(NamedTuple):
    """What there is of the runs of an experiment.

    Attributes:
        members: The runs, by seed.
        found: The number of each class over those that were measured.
    """

    members: "Sequence[Member]"
    found: "Sequence[OverRuns]"


class RunsPlot(StripPlot):
    """The enrichment of each run, and their median with its interval, by class."""

    name = tr("attribution in clumps over runs")

    def __init__(self) -> None:
        super().__init__(
            tr(
                "Attribution in clumps, x over area: each run, and their median; "
                "dashed: 1"
            ),
            tr("No run of the experiment was measured with these settings."),
            1,
            (0, 1),
        )

    def show_runs(self, found: "Sequence[OverRuns]", names: tuple[str, ...]) -> None:
        """Show the classes side by side, with brightness alone beside each.

        Args:
            found: By class.
            names: What the runs are called.
        """
        strips = []
        for place, each in enumerate(found):
            dots = np.array([run.value for run in each.each])
            over = each.enrichment
            low, high = over.interval or (np.nan, np.nan)
            family = _family(each)
            with in_english():
                kept = _family(each)
            words = tr("{dots} runs", dots=len(dots))
            ends = (over.value, low, high)
            strips.append(Strip(words, dots, *ends, place, names, family, kept))
            bright = (each.brightness, np.nan, np.nan)
            empty = np.empty(0)
            name = tr("brightness alone")
            strips.append(Strip(name, empty, *bright, 7, (), family, kept))
        self.set_strips(strips)


class RunsView(ScrollColumn):
    """What was measured of all runs, and the button that measures the rest."""

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    measured = Signal()
    """A run was measured."""

    busy_changed = Signal(bool)
    """Whether runs are being measured."""

    def __init__(
        self, background: Background, doing: Doing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._asked: Asked | None = None
        self._looked = Looked((), ())
        self.measuring = MeasuringAll(doing, self)
        self.words, self.cost = BreakingLabel(), BreakingLabel()
        self.words.make_selectable()
        self.measure = primary(QPushButton(tr("Measure all runs of the experiment")))
        self.progress = Progress(tr("how far measuring the runs is"))
        self.problem = WarningLine()
        self.plot = RunsPlot()
        self.table = NumberTable(tr("attribution in clumps over runs"))
        self._build()
        self._connect()

    def look(self, asked: Asked) -> None:
        """Look what there is of the runs of its experiment, with its settings."""
        self._asked = asked
        self.measure.setEnabled(False)
        self._background.run(
            "explain over runs",
            lambda: look_at_all(asked),
            lambda found: self._on_looked(asked, found),
            self._on_error,
        )

    def stop(self) -> None:
        """End what goes on."""
        self.measuring.cancel()

    def export_csv(self, path: Path) -> None:
        """Save a row for each class and run.

        Raises:
            OSError: The file cannot be written.
        """
        from cellclassifier.core.clumps.over_runs import COLUMNS, rows_of

        measured = [each for each in self._looked.members if each.folder is not None]
        write_table(path, COLUMNS, rows_of(self._looked.found, measured))

    def _build(self) -> None:
        self.measure.setToolTip(
            tr("Measures each run that was not measured with these settings, in turn.")
        )
        box = QVBoxLayout(self.inside)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        for part in (
            *(theme.muted(WARNING), self.words, self.plot, self.table, self.cost),
            *(self.progress, self.problem),
        ):
            box.addWidget(part)
        box.addWidget(self.measure, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)

    def _connect(self) -> None:
        self.measure.clicked.connect(self._measure)
        self.progress.cancelled.connect(self.stop)
        self.measuring.progressed.connect(self.progress.show_part)
        self.measuring.one_ended.connect(self._on_one)
        self.measuring.ended.connect(self._on_ended)
        for part in (self.plot, self.table):
            part.told.connect(self.told)

    def _on_looked(self, asked: Asked, looked: Looked) -> None:
        if asked != self._asked:
            return
        self._looked = looked
        members = looked.members
        alone = len(members) < 2
        lines = [each.text for each in looked.found]
        nothing = tr("No run of the experiment was measured with these settings yet.")
        self.words.setText(_ALONE if alone else "\n".join(lines) or nothing)
        names = tuple(
            tr("run {id}", id=m.run.id) for m in members if m.folder is not None
        )
        self.plot.show_runs(looked.found, names)
        self.plot.setVisible(not alone and not self.plot.is_empty())
        self.table.setVisible(not alone)
        self.table.set_rows(*_rows(looked), saved(lambda: _rows(looked)))
        self.cost.setText("" if alone else cost_of(members))
        self.measure.setVisible(not alone)
        lacking = any(each.state == "to measure" for each in members)
        self.measure.setEnabled(lacking and not self.measuring.busy)

    def _measure(self) -> None:
        asked = self._asked
        members = self._looked.members
        wanted = [each.run.folder for each in members if each.state == "to measure"]
        if asked is None or not wanted:
            return
        self.measure.setEnabled(False)
        self.problem.tell("")
        self.measuring.start(wanted, asked.test, asked.spec)
        self.busy_changed.emit(self.measuring.busy)

    def _on_one(self) -> None:
        self.measured.emit()
        if self._asked is not None:
            self.look(self._asked)

    def _on_ended(self, sentence: str) -> None:
        self.progress.hide()
        self.busy_changed.emit(False)
        if sentence:
            self.problem.tell(sentence)
            self.told.emit(sentence)
        if self._asked is not None:
            self.look(self._asked)

    def _on_error(self, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        self.problem.tell(str(error))


def _family(each: "OverRuns") -> str:
    """Return what the strips of a class have in common."""
    tiles = each.enrichment.tiles
    return tr("{name} (n = {tiles} tiles)", name=each.label, tiles=tiles)


def look_at_all(asked: Asked) -> Looked:
    """Return what there is of the runs of an experiment.

    Raises:
        UserError: A table is damaged, or there is no such method, setting or class.
    """
    # Imported here: the window starts sooner without.
    from cellclassifier.core.clumps.over_runs import members, read_over_runs

    found = members(*asked)
    return Looked(found, read_over_runs(found, asked.spec.seed))


def _rows(looked: Looked) -> tuple[list[Column], list[Row]]:
    """Return the table of the runs: their state, and the number of each class."""
    columns = [
        *_COLUMNS,
        *(
            Column(
                each.label,
                tr("Median over tiles, x over area, with its interval."),
            )
            for each in looked.found
        ),
    ]
    rows, place = [], 0
    for member in looked.members:
        cells = [member.run.id, str(member.seed), _state_told(member.state)]
        if member.folder is None:
            cells += ["" for _ in looked.found]
        else:
            cells += [_number(each.each[place]) for each in looked.found]
            place += 1
        rows.append(Row(cells))
    return columns, rows


def _state_told(state: str) -> str:
    return {
        "measured": tr("measured"),
        "to measure": tr("not measured yet"),
        "not predicted": tr("not predicted: do that first, under Predictions"),
        "no network": tr("no network: not trained to its end"),
    }[state]


def _number(found: "Median") -> str:
    if found.interval is None:
        return tr("{value:.3g} (no interval)", value=found.value)
    low, high = found.interval
    return f"{found.value:.3g} ({low:.3g}\N{EN DASH}{high:.3g})"
