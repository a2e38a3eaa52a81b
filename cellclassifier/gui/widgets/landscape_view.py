"""One computed landscape: its plot, what is seen in it, and what not to conclude."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cellclassifier.core.inside.landscape_results import (
    Agreement,
    OverInput,
    Result,
    Slice,
)
from cellclassifier.core.landscape_spec import View
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.landscape_base import LandscapePlot
from cellclassifier.gui.widgets.landscape_choices import BESIDE, LandscapeChoices
from cellclassifier.gui.widgets.landscape_course import agreement_panels
from cellclassifier.gui.widgets.landscape_job import Found
from cellclassifier.gui.widgets.landscape_lines import (
    change_panels,
    exactness_panels,
    input_panels,
    line_panels,
)
from cellclassifier.gui.widgets.landscape_panels import Panel
from cellclassifier.gui.widgets.landscape_plot import PanelPlot
from cellclassifier.gui.widgets.landscape_strip import TileStrip
from cellclassifier.gui.widgets.landscape_surface import SurfacePlot
from cellclassifier.gui.widgets.landscape_surfaces import surface_of
from cellclassifier.gui.widgets.landscape_ways import way_rows
from cellclassifier.gui.widgets.scroll_column import ScrollColumn

OLD = tr("This was computed with other settings than those that are chosen now.")
_PANELS: dict[View, Callable[[Any, Any], list[Panel]]] = {
    "line": line_panels,
    "input": input_panels,
    "exactness": exactness_panels,
}


class _LinePlot(PanelPlot):
    name = tr("loss along a gradient")


class _CoursePlot(PanelPlot):
    name = tr("agreement of gradients")


class _InputPlot(PanelPlot):
    name = tr("loss over the input")


class _ExactPlot(PanelPlot):
    name = tr("exactness of the gradient")


class LandscapeView(ScrollColumn):
    """Shows a result; of a part of them what is seen can be chosen."""

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Found | None = None
        self.panels: dict[View, PanelPlot] = {
            "line": _LinePlot(),
            "agreement": _CoursePlot(),
            "input": _InputPlot(),
            "exactness": _ExactPlot(),
        }
        self.surface, self.strip = SurfacePlot(), TileStrip()
        self.choices = LandscapeChoices()
        self.old, self.caution = theme.muted(OLD), theme.muted("")
        self.seen = QLabel()
        self.where = BreakingLabel()
        self._build()

    @property
    def found(self) -> Found | None:
        """What is shown."""
        return self._found

    def clear(self) -> None:
        """Show nothing."""
        self._found = None

    def mark_old(self) -> None:
        """Say that this is of other settings than those chosen now."""
        self.old.show()

    def show_found(self, found: Found) -> None:
        """Show a result."""
        before, self._found = self._found, found
        self.old.hide()
        landscape = found.landscape
        for plot in self._plots():
            plot.set_found(landscape)
        view = landscape.spec.view
        for key, panel in self.panels.items():
            panel.setVisible(key == view)
        self.surface.setVisible(view == "slice")
        self.strip.setVisible(view == "input")
        self.seen.setText(landscape.seen)
        self.caution.setText(landscape.caution)
        self.where.setText(
            tr("Tables for R and these sentences: {folder}", folder=found.folder)
        )
        if before is None or before.folder != found.folder:
            self.choices.offer(view, landscape.results)
            # What it is never narrower than may have changed.
            self.updateGeometry()
        self._draw()

    def _build(self) -> None:
        # These two are plain labels: others may end a line within a number.
        for label in (self.seen, self.caution):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            flags = Qt.TextInteractionFlag
            label.setTextInteractionFlags(
                flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
            )
        self.where.make_selectable()
        self.where.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.choices.changed.connect(self._draw)
        box = QVBoxLayout(self.inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.old)
        box.addWidget(self.choices)
        for plot in self._plots():
            plot.told.connect(self.told)
            box.addWidget(plot, 0 if plot is self.strip else 1)
        for label in (self.seen, self.caution, self.where):
            box.addWidget(label)

    def _plots(self) -> tuple[LandscapePlot, ...]:
        return (*self.panels.values(), self.surface, self.strip)

    def _draw(self) -> None:
        """Draw what is chosen of the result."""
        if self._found is None:
            return
        landscape, course, _ = self._found
        results, view = landscape.results, landscape.spec.view
        choices = self.choices
        if view == "slice":
            shown = cast("Slice", results[choices.place])
            self.surface.set_surface(
                surface_of(shown, choices.number, difference=choices.is_difference)
            )
        elif view == "agreement":
            cosines = cast("tuple[Agreement, ...]", results)
            seed = landscape.spec.seed
            self.panels[view].set_panels(agreement_panels(cosines, course, seed))
        else:
            self.panels[view].set_panels(self._panels_of(view, results))
        if view == "input":
            seen = cast("Sequence[OverInput]", self._beside(results))
            self.strip.set_rows(way_rows(seen))

    def _beside(self, results: Sequence[Result]) -> Sequence[Result]:
        """Return those that are seen: all, or of more than a few the one chosen."""
        if len(results) <= BESIDE:
            return results
        return results[self.choices.place : self.choices.place + 1]

    def _panels_of(self, view: View, results: Sequence[Result]) -> list[Panel]:
        """Return a small plot of each network that is seen."""
        choices = self.choices
        panels_of = _PANELS[view]
        if view == "line" and choices.is_difference:
            panels_of = change_panels
        seen = self._beside(results)
        if choices.same.isChecked():
            return panels_of(seen, results)
        return [panel for each in seen for panel in panels_of([each], [each])]
