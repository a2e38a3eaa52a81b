"""The runs of an experiment as a table, each with its state and a bar of its own."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.experiment_rows import (
    PROGRESS,
    STATE,
    VARIANT,
    RunModel,
    RunRow,
)

_WIDTHS = (36, 12, 26, 42, 16)  # in steps of theme.SPACE

_BAR = 10 * theme.SPACE

_Index = QModelIndex | QPersistentModelIndex


class RunTable(QTableView):
    """Chooses a run; the chosen one stays chosen while the table is renewed.

    Signals:
        chosen: Id of the run that the user chose, "" for none.
        opened: Id of the run that was double-clicked, or chosen by Return.
        dropped: Id of the run that the key Delete was pressed on.
    """

    chosen = Signal(str)
    opened = Signal(str)
    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RunModel(self)
        self.setModel(self._rows)
        self.setItemDelegateForColumn(PROGRESS, _Bar(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAccessibleName(tr("Runs of the experiment"))
        self._size_headers()
        self.selectionModel().selectionChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def show_rows(self, rows: Sequence[RunRow], number: str = tr("Seed")) -> None:
        """Show other rows; emits nothing.

        Args:
            rows: The runs.
            number: What tells runs of one variant apart: the title of that column.
        """
        before = self.row()
        with QSignalBlocker(self):
            self._rows.set_rows(rows, number)
            ids = [row.run_id for row in rows]
            if before and before.run_id in ids:
                self._mark(ids.index(before.run_id))
        self.setColumnHidden(VARIANT, len({row.variant for row in rows}) < 2)

    def rows(self) -> list[RunRow]:
        """Return what is shown."""
        return list(self._rows.rows)

    def row(self) -> RunRow | None:
        """Return the run that is chosen."""
        found = self.selectionModel().selectedRows()
        return self._rows.rows[found[0].row()] if found else None

    def choose(self, run_id: str) -> None:
        """Choose a run, and bring it into sight; emits nothing."""
        places = [i for i, row in enumerate(self._rows.rows) if row.run_id == run_id]
        with QSignalBlocker(self):
            if places:
                self._mark(places[0])
                self.scrollTo(self._rows.index(places[0], STATE))
            else:
                self.clearSelection()

    def show_state(self, state: str) -> None:
        """Bring the first run in a state into sight, with what was before it."""
        for place, row in enumerate(self._rows.rows):
            if row.state == state:
                middle = QAbstractItemView.ScrollHint.PositionAtCenter
                self.scrollTo(self._rows.index(place, STATE), middle)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a run by Return, and drop one by Delete."""
        row = self.row()
        if row and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row.run_id)
        elif row and event.key() == Qt.Key.Key_Delete:
            self.dropped.emit(row.run_id)
        else:
            super().keyPressEvent(event)

    def _mark(self, place: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self._rows.index(place, STATE), flags.ClearAndSelect | flags.Rows
        )

    def _tell(self) -> None:
        row = self.row()
        self.chosen.emit(row.run_id if row else "")

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.rows[index.row()].run_id)

    def _size_headers(self) -> None:
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(6 * theme.SPACE)
        across.setDefaultAlignment(_LEFT)
        across.setHighlightSections(False)
        for place, width in enumerate(_WIDTHS):
            across.resizeSection(place, width * theme.SPACE)
        across.setSectionResizeMode(PROGRESS, QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(10 * theme.SPACE)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Bar(QStyledItemDelegate):
    """Paints how far a run is: a bar, and the words beside it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        row: RunRow = index.data(Qt.ItemDataRole.UserRole)
        colours, palette = theme.colours(), option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            active = option.state & QStyle.StateFlag.State_Active
            group = QPalette.ColorGroup.Active if active else _INACTIVE
            ground = palette.color(group, QPalette.ColorRole.Highlight)
            painter.fillRect(option.rect, ground)
        bar = QRectF(option.rect).adjusted(4, 0, 0, 0)
        bar.setWidth(_BAR)
        bar = bar.adjusted(0, 8.5, 0, -8.5)
        ink = colours.on_accent if chosen else colours.edge
        fill = QColor(colours.on_accent if chosen else _fill(row, colours))
        painter.fillRect(
            QRectF(bar.left(), bar.top(), bar.width() * row.share, bar.height()), fill
        )
        painter.setPen(ink)
        painter.drawRect(bar)
        words = QRectF(option.rect).adjusted(_BAR + 3 * theme.SPACE, 0, 0, 0)
        painter.setPen(colours.on_accent if chosen else colours.text)
        text = option.fontMetrics.elidedText(
            row.progress(), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, _LEFT, text)


_INACTIVE = QPalette.ColorGroup.Inactive


def _fill(row: RunRow, colours: theme.Colours) -> QColor:
    by_state = {"running": colours.accent, "done": colours.right}
    return by_state.get(row.state, colours.muted)
