"""A worker that acts: it writes what a training would, in no time and without Keras."""

import sys
import threading
from pathlib import Path

from cellclassifier.core.conductor import Conductor

SCRIPT = r"""
import os
import sys
import threading
from pathlib import Path
import numpy as np
from cellclassifier.core.files import append_line
from cellclassifier.core.messages import *
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run

PAUSE = threading.Event()
PARENT = os.getppid()
ACCURACY = float(sys.argv[1])
say = lambda m: (sys.stdout.buffer.write(encode(m)), sys.stdout.flush())

def train(job):
    run = Run(job.run)
    record = run.record.study.training
    log = run.folder / "events.jsonl"
    keep = lambda m: (append_line(log, encode(m).decode()), say(m))
    with run.lock:
        done = len(run.history().epochs) if job.resume else 0
        keep(Began(device="a stage", training_tiles=9, validation_tiles=3, batches=2,
                   epoch=done))
        for epoch in range(done + 1, record.epochs + 1):
            batch = BatchEnded(epoch=epoch, batch=1, of=2, loss=1 / epoch)
            (run.folder / "live.json").write_bytes(encode(batch))
            say(batch)
            keep(EpochEnded(epoch=epoch, accuracy=ACCURACY, loss=1 / epoch,
                            val_accuracy=0.8, val_loss=1 / epoch, seconds=0.1))
            run.checkpoint_path.touch()
            while record.epochs > 100 and epoch >= 3 and not run.asked():
                PAUSE.wait(0.02)
                # As a real one does, it ends with whoever started it.
                if not run.folder.is_dir() or os.getppid() != PARENT:
                    return say(Ended(outcome="cancelled"))
            if run.asked() == "pause":
                return keep(Ended(outcome="paused"))
            if run.asked():
                run.model_path.touch()
                return keep(Ended(outcome="cancelled"))
        run.model_path.touch()
        keep(Ended(outcome="done"))

def predict(job):
    run = Run(job.run)
    if job.validation:
        tiles = [tile for tile in run.tiles() if tile.part == "validation"]
        path = run.validation_path
    else:
        tiles, path = run.tiles(job.test), run.predictions_path(job.test)
    classes = run.record.classes
    p = np.full((len(tiles), len(classes)), 0.1, np.float32)
    for row, tile in enumerate(tiles):
        known = tile.class_name in classes
        p[row, classes.index(tile.class_name) if known else 0] = 0.9
    write_predictions(path, from_tiles(classes, tiles, p))
    say(Progressed(what="predicting", done=len(tiles), of=len(tiles)))
    say(Ended(outcome="done"))

for line in sys.stdin:
    job = decode_to_worker(line)
    if isinstance(job, TrainJob):
        train(job)
    elif isinstance(job, PredictJob):
        predict(job)
    elif isinstance(job, ExplainJob):
        say(Ended(outcome="done"))
    elif isinstance(job, DeviceJob):
        say(DeviceFound(text="a stage"))
        say(Ended(outcome="done"))
"""


def actor(accuracy: float = 0.9) -> list[str]:
    """Return the command of an actor that tells this training accuracy."""
    return [sys.executable, "-c", SCRIPT, str(accuracy)]


ACTOR = actor()

DYING = [sys.executable, "-c", "import os, sys; sys.stdin.readline(); os.abort()"]
"""A worker that dies at its first job."""


class Conducting:
    """Conducts on threads of the test's own process, and ends with the test."""

    def __init__(self, command: list[str] = ACTOR) -> None:
        self.command = command
        self._at_work: list[tuple[Conductor, threading.Thread]] = []

    def __call__(self, study_folder: Path) -> None:
        conductor = Conductor(study_folder, command=self.command)
        thread = threading.Thread(target=conductor.conduct)
        self._at_work.append((conductor, thread))
        thread.start()

    def close(self) -> None:
        """Stop what is being trained, and wait for it."""
        for conductor, thread in self._at_work:
            if thread.is_alive():
                conductor.stop()
            thread.join()


def begin(qtbot, session):
    """Start a training, and return its run once that has been made."""
    with qtbot.waitSignal(session.desk.made, timeout=20_000):
        session.start_training()
    return session.run


def is_idle(session) -> bool:
    """Tell whether nothing is made, trained or predicted, nor about to be."""
    desk = session.desk
    return not desk.making and session.training is None and not desk.standing.doing


def idle(qtbot, session, timeout: int = 30_000) -> None:
    """Wait until nothing is trained or predicted."""
    qtbot.waitUntil(lambda: is_idle(session), timeout=timeout)
