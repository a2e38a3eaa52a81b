"""What each convolution of a run's network makes of a tile, and its kernels, as files.

Kernels lie in ``inside/kernels_<network>.npz``, the maps of a tile in
``inside/features_<set>_<tile>_<network>.npz``; the network is named as in
`core.run_maps`, so that after a training went on nothing of the earlier one is shown.
Of the tiles' files only the newest are kept, since each takes megabytes and is made in
a second.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.run_maps import RunMaps

Float32 = NDArray[np.float32]

KEPT = 24
"""Tiles whose maps are kept."""

DAMAGE = (
    *(OSError, ValueError, TypeError, LookupError, EOFError),
    *(zipfile.BadZipFile, zlib.error),
)
"""What reading a damaged file raises."""


class Learnt(NamedTuple):
    """One use of a convolution, with what it learnt.

    Attributes:
        name: Name of the layer.
        use: Which use of the layer it is, from 1.
        uses: How often the layer is used, each time with the same weights.
        after: What maps are taken after, such as "ReLU"; "" for nothing.
        strides: Down and across, px of the map before.
        shape: Rows, columns and features of its maps.
        kernel: (height, width, channels in, features).
        bias: (features,).
    """

    name: str
    use: int
    uses: int
    after: str
    strides: tuple[int, int]
    shape: tuple[int, int, int]
    kernel: Float32
    bias: Float32

    @property
    def key(self) -> str:
        """Its name in jobs and names of files; see `layer_key`."""
        return layer_key(self.name, self.use)

    @property
    def label(self) -> str:
        """Its name for people."""
        if self.uses == 1:
            return self.name
        return tr(
            "{name}, use {use} of {uses}", name=self.name, use=self.use, uses=self.uses
        )


class Features(NamedTuple):
    """What all convolutions of a network make of one tile.

    Attributes:
        convolutions: Each use of each convolution, in order of computation.
        maps: For each of them (rows, columns, features).
    """

    convolutions: tuple[Learnt, ...]
    maps: tuple[Float32, ...]


def layer_key(name: str, use: int = 1) -> str:
    """Return the name of one use of a layer: "conv16", and "conv16@2" for the second.

    `parse_key` reads it.
    """
    return name if use == 1 else f"{name}@{use}"


def parse_key(key: str) -> tuple[str, int]:
    """Return the name of a layer, and which use of it, from 1.

    Raises:
        UserError: The number of the use is none.
    """
    name, _, use = key.partition("@")
    if use and not (use.isascii() and use.isdigit() and int(use)):
        raise UserError(
            tr(
                "Expected the name of a layer and which use of it, such as conv16@2, "
                "but got '{key}'.",
                key=key,
            )
        )
    return name, int(use or 1)


def kernels_path(run: RunMaps) -> Path:
    """Return the file of the kernels of a run's network."""
    return run.folder / "inside" / f"kernels_{run.network_key}.npz"


def features_path(run: RunMaps, test: str, tile: int) -> Path:
    """Return the file of the maps of a tile."""
    name = f"features_{test}_{tile}_{run.network_key}.npz"
    return run.folder / "inside" / name


def write_features(
    run: RunMaps,
    test: str,
    tile: int,
    convolutions: Sequence[Learnt],
    maps: Sequence[Float32],
) -> None:
    """Write the maps of a tile, and the kernels where they do not lie there yet.

    Args:
        run: The run.
        test: The set that the tile is of.
        tile: Its number.
        convolutions: Each use of each convolution, in order of computation.
        maps: For each of them (rows, columns, features).

    Raises:
        OSError: They cannot be written.
    """
    path = kernels_path(run)
    if not _is_whole(path):
        write_atomically(path, _packed(_kernel_arrays(convolutions)))
    found = {f"maps_{place}": each for place, each in enumerate(maps)}
    path = features_path(run, test, tile)
    write_atomically(path, _packed(found))
    _forget_old(path.parent)


def read_features(run: RunMaps, test: str, tile: int) -> Features | None:
    """Return what `write_features` wrote; ``None`` where it is missing or damaged."""
    try:
        learnt = _read_kernels(kernels_path(run))
        with _opened(features_path(run, test, tile)) as file:
            maps = tuple(_frozen(file[f"maps_{n}"]) for n in range(len(learnt)))
    except DAMAGE:
        return None
    if any(map_.shape != each.shape for map_, each in zip(maps, learnt, strict=True)):
        return None
    return Features(learnt, maps)


def _kernel_arrays(convolutions: Sequence[Learnt]) -> dict[str, NDArray[Any]]:
    """Return kernels, those of a shared layer once, and all else as JSON."""
    arrays: dict[str, NDArray[Any]] = {}
    facts = []
    for each in convolutions:
        arrays[f"kernel_{each.name}"] = each.kernel
        arrays[f"bias_{each.name}"] = each.bias
        row = (each.name, each.use, each.uses, each.after, each.strides, each.shape)
        facts.append(row)
    arrays["facts"] = np.array(json.dumps(facts))
    return arrays


def _read_kernels(path: Path) -> tuple[Learnt, ...]:
    with _opened(path) as file:
        facts = json.loads(str(file["facts"]))
        names = dict.fromkeys(row[0] for row in facts)
        kernels = {name: _frozen(file[f"kernel_{name}"]) for name in names}
        biases = {name: _frozen(file[f"bias_{name}"]) for name in names}
    return tuple(
        Learnt(
            *(name, use, uses, after, tuple(strides), tuple(shape)),
            *(kernels[name], biases[name]),
        )
        for name, use, uses, after, strides, shape in facts
    )


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    # NumPy leaves a file open that is no whole archive.
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        yield arrays


def _is_whole(path: Path) -> bool:
    try:
        return bool(_read_kernels(path))
    except DAMAGE:
        return False


def _frozen(array: NDArray[Any]) -> Float32:
    found = np.asarray(array, np.float32)
    found.setflags(write=False)
    return found


def _packed(arrays: dict[str, NDArray[Any]]) -> bytes:
    file = io.BytesIO()
    # After a ReLU most values are 0.
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def _forget_old(folder: Path) -> None:
    """Delete the maps of all but the newest tiles."""
    paths = sorted(folder.glob("features_*.npz"), key=lambda p: p.stat().st_mtime_ns)
    for path in paths[:-KEPT]:
        path.unlink(missing_ok=True)
