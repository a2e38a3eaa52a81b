"""The part of the methods paragraph on images, tiles, brightness and the split."""

from collections import Counter
from collections.abc import Iterator

from cellclassifier.core.grouping import ALONE
from cellclassifier.core.report.material import Material
from cellclassifier.core.report.phrases import counted, listed, span
from cellclassifier.core.tile_spec import IntensitySpec, TilingSpec

_PLANES = {
    "only": "",
    "one": "plane {} of each stack",
    "maximum": "the maximum projection of each stack",
}


def images_words(material: Material) -> Iterator[str]:
    """Yield which images were used, and what the network saw of them."""
    images = material.images["train"]
    tests = [
        f"{counted(len(material.images[name]), 'image')} ({_by_class(material, name)}) "
        f"for the test set '{name}'"
        for name in material.record.tests
    ]
    more = f", and {listed(tests)}" if tests else ""
    yield (
        f"We used {counted(len(images), 'image')} of "
        f"{counted(len(material.record.classes), 'class', 'classes')} "
        f"({_by_class(material, 'train')}) for training and validation{more}."
    )
    reading = material.record.study.reading
    channels = counted(material.record.channels, "channel")
    taken = [f"channels {', '.join(map(str, reading.channels))}"] * bool(
        reading.channels
    )
    taken += [_PLANES[reading.plane].format(reading.plane_number)] * (
        reading.plane != "only"
    )
    taken += [f"time point {reading.time_number}"] * (reading.time == "one")
    if reading.mix != "keep":
        taken.append(f"the {reading.mix} of several channels as one grey value")
    used = f"; used were {listed(taken)}" if taken else ""
    yield f"The network saw {channels} ({material.record.depth}){used}."


def _by_class(material: Material, name: str) -> str:
    found = Counter(image.class_name for image in material.images[name])
    order = [*material.record.classes, *sorted(set(found))]
    known = dict.fromkeys(each for each in order if found[each])
    return ", ".join(f"{each} {found[each]:,}" for each in known)


def tiles_words(material: Material) -> Iterator[str]:
    """Yield how images were cut into tiles."""
    spec = material.record.study.tiling
    tiles = [tile for table in material.tables.values() for tile in table]
    sides = span({side for tile in tiles for side in (tile.width, tile.height)})
    yield (
        f"{_cut(spec)} ({sides} px a side in the image), "
        f"which the network saw at {spec.size} x {spec.size} px."
    )
    masked = material.record.study.masking
    if masked.active:
        yield f"As a control, tiles were masked ({masked.masked}) before it saw them."
    if spec.least_contrast:
        yield (
            f"Tiles whose standard deviation was below {spec.least_contrast:g} of the "
            "range were left out as near-empty, in all classes alike."
        )


def _cut(spec: TilingSpec) -> str:
    if spec.by == "size":
        overlap = f" overlapping by {100 * spec.overlap:.0f} %" if spec.overlap else ""
        return (
            f"Images were cut into square tiles of {spec.side:g} {spec.unit}{overlap}"
        )
    if spec.rows == spec.columns == 1:
        return "Each image was one tile"
    return f"Each image was cut into {spec.rows} x {spec.columns} tiles"


def intensity_words(material: Material) -> Iterator[str]:
    """Yield how pixel values became numbers."""
    rule: IntensitySpec = material.record.study.intensity
    if rule.rule == "image":
        yield (
            f"Each image was stretched on its own from its {rule.low:g}th to its "
            f"{rule.high:g}th percentile, so that brightness was not comparable "
            "between images."
        )
        return
    black, white = rule.black or 0.0, rule.white or 0.0
    found = {
        "full": "the full range of the training images' depth",
        "window": "points that were set by hand",
        "percentiles": f"the percentiles {rule.low:g} and {rule.high:g} of all "
        "training images",
    }[rule.rule]
    yield (
        "Pixel values were scaled linearly, by one rule for all images, so that "
        f"{black:g} became 0 and {white:g} became 1 ({found})."
    )


def split_words(material: Material) -> Iterator[str]:
    """Yield which tiles were trained on, and which were kept aside."""
    training, held = material.part("train"), material.part("validation")
    how = material.record.grouping
    groups = {tile.group or str(tile.image) for tile in material.tables["train"]}
    unit = "images" if how == ALONE else "whole groups"
    spec = material.record.study.training
    if not held:
        yield (
            f"All {counted(len(training), 'tile')} of {counted(len(groups), 'group')} "
            f"(groups: {how}) were trained on; no tiles were kept aside as validation."
        )
    else:
        kept = {tile.group or str(tile.image) for tile in held}
        folds = f", fold {spec.fold} of {spec.folds}" if spec.folds else ""
        yield (
            f"Tiles were split by {unit} (groups: {how}): {len(training):,} tiles of "
            f"{counted(len(groups - kept), 'group')} were trained on, and "
            f"{len(held):,} tiles of {counted(len(kept), 'group')} were kept aside as "
            f"validation (seed of the split {spec.split_seed}{folds})."
        )
    if how == ALONE:
        yield (
            "Images of one dish, field or day may so lie on both sides of that split."
        )
    if spec.max_tiles:
        yield f"Training tiles were drawn once at random, at most {spec.max_tiles:,}."
    if spec.per_class:
        yield (
            f"Of each class {spec.per_class:,} training {spec.per_class_unit} were "
            f"drawn at random (seed of the draw {spec.draw_seed})."
        )
    if spec.shuffled:
        yield "As a control, training labels had been dealt anew at random."
