"""What has to be known of a folder before what a run predicts for it is believed."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from cellclassifier.core.entries import Image
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table
from cellclassifier.core.folders import LeftOut, earlier_digest
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.later_images import Tell
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile, read_raw

LOOKED_THROUGH = 2000
"""Tiles, with those of training, up to which turned and shifted copies are sought."""

SAME_SCALE = 0.05
"""Difference in scale, as a share, up to which cells appear at the same size."""


def of_left_out(left_out: Sequence[LeftOut], files: int) -> Iterator[str]:
    """Yield what to know where files are left out, of so many."""
    if left_out:
        path, reason = left_out[0]
        yield tr_n(
            "1 file is left out (of {files} in all), such as {name}: {reason}.",
            "{number} files are left out (of {files} in all), such as {name}: "
            "{reason}.",
            len(left_out),
            number=len(left_out),
            files=files,
            name=path.name,
            reason=reason.rstrip("."),
        )


def of_dropped(dropped: Sequence[Tile], kept: Sequence[Tile]) -> Iterator[str]:
    """Yield what to know where near-empty tiles are left out, as in training."""
    if dropped:
        yield (
            tr(
                "{number} of {of} tiles are near-empty and left out, as they were in "
                "training.",
                number=len(dropped),
                of=len(dropped) + len(kept),
            )
        )


def of_images(run: Run, images: Sequence[Image], tiles: Sequence[Tile]) -> list[str]:
    """Return what to know where images differ from those of training."""
    rows = [
        row
        for row in read_table(run.folder / "images.csv")
        if row.get("set") == "train"
    ]
    trained = [tile for tile in run.tiles() if tile.part == "train"]
    if not rows or not trained:
        return []
    return [*_of_depth(rows, images), *_of_scale(rows, trained, images, tiles)]


def _of_depth(
    rows: Sequence[Mapping[str, str]], images: Sequence[Image]
) -> Iterator[str]:
    known = {row["dtype"] for row in rows}
    other = sorted({image.extent.dtype for image in images} - known)
    if other:
        yield (
            tr(
                "Images here are {here}; those of training are {there}. The "
                "intensities are scaled as in training, so that the cells may look "
                "too dark or too bright to the network.",
                here=", ".join(other),
                there=", ".join(sorted(known)),
            )
        )


def _of_scale(
    rows: Sequence[Mapping[str, str]],
    trained: Sequence[Tile],
    images: Sequence[Image],
    tiles: Sequence[Tile],
) -> Iterator[str]:
    here, there = _side(tiles), _side(trained)
    unit = tr("pixels")
    sizes = [image.pixel_size for image in images if image.pixel_size]
    before = [float(row["pixel_size"]) for row in rows if row.get("pixel_size")]
    if sizes and before:
        here, there, unit = here * median(sizes), there * median(before), "µm"
    if abs(here / there - 1) > SAME_SCALE:
        yield (
            tr(
                "A tile here is {here:.4g} {unit} wide, one of training {there:.4g} "
                "{unit}: the network sees the cells at another size than it has "
                "learnt.",
                here=here,
                unit=unit,
                there=there,
            )
        )


def _side(tiles: Sequence[Tile]) -> float:
    return float(median(tile.width for tile in tiles))


def of_copies(
    run: Run, images: Sequence[Image], tiles: Sequence[Tile], tell: Tell
) -> Iterator[str]:
    """Yield what to know where images, or what they show, were in training.

    Files are told by their bytes. What is turned, shifted or saved otherwise is looked
    for where accuracy is measured and the tiles are not too many.
    """
    hashes = run.hashes()
    own = run.tiles()
    trained = {hashes[path] for path in {tile.image for tile in own}}
    same = {i.path for i in images if {i.sha256, earlier_digest(i.path)} & trained}
    if same:
        yield (
            tr(
                "{same} of {images} images were in training or validation (such as "
                "{example}): accuracy on them says nothing.",
                same=len(same),
                images=len(images),
                example=min(same).name,
            )
        )
    others = [t for t in tiles if t.image not in same and t.class_name]
    if others and len(own) + len(others) > LOOKED_THROUGH:
        yield (
            tr(
                "Copies of training tiles that are turned, shifted or saved otherwise "
                "were not looked for: that is done for up to {limit:,} tiles.",
                limit=LOOKED_THROUGH,
            )
        )
    elif others and not any(path.exists() for path in {t.image for t in own}):
        yield (
            tr(
                "The tiles could not be compared with those of training, to find "
                "copies that are turned, shifted or saved otherwise: the training "
                "images are not on this computer."
            )
        )
    elif others:
        yield from _alike(run, own, others, tell)


def _alike(
    run: Run, own: Sequence[Tile], others: Sequence[Tile], tell: Tell
) -> Iterator[str]:
    # Imported here: the window starts sooner without.
    from cellclassifier.core import leakage

    # Groups are of no concern here, and each is one of its own.
    tiles = [t._replace(group=str(place)) for place, t in enumerate([*own, *others])]
    parts = ["train"] * len(own) + ["later"] * len(others)
    reading = run.record.study.reading
    try:
        pairs = leakage.find(
            tiles,
            parts,
            lambda tile: read_raw(tile, reading),
            progress=lambda done, of: tell(tr("looking for copies"), done, of),
        )
    except UserError as error:
        yield tr(
            "The tiles could not be compared with those of training: {error}",
            error=error,
        )
        return
    if pairs:
        count = len({pair.other for pair in pairs})
        first = pairs[0]
        yield (
            tr(
                "{count} of {others} tiles may show what a training tile shows, "
                "turned, shifted or saved otherwise (such as {one}, like {other}): "
                "accuracy on them says nothing.",
                count=count,
                others=len(others),
                one=first.other_image.name,
                other=first.one_image.name,
            )
        )


def hashes_of_test(run: Run, name: str) -> dict[Path, str]:
    """Return the SHA-256 of each image of a test set, as it was when the run was made.

    Raises:
        OSError: The table of images cannot be read.
    """
    rows = read_table(run.folder / "images.csv")
    return {Path(r["path"]): r["sha256"] for r in rows if r.get("set") == name}
