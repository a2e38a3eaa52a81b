"""The report of a study of 100 runs: seconds, megabytes, and what they are spent on.

The runs are written instead of trained: one experiment of 50 seeds and its control of
50 with shuffled labels, each with 30 epochs and 400 predicted test tiles of real images
(or of drawn ones, where there are none). What has to be done in any case is measured in
the same run as the reference: reading the tables of all runs, and drawing, with bare
matplotlib, as many figures of the same size, each once as dots and once as lines.
"""

import gc
import io
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np
import psutil
from reporting import Report, arguments, median, scratch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import drawn
import reviewed

from cellclassifier.core import experiments
from cellclassifier.core.contents import read_contents
from cellclassifier.core.experiment_spec import ExperimentSpec
from cellclassifier.core.files import write_atomically
from cellclassifier.core.messages import Began, Ended, EpochEnded, Kept, encode
from cellclassifier.core.predictions import read_predictions
from cellclassifier.core.report.blocks import Picture
from cellclassifier.core.report.gathering import gather
from cellclassifier.core.report.plots import DPI
from cellclassifier.core.report.writing import write_report
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec
from cellclassifier.core.train_spec import TrainSpec

RUNS, EPOCHS, MIB = 100, 30, 2**20
TIMES_REFERENCE, SECONDS = 4.0, 20.0
PAGE_MIB, PDF_MIB, MEMORY_MIB = 2.0, 2.0, 200.0


def make_study(folder: Path, data: Path) -> Study:
    """Return a study of real images, or of drawn ones where there are none."""
    train, test = data / "train", data / "test"
    if not train.exists():
        train = drawn.folder(folder / "images" / "train", 160)
        test = drawn.folder(folder / "images" / "test", 200, seed=1)
    spec = StudySpec(
        train=train,
        tests=(test,),
        tiling=TilingSpec(size=64),
        training=TrainSpec(network="compact", epochs=EPOCHS),
    )
    return Study.create(folder / "study", spec)


def write_runs(study: Study, count: int) -> list[Run]:
    """Write the runs of an experiment and of its control as a worker would."""
    what = ExperimentSpec(name="Seeds", runs=1, controls=("shuffled",))
    _, first = experiments.make(study, what, read_contents(study.spec))
    seeds = range(1, count // 2)
    runs = [*first, *(study.add_sister(run, seed) for run in first for seed in seeds)]
    for number, run in enumerate(runs):
        shuffled = run.record.study.training.shuffled
        write_atomically(run.folder / "events.jsonl", b"".join(map(encode, _events())))
        write_atomically(run.model_path, run.id.encode() * 40_000)
        reviewed.predict(run, 0.5 if shuffled else 0.1, number, "test")
    return runs


def _events() -> list[object]:
    random = np.random.default_rng(0)
    found: list[object] = [
        Began(device="a stage", training_tiles=300, validation_tiles=70, batches=10)
    ]
    for epoch in range(1, EPOCHS + 1):
        loss = 0.7 * 0.93**epoch + 0.02 * random.random()
        found.append(
            EpochEnded(
                epoch=epoch,
                accuracy=1 - loss / 2,
                loss=loss,
                val_accuracy=1 - loss / 1.8,
                val_loss=loss + 0.05,
                seconds=1,
            )
        )
    return [*found, Kept(epoch=EPOCHS), Ended(outcome="done")]


def read_bare(runs: list[Run]) -> None:
    """Read the table and the events of each run, and nothing else."""
    for run in runs:
        read_predictions(run.predictions_path("test"))
        run.history()


def draw_bare(pictures: list[Picture]) -> None:
    """Draw as many figures of the same size, of one curve each."""
    from matplotlib.figure import Figure

    for each in pictures:
        figure = Figure(figsize=(6.6 * each.width, 6.6 * each.width * each.ratio))
        figure.subplots().plot(np.arange(400) / 400, np.sqrt(np.arange(400) / 400))
        for kind in ("png", "svg"):
            figure.savefig(io.BytesIO(), format=kind, dpi=DPI)


def seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes, s."""
    gc.collect()
    started = perf_counter()
    call()
    return perf_counter() - started


def measure(report: Report, study: Study, runs: list[Run], rounds: int) -> None:
    """Write the report some times, beside what has to be done in any case."""
    run, folder = runs[0], study.folder.parent
    process = psutil.Process()
    before = process.memory_info().rss
    first = seconds(lambda: write_report(study, run, folder / "first.html"))
    grown = (process.memory_info().rss - before) / MIB
    found = gather(study, run)
    drawn_ones = [b for s in found.sections for b in s.blocks if isinstance(b, Picture)]
    report.row("figures", "", len(drawn_ones))
    report.row("first report s", "", first)
    ours, theirs, printed = [], [], []
    for number in range(rounds):
        reading = seconds(lambda: read_bare(runs))
        drawing = seconds(lambda: draw_bare(drawn_ones))
        page = seconds(lambda: write_report(study, run, folder / "page.html"))
        both = seconds(lambda: write_report(study, run, folder / "page.html", pdf=True))
        ours.append(page)
        theirs.append(reading + drawing)
        printed.append(both - page)
        for name, value in (
            ("reading tables s", reading),
            ("bare figures s", drawing),
            ("report s", page),
            ("PDF beside it s", both - page),
        ):
            report.row(name, number, value)
    report.allow("report_s", median(ours), SECONDS)
    report.allow("times_reference", median(ours) / median(theirs), TIMES_REFERENCE)
    report.allow("page_MiB", (folder / "page.html").stat().st_size / MIB, PAGE_MIB)
    report.allow("pdf_MiB", (folder / "page.pdf").stat().st_size / MIB, PDF_MIB)
    report.allow("memory_MiB", grown, MEMORY_MIB)
    report.row("PDF s, median", "", median(printed))


def main() -> None:
    """Run it all."""
    options = arguments(__doc__)
    rounds = 1 if options.quick else 3
    print(f"cores: {os.cpu_count()}, load: {os.getloadavg()}")
    report = Report("measure", "", "value", width=28)
    with scratch() as name:
        study = make_study(Path(name), options.data)
        runs: list[Run] = []
        took = seconds(lambda: runs.extend(write_runs(study, RUNS)))
        report.row("making the runs s", "", took)
        report.row("runs", "", len(study.runs()))
        measure(report, study, runs, rounds)
        shutil.rmtree(study.folder)
    print(f"load: {os.getloadavg()}")
    report.finish()


if __name__ == "__main__":
    main()
