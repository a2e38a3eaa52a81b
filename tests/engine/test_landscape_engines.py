"""The same landscapes on both engines, each in a process of its own.

Where they are not installed side by side, the environment variable
``CELLCLASSIFIER_OTHER_PYTHON`` may name a Python that has the one missing here.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import keras
import numpy as np
import pytest
from explained import conv_net, images

from cellclassifier.core.link import worker_environment

PYTHON = {
    engine: sys.executable
    if find_spec(engine)
    else os.environ.get("CELLCLASSIFIER_OTHER_PYTHON", "")
    for engine in ("tensorflow", "torch")
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(PYTHON.values()), reason="PyTorch or TensorFlow is not installed"
    ),
]

LOOK = """
import sys
import keras
import numpy as np
from cellclassifier.core.landscape_spec import LandscapeSpec
from cellclassifier.engine.landscapes import MODULES, Given, look
from cellclassifier.engine.landscapes.losses import Losses, Minibatch, held
model = keras.saving.load_model(sys.argv[1], compile=False, safe_mode=True)
given = np.load(sys.argv[2])
tiles, classes = given["tiles"], given["classes"].astype(np.int32)
several = tuple(Minibatch(tiles[i::3], classes[i::3]) for i in range(3))
found = {}
for view in MODULES:
    minibatches = (Minibatch(tiles[:1], classes[:1]),) if view == "input" else several
    spec = LandscapeSpec(view=view, points=3, reach=0.1)
    with held(model):
        result = look(Losses(model), Given(spec, minibatches, ("a", "b")), None)
    for name, value in result._asdict().items():
        if name not in ("epoch", "class_name"):
            found[f"{view}_{name}"] = np.asarray(value)
np.savez(sys.argv[3], **found)
"""


def looked(engine, where):
    path = where / f"{engine}.npz"
    root = Path(__file__).resolve().parents[2]
    # All that a worker is told: else PyTorch's threads wait by keeping a core busy.
    told = {**worker_environment(engine), "PYTHONPATH": str(root)}
    given = [str(where / "net.keras"), str(where / "tiles.npz"), str(path)]
    done = subprocess.run(
        [PYTHON[engine], "-c", LOOK, *given],
        env={**os.environ, **told},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return np.load(path)


def test_both_engines_see_the_same(tmp_path):
    keras.utils.set_random_seed(1)
    conv_net().save(tmp_path / "net.keras")
    tiles, classes = images(12, seed=3)
    np.savez(tmp_path / "tiles.npz", tiles=tiles, classes=classes)
    one, other = (looked(engine, tmp_path) for engine in PYTHON)
    assert set(one) == set(other)
    # Over short steps central differences are mostly rounding, on either engine.
    vague = {"exactness_measured", "exactness_batch_error"}
    for name in set(one) - vague:
        np.testing.assert_allclose(
            one[name], other[name], rtol=1e-3, atol=1e-5, err_msg=name
        )
    measured = (each["exactness_measured"][:, 4:] for each in (one, other))
    np.testing.assert_allclose(*measured, rtol=0.02)
