"""Engines and devices: which there are, and what a worker is told of them."""

import re
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Literal

from cellclassifier.core import program
from cellclassifier.core.language import tr

Engine = Literal["tensorflow", "torch"]

ENGINES: dict[Engine, str] = {"tensorflow": "TensorFlow", "torch": "PyTorch"}
"""Engines that networks can run on, with their names."""

CHOSEN = "CELLCLASSIFIER_DEVICE"
"""Environment variable of a worker: the device that was chosen for it."""

GIVEN_GPUS = "CELLCLASSIFIER_GPUS"
"""Environment variable of a worker: the GPUs that the program itself was given.

It has the form of ``CUDA_VISIBLE_DEVICES``; empty stands for all of them.
"""


def installed(engine: Engine) -> bool:
    """Tell whether an engine is there; it is not loaded."""
    return find_spec(engine) is not None


def engine_of(name: str) -> Engine | None:
    """Return the engine of a name, such as Keras has it; ``None`` for others."""
    return next((engine for engine in ENGINES if engine == name), None)


def how_to_install(engine: Engine, system: str) -> str:
    """Say how an engine is installed; a command comes last, to be copied.

    Args:
        engine: The engine.
        system: "Linux", "Windows" or "Darwin", as `platform.system` says it.
    """
    package = {"tensorflow": "tensorflow", "torch": "cellclassifier[torch]"}[engine]
    how = program.how_to_install(package)
    if engine == "torch" and system == "Windows" and not program.frozen():
        first = tr(
            "For an NVIDIA GPU, first install PyTorch as pytorch.org says under 'Get "
            "started' for CUDA, since the usual one computes on the processor only."
        )
        return f"{first} {how}"
    return how


def told(device: str) -> str:
    """Return a device, as a worker names it, in the user's language."""
    processor, _, missing = device.partition("; ")
    if processor == "the processor":
        return tr("the processor")
    if not (found := re.fullmatch(r"the processor \((\d+) cores\)", processor)):
        return device
    words = tr("the processor ({cores} cores)", cores=found[1])
    if missing == "no GPU was found":
        return tr("{processor}; no GPU was found", processor=words)
    if chosen := re.fullmatch(r"the chosen GPU \((.+)\) was not found", missing):
        return tr(
            "{processor}; the chosen GPU ({chosen}) was not found",
            processor=words,
            chosen=chosen[1],
        )
    return words


def minibatches_told(tiles: str) -> str:
    """Return the minibatches of a self-test, as a worker names them, likewise."""
    named = r"minibatches of (\d+) tiles of (\d+) px, network '(\w+)'"
    if not (found := re.fullmatch(named, tiles)):
        return tiles
    return tr(
        "minibatches of {number} tiles of {side} px, network '{network}'",
        number=found[1],
        side=found[2],
        network=found[3],
    )


def usable(engine: Engine) -> Engine:
    """Return `engine`, or the other one where only that is installed."""
    others = [other for other in ENGINES if other != engine and installed(other)]
    return engine if installed(engine) or not others else others[0]


def environment(
    engine: Engine, device: str, inherited: Mapping[str, str], system: str
) -> dict[str, str]:
    """Return what a worker's environment needs for an engine and a device.

    Args:
        engine: The engine; it has to be installed.
        device: "auto" for the best there is, "cpu", or "gpu:0", "gpu:1", ...: a place
            among the GPUs that this program was given, all of them as a rule.
        inherited: The environment of this program.
        system: "Linux", "Windows" or "Darwin", as `platform.system` says it.
    """
    given = inherited.get(GIVEN_GPUS, inherited.get("CUDA_VISIBLE_DEVICES", ""))
    found = {
        "KERAS_BACKEND": engine,
        CHOSEN: device,
        GIVEN_GPUS: given,
        # As the driver counts them; CUDA itself would put the fastest one first.
        "CUDA_DEVICE_ORDER": "PCI_BUS_ID",
        # Without this TensorFlow takes nearly all memory of a GPU, for good.
        "TF_FORCE_GPU_ALLOW_GROWTH": "true",
    }
    if device == "cpu":
        found["CUDA_VISIBLE_DEVICES"] = "-1"
    elif device.startswith("gpu:"):
        found["CUDA_VISIBLE_DEVICES"] = _nth(given, int(device.partition(":")[2]))
    elif GIVEN_GPUS in inherited and given:
        found["CUDA_VISIBLE_DEVICES"] = given
    return found | (_for_torch(device, inherited, system) if engine == "torch" else {})


def _nth(given: str, place: int) -> str:
    names = [name.strip() for name in given.split(",") if name.strip()]
    return names[place] if place < len(names) else ("-1" if names else str(place))


def _for_torch(
    device: str, inherited: Mapping[str, str], system: str
) -> dict[str, str]:
    found = {
        # What Metal cannot compute, the processor does.
        "PYTORCH_ENABLE_MPS_FALLBACK": "1",
        # Without this, CUDA's matrix products are not reproducible.
        "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
        # Else threads that wait keep the processor busy: thirty times slower where
        # anything else runs.
        "OMP_WAIT_POLICY": "PASSIVE",
    }
    if device == "cpu":
        found["KERAS_TORCH_DEVICE"] = "cpu"
    elif device.startswith("gpu:") and "KERAS_TORCH_DEVICE" in inherited:
        found["KERAS_TORCH_DEVICE"] = "mps" if system == "Darwin" else "cuda"
    return found
