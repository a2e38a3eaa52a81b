"""How accurate the networks are: on real images, and on the drawn examples.

Every run is printed, dead ones too: a run that has not learnt is a result. How the two
examples differ over twelve runs each is measured by ``contrast.py``.
"""

import argparse
import resource
import time
from pathlib import Path
from typing import NamedTuple

from reporting import PRIMARY, Report, median, scratch

from cellclassifier.core import workflow
from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.contents import read_contents
from cellclassifier.core.link import Worker
from cellclassifier.core.recipes import (
    suggested_augment,
    suggested_size,
    with_network,
)
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.statistics import Proportion
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.core.verdicts import verdict

MODERN = "compact"
COLUMNS = ("data", "network", "seed", "test", "95 % (Wilson)", "n", "training")
COLUMNS += ("CPU s", "minutes", "verdict")


class Data(NamedTuple):
    """A data set: where it lies, and what it takes to be good on it.

    `floor` is the test accuracy of hand-made features, `required` what the modern
    network has to reach, `size` about the side of the images, px, for the modern
    network, and `changes` are those of tiles beside what a network suggests.
    """

    name: str
    folder: str
    floor: float
    required: float
    size: int
    changes: dict[str, float]


# Granules of two or three pixels are blurred by turns at other angles.
SHARP = {"steps": 90.0, "shift": 0.0}
SETS = (
    Data("primary", "primary", 0.976, 0.978, 80, SHARP),
    Data("second/S1", "second/S1_rbc_binary", 0.840, 0.95, 80, {}),
    Data("second/S2", "second/S2_rbc_5class", 0.560, 0.76, 80, {}),
)


class Measured(NamedTuple):
    """What one training came to; CPU seconds are those of its worker, start and all."""

    run: Run
    test: Proportion
    training: float
    cpu: float
    minutes: float
    learnt: bool


def train(study: Study, training: TrainSpec) -> Measured:
    """Train one run of `study` in a fresh worker, and predict its test set."""
    spec = study.spec.model_copy(update={"training": training})
    study = Study(study.folder, spec)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with Worker() as worker:
        run = workflow.train(study, read_contents(spec), worker, lambda event: None)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    (table,) = run.all_predictions().values()
    history = run.history()
    minutes = sum(epoch.seconds for epoch in history.epochs) / 60
    last = history.accuracy[-1]
    learnt = verdict(run).kind != "did_not_learn"
    return Measured(run, table.accuracy(), last, cpu, minutes, learnt)


def measure(
    report: Report, name: str, study: Study, seeds: int, **changes: object
) -> list[Measured]:
    """Train once per seed; print each run, and what they come to together."""
    found = []
    for seed in range(seeds):
        training = study.spec.training.model_copy(update={"seed": seed, **changes})
        made = train(study, training)
        found.append(made)
        test = made.test
        interval = f"{100 * test.low:.1f}-{100 * test.high:.1f}"
        row = (name, training.network, seed, test.value, interval, test.n)
        words = "" if made.learnt else "did not learn"
        report.row(*row, made.training, made.cpu, made.minutes, words)
    tests = [made.test.value for made in found]
    dead = sum(not made.learnt for made in found)
    report.row(
        name,
        study.spec.training.network,
        "median",
        median(tests),
        f"{min(tests):.3f}-{max(tests):.3f}",
        f"{len(tests)} runs",
        "",
        median([made.cpu for made in found]),
        median([made.minutes for made in found]),
        f"{dead} did not learn",
    )
    return found


def study_of(data: Data, images: Path, network: str, folder: Path) -> Study:
    """Return a study of `data` for a network, all training images in use."""
    size = data.size if network == MODERN else suggested_size(network)
    spec = StudySpec(
        train=images / data.folder / "train",
        tests=(images / data.folder / "test",),
        tiling=TilingSpec(size=size),
        augment=suggested_augment(network).model_copy(update=data.changes),
        training=with_network(TrainSpec(validation_share=0.0), network),
    )
    return Study.create(folder / f"{network}_{data.name.replace('/', '_')}", spec)


def real(report: Report, options: argparse.Namespace, folder: Path) -> None:
    """Measure the networks on real images."""
    for data in SETS[: 1 if options.quick else None]:
        print(f"{data.name}: hand-made features reach {data.floor}", flush=True)
        cpu = {}
        for network in options.networks:
            study = study_of(data, options.data, network, folder)
            found = measure(report, data.name, study, options.seeds)
            cpu[network] = median([made.cpu for made in found])
            if network != MODERN:
                continue
            middle = median([made.test.value for made in found])
            name = f"{data.name}_{network}"
            report.require(f"{name}_median_test_accuracy", middle, data.required)
            dead = sum(not made.learnt for made in found)
            report.allow(f"{name}_runs_that_did_not_learn", dead, 0)
        if {"deep", MODERN} <= set(cpu):
            share = cpu[MODERN] / cpu["deep"]
            report.allow(f"{data.name}_{MODERN}_cpu_of_that_of_deep", share, 1)


def examples(report: Report, seeds: int, folder: Path) -> None:
    """Measure the demonstration, and the contrast of the clear and subtle examples."""
    started = time.monotonic()
    clear = workflow.example(folder / "clear")
    first = train(clear, clear.spec.training).run
    with Worker() as worker:
        workflow.explain(first, "gradient_input", 12, worker, lambda event: None)
    workflow.draw_figures(first)
    report.allow("demo_seconds", time.monotonic() - started, 180)
    found = measure(report, "clear", clear, seeds)
    middle = median([made.test.value for made in found])
    report.require("clear_median_test_accuracy", middle, 0.90)
    subtle = workflow.example(folder / "subtle", pair="subtle")
    found = measure(report, "subtle", subtle, seeds)
    middle = median([made.test.value for made in found])
    report.allow("subtle_median_test_accuracy", middle, 0.75)
    gaps = [made.training - made.test.value for made in found]
    report.require("subtle_median_gap_training_test", median(gaps), 0.05)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under five minutes")
    parser.add_argument("--data", type=Path, default=PRIMARY.parent, help="all sets")
    parser.add_argument("--networks", nargs="+", choices=list(ARCHITECTURES))
    parser.add_argument("--seeds", type=int, help="runs of each network and set")
    options = parser.parse_args()
    quick = ["deep", MODERN] if options.quick else list(ARCHITECTURES)
    options.networks = options.networks or quick
    options.seeds = options.seeds or (1 if options.quick else 5)
    return options


def main() -> None:
    """Run it all."""
    options = arguments()
    report = Report(*COLUMNS)
    with scratch() as made:
        folder = Path(made)
        if options.data.exists():
            real(report, options, folder)
        else:
            print(f"skipped: {options.data} is absent")
        examples(report, 1 if options.quick else 3, folder)
    report.finish()


if __name__ == "__main__":
    main()
