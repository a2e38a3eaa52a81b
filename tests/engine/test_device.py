"""Which devices there are: with the engine's word and that of a driver made up here."""

import os

import psutil
import pytest

from cellclassifier.core.devices import CHOSEN, GIVEN_GPUS
from cellclassifier.core.messages import Device
from cellclassifier.engine import backend, device
from cellclassifier.engine.backend import Gpu

GIB = 2**30
MASK = "CUDA_VISIBLE_DEVICES"
CARDS = """\
0, GPU-aa, NVIDIA RTX A4000, 16384, 15000, 570.86.10
1, GPU-bb, NVIDIA GeForce RTX 3060, 12288, 12000, 570.86.10
"""
A4000 = Device(key="gpu:0", name="NVIDIA RTX A4000", memory=16 * GIB)
RTX3060 = Device(key="gpu:1", name="NVIDIA GeForce RTX 3060", memory=12 * GIB)


@pytest.fixture(autouse=True)
def plain(monkeypatch, tmp_path):
    """No driver, no GPU, nothing chosen."""
    for name in (CHOSEN, GIVEN_GPUS, MASK):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    seen(monkeypatch)
    device._cards.cache_clear()
    yield
    device._cards.cache_clear()


def seen(monkeypatch, *gpus, cuda="12.5.1"):
    """Let the engine find these GPUs."""
    monkeypatch.setattr(backend, "gpus", lambda: gpus)
    monkeypatch.setattr(backend, "on_gpu", lambda: bool(gpus))
    monkeypatch.setattr(backend, "cuda", lambda: cuda)


def driver(tmp_path, answer, code=0):
    """Put a program in place that answers as the driver's does."""
    if os.name != "posix":
        pytest.skip("the driver's program is played by a shell script")
    program = tmp_path / "nvidia-smi"
    lines = "\n".join(f"echo '{line}'" for line in answer.splitlines())
    program.write_text(f"#!/bin/sh\n{lines}\nexit {code}\n")
    program.chmod(0o755)


def gpus():
    return device.devices()[:-1]


# In words


def test_the_processor_in_words(monkeypatch):
    cores = f"the processor ({os.cpu_count()} cores)"
    assert device.describe() == f"{cores}; no GPU was found"
    monkeypatch.setenv(CHOSEN, "cpu")
    assert device.describe() == cores
    monkeypatch.setenv(CHOSEN, "gpu:1")
    assert device.describe() == f"{cores}; the chosen GPU (gpu:1) was not found"


def test_a_gpu_in_words_with_its_memory_from_engine_or_driver(monkeypatch, tmp_path):
    seen(monkeypatch, Gpu("Apple GPU", 0))
    assert device.describe() == "Apple GPU"
    seen(monkeypatch, Gpu("NVIDIA L4", 24 * GIB))
    assert device.describe() == "NVIDIA L4 (24 GB)"
    driver(tmp_path, CARDS)
    device._cards.cache_clear()
    monkeypatch.setenv(MASK, "1")
    seen(monkeypatch, Gpu(RTX3060.name, 0))
    assert device.describe() == "NVIDIA GeForce RTX 3060 (12 GB)"


# All there are


def test_the_processor_is_always_there_and_last():
    (only,) = device.devices()
    assert only.key == "cpu"
    assert only.memory == psutil.virtual_memory().total
    assert f"{os.cpu_count()} cores" in only.name


def test_gpus_come_first_with_what_the_driver_knows(monkeypatch, tmp_path):
    driver(tmp_path, CARDS)
    seen(monkeypatch, Gpu(A4000.name, 0), Gpu(RTX3060.name, 0))
    assert gpus() == (A4000, RTX3060)


@pytest.mark.parametrize("chosen", ["cpu", "gpu:1"])
def test_those_that_are_hidden_by_a_choice_can_still_be_chosen(
    monkeypatch, tmp_path, chosen
):
    driver(tmp_path, CARDS)
    monkeypatch.setenv(CHOSEN, chosen)
    monkeypatch.setenv(GIVEN_GPUS, "")
    monkeypatch.setenv(MASK, "-1" if chosen == "cpu" else "1")
    seen(monkeypatch, *([] if chosen == "cpu" else [Gpu(RTX3060.name, 0)]))
    assert gpus() == (A4000, RTX3060)


def test_those_that_the_program_was_not_given_cannot(monkeypatch, tmp_path):
    driver(tmp_path, CARDS)
    monkeypatch.setenv(CHOSEN, "cpu")
    monkeypatch.setenv(MASK, "-1")
    for given in ("1", "GPU-bb"):
        monkeypatch.setenv(GIVEN_GPUS, given)
        assert [gpu.name for gpu in gpus()] == [RTX3060.name]
    monkeypatch.setenv(GIVEN_GPUS, "1,0")
    assert [gpu.name for gpu in gpus()] == [RTX3060.name, A4000.name]
    assert [gpu.key for gpu in gpus()] == ["gpu:0", "gpu:1"]


def test_cards_that_the_engine_cannot_use_are_not_offered(monkeypatch, tmp_path):
    driver(tmp_path, CARDS)
    assert gpus() == ()
    monkeypatch.setenv(CHOSEN, "cpu")
    seen(monkeypatch, cuda="")
    assert gpus() == ()


@pytest.mark.parametrize(
    ("answer", "code"),
    [("NVIDIA-SMI has failed because it could not reach the driver.", 9), ("", 0)],
)
def test_a_driver_that_does_not_answer_is_none(tmp_path, monkeypatch, answer, code):
    driver(tmp_path, answer, code)
    assert device.driver() == ""
    gpu = Gpu("AMD Instinct", 64 * GIB)
    seen(monkeypatch, gpu)
    assert gpus() == (Device(key="gpu:0", name=gpu.name, memory=gpu.memory),)


def test_a_card_that_shares_the_memory_of_the_computer(tmp_path, monkeypatch):
    driver(tmp_path, "0, GPU-cc, NVIDIA GB10, [N/A], [N/A], 580.95")
    seen(monkeypatch, Gpu("NVIDIA GB10", 0))
    assert gpus() == (Device(key="gpu:0", name="NVIDIA GB10", memory=0),)
    assert device.driver() == "580.95"
    assert device.describe() == "NVIDIA GB10"


# Memory


def test_the_memory_of_the_processor_is_that_of_this_process():
    assert abs(device.memory_used() - psutil.Process().memory_info().rss) < GIB / 10
    assert 0 < device.memory_free() <= psutil.virtual_memory().total


def test_the_memory_of_a_gpu(monkeypatch, tmp_path):
    driver(tmp_path, CARDS)
    seen(monkeypatch, Gpu(RTX3060.name, 0))
    monkeypatch.setattr(backend, "gpu_memory_used", lambda: 5)
    assert device.memory_used() == 5
    monkeypatch.setenv(MASK, "1")
    assert device.memory_free() == 12000 * 2**20

    def uncounted():
        raise ValueError("Memory stats are not available on this device")

    monkeypatch.setattr(backend, "gpu_memory_used", uncounted)
    assert device.memory_used() is None


def test_a_card_without_a_driver_is_seen_on_the_bus(tmp_path, monkeypatch):
    for name, vendor, kind in [
        ("0", "0x8086", "0x030000"),
        ("1", "0x10de", "0x040300"),
        ("2", "0x10de", "0x030200"),
    ]:
        (tmp_path / name).mkdir()
        (tmp_path / name / "vendor").write_text(f"{vendor}\n")
        (tmp_path / name / "class").write_text(f"{kind}\n")
    found = {name: device._is_nvidia_card(tmp_path / name) for name in "0123"}
    assert found == {"0": False, "1": False, "2": True, "3": False}
    driver(tmp_path, CARDS)
    assert device.has_nvidia_card() is True


# Of this computer


def test_what_a_window_is_told():
    found = device.found()
    assert found.text == device.describe()
    assert found.devices == device.devices()
    assert found.engine == backend.name()
