"""Images per second of a run, against a bare Keras fit and a plain PyTorch loop.

All train the same network on as many tiles of the same size with the same minibatch;
the run reads, augments, reports and keeps them as it does for a user, the others have
an array in memory. They take turns, all with the priority of a worker, and the median
of their ratios counts. The first epoch, in which TensorFlow compiles, is left out.

What the run does beside the fit (settings of each batch, events, checkpoints, tables)
is measured inside of it, as its share of the time of the epochs.
"""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import tifffile
from reporting import Report, arguments, median, scratch

from cellclassifier.core.contents import read_contents
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import AugmentSpec, TilingSpec
from cellclassifier.core.train_spec import TrainSpec

START = """
import json, os, resource, sys, time
from statistics import median
os.nice(max(0, 10 - os.nice(0)))
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
n, size, epochs, *more = sys.argv[1:]
n, size, epochs = int(n), int(size), int(epochs)
def peak():
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
"""

RUN = (
    START
    + """
from pathlib import Path
from cellclassifier.core.runs import Run
from cellclassifier.engine import callbacks, event_log, training
from cellclassifier.engine.channel import Channel
spent = []
def timed(function):
    def call(*arguments, **options):
        began = time.perf_counter()
        try:
            return function(*arguments, **options)
        finally:
            spent[-1] += time.perf_counter() - began
    return call
class Timed(callbacks.Follower):
    def on_epoch_begin(self, epoch, logs=None):
        spent.append(0.0)
        super().on_epoch_begin(epoch, logs)
for name in ("on_train_batch_begin", "on_train_batch_end", "on_test_begin",
             "on_test_batch_end", "on_epoch_end"):
    setattr(Timed, name, timed(getattr(callbacks.Follower, name)))
training.Follower = Timed
run = Run(Path(more[0]))
channel = Channel(os.fdopen(os.pipe()[0], "rb"), open(os.devnull, "wb", buffering=0))
channel.log = event_log.EventLog(run.folder / "events.jsonl")
training.train(run, channel)
seconds = [e.seconds for e in run.history().epochs[1:]]
# What comes at the end of an epoch is not in its own seconds.
print(json.dumps({"seconds": median(seconds), "peak": peak(),
                  "beside": sum(spent[1:]) / (sum(seconds) + sum(spent[1:]))}))
os._exit(0)
"""
)

BARE = (
    START
    + """
import keras, numpy as np
from cellclassifier.engine import architectures, backend
if "deterministic" in more:
    backend.make_deterministic()
keras.utils.set_random_seed(0)
x = np.random.default_rng(0).random((n, size, size, 1), np.float32)
y = np.eye(2, dtype=np.float32)[np.arange(n) % 2]
model = architectures.build("deep", (size, size, 1), 2, architectures.Options(gain=2.0))
rate = keras.optimizers.schedules.CosineDecay(0.001, epochs * -(-n // 20))
model.compile(keras.optimizers.Adam(rate), "categorical_crossentropy",
              metrics=["accuracy"], jit_compile=False)
seconds = []
class Clock(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None): self.start = time.monotonic()
    def on_epoch_end(self, epoch, logs=None):
        seconds.append(time.monotonic() - self.start)
model.fit(x, y, batch_size=20, epochs=epochs, verbose=0, callbacks=[Clock()])
print(json.dumps({"seconds": median(seconds[1:]), "peak": peak()}))
"""
)

TORCH = (
    START
    + """
import numpy as np, torch
from torch import nn
torch.manual_seed(0)
def conv(i, o): return nn.Sequential(nn.Conv2d(i, o, 3, padding=1), nn.ReLU())
c16, c32, c64 = conv(16, 16), conv(32, 32), conv(64, 64)
pool = nn.MaxPool2d(2)
model = nn.Sequential(
    conv(1, 16), c16, pool, c16, pool, conv(16, 32), pool, c32, c32, pool,
    conv(32, 64), c64, pool, c64, pool, nn.Flatten(),
    nn.Linear(64 * (size // 64) ** 2, 512), nn.ReLU(),
    nn.Linear(512, 50), nn.ReLU(), nn.Linear(50, 2),
).to(memory_format=torch.channels_last)
x = torch.from_numpy(np.random.default_rng(0).random((n, 1, size, size), np.float32))
x = x.contiguous(memory_format=torch.channels_last)
y = torch.arange(n) % 2
optimizer = torch.optim.Adam(model.parameters(), 0.001)
seconds = []
for epoch in range(epochs):
    start = time.monotonic()
    for chosen in torch.randperm(n).split(20):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x[chosen] * 2), y[chosen])
        loss.backward()
        optimizer.step()
        loss.item()
    seconds.append(time.monotonic() - start)
print(json.dumps({"seconds": median(seconds[1:]), "peak": peak()}))
"""
)


def draw(folder: Path, images: int, size: int) -> None:
    """Write as many 12-bit noise images in two classes."""
    random = np.random.default_rng(0)
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        for number in range(images // 2):
            pixels = random.integers(0, 4096, (size, size), np.uint16)
            tifffile.imwrite(folder / name / f"{number}.tif", pixels)


def measure(script: str, *arguments: object) -> dict[str, Any]:
    """Run a script in a process of its own, and return what it measured."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def new_run(folder: Path, size: int, epochs: int, **settings: Any) -> Run:
    """Make a run of the images in a folder."""
    spec = StudySpec(
        train=folder / "train",
        tiling=TilingSpec(size=size),
        training=TrainSpec(epochs=epochs, **{"validation_share": 0.0, **settings}),
        augment=AugmentSpec(rotation=180, shift=0.1, flip=True),
    )
    where = folder / "study"
    study = Study(where, spec) if where.exists() else Study.create(where, spec)
    return study.new_run(read_contents(spec))


def main() -> None:
    """Run it all."""
    options = arguments(__doc__)
    sizes, rounds, epochs = ((128,), 3, 4) if options.quick else ((128, 256), 5, 6)
    # As many as the article trains on.
    images = 400
    with_torch = importlib.util.find_spec("torch") is not None
    print(f"cores: {os.cpu_count()}, images: {images}, augmentation: on")
    if not with_torch:
        print("PyTorch is not installed: the loop in it is skipped.")
    report = Report(
        "size px", "round", "run images/s", "bare", "ratio", "deterministic", "torch"
    )
    for size in sizes:
        _compare(report, size, images, epochs, rounds, with_torch)
    report.finish()


def _compare(
    report: Report, size: int, images: int, epochs: int, rounds: int, with_torch: bool
) -> None:
    ratios, costs, plain, beside, peaks = [], [], [], [], []
    numbers = (images, size, epochs)
    with scratch() as folder:
        draw(Path(folder) / "train", images, size)
        for number in range(rounds):
            run = new_run(Path(folder), size, epochs)
            mine = measure(RUN, *numbers, run.folder)
            bare = measure(BARE, *numbers)
            exact = measure(BARE, *numbers, "deterministic")
            torch = measure(TORCH, *numbers) if with_torch else {"seconds": np.nan}
            found = [images / each["seconds"] for each in (mine, bare, exact, torch)]
            ratios.append(found[0] / found[1])
            costs.append(found[2] / found[1])
            plain.append(found[0] / found[3])
            peaks.append((mine["peak"], bare["peak"]))
            report.row(size, number, *found[:2], ratios[-1], *found[2:])
        # With validation and early stopping, so that all is kept that ever is.
        settings = {"validation_share": 0.2, "schedule": "plateau"}
        for _ in range(rounds):
            run = new_run(Path(folder), size, epochs, **settings)
            beside.append(measure(RUN, *numbers, run.folder)["beside"])
    mine_peak, bare_peak = (median(each) / 2**20 for each in zip(*peaks, strict=True))
    print(f"{size} px: reproducible costs {100 * (1 - median(costs)):.1f} % (bare fit)")
    print(f"{size} px: most memory {mine_peak:.0f} MiB, of a bare fit {bare_peak:.0f}")
    if with_torch:
        print(f"{size} px: {median(plain):.2f} times as fast as the PyTorch loop")
    report.require(f"run_to_bare_{size}px", median(ratios), 0.95)
    report.allow(f"beside_the_fit_{size}px", median(beside), 0.02)


if __name__ == "__main__":
    main()
