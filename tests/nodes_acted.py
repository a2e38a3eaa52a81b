"""Nodes that are acted: what a window starts to have them work, and their workers."""

import sys

SCRIPT = r"""
import sys
import numpy as np
from cellclassifier.core.messages import *
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run

say = lambda m: (sys.stdout.buffer.write(encode(m)), sys.stdout.flush())
HOW = sys.argv[1]

def predict(job):
    run = Run(job.run)
    tiles = run.tiles(job.test)
    p = np.full((len(tiles), 2), 0.5, np.float32)
    write_predictions(run.predictions_path(job.test),
                      from_tiles(run.record.classes, tiles, p))

def explain(job):
    run = Run(job.run)
    size = run.record.study.tiling.size
    names = {}
    if job.class_name is None:
        table = run.predictions(job.test)
        names = dict(zip(table.tiles, table.predicted_classes))
    for tile in job.tiles:
        name = job.class_name or names[tile]
        path = run.attribution_path(job.method, job.test, tile, name, job.settings)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, np.ones((size, size, 1), np.float32))

for line in sys.stdin:
    job = decode_to_worker(line)
    if isinstance(job, Cancel):
        say(Ended(outcome="cancelled"))
        continue
    say(Progressed(what="done by 2 nodes", done=3, of=12))
    say(Told(text="The node old-box has another version."))
    if HOW == "slow":
        continue
    if HOW == "lost":
        say(Ended(outcome="failed", detail="Contact to the lab was lost."))
        continue
    explain(job) if isinstance(job, ExplainJob) else predict(job)
    say(Ended(outcome="done"))
"""


def errands(how: str = "well") -> list[str]:
    """Return the command of what has two acted nodes do jobs: well, slow, or lost."""
    return [sys.executable, "-c", SCRIPT, how]


CHUNKS = r"""
import sys
import numpy as np
from cellclassifier.core.messages import *
from cellclassifier.core.prediction_parts import write_part
from cellclassifier.core.runs import Run

say = lambda m: (sys.stdout.buffer.write(encode(m)), sys.stdout.flush())

for line in sys.stdin:
    job = decode_to_worker(line)
    if isinstance(job, PredictJob):
        run = Run(job.run)
        tiles = run.tiles(job.test)[job.chunk.first : job.chunk.end]
        share = np.array([[tile.number / 10000] for tile in tiles], np.float32)
        rows = np.concatenate([share, 1 - share], axis=1)
        write_part(run, job.test, job.chunk, tiles, rows)
    say(Ended(outcome="done"))
"""

CHUNK_WORKER = [sys.executable, "-c", CHUNKS]
"""A node's worker that predicts a chunk in no time: by the numbers of its tiles."""
