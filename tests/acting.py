"""A worker that acts: it writes what a training would, in no time and without Keras."""

import sys

SCRIPT = r"""
import sys
from pathlib import Path
import numpy as np
from cellclassifier.core.files import append_line
from cellclassifier.core.messages import *
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run

ACCURACY = float(sys.argv[1])
say = lambda m: (sys.stdout.buffer.write(encode(m)), sys.stdout.flush())

def train(job):
    run = Run(job.run)
    record = run.record.study.training
    log = run.folder / "events.jsonl"
    keep = lambda m: (append_line(log, encode(m).decode()), say(m))
    with run.lock:
        keep(Began(device="a stage", training_tiles=9, validation_tiles=3, batches=2))
        for epoch in range(1, record.epochs + 1):
            say(BatchEnded(epoch=epoch, batch=1, of=2))
            keep(EpochEnded(epoch=epoch, accuracy=ACCURACY, loss=1 / epoch,
                            val_accuracy=0.8, val_loss=1 / epoch, seconds=0.1))
            if record.epochs > 100 and epoch == 3:
                for line in sys.stdin:
                    run.model_path.touch()
                    return keep(Ended(outcome="cancelled"))
        run.model_path.touch()
        keep(Ended(outcome="done"))

def predict(job):
    run = Run(job.run)
    tiles = run.tiles(job.test)
    classes = run.record.classes
    p = np.full((len(tiles), len(classes)), 0.1, np.float32)
    for row, tile in enumerate(tiles):
        p[row, classes.index(tile.class_name)] = 0.9
    write_predictions(run.predictions_path(job.test), from_tiles(classes, tiles, p))
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
