"""Saves what a test set shows: tables, contact sheets, numbers and figures."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from cellclassifier.core.contact_sheet import (
    Look,
    SheetTile,
    write_sheet,
)
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import in_english, tr
from cellclassifier.core.predictions import write_predictions
from cellclassifier.core.tiling import view_of
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.asking import ask_folder
from cellclassifier.gui.widgets.contact_dialog import ContactDialog, SheetChoice
from cellclassifier.gui.widgets.plot_export import ask_and_save
from cellclassifier.gui.widgets.prediction_table import Shown
from cellclassifier.gui.widgets.tile_browser import TileBrowser

_KINDS = tr("PNG picture (*.png);;SVG drawing (*.svg);;PDF document (*.pdf)")
_NOTHING_KNOWN = tr("The class of no tile is known, so there are no numbers to save.")


class _Work(NamedTuple):
    """A sheet to be drawn in the background."""

    shown: Shown
    numbers: Sequence[int]
    title: str
    columns: int
    levels: tuple[float, float]


class SaveButton(QPushButton):
    """A button with a menu; what came of it is told as a sentence."""

    told = Signal(str)
    """A sentence about what was saved, or was not."""

    def __init__(
        self,
        browser: TileBrowser,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._browser = browser
        self._background = background
        self.setText(tr("Save"))
        self.setIcon(theme.icon("export"))
        self.setToolTip(tr("Saves predictions, numbers, figures and contact sheets."))
        self.setAccessibleName(tr("save"))
        menu = QMenu(self)
        self.setMenu(menu)
        menu.setToolTipsVisible(True)
        self.all = menu.addAction(tr("Predictions of all tiles (CSV) ..."))
        self.some = menu.addAction("")
        self.sheet = menu.addAction(tr("Contact sheet (PNG, SVG, PDF) ..."))
        self.numbers = menu.addAction(tr("Numbers and figures into a folder ..."))
        self.all.triggered.connect(lambda: self._save_table(all_tiles=True))
        self.some.triggered.connect(lambda: self._save_table(all_tiles=False))
        self.sheet.triggered.connect(self.ask_sheet)
        self.numbers.triggered.connect(self._save_numbers)
        menu.aboutToShow.connect(self.prepare)

    def prepare(self) -> None:
        """Name in the menu what there is to save now."""
        shown, count = self._browser.shown, self._browser.rows.size
        self.some.setText(
            tr("Predictions of the {count:,} tiles shown (CSV) ...", count=count)
        )
        for action in (self.some, self.sheet):
            action.setEnabled(count > 0)
        known = shown is not None and shown.unknown < len(shown.tiles)
        self.numbers.setEnabled(known)
        self.numbers.setToolTip("" if known else _NOTHING_KNOWN)

    def ask_sheet(self) -> None:
        """Ask which tiles come onto a contact sheet, and where it is saved."""
        browser = self._browser
        if browser.shown is None or not browser.rows.size:
            return
        chosen = browser.gallery.grid.count_chosen()
        # It stands on the sheet, which is read by others.
        with in_english():
            title = tr(
                "{test}, run {id}: {told}",
                test=browser.shown.test,
                id=browser.shown.run.id,
                told=browser.told(),
            )
        dialog = ContactDialog(chosen, browser.rows.size, title, self.window())
        dialog.accepted.connect(lambda: self._save_sheet(dialog.choice))
        dialog.open()

    def _save_table(self, all_tiles: bool) -> None:
        shown, rows = self._browser.shown, self._browser.rows
        if shown is None:
            return
        table = shown.table if all_tiles else shown.table.rows(rows)
        self._tell(
            ask_and_save(
                self, f"{shown.test}_predictions", "csv",
                lambda path: write_predictions(path, table),
            )
        )  # fmt: skip

    def _save_sheet(self, choice: SheetChoice) -> None:
        browser, shown = self._browser, self._browser.shown
        if shown is None:
            return
        numbers = (
            browser.gallery.grid.chosen_keys()
            if choice.chosen_only
            else [shown.table.tiles[row] for row in browser.rows.tolist()]
        )
        start = f"{shown.test}_contact_sheet.png"
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the sheet"), start, _KINDS)
        if name:
            kept = numbers[: choice.number]
            title = f"{len(kept):,} of {len(shown.tiles):,} tiles"
            title += f" of {choice.title}" if choice.title else ""
            work = _Work(shown, kept, title, choice.columns, browser.levels)
            path = Path(name)
            path = path if path.suffix else path.with_suffix(".png")
            colours = theme.colours(on_paper=True)
            inks = {
                "right": colours.right.name(),
                "wrong": colours.wrong.name(),
                "unknown": colours.uncertain.name(),
            }
            self._run("sheet", path.name, lambda: _draw(path, work, inks))

    def _save_numbers(self) -> None:
        shown = self._browser.shown
        folder = ask_folder(self, tr("Folder for numbers and figures"), Path.home())
        if shown is not None and folder is not None:
            self._run("evaluation", folder.name, lambda: _evaluate(folder, shown))

    def _run(self, key: str, name: str, work: Callable[[], str]) -> None:
        """Write in the background, and tell what came of it."""
        self.told.emit(tr("Writing {name} ...", name=name))

        def fail(error: BaseException) -> None:
            if isinstance(error, OSError):
                why = error.strerror or error
                self._tell(tr("Not saved: {why}. Choose another folder.", why=why))
            elif isinstance(error, UserError):
                self._tell(str(error))
            else:
                raise error

        self._background.run(f"save {key}", work, self._tell, fail)

    def _tell(self, sentence: str) -> None:
        if sentence:
            self.told.emit(sentence)


def _draw(path: Path, work: _Work, inks: dict[str, str]) -> str:
    shown = work.shown
    with in_english():
        tiles = [_sheet_tile(shown, shown.rows[number]) for number in work.numbers]
    look = Look(
        view_of(shown.run.record.study),
        work.levels,
        shown.run.pixel_sizes(shown.test),
        inks,
        work.columns,
    )
    missing = write_sheet(path, tiles, work.title, look)
    return " ".join(filter(None, (tr("Saved {path}.", path=path.name), missing)))


def _sheet_tile(shown: Shown, row: int) -> SheetTile:
    item, outcome = shown.item(row), shown.outcome(row)
    # Every tile of a test set has an outcome, if only that it is not known.
    kind = "unknown" if outcome == "none" else outcome
    return SheetTile(
        shown.tiles[row], item.caption, item.second, kind, row in shown.marks
    )


def _evaluate(folder: Path, shown: Shown) -> str:
    # Imported here: the window starts sooner without.
    from cellclassifier.core.evaluation.evaluate import evaluate
    from cellclassifier.core.evaluation.files import write_evaluation

    title = f"{shown.test}, run {shown.run.id}"
    into = folder / f"{shown.run.id}_{shown.test}"
    # With its notes, which are written.
    with in_english():
        found = evaluate(shown.table)
    written = write_evaluation(into, title, shown.table, found)
    return tr("Saved {written} files in {into}.", written=len(written), into=into)
