"""What the commands are told that take things out of a study."""

from pathlib import Path
from typing import Any

from cellclassifier.core.exported.facts import ENDINGS

STUDY: dict[str, Any] = {
    "type": Path,
    "metavar": "STUDY",
    "help": "folder of the study, or the .cellstudy file in it",
}
"""How every command is told its study."""

JSON: dict[str, Any] = {"action": "store_true", "help": "as a JSON document"}
"""How commands are asked for what other programs read."""


def add_exporting(commands: Any) -> None:
    """Add the commands ``pack``, ``unpack`` and ``export``."""
    command = commands.add_parser("pack", help="pack a study into one archive")
    command.add_argument("study", **STUDY)
    command.add_argument(
        "archive", type=Path, metavar="FILE.zip", help="archive that is written"
    )
    command.add_argument("--images", action="store_true", help="the images, too")
    command.add_argument("--trash", action="store_true", help="the study's trash, too")
    command.add_argument("--json", **JSON)
    command = commands.add_parser("unpack", help="unpack a study, each file checked")
    command.add_argument(
        "archive", type=Path, metavar="FILE.zip", help="archive of a study"
    )
    command.add_argument(
        "folder", type=Path, metavar="FOLDER", help="new folder for the study"
    )
    command.add_argument(
        "--images",
        type=Path,
        default=None,
        metavar="DIR",
        help="where the images are, if they were not packed; default: where they were",
    )
    command.add_argument("--json", **JSON)
    command = commands.add_parser("export", help="write a network for other programs")
    command.add_argument("study", **STUDY)
    command.add_argument("--run", metavar="ID", help="default: newest with a network")
    command.add_argument(
        "--format",
        choices=list(ENDINGS),
        required=True,
        help="keras: a packed model, which 'predict' takes without its study",
    )
    command.add_argument(
        "--out",
        type=Path,
        default=None,
        metavar="PATH",
        help="a file, or a new folder for savedmodel; default: named as the run, here",
    )
    command.add_argument("--json", **JSON)


def add_report(commands: Any) -> None:
    """Add the command ``report``."""
    command = commands.add_parser(
        "report", help="write all about a run into one file that opens anywhere"
    )
    command.add_argument("study", **STUDY)
    command.add_argument("--run", metavar="ID", help="default: newest finished run")
    command.add_argument(
        "--out",
        type=Path,
        default=None,
        metavar="FILE",
        help="ending in .html or .pdf; default: STUDY/reports/ID.html",
    )
    command.add_argument("--pdf", action="store_true", help="also a PDF beside it")
    command.add_argument("--json", **JSON)


def add_comparing(commands: Any) -> None:
    """Add the command ``compare``."""
    command = commands.add_parser(
        "compare", help="compare runs and data sets, and draw a paper's figures"
    )
    command.add_argument(
        "studies", type=Path, nargs="+", metavar="STUDY", help="one folder or more"
    )
    command.add_argument(
        "--experiment",
        metavar="ID",
        nargs="+",
        action="extend",
        default=[],
        help="one or more; default: the newest of each study",
    )
    command.add_argument("--test", metavar="NAME", help="default: the first test set")
    command.add_argument(
        "--metric",
        default="accuracy",
        metavar="NUMBER",
        help="accuracy (default), balanced, auc, loss, epochs or gap",
    )
    command.add_argument(
        "--width",
        type=int,
        choices=[85, 114, 174],
        default=None,
        help="of figures on paper, mm; default: what they need",
    )
    command.add_argument(
        "--out", type=Path, default=None, metavar="FOLDER", help="write it all there"
    )
    command.add_argument("--json", **JSON)
