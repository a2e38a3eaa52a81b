"""The command line: the same core and the same worker as the window.

Exit code 0: done; 1: a problem, told in one sentence on stderr; 2: wrong usage.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cellclassifier import __version__
from cellclassifier.core import documents, preferences, workflow
from cellclassifier.core.catalog import ARCHITECTURES, ATTRIBUTIONS
from cellclassifier.core.errors import UserError
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import BatchEnded, EpochEnded, Event, Progressed
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
BAR = 24
"""Width of the progress bar, in characters."""


def main(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Do what the arguments ask for, and return the exit code."""
    given = list(arguments)
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
    folder = (options.folder or preferences.home() / "example").resolve()
    study = workflow.example(folder, _bar("drawing the example"))
    if not options.no_window and _has_display():
        return open_window(str(folder))
    with Worker() as worker:
        run = workflow.train(study, _contents(study), worker, _tell)
        workflow.explain(run, "gradient_input", 12, worker, _tell)
    drawn = sorted(path.name for path in {*workflow.draw_figures(run)})
    _say(f"Figures in {run.folder / 'figures'}: {', '.join(drawn)} and overlays.")
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
    contents = read_contents(spec, _scanning)
    if error := contents.first_error():
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
    if error := contents.first_error():
        raise UserError(error)


def _train(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    names = ("network", "epochs", "batch_size", "seed", "validation_share")
    changes = {n: v for n in names if (v := getattr(options, n)) is not None}
    training = TrainSpec.model_validate({**study.spec.training.model_dump(), **changes})
    # For this run alone: the study's own settings stay as they are.
    study = Study(study.folder, study.spec.model_copy(update={"training": training}))
    with Worker() as worker:
        run = workflow.train(study, _contents(study), worker, _tell)
    _print_results(run, options.json)


def _predict(options: argparse.Namespace) -> None:
    run = Study.open(options.study).run(options.run)
    with Worker() as worker:
        workflow.predict(run, worker, _tell)
    _print_results(run, options.json)


def _explain(options: argparse.Namespace) -> None:
    run = Study.open(options.study).run(options.run)
    with Worker() as worker:
        drawn = workflow.explain(run, options.method, options.limit, worker, _tell)
    for path in drawn:
        _print(str(path))


def _contents(study: Study) -> Contents:
    return read_contents(study.spec, _scanning)


def _print_results(run: Run, as_json: bool = False) -> None:
    if as_json:
        _print(json.dumps(documents.of_run(run), indent=2))
        return
    _print(f"run    {run.folder}")
    for name, table in workflow.predictions(run).items():
        _print(f"{name:6} {summary(table)}")
    if words := verdict(run):
        _print(words)


def _tell(event: Event) -> None:
    """Show how far a job is, on stderr: stdout holds results alone."""
    match event:
        case BatchEnded():
            _show(f"epoch {event.epoch}", event.batch, event.of)
        case EpochEnded():
            parts = [f"accuracy {100 * event.accuracy:.1f} %, loss {event.loss:.3f}"]
            if event.val_accuracy is not None:
                parts.append(f"validation {100 * event.val_accuracy:.1f} %")
            _say(f"epoch {event.epoch}: {'; '.join(parts)} ({event.seconds:.1f} s)")
        case Progressed():
            _show(event.what, event.done, event.of)


def _scanning(name: str, done: int, of: int) -> None:
    _show(f"reading images of {name}", done, of)


def _bar(what: str) -> Callable[[int, int], None]:
    return lambda done, of: _show(what, done, of)


def _show(what: str, done: int, of: int) -> None:
    if not sys.stderr.isatty():
        return
    filled = BAR * done // max(of, 1)
    bar = "#" * filled + "-" * (BAR - filled)
    end = "\n" if done >= of else ""
    sys.stderr.write(f"\r\x1b[K{what} [{bar}] {done} of {of}{end}")
    sys.stderr.flush()


def _say(text: str) -> None:
    start = "\r\x1b[K" if sys.stderr.isatty() else ""
    sys.stderr.write(f"{start}{text}\n")


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "new": _new,
    "check": _check,
    "train": _train,
    "predict": _predict,
    "explain": _explain,
}
