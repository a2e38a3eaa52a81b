"""Tiles per second of a prediction, against bare Keras `predict` on the same tiles.

A run makes sure of each image, reads and cuts the fields, predicts, tells how far it is
and writes its table, as it does for a user; Keras has all tiles in memory. Both use the
same network and minibatch in one process, taking turns, and the median of the ratios
counts. Loading the network and the first call, in which TensorFlow compiles, are left
out of both.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import tifffile
from reporting import Report, arguments, median, scratch

from cellclassifier.core.contents import read_contents
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec

LEAST = 0.95
"""Share of the speed of bare Keras that is required."""

FIELD, CUT, SIZE = 512, 4, 128

BOTH = """
import json, os, sys, time
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
from pathlib import Path
import keras
import numpy as np
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import read_tile, view_of
from cellclassifier.engine import architectures, prediction
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.models import load_model
run, network, rounds = Run(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
tiles = run.tiles("test")
view = view_of(run.record.study)
shape = (view.size, view.size, run.record.channels)
keras.utils.set_random_seed(0)
architectures.build(network, shape, len(run.record.classes)).save(run.model_path)
channel = Channel(os.fdopen(os.pipe()[0], "rb"), open(os.devnull, "wb", buffering=0))
pixels = np.stack([read_tile(tile, view) for tile in tiles])
def ours():
    prediction.predict(run, "test", channel)
def bare():
    return load_model(run).predict(pixels, batch_size=prediction.BATCH, verbose=0)
def seconds(call):
    began = time.perf_counter()
    call()
    return time.perf_counter() - began
ours(); bare()
np.testing.assert_allclose(run.predictions("test").probabilities, bare(), atol=1e-4)
found = []
for place in range(rounds):
    first, second = (ours, bare) if place % 2 else (bare, ours)
    times = {first: seconds(first), second: seconds(second)}
    found.append([len(tiles) / times[ours], len(tiles) / times[bare]])
print(json.dumps(found), flush=True)
os._exit(0)
"""


def draw(folder: Path, fields: int, seed: int) -> Path:
    """Write two classes of 16-bit noise fields."""
    random = np.random.default_rng(seed)
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        for number in range(fields):
            pixels = random.integers(0, 4096, (FIELD, FIELD), np.uint16)
            tifffile.imwrite(folder / name / f"{number}.tif", pixels)
    return folder


def speeds(folder: Path, network: str, fields: int, rounds: int) -> list[list[float]]:
    """Return tiles per second of ours and of bare Keras, in each round."""
    spec = StudySpec(
        train=draw(folder / "train", 4, 0),
        tests=(draw(folder / "test", fields, 1),),
        tiling=TilingSpec(size=SIZE, rows=CUT, columns=CUT),
    )
    study = Study.create(folder / "study", spec)
    run = study.new_run(read_contents(spec))
    done = subprocess.run(
        [sys.executable, "-c", BOTH, str(run.folder), network, str(rounds)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "CELLCLASSIFIER_HOME": str(folder / "home")},
    )
    found: list[list[float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(
    quick: bool, report: Report | None = None
) -> list[tuple[str, float, float]]:
    """Return what was measured: name, value, and the least that is required.

    Args:
        quick: Fewer tiles and rounds.
        report: A table with five columns that is told of each round.
    """
    fields, rounds = (48, 5) if quick else (96, 9)
    found = []
    for network in ("deep",) if quick else ("deep", "compact"):
        with scratch() as folder:
            both = speeds(Path(folder), network, fields, rounds)
        for number, (ours, bare) in enumerate(both, 1):
            if report:
                report.row(network, number, ours, bare, ours / bare)
        ratio = median([ours / bare for ours, bare in both])
        found.append((f"prediction speed, {network}: ours / bare", ratio, LEAST))
    return found


def main() -> None:
    """Run it all."""
    options = arguments(__doc__)
    report = Report("network", "round", "ours (tiles/s)", "bare (tiles/s)", "ratio")
    for name, value, least in measure(options.quick, report):
        report.require(name, value, least)
    report.finish()


if __name__ == "__main__":
    main()
