"""What the command line is told of experiments."""

import argparse

from cellclassifier.core.catalog import CONTROLS, SIZE_UNITS, VARYING
from cellclassifier.core.experiment_spec import MIXES


def add_experiment(command: argparse.ArgumentParser) -> None:
    """Add what ``train`` is told of an experiment."""
    group = command.add_argument_group("an experiment", "runs that differ in seed only")
    group.add_argument(
        "--runs",
        type=positive,
        default=None,
        metavar="N",
        help="of each kind; default: 12",
    )
    group.add_argument(
        "--vary", choices=list(VARYING), default=None, help="what runs differ in"
    )
    group.add_argument(
        "--mix",
        choices=list(MIXES),
        nargs="+",
        default=None,
        help="kinds of data: channels kept apart, or one grey value of them",
    )
    group.add_argument(
        "--sizes",
        type=_size,
        nargs="+",
        default=None,
        metavar="N",
        help="of each class so many only, to see whether more would help; also 'all'",
    )
    group.add_argument(
        "--size-unit", choices=list(SIZE_UNITS), default="tiles", help="what N counts"
    )
    group.add_argument(
        "--controls",
        choices=[name.replace(" ", "-") for name in CONTROLS],
        nargs="+",
        default=None,
        help="also with shuffled labels, with clumps only, or without clumps",
    )
    group.add_argument(
        "--shuffled", action="store_true", help="the same as --controls shuffled"
    )
    group.add_argument("--name", default="", help="what the experiment is called")
    group.add_argument(
        "--plan", action="store_true", help="say what would be trained, and stop"
    )


def positive(text: str) -> int:
    """Return a number from 1 that was given as text.

    Raises:
        argparse.ArgumentTypeError: It is below 1.
    """
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more. Received: {number}")
    return number


def _size(text: str) -> int:
    return 0 if text == "all" else positive(text)
