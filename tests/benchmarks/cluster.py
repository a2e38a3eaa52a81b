"""What it costs to train on other computers, and how much one scheduler can serve.

Six runs by the queue of this computer, two at a time, against the same six by two nodes
on this computer, over TLS: with the images sent, and with the study's folder shared.
All histories have to be equal. And 10,000 runs on 500 nodes: see `pretending`.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pretending import many_runs
from reporting import Report, arguments, scratch
from starting import PROGRAM, process, scheduler, wait_for

from cellclassifier.cluster import security
from cellclassifier.cluster.conductor import FarConductor
from cellclassifier.core.conductor import Conductor
from cellclassifier.core.contents import read_contents
from cellclassifier.core.demo import draw_example
from cellclassifier.core.places import Place
from cellclassifier.core.queueing import Queue
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec
from cellclassifier.core.train_spec import TrainSpec

OVERHEAD = 1.1
"""Time on two nodes here that is allowed, by that of the queue of this computer."""


def studies(folder: Path, quick: bool) -> Iterator[tuple[str, Study]]:
    """Yield the same study three times, with six runs that wait in its queue."""
    draw_example(folder / "example", seed=0)
    for name in ("this computer", "nodes, images sent", "nodes, folder shared"):
        spec = StudySpec(
            train=folder / "example" / "train",
            tests=(folder / "example" / "test",),
            tiling=TilingSpec(size=64 if quick else 128, rows=4, columns=4),
        )
        study = Study.create(folder / name, spec)
        contents = read_contents(spec)
        for seed in range(6):
            training = TrainSpec(epochs=2 if quick else 6, seed=seed)
            changed = spec.model_copy(update={"training": training})
            run = Study(study.folder, changed).new_run(contents)
            Queue(study.folder).add(run, number=seed)
        yield name, study


def learnt(study: Study) -> list[list[tuple[object, ...]]]:
    """Return what each run of a study learnt in each epoch, and predicted."""
    found = []
    for folder in sorted((study.folder / "runs").iterdir()):
        run = Run(folder)
        assert run.state == "done", f"{run.id}: {run.ended()}"
        epochs: list[tuple[object, ...]] = [
            (each.accuracy, each.loss, each.val_accuracy, each.val_loss)
            for each in run.history().epochs
        ]
        tables = run.all_predictions().values()
        epochs += [(table.probabilities.tobytes(),) for table in tables]
        found.append(epochs)
    return found


@contextmanager
def two_nodes(folder: Path) -> Iterator[Place]:
    """Run a scheduler and two nodes; yield the place."""
    certificates = folder / "certificates"
    security.make_certificates(certificates)
    with scheduler(certificates) as (address, _):
        common = ("--certificates", str(certificates), "--gpus", "0")
        commands = [
            [
                *(*PROGRAM, "node", address, *common, "--name", name),
                *("--scratch", str(folder / f"scratch {name}")),
            ]
            for name in ("first", "second")
        ]
        with process(commands[0]) as first, process(commands[1]) as second:
            for each in (first, second):
                wait_for(each, "waits for runs")
            yield Place(kind="scheduler", address=address, certificates=certificates)


def six_runs(folder: Path, quick: bool, report: Report) -> None:
    """Measure the six runs in each way, and require what they have to fulfil."""
    seconds: dict[str, float] = {}
    histories = {}
    with two_nodes(folder) as place:
        for name, study in studies(folder, quick):
            load, began = os.getloadavg()[0], time.perf_counter()
            if name == "this computer":
                # Both are the processor, as two slots.
                Conductor(study.folder, ("auto", "cpu")).conduct()
            else:
                never = {"sharing": "never" if "sent" in name else "auto"}
                FarConductor(study.folder, place.model_copy(update=never)).conduct()
            seconds[name] = time.perf_counter() - began
            histories[name] = learnt(study)
            words = f"{name}: {seconds[name]:.0f} s"
            report.row(words, f"load before: {load:.2f}")
    own, *others = seconds
    for name in others:
        report.allow(
            f"six runs on {name}: by here", seconds[name] / seconds[own], OVERHEAD
        )
        same = sum(a == b for a, b in zip(histories[own], histories[name], strict=True))
        report.require(f"equal histories and predictions, {name}", same, 6)


def main() -> None:
    """Run it all."""
    options = arguments(__doc__)
    report = Report("what", "value", "more", width=36)
    with scratch() as folder:
        many_runs(Path(folder), options.quick, report)
    with scratch() as folder:
        six_runs(Path(folder), options.quick, report)
    report.finish()


if __name__ == "__main__":
    main()
