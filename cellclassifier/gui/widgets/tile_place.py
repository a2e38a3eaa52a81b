"""Where a tile comes from: its file and group, and its place in the image."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel

_SIDE = 14 * theme.SPACE
"""The longer side of the map, px."""


class TilePlace(QWidget):
    """Words, and a small map of the image where the tile is only a part of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map = PlaceMap()
        self._words = BreakingLabel()
        self._words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._words.make_selectable()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(self._words, 1)
        line.addWidget(self.map, 0, Qt.AlignmentFlag.AlignTop)

    def text(self) -> str:
        """Return the words."""
        return self._words.text()

    def show_tile(self, tile: Tile, extent: tuple[int, int]) -> None:
        """Show a tile of an image of that width and height, px."""
        width, height = extent
        whole = (tile.x, tile.y, tile.width, tile.height) == (0, 0, width, height)
        where = (
            tr("the whole image, {width} x {height} px", width=width, height=height)
            if whole
            else tr(
                "x {x}, y {y}, {width} x {height} px of {width_2} x {height_2} px",
                x=tile.x,
                y=tile.y,
                width=tile.width,
                height=tile.height,
                width_2=width,
                height_2=height,
            )
        )
        self._words.setText(
            tr(
                "{image}\ngroup {group}, tile {number}\n{where}",
                image=tile.image.name,
                group=tile.group,
                number=tile.number,
                where=where,
            )
        )
        self._words.setToolTip(str(tile.image))
        self.map.setVisible(not whole)
        self.map.set_tile(
            QRectF(tile.x, tile.y, tile.width, tile.height), QSize(width, height)
        )
        self.map.setToolTip(tr("The tile in its image: {where}.", where=where))
        self.map.setAccessibleName(
            tr("map of the image with the tile: {where}", where=where)
        )


class PlaceMap(QWidget):
    """The outline of an image, and in it a tile, filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tile = QRectF()
        self._image = QSize(1, 1)
        self.setFixedSize(_SIDE, _SIDE)

    def set_tile(self, tile: QRectF, image: QSize) -> None:
        """Show another tile, in pixels of an image of that size."""
        self._tile, self._image = tile, image
        self.setFixedSize(
            image.scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the outline, and the tile in the colour of what is chosen."""
        painter = QPainter(self)
        colours = theme.colours()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        across = frame.width() / self._image.width()
        down = frame.height() / self._image.height()
        tile = QRectF(
            frame.left() + across * self._tile.left(),
            frame.top() + down * self._tile.top(),
            # A tile of a large image must not vanish.
            max(2.0, across * self._tile.width()),
            max(2.0, down * self._tile.height()),
        )
        painter.fillRect(frame, colours.panel)
        painter.fillRect(tile & frame, colours.accent)
        painter.setPen(QPen(colours.edge, 1))
        painter.drawRect(frame)
