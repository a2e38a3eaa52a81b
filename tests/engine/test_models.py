"""Trained networks: loaded once, and told about where they are missing."""

import os

import keras
import numpy as np
import pytest
from drawn import study

from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Began, Ended, encode
from cellclassifier.engine import architectures, checkpoints, compiling
from cellclassifier.engine.checkpoints import Checkpoint
from cellclassifier.engine.models import load_explain, load_model
from cellclassifier.engine.progress import State


@pytest.fixture
def run(tmp_path):
    made = study(tmp_path, count=4, tests=2)
    return made.new_run(read_contents(made.spec))


def save(run, n_classes=2):
    architectures.build("deep", (64, 64, 1), n_classes).save(run.model_path)
    # Two files written within one tick of the clock look alike.
    os.utime(run.model_path, ns=(1, n_classes))


def test_a_network_is_loaded_once_and_anew_when_it_changed(run):
    save(run)
    first = load_model(run)
    assert isinstance(first, keras.Model)
    assert not first.compiled
    assert load_model(run) is first
    save(run, 3)
    assert load_model(run).output_shape == (None, 3)


@pytest.mark.parametrize("method", ATTRIBUTIONS)
def test_every_attribution_is_bound_once(method, run):
    save(run)
    assert load_explain(run, method) is load_explain(run, method)


def test_an_unknown_attribution_is_told(run):
    save(run)
    with pytest.raises(UserError, match="no_such"):
        load_explain(run, "no_such")


@pytest.mark.parametrize(
    ("events", "words"),
    [
        (None, "its training has not begun"),
        ([], "its training was interrupted before an epoch"),
        ([Ended(outcome="failed")], "its training failed before an epoch"),
        ([Ended(outcome="paused")], "its training waits to be resumed"),
        ([Ended(outcome="cancelled")], "its training was stopped"),
        ([Ended(outcome="done")], "the file is gone"),
    ],
)
def test_a_run_without_a_network_says_why(run, events, words):
    if events is not None:
        began = Began(device="d", training_tiles=1, validation_tiles=0, batches=1)
        text = b"".join(encode(event) for event in (began, *events))
        (run.folder / "events.jsonl").write_bytes(text)
    with pytest.raises(UserError) as caught:
        load_model(run)
    assert f"has no trained network: {words}" in str(caught.value)
    assert "train again" in str(caught.value)


@pytest.mark.parametrize("damage", ["text", "empty", "half"])
def test_a_damaged_network_is_told(run, damage):
    save(run)
    data = run.model_path.read_bytes()
    content = {"text": b"no network", "empty": b"", "half": data[: len(data) // 2]}
    run.model_path.write_bytes(content[damage])
    with pytest.raises(UserError, match="cannot be read: it is damaged"):
        load_model(run)


def write(run, path, value, gain=2.0):
    model = compiling.network(run, gain)
    weights = [np.full(w.shape, value, np.float32) for w in model.weights]
    state = State(epoch=3, gain=gain, best_epoch=2)
    checkpoints.write(path, Checkpoint(state, weights, []))


@pytest.mark.parametrize("outcome", ["cancelled", "failed", "paused", "done", None])
def test_a_run_that_did_not_come_to_its_end_gives_its_last_whole_epoch(run, outcome):
    write(run, run.checkpoint_path, 1.0)
    events = [Began(device="d", training_tiles=1, validation_tiles=0, batches=1)]
    if outcome:
        events.append(Ended(outcome=outcome))
    (run.folder / "events.jsonl").write_bytes(b"".join(map(encode, events)))
    model = load_model(run)
    assert {float(w.max()) for w in model.get_weights()} == {1.0}
    assert model.get_layer("gain").scale == 2.0
    assert load_model(run) is model
    write(run, run.best_path, 0.5)
    assert {float(w.max()) for w in load_model(run).get_weights()} == {0.5}
    save(run)
    assert 0.5 not in {float(w.max()) for w in load_model(run).get_weights()}


def test_a_run_that_goes_on_gives_none_yet(run):
    write(run, run.checkpoint_path, 1.0)
    began = Began(device="d", training_tiles=1, validation_tiles=0, batches=1)
    (run.folder / "events.jsonl").write_bytes(encode(began))
    with run.lock, pytest.raises(UserError, match="its training still goes on"):
        load_model(run)
