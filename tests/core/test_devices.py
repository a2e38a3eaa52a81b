"""What a worker is told of engine and device, and what is said about engines."""

import pytest

from cellclassifier.core import devices, preferences
from cellclassifier.core.link import worker_environment
from cellclassifier.core.preferences import Preferences

MASK = "CUDA_VISIBLE_DEVICES"


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    """Be a program that was given no engine and no GPUs, with both engines there."""
    for name in ("KERAS_BACKEND", MASK, devices.GIVEN_GPUS, "KERAS_TORCH_DEVICE"):
        monkeypatch.delenv(name, raising=False)
    there(monkeypatch, "tensorflow", "torch")


def there(monkeypatch, *names):
    monkeypatch.setattr(devices, "find_spec", lambda name: name in names or None)


def told(engine="tensorflow", device="auto", system="Linux", **inherited):
    return devices.environment(engine, device, inherited, system)


def test_the_best_device_is_left_to_the_engine():
    found = told()
    assert found["KERAS_BACKEND"] == "tensorflow"
    assert found["TF_FORCE_GPU_ALLOW_GROWTH"] == "true"
    assert found[devices.CHOSEN] == "auto"
    assert MASK not in found
    assert "PYTORCH_ENABLE_MPS_FALLBACK" not in found
    assert "KERAS_TORCH_DEVICE" not in told("torch")


@pytest.mark.parametrize("engine", devices.ENGINES)
def test_the_processor_hides_all_gpus(engine):
    found = told(engine, "cpu", **{MASK: "2,3"})
    assert found[MASK] == "-1"
    assert found.get("KERAS_TORCH_DEVICE") == ("cpu" if engine == "torch" else None)


def test_a_gpu_is_shown_alone_and_counted_as_the_driver_does():
    found = told(device="gpu:1")
    assert found[MASK] == "1"
    assert found["CUDA_DEVICE_ORDER"] == "PCI_BUS_ID"
    assert found[devices.GIVEN_GPUS] == ""


def test_a_gpu_is_one_of_those_that_the_program_was_given():
    assert told(device="gpu:1", **{MASK: "4, GPU-7"})[MASK] == "GPU-7"
    # Never one that belongs to somebody else.
    assert told(device="gpu:2", **{MASK: "4,7"})[MASK] == "-1"
    assert told(device="gpu:0", **{MASK: "-1"})[MASK] == "-1"


def test_a_worker_of_a_worker_chooses_among_all_that_were_given_first():
    first = told(device="gpu:1", **{MASK: "4,7"})
    assert told(device="gpu:0", **first)[MASK] == "4"
    assert told(device="auto", **first)[MASK] == "4,7"
    unmasked = told(device="gpu:1")
    assert told(device="gpu:0", **unmasked)[MASK] == "0"


@pytest.mark.parametrize(("system", "name"), [("Darwin", "mps"), ("Linux", "cuda")])
def test_a_gpu_of_torch_beats_a_processor_chosen_before(system, name):
    found = told("torch", "gpu:0", system, KERAS_TORCH_DEVICE="cpu")
    assert found["KERAS_TORCH_DEVICE"] == name
    # Named without need, one that is not there would stop the worker.
    assert "KERAS_TORCH_DEVICE" not in told("torch", "gpu:0", system)


def test_torch_may_fall_back_and_be_reproducible():
    found = told("torch")
    assert found["PYTORCH_ENABLE_MPS_FALLBACK"] == "1"
    assert found["CUBLAS_WORKSPACE_CONFIG"] == ":4096:8"


def test_all_is_text_as_an_environment_has_it():
    for engine in devices.ENGINES:
        assert {type(value) for value in told(engine, "gpu:0").values()} == {str}


# Which engine and device


def test_the_preferences_decide():
    preferences.save(Preferences(device="gpu:1", engine="torch"))
    found = worker_environment()
    assert found["KERAS_BACKEND"] == "torch"
    assert found[MASK] == "1"
    assert found["PYTHONUTF8"] == "1"


def test_what_is_asked_for_beats_environment_and_preferences(monkeypatch):
    preferences.save(Preferences(device="gpu:1"))
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    assert worker_environment()["KERAS_BACKEND"] == "torch"
    found = worker_environment("tensorflow", "cpu")
    assert found["KERAS_BACKEND"] == "tensorflow"
    assert found[MASK] == "-1"


def test_another_backend_of_keras_is_passed_over(monkeypatch):
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    assert worker_environment()["KERAS_BACKEND"] == "tensorflow"


def test_an_engine_that_is_gone_is_no_reason_not_to_start(monkeypatch):
    preferences.save(Preferences(engine="torch"))
    there(monkeypatch, "tensorflow")
    assert worker_environment()["KERAS_BACKEND"] == "tensorflow"
    there(monkeypatch, "torch")
    assert devices.usable("tensorflow") == "torch"
    there(monkeypatch)
    assert devices.usable("torch") == "torch"


# What is said


@pytest.mark.parametrize("system", ["Linux", "Windows", "Darwin"])
@pytest.mark.parametrize("engine", devices.ENGINES)
def test_how_to_install_is_said(engine, system):
    told = devices.how_to_install(engine, system)
    assert told.rpartition(": ")[2].startswith("pip install ")
    windows = engine == "torch" and system == "Windows"
    assert ("processor only" in told) == windows
