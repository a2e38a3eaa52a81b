"""Commands about many runs: experiments, the queue, going on."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from cellclassifier import cli_places, cli_standing
from cellclassifier.cli_experiments import tell_experiment, tell_plan
from cellclassifier.core import experiments, terminal
from cellclassifier.core.conductor import Conductor, slots
from cellclassifier.core.contents import Contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.experiment_spec import Control, ExperimentSpec, planned
from cellclassifier.core.places import Place
from cellclassifier.core.preparation import Prepared
from cellclassifier.core.queueing import Queue
from cellclassifier.core.runs import Ask, Run
from cellclassifier.core.study import Study

HOW: dict[str, Ask] = {
    "now": "stop",
    "after-epoch": "stop_after_epoch",
    "pause": "pause",
}
"""What a training is asked for, by the word on the command line."""

OF_TRAINING = ("epochs", "batch_size", "seed", "validation_share")
"""Options of ``train`` that are settings of the training."""


@contextmanager
def alone(study: Study) -> Iterator[None]:
    """Keep windows from changing a study meanwhile.

    Raises:
        UserError: A window has it open, and would write its own settings over these.
    """
    # Imported here: most commands do without.
    import filelock

    try:
        with filelock.FileLock(study.lock_path, timeout=0):
            yield
    except filelock.Timeout as error:
        raise UserError(
            f"The study {study.folder} is open in a window. Nothing was changed: "
            "change its settings there, or close the window first."
        ) from error


def is_experiment(options: argparse.Namespace) -> bool:
    """Tell whether ``train`` was asked for several runs."""
    several = len(options.network or ()) > 1
    names = ("runs", "vary", "mix", "sizes", "controls", "shuffled", "plan")
    asked = [getattr(options, name) for name in names]
    return several or any(asked)


def experiment(
    study: Study,
    contents: Contents,
    prepared: Prepared,
    options: argparse.Namespace,
    place: Place | None = None,
) -> None:
    """Make the runs of an experiment, and train them one after another.

    Args:
        study: The study, with the settings that all runs have in common.
        contents: What its folders hold.
        prepared: Its tiles.
        options: Of ``train``.
        place: Where they are trained; ``None``: where the queue was sent before.

    Raises:
        UserError: The images have a problem, or it was stopped.
    """
    what = ExperimentSpec(
        name=options.name,
        runs=options.runs or 12,
        vary=options.vary or "seed",
        first_seed=study.spec.training.seed,
        networks=tuple(options.network or ()),
        asked=_asked(options),
        mixes=tuple(options.mix or ()),
        sizes=tuple(options.sizes or ()),
        size_unit=options.size_unit,
        controls=_controls(options),
    )
    if options.plan:
        tell_plan(study, planned(study.spec, what), prepared, bool(what.sizes))
        return
    place = place or cli_places.queue_place(study.folder)
    # Before runs are made: where it is refused, none is.
    cli_places.send_to(Queue(study.folder), place)
    record, runs = experiments.make(study, what, contents, prepared, terminal.show)
    _train(study, runs, place)
    tell_experiment(study, record.id, options.json)


def train_far(
    study: Study, contents: Contents, prepared: Prepared, place: Place
) -> Run:
    """Make a run and have it trained at a place other than this computer.

    Raises:
        UserError: The images have a problem, it was left or stopped, or it failed.
    """
    cli_places.send_to(Queue(study.folder), place)
    run = study.new_run(contents, prepared)
    _train(study, [run], place)
    ended = run.ended()
    if ended is not None and ended.outcome == "failed":
        raise UserError(ended.detail)
    return run


def _train(
    study: Study, runs: Sequence[Run], place: Place, resume: bool = False
) -> None:
    """Put runs into the queue, and work on all that waits."""
    queue = Queue(study.folder)
    for run in runs:
        queue.add(run, resume=resume)
    queue.go_on()
    _conduct(study, place)


def _asked(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the settings of the training that were asked for, by their names."""
    names = [name for name in OF_TRAINING if getattr(options, name) is not None]
    given = (each.partition("=")[0].strip().partition(".") for each in options.set)
    return (*names, *(field for section, _, field in given if section == "training"))


def _controls(options: argparse.Namespace) -> tuple[Control, ...]:
    names = ["shuffled"] if options.shuffled else []
    names += [name.replace("-", " ") for name in options.controls or ()]
    return cast("tuple[Control, ...]", tuple(dict.fromkeys(names)))


def _conduct(study: Study, place: Place) -> None:
    """Work on the queue, told on stderr; Ctrl+C stops it, or leaves a far place.

    Raises:
        UserError: It was stopped or left, or the place cannot be reached.
    """
    stopped = False
    if place.kind == "here":
        conductor = Conductor(study.folder, slots(), terminal.hearing())
        done, stopped = cli_places.in_thread(conductor.conduct, conductor.stop)
    else:
        done = cli_places.conduct_far(study.folder, place)
    if stopped:
        raise UserError(
            "Stopped. What was learnt is kept, and the other runs wait: "
            f"cellclassifier resume {study.folder}"
        )
    if not done:
        terminal.say(
            "Another window or command line trains in this study; the runs wait in "
            "its queue."
        )


def _runs(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    queue = Queue(study.folder)
    standing = cli_standing.standing(queue)
    for run in reversed(study.runs()):
        training = run.record.study.training
        done = len(run.history().epochs)
        _print(
            f"{run.id}  {standing(run)}, {done} of {training.epochs} epochs, seed "
            f"{training.seed}"
        )
    for name, why in study.run_problems().items():
        terminal.say(f"{name}  left out: {why}")
    for record in experiments.experiments(study):
        tell_experiment(study, record.id)
    if told := queue.told():
        _print(told.text)


def _resume(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    queue = Queue(study.folder)
    place = cli_places.asked(options) or cli_places.queue_place(study.folder)
    waiting = {entry.run_id for entry in queue.waiting()}
    if options.forget:
        cli_places.forget(queue)
    away = cli_places.away(queue)
    runs = [study.run(options.run)] if options.run else list(reversed(study.runs()))
    pausing = cli_standing.pausing(queue, runs, away)
    found = [
        run
        for run in runs
        if run.id not in waiting | away and run not in pausing and run.resumable
    ]
    if not (found or waiting or away or pausing):
        raise UserError(
            "There is nothing to resume: no run of this study was interrupted or "
            "paused, and none waits."
        )
    cli_places.send_to(queue, place)
    _train(study, found, place, resume=True)
    standing = cli_standing.standing(queue)
    for run in runs:
        if run in found or run in pausing or run.id in away:
            _print(f"{run.id}  {standing(run)}")


def _stop(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    queue = Queue(study.folder)
    away = cli_places.away(queue)
    doing = {each.run_id for each in queue.doing() if each.what == "training"}
    # Else one that was paused would be gone on with at once.
    if queue.waiting() or (options.how == "pause" and doing | away):
        queue.hold()
    asked = [
        run for run in study.runs() if run.id in doing | away or run.state == "running"
    ]
    for run in asked:
        run.ask(HOW[options.how])
    asked_for = "1 run was" if len(asked) == 1 else f"{len(asked)} runs were"
    _print(f"{asked_for} asked to stop or pause; {len(queue.waiting())} wait.")
    if away:
        cli_places.pass_on(queue)


def _extend(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    place = cli_places.asked(options) or cli_places.queue_place(study.folder)
    cli_places.send_to(Queue(study.folder), place)
    run = study.add_epochs(study.run(options.run), options.epochs)
    _train(study, [run], place)
    _print(f"run    {run.folder}")


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "runs": _runs,
    "resume": _resume,
    "stop": _stop,
    "extend": _extend,
}
