"""The command line: the same core and the same worker as the window.

Exit code 0: done; 1: a problem, told in one sentence on stderr; 2: wrong usage.
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cellclassifier import __version__
from cellclassifier.core import documents, preferences, terminal, workflow
from cellclassifier.core.catalog import ARCHITECTURES, ATTRIBUTIONS
from cellclassifier.core.errors import UserError
from cellclassifier.core.link import Worker
from cellclassifier.core.predictions import summary
from cellclassifier.core.runs import Run, verdict
from cellclassifier.core.spec import (
    GroupSpec,
    StudySpec,
    TilingSpec,
    TrainSpec,
    explain_invalid,
)
from cellclassifier.core.study import Contents, Study, read_contents

OpenWindow = Callable[[str | None], int]
EXAMPLES = {"clear": "example", "subtle": "subtle example"}
"""Folders of the two examples, below the user's own."""


def main(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Do what the arguments ask for, and return the exit code."""
    given = list(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A name that a narrow terminal cannot show must not end the program.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if not given or (
        given[0] not in {"demo", *COMMANDS} and not given[0].startswith("-")
    ):
        return _window(given, open_window)
    options = _parser().parse_args(given)
    try:
        if options.command == "demo":
            return _demo(options, open_window)
        COMMANDS[options.command](options)
    except ValidationError as error:
        return _problem(explain_invalid(error))
    except UserError as error:
        return _problem(str(error))
    except OSError as error:
        return _problem(f"A file could not be read or written: {error}.")
    except KeyboardInterrupt:
        return _problem("Stopped.")
    return 0


def _window(given: list[str], open_window: OpenWindow) -> int:
    if len(given) > 1:
        _parser().error(f"expected one study folder. Received: {' '.join(given)}")
    return open_window(given[0] if given else None)


def _problem(text: str) -> int:
    sys.stderr.write(f"{text}\n")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cellclassifier",
        description="Can a network tell these cells apart, and what does it look at?",
        epilog="Without a command, the window opens: cellclassifier [STUDY]",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_making(commands)
    _add_training(commands)
    _add_using(commands)
    return parser


def _add_making(commands: Any) -> None:
    command = commands.add_parser("demo", help="draw an example and make a study of it")
    command.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    command.add_argument(
        "--no-window", action="store_true", help="do the whole job here, to figures"
    )
    command.add_argument(
        "--pair", choices=list(EXAMPLES), default="clear", help="which two classes"
    )
    command = commands.add_parser("new", help="make a study of folders of images")
    command.add_argument("study", type=Path, metavar="STUDY")
    command.add_argument("--train", type=Path, required=True, metavar="DIR")
    command.add_argument(
        "--test", type=Path, action="append", default=[], metavar="DIR", dest="tests"
    )
    command.add_argument("--size", type=int, default=256, help="input size, px")
    command.add_argument("--rows", type=int, default=1, help="tiles down an image")
    command.add_argument("--columns", type=int, default=1, help="tiles across an image")
    command.add_argument("--group-pattern", default="", metavar="REGEX")
    command = commands.add_parser("check", help="say what is wrong with the images")
    command.add_argument("study", type=Path, metavar="STUDY")
    command.add_argument("--json", action="store_true")


def _add_training(commands: Any) -> None:
    settings = TrainSpec()
    command = commands.add_parser("train", help="train a network, predict the tests")
    command.add_argument("study", type=Path, metavar="STUDY")
    command.add_argument("--network", choices=list(ARCHITECTURES), default=None)
    for name in ("epochs", "batch_size", "seed"):
        command.add_argument(
            f"--{name.replace('_', '-')}",
            type=int,
            default=None,
            help=f"default: the study's, at first {getattr(settings, name)}",
        )
    command.add_argument("--validation-share", type=float, default=None)
    command.add_argument("--json", action="store_true")


def _add_using(commands: Any) -> None:
    command = commands.add_parser("predict", help="predict the test sets again")
    command.add_argument("study", type=Path, metavar="STUDY")
    command.add_argument("--run", metavar="ID", help="default: newest finished run")
    command.add_argument("--json", action="store_true")
    command = commands.add_parser("explain", help="see what the network looks at")
    command.add_argument("study", type=Path, metavar="STUDY")
    command.add_argument("--run", metavar="ID", help="default: newest finished run")
    command.add_argument(
        "--method", choices=list(ATTRIBUTIONS), default="gradient_input"
    )
    command.add_argument("--limit", type=_positive, default=12, metavar="N")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more. Received: {number}")
    return number


def _demo(options: argparse.Namespace, open_window: OpenWindow) -> int:
    folder = (options.folder or preferences.home() / EXAMPLES[options.pair]).resolve()
    study = workflow.example(folder, terminal.bar("drawing the example"), options.pair)
    if not options.no_window and _has_display():
        return open_window(str(folder))
    with Worker() as worker:
        run = workflow.train(study, _contents(study), worker, terminal.tell)
        workflow.explain(run, "gradient_input", 12, worker, terminal.tell)
    workflow.draw_figures(run)
    terminal.say(f"Learning curve, galleries and overlays: {run.folder / 'figures'}")
    _print_results(run)
    return 0


def _has_display() -> bool:
    if sys.platform != "linux":
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


def _new(options: argparse.Namespace) -> None:
    by = {"by": "pattern", "pattern": options.group_pattern}
    spec = StudySpec(
        train=options.train.resolve(),
        tests=tuple(folder.resolve() for folder in options.tests),
        tiling=TilingSpec(
            size=options.size, rows=options.rows, columns=options.columns
        ),
        groups=GroupSpec.model_validate(by if options.group_pattern else {}),
    )
    contents = read_contents(spec, terminal.scanning)
    terminal.warn(contents)
    if error := contents.error:
        raise UserError(error)
    study = Study.create(options.study, spec)
    _print(f"Study made in {study.folder}. Next: cellclassifier train {study.folder}")


def _check(options: argparse.Namespace) -> None:
    contents = _contents(Study.open(options.study))
    if options.json:
        _print(json.dumps(documents.of_contents(contents), indent=2))
    else:
        for name, dataset in {"train": contents.train, **contents.tests}.items():
            counts = ", ".join(f"{key} {n}" for key, n in dataset.counts.items())
            _print(f"{name}: {len(dataset.images)} images ({counts}); {dataset.folder}")
            for path, reason in dataset.left_out:
                _print(f"  left out: {path.relative_to(dataset.folder)}: {reason}")
        for name, problem in contents.problems():
            _print(f"{problem.level} ({name}): {problem.text}")
    if error := contents.error:
        raise UserError(error)


def _train(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    names = ("network", "epochs", "batch_size", "seed", "validation_share")
    changes = {n: v for n in names if (v := getattr(options, n)) is not None}
    training = TrainSpec.model_validate({**study.spec.training.model_dump(), **changes})
    # For this run alone: the study's own settings stay as they are.
    study = Study(study.folder, study.spec.model_copy(update={"training": training}))
    contents = _contents(study)
    terminal.warn(contents)
    with Worker() as worker:
        run = workflow.train(study, contents, worker, terminal.tell)
    _print_results(run, options.json)


def _predict(options: argparse.Namespace) -> None:
    run = Study.open(options.study).run(options.run)
    with Worker() as worker:
        workflow.predict(run, worker, terminal.tell)
    _print_results(run, options.json)


def _explain(options: argparse.Namespace) -> None:
    run = Study.open(options.study).run(options.run)
    with Worker() as worker:
        drawn = workflow.explain(
            run, options.method, options.limit, worker, terminal.tell
        )
    for path in drawn:
        _print(str(path))


def _contents(study: Study) -> Contents:
    return read_contents(study.spec, terminal.scanning)


def _print_results(run: Run, as_json: bool = False) -> None:
    if as_json:
        _print(json.dumps(documents.of_run(run), indent=2))
        return
    _print(f"run    {run.folder}")
    for name, table in run.all_predictions().items():
        _print(f"{name:6} {summary(table)}")
    if words := verdict(run):
        _print(words)


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "new": _new,
    "check": _check,
    "train": _train,
    "predict": _predict,
    "explain": _explain,
}
