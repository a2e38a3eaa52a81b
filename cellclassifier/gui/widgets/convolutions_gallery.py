"""The features of a convolution, each as its kernel and what it makes of the tile."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from cellclassifier.core.inside.features import Learnt
from cellclassifier.core.kernels import short
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.convolutions_pictures import (
    Bytes,
    full_colour,
    is_signed,
    picture,
    strongest,
    table_of,
)
from cellclassifier.gui.widgets.image_canvas import to_qimage

KERNEL, MAP = 9 * theme.SPACE, 18 * theme.SPACE
"""Sides of the two pictures of a feature, px."""

_GAP = theme.SPACE
_FEATURE = Qt.ItemDataRole.UserRole


class FeatureGallery(QListView):
    """A wall of features; one of them is chosen."""

    chosen = Signal(int)
    """The number of the feature that the user chose, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        size = QSize(KERNEL + _GAP + MAP, MAP)
        self.setIconSize(size)
        room = size.width() + 3 * theme.SPACE
        line = self.fontMetrics().height()
        self.setGridSize(QSize(room, MAP + line + 4 * theme.SPACE))
        self.setMinimumWidth(room + 7 * theme.SPACE)
        self.setAccessibleName(tr("features of the convolution"))
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def feature(self) -> int:
        """The feature that is chosen, from 0; -1 for none."""
        index = self.currentIndex()
        return int(index.data(_FEATURE)) if index.isValid() else -1

    @property
    def count(self) -> int:
        """How many features are shown."""
        return self._items.rowCount()

    def show_features(
        self, learnt: Learnt, maps: NDArray[np.float32], common: bool, feature: int
    ) -> None:
        """Show the features of a convolution.

        Args:
            learnt: The convolution.
            maps: (rows, columns, features), of the tile.
            common: Whether all share one scale, or each has its own.
            feature: The one that is chosen, from 0; without a signal.
        """
        scale = (full_colour(learnt.kernel), full_colour(maps)) if common else None
        signed = is_signed(maps)
        ratio = self.devicePixelRatioF()
        with QSignalBlocker(self.selectionModel()):
            self._items.clear()
            for number in range(maps.shape[-1]):
                map_, kernel = maps[..., number], learnt.kernel[..., number]
                item = _item(number, map_, kernel)
                own = scale or (full_colour(kernel), full_colour(map_))
                pixmap = _pixmap(kernel, map_, own, signed, ratio)
                item.setIcon(_icon(pixmap))
                self._items.appendRow(item)
            if self.count:
                index = self._items.index(feature, 0)
                self.setCurrentIndex(index)
                self.scrollTo(index)
        self.viewport().update()

    def clear(self) -> None:
        """Show no features."""
        with QSignalBlocker(self.selectionModel()):
            self._items.clear()

    def _on_current(self) -> None:
        if self.feature >= 0:
            self.chosen.emit(self.feature)


def _item(
    number: int, map_: NDArray[np.float32], kernel: NDArray[np.float32]
) -> QStandardItem:
    """Return a feature with its words, as yet without a picture."""
    largest = float(map_.max())
    reach = tr("up to {largest:.2g}", largest=largest) if largest > 0 else tr("silent")
    item = QStandardItem(f"{number + 1}: {reach}")
    source = strongest(kernel)
    of = kernel.shape[2]
    which = (
        tr("input {source}, the strongest of {of}", source=source + 1, of=of)
        if of > 1
        else tr("the tile")
    )
    active = 100 * float((map_ > 0).mean())
    words = tr(
        "Feature {number}: from {short} to {short_2}, "
        "mean {short_3}, above 0 on {active:.0f} % of the tile.\n"
        "Its kernel on {which}:\n{table_of}",
        number=number + 1,
        short=short(float(map_.min())),
        short_2=short(largest),
        short_3=short(float(map_.mean())),
        active=active,
        which=which,
        table_of=table_of(kernel[..., source]),
    )
    item.setToolTip(words)
    item.setData(words, Qt.ItemDataRole.AccessibleTextRole)
    item.setData(number, _FEATURE)
    item.setEditable(False)
    return item


def _icon(pixmap: QPixmap) -> QIcon:
    """Return an icon whose colours stay where it is chosen, for they are values."""
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


def _pixmap(
    kernel: NDArray[np.float32],
    map_: NDArray[np.float32],
    tops: tuple[float, float],
    signed: bool,
    ratio: float,
) -> QPixmap:
    """Return the kernel on its strongest input, and right of it the map."""
    pixmap = QPixmap(round((KERNEL + _GAP + MAP) * ratio), round(MAP * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawn = picture(kernel[..., strongest(kernel)], tops[0], True)
    _paint(painter, QRectF(0, (MAP - KERNEL) / 2, KERNEL, KERNEL), drawn)
    square = QRectF(KERNEL + _GAP, 0, MAP, MAP)
    _paint(painter, square, picture(map_, tops[1], signed))
    painter.end()
    return pixmap


def _paint(painter: QPainter, box: QRectF, pixels: Bytes) -> None:
    """Paint a picture with a thin frame, so that white and black end somewhere."""
    height, width = pixels.shape[:2]
    shrinks = max(height, width) > box.width()
    hint = QPainter.RenderHint.SmoothPixmapTransform
    painter.setRenderHint(hint, shrinks)
    inside = box.adjusted(1, 1, -1, -1)
    painter.drawImage(inside, to_qimage(pixels))
    painter.setPen(theme.colours().edge)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
