"""The curves of a metric over the epochs, their axes, and the cross hair."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QGraphicsView, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.epoch_ticks import whole_ticks
from cellclassifier.gui.widgets.metric_history import History, Numbers, thinned

_GRID_ALPHA = 90  # of 255
_SYMBOLS = 24  # more of these on a curve would hide it
_FAINT = 110  # of 255, for the batch loss behind the curves
_MOST_BATCHES = 98  # percent of the batch losses that the axis has to hold


class MetricChart:
    """What is drawn by pyqtgraph; `widget` is what a layout takes."""

    def __init__(self, label: str, percent: bool) -> None:
        """Make empty axes.

        Args:
            label: What stands along the vertical axis, with its unit.
            percent: Whether the vertical axis goes from 0 to 100.
        """
        self._percent, self._label = percent, label
        self._plot: Any = pg.PlotWidget()
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        # Right clicks and keys are those of the widget around it.
        self._plot.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A background kept as pixels would be an image in a drawing.
        self._plot.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self._set_up_axes(label)
        self._batches: Any = pg.PlotCurveItem(antialias=False)
        self._curves: dict[str, Any] = {
            name: pg.PlotCurveItem(antialias=True)
            for name in ("training", "validation")
        }
        # Symbols kept as pixels would be coarse in a picture or a drawing.
        self._symbols: dict[str, Any] = {
            "training": pg.ScatterPlotItem(symbol="o", size=8, useCache=False),
            "validation": pg.ScatterPlotItem(symbol="s", size=8, useCache=False),
        }
        self._cross: Any = pg.InfiniteLine(angle=90, movable=False)
        self._star: Any = pg.ScatterPlotItem(symbol="star", size=18, useCache=False)
        drawn = (self._batches, *self._curves.values(), *self._symbols.values())
        for item in (*drawn, self._cross, self._star):
            self._plot.addItem(item, ignoreBounds=True)
        self._cross.hide()

    @property
    def widget(self) -> QWidget:
        """The widget to be laid out."""
        found: QWidget = self._plot
        return found

    @property
    def moved(self) -> Any:
        """The signal with the place of the mouse in the scene."""
        return self._plot.scene().sigMouseMoved

    def draw(self, history: History, best: float | None) -> None:
        """Draw curves, and a star at the best epoch."""
        series = history.series()
        for name, curve in self._curves.items():
            values = series.get(name, np.empty(0))
            times = history.times(name)[: len(values)]
            curve.setData(times, values, connect="finite")
            some = _spread(times, values)
            self._symbols[name].setData(times[some], values[some])
        self._batches.setData(*thinned(history.batches), connect="finite")
        self._set_ranges(history)
        self._mark_best(history, best)

    def point(self, time: float | None) -> None:
        """Put the cross hair at a time, in epochs, or take it away."""
        self._cross.setVisible(time is not None)
        if time is not None:
            self._cross.setPos(time)

    def time_at(self, place: QPointF) -> float | None:
        """Return the time at a place of the scene, in epochs; None outside the axes."""
        box = self._plot.getPlotItem().getViewBox()
        if not box.sceneBoundingRect().contains(place):
            return None
        return float(box.mapSceneToView(place).x())

    def dress(self, colours: theme.Colours, scale: float) -> None:
        """Draw in these colours.

        Args:
            colours: Those of a scheme.
            scale: Device pixels a pixel: pyqtgraph's lines do not grow with the rest.
        """
        self._plot.setBackground(colours.panel)
        for side in ("bottom", "left", "top", "right"):
            axis = self._axis(side)
            axis.setPen(pg.mkPen(colours.line))
            axis.setTextPen(pg.mkPen(colours.text))
            axis.label.setDefaultTextColor(colours.text)
        for name, style, inside in (
            ("training", Qt.PenStyle.SolidLine, colours.training),
            ("validation", Qt.PenStyle.DashLine, colours.panel),
        ):
            colour = getattr(colours, name)
            self._curves[name].setPen(pg.mkPen(colour, width=2 * scale, style=style))
            self._symbols[name].setPen(pg.mkPen(colour, width=1.5 * scale))
            self._symbols[name].setBrush(pg.mkBrush(inside))
        faint = QColor(colours.training)
        faint.setAlpha(_FAINT)
        self._batches.setPen(pg.mkPen(faint, width=scale))
        dots = Qt.PenStyle.DotLine
        self._cross.setPen(pg.mkPen(colours.muted, width=scale, style=dots))
        self._star.setPen(pg.mkPen(colours.panel, width=scale))
        self._star.setBrush(pg.mkBrush(colours.text))

    def _set_up_axes(self, label: str) -> None:
        for side, text in (("bottom", tr("epoch")), ("left", label)):
            self._axis(side).enableAutoSIPrefix(False)
            self._axis(side).setStyle(hideOverlappingLabels=False, tickLength=0)
            self._plot.setLabel(side, text)
        # An axis with a grid leaves out the numbers at its ends, so others have it.
        for side in ("top", "right"):
            self._plot.showAxis(side)
            self._axis(side).setStyle(showValues=False)
            self._axis(side).setGrid(_GRID_ALPHA)
        self._axis("right").setWidth(3 * theme.SPACE)
        box = self._plot.getPlotItem().getViewBox()
        box.sigResized.connect(lambda _: self._fit_label())

    def _fit_label(self) -> None:
        """Name the vertical axis by its unit alone where it is too short for more."""
        axis = self._axis("left")
        words = QFontMetricsF(axis.label.font()).horizontalAdvance(self._label)
        unit = self._label.partition("(")[2].removesuffix(")")
        text = self._label if words < axis.height() or not unit else unit
        if text != axis.labelText:
            axis.setLabel(text)
            # It stays where the longer one began, else.
            axis.resizeEvent()

    def _axis(self, side: str) -> Any:
        return self._plot.getAxis(side)

    def _set_ranges(self, history: History) -> None:
        if history.is_empty():
            return
        first, last = history.span()
        beside = 0.02 * (last - first)
        self._plot.setXRange(first - beside, last + beside, padding=0)
        ticks = [(t, f"{t:g}") for t in whole_ticks(first, last)]
        for side in ("bottom", "top"):
            self._axis(side).setTicks([ticks])
        top = 100.0 if self._percent else _highest(history)
        # A little room below, so that points on an edge are whole.
        self._plot.setYRange(-0.02 * top, 1.05 * top, padding=0)

    def _mark_best(self, history: History, best: float | None) -> None:
        values = history.training if history.validation is None else history.validation
        at = np.flatnonzero(history.epochs == (np.nan if best is None else best))
        seen = len(at) > 0 and bool(np.isfinite(values[at[0]]))
        self._star.setVisible(seen)
        if seen:
            curve = "training" if history.validation is None else "validation"
            self._star.setData(history.times(curve)[at[:1]], values[at[:1]])


def _spread(epochs: Numbers, values: Numbers) -> npt.NDArray[np.intp]:
    """Return places of points far enough apart to tell circles from squares."""
    finite = np.flatnonzero(np.isfinite(epochs) & np.isfinite(values))
    step = len(finite) // _SYMBOLS + 1
    return finite[::-1][::step]


def _highest(history: History) -> float:
    values = np.concatenate(list(history.series().values()))
    finite = [float(values[np.isfinite(values)].max(initial=0))]
    batches = history.batches.y[np.isfinite(history.batches.y)]
    if len(batches):
        # The first minibatches of some networks would make all else a flat line.
        finite.append(float(np.percentile(batches, _MOST_BATCHES)))
    return max(finite) if max(finite) > 0 else 1.0
