"""An image with the outlines of its tiles, in the colours of the answers."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.field_canvas import FieldCanvas, Outline
from cellclassifier.gui.widgets.image_canvas import Canvas
from cellclassifier.gui.widgets.tile_delegate import (
    Outcome,
    colour_of,
    paint_badge,
    paint_flag,
)

_LEAST = 12 * theme.SPACE
"""The shortest side of an outline, px, that leaves room for a mark beside cells."""


class OutcomeCanvas(FieldCanvas):
    """Frames each tile by its outcome, with its mark; the chosen one is bold."""

    def __init__(self) -> None:
        super().__init__()
        self._outcomes: Sequence[Outcome] = ()
        self._flags: Sequence[bool] = ()

    @property
    def current(self) -> int | None:
        """Place of the chosen tile."""
        return self._current

    def show_tiles(
        self,
        outlines: Sequence[Outline],
        outcomes: Sequence[Outcome],
        flags: Sequence[bool],
        overlap: bool,
        current: int | None,
    ) -> None:
        """Frame these tiles; nothing is told of the chosen one.

        Args:
            outlines: Their places, row by row.
            outcomes: What is known of the answer for each.
            flags: Whether the label of each is marked as wrong.
            overlap: Whether neighbours share pixels.
            current: Place of the chosen one.
        """
        self._outcomes, self._flags = outcomes, flags
        self.set_outlines(outlines, overlap)
        self._current = current
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the image, the frames above it, and the chosen one last."""
        Canvas.paintEvent(self, event)
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setClipRect(self.rect().adjusted(2, 2, -2, -2))
        places = [p for p in range(len(self._outlines)) if p != self._current]
        for place in places:
            self._paint_frame(painter, place, 2)
        if self._current is not None:
            self._paint_frame(painter, self._current, 5)

    def _paint_frame(self, painter: QPainter, place: int, width: int) -> None:
        outline, outcome = self._outlines[place], self._outcomes[place]
        box = self._frame(outline, width)
        # The rim keeps the line visible on dark and on bright cells.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colours().panel, width + 2))
        painter.drawRect(box)
        dashed = outline.odd and self._overlap and width == 2
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour_of(outcome), width, style))
        painter.drawRect(box)
        if min(box.width(), box.height()) >= _LEAST or place == self._current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            # Inside, so that marks of neighbours do not touch.
            inside = box.adjusted(6, 6, -6, -6)
            paint_badge(painter, inside.topRight(), outcome)
            if self._flags[place]:
                paint_flag(painter, inside)

    def _frame(self, outline: Outline, width: int) -> QRectF:
        """Return where the line of a tile runs: inside it, so that all are seen."""
        inset = (width + 2) / 2 + (3 if outline.odd and self._overlap else 0)
        box = self._on_screen(outline.box)
        inset = min(inset, box.width() / 4, box.height() / 4)
        return box.adjusted(inset, inset, -inset, -inset)
