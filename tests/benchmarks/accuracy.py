"""How accurate the networks are: on real images, and on the drawn example.

Every run is printed, dead ones too: a run that has not learnt is a result.
"""

import time
from pathlib import Path

from report import Report, arguments, median, scratch

from cellclassifier.core import workflow
from cellclassifier.core.contents import read_contents
from cellclassifier.core.link import Worker
from cellclassifier.core.runs import Run, verdict
from cellclassifier.core.spec import StudySpec, TrainSpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import AugmentSpec, TilingSpec


def train(study: Study, training: TrainSpec) -> Run:
    """Train one run of `study` in a fresh worker, and predict its test set."""
    spec = study.spec.model_copy(update={"training": training})
    study = Study(study.folder, spec)
    with Worker() as worker:
        return workflow.train(study, read_contents(spec), worker, lambda event: None)


def measure(report: Report, name: str, study: Study, seeds: int, **changes: object):
    """Train once per seed; return test and last training accuracies."""
    tests, trainings = [], []
    for seed in range(seeds):
        training = study.spec.training.model_copy(update={"seed": seed, **changes})
        run = train(study, training)
        (table,) = run.all_predictions().values()
        accuracy, history = table.accuracy(), run.history()
        tests.append(accuracy.value)
        trainings.append(history.accuracy[-1])
        interval = f"{100 * accuracy.low:.1f}-{100 * accuracy.high:.1f}"
        minutes = sum(epoch.seconds for epoch in history.epochs) / 60
        words = "did not learn" if verdict(run) else ""
        report.row(
            name,
            seed,
            accuracy.value,
            interval,
            accuracy.n,
            trainings[-1],
            minutes,
            words,
        )
    return tests, trainings


def main() -> None:
    """Run it all."""
    options = arguments(__doc__)
    seeds, example_seeds = (3, 1) if options.quick else (5, 3)
    report = Report(
        "data", "seed", "test", "95 % (Wilson)", "n", "training", "minutes", "verdict"
    )
    with scratch() as folder:
        if options.data.exists():
            study = Study.create(
                Path(folder) / "primary",
                StudySpec(
                    train=options.data / "train",
                    tests=(options.data / "test",),
                    tiling=TilingSpec(size=128),
                    augment=AugmentSpec(shift=0),
                ),
            )
            # All training images, as in the article: nothing held back.
            tests, _ = measure(report, "primary", study, seeds, validation_share=0.0)
            report.require("primary_median_test_accuracy", median(tests), 0.93)
        else:
            print(f"skipped: {options.data} is absent")
        started = time.monotonic()
        clear = workflow.example(Path(folder) / "clear")
        first = train(clear, clear.spec.training)
        with Worker() as worker:
            workflow.explain(first, "gradient_input", 12, worker, lambda event: None)
        workflow.draw_figures(first)
        seconds = time.monotonic() - started
        report.row("the demo's way, s", "", seconds)
        report.allow("demo_seconds", seconds, 180)
        tests, _ = measure(report, "clear", clear, example_seeds)
        report.require("clear_median_test_accuracy", median(tests), 0.90)
        subtle = workflow.example(Path(folder) / "subtle", pair="subtle")
        tests, trainings = measure(report, "subtle", subtle, example_seeds)
        report.allow("subtle_median_test_accuracy", median(tests), 0.75)
        gaps = [a - b for a, b in zip(trainings, tests, strict=True)]
        report.require("subtle_median_gap_training_test", median(gaps), 0.05)
    report.finish()


if __name__ == "__main__":
    main()
