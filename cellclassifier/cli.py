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

from pydantic import ValidationError

from cellclassifier import (
    cli_cluster,
    cli_compare,
    cli_export,
    cli_far,
    cli_measure,
    cli_network,
    cli_places,
    cli_predict,
    cli_report,
    cli_runs,
)
from cellclassifier.core import documents, preferences, settings, terminal, workflow
from cellclassifier.core.contents import Contents, read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.link import Worker
from cellclassifier.core.preparation import prepare
from cellclassifier.core.recipes import as_in_article, with_network
from cellclassifier.core.rotations import RotationSpec
from cellclassifier.core.spec import StudySpec, explain_invalid
from cellclassifier.core.study import Study
from cellclassifier.core.terminal import show
from cellclassifier.core.tile_spec import GroupSpec, TilingSpec
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.options import EXAMPLES, parser

OpenWindow = Callable[[str | None], int]


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
    options = parser().parse_args(given)
    try:
        code = _do(options, open_window)
        # Here, where it is known what to do if nobody reads on.
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        return _unread()
    except ValidationError as error:
        return _problem(explain_invalid(error))
    except UserError as error:
        return _problem(str(error))
    except OSError as error:
        return _problem(f"A file could not be read or written: {error}.")
    except KeyboardInterrupt:
        return _problem("Stopped.")


def _do(options: argparse.Namespace, open_window: OpenWindow) -> int:
    if options.command == "demo":
        return _demo(options, open_window)
    COMMANDS[options.command](options)
    return 0


def _unread() -> int:
    """End as wished by who reads no further, such as ``head``."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    # What is left in the buffer is written when Python ends, and would fail again.
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
    return 0


def _window(given: list[str], open_window: OpenWindow) -> int:
    # A path that is gone is told in the window; a word may as well be a command.
    if given and Path(given[0]).name == given[0] and not Path(given[0]).exists():
        parser().error(
            f"{given[0]} is neither a command nor a study: there is no such folder "
            "here. Expected the folder of a study, or one of the commands that "
            "'cellclassifier --help' lists."
        )
    if len(given) > 1:
        parser().error(f"expected one study folder. Received: {' '.join(given)}")
    return open_window(given[0] if given else None)


def _problem(text: str) -> int:
    sys.stderr.write(f"{text}\n")
    return 1


def _demo(options: argparse.Namespace, open_window: OpenWindow) -> int:
    folder = (options.folder or preferences.home() / EXAMPLES[options.pair]).resolve()
    study = workflow.example(folder, terminal.bar("drawing the example"), options.pair)
    if not options.no_window and has_display():
        return open_window(str(folder))
    with Worker() as worker:
        contents = _contents(study)
        prepared = prepare(study.folder, study.spec, contents, show)
        run = workflow.train(study, contents, worker, terminal.tell, prepared)
        workflow.explain(run, "gradient_input", 12, worker, terminal.tell)
    workflow.draw_figures(run)
    terminal.say(f"Learning curve, galleries and overlays: {run.folder / 'figures'}")
    cli_predict.print_results(run)
    return 0


def has_display() -> bool:
    """Tell whether there may be a screen to open the window on."""
    if sys.platform != "linux":
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


def _new(options: argparse.Namespace) -> None:
    spec = StudySpec(
        train=options.train.resolve(),
        tests=tuple(folder.resolve() for folder in options.tests),
        tiling=TilingSpec(
            size=options.size, rows=options.rows, columns=options.columns
        ),
        groups=_groups(options),
    )
    spec = settings.changed(spec, options.set)
    contents = read_contents(spec, terminal.scanning)
    error = contents.first_error()
    terminal.warn(contents, error=error)
    if error:
        raise UserError(error)
    study = Study.create(options.study, spec)
    _print(f"Study made in {study.folder}. Next: cellclassifier train {study.folder}")


def _groups(options: argparse.Namespace) -> GroupSpec:
    if options.group_table:
        return GroupSpec(by="table", table=options.group_table.resolve())
    if options.group_pattern:
        return GroupSpec(by="pattern", pattern=options.group_pattern)
    return GroupSpec()


def _settings(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    if options.changes:
        with cli_runs.alone(study):
            study.save(settings.changed(study.spec, options.changes))
    for line in settings.listed(study.spec):
        _print(line)


def _check(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    contents = _contents(study).under(study.spec)
    error = contents.first_error()
    prepared = None if error else prepare(study.folder, study.spec, contents, show)
    if options.json:
        _print(json.dumps(documents.of_contents(contents, prepared), indent=2))
    else:
        for name, dataset in {"train": contents.train, **contents.tests}.items():
            counts = ", ".join(f"{key} {n}" for key, n in dataset.counts.items())
            _print(f"{name}: {len(dataset.images)} images ({counts}); {dataset.folder}")
            for path, reason in dataset.left_out:
                _print(f"  left out: {path.relative_to(dataset.folder)}: {reason}")
        found = prepared.problems if prepared else ()
        for name, problem in (*contents.problems(), *found):
            _print(f"{problem.level} ({name}): {problem.text}")
    if error := error or (prepared.error() if prepared else ""):
        raise UserError(error)


def _train(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    place = cli_places.asked(options)
    # For this run alone: the study's own settings stay as they are.
    study = Study(study.folder, _wanted(study.spec, options))
    contents = _contents(study)
    prepared = prepare(study.folder, study.spec, contents, show)
    if options.overrule is not None:
        prepared = prepared.overruled(study.folder, options.overrule)
    terminal.warn(contents, prepared)
    if cli_runs.is_experiment(options):
        cli_runs.experiment(study, contents, prepared, options, place)
        return
    if place is not None and place.kind != "here":
        run = cli_runs.train_far(study, contents, prepared, place)
    else:
        if place is None:
            cli_places.note_here(study.folder)
        with Worker() as worker:
            run = workflow.train(study, contents, worker, terminal.tell, prepared)
    cli_predict.print_results(run, options.json)


def _wanted(spec: StudySpec, options: argparse.Namespace) -> StudySpec:
    """Return the settings of a training: the study's, with what was asked for."""
    if options.article:
        spec = as_in_article(spec)
    training = spec.training
    # An experiment gives each network its own settings; that of the study keeps these.
    if options.network and not cli_runs.is_experiment(options):
        (network,) = options.network
        if network != training.network:
            training = with_network(training, network)
    names = cli_runs.OF_TRAINING
    changes = {n: v for n in names if (v := getattr(options, n)) is not None}
    training = TrainSpec.model_validate({**training.model_dump(), **changes})
    spec = spec.model_copy(update={"training": training})
    return settings.changed(spec, options.set)


def _explain(options: argparse.Namespace) -> None:
    run = Study.open(options.study).run(options.run)
    place = cli_places.asked(options)
    with cli_far.worker_on(place, Worker) as worker:
        drawn = workflow.explain(
            run, options.method, options.limit, worker, terminal.tell
        )
    for path in drawn:
        _print(str(path))


def _turn(options: argparse.Namespace) -> None:
    spec = RotationSpec.model_validate({"step": options.step, "fill": options.fill})
    source, folder = options.folder.resolve(), options.out.resolve()
    done = workflow.turn(source, folder, spec, terminal.bar("writing turned copies"))
    _print(f"{done.files} turned copies ({done.bytes / 2**20:.1f} MiB): {done.folder}")


def _contents(study: Study) -> Contents:
    return read_contents(study.spec, terminal.scanning)


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "new": _new,
    "check": _check,
    "train": _train,
    "predict": cli_predict.predict,
    "explain": _explain,
    "measure": cli_measure.measure,
    "compare": cli_compare.compare,
    "report": cli_report.report,
    "settings": _settings,
    "turn": _turn,
    **cli_cluster.COMMANDS,
    **cli_export.COMMANDS,
    **cli_network.COMMANDS,
    **cli_runs.COMMANDS,
}
