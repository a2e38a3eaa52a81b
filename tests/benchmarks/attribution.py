"""Milliseconds of attribution maps, against the bare passes of the network they need.

Each method explains tiles of 256 x 256 x 1 with the network `deep`. What it needs
forward, and forward and back to the input, is measured in the same process with two
functions that TensorFlow compiled for batches of eight; methods and bare passes take
turns, and the median of their ratios counts.

Then tiles are clicked on, as it were: the time from asking a worker that is warm to the
overlay, over fields of which none was looked at before; with nothing else going on, and
while another worker trains the same network.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Event as Flag
from threading import Thread

import numpy as np
import tifffile
from reporting import Report, arguments, median, scratch

from cellclassifier.core.attribution import magnitude, overlay_rgba, scaled
from cellclassifier.core.contents import read_contents
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import (
    BatchEnded,
    EpochEnded,
    Event,
    ExplainJob,
    TrainJob,
)
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec
from cellclassifier.core.train_spec import TrainSpec

MOST = 1.3
"""Time of a method that is allowed, as a multiple of that of its bare passes."""
WARM_MS, TRAINING_MS = 150, 600
SIZE, CUT, FIELDS = 256, 4, 8
METHOD = "gradient_input"

SPEED = """
import json, os, sys, time
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tensorflow as tf
from cellclassifier.core.attribution_spec import passes, spec_of
from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.engine import architectures, attributions
size, rounds = int(sys.argv[1]), int(sys.argv[2])
shape = (size, size, 1)
keras.utils.set_random_seed(0)
model = architectures.build("deep", shape, 2)
logits = keras.Model(model.inputs[0], model.layers[-1].input)
signature = [tf.TensorSpec((8, *shape), tf.float32)]
@tf.function(input_signature=signature)
def forward(x):
    return logits(x, training=False)
@tf.function(input_signature=signature)
def both(x):
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(x)
        y = tf.reduce_sum(logits(x, training=False), axis=-1)
    return tape.gradient(y, x)
tiles = np.random.default_rng(0).random((32, *shape), dtype=np.float32)
classes = np.arange(32) % 2
def per_tile(call, count):
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) / count * 1000
def of_passes(function, count):
    # In batches for as long as the method needs: a load meets both alike.
    batches = -(-count // 8)
    def call():
        for place in range(batches):
            start = 8 * (place % 4)
            function(tiles[start:start + 8]).numpy()
    return count * per_tile(call, 8 * batches)
def bare(cost, count):
    return sum(
        of_passes(function, number * count) / count
        for function, number in zip((forward, both), cost)
        if number
    )
network = attributions.Scored(model)
found = {}
for method in ATTRIBUTIONS:
    cost = passes(method, spec_of(method), shape)
    explain = attributions.bind(method, network)
    # What takes long is measured with one tile, as it is done for a user.
    count = 32 if sum(cost) < 8 else 1
    def ours():
        return explain(tiles[:count], classes[:count])
    ours(); bare(cost, count)
    found[method] = []
    for _ in range(rounds):
        before = bare(cost, count)
        mine = per_tile(ours, count)
        found[method].append([*cost, mine, (before + bare(cost, count)) / 2])
print(json.dumps(found), flush=True)
os._exit(0)
"""

NETWORK = """
import sys
import keras
from cellclassifier.engine import architectures
keras.utils.set_random_seed(0)
architectures.build("deep", (int(sys.argv[1]),) * 2 + (1,), 2).save(sys.argv[2])
"""


def speeds(rounds: int) -> dict[str, list[tuple[int, int, float, float]]]:
    """Return passes forward and back, and ms of a method and bare, a round each."""
    done = subprocess.run(
        [sys.executable, "-c", SPEED, str(SIZE), str(rounds)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def draw(folder: Path, seed: int) -> Path:
    """Write two classes of 12-bit noise fields."""
    random = np.random.default_rng(seed)
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        for number in range(FIELDS):
            pixels = random.integers(0, 4096, (CUT * SIZE, CUT * SIZE), np.uint16)
            tifffile.imwrite(folder / name / f"{number}.tif", pixels)
    return folder


def runs_in(folder: Path) -> tuple[Run, Run]:
    """Return a run with a network that was never trained, and one to train."""
    spec = StudySpec(
        train=draw(folder / "train", 0),
        tests=(draw(folder / "test", 1),),
        tiling=TilingSpec(size=SIZE, rows=CUT, columns=CUT),
        training=TrainSpec(epochs=1000, early_stopping=False),
    )
    study, contents = Study.create(folder / "study", spec), read_contents(spec)
    looked_at, trained = study.new_run(contents), study.new_run(contents)
    command = [sys.executable, "-c", NETWORK, str(SIZE), str(looked_at.model_path)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return looked_at, trained


def click(worker: Worker, run: Run, tile: int) -> float:
    """Return the milliseconds from asking for a tile's map to its overlay."""
    began = time.perf_counter()
    name = run.record.classes[0]
    job = ExplainJob(
        run=run.folder, test="test", tiles=(tile,), method=METHOD, class_name=name
    )
    worker.do(job)
    found = run.attribution(METHOD, "test", tile, name)
    assert found is not None
    overlay_rgba(scaled(magnitude(found)), 0.9)
    return (time.perf_counter() - began) * 1000


def tiles_of(run: Run) -> list[int]:
    """Return tiles in an order in which one field seldom follows itself."""
    numbers = [tile.number for tile in run.tiles("test")]
    return [int(number) for number in np.random.default_rng(0).permutation(numbers)]


class Trainer:
    """Trains a run in a worker of its own until it is left."""

    def __init__(self, run: Run) -> None:
        self._run, self._began = run, Flag()
        self._thread = Thread(target=self._train)

    def __enter__(self) -> None:
        self._thread.start()
        # Not before minibatches follow one another.
        assert self._began.wait(timeout=300), "The training did not begin."

    def __exit__(self, *_: object) -> None:
        self._run.ask("stop")
        self._thread.join()

    def _train(self) -> None:
        with Worker() as worker:
            worker.do(TrainJob(run=self._run.folder), self._hear)

    def _hear(self, event: Event) -> None:
        if isinstance(event, BatchEnded | EpochEnded):
            self._began.set()


def latencies(folder: Path, clicks: int) -> tuple[float, list[float], list[float]]:
    """Return ms of the first click, of others, and of others while a run trains."""
    run, trained = runs_in(folder)
    first, *rest = tiles_of(run)
    with Worker() as worker:
        cold = click(worker, run, first)
        warm = [click(worker, run, tile) for tile in rest[:clicks]]
        with Trainer(trained):
            busy = [click(worker, run, tile) for tile in rest[clicks : 2 * clicks]]
    return cold, warm, busy


def main() -> None:
    """Run it all."""
    options = arguments(__doc__)
    rounds, clicks = (5, 20) if options.quick else (11, 60)
    print(f"cores: {os.cpu_count()}, network: deep, tiles: {SIZE} x {SIZE} x 1")
    columns = ("forward", "gradients", "ms a tile", "bare ms", "ratio")
    report = Report("method", *columns, width=20)
    for method, found in speeds(rounds).items():
        forward, gradients, *_ = found[0]
        ours, bare = (median([each[place] for each in found]) for place in (2, 3))
        ratio = median([mine / needed for *_, mine, needed in found])
        report.row(method, forward, gradients, ours, bare, ratio)
        report.allow(f"{method}: time / bare passes", ratio, MOST)
    with scratch() as folder:
        os.environ["CELLCLASSIFIER_HOME"] = str(Path(folder) / "home")
        cold, warm, busy = latencies(Path(folder), clicks)
    print(f"\nfirst overlay of a worker just started: {cold:.0f} ms")
    for name, times, most in (
        ("a warm worker", warm, WARM_MS),
        ("one while a run trains", busy, TRAINING_MS),
    ):
        slow = float(np.percentile(times, 95))
        print(f"overlay of {name}: median {median(times):.0f} ms, 95 % {slow:.0f} ms")
        report.allow(f"overlay of {name}, ms (95 %)", slow, most)
    report.finish()


if __name__ == "__main__":
    main()
