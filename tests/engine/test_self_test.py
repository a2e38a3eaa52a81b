"""The self-test of the device, on the processor, and on devices that are broken."""

import keras
import numpy as np
import pytest

from cellclassifier.core.messages import Progressed, SelfTested
from cellclassifier.core.self_test import TOLERANCE
from cellclassifier.engine import backend, device, self_test
from cellclassifier.engine.channel import Cancelled


class Channel:
    """Keeps what is sent; is asked to stop after some looks."""

    def __init__(self, looks=1000):
        self.sent, self.looks = [], looks

    def send(self, event):
        self.sent.append(event)

    def check_cancelled(self):
        self.looks -= 1
        if self.looks < 0:
            raise Cancelled


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(self_test, "SECONDS", 0.0)
    monkeypatch.setattr(self_test, "SIDE", 64)


def found_out():
    channel = Channel()
    self_test.run(channel)
    *progress, found = channel.sent
    assert all(isinstance(event, Progressed) for event in progress)
    assert isinstance(found, SelfTested)
    return found


def test_a_device_that_works_passes_with_its_speed():
    found = found_out()
    assert found.passed
    assert found.speed > 0
    assert f"{found.speed:,.0f} tiles a second" in found.found


def test_it_can_be_stopped():
    channel = Channel(looks=2)
    with pytest.raises(Cancelled):
        self_test.run(channel)
    assert not any(isinstance(event, SelfTested) for event in channel.sent)


def test_on_the_processor_a_step_is_what_it_is_there():
    assert self_test.deviation() < 1e-6


@pytest.mark.parametrize(("factor", "expected"), [(1.1, 0.1), (float("nan"), np.inf)])
def test_a_device_that_computes_otherwise_is_found_out(monkeypatch, factor, expected):
    wrong_by(monkeypatch, factor)
    assert self_test.deviation() == pytest.approx(expected, rel=1e-3)
    assert expected > TOLERANCE


def wrong_by(monkeypatch, factor):
    """Let steps that are not on the processor by name be `factor` times as long."""
    right, scopes = self_test._step, []
    scope = keras.device

    def step(model, tiles, labels):
        loss, found = right(model, tiles, labels)
        return loss, found if scopes else found * factor

    def device_scope(name):
        scopes.append(name)
        return scope(name)

    monkeypatch.setattr(self_test, "_step", step)
    monkeypatch.setattr(keras, "device", device_scope)


def on_gpu(monkeypatch):
    monkeypatch.setattr(backend, "on_gpu", lambda: True)
    monkeypatch.setattr(backend, "gpus", lambda: (backend.Gpu("Some GPU", 2**33),))
    monkeypatch.setattr(device, "memory_free", lambda: 2**30)


def test_a_gpu_is_compared_with_the_processor(monkeypatch):
    on_gpu(monkeypatch)
    found = found_out()
    assert found.passed
    assert "on Some GPU (8 GB)" in found.found
    assert "agree with those of the processor" in found.found
    wrong_by(monkeypatch, 1.5)
    found = found_out()
    assert not found.passed
    assert found.speed == 0
    assert "differs by 50 %" in found.found


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "too small for a usual minibatch"),
        (
            RuntimeError("no kernel image is available\nmore"),
            "no kernel image is avail",
        ),
    ],
)
def test_a_device_that_fails_is_told_in_words(monkeypatch, error, words):
    def fail(channel):
        raise error

    on_gpu(monkeypatch)
    monkeypatch.setattr(self_test, "_speed", fail)
    found = found_out()
    assert not found.passed
    assert words in found.found
    assert "more" not in found.found
    assert "processor" in found.advice
