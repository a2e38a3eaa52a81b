"""The question of a study, and the images, groups and tiles that are to answer it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from cellclassifier.core import checks
from cellclassifier.core.dataset import Dataset
from cellclassifier.core.entries import Image
from cellclassifier.core.files import read_table
from cellclassifier.core.grouping import ALONE
from cellclassifier.core.intensity import warning
from cellclassifier.core.report.blocks import Block, Bullets, Section, Table, Words
from cellclassifier.core.report.gallery import Gallery
from cellclassifier.core.report.material import Material
from cellclassifier.core.report.phrases import counted, listed, named, span
from cellclassifier.core.tiling import Tile

PARTS = {"train": "training", "validation": "validation"}


def question(material: Material) -> Section:
    """Return what the study asks."""
    record = material.record
    classes = listed([named(name) for name in record.classes], "or")
    network = record.study.training.network
    blocks: list[Block] = [
        Words(
            f"Can the network {named(network)} tell of a tile that it has never seen "
            f"whether it is {classes}? Study {named(material.study_name)}, run "
            f"{named(record.id)} of {record.created:%Y-%m-%d}."
        )
    ]
    if record.study.masking.active:
        blocks.append(
            Words(
                "This run is a control: of each tile the network sees "
                f"{named(record.study.masking.masked)}, in training and tests alike.",
                "attention",
            )
        )
    if record.study.training.shuffled:
        blocks.append(
            Words(
                "This run is a control: its training labels were dealt anew at random. "
                "What it learnt is no class, and its test has to stay at chance.",
                "attention",
            )
        )
    return Section("question", "Question", tuple(blocks))


def images(material: Material, gallery: Gallery) -> Section:
    """Return what images, groups and tiles there are, with examples."""
    blocks: list[Block] = [_by_part(material), _by_set(material)]
    blocks += [Words(f"Groups, which no split divides: {_grouping(material)}.")]
    blocks += [Words(text) for text in left_out(material)]
    blocks += gallery.examples()
    problems = tuple(_problems(material))
    if problems:
        blocks += [Words("What is to be known of these images:"), Bullets(problems)]
    else:
        blocks.append(Words("The checks of the images had nothing to remark."))
    return Section("images", "Images, groups and tiles", tuple(blocks))


def _grouping(material: Material) -> str:
    how = material.record.grouping
    if how != ALONE:
        return how
    return (
        f"{ALONE}, so that images of one dish or day may lie on both sides of a split"
    )


def _by_part(material: Material) -> Table:
    rows: list[tuple[str, ...]] = []
    for name, tiles in parts_of(material).items():
        shown = PARTS.get(name, f"test {named(name)}")
        for class_name in material.record.classes:
            own = [tile for tile in tiles if tile.class_name == class_name]
            rows.append((shown, class_name, *_counts(own)))
        rows.append((shown, "all classes", *_counts(tiles)))
    header = ("part", "class", "images", "groups", "tiles")
    return Table("Images, groups and tiles by part and class.", header, tuple(rows), 2)


def parts_of(material: Material) -> dict[str, tuple[Tile, ...]]:
    """Return the tiles of training, of validation where there is one, and tests."""
    found = {name: material.part(name) for name in PARTS}
    if not found["validation"]:
        del found["validation"]
    return {**found, **{name: material.tables[name] for name in material.record.tests}}


def _counts(tiles: Sequence[Tile]) -> tuple[str, str, str]:
    images = {tile.image for tile in tiles}
    groups = {tile.group or str(tile.image) for tile in tiles}
    return f"{len(images):,}", f"{len(groups):,}", f"{len(tiles):,}"


def _by_set(material: Material) -> Table:
    rows = []
    folders = {"train": material.record.study.train, **material.record.tests}
    for name, found in material.images.items():
        shown = "training, validation" if name == "train" else f"test {named(name)}"
        rows.append((shown, str(folders.get(name) or ""), *_described(found)))
    header = (
        *("set", "folder", "images", "sides (px)", "channels", "type"),
        *("values", "pixel (\u00b5m)"),
    )
    return Table("What the images are.", header, tuple(rows), 2)


def _described(images: Sequence[Image]) -> tuple[str, ...]:
    sides = {side for image in images for side in (image.width, image.height)}
    types = Counter(image.extent.dtype for image in images)
    lowest = min((image.extent.minimum for image in images), default=0)
    highest = max((image.extent.maximum for image in images), default=0)
    sizes = {image.pixel_size for image in images if image.pixel_size}
    return (
        f"{len(images):,}",
        span(sides),
        span({image.channels for image in images}),
        ", ".join(sorted(types)),
        f"{lowest:g}-{highest:g}",
        span(sizes, ".4g") if sizes else "not known",
    )


def left_out(material: Material) -> Iterator[str]:
    """Yield what was left out of the tiles, and why."""
    least = material.record.study.tiling.least_contrast
    dropped = material.run.folder / "dropped"
    tables = sorted(dropped.glob("*.csv")) if dropped.is_dir() else []
    for path in tables:
        count = _rows(path)
        where = "training" if path.stem == "train" else f"test {named(path.stem)}"
        yield (
            f"{counted(count, 'tile')} of {where} with a contrast below {least:g} "
            "counted as near-empty and were left out, in all classes alike."
        )
    if count := _rows(material.run.folder / "not_drawn.csv"):
        yield (
            f"{counted(count, 'training tile')} were not used: those that are were "
            "drawn from all at random."
        )
    if count := _rows(material.run.folder / "wrong_labels.csv"):
        left = material.record.study.training.marked_labels == "left out"
        then = "left out" if left else "used all the same"
        yield (
            f"The labels of {counted(count, 'tile')} of training and validation were "
            f"marked as wrong by hand; these tiles were {then}."
        )


def _rows(path: Path) -> int:
    return len(read_table(path)) if path.is_file() else 0


def _problems(material: Material) -> Iterator[str]:
    """Yield what the checks of the window say of these images and tiles."""
    training = material.record.study.training
    train = _dataset(material, "train")
    validation = bool(training.validation_share or training.folds)
    tiles = _tiles_by_class(material.tables["train"])
    for problem in checks.training_problems(train, tiles, validation):
        yield f"Training images: {problem.text}"
    for name in material.record.tests:
        test, tiles = _dataset(material, name), _tiles_by_class(material.tables[name])
        for problem in checks.testing_problems(name, test, train, tiles):
            yield f"{named(name)}: {problem.text}"
    if text := warning(material.record.study.intensity):
        yield text
    for name in material.record.tests:
        yield from material.run.notes_of(name)


def _dataset(material: Material, name: str) -> Dataset:
    """Return images as the checks take them; what was not usable is not kept."""
    folders = {"train": material.record.study.train, **material.record.tests}
    found = material.images[name]
    there = defaultdict(list)
    for image in found:
        there[image.class_name].append(image)
    order = [*material.record.classes, *sorted(there)]
    classes = tuple(dict.fromkeys(each for each in order if each in there))
    folder = folders[name] or material.study.folder
    return Dataset(folder, classes, found, (), (), material.record.grouping)


def _tiles_by_class(tiles: Sequence[Tile]) -> dict[str, int]:
    return dict(Counter(tile.class_name for tile in tiles))
