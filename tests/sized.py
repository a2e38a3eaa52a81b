"""Experiments that compare sizes, whose runs were written instead of trained."""

import comparable

from cellclassifier.core.comparison.size_curve import SizeCurve, size_curves
from cellclassifier.core.experiment_spec import ExperimentRecord
from cellclassifier.core.experiments import experiments
from cellclassifier.core.study import Study

SIZES = (1, 2, 4, 8)
RIGHT = {1: 20, 2: 24, 4: 27, 8: 29, 0: 30}
"""Of 32 test tiles, by size."""

CONTROLS = {"shuffled labels": 16, "clumps only": 25, "without clumps": 18}


def study(where) -> Study:
    """Draw a study of 32 test tiles, and 12 or more training tiles of each class."""
    return comparable.study(where)


def experiment(made: Study, runs: int = 3, **what: object) -> ExperimentRecord:
    """Make an experiment of sizes with all controls, and let its runs end."""
    asked = {
        "sizes": (*SIZES, 0),
        "controls": ("shuffled", "clumps only", "without clumps"),
        **what,
    }
    for run in comparable.experiment(made, runs, **asked):
        seed = run.record.study.training.seed
        comparable.predict(comparable.end(run), right_of(run, seed))
    return experiments(made)[0]


def right_of(run, seed: int) -> int:
    """Return how many test tiles a run is right on: one more or less by its seed."""
    for name, right in CONTROLS.items():
        if run.record.variant.endswith(name):
            return right + seed % 3 - 1
    return RIGHT[run.record.study.training.per_class] + seed % 3 - 1


def curve(where, runs: int = 3, **what: object) -> SizeCurve:
    """Return the curve of such an experiment."""
    made = study(where)
    return size_curves(made, experiment(made, runs, **what))[0]
