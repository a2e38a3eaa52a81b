"""With what a run was made: versions, device, and digests that pin its files."""

from collections.abc import Iterator

from cellclassifier import __version__
from cellclassifier.core.report.blocks import Block, Section, Table, Words
from cellclassifier.core.report.material import Material
from cellclassifier.core.report.of_settings import text_of

FILES = (
    ("model.keras", "the network"),
    ("images.csv", "the image list, with the SHA-256 of each image"),
    ("run.json", "the settings of the run"),
    ("tiles/train.csv", "tiles of training and validation"),
    ("environment.json", "versions and device"),
)
"""Files of a run that are pinned, and what each is."""


def versions(material: Material) -> Section:
    """Return versions and digests."""
    found, missing = tuple(_versions(material)), not material.environment
    blocks: list[Block] = [Table("Versions and device.", ("what", "it is"), found, 2)]
    if missing:
        text = "Versions of the training's libraries were not kept: there is no "
        text += "readable environment.json in the run."
        blocks.append(Words(text, "missing"))
    rows = tuple(_digests(material))
    header = ("file of the run", "what it is", "SHA-256")
    caption = (
        "Digests: who has files with these has the very images, settings and network "
        "of this report."
    )
    blocks.append(Table(caption, header, rows, 3))
    if not material.digest("model.keras"):
        blocks.append(Words("The run left no file model.keras.", "missing"))
    blocks.append(Words(f"Folder of the run: {material.run.folder}."))
    return Section("versions", "Versions and digests", tuple(blocks))


def _versions(material: Material) -> Iterator[tuple[str, str]]:
    record, found = material.record, material.environment
    yield "Cell Classifier, which made the run", record.version
    yield "Cell Classifier, which made this report", __version__
    yield "run made", f"{record.created:%Y-%m-%d %H:%M %Z}"
    names = {"python": "Python", "platform": "system", "device": "device"}
    names |= {"engine": "engine", "gain": "gain on entry (unit input)"}
    for key, name in names.items():
        if found.get(key) is not None:
            yield name, text_of(found[key])
    for name, version in packages(material).items():
        yield name, version


def packages(material: Material) -> dict[str, str]:
    """Return the version of each library that the run was trained with."""
    found = material.environment.get("packages")
    if not isinstance(found, dict):
        return {}
    return {str(name): str(version) for name, version in found.items()}


def _digests(material: Material) -> Iterator[tuple[str, str, str]]:
    tests = [
        (f"tiles/test_{n}.csv", f"tiles of test `{n}`") for n in material.record.tests
    ]
    told = [
        (material.run.predictions_path(name), f"predictions of `{name}`")
        for name in material.predictions
    ]
    below = material.run.folder
    files = [(path.relative_to(below).as_posix(), what) for path, what in told]
    for name, what in (*FILES, *tests, *files):
        if digest := material.digest(name):
            yield name, what, digest
