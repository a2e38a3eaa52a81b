"""Time to a usable window, and gaps of its event loop while a training runs.

The first is a ratio against a bare PySide6 window with one pyqtgraph plot, each in a
fresh process, taking turns. Usable means: shown, painted, and the event loop idle.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import tifffile
from reporting import Report, arguments, median, scratch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

BARE = """
import time; start = time.monotonic()
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
import pyqtgraph
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(pyqtgraph.PlotWidget())
window.resize(1280, 800)
window.show()
def usable():
    window.grab(); print(time.monotonic() - start, flush=True); app.quit()
QTimer.singleShot(0, usable)
app.exec()
"""
OURS = """
import time; start = time.monotonic()
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cellclassifier.gui.app import make_window
app = QApplication([])
window = make_window(command=[sys.executable, "-c", "import sys; sys.stdin.read()"])
window.show()
def usable():
    window.grab(); print(time.monotonic() - start, flush=True)
    window.close(); app.quit()
QTimer.singleShot(0, usable)
app.exec()
"""


def start(code: str, home: str) -> float:
    """Return the seconds that a fresh process needs for its window."""
    environment = {**os.environ, "CELLCLASSIFIER_HOME": home}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return float(done.stdout.split()[-1])


def draw(folder: Path) -> None:
    """Write two classes of 8-bit noise images."""
    random = np.random.default_rng(0)
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        for number in range(160):
            pixels = random.integers(0, 256, (128, 128), np.uint8)
            tifffile.imwrite(folder / name / f"{number}.tif", pixels)


def gaps(folder: Path, seconds: float) -> list[float]:
    """Return the times between ticks of a 1 ms timer while a training runs, ms."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from cellclassifier.core.messages import EpochEnded
    from cellclassifier.core.spec import StudySpec
    from cellclassifier.core.tile_spec import TilingSpec
    from cellclassifier.core.train_spec import TrainSpec
    from cellclassifier.gui.app import make_window

    os.environ["CELLCLASSIFIER_HOME"] = str(folder / "home")
    app = QApplication.instance() or QApplication([])
    window = make_window()
    session = window._session
    window.show()
    window.show_page("training")
    spec = StudySpec(
        train=folder / "images",
        tiling=TilingSpec(size=128),
        training=TrainSpec(epochs=10_000),
    )
    session.create_study(folder / "study", spec)
    found: list[float] = []
    last = [0.0]

    def tick() -> None:
        now = time.perf_counter()
        if last[0]:
            found.append(1000 * (now - last[0]))
        last[0] = now

    timer = QTimer(interval=1)
    timer.timeout.connect(tick)

    def heard(event: object) -> None:
        # From the first epoch on: both cores compute, and the curves are drawn.
        if isinstance(event, EpochEnded) and not timer.isActive():
            timer.start()
            QTimer.singleShot(int(1000 * seconds), finish)

    def finish() -> None:
        timer.stop()
        session.stop_training()

    def changed() -> None:
        # The conductor has to end too, or it would spoil what is timed next.
        if session.training is None and found and not session.desk.standing.doing:
            window.close()
            app.quit()

    session.heard.connect(heard)
    session.training_changed.connect(changed)
    session.prepared_changed.connect(
        lambda: session.start_training() if session.prepared and not found else None
    )
    app.exec()
    return found


def main() -> None:
    """Run it all."""
    options = arguments(__doc__)
    rounds, seconds = (5, 20.0) if options.quick else (11, 60.0)
    report = Report("measure", "round", "ours", "bare", "ratio")
    with scratch() as folder:
        ratios = []
        for number in range(-1, rounds):
            ours, bare = start(OURS, folder), start(BARE, folder)
            if number >= 0:  # the first round fills the disk's cache
                ratios.append(ours / bare)
                report.row("start s", number, ours, bare, ratios[-1])
        report.allow("start_ratio", median(ratios), 1.5)
        draw(Path(folder) / "images")
        found = np.array(gaps(Path(folder), seconds))
        for share in (50, 90, 99, 100):
            report.row(
                "gap ms", f"p{share}", float(np.percentile(found, share)), "", ""
            )
        report.allow("gap_p99_ms", float(np.percentile(found, 99)), 33.0)
    report.finish()


if __name__ == "__main__":
    main()
