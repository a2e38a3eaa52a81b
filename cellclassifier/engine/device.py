"""The devices that networks can run on, and the one that they do run on."""

import os
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import psutil

from cellclassifier.core.devices import CHOSEN, GIVEN_GPUS
from cellclassifier.core.messages import Device, DeviceFound
from cellclassifier.engine import backend

_MIB = 2**20
_GIB = 2**30

_PATIENCE = 10.0
"""Time that the NVIDIA driver has to answer, s; a card that sleeps takes a few."""

_UNCOUNTED: tuple[type[BaseException], ...] = (ValueError, *backend.FAILURES)
"""What is raised where a GPU does not count its memory."""


class Card(NamedTuple):
    """An NVIDIA card, as its driver tells; memory in bytes."""

    place: str
    uuid: str
    name: str
    memory: int
    free: int
    driver: str


def found() -> DeviceFound:
    """Return what a window has to know of devices and engine."""
    return DeviceFound(text=describe(), devices=devices(), engine=backend.name())


def describe() -> str:
    """Return the device that is used, such as "NVIDIA RTX 3060 (12 GB)"."""
    if backend.on_gpu():
        return _in_words(_used_gpu())
    chosen = os.environ.get(CHOSEN, "auto")
    missing = {"auto": "; no GPU was found", "cpu": ""}
    return processor() + missing.get(
        chosen, f"; the chosen GPU ({chosen}) was not found"
    )


def processor() -> str:
    """Return the processor in words, such as "the processor (8 cores)"."""
    return f"the processor ({os.cpu_count()} cores)"


def devices() -> tuple[Device, ...]:
    """Return the GPUs that can be chosen, then the processor.

    Those that were hidden from this process, since another device was chosen for it,
    are among them.
    """
    gpus = [
        Device(key=f"gpu:{place}", name=gpu.name, memory=gpu.memory)
        for place, gpu in enumerate(_gpus())
    ]
    memory = int(psutil.virtual_memory().total)
    name = f"Processor ({os.cpu_count()} cores)"
    return (*gpus, Device(key="cpu", name=name, memory=memory))


def memory_used() -> int | None:
    """Return the memory of the device that was used, in bytes.

    On a GPU the most that was taken so far; on the processor what this process takes
    now. ``None`` where that is not known.
    """
    if not backend.on_gpu():
        return int(psutil.Process().memory_info().rss)
    try:
        return backend.gpu_memory_used()
    except _UNCOUNTED:
        return None


def memory_free() -> int:
    """Return the memory of the device in use that is free, in bytes; 0: not known."""
    if not backend.on_gpu():
        return int(psutil.virtual_memory().available)
    seen = _shown(os.environ.get("CUDA_VISIBLE_DEVICES", ""))
    return seen[0].free if seen else 0


def driver() -> str:
    """Return the version of the NVIDIA driver, "" where none answers."""
    cards = _cards()
    return cards[0].driver if cards else ""


def has_nvidia_card() -> bool | None:
    """Tell whether there is an NVIDIA card; ``None`` where that is not known."""
    if _cards():
        return True
    folder = Path("/sys/bus/pci/devices")
    if not folder.is_dir():
        return None
    return any(_is_nvidia_card(entry) for entry in folder.iterdir())


def _is_nvidia_card(entry: Path) -> bool:
    try:
        vendor = (entry / "vendor").read_text().strip()
        # 03: displays and 3D accelerators; cards also have parts for sound.
        kind = (entry / "class").read_text().strip()
    except OSError:
        return False
    return vendor == "0x10de" and kind.startswith("0x03")


def _used_gpu() -> backend.Gpu:
    """Return the first GPU of the engine, with its memory as far as it is known."""
    gpu = backend.gpus()[0]
    seen = _shown(os.environ.get("CUDA_VISIBLE_DEVICES", ""))
    alike = [card.memory for card in seen if card.name == gpu.name]
    return gpu if gpu.memory or not alike else gpu._replace(memory=alike[0])


def _gpus() -> tuple[backend.Gpu, ...]:
    """Return the GPUs that could be used, were another one chosen or none."""
    seen = backend.gpus()
    narrowed = os.environ.get(CHOSEN, "auto") != "auto"
    # What an engine without CUDA, or with too old a driver, cannot use is left out.
    if not seen and not (narrowed and backend.cuda()):
        return ()
    given = os.environ.get(GIVEN_GPUS, os.environ.get("CUDA_VISIBLE_DEVICES", ""))
    cards = _shown(given)
    return tuple(backend.Gpu(card.name, card.memory) for card in cards) or seen


def _shown(which: str) -> tuple[Card, ...]:
    """Return the cards of a list in the form of ``CUDA_VISIBLE_DEVICES``; "": all."""
    if not which:
        return _cards()
    names = [name.strip() for name in which.split(",")]
    found = ([card for card in _cards() if _is_named(card, name)] for name in names)
    return tuple(cards[0] for cards in found if cards)


def _is_named(card: Card, name: str) -> bool:
    return card.place == name if name.isdigit() else bool(name) and card.uuid == name


@lru_cache(maxsize=1)
def _cards() -> tuple[Card, ...]:
    """Return the NVIDIA cards that the driver knows, by their place on the bus."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return ()
    query = "--query-gpu=index,uuid,name,memory.total,memory.free,driver_version"
    try:
        answer = subprocess.run(
            [program, query, "--format=csv,noheader,nounits"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(filter(None, map(_card, answer.stdout.splitlines())))


def _card(line: str) -> Card | None:
    parts = [part.strip() for part in line.split(",")]
    if len(parts) != len(Card._fields):
        return None
    place, uuid, name, *memory, version = parts
    # Cards that share the computer's memory tell none.
    total, free = (int(text) * _MIB if text.isdigit() else 0 for text in memory)
    return Card(place, uuid, name, total, free, version)


def _in_words(gpu: backend.Gpu) -> str:
    return f"{gpu.name} ({gpu.memory / _GIB:.0f} GB)" if gpu.memory else gpu.name
