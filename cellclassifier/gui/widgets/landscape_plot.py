"""Small plots in rows, with one legend, whose values are read by mouse and keys."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.flow import flow
from cellclassifier.gui.widgets.landscape_base import LandscapePlot
from cellclassifier.gui.widgets.landscape_panels import (
    Brush,
    Look,
    Panel,
    number_texts,
    paint_line,
)
from cellclassifier.gui.widgets.unit_plot import LEFT

_PAD = 2 * theme.SPACE
_SAMPLE, _GAP = 8 * theme.SPACE, 3 * theme.SPACE
_LEAST = 38 * theme.SPACE  # px, width of a small plot
_HEIGHT = 50 * theme.SPACE  # px, of a row of small plots
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PanelPlot(LandscapePlot):
    """Shows as many small plots beside each other as can be read, then below."""

    name = tr("loss around the network")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panels: tuple[Panel, ...] = ()
        self._cursor: tuple[int, int] | None = None
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The small plots that are shown."""
        return self._panels

    def set_panels(self, panels: Sequence[Panel]) -> None:
        """Show other small plots."""
        self._panels, self._cursor = tuple(panels), None
        self._describe()
        self.updateGeometry()
        self.update()

    def is_empty(self) -> bool:
        """Return whether there is nothing to plot."""
        return not self._panels

    def tip_at(self, place: QPoint) -> str:
        """Return the values nearest to a place, or nothing beside the plots."""
        found = self._nearest(QPointF(place))
        return "" if found is None else self.words(*found)

    def words(self, panel: int, stop: int) -> str:
        """Return what is told of a place of a small plot."""
        shown = self._panels[panel]
        return "\n".join(t for t in (shown.title, shown.stops[stop].words) if t)

    def area(self, panel: int) -> QRectF:
        """Return where the curves of a small plot lie, px."""
        columns, line = self._columns(self.width()), self.fontMetrics().height()
        row, column = divmod(panel, columns)
        top = _PAD + self._legend_lines() * line
        rows = -(-len(self._panels) // columns)
        high = (self.height() - top - theme.SPACE) / rows
        wide = (self.width() - 2 * _PAD) / columns
        left = _PAD + column * wide + self._beside(panel)
        upper = top + row * high + line + 2 * theme.SPACE
        lower = top + (row + 1) * high - 2 * line - 2 * theme.SPACE
        right = _PAD + (column + 1) * wide - 3 * theme.SPACE
        return QRectF(QPointF(left, upper), QPointF(right, lower))

    def hasHeightForWidth(self) -> bool:
        """Tell that more rows are needed where there is less room beside."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for legend and rows, px."""
        rows = -(-max(1, len(self._panels)) // self._columns(width))
        return rows * _HEIGHT + 4 * self.fontMetrics().height()

    def sizeHint(self) -> QSize:
        """Ask for a place where one row can be read."""
        return QSize(120 * theme.SPACE, self.heightForWidth(120 * theme.SPACE))

    def minimumSizeHint(self) -> QSize:
        """Keep the axes."""
        return QSize(_LEAST + 4 * _PAD, _HEIGHT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the values under the mouse."""
        self._point_at(self._nearest(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Mark nothing once the mouse is gone."""
        self._point_at(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the values before or after by the arrow keys."""
        step = _STEPS.get(Qt.Key(event.key()))
        stops = self._stops()
        if step is None or not stops:
            super().keyPressEvent(event)
            return
        before = -1 if step > 0 else len(stops)
        at = stops.index(self._cursor) if self._cursor else before
        panel, stop = stops[min(max(at + step, 0), len(stops) - 1)]
        self._point_at((panel, stop))
        place = self.mapToGlobal(self.area(panel).topLeft().toPoint())
        QToolTip.showText(place, self.words(panel, stop), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the legend, and each small plot."""
        if (painter := self.begun()) is None:
            return
        self._paint_legend(painter)
        for place, panel in enumerate(self._panels):
            brush = Brush(painter, self.area(place), panel, self.colours())
            brush.axes()
            brush.lines()
            if self._cursor and self._cursor[0] == place and not self._on_paper:
                brush.cursor(panel.stops[self._cursor[1]].x)
        self.paint_frame(painter)

    def _columns(self, width: int) -> int:
        fit = max(1, min(3, (width - 2 * _PAD) // _LEAST))
        return int(min(fit, max(1, len(self._panels))))

    def _beside(self, panel: int) -> float:
        """Return the room for the numbers and the name at the left, px."""
        # Alike below each other, so that areas are in line.
        columns = self._columns(self.width())
        column = self._panels[panel % columns :: columns]
        texts = [text for each in column for text in number_texts(each)]
        width = max(map(self.fontMetrics().horizontalAdvance, texts), default=0)
        return width + self.fontMetrics().height() + 10

    def _stops(self) -> list[tuple[int, int]]:
        counts = [len(panel.stops) for panel in self._panels]
        return [(panel, stop) for panel, n in enumerate(counts) for stop in range(n)]

    def _nearest(self, place: QPointF) -> tuple[int, int] | None:
        for number, panel in enumerate(self._panels):
            area = self.area(number)
            if panel.stops and area.contains(place):
                share = (place.x() - area.left()) / area.width()
                far = [abs(panel.across.share(stop.x) - share) for stop in panel.stops]
                return number, far.index(min(far))
        return None

    def _point_at(self, found: tuple[int, int] | None) -> None:
        if found != self._cursor:
            self._cursor = found
            self._describe()
            self.update()

    def _describe(self) -> None:
        hint = "; ".join(text for text, _ in self._kinds())
        told = self.words(*self._cursor) if self._cursor else hint
        self.setAccessibleDescription(told)

    def _kinds(self) -> list[tuple[str, Look]]:
        """Return what the legend explains, each once."""
        lines = [line for panel in self._panels for line in panel.lines]
        return list({line.legend: line.look for line in lines}.items())

    def _legend(self) -> Iterator[tuple[float, int]]:
        """Yield where each entry begins, px, and in which line it stands."""
        words = (self.fontMetrics().horizontalAdvance(t) for t, _ in self._kinds())
        widths = (_SAMPLE + theme.SPACE + width for width in words)
        return flow(widths, _GAP, self.width() - 2 * _PAD)

    def _legend_lines(self) -> int:
        return max((row for _, row in self._legend()), default=0) + 1

    def _paint_legend(self, painter: QPainter) -> None:
        line, elide = self.fontMetrics().height(), Qt.TextElideMode.ElideRight
        for (text, look), (left, row) in zip(
            self._kinds(), self._legend(), strict=True
        ):
            start, middle = _PAD + left, _PAD + (row + 0.5) * line
            ends = [QPointF(start, middle), QPointF(start + _SAMPLE, middle)]
            if not look.width:
                ends = [QPointF(start + _SAMPLE / 2, middle)]
            paint_line(painter, look._replace(ring=False), ends, self.colours())
            middle_alone = look._replace(width=0)
            paint_line(
                painter, middle_alone, [(ends[0] + ends[-1]) / 2], self.colours()
            )
            box = QRectF(start + _SAMPLE + theme.SPACE, middle - line / 2, 0, line)
            box.setRight(self.width() - _PAD)
            painter.setPen(self.colours().text)
            short = self.fontMetrics().elidedText(text, elide, int(box.width()))
            painter.drawText(box, LEFT, short)
