"""Test accuracy of the finished runs: a dot each, with mean, SD and interval."""

from collections.abc import Iterator, Mapping

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.core.experiment_results import Spread
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.flow import flow
from cellclassifier.gui.widgets.painted_plot import PaintedPlot, Table
from cellclassifier.gui.widgets.variant_marks import paint_mark
from cellclassifier.gui.widgets.variant_words import variant_told

_STRIP = 8 * theme.SPACE
"""Height of the dots of one variant, with the interval below them, px."""

_DOTS = _STRIP - 2.5 * theme.SPACE
_DOT = 8  # px
_PAD = 2 * theme.SPACE
_SAMPLE = 4 * theme.SPACE
_EMPTY = 25 * theme.SPACE
_PALE = 70  # of 255
_FILL = 190  # of 255: dots that lie on each other can be counted
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class DotStrip(PaintedPlot):
    """One line of dots a variant; every number stands there in words too."""

    name = tr("test accuracy of the runs")

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        super().__init__(message, parent)
        self._spreads: dict[str, Spread] = {}
        self._test, self._chance = "", 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_spreads(
        self, test: str, spreads: Mapping[str, Spread], chance: float
    ) -> None:
        """Show other results.

        Args:
            test: Name of the test set.
            spreads: Accuracy of the runs, 0 to 1, by variant; those without a result
                yet have no values.
            chance: Accuracy that guessing has, 0 to 1.
        """
        self._test, self._spreads, self._chance = test, dict(spreads), chance
        told = (f"{variant_told(n)}: {each.text()}" for n, each in spreads.items())
        self.setAccessibleDescription("" if self.is_empty() else "; ".join(told))
        self.updateGeometry()
        self.update()

    def is_empty(self) -> bool:
        """Return whether no run has a result yet."""
        return not any(found.n for found in self._spreads.values())

    def table(self) -> Table:
        """Return a row a variant: what is drawn, then the accuracy of each run."""
        most = max((found.n for found in self._spreads.values()), default=0)
        what = f"accuracy on {self._test} (%)"
        header = ["variant", f"mean {what}", "SD", "n (runs)", "95 % from", "95 % to"]
        header += [f"run {number}" for number in range(1, most + 1)]
        return header, [
            [
                name,
                *map(_percent, (found.mean, found.deviation)),
                found.n,
                *map(_percent, (found.low, found.high, *found.values)),
                *[""] * (most - found.n),
            ]
            for name, found in self._spreads.items()
        ]

    def tip_at(self, place: QPoint) -> str:
        """Return what is known of the variant at a place."""
        for row, (name, found) in enumerate(self._spreads.items()):
            top = self._top(row)
            if top <= place.y() < top + self._pitch():
                return f"{variant_told(name)}: {found.text()}"
        return ""

    def sizeHint(self) -> QSize:
        """Ask for the room of all variants."""
        return QSize(120 * theme.SPACE, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Keep every line; a view of it scrolls."""
        whole = self._top(len(self._spreads)) + self._foot()
        return QSize(70 * theme.SPACE, _EMPTY if self.is_empty() else whole)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the axis, chance, and each variant."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colours().panel)
        if self.is_empty():
            self.paint_message(painter)
            return
        self._paint_key(painter)
        self._paint_axis(painter)
        for row, (name, found) in enumerate(self._spreads.items()):
            self._paint_words(painter, row, name, found)
            if found.n:
                self._paint_strip(painter, row, found)

    def x_of(self, share: float) -> float:
        """Return where an accuracy lies, px from the left."""
        low = self._lowest()
        left, right = 6 * theme.SPACE, self.width() - 6 * theme.SPACE
        return left + (right - left) * (share - low) / (1 - low)

    def _lowest(self) -> float:
        """Return the accuracy at the left end: below all of them, and chance."""
        values = [v for found in self._spreads.values() for v in found.values]
        least = min([*values, self._chance])
        return max(0.0, float(np.floor(20 * least - 0.5)) / 20)

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _pitch(self) -> int:
        return self._line() + _STRIP + 2 * theme.SPACE

    def _top(self, row: int) -> int:
        return 2 * _PAD + self._key_lines() * self._line() + row * self._pitch()

    def _foot(self) -> int:
        return 2 * self._line() + _PAD

    def _key(self) -> list[tuple[str, str]]:
        return [
            *_KEY,
            ("chance", tr("chance {chance:.3g} %", chance=100 * self._chance)),
        ]

    def _key_places(self) -> Iterator[tuple[float, int]]:
        """Yield where each entry of the key begins, px, and in which line."""
        words = (self.fontMetrics().horizontalAdvance(text) for _, text in self._key())
        widths = (_SAMPLE + theme.SPACE + width for width in words)
        return flow(widths, 2 * theme.SPACE, self.width() - 2 * _PAD)

    def _key_lines(self) -> int:
        return 1 + max(row for _, row in self._key_places())

    def _paint_key(self, painter: QPainter) -> None:
        """Say what is drawn, with a sample of each."""
        line = self._line()
        for (kind, text), place in zip(self._key(), self._key_places(), strict=True):
            box = QRectF(_PAD + place[0], _PAD + place[1] * line, _SAMPLE, line)
            self._paint_sample(painter, kind, box)
            painter.setPen(self.colours().muted)
            words = QRectF(box.right() + theme.SPACE, box.top(), self.width(), line)
            painter.drawText(words, _LEFT, text)

    def _paint_sample(self, painter: QPainter, kind: str, box: QRectF) -> None:
        colours, centre = self.colours(), box.center()
        up, down = centre - QPointF(0, 6), centre + QPointF(0, 6)
        match kind:
            case "run":
                paint_mark(painter, 0, centre, _DOT, _FILL)
            case "mean":
                painter.setPen(QPen(colours.text, 2))
                painter.drawLine(up, down)
            case "deviation":
                painter.fillRect(box.adjusted(0, 2, 0, -2), self._pale())
            case "chance":
                painter.setPen(QPen(colours.text, 1.5, Qt.PenStyle.DashLine))
                painter.drawLine(up, down)
            case _:
                ends = box.left(), box.right()
                _paint_interval(painter, colours.text, *ends, centre.y())

    def _pale(self) -> QColor:
        pale = QColor(self.colours().muted)
        pale.setAlpha(_PALE)
        return pale

    def _paint_axis(self, painter: QPainter) -> None:
        colours, line = self.colours(), self._line()
        top, bottom = self._top(0), self._top(len(self._spreads))
        low = round(100 * self._lowest())
        steps = (1, 2, 5, 10, 20)
        room = self.fontMetrics().horizontalAdvance("100 % ")
        most = max(2.0, (self.x_of(1) - self.x_of(low / 100)) / room)
        step = next((s for s in steps if (100 - low) / s <= most), 50)
        for percent in range(100, low - 1, -step):
            x = self.x_of(percent / 100)
            painter.setPen(colours.line)
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
            painter.setPen(colours.text)
            painter.drawText(QRectF(x - 30, bottom, 60, line), _CENTRE, f"{percent}")
        painter.setPen(colours.muted)
        words = tr("accuracy on {test} (%)", test=self._test)
        painter.drawText(QRectF(0, bottom + line, self.width(), line), _CENTRE, words)
        painter.setPen(QPen(colours.text, 1.5, Qt.PenStyle.DashLine))
        chance = self.x_of(self._chance)
        painter.drawLine(QPointF(chance, top), QPointF(chance, bottom))

    def _paint_words(
        self, painter: QPainter, row: int, name: str, found: Spread
    ) -> None:
        line = QRectF(_PAD, self._top(row) + 2, self.width(), self._line())
        line.setRight(self.width() - _PAD)
        words = found.text()
        width = self.fontMetrics().horizontalAdvance(words)
        # Lines of the axis would run through the words.
        painter.fillRect(line, self.colours().panel)
        painter.setPen(self.colours().text)
        painter.drawText(line, _RIGHT, words)
        centre = QPointF(line.left() + _SAMPLE / 2, line.center().y())
        paint_mark(painter, row, centre, _DOT)
        room = int(line.width() - width - 2 * _SAMPLE)
        elide = Qt.TextElideMode.ElideMiddle
        short = self.fontMetrics().elidedText(variant_told(name), elide, room)
        painter.drawText(line.adjusted(_SAMPLE + 2, 0, 0, 0), _LEFT, short)

    def _paint_strip(self, painter: QPainter, row: int, found: Spread) -> None:
        top = self._top(row) + self._line() + theme.SPACE
        colours = self.colours()
        if found.n > 1:
            ends = found.mean - found.deviation, found.mean + found.deviation
            left, right = (self.x_of(min(1.0, max(0.0, end))) for end in ends)
            painter.fillRect(QRectF(left, top, right - left, _STRIP), self._pale())
        for place in self._places(found, top + _DOTS / 2):
            paint_mark(painter, row, place, _DOT, _FILL)
        mean = self.x_of(found.mean)
        painter.setPen(QPen(colours.text, 2))
        painter.drawLine(QPointF(mean, top), QPointF(mean, top + _STRIP))
        if np.isfinite(found.low):
            ends = self.x_of(found.low), self.x_of(found.high)
            middle = top + (_STRIP + _DOTS) / 2
            _paint_interval(painter, colours.text, *ends, middle)

    def _places(self, found: Spread, middle: float) -> Iterator[QPointF]:
        """Yield where the dots lie: those of about one value above each other."""
        taken: dict[int, int] = {}
        for value in sorted(found.values):
            x = self.x_of(value)
            column = round(x / _DOT)
            turn = taken.get(column, 0)
            taken[column] = turn + 1
            away = (turn + 1) // 2 * (1 if turn % 2 else -1)
            most = (_DOTS - _DOT) / 2
            yield QPointF(x, middle + max(-most, min(most, away * 0.8 * _DOT)))


_KEY = (
    ("run", tr("a run")),
    ("mean", tr("mean")),
    ("interval", tr("95 % interval")),
    ("deviation", tr("mean \N{PLUS-MINUS SIGN} SD")),
)


def _paint_interval(
    painter: QPainter, colour: QColor, left: float, right: float, y: float
) -> None:
    painter.setPen(QPen(colour, 2))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    for x in (left, right):
        painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))


def _percent(share: float) -> str:
    return f"{100 * share:.6g}" if np.isfinite(share) else ""
