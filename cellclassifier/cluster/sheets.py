"""Lists what a node needs of a run, and where the contents are beside the study."""

import hashlib
import os
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path

from cellclassifier.cluster.orders import Listed, Place, Sheet
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import sha256
from cellclassifier.core.language import tr
from cellclassifier.core.later_record import read_later
from cellclassifier.core.runs import Run

FROZEN = (
    *("run.json", "images.csv", "tiles", "dropped", "leaks.csv", "not_drawn.csv"),
    *("wrong_labels.csv", "without_clumps.csv"),
)
"""What a run was made with."""

TRAINED = ("checkpoint.npz", "best.npz", "batch_loss.csv", "history.csv", "epochs")
"""What a training goes on from."""

USED = (
    *("model.keras", "best.npz", "checkpoint.npz", "predictions", "later"),
    "validation.csv",
)
"""What predictions and attributions are made with."""

EVENTS = "events.jsonl"
COMPANION = ".oif"
"""Ending of images whose pixels lie in other files, which are not sent."""


class Contents:
    """A sheet, and the file of each content of it by its SHA-256."""

    def __init__(self, run: Run, errand: bool) -> None:
        self._run, self._errand = run, errand
        self.paths: dict[str, Path] = {}
        files = tuple(self._files())
        self.sheet = Sheet(
            files=files, places=tuple(self._places()), lines=count_lines(run)
        )

    def _files(self) -> Iterator[Listed]:
        run = self._run
        names = (*FROZEN, EVENTS, *(USED if self._errand else TRAINED))
        yield from self._listed(run.folder, names)
        if run.record.continues and not self._errand:
            parent = run.folder.parent / run.record.continues
            yield from self._listed(parent, ("run.json", EVENTS, *TRAINED))

    def _listed(self, folder: Path, names: Iterable[str]) -> Iterator[Listed]:
        for name in names:
            for path in _below(folder / name):
                below = path.relative_to(folder).as_posix()
                yield self._known(path, f"{folder.name}/{below}", sha256(path))

    def _known(self, path: Path, name: str, digest: str) -> Listed:
        self.paths[digest] = path
        return Listed(path=name, size=path.stat().st_size, sha256=digest)

    def _places(self) -> Iterator[Place]:
        run, record = self._run, self._run.record
        known = run.hashes()
        for later in read_later(run.folder) if self._errand else ():
            known |= run.hashes(later.name)
        folders = [record.study.train, *run.sets.values()]
        found = {
            folder: [*self._images(folder, known)]
            for folder in dict.fromkeys(each for each in folders if each)
        }
        start = record.study.training.start
        if start and start.exists() and not self._errand:
            # It may lie beside the folders of the classes: one folder, one place.
            listed = self._known(start, start.name, sha256(start))
            found.setdefault(start.parent, []).append(listed)
        for folder, images in found.items():
            yield Place(was=str(folder), images=tuple(images))

    def _images(self, folder: Path, known: dict[Path, str]) -> Iterator[Listed]:
        for path, digest in known.items():
            if not path.is_relative_to(folder):
                continue
            try:
                yield self._known(path, path.relative_to(folder).as_posix(), digest)
            except FileNotFoundError as error:
                raise UserError(
                    tr(
                        "The image {path} is gone, so it cannot be sent to a node. "
                        "Put it back, or choose the folders again and train anew.",
                        path=path,
                    )
                ) from error


def count_lines(run: Run) -> int:
    """Return the number of whole lines of a run's events."""
    path = run.folder / EVENTS
    return path.read_bytes().count(b"\n") if path.exists() else 0


def study_key(folder: Path) -> str:
    """Return what names a study among those of all computers."""
    text = f"{platform.node()}\0{folder.resolve()}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def windows() -> bool:
    """Tell whether the paths of this computer are those of Windows."""
    return os.name == "nt"


def _below(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file())
        yield from (p for p in found if not p.name.startswith("."))
