"""Names the group of each image: what a split must never divide."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.group_table import groups_of, plain, read_group_table
from cellclassifier.core.language import tr
from cellclassifier.core.manifest import read_manifest
from cellclassifier.core.tile_spec import GroupSpec

TILE_SUFFIX = re.compile(r"^(.+?)(?:_r\d+_?c\d+|_x\d+_y\d+|_-?\d{1,3}deg)+$", re.I)
"""Usual endings of the names of tiles that were cut from one field, or turned."""

ALONE = "each image alone"
"""Said of images that are not grouped at all."""

_TURNED = "the image that each was made from, by the manifest of turned images"
_FOLDERS = "sub-folders of the class folders"
_FIELD = "the field that each tile was cut from, by its name"
_PATTERN, _TABLE = "the pattern ", "the table "

SHOWN = 5
"""Groups and files that a preview shows."""

_WELL = r"(?P<well>[A-P](?:0?[1-9]|1\d|2[0-4]))(?!\d|[A-Za-z](?!\d))"
_START = r"(?<![A-Za-z0-9])"


class Usual(NamedTuple):
    """A pattern on file names: what it finds, the pattern, and an example."""

    label: str
    pattern: str
    example: str


USUAL: tuple[Usual, ...] = (
    Usual("Well", rf"(?:{_START}|(?i:(?<=well))){_WELL}", "plate1_B02_f03.tif"),
    Usual(
        "Field, of its well",
        # A field of the same number is another one in another well.
        rf"(?:(?:{_START}|(?i:(?<=well))){_WELL}.*?)?"
        r"(?P<field>(?<![A-Za-z])(?i:field|site|fov|f|s)[ _-]?\d+)",
        "B02_f03.tif",
    ),
    Usual(
        "Date",
        r"(?<!\d)(?P<date>(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?"
        r"(?:0[1-9]|[12]\d|3[01]))(?=\d{4}(?:\d\d)?(?!\d)|(?!\d))",
        "control_2021-03-04_7.png",
    ),
    Usual(
        "Day", rf"{_START}(?P<day>(?i:day[ _-]?\d+|d\d+(?![A-Za-z0-9])))", "day3_07.tif"
    ),
    Usual(
        "Dish, plate or slide",
        r"(?<![A-Za-z])(?P<dish>(?i:dish|plate|slide|coverslip|chamber)[ _-]?"
        r"(?:\d+|[A-Za-z](?![A-Za-z])))",
        "dish2_cell_14.png",
    ),
    Usual(
        "Animal or donor",
        r"(?<![A-Za-z])(?P<animal>(?i:animal|mouse|rat|fish|donor|patient)[ _-]?\d+)",
        "mouse3_slice2.tif",
    ),
    Usual(
        "Turns of one picture (name_angle)",
        r"^(?P<name>.+?)_[-+]?\d{1,3}(?:\.\d+)?(?:deg)?(?:\.[A-Za-z]\w*)*$",
        "cell12_-018deg.png",
    ),
)
"""A menu of patterns; their labels are translated where they are drawn."""


class GroupPreview(NamedTuple):
    """What comes of a choice of groups.

    Attributes:
        groups: Number of groups.
        unmatched: Files that nothing groups, so that each stands alone.
        largest: The largest groups, with their numbers of files.
        examples: Some files' names with their groups; one that stands alone is last.
        how: How groups are named, in words.
    """

    groups: int
    unmatched: int
    largest: tuple[tuple[str, int], ...]
    examples: tuple[tuple[str, str], ...]
    how: str


Namer = Callable[[Path], str | None]


def find_grouping(
    folder: Path, files: Sequence[Path], spec: GroupSpec
) -> tuple[Callable[[Path], str], str]:
    """Return what names a file's group, and a text that says how.

    A file that nothing groups stands alone, under its path below the folder.

    Args:
        folder: Folder of the classes.
        files: All image files below it.
        spec: What the user chose.

    Raises:
        UserError: The table of groups, or the manifest of turned images, is not there,
            is damaged, or does not list all of `files`.
    """
    name, how = _namer(folder, files, spec)
    return lambda path: name(path) or _below(folder, path), how


def preview(folder: Path, files: Sequence[Path], spec: GroupSpec) -> GroupPreview:
    """Return what comes of `spec`; as `find_grouping`, which see."""
    name, how = _namer(folder, files, spec)
    named = [name(path) for path in files]
    matched = Counter(group for group in named if group)
    alone = [path for path, group in zip(files, named, strict=True) if not group]
    # Those alone are named after their paths, and are as many groups.
    largest = matched.most_common(SHOWN)
    largest += [(_below(folder, path), 1) for path in alone[: SHOWN - len(largest)]]
    first: dict[str, Path] = {}
    for path, group in zip(files, named, strict=True):
        if group:
            first.setdefault(group, path)
    step = max(1, len(first) // SHOWN)
    shown = list(first.items())[::step][: SHOWN - bool(alone)]
    examples = [(path.name, group) for group, path in shown]
    examples += [(path.name, _below(folder, path)) for path in alone[:1]]
    groups = len(matched) + len(alone)
    return GroupPreview(groups, len(alone), tuple(largest), tuple(examples), how)


def told(how: str) -> str:
    """Return how groups are named, a text that is kept with runs, as the user reads it.

    Args:
        how: Of `find_grouping`, of a preview or of the record of a run.
    """
    if how.startswith(_TABLE):
        return tr("the table {name}", name=how.removeprefix(_TABLE))
    if how.startswith(_PATTERN):
        pattern = how.removeprefix(_PATTERN)
        label = next((u.label for u in USUAL if f"'{u.label}'" == pattern), "")
        return tr("the pattern {name}", name=f"'{tr(label)}'" if label else pattern)
    return {
        ALONE: tr("each image alone"),
        _TURNED: tr(
            "the image that each was made from, by the manifest of turned images"
        ),
        _FOLDERS: tr("sub-folders of the class folders"),
        _FIELD: tr("the field that each tile was cut from, by its name"),
    }.get(how, how)


def _namer(folder: Path, files: Sequence[Path], spec: GroupSpec) -> tuple[Namer, str]:
    if spec.by == "table":
        return _by_table(folder, files, spec.table)
    if spec.by == "folder":
        return _by_folder(folder)
    if spec.by == "pattern" and spec.pattern:
        return _by_pattern(spec.pattern), f"{_PATTERN}{_words(spec.pattern)}"
    if spec.by == "auto":
        return _found(folder, files)
    return _by_image(folder)


def _found(folder: Path, files: Sequence[Path]) -> tuple[Namer, str]:
    manifest = read_manifest(folder) if files else None
    if manifest and any(_below(folder, path) in manifest for path in files):
        return lambda path: manifest.get(_below(folder, path)), _TURNED
    if files and all(_below(folder, path).count("/") > 1 for path in files):
        return _by_folder(folder)
    named = sum(TILE_SUFFIX.match(path.stem) is not None for path in files)
    if files and named >= 0.9 * len(files):
        return _field, _FIELD
    return _by_image(folder)


def _by_image(folder: Path) -> tuple[Namer, str]:
    return lambda path: _below(folder, path), ALONE


def _by_folder(folder: Path) -> tuple[Namer, str]:
    def name(path: Path) -> str | None:
        # Without its class: a day or dish that holds both classes is one group.
        return "/".join(_below(folder, path).split("/")[1:-1]) or None

    return name, _FOLDERS


def _field(path: Path) -> str:
    match = TILE_SUFFIX.match(path.stem)
    return match.group(1) if match else path.stem


def _by_pattern(pattern: str) -> Namer:
    compiled = re.compile(pattern)
    named = sorted(compiled.groupindex.values())

    def name(path: Path) -> str | None:
        match = compiled.search(path.name)
        if match is None:
            return None
        if named:
            return "/".join(filter(None, (match.group(place) for place in named)))
        return str(match.group(1 if compiled.groups else 0) or "")

    return name


def _words(pattern: str) -> str:
    labels = {usual.pattern: f"'{usual.label}'" for usual in USUAL}
    return labels.get(pattern, pattern)


def _by_table(
    folder: Path, files: Sequence[Path], table: Path | None
) -> tuple[Namer, str]:
    if table is None:
        raise UserError(
            tr(
                "Groups are to come from a table, but none is chosen. Choose a CSV "
                "file with the columns 'file' and 'group', or group the images in "
                "another way."
            )
        )
    paths = [plain(_below(folder, path)) for path in files]
    groups = groups_of(paths, read_group_table(table), folder.name, table)
    return (
        lambda path: groups.get(plain(_below(folder, path))),
        f"{_TABLE}{table.name}",
    )


def _below(folder: Path, path: Path) -> str:
    """Return the path below `folder`, with /, the same on every system."""
    start, text = f"{folder.as_posix()}/", path.as_posix()
    # Much faster than relative_to, which counts where there are 100,000 files.
    if text.startswith(start):
        return text[len(start) :]
    return path.relative_to(folder).as_posix()
