"""A page that explains, with a helper that writes maps at once, or when it is told."""

import json

import clumped
import numpy as np
from predicted import finish, predict, wait

from cellclassifier.core.messages import Ended, ExplainJob
from cellclassifier.core.runs import Run


class Helper:
    """Does explaining jobs as the worker would: a spot at the tile's own place.

    Attributes:
        jobs: What was asked, with what is called at the end; in their order.
        fails: How the next jobs end, where not well.
        waits: Whether jobs wait for `go_on`.
    """

    def __init__(self):
        self.jobs, self.fails, self.waits = [], "", False
        self._open = []

    def ask(self, job, done, heard=None, key=""):
        self.jobs.append(job)
        if self.waits:
            self._open.append((job, done))
        else:
            self._end(job, done)

    def go_on(self):
        self._end(*self._open.pop(0))

    def stop(self, job):
        self._open = [each for each in self._open if each[0] is not job]

    def _end(self, job, done):
        if self.fails:
            done(Ended(outcome="failed", detail=self.fails))
            return
        if isinstance(job, ExplainJob):
            explain(job)
        done(Ended(outcome="done"))


def explain(job):
    run = Run(job.run)
    size = run.record.study.tiling.size
    for tile in job.tiles:
        found = np.zeros((size, size, 1), np.float32)
        found[tile, run.record.classes.index(job.class_name)] = -2
        if job.method != "hires_cam":
            found[0, 40] = 8
        path = run.attribution_path(
            job.method, job.test, tile, job.class_name, job.settings
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, found)
        path.with_suffix(".json").write_text(json.dumps({"gap": 0.02, "steps": 32}))


def clump_study(tmp_path, count=4):
    """Return a study whose newest run has predicted drawn tiles with clumps."""
    study = clumped.study(tmp_path, count=count)
    predict(finish(study), (0.9,) * (2 * count))
    return study


def open_study(qtbot, page, session, study):
    session.open_study(study.folder)
    wait(qtbot, lambda: page.body.currentWidget() is page.tabs)
    return page.tabs


def choose(combo, text):
    row = combo.findText(text)
    assert row >= 0, f"no '{text}'"
    combo.setCurrentIndex(row)
    combo.activated.emit(row)
