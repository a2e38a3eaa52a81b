"""The part of the tour that explains and compares: maps, clumps, inside, runs."""

from typing import Any

from PySide6.QtWidgets import QSpinBox

from cellclassifier.gui.widgets.report_dialog import ReportDialog

Tour = Any
"""The `Tour` of `screenshots`: it waits, and takes pictures."""

CLUMP_TILES = 24
"""Tiles that are measured: seconds, not minutes."""


def explain(tour: Tour) -> None:
    """Show maps side by side, the article's figure, clumps, and inside the network."""
    page = tour.window.pages["explain"]
    tour.window.show_page("explain")
    tour.wait(lambda: page.body.currentWidget() is page.tabs)
    which = page.tabs.which
    which.setCurrentIndex(which.count() - 1)
    which.activated.emit(which.currentIndex())
    page.tabs.tile.show_line.outlines.setChecked(True)
    _at_rest(tour)
    tour.shoot("explain_tile")
    page.tabs.tabs.setCurrentIndex(1)
    page.tabs.grid.make.click()
    _at_rest(tour)
    tour.shoot("explain_grid")
    page.tabs.tabs.setCurrentIndex(2)
    _at_rest(tour)
    tour.shoot("explain_clumps")
    _measured(tour, page.tabs)
    _convolutions(tour, page.tabs)
    _learning(tour, page.tabs)
    _landscape(tour, page.tabs)
    page.tabs.tabs.setCurrentIndex(0)


def _at_rest(tour: Tour) -> None:
    """Wait until nothing is read, computed or asked of the worker."""
    tour.settle()
    tour.wait(lambda: not tour.session.background._newest)
    tour.wait(lambda: not tour.session.helper.busy)
    tour.settle()


def _measured(tour: Tour, tabs: Any) -> None:
    """Show a finished measurement, its plots, and what was done to single tiles."""
    clumps = tabs.clumps
    panel = clumps.panel
    panel.form.findChild(QSpinBox, "limit").setValue(CLUMP_TILES)
    tour.settle()
    tour.wait(lambda: panel.measure.isEnabled())
    panel.measure.click()
    tour.wait(lambda: not panel.measurer.busy and not panel.result.table.isHidden())
    _at_rest(tour)
    tour.shoot("clumps_measured")
    bar = panel.result.verticalScrollBar()
    for number, share in enumerate((0.25, 0.5, 0.75), 1):
        bar.setValue(round(share * bar.maximum()))
        tour.shoot(f"clumps_plots_{number}")
    tabs.which.setCurrentIndex(0)
    tabs.which.activated.emit(0)
    answers = clumps.erased._answers.values()
    turned = [each.tile for each in answers if each.flips[0]]
    number = (turned or [each.tile for each in answers])[0]
    for mode, name in ((2, "clumps_before_after"), (3, "clumps_over_runs")):
        clumps.modes.setCurrentIndex(mode)
        tabs.list.select(number)
        tabs.choose(number)
        _at_rest(tour)
        tour.shoot(name)
    clumps.modes.setCurrentIndex(1)
    keeper = clumps.correct.keeper
    tour.wait(lambda: keeper.now is not None)
    mask = keeper.now.mask.copy()
    mask[4:12, 4:12] = True
    keeper.draw(mask)
    tour.shoot("clumps_corrected")
    # The study is left as it was.
    keeper.undo()
    clumps.modes.setCurrentIndex(0)


def _convolutions(tour: Tour, tabs: Any) -> None:
    """Show a kernel of one's own, the article's example, and what was learnt."""
    tabs.tabs.setCurrentWidget(tabs.convolutions)
    tab = tabs.convolutions.tab
    _at_rest(tour)
    tour.shoot("convolutions_own")
    tab.own.example.click()
    tour.shoot("convolutions_article")
    tab.own.example.click()
    tab.parts.setCurrentIndex(1)
    _at_rest(tour)
    tab.learnt.exciting.search.click()
    _at_rest(tour)
    tour.shoot("convolutions_learnt")


def _learning(tour: Tour, tabs: Any) -> None:
    """Show how the map of a tile came."""
    tabs.tabs.setCurrentWidget(tabs.learning)
    tab = tabs.learning.tab
    _at_rest(tour)
    tour.shoot("learning_before")
    tab.ask.button.click()
    _at_rest(tour)
    tour.shoot("learning")


def _landscape(tour: Tour, tabs: Any) -> None:
    """Show each view of the loss around the network."""
    tabs.tabs.setCurrentWidget(tabs.landscape)
    tab = tabs.landscape.tab
    _at_rest(tour)
    for view in ("line", "agreement", "slice", "input", "exactness"):
        tab.settings.choose_view(view)
        tour.settle()
        tour.wait(lambda: tab.compute.isEnabled())
        tab.compute.click()
        _at_rest(tour)
        tour.shoot(f"landscape_{view}")


def compare(tour: Tour) -> None:
    """Show what can be compared, box plot, curves, table, and the report's dialog."""
    page = tour.window.pages["compare"]
    tour.window.show_page("compare")
    _at_rest(tour)
    view = page.panel.view
    for place in range(view.tabs.count()):
        view.tabs.setCurrentIndex(place)
        _at_rest(tour)
        name = view.tabs.tabText(place).lower().replace(" ", "_").strip("?")
        tour.shoot(f"compare_{name}")
    view.tabs.setCurrentIndex(0)
    page.panel.told.report.click()
    tour.settle()
    (dialog,) = [d for d in tour.window.findChildren(ReportDialog) if d.isVisible()]
    tour.shoot("report", dialog)
    dialog.reject()
