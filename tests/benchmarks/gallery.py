"""A gallery of 100,000 tiles: first paint, frames while scrolling, filters, memory.

The tiles are 100,000 files of 64 x 64 pixels in a folder, predicted by a run that was
written instead of trained. The scroll bar is moved every 16 ms, as on a screen of 60
frames a second; what is measured is the time from one move to the next, which is longer
where laying out, painting and taking up what the threads have read takes longer. Three
ways of scrolling are measured: by the wheel, page by page, and by jumps to random
places. A filter, or another order, is measured until its tiles are painted. Memory is
what the process has more, at most, than before the predictions were read.

At the end the throughput of predictions against a bare `model.predict`, as in
`predicting.py`.
"""

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import cv2
import numpy as np
import psutil
from predicting import measure
from reporting import Report, arguments, scratch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import drawn
from predicted import finish
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile, write_tiles
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.prediction_table import Shown, read_all
from cellclassifier.gui.widgets.tile_browser import TileBrowser
from cellclassifier.gui.widgets.tile_filter import Filter

TILES, SIDE, PER_FOLDER = 100_000, 64, 1_000
MIB = 2**20
TICK_MS = 16
FRAME_MS, FILTER_MS, PAINT_MS, PIXELS_MS, MEMORY = 33.0, 200.0, 500.0, 2_000.0, 512.0


def draw(folder: Path) -> list[Tile]:
    """Write the files of the tiles, in groups of a thousand."""
    kinds = [
        cv2.imencode(".png", drawn.shape(drawn.CLASSES[number % 2], number, SIDE))[1]
        for number in range(64)
    ]
    tiles = []
    for number in range(TILES):
        group = f"dish {number // PER_FOLDER}"
        path = folder / group / f"{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(kinds[number % 64].tobytes())
        name = drawn.CLASSES[number % 2]
        tiles.append(Tile(number, path, 0, 0, SIDE, SIDE, name, group, "test"))
    return tiles


def make_run(folder: Path) -> Run:
    """Write a run, its test set of a hundred thousand tiles, and their predictions."""
    run = finish(drawn.study(folder, 6, 2))
    tiles = draw(folder / "tiles")
    write_tiles(run.folder / "tiles" / "test_test.csv", tiles)
    sure = np.random.default_rng(0).beta(4, 1, TILES).astype(np.float32)
    first = np.array([tile.class_name == run.record.classes[0] for tile in tiles])
    p = np.where(first, sure, 1 - sure)
    both = np.stack([p, 1 - p], axis=1)
    table = from_tiles(run.record.classes, tiles, both)
    write_predictions(run.predictions_path("test"), table)
    return run


class Memory:
    """Follows the resident memory of this process."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._start = self._process.memory_info().rss
        self.most = 0.0

    def look(self) -> None:
        """Take note of it."""
        now = self._process.memory_info().rss - self._start
        self.most = max(self.most, now / MIB)


def until(done: Callable[[], bool]) -> float:
    """Let the event loop run until `done`; return how long that took, ms."""
    started, loop = perf_counter(), QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if done() else None)
    timer.start(0)
    loop.exec()
    return 1000 * (perf_counter() - started)


def is_loaded(browser: TileBrowser) -> bool:
    """Tell whether all tiles in sight have their pixels."""
    grid = browser.gallery.grid
    keys = [grid.model().items[row].key for row in grid.rows_in_sight()]
    return bool(keys) and all(grid.loader.image(key) is not None for key in keys)


def open_gallery(report: Report, browser: TileBrowser, shown: Shown) -> None:
    """Show the test set, and measure until its tiles are there."""
    started = perf_counter()
    browser.show_test(shown)
    browser.gallery.grid.viewport().repaint()
    painted = 1000 * (perf_counter() - started)
    pixels = painted + until(lambda: is_loaded(browser))
    report.row("first paint ms", "", painted)
    report.row("pixels in sight ms", "", pixels)
    report.allow("first_paint_ms", painted, PAINT_MS)
    report.allow("pixels_in_sight_ms", pixels, PIXELS_MS)


def scroll(
    browser: TileBrowser, frames: int, move: Callable[[int], int], memory: Memory
) -> list[float]:
    """Scroll so many frames; return how long each took, ms."""
    grid = browser.gallery.grid
    bar, found, last = grid.verticalScrollBar(), [], [0.0]
    loop, timer = QEventLoop(), QTimer()
    bar.setValue(0)

    def tick() -> None:
        now = perf_counter()
        if last[0]:
            found.append(1000 * (now - last[0]))
        last[0] = now
        if len(found) >= frames:
            loop.quit()
            return
        bar.setValue(move(bar.value()) % (bar.maximum() + 1))
        grid.viewport().repaint()
        if len(found) % 50 == 0:
            memory.look()
            last[0] = perf_counter()

    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(TICK_MS)
    loop.exec()
    return found


def scrolling(
    report: Report, browser: TileBrowser, frames: int, memory: Memory
) -> None:
    """Scroll in three ways; the 99th percentile of all frames counts."""
    grid = browser.gallery.grid
    page, most = grid.viewport().height(), grid.verticalScrollBar().maximum()
    jumps = random.Random(0)
    ways: dict[str, Callable[[int], int]] = {
        "wheel": lambda value: value + 60,
        "page by page": lambda value: value + page,
        "jumps": lambda value: jumps.randrange(most),
    }
    for name, move in ways.items():
        found = np.array(scroll(browser, frames, move, memory))
        for share in (50, 99, 100):
            report.row(f"frame ms, {name}", f"p{share}", np.percentile(found, share))
        words = name.replace(" ", "_")
        report.allow(f"frame_p99_ms_{words}", float(np.percentile(found, 99)), FRAME_MS)


def filtering(report: Report, browser: TileBrowser, rounds: int) -> None:
    """Apply filters and orders one after another; the slowest counts."""
    filters = {
        "wrong only": Filter(outcome="wrong"),
        "all, by uncertainty": Filter(order="uncertainty"),
        "all, by group": Filter(order="group"),
        "one group": Filter(group=17),
        "confidence 0.8 to 1": Filter(least=0.8),
        "all": Filter(),
    }
    slowest = 0.0
    for number in range(rounds):
        for name, chosen in filters.items():
            started = perf_counter()
            browser.strip.narrow(**vars(chosen))
            browser.strip.changed.emit()
            browser.gallery.grid.viewport().repaint()
            took = 1000 * (perf_counter() - started)
            report.row(f"filter ms, {name}", number, took)
            slowest = max(slowest, took)
    report.allow("filter_ms", slowest, FILTER_MS)


def main() -> None:
    """Run it all."""
    options = arguments(__doc__)
    frames, rounds = (400, 2) if options.quick else (2_000, 5)
    print(f"cores: {os.cpu_count()}, load: {os.getloadavg()}")
    app = QApplication.instance() or QApplication([])
    theme.apply(app, "light")
    report = Report("measure", "", "value", width=28)
    with scratch() as name:
        run = make_run(Path(name))
        browser, memory = TileBrowser(), Memory()
        browser.resize(1280, 800)
        browser.show()
        started = perf_counter()
        shown = read_all(run, "test")
        report.row("reading the tables s", "", perf_counter() - started)
        open_gallery(report, browser, shown)
        memory.look()
        scrolling(report, browser, frames, memory)
        filtering(report, browser, rounds)
        memory.look()
        report.row("memory MiB", "", memory.most)
        report.allow("memory_MiB", memory.most, MEMORY)
        browser.close_loader()
        browser.close()
    for title, value, required in measure(options.quick):
        report.row(title, "", value)
        report.require(title, value, required)
    print(f"load: {os.getloadavg()}")
    report.finish()


if __name__ == "__main__":
    main()
