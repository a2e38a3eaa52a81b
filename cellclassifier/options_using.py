"""The commands of the command line that use a network that was trained."""

from pathlib import Path
from typing import Any

from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.options_cluster import add_on
from cellclassifier.options_experiments import positive
from cellclassifier.options_export import (
    JSON,
    STUDY,
    add_report,
)


def add_using(commands: Any) -> None:
    """Add the commands that use a network."""
    _add_predict(commands)
    _add_explain(commands)
    _add_measuring(commands)
    add_report(commands)
    _add_turn(commands)


def _add_predict(commands: Any) -> None:
    command = commands.add_parser(
        "predict", help="predict a folder of images, or the test sets again"
    )
    command.add_argument(
        "study",
        type=Path,
        metavar="STUDY|MODEL.cellmodel",
        help="folder of the study, or a packed model",
    )
    command.add_argument(
        "--folder",
        type=Path,
        metavar="DIR",
        help="images, with or without sub-folders named as classes; default: test sets",
    )
    command.add_argument(
        "--run",
        metavar="ID",
        nargs="+",
        action="extend",
        default=[],
        help="one or more; default: newest finished run",
    )
    command.add_argument(
        "--out", type=Path, default=None, metavar="CSV", help="for a packed model"
    )
    command.add_argument("--json", **JSON)
    add_on(command)


def _add_explain(commands: Any) -> None:
    command = commands.add_parser("explain", help="see what the network looks at")
    command.add_argument("study", **STUDY)
    command.add_argument("--run", metavar="ID", help="default: newest finished run")
    command.add_argument(
        "--method",
        choices=list(ATTRIBUTIONS),
        default="gradient_input",
        help="how it is found; default: gradient_input",
    )
    command.add_argument(
        "--limit",
        type=positive,
        default=12,
        metavar="N",
        help="largest number of tiles; default: 12",
    )
    add_on(command)


def _add_turn(commands: Any) -> None:
    command = commands.add_parser("turn", help="write turned copies of images as files")
    command.add_argument(
        "folder", type=Path, metavar="IMAGES", help="folder of images, only read"
    )
    command.add_argument(
        "out", type=Path, metavar="FOLDER", help="new folder for the copies"
    )
    command.add_argument("--step", type=int, default=18, help="degrees")
    command.add_argument(
        "--fill",
        choices=["reflection", "black"],
        default="reflection",
        help="what the corners show",
    )


def _add_measuring(commands: Any) -> None:
    settings = MeasureSpec()
    command = commands.add_parser(
        "measure", help="measure how much of that lies in clumps, and what these do"
    )
    command.add_argument("study", **STUDY)
    command.add_argument("--run", metavar="ID", help="default: newest finished run")
    command.add_argument("--test", metavar="NAME", help="default: its first test set")
    command.add_argument(
        "--method",
        choices=list(ATTRIBUTIONS),
        default=None,
        help=f"how it was found; default: {settings.method}",
    )
    command.add_argument(
        "--radius",
        type=float,
        default=None,
        metavar="R",
        help=f"of a usual clump; default: {settings.clumps.radius:g}",
    )
    command.add_argument("--unit", choices=["px", "um"], default=None, help="of R")
    command.add_argument(
        "--control", default=None, metavar="CLASS", help="the class without clumps"
    )
    command.add_argument(
        "--masks", type=Path, default=None, metavar="DIR", help="own masks of clumps"
    )
    for name, words in (
        ("networks", "with permuted weights"),
        ("limit", "largest number of tiles"),
    ):
        command.add_argument(
            f"--{name}",
            type=int,
            default=None,
            metavar="N",
            help=f"{words}; default: {getattr(settings, name)}",
        )
    command.add_argument("--json", **JSON)
