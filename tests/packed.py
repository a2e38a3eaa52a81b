"""Archives of studies that were written, and archives that were tampered with."""

import json
import zipfile
from pathlib import Path

import predicted
import reviewed

from cellclassifier.core.messages import Began, encode
from cellclassifier.core.packing.manifest import NAME
from cellclassifier.core.reviews.review import draw_review
from cellclassifier.core.reviews.spec import ReviewSpec


def study(where: Path):
    """Make a study with a run that is done, and has predicted its test set."""
    made = predicted.make_study(where)
    predicted.predict(predicted.finish(made))
    return made


def with_review(where: Path):
    """Make a study with a run, and a review that one reader has finished."""
    made = reviewed.study(where)
    run = reviewed.run(made)
    review = draw_review(made.folder, [run], "wells", ReviewSpec(seed=3))
    reviewed.finish(review, "Ada")
    return made, review


def train(run) -> None:
    """Have a run look as if it were being trained; its lock has to be held, too."""
    (run.folder / "events.jsonl").write_bytes(
        encode(Began(device="a stage", training_tiles=9, validation_tiles=3, batches=2))
    )


def names(archive: Path) -> set[str]:
    with zipfile.ZipFile(archive) as zipped:
        return set(zipped.namelist())


def manifest(archive: Path) -> dict:
    with zipfile.ZipFile(archive) as zipped:
        return json.loads(zipped.read(NAME))


def rewritten(archive: Path, into: Path, change, more=(), manifest_of=None) -> Path:
    """Copy an archive entry by entry.

    Args:
        archive: The archive.
        into: The copy.
        change: Of a name and its bytes: the new bytes; ``None`` leaves it out.
        more: Entries to add, as (ZipInfo or name, bytes).
        manifest_of: Changes the manifest, a dictionary, in place.
    """
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(into, "w") as new:
        for entry in old.infolist():
            data = change(entry.filename, old.read(entry))
            if entry.filename == NAME and manifest_of:
                told = json.loads(data)
                manifest_of(told)
                data = json.dumps(told).encode()
            if data is not None:
                new.writestr(entry, data)
        for name, data in more:
            new.writestr(name, data)
    return into


def as_it_is(name: str, data: bytes) -> bytes:
    return data


def below(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
