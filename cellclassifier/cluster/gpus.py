"""The GPUs of a computer that is a node: one process for each, which sees it alone."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence

from cellclassifier.core import program

VISIBLE = "CUDA_VISIBLE_DEVICES"
"""Variable of the environment with the GPUs that a process may use."""

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


def one_for_each(number: int, arguments: Sequence[str], name: str) -> None:
    """Run this program in a process for each GPU, and end with them.

    Args:
        number: How many GPUs.
        arguments: Those of this process, as `sys.argv`.
        name: Name of the node; "" for that of the computer.
    """
    children = [
        subprocess.Popen(
            _again(arguments, name and f"{name}/{place}"),
            env={**os.environ, VISIBLE: each},
        )
        for place, each in enumerate(names(number, os.environ))
    ]

    def end(*_: object) -> None:
        for each in children:
            each.terminate()

    signal.signal(signal.SIGTERM, end)
    # Ctrl+C reaches them by the terminal; here it would end what waits for them.
    signal.signal(signal.SIGINT, lambda *_: None)
    for child in children:
        child.wait()


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
