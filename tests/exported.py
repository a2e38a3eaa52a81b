"""Runs with a network that was never trained, to be exported."""

from pathlib import Path

import drawn
import keras
import numpy as np

from cellclassifier.core.contents import read_contents
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import IntensitySpec, TilingSpec
from cellclassifier.engine import architectures


def run(
    where: Path, network: str = "deep", head: str = "softmax", size=64, **tiling
) -> Run:
    """Make a run whose network answers something else for each tile."""
    made = drawn.study(where, count=4, tests=4, network=network, head=head)
    changes = {
        "tiling": TilingSpec(size=size, **tiling),
        "intensity": IntensitySpec(rule="percentiles", low=1, high=99),
    }
    made = Study(made.folder, made.spec.model_copy(update=changes))
    found = made.new_run(read_contents(made.spec))
    keras.utils.set_random_seed(0)
    options = architectures.Options(gain=2.5, head=head)
    model = architectures.build(network, (size, size, 1), 2, options)
    # Far from even, so that a wrong network would not pass for the right one.
    model.set_weights([3 * np.sign(w) * np.abs(w) for w in model.get_weights()])
    model.save(found.model_path)
    return found
