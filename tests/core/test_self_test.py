"""What a self-test says: each cause has its own sentence and its own cure."""

import pytest

from cellclassifier.core.self_test import TOLERANCE, Facts, conclude

LINUX = Facts(engine="tensorflow", system="Linux", speed=1234.4, tiles="20 tiles")
WITH_DRIVER = LINUX._replace(card=True, driver="570.86.10", cuda="12.5.1")
GPU = WITH_DRIVER._replace(on_gpu=True, used="NVIDIA L4 (24 GB)", deviation=1e-4)
TORCH = {"engine": "torch"}
MAC = {"system": "Darwin"}


def test_a_gpu_that_works_needs_no_advice():
    found = conclude(GPU)
    assert found.passed
    assert "on NVIDIA L4 (24 GB): 1,234 tiles a second (20 tiles)." in found.found
    assert "agree with those of the processor" in found.found
    assert found.advice == ""


def test_a_processor_that_was_chosen_needs_none_either():
    found = conclude(WITH_DRIVER._replace(asked="cpu"))
    assert found.passed
    assert found.advice == ""
    assert "GPU" not in found.found


CAUSES = {
    "no card": (LINUX._replace(card=False), "no NVIDIA card", ""),
    "card without driver": (
        LINUX._replace(card=True),
        "no driver for it answers",
        "Install the NVIDIA driver",
    ),
    "neither known": (LINUX, "No NVIDIA driver was found", "install its driver"),
    "no CUDA build": (
        WITH_DRIVER._replace(cuda=""),
        "this build of TensorFlow has no CUDA",
        'pip install "cellclassifier[cuda]"',
    ),
    "no CUDA libraries": (
        WITH_DRIVER._replace(libraries=False),
        "CUDA libraries of TensorFlow are missing",
        'pip install "cellclassifier[cuda]"',
    ),
    "no CUDA build of torch": (
        WITH_DRIVER._replace(cuda="", **TORCH),
        "this build of PyTorch has no CUDA",
        "pytorch.org",
    ),
    "old driver": (
        WITH_DRIVER._replace(driver="470.256.02"),
        "NVIDIA driver 470.256.02 is too old: TensorFlow was built for CUDA 12.5.1, "
        "which needs 525",
        "Update the NVIDIA driver",
    ),
    "old driver for torch": (
        WITH_DRIVER._replace(cuda="13.0", **TORCH),
        "which needs 580",
        "Update the NVIDIA driver",
    ),
    "no reason known": (WITH_DRIVER, "finds no GPU", "In a container"),
    "Windows": (
        WITH_DRIVER._replace(system="Windows"),
        "On Windows, TensorFlow computes on the processor only",
        "WSL2",
    ),
    "Windows with torch": (
        WITH_DRIVER._replace(system="Windows", cuda="", **TORCH),
        "this build of PyTorch has no CUDA",
        "pytorch.org",
    ),
    "Mac": (
        LINUX._replace(**MAC),
        "On a Mac, TensorFlow computes on the processor only",
        "PyTorch uses the GPU (experimental)",
    ),
    "Intel Mac": (LINUX._replace(**MAC, **TORCH), "needs Apple silicon", ""),
}


@pytest.mark.parametrize("name", CAUSES)
def test_why_no_gpu_is_used(name):
    facts, cause, cure = CAUSES[name]
    found = conclude(facts)
    assert found.passed, "the processor works, and nothing else was asked for"
    assert "1,234 tiles a second" in found.found
    assert cause in found.found
    assert cure in found.advice
    assert bool(cure) == bool(found.advice)


@pytest.mark.parametrize("name", CAUSES)
def test_a_chosen_gpu_that_is_not_used_fails_for_the_same_cause(name):
    facts, cause, cure = CAUSES[name]
    found = conclude(facts._replace(asked="gpu:1"))
    assert not found.passed
    assert "The chosen GPU (gpu:1) cannot be used. " in found.found
    assert cause in found.found
    assert cure in found.advice
    assert found.advice


def test_an_apple_gpu_is_experimental():
    facts = GPU._replace(driver="", cuda="", used="Apple GPU", **MAC, **TORCH)
    found = conclude(facts)
    assert found.passed
    assert "experimental" in found.advice


@pytest.mark.parametrize("on_gpu", [True, False])
def test_too_little_memory(on_gpu):
    full = {"out_of_memory": True, "error": "ResourceExhaustedError", "free": 3 * 2**29}
    found = conclude((GPU if on_gpu else LINUX)._replace(**full))
    assert not found.passed
    assert "too small for a usual minibatch (20 tiles): 1.5 GB of it" in found.found
    assert "Close other programs" in found.advice
    assert "smaller minibatch" in found.advice
    assert ("or the processor" in found.advice) == on_gpu


@pytest.mark.parametrize("deviation", [2 * TOLERANCE, float("inf"), float("nan")])
def test_numbers_that_are_not_those_of_the_processor(deviation):
    found = conclude(GPU._replace(deviation=deviation))
    assert not found.passed
    assert "is not that of the processor" in found.found
    assert "Choose the processor" in found.advice
    assert "Update the NVIDIA driver" in found.advice


def test_the_tolerance_is_what_recent_gpus_need():
    assert conclude(GPU._replace(deviation=TOLERANCE)).passed


def test_an_error_is_told_with_what_it_was():
    found = conclude(GPU._replace(error="InternalError: CUDA_ERROR_INVALID_PTX"))
    assert not found.passed
    assert "on NVIDIA L4 (24 GB) failed: InternalError: CUDA_ERROR" in found.found
    assert "newest GPUs; PyTorch may" in found.advice
    found = conclude(LINUX._replace(error="OSError: x"))
    assert "Install TensorFlow again" in found.advice
