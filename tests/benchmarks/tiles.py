"""Fields cut, tiles changed at random, and files scanned per second.

Each is measured against the libraries alone, in turns, and the median of the ratios
counts: fields cut into 4 x 4 tiles of their native size against tifffile's `imread`;
tiles changed on two threads against OpenCV's `warpAffine`; and the scan of a folder
against a loop that reads each file's bytes and decodes them.

Of deflated fields, cutting may take twice as long as reading alone. Reading alone is
little more than a copy of memory where fields are not compressed, and no measure for
tiles of 32-bit numbers: there, cutting, which is done once for each study, must not be
slower than the changes, which are made in every epoch. Files of 32 pixels are the worst
case of a scan, which hashes, describes and counts the values of each beside decoding.
"""

import io
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import cv2
import numpy as np
import psutil
import tifffile
from PIL import Image
from reporting import Report, arguments, median, scratch

from cellclassifier.core.augment import augment_batch
from cellclassifier.core.dataset import Dataset, scan
from cellclassifier.core.tile_spec import (
    AugmentSpec,
    GroupSpec,
    IntensitySpec,
    TilingSpec,
)
from cellclassifier.core.tiling import View, cut, read_tile

THREADS = 2
BATCH = 20
SIDE = 256
TURN = {"rotation": 180.0, "shift": 0.0, "flip": False}
CHANGES = {
    "turn": AugmentSpec(**TURN),
    "turn, shift, mirror": AugmentSpec(),
    "turn, zoom": AugmentSpec(**TURN, zoom=0.2),
    "turn, brightness, contrast": AugmentSpec(**TURN, brightness=0.1, contrast=0.2),
    "turn, noise": AugmentSpec(**TURN, noise=0.02),
    "all": AugmentSpec(zoom=0.2, brightness=0.1, contrast=0.2, noise=0.02),
}
LEAST_CHANGED = 2000
"""Tiles of 256 x 256 x 1, turned by any angle, with reflected edges, per second."""


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    started = perf_counter()
    work()
    return perf_counter() - started


def draw_fields(folder: Path, count: int, compression: str | None) -> Path:
    """Write fields of 1,024 x 1,024 pixels of 12 bits in two classes."""
    random = np.random.default_rng(0)
    for number in range(count):
        noise = random.normal(2048, 4096, (1024, 1024)).astype(np.float32)
        pixels = cv2.GaussianBlur(noise, (0, 0), 2).clip(0, 4095).astype(np.uint16)
        path = folder / "ab"[number % 2] / f"{number}.tif"
        path.parent.mkdir(parents=True, exist_ok=True)
        tifffile.imwrite(path, pixels, compression=compression)
    return folder


def cut_all(dataset: Dataset, spec: TilingSpec, view: View) -> None:
    """Cut all fields, and read each of their tiles."""
    for tile in cut(dataset, spec):
        read_tile(tile, view)


def fields(
    report: Report, name: str, folder: Path, size: int, rounds: int
) -> tuple[float, float]:
    """Cut the fields of `folder`; return the ratio to reading, and tiles a second."""
    dataset = scan(folder, GroupSpec(by="image"))
    count = len(dataset.images)
    white = 255 if dataset.images[0].extent.dtype == "uint8" else 4095
    view = View(size, IntensitySpec(black=0, white=white))
    spec = TilingSpec(rows=4, columns=4)
    ratios, rates = [], []
    for number in range(-1, rounds):
        alone = seconds(lambda: [tifffile.imread(i.path) for i in dataset.images])
        ours = seconds(lambda: cut_all(dataset, spec, view))
        if number >= 0:  # the first round fills the disk's cache
            ratios.append(ours / alone)
            rates.append(count / ours)
            report.row(name, number, rates[-1], count / alone, ratios[-1])
    report.row(f"{name}, median", "", median(rates), "", median(ratios))
    return median(ratios), median(rates) * spec.rows * spec.columns


def warp_some(
    tiles: np.ndarray, out: np.ndarray, first: int, angles: list[float]
) -> None:
    """Turn every `THREADS`-th tile with OpenCV alone."""
    middle = ((SIDE - 1) / 2, (SIDE - 1) / 2)
    for row in range(first, len(tiles), THREADS):
        cv2.warpAffine(
            tiles[row],
            cv2.getRotationMatrix2D(middle, angles[row], 1.0),
            (SIDE, SIDE),
            dst=out[row],
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT_101,
        )


def turn_alone(tiles: np.ndarray, out: np.ndarray, batches: int) -> None:
    """Turn `batches` batches on `THREADS` threads with OpenCV alone."""
    random = np.random.default_rng(0)
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(batches):
            angles = random.uniform(-180, 180, len(tiles)).tolist()
            turned = [
                pool.submit(warp_some, tiles[..., 0], out[..., 0], first, angles)
                for first in range(THREADS)
            ]
            for part in turned:
                part.result()


def change(tiles: np.ndarray, out: np.ndarray, spec: AugmentSpec, batches: int) -> None:
    """Change `batches` batches on `THREADS` threads, each as in another epoch."""
    for epoch in range(batches):
        augment_batch(tiles, spec, 0, epoch, range(len(tiles)), out, THREADS)


def changes(report: Report, rounds: int, batches: int) -> float:
    """Change tiles in all ways; return the median of turned tiles per second."""
    # The threads that are measured are those that are asked for.
    cv2.setNumThreads(1)
    tiles = np.random.default_rng(0).random((BATCH, SIDE, SIDE, 1), np.float32)
    out = np.empty_like(tiles)
    count = batches * BATCH
    rates: dict[str, list[float]] = {name: [] for name in CHANGES}
    for number in range(-1, rounds):
        for name, spec in CHANGES.items():
            alone = count / seconds(lambda: turn_alone(tiles, out, batches))
            ours = count / seconds(lambda spec=spec: change(tiles, out, spec, batches))
            if number >= 0:
                rates[name].append(ours)
                report.row(name, number, ours, alone, alone / ours)
    for name, found in rates.items():
        report.row(f"{name}, median", "", median(found), "", "")
    return median(rates["turn"])


def draw_files(folder: Path, count: int) -> list[Path]:
    """Write images of 32 x 32 pixels of 12 bits, half TIFF, half PNG."""
    random = np.random.default_rng(0)
    paths = []
    for ending in ("tif", "png"):
        (folder / ending).mkdir(parents=True)
        for number in range(count // 2):
            pixels = random.integers(0, 4096, (32, 32), np.uint16)
            path = folder / ending / f"{number}.{ending}"
            if ending == "tif":
                tifffile.imwrite(path, pixels)
            else:
                path.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
            paths.append(path)
    return paths


def decoded(paths: list[Path]) -> Iterator[int]:
    """Read and decode files one by one, with the libraries that the scan uses."""
    for path in paths:
        data = io.BytesIO(path.read_bytes())
        if path.suffix == ".tif":
            yield tifffile.imread(data).size
        else:
            yield np.asarray(Image.open(data)).size


class Memory:
    """Follows the resident memory of this process, called as a progress."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._start = self.peak = self._process.memory_info().rss

    def __call__(self, done: int, total: int) -> None:
        """Take note, now and then."""
        if done % 500 == 0 or done == total:
            self.peak = max(self.peak, self._process.memory_info().rss)

    @property
    def growth(self) -> float:
        """How much more it was at most than at first, MiB."""
        return (self.peak - self._start) / 2**20


def files(report: Report, folder: Path, count: int, rounds: int) -> tuple[float, float]:
    """Scan; return the median ratio to decoding alone, and the memory, MiB."""
    paths = draw_files(folder / "scanned", count)
    draw_files(folder / "few", 20)
    scan(folder / "few")
    ratios, growths = [], []
    for number in range(rounds):
        alone = seconds(lambda: sum(decoded(paths)))
        memory = Memory()
        started = perf_counter()
        dataset = scan(folder / "scanned", progress=memory)
        ours = perf_counter() - started
        assert len(dataset.images) == count
        del dataset
        ratios.append(ours / alone)
        growths.append(memory.growth)
        name = f"files scanned, {count:,}"
        report.row(name, number, count / ours, count / alone, ratios[-1])
        report.row("  peak memory, MiB more", number, growths[-1])
    # Later rounds use again what the first was given.
    return median(ratios), max(growths)


def main() -> None:
    """Run it all."""
    options = arguments(__doc__)
    rounds, batches, count = (3, 20, 5_000) if options.quick else (7, 100, 100_000)
    print(f"cores: {os.cpu_count()}, load: {os.getloadavg()}")
    report = Report(
        "measure", "round", "ours /s", "alone /s", "times as long", width=28
    )
    with scratch() as name:
        folder = Path(name)
        packed = draw_fields(folder / "packed", 24, "zlib")
        plain = draw_fields(folder / "plain", 24, None)
        ratio, _ = fields(report, "deflated fields", packed, 256, rounds)
        report.allow("cut_to_read_deflated", ratio, 2.0)
        _, tiles = fields(report, "plain fields", plain, 256, rounds)
        fields(report, "plain fields to 128", plain, 128, rounds)
        real = options.data / "whole_fields"
        if real.exists():
            fields(report, "real fields", real, 128, rounds)
        rate = changes(report, rounds, batches)
        report.require("cut_tiles_to_changed", tiles / rate, 1.0)
        report.require("changed_tiles_per_second", rate, LEAST_CHANGED)
        ratio, memory = files(report, folder, count, 3 if options.quick else 2)
        report.allow("scan_to_decoding", ratio, 4.0)
        report.allow("scan_memory_MiB", memory, 512)
    print(f"load: {os.getloadavg()}")
    report.finish()


if __name__ == "__main__":
    main()
