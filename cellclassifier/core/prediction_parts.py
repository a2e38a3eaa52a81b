"""Parts of a prediction that several workers make, and the table that they become.

A part is ``predictions/parts/<set>_<first>_<number>_<network>.npz`` in the run's
folder: the probabilities of a chunk of a set's tiles (`core.chunking`), which tiles
these are, and which network gave them. The table is written once, when all parts are
there, and is the same to the last byte as that of one job.
"""

import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.chunking import Chunk, covers
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile

ENDING = ".npz"
"""Ending of the file of a part."""

Float32 = NDArray[np.float32]

_UNREADABLE = (OSError, ValueError, LookupError, EOFError, zipfile.BadZipFile)


def part_path(run: Run, test: str, chunk: Chunk) -> Path:
    """Return the file of a part, made with the present network of the run."""
    first, number = chunk
    return _folder(run, test) / f"{test}_{first}_{number}_{run.network_key}{ENDING}"


def write_part(
    run: Run, test: str, chunk: Chunk, tiles: Sequence[Tile], probabilities: Float32
) -> None:
    """Write the probabilities of a chunk of a set, shape (tiles, classes).

    Args:
        run: The run.
        test: Name of the set.
        chunk: Which of its tiles.
        tiles: These tiles.
        probabilities: What the network says of them.

    Raises:
        OSError: The folder of the run cannot be written.
    """
    file = io.BytesIO()
    np.savez(
        file,
        allow_pickle=False,
        probabilities=probabilities.astype(np.float32),
        tiles=np.array([tile.number for tile in tiles], np.int64),
        network=np.array(run.network_key),
    )
    write_atomically(part_path(run, test, chunk), file.getvalue())


def missing(
    run: Run, test: str, tiles: Sequence[Tile], chunks: Sequence[Chunk]
) -> tuple[Chunk, ...]:
    """Return the chunks of a set whose part is not there, or is damaged.

    Args:
        run: The run.
        test: Name of the set.
        tiles: All tiles of the set.
        chunks: The chunks that they are cut into.
    """
    return tuple(each for each in chunks if _read(run, test, tiles, each) is None)


def merge(run: Run, test: str, chunks: Sequence[Chunk]) -> None:
    """Write the table of a set from its parts, and remove them.

    Args:
        run: The run.
        test: Name of the set.
        chunks: What the set was cut into, in any order.

    Raises:
        UserError: The chunks do not hold each tile exactly once; or a part is not there
            or is damaged, and which. The table is as it was then, and the parts are.
        OSError: The folder of the run cannot be written.
    """
    tiles, ordered = run.tiles(test), sorted(chunks)
    if not ordered or not covers(ordered, len(tiles)):
        raise UserError(
            tr(
                "The parts of the predictions of '{test}' do not hold each of its "
                "{tiles} tiles exactly once, so that they were not joined. Predict "
                "the set again.",
                test=test,
                tiles=len(tiles),
            )
        )
    rows = [_rows(run, test, tiles, chunk) for chunk in ordered]
    table = from_tiles(run.record.classes, tiles, np.concatenate(rows))
    write_predictions(run.predictions_path(test), table)
    forget(run, test)


def forget(run: Run, test: str) -> None:
    """Remove all parts of a set, also those of earlier networks."""
    folder = _folder(run, test)
    for path in folder.glob(f"*{ENDING}"):
        # The name of a set may hold underscores itself.
        if path.name.rsplit("_", 3)[0] == test:
            path.unlink(missing_ok=True)
    try:
        folder.rmdir()
    except OSError:
        # It holds parts of other sets, or was never made.
        return


def _folder(run: Run, test: str) -> Path:
    return run.predictions_path(test).parent / "parts"


def _rows(run: Run, test: str, tiles: Sequence[Tile], chunk: Chunk) -> Float32:
    found = _read(run, test, tiles, chunk)
    if found is not None:
        return found
    path = part_path(run, test, chunk)
    what = tr("is damaged") if path.exists() else tr("is missing")
    raise UserError(
        tr(
            "A part of the predictions of '{test}', {text}, {what} ({path}). "
            "Nothing was written. Predict the set again: the other parts are kept, and "
            "only what is missing is done.",
            test=test,
            text=chunk.text(),
            what=what,
            path=path,
        )
    )


def _read(run: Run, test: str, tiles: Sequence[Tile], chunk: Chunk) -> Float32 | None:
    """Return the rows of a part; ``None`` where it is not there, whole and its own."""
    path = part_path(run, test, chunk)
    wanted = [tile.number for tile in tiles[chunk.first : chunk.end]]
    try:
        # By its bytes: NumPy leaves the file of a damaged archive open.
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as part:
            rows, numbers = part["probabilities"], part["tiles"].tolist()
            network = str(part["network"])
    except (*_UNREADABLE, zlib.error):
        return None
    shape = (chunk.number, len(run.record.classes))
    if rows.dtype != np.float32 or rows.shape != shape or not np.isfinite(rows).all():
        return None
    return rows if numbers == wanted and network == run.network_key else None
