"""Commands about many runs: experiments, the queue, going on; and about networks."""

import argparse
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from cellclassifier.cli_experiments import tell_experiment, tell_plan
from cellclassifier.core import diagram, experiments, layer_table, terminal
from cellclassifier.core.conductor import Conductor, slots
from cellclassifier.core.contents import Contents, read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.experiment_spec import Control, ExperimentSpec, planned
from cellclassifier.core.files import write_atomically
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import (
    DescribeJob,
    Event,
    NetworkDescribed,
    SelfTested,
    SelfTestJob,
)
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
    study: Study, contents: Contents, prepared: Prepared, options: argparse.Namespace
) -> None:
    """Make the runs of an experiment, and train them one after another.

    Args:
        study: The study, with the settings that all runs have in common.
        contents: What its folders hold.
        prepared: Its tiles.
        options: Of ``train``.

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
    record, runs = experiments.make(study, what, contents, prepared, terminal.show)
    queue = Queue(study.folder)
    for run in runs:
        queue.add(run)
    queue.go_on()
    _conduct(study)
    tell_experiment(study, record.id, options.json)


def _asked(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the settings of the training that were asked for, by their names."""
    names = [name for name in OF_TRAINING if getattr(options, name) is not None]
    given = (each.partition("=")[0].strip().partition(".") for each in options.set)
    return (*names, *(field for section, _, field in given if section == "training"))


def _controls(options: argparse.Namespace) -> tuple[Control, ...]:
    names = ["shuffled"] if options.shuffled else []
    names += [name.replace("-", " ") for name in options.controls or ()]
    return cast("tuple[Control, ...]", tuple(dict.fromkeys(names)))


def _conduct(study: Study) -> None:
    """Work on the queue here, told on stderr; Ctrl+C stops it.

    Raises:
        UserError: It was stopped.
    """
    told: list[str] = []

    def heard(run: Run, event: Event) -> None:
        if run.id not in told:
            told.append(run.id)
            terminal.say(f"run {run.id}")
        terminal.tell(event)

    conductor = Conductor(study.folder, slots(), heard)
    done: list[bool] = []
    thread = threading.Thread(target=lambda: done.append(conductor.conduct()))
    thread.start()
    stopped = False
    while thread.is_alive():
        try:
            thread.join(1)
        except KeyboardInterrupt:
            conductor.stop()
            stopped = True
    if stopped:
        raise UserError(
            "Stopped. What was learnt is kept, and the other runs wait: "
            f"cellclassifier resume {study.folder}"
        )
    if done == [False]:
        terminal.say(
            "Another window or command line trains in this study; the runs wait in "
            "its queue."
        )


def _runs(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    waiting = {entry.run_id for entry in Queue(study.folder).waiting()}
    for run in reversed(study.runs()):
        training = run.record.study.training
        state = "in the queue" if run.id in waiting else run.state
        done = len(run.history().epochs)
        _print(
            f"{run.id}  {state}, {done} of {training.epochs} epochs, seed "
            f"{training.seed}"
        )
    for record in experiments.experiments(study):
        tell_experiment(study, record.id)


def _resume(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    queue = Queue(study.folder)
    waiting = {entry.run_id for entry in queue.waiting()}
    runs = [study.run(options.run)] if options.run else list(reversed(study.runs()))
    found = [run for run in runs if run.id not in waiting and run.resumable]
    if not found and not waiting:
        raise UserError(
            "There is nothing to resume: no run of this study was interrupted or "
            "paused, and none waits."
        )
    for run in found:
        queue.add(run, resume=True)
    queue.go_on()
    _conduct(study)
    for run in found:
        _print(f"{run.id}  {run.state}")


def _stop(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    queue = Queue(study.folder)
    doing = [each for each in queue.doing() if each.what == "training"]
    if queue.waiting():
        queue.hold()
    for each in doing:
        study.run(each.run_id).ask(HOW[options.how])
    alone = [run for run in study.runs() if run.state == "running"]
    asked = {each.run_id for each in doing}
    for run in alone:
        if run.id not in asked:
            run.ask(HOW[options.how])
    number = len(asked | {run.id for run in alone})
    asked_for = "1 run was" if number == 1 else f"{number} runs were"
    _print(f"{asked_for} asked to stop or pause; {len(queue.waiting())} wait.")


def _extend(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    run = study.add_epochs(study.run(options.run), options.epochs)
    queue = Queue(study.folder)
    queue.add(run)
    queue.go_on()
    _conduct(study)
    _print(f"run    {run.folder}")


def _network(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    contents = read_contents(study.spec, terminal.scanning)
    if error := contents.first_error():
        raise UserError(error)
    size, channels = study.spec.tiling.size, contents.train.images[0].channels
    job = DescribeJob(
        training=study.spec.training,
        shape=(size, size, channels),
        classes=len(contents.train.classes),
    )
    told: list[NetworkDescribed] = []

    def heard(event: Event) -> None:
        if isinstance(event, NetworkDescribed):
            told.append(event)

    with Worker() as worker:
        worker.do(job, heard)
    layers = told[0].layers
    for row in layer_table.rows(layers):
        _print("  ".join(row))
    _print(layer_table.summary(layers))
    _write(options.svg, lambda: diagram.svg(layers))
    _write(options.csv, lambda: layer_table.csv_text(layers))


def _write(path: Path | None, text: Callable[[], str]) -> None:
    if path is not None:
        write_atomically(path, text())
        _print(str(path))


def _self_test(options: argparse.Namespace) -> None:
    told: list[SelfTested] = []

    def heard(event: Event) -> None:
        if isinstance(event, SelfTested):
            told.append(event)

    with Worker() as worker:
        worker.do(SelfTestJob(), heard)
    for each in told:
        _print(f"{each.found} {each.advice}".strip())
        if not each.passed:
            raise UserError("The self-test was not passed.")


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "runs": _runs,
    "resume": _resume,
    "stop": _stop,
    "extend": _extend,
    "network": _network,
    "self-test": _self_test,
}
