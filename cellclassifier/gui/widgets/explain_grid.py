"""Many tiles of all classes with their maps: the article's figure, as one click."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QMenu,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.attribution_looks import unit_told
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.asking import ask_folder
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.explain_afar import Afar
from cellclassifier.gui.widgets.explain_bar import ScaleBar
from cellclassifier.gui.widgets.explain_choices import ClassChoice, MethodBox
from cellclassifier.gui.widgets.explain_maps import Explain
from cellclassifier.gui.widgets.explain_series import Progress, Series, SeriesMaker
from cellclassifier.gui.widgets.explain_sheet import (
    Sheet,
    columns_for,
    pick,
    save_figure,
    save_maps,
)
from cellclassifier.gui.widgets.explain_show import ShowLine
from cellclassifier.gui.widgets.notice import primary
from cellclassifier.gui.widgets.number_boxes import dress
from cellclassifier.gui.widgets.prediction_table import Shown
from cellclassifier.gui.widgets.tile_grid import TileGrid
from cellclassifier.gui.widgets.wrapping_line import WrappingLine

_KINDS = tr("PNG picture (*.png);;SVG drawing (*.svg);;PDF document (*.pdf)")
_LEAST, _MOST = 36 * theme.SPACE, 64 * theme.SPACE
"""Side of a tile in the grid, px."""


class GridTab(QWidget):
    """Shows tiles of each class with letter, map and outcome; saves them."""

    told = Signal(str)
    """A sentence about what was saved, or was not."""

    tile_wanted = Signal(int)
    """The user wants to see the tile of this number large."""

    def __init__(
        self,
        background: Background,
        explain: Explain,
        afar: Afar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._afar = background, afar
        self._sheet: Sheet | None = None
        self._top = 1.0
        self._seed, self._problem = 0, ""
        self.maker = SeriesMaker(explain, afar, self)
        self.method, self.classes = MethodBox(), ClassChoice()
        self.count = QSpinBox()
        self.others = QPushButton(theme.icon("refresh"), tr("Others"))
        self.make = primary(QPushButton(tr("Make the maps")))
        self.save = QPushButton(theme.icon("export"), tr("Save"))
        self.show_line = ShowLine(common=True)
        self.show_line.outlines.hide()
        self.progress = Progress(tr("maps that are made"))
        self.state = BreakingLabel()
        self.bar = ScaleBar()
        self.grid = TileGrid(self._load)
        self._build()
        self._connect()

    @property
    def sheet(self) -> Sheet | None:
        """What is shown."""
        return self._sheet

    def show_set(self, shown: Shown) -> None:
        """Show tiles of another set."""
        self.maker.cancel()
        self.classes.set_classes(shown.table.classes)
        side = shown.run.record.study.tiling.size
        # Enlarged in whole numbers only.
        self.grid.set_tile_px(min(-(-_LEAST // side) * side, _MOST))
        self._draw(shown)

    def close_loader(self) -> None:
        """End the reading of tiles."""
        self.maker.cancel()
        self.grid.close_loader()

    def _build(self) -> None:
        dress(self.count, "")
        self.count.setRange(1, 60)
        self.count.setValue(12)
        self.count.setAccessibleName(tr("tiles of each class"))
        self.count.setToolTip(tr("How many tiles of each class are drawn at random."))
        self.others.setToolTip(tr("Draws other tiles at random."))
        self.save.setAccessibleName(tr("save the figure or the maps"))
        menu = QMenu(self)
        self.save_figure = menu.addAction(tr("Figure (PNG, SVG, PDF) ..."))
        self.save_maps = menu.addAction(tr("Maps as 32-bit TIFF, for ImageJ ..."))
        self.save.setMenu(menu)
        first = tr("Tiles of each class"), self.count, tr("made by"), self.method
        second = (
            *(tr("explaining the"), self.classes),
            *(self.others, self.make, self.save),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(WrappingLine(first, second))
        box.addWidget(self.show_line)
        box.addWidget(self.state)
        box.addWidget(self.progress)
        box.addWidget(self.grid, 1)
        box.addWidget(self.bar)

    def _connect(self) -> None:
        self.count.valueChanged.connect(self._draw_again)
        self.method.changed.connect(self._draw_again)
        self.classes.changed.connect(self._draw_again)
        self.others.clicked.connect(self._draw_others)
        self.show_line.changed.connect(self._on_look)
        self.make.clicked.connect(self._make)
        self.progress.cancelled.connect(self.maker.cancel)
        self.maker.progressed.connect(self._on_progress)
        self.maker.told.connect(self.progress.show_part)
        self.maker.ended.connect(self._on_made)
        self.maker.late.connect(self.renew)
        self.save_figure.triggered.connect(self._ask_figure)
        self.save_maps.triggered.connect(self._ask_maps)
        self.grid.activated_key.connect(self.tile_wanted.emit)

    def _draw_others(self) -> None:
        self._seed += 1
        self._draw_again()

    def _draw_again(self) -> None:
        self.maker.cancel()
        if self._sheet is not None:
            self._draw(self._sheet.shown)

    def _draw(self, shown: Shown) -> None:
        """Draw tiles, and look which maps of them are there."""
        self._problem = ""
        numbers = pick(shown, self.count.value(), self._seed)
        method, explained = self.method.method, self.classes.explained
        look, common = self.show_line.look, self.show_line.common
        self._take(Sheet(shown, numbers, method, explained, look, common))
        self.renew()

    def renew(self) -> None:
        """Look again which maps are there."""
        if (sheet := self._sheet) is not None:
            self._background.run("explain grid", sheet.read, self._on_read, _raise)

    def _on_read(self, read: Sheet) -> None:
        sheet = self._sheet
        if sheet is None or read[:4] != sheet[:4]:
            return
        self._take(sheet._replace(found=read.found, problems=read.problems))

    def _take(self, sheet: Sheet) -> None:
        self._sheet, self._top = sheet, sheet.top()
        self.grid.set_items(sheet.items())
        self.grid.refresh()
        self.bar.set_scale(
            *(sheet.signed, self._top, unit_told(sheet.method.key)),
            sheet.look.opacity,
        )
        self._show_state()

    def _show_state(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        missing, all_ = sheet.missing, len(sheet.numbers)
        there = sum(found.values is not None for found in sheet.found.values())
        words = [tr("{there} of {all} maps are there.", there=there, all=all_)]
        if missing:
            series = self._series(sheet)
            words.append(tr("To be made: {told}.", told=series.told()))
            words.append(self._afar.told(series.cost()))
        words += list(dict.fromkeys(sheet.problems.values()))
        self.state.setText(" ".join(filter(None, (self._problem, *words))))
        self.make.setEnabled(bool(missing) and not self.maker.busy)
        told = tr("Makes those that are missing; maps are kept.")
        self.make.setToolTip(told if missing else tr("All maps are there."))
        for action in (self.save_figure, self.save_maps):
            action.setEnabled(there > 0)
        self.save.setToolTip(
            tr("Saves the figure, or the maps with their values.")
            if there
            else tr("There is no map to save yet.")
        )
        self.save.setEnabled(there > 0)

    def _series(self, sheet: Sheet) -> Series:
        shown = sheet.shown
        return Series(shown.run, shown.test, sheet.method, sheet.missing)

    def _make(self) -> None:
        if self._sheet is not None and self._sheet.missing:
            self._problem = ""
            self.maker.start(self._series(self._sheet))
            self._show_state()

    def _on_progress(self, done: int, of: int) -> None:
        self.progress.show_part(tr("Explaining tiles"), done, of)
        self.renew()

    def _on_made(self, problem: str) -> None:
        self.progress.hide()
        self._problem = problem
        self.renew()
        self._show_state()

    def _on_look(self) -> None:
        if (sheet := self._sheet) is not None:
            look, common = self.show_line.look, self.show_line.common
            self._take(sheet._replace(look=look, common=common))

    def _load(self, number: int) -> NDArray[np.uint8]:
        # Called on threads: what is shown may be replaced meanwhile.
        sheet, top = self._sheet, self._top
        if sheet is None:
            raise ValueError("no set is shown")
        return sheet.pixels(number, top)

    def _ask_figure(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        start = f"{sheet.shown.test}_{sheet.method.key}.png"
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save the figure"), start, _KINDS
        )
        if name:
            path = Path(name)
            path = path if path.suffix else path.with_suffix(".png")
            columns = columns_for(sheet.numbers)
            self._write(path.name, lambda: save_figure(path, sheet, columns))

    def _ask_maps(self) -> None:
        sheet = self._sheet
        folder = ask_folder(self, tr("Folder for the maps"), Path.home())
        if sheet is not None and folder is not None:
            self._write(tr("the maps"), lambda: save_maps(folder, sheet))

    def _write(self, name: str, work: Callable[[], str]) -> None:
        """Write in the background, and tell what came of it."""
        self.told.emit(tr("Writing {name} ...", name=name))

        def fail(error: BaseException) -> None:
            if isinstance(error, OSError):
                why = error.strerror or error
                self.told.emit(tr("Not saved: {why}. Choose another folder.", why=why))
            elif isinstance(error, UserError):
                self.told.emit(str(error))
            else:
                raise error

        self._background.run("save explained", work, self.told.emit, fail)


def _raise(error: BaseException) -> None:
    raise error
