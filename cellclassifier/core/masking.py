"""What masking needs to know of the tiles of a study, before a run is made.

As the scale of intensity, the light and texture of the control are found once, from
training tiles alone, and kept with the run: so tiles of a test, and of folders that are
predicted later, are masked by the same threshold.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.control_class import control_of
from cellclassifier.core.dataset import Problem
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.mask_spec import MaskSpec, Seen
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tiling import (
    Tile,
    View,
    clump_radius,
    key_of,
    read_tile,
    view_of,
)

Tables = Mapping[str, Sequence[Tile]]
Tell = Callable[[str, int, int], None]

MOST_TILES = 200
"""Training tiles of the control that are measured, evenly spaced."""


def resolved(
    folder: Path,
    spec: StudySpec,
    tables: Tables,
    hashes: Mapping[Path, str],
    tell: Tell,
) -> tuple[StudySpec, tuple[Tile, ...]]:
    """Return the settings with what the control shows, and the tiles without a clump.

    Where nothing is masked that is `spec` and none. What takes long is kept in the
    study.

    Args:
        folder: The study's folder.
        spec: The settings, with the intensity rule resolved.
        tables: The tiles by "train" and the names of the tests; classes are true.
        hashes: SHA-256 of each image.
        tell: Told how far it is.

    Raises:
        UserError: There is no such class or channel, a pixel size is not known, clumps
            are too small, or an image cannot be read any more.
        OSError: What was found cannot be kept.
    """
    asked = spec.masking.model_copy(update={"seen": None})
    spec = spec.model_copy(update={"masking": asked})
    if not asked.active:
        return spec, ()
    seen = _seen(folder, spec, tables["train"], hashes, tell)
    masked = spec.model_copy(
        update={"masking": asked.model_copy(update={"seen": seen})}
    )
    tiles = [tile for table in tables.values() for tile in table]
    counts = _areas(folder, masked, tiles, hashes, tell)
    bare = (t for t, n in zip(tiles, counts, strict=True) if not n)
    return masked, tuple(bare)


def problems(
    spec: StudySpec, tables: Tables, bare: Sequence[Tile]
) -> tuple[tuple[str, Problem], ...]:
    """Say in how many tiles no clump was found, and what the network sees there."""
    if not spec.masking.active:
        return ()
    without = set(bare)
    return tuple(
        (name, Problem("attention", _sentence(spec.masking, name, tiles, lacking)))
        for name, tiles in tables.items()
        if (lacking := [tile for tile in tiles if tile in without])
    )


def _sentence(
    spec: MaskSpec, name: str, tiles: Sequence[Tile], lacking: Sequence[Tile]
) -> str:
    of, found = (Counter(t.class_name for t in each) for each in (tiles, lacking))
    told = ", ".join(
        tr("{found} of {of} in '{name}'", found=found[each], of=of[each], name=each)
        for each in sorted(of)
    )
    if spec.masked == "clumps only":
        sees = tr("of these the network sees an even ground alone")
    else:
        sees = tr("these it sees as they are")
    values = {"number": len(lacking), "of": len(tiles), "told": told, "sees": sees}
    if name == "train":
        return tr(
            "No clump was found in {number:,} of {of:,} tiles of training and "
            "validation ({told}): {sees}.",
            **values,
        )
    return tr(
        "No clump was found in {number:,} of {of:,} tiles of '{name}' ({told}): "
        "{sees}.",
        name=name,
        **values,
    )


def _seen(
    folder: Path,
    spec: StudySpec,
    tiles: Sequence[Tile],
    hashes: Mapping[Path, str],
    tell: Tell,
) -> Seen:
    from cellclassifier.core.spots.hiding import seen_in

    training = [tile for tile in tiles if tile.part == "train"]
    classes = sorted({tile.class_name for tile in training})
    control = control_of(classes, spec.masking.control)
    chosen = [t for t in training if control in ("", t.class_name)]
    kept = np.linspace(0, len(chosen) - 1, min(len(chosen), MOST_TILES))
    chosen = [chosen[place] for place in np.unique(kept.astype(int))]
    path = _path(folder, spec, chosen, hashes, "seen", "json")
    if path.exists():
        return Seen.model_validate_json(path.read_bytes())
    view = View(spec.tiling.size, spec.intensity, spec.reading)
    masked = view_of(spec)

    def pixels() -> Iterator[tuple[NDArray[np.float32], float]]:
        for done, tile in enumerate(chosen):
            tell(tr("looking at the control"), done, len(chosen))
            yield read_tile(tile, view), clump_radius(tile, masked)

    of = f"`{control}`" if control else "all classes"
    source = f"{len(chosen)} training tiles of {of}"
    seen = seen_in(pixels(), spec.masking, source, alone=not control)
    write_atomically(path, seen.model_dump_json(indent=2))
    return seen


def _areas(
    folder: Path,
    spec: StudySpec,
    tiles: Sequence[Tile],
    hashes: Mapping[Path, str],
    tell: Tell,
) -> NDArray[np.int64]:
    """Return how many pixels of each tile are clump."""
    from cellclassifier.core.spots.hiding import clumps_of

    path = _path(folder, spec, tiles, hashes, "areas", "npy")
    if path.exists():
        return np.asarray(np.load(path, allow_pickle=False))
    masked = view_of(spec)
    found = np.empty(len(tiles), np.int64)
    for place, tile in enumerate(tiles):
        if place % 20 == 0:
            tell(tr("looking for clumps"), place, len(tiles))
        pixels = read_tile(tile, masked.unmasked)
        mask = clumps_of(pixels, clump_radius(tile, masked), spec.masking)
        found[place] = int(mask.sum())
    data = io.BytesIO()
    np.save(data, found, allow_pickle=False)
    write_atomically(path, data.getvalue())
    return found


def _path(
    folder: Path,
    spec: StudySpec,
    tiles: Sequence[Tile],
    hashes: Mapping[Path, str],
    what: str,
    ending: str,
) -> Path:
    # Clumps are the same whether they are hidden or shown.
    finding = spec.masking.model_copy(update={"masked": "none"})
    settings = (spec.reading, spec.intensity, spec.tiling.size, finding)
    key = key_of(tiles, hashes, *settings)
    return folder / "cache" / f"clumps_{what}_{key}.{ending}"
