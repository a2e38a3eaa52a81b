"""The same study on both engines, each in a process that cannot load the other.

Where they are not installed side by side, the environment variable
``CELLCLASSIFIER_OTHER_PYTHON`` may name a Python that has the one missing here.
"""

import json
import os
import subprocess
import sys
from importlib.util import find_spec

import numpy as np
import pytest
from drawn import study

from cellclassifier.core import messages as m
from cellclassifier.core.catalog import ARCHITECTURES, ATTRIBUTIONS
from cellclassifier.core.contents import read_contents
from cellclassifier.core.link import Worker, worker_environment

OTHER = {"tensorflow": "torch", "torch": "tensorflow"}
PYTHON = {
    engine: sys.executable
    if find_spec(engine)
    else os.environ.get("CELLCLASSIFIER_OTHER_PYTHON", "")
    for engine in OTHER
}
HEADS = ("softmax", "sigmoid")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(PYTHON.values()), reason="PyTorch or TensorFlow is not installed"
    ),
]
each_engine = pytest.mark.parametrize("engine", OTHER)
each_head = pytest.mark.parametrize("head", HEADS)

WORKER = """
import sys
from importlib.machinery import ModuleSpec
class Unloadable:
    # PyTorch asks whether TensorFlow is there, without loading it.
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "{other}":
            return ModuleSpec(name, self)
    def create_module(self, spec):
        raise ModuleNotFoundError(f"{spec.name} is not to be loaded", name=spec.name)
    def exec_module(self, module):
        pass
sys.meta_path.insert(0, Unloadable())
from cellclassifier.engine import worker
sys.exit(worker.main())
"""

SAVE_AGAIN = """
import sys
import keras
source, target = sys.argv[1:]
keras.saving.load_model(source, compile=False, safe_mode=True).save(target)
"""


NETWORKS_MADE = """
import sys
from pathlib import Path
import keras
import numpy as np
from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.engine import architectures
keras.utils.set_random_seed(1)
for key in ARCHITECTURES:
    side = 256 if key == "deep_sequential" else 128
    model = architectures.build(key, (side, side, 2), 3)
    model.save(Path(sys.argv[1]) / f"{key}.keras")
"""

NETWORKS_USED = """
import sys
from pathlib import Path
import keras
import numpy as np
from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.engine import attributions
found = {}
for path in sorted(Path(sys.argv[1]).glob("*.keras")):
    model = keras.saving.load_model(path, compile=False, safe_mode=True)
    shape = (8, *model.input_shape[1:])
    tiles = np.random.default_rng(0).random(shape, dtype=np.float32)
    found[path.stem] = model.predict_on_batch(tiles)
    network = attributions.Scored(model)
    for method in ATTRIBUTIONS:
        explain = attributions.bind(method, network)
        maps = explain(tiles[:2], np.array([0, 2])).maps
        found[f"{path.stem}_{method}_map"] = maps
np.savez(sys.argv[2], **found)
"""


class Engines:
    """A worker for each engine, started when it is first needed."""

    def __init__(self, monkeypatch):
        self._workers, self._patch = {}, monkeypatch

    def do(self, engine, job):
        if engine not in self._workers:
            self._patch.setenv("KERAS_BACKEND", engine)
            code = WORKER.replace("{other}", OTHER[engine])
            self._workers[engine] = Worker([PYTHON[engine], "-c", code])
        heard = []
        assert self._workers[engine].do(job, heard.append).outcome == "done"
        return heard

    def close(self):
        for worker in self._workers.values():
            worker.__exit__(None, None, None)


@pytest.fixture(scope="module")
def engines(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CELLCLASSIFIER_HOME", str(tmp_path_factory.mktemp("home")))
        started = Engines(patch)
        yield started
        started.close()


@pytest.fixture(scope="module")
def runs(engines, tmp_path_factory):
    """A run of one study for each engine and head, trained by that engine."""
    trained = {}
    for head in HEADS:
        made = study(tmp_path_factory.mktemp(head), epochs=3, head=head)
        for engine in OTHER:
            run = made.new_run(read_contents(made.spec))
            engines.do(engine, m.TrainJob(run=run.folder))
            trained[engine, head] = run
    return trained


def predicted(engines, engine, run):
    engines.do(engine, m.PredictJob(run=run.folder, test="test"))
    return run.predictions("test").probabilities


def explained(engines, engine, run):
    """Return the maps that an engine makes for both classes, anew."""
    maps = []
    for name in run.record.classes:
        tiles = tuple(range(6))
        paths = [
            run.attribution_path("gradient_input", "test", tile, name) for tile in tiles
        ]
        for path in paths:
            path.unlink(missing_ok=True)
        job = m.ExplainJob(run=run.folder, test="test", tiles=tiles, class_name=name)
        engines.do(engine, job)
        maps.append([np.load(path) for path in paths])
    return np.array(maps)


def have(engine, code, *arguments):
    """Have an engine do something outside of a worker."""
    # All that a worker is told: else PyTorch's threads wait by keeping a core busy.
    environment = {**os.environ, **worker_environment(engine)}
    command = [PYTHON[engine], "-c", code, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def report(record_testsuite_property, what, value):
    record_testsuite_property(what, f"{value:.2g}")


@each_head
@each_engine
def test_an_engine_trains_a_study(runs, engine, head):
    run = runs[engine, head]
    assert run.state == "done"
    assert len(run.history().epochs) == 3
    assert all(np.isfinite(epoch.loss) for epoch in run.history().epochs)
    facts = json.loads((run.folder / "environment.json").read_text())
    assert facts["engine"] == engine


@each_head
@each_engine
def test_a_network_predicts_the_same_on_both(
    engines, runs, engine, head, record_testsuite_property
):
    run = runs[engine, head]
    own = predicted(engines, engine, run)
    other = predicted(engines, OTHER[engine], run)
    np.testing.assert_allclose(own.sum(axis=1), 1, atol=1e-5)
    assert np.ptp(own) > 1e-3
    off = np.abs(own - other).max()
    report(record_testsuite_property, f"predictions of {engine}, {head}", off)
    assert off < 1e-5


@each_head
@each_engine
def test_a_network_is_explained_the_same_on_both(
    engines, runs, engine, head, record_testsuite_property
):
    run = runs[engine, head]
    own, other = (explained(engines, each, run) for each in (engine, OTHER[engine]))
    largest = np.abs(own).max(axis=(2, 3, 4))
    assert (largest > 0).all()
    off = (np.abs(own - other).max(axis=(2, 3, 4)) / largest).max()
    report(record_testsuite_property, f"attributions of {engine}, {head}", off)
    assert off < 1e-4


@each_head
@each_engine
def test_a_network_that_the_other_engine_saved_comes_back_the_same(
    engines, runs, engine, head, record_testsuite_property
):
    run = runs[engine, head]
    before = predicted(engines, engine, run)
    kept = run.model_path.read_bytes()
    again = run.folder / "again.keras"
    have(OTHER[engine], SAVE_AGAIN, run.model_path, again)
    again.replace(run.model_path)
    after = predicted(engines, engine, run)
    run.model_path.write_bytes(kept)
    off = np.abs(before - after).max()
    report(record_testsuite_property, f"there and back of {engine}, {head}", off)
    assert off < 1e-5


@each_engine
def test_each_network_is_the_same_on_both(engine, tmp_path, record_testsuite_property):
    have(engine, NETWORKS_MADE, tmp_path)
    for each in OTHER:
        have(each, NETWORKS_USED, tmp_path, tmp_path / f"{each}.npz")
    own, other = (np.load(tmp_path / f"{each}.npz") for each in OTHER)
    maps = {f"{key}_{each}_map" for key in ARCHITECTURES for each in ATTRIBUTIONS}
    assert set(own) == {*ARCHITECTURES, *maps}
    for name in own:
        off = np.abs(own[name] - other[name]).max() / np.abs(own[name]).max()
        report(record_testsuite_property, f"{name} made by {engine}", off)
        # Small differences of log-odds have fewer digits than gradients.
        of_map = 1e-4 if name.endswith("_gradient_input_map") else 1e-2
        assert off < (of_map if name.endswith("_map") else 1e-5), name


@each_engine
def test_an_engine_repeats_a_training_to_the_last_bit(engines, tmp_path, engine):
    made = study(tmp_path, epochs=2, deterministic=True)
    found = []
    for _ in range(2):
        run = made.new_run(read_contents(made.spec))
        engines.do(engine, m.TrainJob(run=run.folder))
        found.append([(e.loss, e.val_loss, e.accuracy) for e in run.history().epochs])
    assert found[0] == found[1]


@each_engine
def test_an_engine_tells_its_devices_and_tests_them(engines, engine):
    (found,) = engines.do(engine, m.DeviceJob())
    assert found.text
    tested = engines.do(engine, m.SelfTestJob())[-1]
    assert tested.passed, tested.found
    assert tested.speed > 0
