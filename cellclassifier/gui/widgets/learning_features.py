"""The feature maps of one convolution, small and side by side, at one epoch."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.image_canvas import to_qimage

MOST = 64
"""Features that are shown at once; of more, those that differ most over the tile."""

_GAP = 2  # px

Half = NDArray[np.float16]


def strongest(features: Half) -> list[int]:
    """Return which features are shown: those of the widest range, in their order.

    Args:
        features: (epoch, y, x, feature).
    """
    highest, lowest = features.max(axis=(0, 1, 2)), features.min(axis=(0, 1, 2))
    spans = highest.astype(float) - lowest.astype(float)
    return sorted(np.argsort(-spans, kind="stable")[:MOST].tolist())


class FeatureGrid(QWidget):
    """Shows each feature from black, its least, to white, its most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._features: Half | None = None
        self._shown: list[int] = []
        self._place, self._common = 0, True
        self._images: list[QImage] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("feature maps"))

    @property
    def shown(self) -> tuple[int, ...]:
        """Which features are shown, from 0."""
        return tuple(self._shown)

    def show_features(self, features: Half | None) -> None:
        """Show the features of another tile, (epoch, y, x, feature), or none."""
        self._features = features
        self._shown = [] if features is None else strongest(features)
        self._place = 0
        self._renew()

    def show_place(self, place: int, common: bool) -> None:
        """Show the maps of an epoch, by its place.

        Args:
            place: Of the epoch.
            common: Whether a feature has one scale over all epochs; else each its own.
        """
        self._place, self._common = place, common
        self._renew()

    def range_of(self, feature: int) -> tuple[float, float]:
        """Return the values of a feature that are black and white; black is 0 or less.

        Raises:
            ValueError: There are no features.
        """
        if self._features is None:
            raise ValueError("no features are shown")
        part = self._features if self._common else self._features[self._place]
        values = part[..., feature]
        return min(0.0, float(values.min())), float(values.max())

    def sizeHint(self) -> QSize:
        """Ask for room for small maps."""
        return QSize(80 * theme.SPACE, 30 * theme.SPACE)

    def minimumSizeHint(self) -> QSize:
        """Keep the maps to be told apart."""
        return QSize(40 * theme.SPACE, 30 * theme.SPACE)

    def cell(self, number: int) -> QRect:
        """Return where the map at a number, from 0, is shown, px."""
        across, side = self._grid()
        row, column = divmod(number, across)
        return QRect(column * side, row * side, side - _GAP, side - _GAP)

    def tip_at(self, place: QPoint) -> str:
        """Return what is told about the map at a place, or nothing."""
        for number, feature in enumerate(self._shown):
            if self.cell(number).contains(place):
                return self._words(feature)
        return ""

    def event(self, event: QEvent) -> bool:
        """Tell of the map under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the maps, without smoothing."""
        painter = QPainter(self)
        for number, image in enumerate(self._images):
            painter.drawImage(self.cell(number), image)
        painter.setPen(theme.colours().line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number in range(len(self._images)):
            painter.drawRect(self.cell(number))

    def _words(self, feature: int) -> str:
        assert self._features is not None
        low, high = self.range_of(feature)
        now = self._features[self._place][..., feature]
        whole = tr("in any epoch") if self._common else tr("in this epoch")
        return tr(
            "feature {feature}: {min:.3g} to {max:.3g} here; black is "
            "{low:.3g}, white {high:.3g}, the most {whole}",
            feature=feature + 1,
            min=now.min(),
            max=now.max(),
            low=low,
            high=high,
            whole=whole,
        )

    def _grid(self) -> tuple[int, int]:
        """Return how many maps are in a row, and the side of each with its gap, px."""
        n = max(1, len(self._shown))
        sides = {
            across: min(self.width() // across, self.height() // -(-n // across))
            for across in range(1, n + 1)
        }
        across = max(sides, key=lambda each: sides[each])
        return across, max(_GAP + 1, sides[across])

    def _renew(self) -> None:
        features = self._features
        self._images = []
        if features is not None:
            here = features[self._place].astype(np.float32)
            for feature in self._shown:
                low, high = self.range_of(feature)
                share = (here[..., feature] - low) / ((high - low) or 1.0)
                pixels = np.rint(255 * np.clip(share, 0, 1)).astype(np.uint8)
                self._images.append(to_qimage(pixels))
        self.setAccessibleDescription(tr("{shown} maps", shown=len(self._shown)))
        self.update()
