"""Images per second of a run, against a bare Keras fit of the same network.

Both train the same network on as many tiles of the same size with the same minibatch;
the run reads, augments, reports and keeps them as it does for a user, the reference has
an array in memory. They take turns, both with the priority of a worker, and the median
of their ratios counts. The first epoch, in which TensorFlow compiles, is left out.
"""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import tifffile
from report import Report, arguments, median, scratch

from cellclassifier.core.contents import read_contents
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import TrainJob
from cellclassifier.core.spec import StudySpec, TrainSpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec

BARE = """
import os, sys, time
os.nice(max(0, 10 - os.nice(0)))
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras, numpy as np
from cellclassifier.engine import architectures
n, size, epochs = map(int, sys.argv[1:])
keras.utils.set_random_seed(0)
x = np.random.default_rng(0).random((n, size, size, 1), np.float32)
y = np.eye(2, dtype=np.float32)[np.arange(n) % 2]
model = architectures.build("deep", (size, size, 1), 2, gain=2.0)
rate = keras.optimizers.schedules.CosineDecay(0.001, epochs * -(-n // 20))
model.compile(keras.optimizers.Adam(rate), "categorical_crossentropy",
              metrics=["accuracy"], jit_compile=False)
class Clock(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None): self.start = time.monotonic()
    def on_epoch_end(self, epoch, logs=None):
        if epoch: print(time.monotonic() - self.start)
model.fit(x, y, batch_size=20, epochs=epochs, verbose=0, callbacks=[Clock()])
"""


def draw(folder: Path, images: int, size: int) -> None:
    """Write as many 12-bit noise images in two classes."""
    random = np.random.default_rng(0)
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        for number in range(images // 2):
            pixels = random.integers(0, 4096, (size, size), np.uint16)
            tifffile.imwrite(folder / name / f"{number}.tif", pixels)


def of_run(study: Study, images: int) -> float:
    """Return images per second of a run."""
    run = study.new_run(read_contents(study.spec))
    with Worker() as worker:
        worker.do(TrainJob(run=run.folder))
    return images / median([e.seconds for e in run.history().epochs[1:]])


def of_bare(images: int, size: int, epochs: int) -> float:
    """Return images per second of the bare fit, in a process of its own."""
    command = [sys.executable, "-c", BARE, str(images), str(size), str(epochs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return images / median([float(line) for line in done.stdout.split()])


def main() -> None:
    """Run it all."""
    options = arguments(__doc__)
    sizes, rounds, epochs = ((128,), 3, 4) if options.quick else ((128, 256), 5, 4)
    images = 200
    report = Report("size px", "round", "run images/s", "bare images/s", "ratio")
    print(f"cores: {os.cpu_count()}, images: {images}, augmentation: on")
    for size in sizes:
        ratios = []
        with scratch() as folder:
            draw(Path(folder) / "train", images, size)
            spec = StudySpec(
                train=Path(folder) / "train",
                tiling=TilingSpec(size=size),
                training=TrainSpec(epochs=epochs, validation_share=0.0),
            )
            study = Study.create(Path(folder) / "study", spec)
            for number in range(rounds):
                run, bare = of_run(study, images), of_bare(images, size, epochs)
                ratios.append(run / bare)
                report.row(size, number, run, bare, ratios[-1])
        report.require(f"run_to_bare_{size}px", median(ratios), 0.9)
    report.finish()


if __name__ == "__main__":
    main()
