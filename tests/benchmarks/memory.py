"""Memory while training from a set that is larger than memory may be.

100,000 tiles of 128 x 128 x 1 are cut from drawn 12-bit fields, decoded into a cache,
shown for one whole epoch with all changes on, and trained on for some batches. The
reference is the size of the same tiles held in memory.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import numpy as np
import psutil
import tifffile
from reporting import Report, arguments, scratch

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from cellclassifier.core.tile_cache import MappedTiles, open_tiles
from cellclassifier.core.tile_spec import AugmentSpec, IntensitySpec
from cellclassifier.core.tiling import Tile, View
from cellclassifier.engine import architectures
from cellclassifier.engine.data import TileBatches

SIDE = 128
GRID = 16
BATCH = 20
ALL = AugmentSpec(zoom=0.1, brightness=0.1, contrast=0.1, noise=0.01)


class Steps:
    """Times steps, and watches the resident memory of this process meanwhile."""

    def __init__(self) -> None:
        self.peak = 0
        self._report = Report("step", "seconds", "peak MiB", "tiles/s")
        self._process = psutil.Process()
        threading.Thread(target=self._watch, daemon=True).start()

    @contextmanager
    def step(self, name: str, tiles: int) -> Iterator[None]:
        """Print a line about what is done inside."""
        started = perf_counter()
        yield
        spent = perf_counter() - started
        self.take()
        self._report.row(name, spent, self.peak / 2**20, tiles / spent)

    def finish(self, tiles: int) -> None:
        """Print the requirement and end."""
        needed = tiles * SIDE * SIDE * 4
        print(f"the tiles in memory: {needed / 2**20:.0f} MiB")
        print(f"ratio of the peak to that: {self.peak / needed:.2f}")
        self._report.allow(f"resident_GiB_{tiles}_tiles", self.peak / 2**30, 2)
        self._report.finish()

    def take(self) -> None:
        """Note the memory of now, if it is more than before."""
        self.peak = max(self.peak, self._process.memory_info().rss)

    def _watch(self) -> None:
        pause = threading.Event()
        while not pause.wait(0.01):
            self.take()


def draw(folder: Path, fields: int) -> list[Path]:
    """Draw fields of noise with bright spots, uint16, and return their files."""
    paths = []
    rng = np.random.default_rng(0)
    side = SIDE * GRID
    for number in range(fields):
        field = rng.integers(100, 400, (side, side), dtype=np.uint16)
        y, x = rng.integers(0, side, (2, 4000))
        field[y, x] = 4000
        paths.append(folder / f"field{number:04}.tif")
        tifffile.imwrite(paths[-1], field)
    return paths


def index(paths: list[Path], wanted: int) -> list[Tile]:
    """Return the tiles of the fields."""
    tiles = []
    for number in range(wanted):
        field, within = divmod(number, GRID**2)
        x, y = SIDE * (within % GRID), SIDE * (within // GRID)
        name = "ab"[number % 2]
        tile = Tile(number, paths[field], x, y, SIDE, SIDE, name, "g", "train")
        tiles.append(tile)
    return tiles


def train(found: MappedTiles, steps: Steps, batches: int) -> None:
    """Show one epoch, and train on some batches of it."""
    wanted = len(found)
    labels = np.eye(2, dtype=np.float32)[np.arange(wanted) % 2]
    shown = TileBatches(found, labels, range(wanted), BATCH, ALL)
    with steps.step("mean square", wanted):
        gain = 1 / shown.root_mean_square
    with steps.step("one epoch", wanted):
        for number in range(len(shown)):
            shown[number]
    model = architectures.build("deep", (SIDE, SIDE, 1), 2, extra_dense=True, gain=gain)
    model.compile("adam", "categorical_crossentropy", jit_compile=False)
    with steps.step("training", batches * BATCH):
        model.fit(shown, epochs=1, steps_per_epoch=batches, shuffle=False, verbose=0)


def main() -> None:
    """Decode, show, train."""
    options = arguments(__doc__ or "")
    wanted = 20_000 if options.quick else 100_000
    with scratch() as name:
        paths = draw(Path(name), -(-wanted // GRID**2))
        tiles = index(paths, wanted)
        hashes = {path: path.name for path in paths}
        view = View(SIDE, IntensitySpec(black=0, white=4095))
        steps = Steps()
        with steps.step("decode", wanted):
            found = open_tiles(Path(name), tiles, view, 1, hashes, lambda done: None)
        train(found, steps, 30 if options.quick else 200)
    steps.finish(wanted)


if __name__ == "__main__":
    main()
