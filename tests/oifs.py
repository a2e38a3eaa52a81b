"""Studies of OIF images, whose pixels lie in files beside them."""

from pathlib import Path

import drawn
import numpy as np
from written import write_oif

from cellclassifier.core.files import read_table, sha256, write_table
from cellclassifier.core.run_sets import RunSets
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec
from cellclassifier.core.train_spec import TrainSpec


def oif(path: Path, kind: str = "discs", seed: int = 0) -> Path:
    """Draw one OIF, with settings of its own as microscopes write them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = drawn.shape(kind, seed, top=4000, dtype=np.uint16)
    write_oif(path, pixels[None, None, None])
    more = f"[Acquisition Parameters Common]\r\nImageCaputreDate={kind}{seed}\r\n"
    path.write_bytes(path.read_bytes() + more.encode("utf-16-le"))
    return path


def folder(where: Path, count: int, seed: int = 0) -> Path:
    """Draw `count` OIFs of each class."""
    for kind in drawn.CLASSES:
        for number in range(count):
            oif(where / kind / f"{number}.oif", kind, 1000 * seed + number)
    return where


def study(where: Path) -> Study:
    """Make a study of OIFs, with a test set."""
    spec = StudySpec(
        train=folder(where / "images" / "train", 6),
        tests=(folder(where / "images" / "test", 3, seed=1),),
        tiling=TilingSpec(size=64),
        training=TrainSpec(epochs=1, batch_size=4),
    )
    return Study.create(where / "study", spec)


def change_plane(path: Path) -> None:
    """Change one pixel of an OIF; its own file stays as it is."""
    plane = next(path.with_name(f"{path.name}.files").glob("*.tif"))
    data = plane.read_bytes()
    plane.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def as_first_version(run: RunSets) -> None:
    """Give a run the digests of the first versions, of each image's own file alone."""
    path = run.folder / "images.csv"
    rows = read_table(path)
    changed = [{**row, "sha256": sha256(Path(row["path"]))} for row in rows]
    write_table(path, list(rows[0]), [list(row.values()) for row in changed])
