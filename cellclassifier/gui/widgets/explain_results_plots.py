"""Plots of a measurement: nulls, clumps put in, pixels deleted, layers emptied."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cellclassifier.core.clumps import tables
from cellclassifier.core.clumps.cascade import Step
from cellclassifier.core.clumps.deletion import KINDS, Kind
from cellclassifier.core.language import in_english, tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.explain_profiles import Cells
from cellclassifier.gui.widgets.explain_results_curves import Axes, CurvePlot, Floats
from cellclassifier.gui.widgets.explain_results_strips import Strip, StripPlot

SHARES = (0.0, 0.2, 1.0, 5.0, 10.0, 20.0, 50.0, 100.0)
"""Shares of the pixels that have a number at the axis, %."""

_NO_DRAWS = tr(
    "An earlier version of the program measured this and kept no single draws: each "
    "null is shown as its median."
)


class Plotted(NamedTuple):
    """What the plots show, read from the tables of a result.

    Attributes:
        standings: The number of each class beside its nulls.
        doses: Clumps put into the control; ``None``: not measured.
        curves: Rows of deletion.csv.
        steps: Layers that lost what they learnt, one after the other.
    """

    standings: Sequence[tables.Standing]
    doses: tables.Doses | None
    curves: Sequence[Cells]
    steps: Sequence[Step]


class NullPlot(StripPlot):
    """The number of each class, and what it would be without looking at clumps."""

    name = tr("attribution in clumps beside its nulls")

    def __init__(self) -> None:
        super().__init__(
            tr("Attribution in clumps, x over area, beside its nulls; dashed: by area"),
            tr("No class has clumps, so there is no number."),
            1,
            (0, 1),
        )

    def show_standings(self, standings: Sequence[tables.Standing]) -> None:
        """Show the classes side by side."""
        strips = []
        for place, each in enumerate(standings):
            family, kept = _family(each), _family_in_english(each)
            ends = (each.value, each.low, each.high)
            strips.append(
                Strip(tr("this network"), np.empty(0), *ends, place, (), family, kept)
            )
            for null in each.nulls:
                several = len(null.draws) > 1
                alone = float(null.draws[0]) if null.draws.size == 1 else np.nan
                middle = float(np.median(null.draws)) if several else alone
                dots = null.draws if several else np.empty(0)
                ends = (middle, np.nan, np.nan)
                # The palette ends with grey: nulls are no class.
                strips.append(Strip(null.label, dots, *ends, 7, (), family, kept))
        self.set_strips(strips)


class CascadePlot(StripPlot):
    """How alike maps stay while layers lose what they learnt, each tile a dot."""

    name = tr("maps while layers lose what they learnt")

    def __init__(self) -> None:
        super().__init__(
            tr(
                "Likeness of maps (Spearman) when layers lose what they learnt, in turn"
            ),
            tr("Not measured."),
            0,
            (0, 1),
        )

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show the steps, from the output down."""
        self.set_strips([_strip(number, step) for number, step in enumerate(steps)])


class FlipPlot(CurvePlot):
    """Share of the control's tiles that change class, by clumps put in."""

    name = tr("tiles that change class by clumps put in")


class DosePlot(CurvePlot):
    """Mean log-odds of the control, by clumps put in."""

    name = tr("log-odds by clumps put in")


class DeletionPlot(CurvePlot):
    """Log-odds while pixels are blurred away."""

    name = tr("log-odds with pixels blurred")


class InsertionPlot(CurvePlot):
    """Log-odds while pixels are put back into the blurred tile."""

    name = tr("log-odds with pixels put back")


class PlotSections(QWidget):
    """All plots of a result, each with a sentence on what is seen."""

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nulls, self.cascade = NullPlot(), CascadePlot()
        dose = Axes("", tr("clumps put in"), "%", _by_doubling)
        title = tr("Tiles of the control that change class, %")
        self.flips = FlipPlot(dose._replace(title=title, ends=(0, 100)), "")
        title = tr("Mean log-odds of the control in these tiles")
        self.odds = DosePlot(dose._replace(title=title, y=tr("log-odds"), level=0), "")
        self.deletion = DeletionPlot(_shares("deletion"), "")
        self.insertion = InsertionPlot(_shares("insertion"), "")
        self.which = QComboBox()
        self._curves: Sequence[Cells] = ()
        self.words = {
            name: BreakingLabel()
            for name in ("nulls", "doses", "deletion", "insertion", "cascade")
        }
        self._build()

    def show_result(self, found: Plotted) -> None:
        """Show what was measured; parts that were not say so."""
        self.nulls.show_standings(found.standings)
        told = [each.text for each in found.standings]
        lacks = any(
            len(null.draws) == 1 and not null.name.startswith("brightness")
            for each in found.standings
            for null in each.nulls
        )
        self.words["nulls"].setText(" ".join([*told, *[_NO_DRAWS] * lacks]))
        self._show_doses(found.doses)
        self._curves = found.curves
        self.which.clear()
        self.which.addItems(tables.explained_in(found.curves))
        self.which.setCurrentIndex(self.which.count() - 1)
        self._show_curves()
        self.cascade.show_steps(found.steps)
        seen = tables.steps_text(found.steps)
        missing = tr("Layers were not emptied: no tile was chosen for it.")
        self.words["cascade"].setText(seen or missing)
        self._hide_empty()

    def plots(self) -> list[CurvePlot | StripPlot]:
        """Return all of them, from the top."""
        curves = [self.flips, self.odds, self.deletion, self.insertion]
        return [self.nulls, *curves, self.cascade]

    def _build(self) -> None:
        self.which.setAccessibleName(tr("class that is explained in the curves"))
        self.which.setToolTip(tr("Tiles that are explained as this class are shown."))
        self.which.activated.connect(self._show_curves)
        line = QHBoxLayout()
        label = QLabel(tr("Pixels of tiles explained as"))
        label.setBuddy(self.which)
        line.addWidget(label)
        line.addWidget(self.which)
        line.addStretch(1)
        self._chooser = QWidget()
        line.setContentsMargins(0, 0, 0, 0)
        self._chooser.setLayout(line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        words = self.words
        for part in (
            *(self.nulls, words["nulls"], self.flips, self.odds, words["doses"]),
            *(self._chooser, self.deletion, words["deletion"]),
            *(self.insertion, words["insertion"], self.cascade, words["cascade"]),
        ):
            box.addWidget(part)
            if isinstance(part, BreakingLabel):
                part.make_selectable()
                part.setContentsMargins(0, 0, 0, 2 * theme.SPACE)
        for plot in self.plots():
            plot.told.connect(self.told)

    def _show_doses(self, doses: tables.Doses | None) -> None:
        if doses is None:
            self.flips.set_lines([])
            self.odds.set_lines([])
            missing = tr(
                "No clumps were put into the control: there is no control class with "
                "tiles that were called right, or none was asked for."
            )
            self.words["doses"].setText(missing)
            return
        ticks = tuple(doses.flips.x.tolist())
        for plot, line in ((self.flips, doses.flips), (self.odds, doses.log_odds)):
            plot.set_lines([line], plot.axes._replace(ticks=ticks))
        self.words["doses"].setText(doses.text)

    def _show_curves(self) -> None:
        name = self.which.currentText()
        plots = (self.deletion, self.insertion)
        for kind, plot in zip(KINDS, plots, strict=True):
            lines = tables.shares_of(self._curves, name, kind)
            plot.set_lines(lines)
            missing = tr(
                "No pixels were deleted or put back: no tile was chosen for it."
            )
            seen = tables.shares_text(lines, kind)
            self.words[kind].setText(seen or ("" if kind == "insertion" else missing))

    def _hide_empty(self) -> None:
        """Leave no blank plots: the sentence below says why there is none."""
        for plot in self.plots():
            plot.setVisible(not plot.is_empty())
        self._chooser.setVisible(self.which.count() > 1)
        for words in self.words.values():
            words.setVisible(bool(words.text()))


def _family(each: tables.Standing) -> str:
    return tr(
        "{class_name} (n = {tiles} tiles)", class_name=each.label, tiles=each.tiles
    )


def _family_in_english(each: tables.Standing) -> str:
    with in_english():
        return _family(each)


def _shares(kind: Kind) -> Axes:
    what = {
        "deletion": tr("blurred"),
        "insertion": tr("put back into the blurred tile"),
    }
    return Axes(
        tr("Log-odds with pixels {what}, by which of them come first", what=what[kind]),
        tr("% of the pixels (drawn at the square root, since clumps are few pixels)"),
        tr("log-odds"),
        np.sqrt,
        SHARES,
        level=0,
    )


def _by_doubling(x: Floats) -> Floats:
    return np.asarray(np.log2(1 + x))


def _strip(number: int, step: Step) -> Strip:
    dots = np.array(step.correlations, np.float64)
    dots = dots[np.isfinite(dots)]
    more = "" if number == 0 else "+ "
    first = step.layers[0] if step.layers else ""
    rest = f" ({len(step.layers)})" if len(step.layers) > 1 else ""
    return Strip(f"{more}{first}{rest}", dots, step.median, np.nan, np.nan, 4)
