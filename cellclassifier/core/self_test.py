"""What a self-test of device and engine found out, and what it means in words."""

from typing import NamedTuple

from cellclassifier.core import devices, program
from cellclassifier.core.devices import ENGINES, Engine
from cellclassifier.core.language import tr

TOLERANCE = 0.02
"""How much a step of training may differ from the processor's, per unit of the step.

Recent GPUs multiply with 10 binary digits (TF32) unless told otherwise, which is an
error of about 0.001 in each product.
"""

_GIB = 2**30

# The oldest driver that runs programs built for a version of CUDA; from "CUDA Minor
# Version Compatibility" in NVIDIA's release notes of CUDA, for Linux.
_OLDEST_DRIVER = {11: 450, 12: 525, 13: 580}


class Facts(NamedTuple):
    """What a self-test found out.

    Attributes:
        engine: The engine that was tested.
        system: "Linux", "Windows" or "Darwin".
        asked: The device that was chosen: "auto", "cpu" or "gpu:0", ...
        used: The device that was tested, in words.
        on_gpu: Whether that is a GPU.
        card: Whether there is an NVIDIA card; ``None`` where that is not known.
        driver: Version of the NVIDIA driver, "" where none answers.
        cuda: Version of CUDA that the engine was built for, "" for none.
        libraries: Whether the libraries of CUDA that it needs are installed.
        free: Memory of the device that was free before, in bytes, 0 where not known.
        out_of_memory: Whether a usual minibatch did not fit.
        deviation: Difference of a step of training from the processor's, per unit of
            the step; ``None`` where it was not compared.
        error: What went wrong, "" for nothing.
        speed: Training tiles a second.
        tiles: The usual minibatch, in words.
    """

    engine: Engine
    system: str
    asked: str = "auto"
    used: str = "the processor"
    on_gpu: bool = False
    card: bool | None = None
    driver: str = ""
    cuda: str = ""
    libraries: bool = True
    free: int = 0
    out_of_memory: bool = False
    deviation: float | None = None
    error: str = ""
    speed: float = 0.0
    tiles: str = ""


class Finding(NamedTuple):
    """Whether networks can be trained as was chosen, what was found, what to do."""

    passed: bool
    found: str
    advice: str = ""


def conclude(facts: Facts) -> Finding:
    """Say in words what the facts of a self-test mean, and what to do."""
    failed = _failure(facts)
    if failed:
        return failed
    trained = _trained(facts)
    if facts.on_gpu:
        return Finding(True, trained, _about_gpu(facts))
    if facts.asked == "cpu":
        return Finding(True, trained)
    why, advice = _why_no_gpu(facts)
    if facts.asked != "auto":
        cannot = tr("The chosen GPU ({gpu}) cannot be used.", gpu=facts.asked)
        why = f"{cannot} {why}"
        advice = advice or tr("Choose another device.")
    return Finding(facts.asked == "auto", f"{trained} {why}", advice)


def _trained(facts: Facts) -> str:
    """Return how fast a network was trained, and whether its numbers are right."""
    values = {"device": devices.told(facts.used), "speed": facts.speed}
    if facts.tiles:
        told = tr(
            "A small network was trained on {device}: {speed:,.0f} tiles a second "
            "({tiles}).",
            tiles=devices.minibatches_told(facts.tiles),
            **values,
        )
    else:
        told = tr(
            "A small network was trained on {device}: {speed:,.0f} tiles a second.",
            **values,
        )
    if facts.on_gpu and facts.deviation is not None:
        told += " " + tr("Its numbers agree with those of the processor.")
    return told


def _failure(facts: Facts) -> Finding | None:
    if facts.out_of_memory:
        return Finding(False, _too_little(facts), _when_too_little(facts.on_gpu))
    if facts.error:
        found = tr(
            "Training a small network on {device} failed: {error}",
            device=devices.told(facts.used),
            error=facts.error,
        )
        return Finding(False, found, _when_failed(facts))
    if facts.deviation is not None and not facts.deviation <= TOLERANCE:
        found = tr(
            "A step of training on {device} is not that of the processor: it differs "
            "by {deviation:.3g} % of its size, where at most {tolerance:.3g} % is to "
            "be expected.",
            device=devices.told(facts.used),
            deviation=100 * facts.deviation,
            tolerance=100 * TOLERANCE,
        )
        return Finding(False, found, _when_failed(facts))
    return None


def _too_little(facts: Facts) -> str:
    found = tr(
        "The memory of {device} is too small for a usual minibatch",
        device=devices.told(facts.used),
    )
    found += f" ({devices.minibatches_told(facts.tiles)})" if facts.tiles else ""
    if not facts.free:
        return f"{found}."
    return tr(
        "{found}: {free:.1f} GB of it were free.", found=found, free=facts.free / _GIB
    )


def _when_too_little(on_gpu: bool) -> str:
    if on_gpu:
        return tr(
            "Close other programs that use the GPU, and other trainings; else choose "
            "a smaller minibatch or input size, or the processor."
        )
    return tr("Close other programs; else choose a smaller minibatch or input size.")


def _when_failed(facts: Facts) -> str:
    if not facts.on_gpu:
        return tr(
            "Install {engine} again, or choose the other engine.",
            engine=ENGINES[facts.engine],
        )
    advice = [tr("Choose the processor until this is solved.")]
    if facts.driver:
        advice.append(tr("Update the NVIDIA driver and test again."))
    if facts.engine == "tensorflow":
        advice.append(tr("TensorFlow does not run on the newest GPUs; PyTorch may."))
    return " ".join(advice)


def _about_gpu(facts: Facts) -> str:
    if facts.system == "Darwin":
        return tr(
            "Apple GPUs are experimental in PyTorch: compare a first run with one on "
            "the processor."
        )
    return ""


def _why_no_gpu(facts: Facts) -> tuple[str, str]:
    """Return why no GPU is used, and what to do about it, if anything."""
    if program.frozen() and not facts.cuda and facts.card is not False:
        found = tr("This version of the program computes on the processor only.")
        return found, tr("To use a GPU: {how}", how=_how_to_get_cuda(facts))
    if facts.system == "Darwin":
        return _on_a_mac(facts.engine)
    if facts.system == "Windows" and facts.engine == "tensorflow":
        return (
            tr("On Windows, TensorFlow computes on the processor only."),
            tr(
                "To use an NVIDIA GPU, choose the engine PyTorch, or install the "
                "program inside WSL2 (Windows Subsystem for Linux), where TensorFlow "
                "uses it."
            ),
        )
    if not facts.driver:
        return _without_driver(facts.card)
    return _with_driver(facts)


def _on_a_mac(engine: Engine) -> tuple[str, str]:
    if engine == "tensorflow":
        found = tr("On a Mac, TensorFlow computes on the processor only.")
        return found, tr(
            "On a Mac with Apple silicon, the engine PyTorch uses the GPU "
            "(experimental)."
        )
    found = tr(
        "PyTorch finds no GPU that it can use: it needs Apple silicon and macOS 14."
    )
    return found, ""


def _without_driver(card: bool | None) -> tuple[str, str]:
    if card:
        found = tr(
            "There is an NVIDIA card in this computer, but no driver for it answers."
        )
        return found, tr(
            "Install the NVIDIA driver, restart the computer, and test again."
        )
    if card is None:
        return tr("No NVIDIA driver was found."), tr(
            "If there is an NVIDIA card in this computer, install its driver and test "
            "again. Without one the processor is all that can be used."
        )
    return tr("There is no NVIDIA card in this computer, so the processor is used."), ""


def _with_driver(facts: Facts) -> tuple[str, str]:
    values = {"name": ENGINES[facts.engine], "driver": facts.driver}
    if not facts.cuda:
        found = tr(
            "There is the NVIDIA driver {driver}, but this build of {name} has no "
            "CUDA.",
            **values,
        )
        return found, _how_to_get_cuda(facts)
    if not facts.libraries:
        found = tr(
            "There is the NVIDIA driver {driver}, but the CUDA libraries of {name} are "
            "missing.",
            **values,
        )
        return found, _how_to_get_cuda(facts)
    oldest = _OLDEST_DRIVER.get(_major(facts.cuda), 0)
    if _major(facts.driver) < oldest:
        found = tr(
            "The NVIDIA driver {driver} is too old: {name} was built for CUDA {cuda}, "
            "which needs {oldest} or newer.",
            cuda=facts.cuda,
            oldest=oldest,
            **values,
        )
        return found, tr(
            "Update the NVIDIA driver, restart the computer, and test again."
        )
    found = tr(
        "There is the NVIDIA driver {driver}, but {name} (CUDA {cuda}) finds no GPU.",
        cuda=facts.cuda,
        **values,
    )
    return found, tr(
        "Update the NVIDIA driver. In a container or on a cluster, make sure that a "
        "GPU was given to it."
    )


_CUDA: dict[Engine, str] = {"tensorflow": "cuda", "torch": "torch"}
"""Extras that a GPU is used with."""


def _how_to_get_cuda(facts: Facts) -> str:
    if program.frozen():
        return program.how_to_install(f"cellclassifier[{_CUDA[facts.engine]}]")
    if facts.engine == "tensorflow":
        return tr(
            "Install the CUDA libraries with: {command}; then test again.",
            command=program.install_command("cellclassifier[cuda]"),
        )
    return tr(
        "Install PyTorch as pytorch.org says under 'Get started' for CUDA, then test "
        "again."
    )


def _major(version: str) -> int:
    first = version.partition(".")[0]
    return int(first) if first.isdigit() else 0
