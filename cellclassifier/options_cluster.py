"""What the commands are told that have to do with other computers."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cellclassifier.core.places import SYSTEMS, Profile
from cellclassifier.core.reaching import PORT


def add_on(command: argparse.ArgumentParser, send: bool = False) -> None:
    """Add what a command is told of the place where it works.

    Args:
        command: A command that trains, predicts or explains.
        send: Whether it trains, so that images may have to be sent.
    """
    group = command.add_argument_group("other computers")
    group.add_argument(
        "--on",
        default=None,
        metavar="PLACE",
        help="here, the address of a scheduler (tls://host:8786), or a cluster's "
        "profile; see 'scheduler' and 'profile'",
    )
    _add_certificates(group, "of the scheduler; with --on")
    if send:
        group.add_argument(
            "--send",
            action="store_true",
            help="send the images even where nodes see the study's folder; with --on",
        )


def add_cluster(commands: Any) -> None:
    """Add the commands for other computers: ``certificates``, ``scheduler``, ..."""
    command = commands.add_parser(
        "certificates", help="make what protects the work of several computers (TLS)"
    )
    command.add_argument("folder", type=Path, metavar="FOLDER")
    command.add_argument(
        "--host",
        action="append",
        default=[],
        dest="hosts",
        metavar="NAME",
        help="name or address of a computer; repeat for more",
    )
    _add_scheduler(commands)
    _add_node(commands)
    command = commands.add_parser(
        "nodes", help="list the nodes of a scheduler, and what each does now"
    )
    add_on(command)
    command.add_argument("--json", action="store_true", help="write JSON, not words")
    _add_profile(commands)


def _add_scheduler(commands: Any) -> None:
    command = commands.add_parser(
        "scheduler", help="start what nodes and studies of a lab meet at"
    )
    command.add_argument(
        "--host",
        default="",
        metavar="ADDR",
        help="address of this computer to listen at; default: all of them",
    )
    command.add_argument("--port", type=_port, default=PORT, help=f"default: {PORT}")
    _add_certificates(command, "made by 'certificates'")
    command.add_argument(
        "--without-tls",
        action="store_true",
        help="unprotected: only where you trust everyone on the network",
    )


def _add_node(commands: Any) -> None:
    command = commands.add_parser(
        "node", help="have this computer train for studies of others"
    )
    command.add_argument("address", metavar="ADDRESS", help="as 'scheduler' tells it")
    _add_certificates(command, "the same as the scheduler's")
    command.add_argument(
        "--scratch",
        type=Path,
        default=None,
        metavar="DIR",
        help="folder for images and runs meanwhile; default: one of the user's own",
    )
    command.add_argument(
        "--gpus",
        type=_gpus,
        default=None,
        metavar="N|auto",
        help="each trains one run at a time; 0: on the processor; default: auto",
    )
    command.add_argument(
        "--name", default="", help="what it is called; default: the computer's name"
    )


def _add_profile(commands: Any) -> None:
    command = commands.add_parser(
        "profile", help="list, make, change or show how a cluster's queue is asked"
    )
    command.add_argument("name", nargs="?", default=None, metavar="NAME")
    command.add_argument("--system", choices=list(SYSTEMS), default=None)
    for name, kind, metavar, words in _FIELDS:
        command.add_argument(
            f"--{name}",
            type=kind,
            default=None,
            metavar=metavar,
            help=_told(name, words),
        )
    for name, metavar, words in _LINES:
        command.add_argument(
            f"--{name}",
            action="append",
            default=None,
            metavar=metavar,
            help=f'{words}; repeat for more, "" for none',
        )
    _add_certificates(command, "default: made anew for each use")
    group = command.add_mutually_exclusive_group()
    group.add_argument("--remove", action="store_true", help="forget the profile")
    group.add_argument(
        "--show-script", action="store_true", help="show what the queue is given"
    )


_FIELDS: tuple[tuple[str, Callable[[str], object], str, str], ...] = (
    ("partition", str, "NAME", "partition or queue; asked for by the cluster's manual"),
    ("account", str, "NAME", "account or project that pays"),
    ("hours", float, "H", "time that a node is asked for"),
    ("cores", int, "N", "cores of a node"),
    ("memory", float, "GIB", "memory of a node, GiB"),
    ("gpus", int, "N", "GPUs of a node, each of which trains one run"),
    ("nodes", int, "N", "nodes that are asked for at most"),
    ("python", str, "PATH", "Python with the program on the nodes; else this one"),
    ("scratch", str, "DIR", "folder of the nodes for images and runs meanwhile"),
    ("interface", str, "NAME", "network interface, such as ib0"),
)
_LINES = (
    (
        "setup",
        "CMD",
        "shell command that a node runs first, such as 'module load cuda'",
    ),
    ("extra", "LINE", "line for the head of the job, without its leading #SBATCH"),
)


def _told(name: str, words: str) -> str:
    default = Profile.model_fields[name].default
    return (
        f"{words}; default: {default:g}" if isinstance(default, int | float) else words
    )


def _add_certificates(
    command: "argparse.ArgumentParser | argparse._ArgumentGroup", words: str
) -> None:
    command.add_argument(
        "--certificates",
        type=Path,
        default=None,
        metavar="DIR",
        help=f"folder of TLS certificates, {words}",
    )


def _port(text: str) -> int:
    try:
        port = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"expected a number from 0 to 65535. Received: {text!r}."
        ) from None
    if not 0 <= port <= 65_535:
        raise argparse.ArgumentTypeError(f"expected 0 to 65535. Received: {port}")
    return port


def _gpus(text: str) -> int | None:
    if text == "auto":
        return None
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"expected a number or 'auto'. Received: {text!r}."
        ) from None
    if number < 0:
        raise argparse.ArgumentTypeError(
            f"expected 0 or more, or auto. Received: {text}"
        )
    return number
