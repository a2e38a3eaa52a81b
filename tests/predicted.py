"""Runs that were written instead of trained, and an actor that explains them."""

import sys

import drawn
import numpy as np
from PySide6.QtCore import Qt

from cellclassifier.core.contents import read_contents
from cellclassifier.core.files import append_line
from cellclassifier.core.messages import Began, Ended, EpochEnded, encode
from cellclassifier.core.predictions import from_tiles, write_predictions

SCRIPT = r"""
import sys
import numpy as np
from PySide6.QtCore import Qt
from cellclassifier.core.messages import *
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run

say = lambda m: (sys.stdout.buffer.write(encode(m)), sys.stdout.flush())

def explain(run, job):
    if job.class_name == "squares" and 0 in job.tiles:
        say(Ended(outcome="failed", detail="The network fell over."))
        return
    for tile in job.tiles:
        found = np.zeros((64, 64, 1), np.float32)
        if tile != 2:
            found[tile, run.record.classes.index(job.class_name)] = -2
        path = run.attribution_path(job.method, job.test, tile, job.class_name)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, found)
    say(Ended(outcome="done"))

def predict(run, job):
    tiles = run.tiles(job.test)
    say(Progressed(what="predicting", done=3, of=len(tiles)))
    p = np.full((len(tiles), 2), 0.5, np.float32)
    write_predictions(run.predictions_path(job.test),
                      from_tiles(run.record.classes, tiles, p))
    say(Ended(outcome="done"))

for line in sys.stdin:
    job = decode_to_worker(line)
    if isinstance(job, ExplainJob):
        explain(Run(job.run), job)
    elif isinstance(job, PredictJob):
        predict(Run(job.run), job)
"""

TRUE_CLASS = (0.99, 0.9, 0.8, 0.2, 0.95, 0.7, 0.45, 0.1)
"""Probabilities of the true class: four discs, then four squares."""

EXPLAINER = [sys.executable, "-c", SCRIPT]


def wait(qtbot, condition):
    # A worker takes seconds to start on a computer that is busy.
    qtbot.waitUntil(condition, timeout=20_000)


def make_study(tmp_path, tests=4):
    return drawn.study(tmp_path, 6, tests)


def finish(study, ended=None, network=True):
    """Write a run of `study` as a worker would."""
    run = study.new_run(read_contents(study.spec))
    events = (
        Began(device="a stage", training_tiles=9, validation_tiles=3, batches=2),
        EpochEnded(epoch=1, accuracy=0.99, loss=0.1, seconds=1),
        ended or Ended(outcome="done"),
    )
    for event in events:
        append_line(run.folder / "events.jsonl", encode(event).decode())
    if network:
        run.model_path.touch()
    return run


def predict(run, true_class=TRUE_CLASS, test="test"):
    tiles = run.tiles(test)
    p = np.array(true_class, np.float32)
    places = np.array([run.record.classes.index(tile.class_name) for tile in tiles])
    both = np.where(np.arange(2) == places[:, None], p[:, None], 1 - p[:, None])
    write_predictions(
        run.predictions_path(test), from_tiles(run.record.classes, tiles, both)
    )


def open_predicted(qtbot, page, tmp_path, true_class=TRUE_CLASS):
    study = make_study(tmp_path, len(true_class) // 2)
    predict(finish(study), true_class)
    page._session.open_study(study.folder)
    wait(qtbot, lambda: page.body.currentWidget() is page.tabs)
    return page.browser


def empty_sentence(page):
    assert page.body.currentWidget() is page.empty
    return page.empty._sentence.text()


def keys(browser):
    return [item.key for item in browser.gallery.grid._items.items]


def pick(combo, text):
    row = combo.findText(text)
    assert row >= 0, f"no '{text}'"
    combo.setCurrentIndex(row)
    combo.activated.emit(row)


def overlay(browser):
    return browser.panel.view.canvas._shown


def has_overlay(browser, tile, place):
    shown = overlay(browser)
    return shown is not None and shown[tile, place] == 1 and shown.sum() == 1


def press_cell(qtbot, browser, true, predicted):
    centre = browser.matrix.cell_rect(true, predicted).center()
    qtbot.mouseClick(browser.matrix, Qt.MouseButton.LeftButton, pos=centre)


def press_bar(qtbot, browser, bar):
    centre = browser.histogram.bar_rect(bar).center().toPoint()
    qtbot.mouseClick(browser.histogram, Qt.MouseButton.LeftButton, pos=centre)


def brightest(browser):
    return max(browser._load(number).max() for number in range(8))


def save(browser, tile, class_name, row=0, found=None):
    """Write a map with one spot, in the row and the column of tile and class."""
    run = browser.shown.run
    if found is None:
        found = np.zeros((64, 64, 1), np.float32)
        found[row, run.record.classes.index(class_name)] = 3
    path = run.attribution_path("gradient_input", "test", tile, class_name)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, found)


def until_looked(qtbot, page):
    wait(qtbot, lambda: "look" not in page._session.background._newest)
