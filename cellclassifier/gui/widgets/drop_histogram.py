"""The contrast of the tiles of each class, with the threshold that drops some."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter
from PySide6.QtWidgets import QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.movable_points import MovablePoints

_HELP = tr(
    "<qt>How much the pixels of each tile differ: their standard deviation, as a share "
    "of the range from black to white. Tiles without a cell lie at the left. Click or "
    "drag to put the threshold; Left and Right move it (Shift: a little).</qt>"
)


class DropHistogram(MovablePoints):
    """Share of a class's tiles by contrast; what is dropped is hatched."""

    name = tr("contrast of the tiles")
    counts_of = tr("tiles")
    values_of = tr("contrast (share of the range)")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Not measured yet."), parent)
        self.setToolTip(_HELP)

    def paint_ground(self, painter: QPainter) -> None:
        """Hatch what lies below the threshold."""
        area = self.area()
        for point in self.points():
            right = min(max(self.x_of(point.value), area.left()), area.right())
            dropped = QRectF(area.topLeft(), QPointF(right, area.bottom()))
            hatch = QBrush(self.colours().muted, Qt.BrushStyle.BDiagPattern)
            painter.fillRect(dropped, hatch)
