"""Drives the real window offscreen through the whole way and writes a PNG of each page.

    python packaging/screenshots.py OUT [--data DIR] [--example] [--epochs N]

DIR holds train/ and test/ with one sub-folder a class. Without it the real images
beside the project are used, or where these are absent the example that is drawn.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from cellclassifier.core import workflow
from cellclassifier.core.messages import EpochEnded
from cellclassifier.core.spec import TilingSpec
from cellclassifier.gui.app import make_window

PRIMARY = Path(__file__).resolve().parents[2] / "shared" / "data" / "primary"
LONGEST_MS = 900_000
SETTLE_MS = 900
"""Time for tiles to load and plots to be drawn before a picture is taken, ms."""


class Tour:
    """Shows the window, waits for what is to be seen, and takes pictures."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._number = 0
        self.window = make_window()
        self.session = self.window._session
        self.window.resize(1280, 800)
        self.window.show()

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the window live until `ready`; end the program if it never is."""
        loop, look, limit = QEventLoop(), QTimer(), QTimer()
        look.timeout.connect(lambda: loop.quit() if ready() else None)
        limit.timeout.connect(lambda: sys.exit("the window did not get there in time"))
        limit.setSingleShot(True)
        look.start(20)
        limit.start(LONGEST_MS)
        loop.exec()
        look.stop()
        limit.stop()

    def settle(self) -> None:
        """Let the window live for a moment."""
        loop = QEventLoop()
        QTimer.singleShot(SETTLE_MS, loop.quit)
        loop.exec()

    def shoot(self, name: str) -> None:
        """Write a picture of the window as it is."""
        self.settle()
        self._number += 1
        path = self._out / f"{self._number:02d}_{name}.png"
        if not self.window.grab().save(str(path)):
            sys.exit(f"{path} could not be written")
        sys.stdout.write(f"{path}\n")
        sys.stdout.flush()

    def read(self) -> bool:
        """Tell whether the folders have been read."""
        return self.session.contents is not None


def folders(options: argparse.Namespace) -> tuple[Path, Path, TilingSpec]:
    """Return training folder, test folder and tiling of the tour."""
    real = PRIMARY if PRIMARY.exists() and not options.example else None
    data: Path | None = options.data or real
    if data:
        return data / "train", data / "test", TilingSpec(size=128)
    spec = workflow.example(Path(tempfile.mkdtemp()) / "example").spec
    assert spec.train is not None
    return spec.train, spec.tests[0], spec.tiling


def empty_states(tour: Tour) -> None:
    """Show each page before anything was chosen."""
    for key in tour.window.pages:
        tour.window.show_page(key)
        tour.shoot(f"{key}_empty")


def bad_folders(tour: Tour, train: Path) -> None:
    """Show what the pages say about folders that will not do."""
    home = Path(os.environ["CELLCLASSIFIER_HOME"])
    tour.session.create_study(home / "studies" / "my first study")
    with tempfile.TemporaryDirectory() as name:
        bad = Path(name) / "bad images"
        (bad / "control").mkdir(parents=True)
        (bad / "granules").mkdir()
        (bad / "control" / "Thumbs.db").write_bytes(b"x")
        (bad / "control" / "notes.txt").write_text("not an image")
        (bad / "granules" / "broken.png").write_bytes(b"\x89PNG\r\n")
        tour.window.show_page("images")
        tour.session.update(train=bad)
        tour.wait(tour.read)
        tour.shoot("images_errors")
        tour.window.show_page("training")
        tour.shoot("training_blocked")
    tour.session.update(train=train, tests=(train,))
    tour.wait(tour.read)
    tour.window.show_page("images")
    tour.shoot("images_leak")


def preparing(tour: Tour, train: Path, test: Path, tiling: TilingSpec) -> None:
    """Show images and tiles that will do."""
    tour.session.update(train=train, tests=(test,), tiling=tiling)
    tour.wait(tour.read)
    tour.window.show_page("images")
    tour.shoot("images")
    tour.window.show_page("tiles")
    tour.shoot("tiles")


def training(tour: Tour, epochs: int) -> None:
    """Show a training that starts, goes on, fails and ends."""
    session = tour.session
    settings = session.spec.training.model_copy(update={"epochs": epochs})
    session.update(training=settings)
    tour.window.show_page("training")
    tour.shoot("training_ready")
    told: list[int] = []
    session.heard.connect(
        lambda event: (
            told.append(event.epoch) if isinstance(event, EpochEnded) else None
        )
    )
    session.start_training()
    tour.wait(lambda: len(told) >= 1)
    os.kill(session.trainer.process_id, signal.SIGKILL)
    tour.wait(lambda: session.training is None)
    tour.shoot("training_worker_killed")
    tour.window.notice.clear()
    told.clear()
    session.start_training()
    tour.wait(lambda: len(told) >= min(4, epochs))
    tour.shoot("training_running")
    tour.window.show_page("predictions")
    tour.shoot("predictions_waiting")
    tour.wait(lambda: session.training is None)
    tour.wait(lambda: not session.helper.busy)
    tour.window.show_page("training")
    tour.shoot("training_done")


def judging(tour: Tour) -> None:
    """Show the predictions, and what the network looks at."""
    page = tour.window.pages["predictions"]
    tour.window.show_page("predictions")
    tour.wait(lambda: page.browser.gallery.grid.model().rowCount() > 0)
    tour.shoot("predictions")
    table = tour.session.run.predictions(page.chooser.test)
    last = len(table.classes) - 1
    sure = [row for row, index in enumerate(table.predicted) if index == last]
    page.browser.choose(table.tiles[max(sure, key=lambda row: table.confidence[row])])
    tour.settle()
    tour.wait(lambda: not tour.session.helper.busy)
    tour.shoot("predictions_overlay")


def dark(tour: Tour) -> None:
    """Show every page in the dark scheme, and outcomes in blue and orange."""
    tour.window._set_scheme("dark")
    for key in tour.window.pages:
        tour.window.show_page(key)
        tour.shoot(f"{key}_dark")
    tour.window._set_outcomes(True)
    tour.shoot("predictions_blue_orange")
    tour.window._set_outcomes(False)
    tour.window._set_scheme("light")


def main() -> None:
    """Take the tour."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--example", action="store_true", help="the drawn example")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["CELLCLASSIFIER_HOME"] = home
        train, test, tiling = folders(options)
        app = QApplication([])
        tour = Tour(options.out)
        empty_states(tour)
        bad_folders(tour, train)
        preparing(tour, train, test, tiling)
        training(tour, options.epochs)
        judging(tour)
        dark(tour)
        tour.window.close()
        app.quit()


if __name__ == "__main__":
    main()
