"""How one tile of a grid is painted."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.tile_filter import outcome_told
from cellclassifier.gui.widgets.tile_loader import TileLoader

Outcome = Literal["none", "right", "wrong", "unknown"]
"""What is known of an answer; "unknown": the true class is not."""

_Index = QModelIndex | QPersistentModelIndex

_PAD = 2 * theme.SPACE
_STRIPE = theme.SPACE
_BADGE = 5 * theme.SPACE


@dataclass(frozen=True)
class Item:
    """What is shown of one tile besides its pixels; `flag` says why it has a flag."""

    key: Hashable
    caption: str = ""
    second: str = ""
    outcome: Outcome = "none"
    colour: QColor | None = None
    tooltip: str = ""
    flag: str = ""

    def spoken(self) -> str:
        """Return the item as a sentence for a screen reader."""
        outcome = "" if self.outcome == "none" else outcome_told(self.outcome)
        said = (self.caption, self.second, outcome, self.flag, self.tooltip)
        return ", ".join(part for part in said if part)


class TileDelegate(QStyledItemDelegate):
    """Paints one cell: the tile, its class, its outcome, its captions."""

    def __init__(self, loader: TileLoader) -> None:
        super().__init__()
        self._loader = loader
        self.side = 128
        self.lines = 0

    def cell(self, metrics: QFontMetrics) -> QSize:
        """Return the size of a cell, px."""
        text = self.lines * metrics.height()
        side = self.side + 2 * _PAD
        return QSize(side, side + _STRIPE + text)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of every cell, px."""
        return self.cell(option.fontMetrics)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> None:
        """Paint the tile of the item that the model gives as user data."""
        item: Item = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        square = QRect(option.rect.topLeft(), QSize(self.side, self.side))
        square.translate((option.rect.width() - self.side) // 2, _PAD)
        ink = self._paint_ground(painter, option)
        frame = self._paint_tile(painter, square, item)
        if item.colour is not None:
            stripe = QRect(square.left(), square.bottom() + 2, self.side, _STRIPE)
            painter.fillRect(stripe.adjusted(-1, -1, 1, 1), theme.colours().panel)
            painter.fillRect(stripe, item.colour)
        if item.outcome != "none":
            paint_outcome(painter, frame, item.outcome)
        if item.flag:
            paint_flag(painter, frame)
        self._paint_words(painter, option, square, item, ink)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> QColor:
        """Paint the cell, and return the colour to write on it."""
        colours = theme.colours()
        cell = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(cell, colours.accent)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colours.text, 1.5))
            painter.drawRect(cell)
        return colours.on_accent if chosen else colours.text

    def _paint_tile(self, painter: QPainter, square: QRect, item: Item) -> QRectF:
        """Paint the pixels, or what stands for them, and return where."""
        image = self._loader.image(item.key)
        if image is not None:
            return _paint_image(painter, square, image)
        colours = theme.colours()
        painter.fillRect(square, colours.background)
        painter.setPen(colours.line)
        painter.drawRect(square)
        if self._loader.problem(item.key):
            icon = theme.icon("attention", "uncertain")
            side = min(6 * theme.SPACE, self.side)
            box = QRect(0, 0, side, side)
            box.moveCenter(square.center())
            icon.paint(painter, box)
        return QRectF(square)

    def _paint_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        square: QRect,
        item: Item,
        ink: QColor,
    ) -> None:
        metrics = option.fontMetrics
        line = QRect(
            square.left(), square.bottom() + 2 + _STRIPE, self.side, metrics.height()
        )
        painter.setPen(ink)
        for text in filter(None, (item.caption, item.second)):
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.side)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, short)
            line.translate(0, metrics.height())


def colour_of(outcome: Outcome) -> QColor:
    """Return the colour that an outcome has everywhere."""
    colours = theme.colours()
    known = {"right": colours.right, "wrong": colours.wrong}
    return known.get(outcome, colours.uncertain)


def paint_outcome(painter: QPainter, frame: QRectF, outcome: Outcome) -> None:
    """Paint a frame, and in its upper right corner a disc with the mark."""
    colour = colour_of(outcome)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2))
    painter.drawRect(frame)
    paint_badge(painter, frame.topRight(), outcome)


def paint_badge(painter: QPainter, corner: QPointF, outcome: Outcome) -> None:
    """Paint a disc in an upper right corner, and on it a tick, a cross or a ring."""
    ground = theme.colours().panel
    disc = QRectF(corner.x() - _BADGE + 4, corner.y() - 4, _BADGE, _BADGE)
    painter.setPen(QPen(ground, 1.5))
    painter.setBrush(colour_of(outcome))
    painter.drawEllipse(disc)
    pen = QPen(ground, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.strokePath(mark(outcome, disc), pen)


def paint_flag(painter: QPainter, frame: QRectF) -> None:
    """Paint a flag in the upper left corner of a frame: its label is marked wrong."""
    colours = theme.colours()
    place = QPointF(frame.left() + 3, frame.top() + 2)
    pole = QPainterPath(place)
    pole.lineTo(place + QPointF(0, _BADGE - 2))
    cloth = QPolygonF(
        [
            place,
            place + QPointF(_BADGE * 0.7, _BADGE * 0.25),
            place + QPointF(0, _BADGE * 0.5),
        ]
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(pole, QPen(colours.panel, 4))
    painter.strokePath(pole, QPen(colours.uncertain, 2))
    painter.setPen(QPen(colours.panel, 1))
    painter.setBrush(colours.uncertain)
    painter.drawPolygon(cloth)


def mark(outcome: Outcome, box: QRectF) -> QPainterPath:
    """Return a tick for right, a cross for wrong, a ring for unknown, in a box."""
    strokes = {
        "right": [[(0.28, 0.54), (0.44, 0.7), (0.72, 0.34)]],
        "wrong": [[(0.32, 0.32), (0.68, 0.68)], [(0.68, 0.32), (0.32, 0.68)]],
    }
    path = QPainterPath()
    if outcome == "unknown":
        side = box.width() / 4
        path.addEllipse(box.center(), side, side)
    for stroke in strokes.get(outcome, []):
        points = [
            QPointF(box.left() + x * box.width(), box.top() + y * box.height())
            for x, y in stroke
        ]
        path.addPolygon(QPolygonF(points))
    return path


def _paint_image(painter: QPainter, square: QRect, image: QImage) -> QRectF:
    """Paint an image in the middle of a square, enlarged in whole numbers only."""
    ratio = painter.device().devicePixelRatioF()
    longest = max(image.width(), image.height())
    zoom = max(1, int(square.width() * ratio / longest))
    width, height = image.width() * zoom / ratio, image.height() * zoom / ratio
    left = square.left() + (square.width() - width) // 2
    top = square.top() + (square.height() - height) // 2
    where = QRectF(left, top, width, height)
    # Some styles hand over a painter that smooths.
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(where, image)
    return where
