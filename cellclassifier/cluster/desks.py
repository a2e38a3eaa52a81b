"""The folder in which a node does an order: the study's own, or one made of a sheet.

In one of its own, the files bear the paths of this node while it works, and those of
the study again when they go back.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cellclassifier.cluster.orders import Listed, Order, Place, Sheet, pure
from cellclassifier.cluster.sheets import COMPANION, EVENTS, FROZEN, windows
from cellclassifier.cluster.store import Store
from cellclassifier.cluster.tidying import locked
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import sha256, write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.packing.manifest import unsafe
from cellclassifier.core.packing.moving import Move, Mover
from cellclassifier.core.runs import Run

NETWORKS = (".keras", ".npz")
"""Endings of the files of a run that hold networks, and are large."""

PASSING = frozenset({"control.json", "live.json", "unfinished.keras"})
"""Files of a run that mean something only where it is trained."""


def shared_run(order: Order) -> Path | None:
    """Return the run's own folder, where this computer sees it; else ``None``.

    The conductor leaves a note of the order there, so that another folder of the same
    path is not taken for it.
    """
    if not order.share or order.windows != windows():
        return None
    study = Path(order.folder)
    try:
        seen = _noted(note_of(study, order), order.key)
        seen = seen and all(_same(place) for place in order.sheet.places)
    except (OSError, ValueError):
        return None
    return study / "runs" / order.run if seen else None


def _noted(note: Path, key: str) -> bool:
    """Tell whether a note is that of an order: a key, or JSON with one."""
    text = note.read_text(encoding="utf-8")
    if text == key:
        return True
    found = json.loads(text)
    return isinstance(found, dict) and found.get("key") == key


def note_of(study: Path, order: Order) -> Path:
    """Return the file that shows a node that it sees the study's own folder."""
    if order.jobs:
        return study / "queue" / "errands" / order.key
    return study / "queue" / "far" / f"{order.run}.json"


def _same(place: Place) -> bool:
    """Tell whether the images of a folder seem to be here; the worker makes sure."""
    return all(
        (Path(place.was) / image.path).stat().st_size == image.size
        for image in place.images[:3]
    )


class Desk:
    """A folder of a node's own, for one run.

    Args:
        studies: Folder of all studies on this node.
        order: What is to be done.
        store: The contents.
    """

    def __init__(self, studies: Path, order: Order, store: Store) -> None:
        self._order, self._store = order, store
        self.study = studies / order.study
        # Several nodes of a computer may do jobs on one run at once. One does them one
        # after another in the same folder, so that the network is loaded once.
        self.root = self.study / "errands" / store.mark if order.jobs else self.study
        self.folder = self.root / "runs" / order.run
        self._given: dict[Path, str] = {}
        self._linked: dict[Path, tuple[int, int, int]] = {}
        refuse_unsafe(order.sheet)

    def taken(self) -> bool:
        """Tell whether another node of this computer works in the run's folder."""
        return locked(self.folder / ".lock")

    def have_it_paused(self) -> None:
        """Have whoever works in the run's folder pause after the epoch.

        Raises:
            OSError: The folder cannot be written.
        """
        # Being laid out, it is no run yet.
        with suppress(UserError):
            Run(self.folder).ask("pause")

    def lay_out(self, sheet: Sheet) -> Run:
        """Write all files of a sheet whose contents are here; return the run.

        What an order that was cut short has left of the same run is kept where it got
        farther than the sheet.

        Raises:
            OSError: A file cannot be written.
            Spoilt: A content is not here any more, or was damaged on this disk.
            UserError: The run was made by a newer version, or names a set so that its
                files would be elsewhere.
        """
        refuse_unsafe(sheet)
        self._there, self._back = self._movers(sheet)
        for place in sheet.places:
            # Once: the name is made of all images of the place.
            home = self._home_of(place)
            for image in place.images:
                self._put_image(home / image.path, image)
        farther = self._is_farther(sheet)
        for file in sheet.files:
            path = self.root / "runs" / file.path
            if not (farther and path.exists() and not self._is_frozen(path)):
                self._put_file(path, file)
        # So that it is not taken for a study that nobody uses.
        for used in (self.study, self.root):
            os.utime(used)
        run = Run(self.folder)
        _refuse_sets(run)
        # It may have been asked for something before it was cut short.
        run.forget_asked()
        return run

    def _is_frozen(self, path: Path) -> bool:
        below = path.relative_to(self.root / "runs").parts
        return below[1:2] != () and below[1] in FROZEN

    def _is_farther(self, sheet: Sheet) -> bool:
        path = self.folder / EVENTS
        if path.exists() and path.read_bytes().count(b"\n") > sheet.lines:
            return True
        if self.folder.exists():
            shutil.rmtree(self.folder)
        return False

    def _put_image(self, path: Path, image: Listed) -> None:
        if not path.exists() or path.stat().st_size != image.size:
            self._store.put(image.sha256, path, linked=True)

    def _put_file(self, path: Path, file: Listed) -> None:
        # Jobs on a run that was trained only read its networks.
        linked = bool(self._order.jobs) and path.suffix in NETWORKS
        self._store.put(file.sha256, path, linked)
        moved = self._there.file(path)
        if moved is not None:
            write_atomically(path, moved)
        if linked:
            self._linked[path] = _stamp(path)
        # What was here already is not known beside the study.
        self._given[path] = file.sha256 if moved is None else sha256(path)

    def _home_of(self, place: Place) -> Path:
        digest = hashlib.sha256(place.model_dump_json().encode()).hexdigest()[:16]
        # The name stays: sets are called by it.
        name = pure(place.was, self._order.windows).name or "images"
        return self.study / "images" / digest / name

    def _movers(self, sheet: Sheet) -> tuple[Mover, Mover]:
        order = self._order
        homes = [(place.was, self._home_of(place)) for place in sheet.places]
        homes.append((order.folder, self.root))
        there = [Move(was, home) for was, home in homes]
        back = [Move(str(home), pure(was, order.windows)) for was, home in homes]
        return Mover(there, order.windows), Mover(back, windows())

    def line_back(self, line: str) -> str:
        """Return a line of events with the paths of the study."""
        return self._back.settings(line)

    def changed(self) -> Iterator[Path]:
        """Yield files that are new or differ from what was given.

        Raises:
            OSError: A file cannot be read.
        """
        for path in self._own_files():
            # Large ones that are only read are not read once more for this.
            if path in self._linked and self._linked[path] == _stamp(path):
                continue
            if sha256(path) != self._given.get(path):
                yield path

    def name_of(self, path: Path) -> str:
        """Return the path of a file of the run below the study's ``runs``, with /."""
        return path.relative_to(self.folder.parent).as_posix()

    def moved_back(self, path: Path) -> bytes | None:
        """Return a file with the paths of the study; ``None`` where it has none.

        Raises:
            OSError: The file cannot be read.
        """
        return self._back.file(path)

    def _own_files(self) -> Iterator[Path]:
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and not _passes(path.name):
                yield path

    def clear(self) -> None:
        """Remove the run's folder; images and decoded tiles stay for the next one."""
        gone = self.root if self._order.jobs else self.folder
        shutil.rmtree(gone, ignore_errors=True)


def _stamp(path: Path) -> tuple[int, int, int]:
    facts = path.stat()
    return facts.st_ino, facts.st_mtime_ns, facts.st_size


def _passes(name: str) -> bool:
    return name.startswith(".") or name in PASSING or name.endswith(".unfinished")


def refuse_unsafe(sheet: Sheet) -> None:
    """Make sure that no name of a sheet leads out of its folder.

    Raises:
        UserError: One does, or cannot be on this computer.
    """
    images = [image.path for place in sheet.places for image in place.images]
    for name in (*(file.path for file in sheet.files), *images):
        if problem := unsafe(name):
            raise UserError(
                tr(
                    "The node cannot hold the file {name!r}: {problem}. Give the file "
                    "another name, or train on this computer.",
                    name=name,
                    problem=problem,
                )
            )


def refuse_companions(sheet: Sheet) -> None:
    """Make sure that all pixels of the images of a sheet can be sent.

    Raises:
        UserError: Those of one lie in files beside it.
    """
    for place in sheet.places:
        for image in place.images:
            if image.path.lower().endswith(COMPANION):
                raise UserError(
                    tr(
                        "{path} in {folder} keeps its pixels in files beside it, "
                        "which cannot be sent to another computer. Keep study and "
                        "images in a folder that the nodes see under the same path, "
                        "or train on this computer.",
                        path=image.path,
                        folder=place.was,
                    )
                )


def _refuse_sets(run: Run) -> None:
    """Make sure that the files of no set are elsewhere than in the run's folder."""
    for name in run.sets:
        if "/" in name or unsafe(name):
            raise UserError(
                tr(
                    "The node cannot predict the set {name!r}: it is no name of a "
                    "file. Rename the folder of its images, and train anew.",
                    name=name,
                )
            )
