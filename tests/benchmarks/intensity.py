"""What stretching each image on its own destroys, on 12-bit images of a DNA stain.

The amount of DNA tells the phases of the cell cycle apart, and with it the brightness.
The same network is trained with the same seeds under each intensity rule; the reference
is the full range of the camera.
"""

from pathlib import Path

from reporting import PRIMARY, Report, arguments, median, scratch

from cellclassifier.core import workflow
from cellclassifier.core.contents import read_contents
from cellclassifier.core.link import Worker
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import IntensitySpec, TilingSpec
from cellclassifier.core.train_spec import TrainSpec

IMAGES = PRIMARY.parent / "extra" / "E5_jurkat_dna_12bit"
RULES = {
    "full range": IntensitySpec(),
    "percentiles": IntensitySpec(rule="percentiles"),
    "each image": IntensitySpec(rule="image"),
}


def accuracy(folder: Path, rule: IntensitySpec, seed: int, epochs: int) -> float:
    """Train once and return the accuracy on the test images."""
    spec = StudySpec(
        train=IMAGES / "train",
        tests=(IMAGES / "test",),
        tiling=TilingSpec(size=64),
        intensity=rule,
        training=TrainSpec(epochs=epochs, seed=seed, validation_share=0),
    )
    study = Study.create(folder, spec)
    with Worker() as worker:
        run = workflow.train(study, read_contents(spec), worker, lambda event: None)
    (table,) = run.all_predictions().values()
    return table.accuracy().value


def main() -> None:
    """Train under each rule."""
    options = arguments(__doc__ or "")
    if not IMAGES.exists():
        print(f"skipped: {IMAGES} is absent")
        return
    seeds, epochs = (2, 9) if options.quick else (5, 18)
    report = Report("rule", "seed", "test accuracy")
    medians = {}
    with scratch() as folder:
        for name, rule in RULES.items():
            found = []
            for seed in range(seeds):
                where = Path(folder) / f"{name} {seed}"
                found.append(accuracy(where, rule, seed, epochs))
                report.row(name, seed, found[-1])
            medians[name] = median(found)
            report.row(name, "median", medians[name])
    lost = medians["full range"] - medians["each image"]
    print(f"ratio {medians['each image'] / medians['full range']:.3f}")
    report.require("full_range_minus_each_image", lost, 0.05)
    report.finish()


if __name__ == "__main__":
    main()
