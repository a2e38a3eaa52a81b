"""Gives the copies of a study's files the paths of where they are now."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from cellclassifier import __version__
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.packing.manifest import (
    ATTACHED,
    IMAGES,
    NOTE,
    Manifest,
    refuse_newer,
)
from cellclassifier.core.packing.moving import Move, Mover
from cellclassifier.core.spec import SCHEMA_VERSION
from cellclassifier.core.study import Study

FORMAT = 1
"""Version of the note."""

_AS_THEY_ARE = frozenset({"reviews", IMAGES, ATTACHED, NOTE})
"""What names no path, or must stay as it was to the byte: answers are sealed by it."""


def settle(
    made: Path,
    folder: Path,
    archive: str,
    manifest: Manifest,
    elsewhere: Mapping[str, Path],
) -> list[str]:
    """Replace old paths in a study that was extracted, and write down where.

    Args:
        made: Where the study lies now.
        folder: Where it will lie.
        archive: Name of the archive.
        manifest: What it holds.
        elsewhere: Where folders are that were not packed, by old path.

    Returns:
        Sentences on what to know.

    Raises:
        UserError: A newer version of the program made the study or a run of it, or
            its settings are damaged.
        OSError: A file cannot be written.
    """
    for path in (made / "study.json", *made.glob("runs/*/run.json")):
        refuse_newer(
            path.read_bytes(), path.relative_to(made).as_posix(), SCHEMA_VERSION
        )
    mover = Mover(_moves(folder, manifest, elsewhere), manifest.windows)
    changed = [
        rewritten
        for file in manifest.files
        if file.path.split("/")[0] not in _AS_THEY_ARE
        and (rewritten := _rewrite(made, file.path, mover))
    ]
    _write_note(made, archive, manifest, elsewhere, changed)
    study = Study.open(made)
    return list(_notes(study, manifest, elsewhere))


def _moves(
    folder: Path, manifest: Manifest, elsewhere: Mapping[str, Path]
) -> Iterator[Move]:
    for place in manifest.places:
        if place.now:
            yield Move(place.was, folder / place.now)
        else:
            # What was not packed is found where it was, even below the study.
            yield Move(place.was, elsewhere.get(place.was, Path(place.was)))
    yield Move(manifest.study, folder)


def _rewrite(made: Path, name: str, mover: Mover) -> dict[str, str] | None:
    """Replace the paths in a file; return its SHA-256 before and after."""
    path = made / name
    after = mover.file(path)
    if after is None:
        return None
    modified = path.stat().st_mtime
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    write_atomically(path, after)
    os.utime(path, (modified, modified))
    return {
        "path": name,
        "packed_sha256": before,
        "sha256": hashlib.sha256(after).hexdigest(),
    }


def _write_note(
    made: Path,
    archive: str,
    manifest: Manifest,
    elsewhere: Mapping[str, Path],
    changed: list[dict[str, str]],
) -> None:
    """Write down what was unpacked, and what was changed on the way."""
    note = {
        "what": "This study was unpacked from an archive. Paths of images were "
        "replaced in the files below; nothing else was changed.",
        "schema_version": FORMAT,
        "version": __version__,
        "unpacked": datetime.now(UTC).isoformat(),
        "archive": archive,
        "packed": manifest.created.isoformat(),
        "packed_version": manifest.version,
        "study": manifest.study,
        "folders": [
            {"was": place.was, "now": place.now or str(elsewhere.get(place.was, ""))}
            for place in manifest.places
        ],
        "changed": changed,
        "earlier": _earlier(made / NOTE),
    }
    text = json.dumps(note, indent=1, ensure_ascii=False)
    write_atomically(made / NOTE, text)


def _earlier(path: Path) -> object:
    """Return the note of an earlier unpacking, where the study had one."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def _notes(
    study: Study, manifest: Manifest, elsewhere: Mapping[str, Path]
) -> Iterator[str]:
    if manifest.images or elsewhere:
        return
    gone = [
        folder
        for folder in (study.spec.train, *study.spec.tests)
        if folder is not None and not folder.is_dir()
    ]
    if gone:
        yield (
            tr(
                "The images were not packed, and {folder} is not on this computer. "
                "Results and maps can be looked at. To see tiles or to predict, "
                "unpack the archive once more and name the folder of the images.",
                folder=gone[0],
            )
        )
