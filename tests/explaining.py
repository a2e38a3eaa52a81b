"""A worker that acts: it explains tiles in no time, with one spot each."""

import sys

SCRIPT = r"""
import sys
import numpy as np
from cellclassifier.core.messages import *
from cellclassifier.core.runs import Run

say = lambda m: (sys.stdout.buffer.write(encode(m)), sys.stdout.flush())

for line in sys.stdin:
    job = decode_to_worker(line)
    if isinstance(job, DeviceJob):
        say(DeviceFound(text="a stage"))
    elif isinstance(job, ExplainJob):
        run = Run(job.run)
        table = run.predictions(job.test)
        names = dict(zip(table.tiles, table.predicted_classes))
        for done, tile in enumerate(job.tiles):
            say(Progressed(what="explaining", done=done, of=len(job.tiles)))
            name = job.class_name or names[tile]
            path = run.attribution_path(job.method, job.test, tile, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            found = np.zeros((64, 64, 1), np.float32)
            found[tile % 64, 20:40] = -1
            np.save(path, found)
    say(Ended(outcome="done"))
"""

EXPLAINER = [sys.executable, "-c", SCRIPT]
