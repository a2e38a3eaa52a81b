"""Tiles on which runs differ: one row a tile, one column a run, with ticks."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cellclassifier.core.files import write_table
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.painted_plot import Table
from cellclassifier.gui.widgets.plot_export import save_menu
from cellclassifier.gui.widgets.runs_report import RunsReport
from cellclassifier.gui.widgets.tile_delegate import mark
from cellclassifier.gui.widgets.tile_filter import outcome_told

_Index = QModelIndex | QPersistentModelIndex
_FIRST = 2
"""Columns before those of the runs."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_MARK = 4 * theme.SPACE
_NARROW, _WIDE = 9 * theme.SPACE, 24 * theme.SPACE
_FEW = 5
"""Runs up to which the classes they predict are written, beside ticks and crosses."""


class SplitModel(QAbstractTableModel):
    """The tiles on which the runs of a report differ; nothing is copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report: RunsReport | None = None
        self.places: list[int] = []
        self.numbers: tuple[int, ...] = ()

    def show_report(self, report: RunsReport | None, numbers: tuple[int, ...]) -> None:
        """Show other tiles; `numbers` are those of the runs in the table of runs."""
        self.beginResetModel()
        self.report, self.numbers = report, numbers
        self.places = report.split.tolist() if report else []
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of tiles."""
        return 0 if parent.isValid() else len(self.places)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else _FIRST + len(self.numbers)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the title of a column; a run has its number, and its name as help."""
        if orientation != Qt.Orientation.Horizontal or self.report is None:
            return None
        run = section - _FIRST
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                (tr("tile"), tr("true"))[section] if run < 0 else f"{self.numbers[run]}"
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return _HELP[section] if run < 0 else self.report.names[run]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if run < 0 else _CENTRE
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or the sentence about a tile."""
        if self.report is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row())[index.column()]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.told(index.row())
        if role == Qt.ItemDataRole.UserRole:
            return self.outcome(index.row(), index.column() - _FIRST)
        return None

    def words(self, row: int) -> list[str]:
        """Return tile, true class, and what each run predicts."""
        if self.report is None:
            return []
        place, found = self.places[row], self.report.found
        classes = found.mean.classes
        image = Path(found.mean.images[place]).name
        called = [classes[label] for label in found.labels[:, place].tolist()]
        return [f"{found.tiles[place]}  {image}", self._true(place), *called]

    def told(self, row: int) -> str:
        """Return what all runs say of a tile, as a sentence."""
        tile, true, *called = self.words(row)
        by_run = zip(self.numbers, called, strict=True)
        return tr("tile {tile}, true: {true}; ", tile=tile, true=true) + ", ".join(
            tr(
                "run {number}: {name}{kind}",
                number=number,
                name=name,
                kind=self._kind(row, run),
            )
            for run, (number, name) in enumerate(by_run)
        )

    def outcome(self, row: int, run: int) -> str:
        """Return right, wrong, or nothing where the class is not known."""
        if self.report is None or run < 0 or not self.report.known[self.places[row]]:
            return ""
        right = self.report.found.right[run, self.places[row]]
        return "right" if right else "wrong"

    def table(self) -> Table:
        """Return what is shown, for a file."""
        names = self.report.names if self.report else ()
        header = ["tile and image", "true class", *names]
        return header, [self.words(row) for row in range(len(self.places))]

    def _true(self, place: int) -> str:
        if self.report is None or not self.report.known[place]:
            return "?"
        return self.report.found.mean.true_classes[place]

    def _kind(self, row: int, run: int) -> str:
        outcome = self.outcome(row, run)
        return f" ({outcome_told(outcome)})" if outcome else ""


class SplitTiles(QTableView):
    """Stays fluent with many thousands of tiles."""

    opened = Signal(object)
    """Numbers (tuple[int, ...]) of tiles that were chosen by Return or double click."""

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = SplitModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Cell(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAccessibleName(tr("Tiles on which the runs differ"))
        self.setMinimumHeight(30 * theme.SPACE)
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(6 * theme.SPACE)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(7 * theme.SPACE)
        self.doubleClicked.connect(self._open)

    def show_report(self, report: RunsReport | None, numbers: tuple[int, ...]) -> None:
        """Show other tiles; `numbers` are those of the runs in the table of runs."""
        self.rows.show_report(report, numbers)
        across = self.horizontalHeader()
        width = _WIDE if len(numbers) <= _FEW else _NARROW
        for place in range(_FIRST, _FIRST + len(numbers)):
            across.resizeSection(place, width)
        if report is not None:
            across.resizeSection(0, 30 * theme.SPACE)
            across.resizeSection(1, 20 * theme.SPACE)

    def export_menu(self) -> QMenu:
        """Return the menu of a right click."""
        savers = {"csv": lambda path: write_table(path, *self.rows.table())}
        name = tr("tiles on which runs differ")
        return save_menu(self, name, savers, self.told.emit)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to save."""
        self.export_menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen tiles by Return."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        report = self.rows.report
        if chosen and report is not None:
            places = [self.rows.places[row] for row in chosen]
            self.opened.emit(tuple(report.found.tiles[place] for place in places))


class _Cell(QStyledItemDelegate):
    """Paints a tick or a cross, with the class where there is room."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        outcome: str = index.data(Qt.ItemDataRole.UserRole) or ""
        if not outcome:
            super().paint(painter, option, index)
            return
        colours, palette = theme.colours(), option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            active = option.state & QStyle.StateFlag.State_Active
            group = QPalette.ColorGroup.Active if active else _INACTIVE
            ground = palette.color(group, QPalette.ColorRole.Highlight)
            painter.fillRect(option.rect, ground)
        ink = colours.right if outcome == "right" else colours.wrong
        ink = colours.on_accent if chosen else ink
        box = QRectF(option.rect)
        words = box.width() > _NARROW
        sign = QRectF(0, 0, _MARK, _MARK)
        sign.moveCenter(box.center())
        if words:
            sign.moveLeft(box.left() + theme.SPACE)
        pen = QPen(ink, 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(mark("right" if outcome == "right" else "wrong", sign), pen)
        painter.restore()
        if words:
            self._paint_words(painter, option, box.adjusted(_MARK + 6, 0, 0, 0), index)

    def _paint_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        box: QRectF,
        index: _Index,
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        colours = theme.colours()
        painter.setPen(colours.on_accent if chosen else colours.text)
        right = Qt.TextElideMode.ElideRight
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        short = option.fontMetrics.elidedText(words, right, int(box.width()))
        painter.drawText(box, _LEFT, short)


_INACTIVE = QPalette.ColorGroup.Inactive
_HELP = (
    tr("Number of the tile, and its image. Double click or Return shows it."),
    tr("The class of its folder; ? where it is not known."),
)
