"""The leak check: copies found, false pairs, and seconds for 10,000 tiles.

Copies of real tiles and fields are written as files. The thresholds were chosen by
looking at primary/train, every other field of primary/whole_fields, and second/ and
extra/E5 as a whole: "false" of these two is flattered. What is required is measured on
primary/test, the other fields, and, for 12 bits, on fields that were looked at too.
"""

import csv
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import tifffile
from numpy.typing import NDArray
from reporting import Report, arguments, scratch

from cellclassifier.core.images import read_image
from cellclassifier.core.leakage import Pair, find
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.core.tiling import Tile, read_raw

SIDE = 100
STEP = 18
BLACK, REFLECTED = cv2.BORDER_CONSTANT, cv2.BORDER_REFLECT_101
SHIFTS = ((10, 0), (25, 0), (29, 29), (50, 0), (60, 0), (50, 50), (70, 0))
MANY = 10_000

Pixels = NDArray[np.generic]


class Set(NamedTuple):
    """Tiles as whole files."""

    tiles: list[Tile]

    @classmethod
    def of(cls, paths: Iterable[Path]) -> "Set":
        tiles = []
        for number, path in enumerate(paths):
            height, width = read_image(path).shape[:2]
            tiles.append(Tile(number, path, 0, 0, width, height, "", str(path), "test"))
        return cls(tiles)


def look(**sets: Set) -> tuple[Pair, ...]:
    """Look for copies across sets; "test_1" is the name of a test set."""
    tiles = [tile for each in sets.values() for tile in each.tiles]
    parts = [name for name, each in sets.items() for _ in each.tiles]
    reading = ReadingSpec()
    return find(tiles, parts, lambda tile: read_raw(tile, reading))


def turned(tile: Pixels, angle: float, border: int, mirror: bool = False) -> Pixels:
    """Turn about the centre, as the article did, and round to the type of the file."""
    height, width = tile.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1)
    moved = cv2.warpAffine(tile, matrix, (width, height), borderMode=border)
    return moved[:, ::-1] if mirror else moved


def write(path: Path, pixels: Pixels) -> Path:
    """Write an image by the ending of its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.ascontiguousarray(pixels)
    if path.suffix == ".tif":
        tifffile.imwrite(path, pixels)
    else:
        quality = [cv2.IMWRITE_JPEG_QUALITY, 90] if path.suffix == ".jpg" else []
        cv2.imwrite(str(path), pixels, quality)
    return path


def field(path: Path) -> Pixels:
    """Read a field with one channel, (y, x)."""
    return np.ascontiguousarray(read_image(path)[..., 0])


Make = Callable[[Pixels, np.random.Generator], Pixels]


def found_of_copies(
    originals: Set, rest: Set, where: Path, ending: str, make: Make
) -> float:
    """Return the share of copies that are paired with what they were made of."""
    random = np.random.default_rng(0)
    copies = Set.of(
        write(where / f"{tile.number}{ending}", make(field(tile.image), random))
        for tile in originals.tiles
    )
    pairs = look(train=Set(originals.tiles + rest.tiles), copies=copies)
    count = len(originals.tiles)
    hit = {
        pair.other for pair in pairs if pair.other - len(rest.tiles) - count == pair.one
    }
    return len(hit) / count


def by_steps(border: int) -> Make:
    """Turn as the article did."""
    return lambda tile, random: turned(tile, STEP * random.integers(1, 20), border)


def freely(border: int, mirror: bool = False) -> Make:
    """Turn by any angle."""
    return lambda tile, random: turned(tile, random.uniform(0, 360), border, mirror)


MAKES: dict[str, tuple[str, Make]] = {
    "18 degrees, black": (".png", by_steps(BLACK)),
    "18 degrees, reflected": (".png", by_steps(REFLECTED)),
    "any angle, black": (".tif", freely(BLACK)),
    "any angle, reflected": (".png", freely(REFLECTED)),
    "any angle, mirrored": (".png", freely(BLACK, mirror=True)),
    "turned, cropped": (
        ".png",
        lambda t, random: freely(BLACK)(t, random)[15:85, 15:85],
    ),
    "brighter": (".png", lambda tile, random: np.rint(tile * 0.8 + 30).astype("u1")),
    "JPEG of quality 90": (".jpg", lambda tile, random: tile),
    "turned, then JPEG": (".jpg", freely(REFLECTED)),
}


def measure_copies(data: Path, report: Report, where: Path) -> None:
    """Copies of the tiles of primary/test, among those of primary/train."""
    originals = Set.of(sorted((data / "test").glob("*/*.png")))
    rest = Set.of(sorted((data / "train").glob("*/*.png")))
    for name, (ending, make) in MAKES.items():
        share = found_of_copies(originals, rest, where / name, ending, make)
        report.row("copies", name, len(originals.tiles), share)
        report.require(f"found: {name}", share, 0.99)


def windows(image: Pixels, x: int, y: int) -> Iterable[tuple[int, int, Pixels]]:
    """Cut windows of SIDE that leave room for a shift of SIDE on each side."""
    height, width = image.shape
    for top in range(y, height - 2 * SIDE + 1, 2 * SIDE):
        for left in range(x, width - 2 * SIDE + 1, 2 * SIDE):
            yield left, top, image[top : top + SIDE, left : left + SIDE]


def measure_shifts(
    name: str,
    fields: Sequence[Path],
    report: Report,
    where: Path,
    turn: bool,
    least: float,
) -> None:
    """Windows of fields, against windows shifted by so much."""
    images = [field(path) for path in fields]
    cut = [(f, *w) for f, image in enumerate(images) for w in windows(image, 5, 5)]
    ones = Set.of(
        write(where / "ones" / f"{i}.tif", pixels) for i, (*_, pixels) in enumerate(cut)
    )
    random = np.random.default_rng(1)
    for dx, dy in SHIFTS:
        others = []
        for i, (f, x, y, _) in enumerate(cut):
            window = images[f][y + dy : y + dy + SIDE, x + dx : x + dx + SIDE]
            if turn:
                window = turned(window, random.uniform(0, 360), REFLECTED, i % 2 == 0)
            others.append(write(where / f"{dx} {dy}" / f"{i}.tif", window))
        pairs = look(train=ones, others=Set.of(others))
        # One field holds mirrored copies of itself, which are paired instead.
        share = len({pair.one for pair in pairs}) / len(cut)
        overlap = (1 - dx / SIDE) * (1 - dy / SIDE)
        what = f"{name}, turned too" if turn else name
        report.row("shifted", f"{what}: {dx}, {dy}", len(cut), share, overlap)
        if overlap >= 0.5:
            report.require(f"found: {what}, shifted by {dx}, {dy}", share, least)


def measure_false(
    name: str, report: Report, where: Path, required: bool, **sets: Set
) -> None:
    """Tiles that share nothing, as far as their names tell."""
    pairs = look(**sets)
    tiles = [tile for each in sets.values() for tile in each.tiles]
    paired = {index for pair in pairs for index in (pair.one, pair.other)}
    share = len(paired) / len(tiles)
    report.row("false", name, len(tiles), share, f"{len(pairs)} pairs")
    where.mkdir(parents=True, exist_ok=True)
    for number, pair in enumerate(pairs):
        sides = [field_or_colour(path) for path in (pair.one_image, pair.other_image)]
        print(
            f"  {pair.kind} {pair.one_image.name} {pair.other_image.name} "
            f"{pair.similarity:.3f} {pair.angle:.0f} deg, mirrored {pair.mirrored}, "
            f"{pair.shift_x:.1f} {pair.shift_y:.1f} px, overlap {pair.overlap:.2f}"
        )
        if len({side.shape for side in sides}) == 1:
            cv2.imwrite(str(where / f"{number}.png"), np.hstack(sides))
    if required:
        report.allow(f"false pairs: {name}, share of tiles", share, 0.001)


def field_or_colour(path: Path) -> Pixels:
    """Return a tile to look at, 8 bits, four times its size."""
    pixels = read_image(path).astype(np.float32)
    low, high = float(pixels.min()), float(pixels.max())
    eight = ((pixels - low) * (255 / max(high - low, 1e-6))).astype(np.uint8)
    return cv2.resize(eight[..., ::-1], None, fx=4, fy=4)


def measure_speed(
    fields: Sequence[Path], report: Report, where: Path, leaked: bool
) -> None:
    """Cut MANY noisy, turned windows; each part from fields of its own, or all."""
    random = np.random.default_rng(2)
    images = [field(path) for path in fields]
    own = np.array_split(
        np.arange(len(images)), [len(images) * 7 // 10, -len(images) // 7]
    )
    names, counts = ("train", "validation", "test"), (MANY * 7 // 10, MANY * 3 // 20)
    sets: dict[str, Set] = {}
    for name, among, count in zip(names, own, (*counts, counts[1]), strict=True):
        tiles = []
        for number in range(count):
            image = images[random.choice(np.arange(len(images)) if leaked else among)]
            y, x = (random.integers(0, side - SIDE + 1) for side in image.shape)
            tile = turned(
                image[y : y + SIDE, x : x + SIDE], random.uniform(0, 360), REFLECTED
            )
            noisy = tile + random.normal(0, 3, tile.shape)
            path = where / name / f"{number}.png"
            write(path, np.clip(np.rint(noisy), 0, 255).astype(np.uint8))
            tiles.append(Tile(number, path, 0, 0, SIDE, SIDE, "", str(path), "test"))
        sets[name] = Set(tiles)
    start = time.perf_counter()
    for each in sets.values():
        for tile in each.tiles:
            read_raw(tile, ReadingSpec())
    reading = time.perf_counter() - start
    start, used = time.perf_counter(), time.process_time()
    pairs = look(**sets)
    seconds, used = time.perf_counter() - start, time.process_time() - used
    name = "fields shared by the parts" if leaked else "fields of their own"
    report.row("speed", name, MANY, f"{seconds:.1f} s", f"{len(pairs)} pairs")
    report.row("", "on both processors", MANY, f"{used:.1f} s")
    report.row("", "reading alone; ratio", MANY, f"{reading:.1f} s", seconds / reading)
    report.allow(f"seconds for {MANY} tiles, {name}", seconds, 60)


def in_split(folder: Path, split: str, limit: int | None = None) -> Set:
    """Return the tiles of one side of a set's manifest."""
    with (folder / "manifest.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == split]
    return Set.of(folder / row["path"] for row in rows[:limit])


def main() -> None:
    """Measure."""
    chosen = arguments(__doc__ or "")
    data = chosen.data.parent
    report = Report("what", "of", "tiles", "share", "", width=28)
    fields = sorted((chosen.data / "whole_fields").glob("*/*.TIF"))
    deep = sorted(set((data / "fields").glob("*12bit*")) - set(data.glob("*/*3ch*")))
    with scratch() as name:
        where = Path(name)
        measure_copies(chosen.data, report, where / "copies")
        for turn in (False, True):
            place = where / f"shifts {turn}"
            least = 0.95 if turn else 0.99
            measure_shifts("8 bit", fields[1::2], report, place / "8", turn, least)
            # Mostly empty fields: half a window may show but the edge of a nucleus.
            least = 0.85 if turn else 0.95
            measure_shifts("12 bit", deep, report, place / "12", turn, least)
        shown = where / "pairs"
        sides = {each: in_split(chosen.data, each) for each in ("train", "test")}
        rest = Set.of(sorted((chosen.data / "partial_response_unlabelled").glob("*")))
        measure_false("primary", report, shown / "primary", True, **sides, partial=rest)
        cut: dict[str, list[Path]] = {"train": [], "test": []}
        for number, path in enumerate(fields):
            image = field(path)
            for y in range(0, 500, SIDE):
                for x in range(0, 500, SIDE):
                    at = where / "grid" / f"{path.stem}_{x}_{y}.tif"
                    write(at, image[y : y + SIDE, x : x + SIDE])
                    cut[("train", "test")[number % 2]].append(at)
        grids = {part: Set.of(paths) for part, paths in cut.items()}
        measure_false("all fields of primary", report, shown / "grid", True, **grids)
        for path in (
            "second/S1_rbc_binary",
            "second/S2_rbc_5class",
            "extra/E5_jurkat_dna_12bit",
        ):
            sides = {each: in_split(data / path, each) for each in ("train", "test")}
            measure_false(path, report, shown / Path(path).name, False, **sides)
        measure_speed(fields, report, where / "own", leaked=False)
        if not chosen.quick:
            measure_speed(fields, report, where / "all", leaked=True)
    report.finish()


if __name__ == "__main__":
    main()
