"""Drives the real window offscreen through the whole way and writes a PNG of each page.

    python packaging/screenshots.py OUT [--data DIR] [--example] [--epochs N]

DIR holds train/ and test/ with one sub-folder a class. Without it the real images
beside the project are used, or where these are absent the example that is drawn.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import explaining_tour
import judging_tour
import nodes_tour
import numpy as np
import tifffile
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from cellclassifier.core import workflow
from cellclassifier.core.experiment_spec import ExperimentSpec
from cellclassifier.core.images import read_image
from cellclassifier.core.messages import EpochEnded
from cellclassifier.core.recipes import with_network
from cellclassifier.core.tile_spec import (
    GroupSpec,
    IntensitySpec,
    ReadingSpec,
    TilingSpec,
)
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.gui.app import make_window
from cellclassifier.gui.leak_window import show_leaks
from cellclassifier.gui.session import Session
from cellclassifier.gui.training_dialogs import DeviceWindow
from cellclassifier.gui.widgets import closing
from cellclassifier.gui.widgets.collapsible import Collapsible

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

    def shoot(self, name: str, of: QWidget | None = None) -> None:
        """Write a picture of the window, or of another one, as it is."""
        self.settle()
        self._number += 1
        path = self._out / f"{self._number:02d}_{name}.png"
        if not (of or self.window).grab().save(str(path)):
            sys.exit(f"{path} could not be written")
        sys.stdout.write(f"{path}\n")
        sys.stdout.flush()

    def read(self) -> bool:
        """Tell whether the folders have been read, and looked through for copies."""
        return self.session.checked


def folders(options: argparse.Namespace) -> tuple[Path, Path, TilingSpec]:
    """Return training folder, test folder and tiling of the tour."""
    real = PRIMARY if PRIMARY.exists() and not options.example else None
    data: Path | None = options.data or real
    if data:
        return data / "train", data / "test", TilingSpec(size=128)
    spec = workflow.example(Path(tempfile.mkdtemp()) / "example").spec
    assert spec.train is not None
    return spec.train, spec.tests[0], spec.tiling


def first_start(tour: Tour) -> None:
    """Show the start page, each stop of the tour, help and About."""
    guide = tour.window.guide
    tour.shoot("first_start")
    guide.show_tour()
    while guide.tour.isVisible():
        tour.shoot(f"tour_{guide.tour.stop.key or 'help'}")
        guide.tour.next.click()
    guide.show_help()
    others = ("words", "numbers", "where", "troubleshooting", "keys")
    for key in (*tour.window.pages, *others):
        guide.help.show_page(key)
        tour.shoot(f"help_{key}", guide.help)
    guide.help.close()
    guide.show_about()
    tour.shoot("about", guide.about)
    guide.about.close()


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


def copies(tour: Tour, train: Path, test: Path) -> None:
    """Show what is said of copies on both sides, and the pairs side by side."""
    with tempfile.TemporaryDirectory() as name:
        both = Path(name) / test.name
        shutil.copytree(test, both)
        first = sorted(path for path in train.rglob("*.*") if path.is_file())[:6]
        for number, path in enumerate(first):
            _copy(path, both / path.relative_to(train).parts[0], number)
        tour.session.update(train=train, tests=(both,))
        tour.wait(tour.read)
        tour.window.show_page("images")
        tour.shoot("images_leak")
        window = show_leaks(tour.session, tour.window)
        window.resize(1240, 760)
        tour.settle()
        tour.shoot("leak_table", window)
        window.close()
        tour.window.show_page("training")
        tour.shoot("training_blocked_by_copies")


def _copy(path: Path, folder: Path, number: int) -> None:
    """Copy an image: the first two as they are, the others turned."""
    if number < 2:
        shutil.copy(path, folder / f"again_{path.name}")
        return
    pixels = read_image(path)[..., 0]
    tifffile.imwrite(folder / f"turned_{number}.tif", np.rot90(pixels, number))


def preparing(tour: Tour, train: Path, test: Path, tiling: TilingSpec) -> None:
    """Show images and tiles that will do."""
    tour.session.update(train=train, tests=(test,), tiling=tiling)
    tour.wait(tour.read)
    tour.window.show_page("images")
    tour.shoot("images")
    tiles(tour)


def tiles(tour: Tour) -> None:
    """Show tiles as they are and as training changes them, and the histogram."""
    page = tour.window.pages["tiles"]
    tour.window.show_page("tiles")
    tour.shoot("tiles")
    for how in ("both", "versions", "batch"):
        page.strip.how.setCurrentIndex(page.strip.how.findData(how))
        tour.shoot(f"tiles_{how}")
    page.strip.how.setCurrentIndex(0)
    page.intensities.set_open(True)
    for rule in ("full", "window", "percentiles", "image"):
        tour.session.update(intensity=IntensitySpec(rule=rule))
        tour.wait(tour.read)
        tour.shoot(f"tiles_intensity_{rule}")
    tour.session.update(intensity=IntensitySpec())
    page.intensities.set_open(False)
    tour.wait(tour.read)


def fields(tour: Tour, train: Path) -> None:
    """Show whole fields with their grid, and the near-empty tiles that are dropped."""
    whole = PRIMARY / "whole_fields"
    page = tour.window.pages["tiles"]
    tiling = TilingSpec(size=128, rows=4, columns=4, least_contrast=0.03)
    found = whole if whole.exists() and PRIMARY in train.parents else train
    tour.session.update(train=found, tests=(), tiling=tiling)
    tour.wait(tour.read)
    tour.window.show_page("tiles")
    page.settings.drop.set_open(True)
    page.strip.view.setCurrentIndex(1)
    tour.shoot("tiles_field_grid")
    by_size = {"by": "size", "side": 160.0, "overlap": 0.25}
    tour.session.update(tiling=tiling.model_copy(update=by_size))
    tour.wait(tour.read)
    tour.shoot("tiles_field_overlap")
    page.strip.view.setCurrentIndex(0)
    page.settings.drop.set_open(False)


def stacks(tour: Tour) -> None:
    """Show the choice of channels and planes, and a pattern that names groups."""
    random = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as name:
        for class_name in ("control", "treated"):
            folder = Path(name) / "stacks" / class_name
            folder.mkdir(parents=True)
            for number in range(12):
                planes = random.integers(100, 400, (5, 2, 96, 96)).astype(np.uint16)
                planes[2, :, 30:60, 20 + number : 50 + number] += 2000
                tifffile.imwrite(
                    folder / f"day{number % 3}_dish{number % 2}_{number:02}.ome.tif",
                    planes,
                    metadata={
                        "axes": "ZCYX",
                        "Channel": {"Name": ["DAPI", "GFP"]},
                        "PhysicalSizeX": 0.108,
                        "PhysicalSizeXUnit": "µm",
                        "PhysicalSizeY": 0.108,
                        "PhysicalSizeYUnit": "µm",
                    },
                )
        reading = ReadingSpec(channels=(2,), plane="maximum")
        groups = GroupSpec(by="pattern", pattern=r"(?P<day>day\d)_(?P<dish>dish\d)")
        tour.session.update(train=Path(name) / "stacks", tests=())
        tour.wait(tour.read)
        tour.window.show_page("images")
        tour.shoot("images_stacks")
        tour.session.update(reading=reading, groups=groups)
        tour.wait(tour.read)
        tour.window.pages["images"].left.folded.set_open(True)
        tour.shoot("images_channel_and_groups")
    tour.session.update(reading=ReadingSpec(), groups=GroupSpec())


def training(tour: Tour, epochs: int) -> None:
    """Show a training that starts, goes on, dies, is resumed and ends."""
    session, page = tour.session, tour.window.pages["training"]
    settings = session.spec.training.model_copy(update={"epochs": epochs})
    session.update(training=settings)
    tour.window.show_page("training")
    tour.shoot("training_ready")
    page.column.form.findChild(Collapsible).set_open(True)
    tour.shoot("training_all_settings")
    page.column.form.findChild(Collapsible).set_open(False)
    dialogs(tour)
    told: list[int] = []
    session.heard.connect(
        lambda event: (
            told.append(event.epoch) if isinstance(event, EpochEnded) else None
        )
    )
    session.start_training()
    tour.wait(lambda: len(told) >= 2)
    os.kill(session.desk.standing.doing[0].worker, signal.SIGKILL)
    tour.wait(lambda: idle(session))
    tour.shoot("training_worker_killed")
    tour.window.notice.clear()
    session.resume(session.run)
    tour.wait(lambda: max(told) >= min(5, epochs))
    tour.shoot("training_running")
    question = closing.question(tour.window, 0)
    question.show()
    tour.shoot("closing_while_training", question)
    question.close()
    tour.window.show_page("predictions")
    tour.shoot("predictions_waiting")
    tour.wait(lambda: idle(session))
    tour.window.show_page("training")
    tour.shoot("training_done")


def idle(session: Session) -> bool:
    """Tell whether nothing is trained or predicted, nor about to be."""
    desk = session.desk
    going_on = desk.making or session.training is not None or desk.standing.doing
    return not going_on and not session.helper.busy


def dialogs(tour: Tour) -> None:
    """Show the windows of the Training page: network, device, several runs."""
    page = tour.window.pages["training"]
    page.column.network.click()
    tour.wait(lambda: not tour.session.helper.busy)
    _shoot_dialog(tour, "network")
    page.column.change_device.click()
    window = tour.window.findChild(DeviceWindow)
    tour.wait(lambda: window.devices.isEnabled())
    window.test.click()
    tour.wait(lambda: not window.outcome.isHidden())
    _shoot_dialog(tour, "device")
    page.column.several.click()
    tour.wait(lambda: not tour.session.background._newest)
    _shoot_dialog(tour, "new_experiment")


def _shoot_dialog(tour: Tour, name: str) -> None:
    tour.settle()
    (dialog,) = [d for d in tour.window.findChildren(QDialog) if d.isVisible()]
    tour.shoot(name, dialog)
    dialog.reject()
    tour.settle()


def experiment(tour: Tour) -> None:
    """Show an experiment while it goes on, paused, and done."""
    session = tour.session
    quick = TrainSpec(network="compact", epochs=4, batch_size=32)
    session.update(
        training=with_network(quick, "compact").model_copy(update={"epochs": 4}),
        tiling=session.spec.tiling.model_copy(update={"size": 64}),
    )
    tour.wait(tour.read)
    tour.window.show_page("training")
    session.start_experiment(ExperimentSpec(runs=5, shuffled=True, name="Seeds"))
    tour.wait(lambda: sum(f.state == "done" for f in session.facts.values()) >= 3)
    tour.shoot("experiment_running")
    session.desk.pause()
    tour.wait(lambda: idle(session))
    tour.shoot("experiment_paused")
    session.go_on()
    tour.wait(lambda: not session.desk.stalled and bool(session.training))
    tour.wait(lambda: idle(session))
    tour.settle()
    tour.shoot("experiment_done")


def second_window(tour: Tour) -> None:
    """Show a study that another window has open."""
    other = make_window(str(tour.session.study.folder))
    other.resize(1280, 800)
    other.show()
    tour.wait(lambda: other._session.checked)
    other.show_page("training")
    tour.shoot("second_window", other)
    other.close()


def dark(tour: Tour) -> None:
    """Show every page in the dark scheme, and outcomes in blue and orange."""
    tour.window._set_scheme("dark")
    for key in tour.window.pages:
        tour.window.show_page(key)
        tour.shoot(f"{key}_dark")
    tour.window.show_page("predictions")
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
        first_start(tour)
        empty_states(tour)
        bad_folders(tour, train)
        copies(tour, train, test)
        stacks(tour)
        fields(tour, train)
        preparing(tour, train, test, tiling)
        training(tour, options.epochs)
        judging_tour.judging(tour, test)
        experiment(tour)
        judging_tour.runs_compared(tour)
        judging_tour.review(tour)
        explaining_tour.explain(tour)
        explaining_tour.compare(tour)
        nodes_tour.elsewhere(tour)
        second_window(tour)
        dark(tour)
        tour.window.close()
        app.quit()


if __name__ == "__main__":
    main()
