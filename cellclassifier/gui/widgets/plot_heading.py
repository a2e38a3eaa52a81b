"""The title of a plot with its legend, above the data and never over them."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.metric_history import curve_told

_SAMPLE = 7 * theme.SPACE
_GAP = 3 * theme.SPACE
_SYMBOL = 8
_STAR = 18  # px
_CURVES = ("training", "validation")
_BATCHES = "minibatches"


class PlotHeading(QWidget):
    """Title at the left, samples of the curves at the right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._names: list[str] = []
        self._colours = theme.colours()
        self._focused = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_names(self, names: list[str]) -> None:
        """Set what is shown.

        Args:
            names: ``training``, ``validation``, ``minibatches``, or words for the star.
        """
        self._names = names
        self.updateGeometry()
        self.update()

    def names(self) -> list[str]:
        """Return what is shown."""
        return self._names

    def dress(self, colours: theme.Colours) -> None:
        """Draw in these colours."""
        self._colours = colours
        self.update()

    def set_focused(self, focused: bool) -> None:
        """Show whether the keys go to the plot."""
        self._focused = focused
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line, as long as title and legend."""
        words = QFontMetrics(self._bold()).horizontalAdvance(self._title)
        height = self.fontMetrics().height() + 2 * theme.SPACE
        return QSize(words + _GAP + self._legend_width(), height)

    def minimumSizeHint(self) -> QSize:
        """Keep the legend; the title may be cut."""
        return QSize(self._legend_width() + 4 * _GAP, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title, then each sample with its name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self.width() - self._legend_width()
        self._paint_title(painter, left - _GAP)
        for name in self._names:
            self._paint_sample(painter, left, name)
            left += self._entry_width(name)

    def _paint_title(self, painter: QPainter, room: int) -> None:
        bold = self._bold()
        painter.setFont(bold)
        painter.setPen(self._colours.text)
        metrics = QFontMetrics(bold)
        text = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
        if self._focused:
            painter.setPen(QPen(self._colours.accent, 2))
            width = metrics.horizontalAdvance(text)
            painter.drawLine(0, self.height() - 2, width, self.height() - 2)

    def _paint_sample(self, painter: QPainter, left: int, name: str) -> None:
        if name in _CURVES:
            self._paint_curve(painter, left, name)
        elif name == _BATCHES:
            painter.setPen(QPen(self._colours.training, 1))
            middle = self.height() / 2
            painter.drawLine(QPointF(left, middle), QPointF(left + _SAMPLE, middle))
        else:
            painter.save()
            painter.translate(left + _SYMBOL, self.height() / 2)
            painter.scale(_STAR, _STAR)
            # Imported at the first star: the window starts sooner without.
            from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols

            painter.fillPath(Symbols["star"], self._colours.text)
            painter.restore()
        painter.setFont(self.font())
        painter.setPen(self._colours.text)
        start = left + self._sample_width(name) + theme.SPACE
        words = self.rect().adjusted(start, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, curve_told(name))

    def _paint_curve(self, painter: QPainter, left: int, name: str) -> None:
        colour = getattr(self._colours, name)
        dashed = name == "validation"
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        middle = self.height() / 2
        painter.setPen(QPen(colour, 2, style))
        painter.drawLine(QPointF(left, middle), QPointF(left + _SAMPLE, middle))
        symbol = QRectF(0, 0, _SYMBOL, _SYMBOL)
        symbol.moveCenter(QPointF(left + _SAMPLE / 2, middle))
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(self._colours.panel if dashed else colour)
        (painter.drawRect if dashed else painter.drawEllipse)(symbol)

    def _entry_width(self, name: str) -> int:
        words = self.fontMetrics().horizontalAdvance(curve_told(name))
        return self._sample_width(name) + theme.SPACE + words + _GAP

    def _sample_width(self, name: str) -> int:
        return _SAMPLE if name in (*_CURVES, _BATCHES) else 2 * _SYMBOL

    def _legend_width(self) -> int:
        return max(0, sum(map(self._entry_width, self._names)) - _GAP)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font
