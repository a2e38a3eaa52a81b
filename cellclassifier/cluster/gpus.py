"""The GPUs of a computer that is a node: one process for each, which sees it alone."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from cellclassifier.core import program

VISIBLE = "CUDA_VISIBLE_DEVICES"
"""Variable of the environment with the GPUs that a process may use."""

DRIVER = Path("/proc/driver/nvidia/gpus")
"""Folder in which NVIDIA's driver describes each GPU."""

_LOST = (
    "Those of the other GPUs go on. To use this one again, end the command and start "
    "it anew. Another node goes on with its run from the last epoch that came home."
)

NONE = "-1"
"""Its value where none may be used."""


def names(number: int, environment: Mapping[str, str]) -> list[str]:
    """Return what so many GPUs are called, of those that may be used."""
    visible = environment.get(VISIBLE, "").split(",")
    known = [each.strip() for each in visible if each.strip() not in ("", NONE)]
    return known[:number] or [str(place) for place in range(number)]


def see_only(number: int) -> str:
    """Have this process, and its workers, use one GPU or none; return its name.

    Without, each of two nodes of a computer would take all of the same GPU.
    """
    if number < 1:
        os.environ[VISIBLE] = NONE
        return ""
    (chosen,) = names(1, os.environ)
    os.environ[VISIBLE] = chosen
    return f"GPU {chosen}"


def described(card: str, sure: bool) -> str:
    """Return what a node trains on, in words.

    Args:
        card: What `see_only` returned: the GPU, or nothing.
        sure: Whether that was asked for; else a GPU may be there that is not found.
    """
    if not card:
        return "processor" if sure else "processor, or a GPU that is not of NVIDIA"
    models = _models()
    # With several kinds it is not known which of them has this number.
    return f"{card} ({models.pop()})" if len(models) == 1 else card


def _models() -> set[str]:
    found: set[str] = set()
    for path in DRIVER.glob("*/information"):
        with suppress(OSError):
            for line in path.read_text("utf-8", errors="replace").splitlines():
                name, _, value = line.partition(":")
                if name.strip() == "Model":
                    found.add(value.strip())
    return found


def one_for_each(number: int, arguments: Sequence[str], name: str) -> None:
    """Run this program in a process for each GPU, and end with them.

    Args:
        number: How many GPUs.
        arguments: Those of this process, as `sys.argv`.
        name: Name of the node; "" for that of the computer.
    """
    children: dict[str, subprocess.Popen[bytes]] = {}
    asked = threading.Event()

    def end(*_: object) -> None:
        asked.set()
        for each in children.values():
            each.terminate()

    def watch(card: str) -> None:
        code = children[card].wait()
        others = any(each.poll() is None for each in children.values())
        if code and others and not asked.is_set():
            what = f"The node of GPU {card} ended (exit code {code})."
            sys.stderr.write(f"{what} {_LOST}\n")
            sys.stderr.flush()

    signal.signal(signal.SIGTERM, end)
    # Ctrl+C reaches them by the terminal; here it would end what waits for them.
    signal.signal(signal.SIGINT, lambda *_: asked.set())
    try:
        for place, card in enumerate(names(number, os.environ)):
            given = _again(arguments, name and f"{name}/{place}")
            environment = {**os.environ, VISIBLE: card}
            children[card] = subprocess.Popen(given, env=environment)
    except OSError:
        end()
        raise
    watching = [threading.Thread(target=watch, args=[card]) for card in children]
    for thread in watching:
        thread.start()
    for thread in watching:
        thread.join()


def _again(arguments: Sequence[str], name: str) -> list[str]:
    """Return the command of this process, for one of its GPUs.

    Names of nodes must differ. What is given last counts.
    """
    given = [*arguments[1:], "--gpus", "1"]
    if name:
        given += ["--name", name]
    if given[:1] == ["node"]:
        return program.command(*given)
    # With -P no file of the folder it starts in is taken for a module.
    return [sys.executable, "-P", "-m", "cellclassifier.cluster.node", *given]
