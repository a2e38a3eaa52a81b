"""What the commands are told that take things out of a study."""

from pathlib import Path
from typing import Any

from cellclassifier.core.exported.facts import ENDINGS


def add_exporting(commands: Any) -> None:
    """Add the commands ``pack``, ``unpack`` and ``export``."""
    command = commands.add_parser("pack", help="pack a study into one archive")
    command.add_argument("study", type=Path, metavar="STUDY")
    command.add_argument("archive", type=Path, metavar="FILE.zip")
    command.add_argument("--images", action="store_true", help="the images, too")
    command.add_argument("--trash", action="store_true", help="the study's trash, too")
    command.add_argument("--json", action="store_true")
    command = commands.add_parser("unpack", help="unpack a study, each file checked")
    command.add_argument("archive", type=Path, metavar="FILE.zip")
    command.add_argument("folder", type=Path, metavar="FOLDER")
    command.add_argument(
        "--images",
        type=Path,
        default=None,
        metavar="DIR",
        help="where the images are, if they were not packed; default: where they were",
    )
    command.add_argument("--json", action="store_true")
    command = commands.add_parser("export", help="write a network for other programs")
    command.add_argument("study", type=Path, metavar="STUDY")
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
    command.add_argument("--json", action="store_true")
