"""The part of the tour that judges: predictions, numbers, runs, a blinded review."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.gui.widgets import review_asking

Tour = Any
"""The `Tour` of `screenshots`: it waits, and takes pictures."""


def judging(tour: Tour, test: Path) -> None:
    """Show predictions, what the network looks at, numbers, and a folder dropped."""
    page = tour.window.pages["predictions"]
    tour.window.show_page("predictions")
    tour.wait(lambda: page.browser.gallery.grid.model().rowCount() > 0)
    tour.shoot("predictions")
    table = tour.session.run.predictions(page.chooser.test)
    last = len(table.classes) - 1
    sure = [row for row, index in enumerate(table.predicted) if index == last]
    tile = table.tiles[max(sure, key=lambda row: table.confidence[row])]
    page.browser.choose_in_gallery(tile)
    tour.settle()
    tour.wait(lambda: not tour.session.helper.busy)
    tour.shoot("predictions_overlay")
    _wrong_ones(tour, page, tile)
    _numbers(tour, page)
    _new_folder(tour, page, test)


def _wrong_ones(tour: Tour, page: Any, tile: int) -> None:
    """Show a tile in its field, the wrong ones only, a mark and a contact sheet."""
    page.tools._show_field(tile)
    tour.wait(lambda: page.tools.field._field is not None)
    tour.shoot("tile_in_its_field", page.tools.field)
    page.tools.field.close()
    strip = page.browser.strip
    strip.outcome.setCurrentIndex(strip.outcome.findText("wrong"))
    strip.outcome.activated.emit(strip.outcome.currentIndex())
    tour.shoot("predictions_wrong")
    if not page.browser.gallery.grid.model().rowCount():
        # The network was right everywhere.
        page.browser.gallery.clear.click()
    page.tools._mark()
    _shoot_dialog(tour, "mark_a_label")
    page.tools.saver.ask_sheet()
    _shoot_dialog(tour, "contact_sheet")
    page.browser.gallery.clear.click()


def _shoot_dialog(tour: Tour, name: str) -> None:
    tour.settle()
    (dialog,) = [d for d in tour.window.findChildren(QDialog) if d.isVisible()]
    tour.shoot(name, dialog)
    dialog.reject()


def _numbers(tour: Tour, page: Any) -> None:
    page.tabs.setCurrentIndex(1)
    tour.wait(lambda: page.tabs.numbers is not None)
    tour.wait(lambda: not tour.session.background._newest)
    tour.shoot("numbers")
    bar = _scroll_bar(page.tabs.numbers)
    for name, share in (("numbers_curves", 0.5), ("numbers_reliability", 1.0)):
        bar.setValue(round(share * bar.maximum()))
        tour.shoot(name)
    bar.setValue(0)
    page.tabs.setCurrentIndex(0)


def _scroll_bar(view: Any) -> Any:
    from PySide6.QtWidgets import QScrollArea

    areas = view.findChildren(QScrollArea)
    return max((a.verticalScrollBar() for a in areas), key=lambda bar: bar.maximum())


def _new_folder(tour: Tour, page: Any, test: Path) -> None:
    """Show a folder without classes that was dropped on the page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "new dish"
        folder.mkdir()
        images = sorted(path for path in test.rglob("*.*") if path.is_file())
        for path in images[:: max(1, len(images) // 40)]:
            shutil.copy(path, folder / f"cell {path.name}")
        page._on_dropped([folder])
        tour.wait(lambda: page.chooser.test.startswith("new dish"))
        tour.wait(lambda: page.body.currentWidget() is page.tabs)
        tour.shoot("predictions_new_folder")
    page.chooser.choose_test(next(iter(tour.session.run.record.tests)))
    page._refresh()


def runs_compared(tour: Tour) -> None:
    """Show on which tiles the runs of the study differ."""
    page = tour.window.pages["predictions"]
    tour.window.show_page("predictions")
    tour.wait(lambda: page.body.currentWidget() is page.tabs)
    page.tabs.setCurrentIndex(2)
    tour.settle()
    tour.wait(lambda: not tour.session.background._newest)
    tour.shoot("runs_compared")
    page.tabs.setCurrentIndex(0)


def review(tour: Tour) -> None:
    """Draw a review, answer it, and show what it came to."""
    page = tour.window.pages["review"]
    tour.window.show_page("review")
    tour.wait(lambda: page.body.currentWidget() is page.form)
    tour.shoot("review_new")
    spec = ReviewSpec(kind="crossover", sample=12, repeats=0.25, overlay=True)
    page.form.wanted.emit(page.form.ticked(), page.form.tests.currentText(), spec)
    tour.wait(lambda: page.entry is not None)
    page.panel.name.setText("Anna")
    tour.shoot("review_ready")
    page.panel.begin.click()
    _answer(tour, page)
    tour.wait(lambda: page.panel.results.isVisible())
    tour.shoot("review_finished")
    # The question is answered by the one who takes the pictures.
    asked, review_asking.agreed = review_asking.agreed, lambda box: True
    page.panel.results.click()
    review_asking.agreed = asked
    tour.wait(lambda: page.body.currentWidget() is page.results)
    for place, name in enumerate(("numbers", "differences", "words")):
        page.results.tabs.setCurrentIndex(place)
        tour.settle()
        tour.wait(lambda: not tour.session.helper.busy)
        tour.shoot(f"review_{name}")


def _answer(tour: Tour, page: Any) -> None:
    """Answer all cards by the keys, most of them as the first class that is offered."""
    screen = page.screen_of_reader
    screen.showNormal()
    screen.resize(1280, 800)
    tour.shoot("review_welcome", screen)
    seen: set[str] = set()
    count = 0
    while screen.stage != "over":
        if screen.stage == "waiting":
            QTest.keyClick(screen, Qt.Key.Key_Return)
            continue
        if screen._card.kind not in seen:
            seen.add(screen._card.kind)
            tour.shoot(f"review_{screen._card.kind}", screen)
        key = Qt.Key.Key_2 if count % 3 == 1 else Qt.Key.Key_1
        QTest.keyClick(screen, key)
        count += 1
    QTest.mouseMove(screen, QPoint(1, 1))
    tour.shoot("review_end", screen)
    screen.close()
