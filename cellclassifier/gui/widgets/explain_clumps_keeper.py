"""Keeps what is drawn by hand on the clumps of tiles, at once and in the study."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal

from cellclassifier.core.clumps.drawing import Drawing, History, Mask
from cellclassifier.core.clumps.masks import Corrections
from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile
from cellclassifier.gui.widgets.explain_outlines import Clumps


class _Place(NamedTuple):
    """What a correction belongs to."""

    study: Path
    tile: Tile
    digest: str


class Keeper(QObject):
    """Holds the drawings of one tile after the other, and saves each stroke.

    A drawing that could not be saved is kept here, also while other tiles are looked
    at, and saved as soon as that is possible.

    Signals:
        changed: Another drawing is to be seen.
        saved: What lies in the study has changed.
        failed: Why a drawing was not saved, in a sentence; "": all are.
    """

    changed = Signal()
    saved = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place: _Place | None = None
        self._history: History | None = None
        self._unsaved: dict[_Place, History] = {}
        self._awaits = False

    @property
    def tile(self) -> Tile | None:
        """The tile that can be drawn on; ``None``: none is."""
        return self._place.tile if self._place and self._history else None

    @property
    def now(self) -> Drawing | None:
        """What is drawn."""
        return self._history.now if self._history else None

    @property
    def can_undo(self) -> bool:
        """Whether there is a stroke to take back."""
        return self._history is not None and self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a stroke was taken back."""
        return self._history is not None and self._history.can_redo

    @property
    def unsaved(self) -> int:
        """Number of tiles whose drawing could not be saved yet."""
        return len(self._unsaved)

    def close_tile(self) -> None:
        """Draw on no tile, until one is taken."""
        self._place = self._history = None
        self._awaits = False
        self.changed.emit()

    def take(self, study: Path, clumps: Clumps, shape: tuple[int, int]) -> None:
        """Take over what was found in a tile.

        What a hand has drawn on the same tile stays.

        Args:
            study: Folder of the study.
            clumps: What was found, or corrected before.
            shape: Height and width of the tile, where it has no mask.
        """
        place = _Place(study, clumps.tile, clumps.digest)
        empty = np.zeros(shape, np.bool_)
        mask = empty if clumps.drawn is None else clumps.drawn
        found = Drawing(mask, clumps.corrected)
        if place != self._place or self._history is None:
            self._place, self._awaits = place, False
            self._history = self._unsaved.get(place) or History(found)
        elif self._awaits and not found.by_hand:
            self._awaits = False
            self._history.put(found)
        elif not self._history.now.by_hand and not found.by_hand:
            if np.array_equal(self._history.now.mask, mask):
                return
            self._history = History(found)
        else:
            return
        self.changed.emit()

    def draw(self, mask: Mask) -> None:
        """Keep a mask, (y, x), that a hand has drawn; all False is a statement too."""
        if self._history is not None:
            self._history.put(Drawing(mask, True))
            self._save()

    def undo(self) -> None:
        """Take the last stroke back."""
        self._step(History.undo)

    def redo(self) -> None:
        """Make it again."""
        self._step(History.redo)

    def forget(self) -> None:
        """Have clumps found in this tile as in the others; can be undone."""
        place, history = self._place, self._history
        if place is None or history is None or not history.now.by_hand:
            return
        try:
            Corrections(place.study).forget(place.tile, place.digest)
        except OSError as error:
            self.failed.emit(_sentence(place, error))
            return
        self._unsaved.pop(place, None)
        self._awaits = True
        self.saved.emit()

    def save_all(self) -> None:
        """Try again to save what could not be saved."""
        written = 0
        for place, history in list(self._unsaved.items()):
            try:
                _write(place, history.now)
            except OSError as error:
                self.failed.emit(_sentence(place, error))
                break
            del self._unsaved[place]
            written += 1
        if not self._unsaved:
            self.failed.emit("")
        if written:
            self.saved.emit()

    def _step(self, step: Callable[[History], Drawing]) -> None:
        if self._history is not None:
            before = self._history.now
            if step(self._history) is not before:
                self._save()

    def _save(self) -> None:
        """Save what is drawn now, and what could not be saved before."""
        assert self._place is not None
        assert self._history is not None
        self._unsaved[self._place] = self._history
        self.changed.emit()
        self.save_all()


def _write(place: _Place, drawing: Drawing) -> None:
    kept = Corrections(place.study)
    if drawing.by_hand:
        kept.save(place.tile, place.digest, drawing.mask)
    else:
        kept.forget(place.tile, place.digest)


def _sentence(place: _Place, error: OSError) -> str:
    return tr(
        "The correction of {image} is not saved: the folder "
        "{folder} cannot be written "
        "({strerror}). It stays here as it is drawn until the window "
        "is closed: free space, or allow writing, and press Save again.",
        image=place.tile.image.name,
        folder=Corrections(place.study).folder,
        strerror=error.strerror or error,
    )
