"""Marks labels as wrong in the list of the study, and takes marks back."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.tiling import Tile
from cellclassifier.core.wrong_labels import WrongLabel, WrongLabels
from cellclassifier.gui.widgets.mark_dialog import MarkDialog, WithdrawDialog
from cellclassifier.gui.widgets.marks_dialog import MarksDialog
from cellclassifier.gui.widgets.prediction_table import Shown, told_mark


class Marker(QObject):
    """Asks by dialogs, writes, and tells what the list is then."""

    changed = Signal(object)
    """All marks that hold now, the oldest first."""

    told = Signal(str)
    """A sentence about what was done."""

    failed = Signal(str)
    """A sentence about why nothing was done."""

    def __init__(self, window: QWidget, refused: Callable[[], str]) -> None:
        """Make a marker.

        Args:
            window: What dialogs belong to.
            refused: Returns why nothing may be changed now, or nothing.
        """
        super().__init__(window)
        self._window = window
        self._refused = refused
        self._by = ""
        self._list: MarksDialog | None = None

    def mark(self, shown: Shown, numbers: Sequence[int]) -> None:
        """Ask why the labels of tiles are wrong, and mark them."""
        known = [shown.tile(n) for n in numbers if shown.outcome_of(n) != "unknown"]
        if not known or self._is_refused():
            return
        whole = all(_is_whole(tile, shown) for tile in known)
        dialog = MarkDialog(known, shown.table.classes, whole, self._window)
        dialog.by.setText(self._by)
        folder = shown.run.study_folder
        dialog.accepted.connect(lambda: self._mark(folder, known, dialog))
        dialog.open()

    def withdraw(self, study_folder: Path, entry: WrongLabel) -> None:
        """Ask why a mark is taken back, and do it."""
        if self._is_refused():
            return
        parent = self._list or self._window
        dialog = WithdrawDialog(told_mark(entry), parent)
        dialog.by.setText(self._by)
        dialog.accepted.connect(lambda: self._withdraw(study_folder, entry, dialog))
        dialog.open()

    def show_list(self, study_folder: Path) -> None:
        """Show all marks of a study."""
        found = WrongLabels(study_folder)
        try:
            entries = found.entries()
        except UserError as error:
            self.failed.emit(str(error))
            return
        dialog = self._list = MarksDialog(self._window)
        dialog.withdraw_asked.connect(lambda e: self.withdraw(study_folder, e))
        dialog.destroyed.connect(self._forget_list)
        dialog.show_entries(entries, str(found.path))
        dialog.open()

    def _forget_list(self) -> None:
        self._list = None

    def _is_refused(self) -> bool:
        if reason := self._refused():
            self.failed.emit(reason)
        return bool(reason)

    def _mark(self, folder: Path, tiles: Sequence[Tile], dialog: MarkDialog) -> None:
        self._by = dialog.by.text()
        suspected, whole = dialog.suspected.currentData(), dialog.whole.isChecked()
        images = {tile.image: tile.class_name for tile in tiles}
        marked: Sequence[Tile | tuple[Path, str]] = (
            list(images.items()) if whole else tiles
        )

        def write(found: WrongLabels) -> str:
            for each in marked:
                found.mark(each, dialog.reason, suspected, self._by)
            count = len(marked)
            if whole:
                return tr_n(
                    "Marked 1 image.", "Marked {count:,} images.", count, count=count
                )
            return tr_n("Marked 1 tile.", "Marked {count:,} tiles.", count, count=count)

        self._write(folder, write)

    def _withdraw(
        self, folder: Path, entry: WrongLabel, dialog: WithdrawDialog
    ) -> None:
        self._by = dialog.by.text()

        def write(found: WrongLabels) -> str:
            found.withdraw(entry.id, dialog.reason, self._by)
            return tr("The mark on {image} was withdrawn.", image=entry.image.name)

        self._write(folder, write)

    def _write(self, folder: Path, write: Callable[[WrongLabels], str]) -> None:
        found = WrongLabels(folder)
        try:
            sentence = write(found)
            entries = found.entries()
        except UserError as error:
            self.failed.emit(str(error))
            return
        if self._list:
            self._list.show_entries(entries, str(found.path))
        self.changed.emit(entries)
        self.told.emit(sentence)


def _is_whole(tile: Tile, shown: Shown) -> bool:
    extent = shown.extents[tile.image]
    return (tile.x, tile.y, tile.width, tile.height) == (0, 0, *extent)
