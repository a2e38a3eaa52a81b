"""The whole way, through the real window and the real worker.

On real images where they lie beside the project, on drawn shapes elsewhere; few and
small ones, so that all of it takes about a minute.
"""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import drawn
import numpy as np
import psutil
import pytest
from acting import idle

from cellclassifier.cli import main
from cellclassifier.core.messages import BatchEnded, EpochEnded
from cellclassifier.core.queueing import Queue
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import AugmentSpec, TilingSpec
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.gui.app import make_window
from cellclassifier.gui.pages import images as images_page

PRIMARY = drawn.REAL / "primary"
WAIT = 120_000
EACH = 40
"""Images of each class, for training as for the test."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    where = tmp_path_factory.mktemp("images")
    if not PRIMARY.exists():
        train = drawn.folder(where / "train", EACH)
        return train, drawn.folder(where / "test", EACH, seed=1)
    for part in ("train", "test"):
        for source in sorted((PRIMARY / part).iterdir()):
            target = where / part / source.name
            target.mkdir(parents=True)
            files = sorted(source.iterdir())
            for file in files[:: len(files) // EACH][:EACH]:
                shutil.copy(file, target)
    return where / "train", where / "test"


@pytest.fixture
def window(qtbot):
    made = make_window()
    made.show()
    yield made
    made._session.close()
    made.close()


def digest(folder: Path) -> str:
    """Return what changes when anything in `folder` does."""
    facts = [
        (str(path.relative_to(folder)), path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def pick(qtbot, window, monkeypatch, folders) -> None:
    """Choose both folders on the Images page, as a user would."""
    page, session = window.pages["images"], window._session
    answers = list(folders)
    monkeypatch.setattr(images_page, "ask_folder", lambda *_: answers.pop(0))
    page._ask_train()
    qtbot.waitUntil(lambda: session.checked, timeout=WAIT)
    page._ask_test()
    qtbot.waitUntil(
        lambda: session.checked and len(session.contents.tests) == 1,
        timeout=WAIT,
    )


def go_on(qtbot, window, key) -> None:
    """Press a page's button for the next step, as soon as that is possible."""
    button = window.pages[key].next.button
    qtbot.waitUntil(button.isEnabled, timeout=WAIT)
    button.click()


def to_training(qtbot, window) -> None:
    """Go on from Images by way of Tiles, at a size that trains in seconds."""
    session = window._session
    go_on(qtbot, window, "images")
    assert window.stack.currentWidget() is window.pages["tiles"]
    session.update(tiling=TilingSpec(size=64), augment=AugmentSpec())
    grid = window.pages["tiles"].grid
    qtbot.waitUntil(lambda: grid.model().rowCount() == 2 * EACH, timeout=WAIT)
    go_on(qtbot, window, "tiles")
    assert window.stack.currentWidget() is window.pages["training"]


def begin(qtbot, page):
    """Press Start, and return the run that comes of it."""
    session = page._session
    with qtbot.waitSignal(session.desk.made, timeout=WAIT):
        page.column.start.click()
    return session.run


def train(qtbot, window):
    """Train two epochs, and return the run."""
    session, page, heard = window._session, window.pages["training"], []
    session.heard.connect(heard.append)
    session.update(training=TrainSpec(epochs=2, batch_size=8))
    assert page.column.start.isEnabled(), page.column.reason.text()
    run = begin(qtbot, page)
    idle(qtbot, session, WAIT)
    assert run.state == "done", run.ended()
    assert [e.epoch for e in heard if isinstance(e, EpochEnded)] == [1, 2]
    assert len(page.run.curves.history.val_loss) == 2
    qtbot.waitUntil(lambda: not session.helper.busy, timeout=WAIT)
    return run


def look(qtbot, window) -> None:
    """Browse the predictions, and look at the first tile's attribution."""
    window.pages["training"].run.next.click()
    page = window.pages["predictions"]
    grid, panel = page.browser.gallery.grid, page.browser.panel
    qtbot.waitUntil(lambda: grid.model().rowCount() == 2 * EACH, timeout=WAIT)
    assert f"of {2 * EACH} right" in page.result.numbers.text()
    grid.setCurrentIndex(grid.model().index(0, 0))
    qtbot.waitUntil(lambda: panel.has_map, timeout=WAIT)


def test_the_main_job(qtbot, window, monkeypatch, folders):
    before = [digest(folder) for folder in folders]
    pick(qtbot, window, monkeypatch, folders)
    counts = window._session.contents.train.counts
    assert list(counts.values()) == [EACH, EACH]
    to_training(qtbot, window)
    run = train(qtbot, window)
    table = run.predictions("test")
    assert len(table.tiles) == 2 * EACH
    np.testing.assert_allclose(table.probabilities.sum(axis=1), 1, atol=1e-5)
    look(qtbot, window)
    for path in (run.folder / "attributions" / "gradient_input").glob("*.npy"):
        found = np.load(path)
        assert found.shape == (64, 64, 1)
        assert np.abs(found).max() > 0
    facts = json.loads((run.folder / "environment.json").read_text())
    assert facts["packages"].keys() >= {"keras", "tensorflow", "numpy"}
    assert [digest(folder) for folder in folders] == before


def test_stop_and_kill_lose_nothing_but_the_run(qtbot, window, monkeypatch, folders):
    pick(qtbot, window, monkeypatch, folders)
    session = window._session
    session.update(
        tiling=TilingSpec(size=64), training=TrainSpec(epochs=500, batch_size=2)
    )
    page = window.pages["training"]
    window.show_page("training")

    # Stop in the middle of an epoch.
    middle = []

    def stop(event):
        if isinstance(event, BatchEnded) and event.batch < event.of and not middle:
            middle.append(event)
            page.run.progress.stop.click()

    session.heard.connect(stop)
    stopped = begin(qtbot, page)
    idle(qtbot, session, WAIT)
    assert stopped.state == "cancelled"
    assert stopped.model_path.exists()
    assert middle
    assert "was stopped" in page.run.heading.text()
    session.heard.disconnect(stop)

    # The worker is killed from outside.
    def kill(event):
        if isinstance(event, EpochEnded):
            (doing,) = session.desk.standing.doing
            os.kill(doing.worker, signal.SIGKILL)

    session.heard.connect(kill)
    killed = begin(qtbot, page)
    idle(qtbot, session, WAIT)
    session.heard.disconnect(kill)
    assert killed.state == "failed"
    assert len(killed.history().epochs) >= 1
    assert "died unexpectedly" in page.run.notice.sentence

    # The next run works, and the failed one stays as it was.
    session.update(training=TrainSpec(epochs=1, batch_size=8))
    following = begin(qtbot, page)
    idle(qtbot, session, WAIT)
    assert following.state == "done"
    qtbot.waitUntil(lambda: not session.helper.busy, timeout=WAIT)
    reopened = Study.open(session.study.folder)
    assert sorted(run.state for run in reopened.runs()) == [
        "cancelled",
        "done",
        "failed",
    ]


WINDOW = """
import sys
from PySide6.QtWidgets import QApplication
from cellclassifier.cli import main
from cellclassifier.core.messages import EpochEnded
from cellclassifier.gui.app import make_window
app = QApplication([])
window = make_window(sys.argv[1])
session = window._session
session.prepared_changed.connect(
    lambda: session.start_training() if session.prepared else None)
session.heard.connect(
    lambda event: print(session.desk.standing.doing[0].worker,
                        session.helper.runner.process_id,
                        flush=True) if isinstance(event, EpochEnded) else None)
app.exec()
"""


def test_a_training_outlives_its_window_and_can_be_stopped_from_outside(tmp_path):
    study = drawn.study(tmp_path, count=12, tests=2, epochs=10_000)
    window = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(study.folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        ids = window.stdout.readline().split()
        trainer, helper = (psutil.Process(int(word)) for word in ids)
        conductor = psutil.Process(Queue(study.folder).status().process_id)
    finally:
        window.kill()
        window.wait()
        window.stdout.close()
    # What only served the window ends with it.
    helper.wait(30)
    assert trainer.is_running()
    (run,) = Study.open(study.folder).runs()
    assert run.state == "running"
    done = len(run.history().epochs)
    assert main(["stop", str(study.folder)], lambda study: 1) == 0
    _, alive = psutil.wait_procs([trainer, conductor], timeout=60)
    for process in alive:
        process.kill()
    assert not alive
    assert run.state == "cancelled"
    assert len(run.history().epochs) >= done
    assert run.predictions("test") is not None
