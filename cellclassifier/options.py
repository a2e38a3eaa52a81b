"""The commands of the command line, and what each of them is told."""

import argparse
from pathlib import Path
from typing import Any

from cellclassifier import __version__
from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.options_cluster import add_cluster, add_on
from cellclassifier.options_experiments import add_experiment, positive
from cellclassifier.options_export import (
    JSON,
    STUDY,
    add_comparing,
    add_exporting,
)
from cellclassifier.options_using import add_using

EXAMPLES = {"clear": "example", "subtle": "subtle example"}
"""Folders of the two examples, below the user's own."""


def parser() -> argparse.ArgumentParser:
    """Return what reads the arguments of the command line."""
    made = argparse.ArgumentParser(
        prog="cellclassifier",
        description="Can a network tell these cells apart, and what does it look at?",
        epilog="Without a command, the window opens: cellclassifier [STUDY]",
    )
    made.add_argument("--version", action="version", version=__version__)
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_making(commands)
    _add_training(commands)
    _add_queue(commands)
    add_using(commands)
    add_comparing(commands)
    add_exporting(commands)
    add_cluster(commands)
    return made


def _add_making(commands: Any) -> None:
    command = commands.add_parser("demo", help="draw an example and make a study of it")
    command.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="where it is made; default: one of the user's own",
    )
    command.add_argument(
        "--no-window", action="store_true", help="do the whole job here, to figures"
    )
    command.add_argument(
        "--pair", choices=list(EXAMPLES), default="clear", help="which two classes"
    )
    _add_new(commands)
    command = commands.add_parser("settings", help="list or change a study's settings")
    command.add_argument("study", **STUDY)
    command.add_argument(
        "changes",
        nargs="*",
        metavar="SECTION.FIELD=VALUE",
        help="e.g. tiling.rows=4",
    )
    command = commands.add_parser("check", help="say what is wrong with the images")
    command.add_argument("study", **STUDY)
    command.add_argument("--json", **JSON)


def _add_new(commands: Any) -> None:
    command = commands.add_parser("new", help="make a study of folders of images")
    command.add_argument(
        "study", type=Path, metavar="STUDY", help="folder that is made for it"
    )
    command.add_argument(
        "--train",
        type=Path,
        required=True,
        metavar="DIR",
        help="training images, with a sub-folder for each class",
    )
    command.add_argument(
        "--test",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        dest="tests",
        help="test images, with the same sub-folders; repeat for more test sets",
    )
    command.add_argument("--size", type=int, default=256, help="input size, px")
    command.add_argument("--rows", type=int, default=1, help="tiles down an image")
    command.add_argument("--columns", type=int, default=1, help="tiles across an image")
    command.add_argument(
        "--group-pattern",
        default="",
        metavar="REGEX",
        help="finds in the name of a file the group of its image, such as a day",
    )
    command.add_argument(
        "--group-table",
        type=Path,
        default=None,
        metavar="CSV",
        help="table with the group of each image",
    )
    _add_set(command)


def _add_set(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="SECTION.FIELD=VALUE",
        help="any other setting; 'settings' lists them",
    )


def _add_training(commands: Any) -> None:
    settings = TrainSpec()
    command = commands.add_parser("train", help="train a network, predict the tests")
    command.add_argument("study", **STUDY)
    command.add_argument(
        "--network",
        choices=list(ARCHITECTURES),
        nargs="+",
        default=None,
        help="one, or several to compare in an experiment",
    )
    for name in ("epochs", "batch_size", "seed"):
        command.add_argument(
            f"--{name.replace('_', '-')}",
            type=int,
            default=None,
            help=f"default: the study's, at first {getattr(settings, name)}",
        )
    command.add_argument(
        "--validation-share",
        type=float,
        default=None,
        metavar="S",
        help="of the training tiles, 0 to below 1; default: the study's",
    )
    _add_set(command)
    command.add_argument(
        "--article", action="store_true", help="settings as in the article"
    )
    add_experiment(command)
    add_on(command, send=True)
    command.add_argument(
        "--overrule", default=None, metavar="REASON", help="train in spite of copies"
    )
    command.add_argument("--json", **JSON)


def _add_queue(commands: Any) -> None:
    command = commands.add_parser("runs", help="list runs, queue and experiments")
    command.add_argument("study", **STUDY)
    command = commands.add_parser(
        "resume", help="train what was interrupted, is paused, or waits"
    )
    command.add_argument("study", **STUDY)
    command.add_argument("--run", metavar="ID", help="only this run")
    command.add_argument(
        "--forget",
        action="store_true",
        help="look no more for runs that nodes have, if their place is gone for good",
    )
    add_on(command, send=True)
    command = commands.add_parser("stop", help="stop or pause what is being trained")
    command.add_argument("study", **STUDY)
    command.add_argument(
        "--how",
        choices=["now", "after-epoch", "pause"],
        default="now",
        help="keep the network as it is; after this epoch; or to be resumed exactly",
    )
    command = commands.add_parser("extend", help="add epochs to a run, as a new run")
    command.add_argument("study", **STUDY)
    command.add_argument("--run", metavar="ID", help="default: newest finished run")
    command.add_argument(
        "--epochs", type=positive, required=True, metavar="N", help="that are added"
    )
    add_on(command, send=True)
    command = commands.add_parser("network", help="list the layers of the network")
    command.add_argument("study", **STUDY)
    command.add_argument("--svg", type=Path, metavar="FILE", help="draw a diagram")
    command.add_argument("--csv", type=Path, metavar="FILE", help="write the table")
    commands.add_parser("self-test", help="try the device that networks run on")
