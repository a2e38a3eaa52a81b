"""How a number changes from epoch to epoch, while a network learns."""

import dataclasses
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.files import write_atomically, write_table
from cellclassifier.core.language import tr, within
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.metric_history import NONE, History, Points
from cellclassifier.gui.widgets.plot_export import PNG_SCALE, Sheet, png, save_menu, svg
from cellclassifier.gui.widgets.plot_heading import PlotHeading

if TYPE_CHECKING:
    from cellclassifier.gui.widgets.metric_chart import MetricChart

_REDRAW_MS = 100
_LOOKS = (QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange)


class MetricPlot(QWidget):
    """Curves of training and validation over the epochs, with the best one marked.

    Training is drawn in the middle of each epoch, as a mean over it, and validation at
    its end, where it is measured.

    The mouse and the arrow keys read values; a right click, or the menu key, saves
    what is seen as PNG, SVG or CSV.
    """

    def __init__(
        self, title: str, unit: str, percent: bool, parent: QWidget | None = None
    ) -> None:
        """Make an empty plot.

        Args:
            title: What is shown, such as ``Accuracy``; it names the axis too.
            unit: Its unit, such as ``%``; may be empty.
            percent: Whether the values are shares in 0..1, shown as 0..100.
            parent: The widget it lies in.
        """
        super().__init__(parent)
        self._title, self._unit, self._percent = title, unit, percent
        self._history = History(np.empty(0), np.empty(0), None)
        self._best: float | None = None
        self._message, self._stale = tr("No epochs yet."), False
        self._pointed: int | None = None
        self._timer = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._timer.timeout.connect(self._redraw)
        self._build()
        self.restyle()
        self._draw()

    def set_history(
        self,
        epochs: Sequence[float],
        training: Sequence[float],
        validation: Sequence[float] | None,
    ) -> None:
        """Show other curves; they are drawn at most ten times a second.

        Args:
            epochs: The number of each epoch; the first is 1.
            training: One value an epoch; what is not finite leaves a gap.
            validation: The same, or None where there is none.

        Raises:
            ValueError: If the lengths differ.
        """
        if {len(epochs)} != {len(x) for x in (training, validation) if x is not None}:
            raise ValueError("epochs and values of a history differ in number")
        factor = 100.0 if self._percent else 1.0
        self._history = History(
            np.asarray(epochs, float),
            np.asarray(training, float) * factor,
            None if validation is None else np.asarray(validation, float) * factor,
            self._history.batches,
        )
        self._redraw_soon()

    def set_batches(self, points: Points) -> None:
        """Show a value of each minibatch, thin behind the curves.

        Args:
            points: `x` in epochs since the start, rising; `y` in the unit of the axis.
        """
        self._history = dataclasses.replace(self._history, batches=points)
        self._redraw_soon()

    def set_best(self, epoch: float | None) -> None:
        """Mark the epoch whose network is kept, or none."""
        self._best = epoch
        self._redraw_soon()

    def set_message(self, text: str) -> None:
        """Set the sentence that stands where there is nothing to plot."""
        self._message = text
        self._redraw_soon()

    def clear(self) -> None:
        """Take all curves away."""
        self._best = None
        self.set_batches(NONE)
        self.set_history([], [], None)

    def restyle(self) -> None:
        """Take the colours of the scheme in use."""
        self._dress(theme.colours(), self.devicePixelRatioF())

    def value_text(self) -> str:
        """Return what stands in the line below the plot."""
        return self._line.text()

    def export_png(self, path: Path) -> None:
        """Save what is seen, as pixels, in light colours and twice the size.

        Raises:
            OSError: If the file cannot be written.
        """
        write_atomically(path, self._on_paper(lambda: png(self._sheet), PNG_SCALE))

    def export_svg(self, path: Path) -> None:
        """Save what is seen, as lines and text, in light colours.

        Raises:
            OSError: If the file cannot be written.
        """
        write_atomically(path, self._on_paper(lambda: svg(self._sheet, self._title), 1))

    def export_csv(self, path: Path) -> None:
        """Save the numbers, one line an epoch, in the unit of the axis.

        The header says when in the epoch each of them was measured.

        Raises:
            OSError: If the file cannot be written.
        """
        write_table(path, *self._history.table(self._unit))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to save what is seen."""
        self.export_menu().exec(event.globalPos())

    def export_menu(self) -> QMenu:
        """Return the menu of a right click."""
        save = {"png": self.export_png, "svg": self.export_svg, "csv": self.export_csv}
        menu = save_menu(self, within(self._title), save, self._line.setText)
        for action in menu.actions():
            action.setEnabled(not self._history.is_empty())
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the values of the epoch before or after by the arrow keys."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step, last = steps.get(Qt.Key(event.key())), len(self._history.epochs) - 1
        if step is None or last < 0:
            super().keyPressEvent(event)
        elif self._pointed is None:
            self._point(last if step < 0 else 0)
        else:
            self._point(min(max(self._pointed + step, 0), last))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        self._heading.set_focused(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the focus is gone."""
        self._heading.set_focused(False)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the cross hair away."""
        self._point(None)

    def event(self, event: QEvent) -> bool:
        """Follow the scheme, and the scale of the screen."""
        # The style sets a palette before there is anything to draw in colour.
        if event.type() in _LOOKS and hasattr(self, "_line"):
            self.restyle()
        return super().event(event)

    @cached_property
    def _chart(self) -> "MetricChart":
        """The curves; made when there are any, since pyqtgraph takes time to load."""
        from cellclassifier.gui.widgets.metric_chart import MetricChart

        name = within(self._title)
        unit = f" ({self._unit})" if self._unit else ""
        chart = MetricChart(name + unit, self._percent)
        chart.moved.connect(self._follow_mouse)
        chart.dress(theme.colours(), self.devicePixelRatioF())
        self._stack.addWidget(chart.widget)
        return chart

    @property
    def _has_chart(self) -> bool:
        return "_chart" in self.__dict__

    def _build(self) -> None:
        name = within(self._title)
        self._heading = PlotHeading(self._title)
        self._sentence = QLabel()
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._sentence)
        self._sheet = Sheet()
        inside = QVBoxLayout(self._sheet)
        inside.addWidget(self._heading)
        inside.addWidget(self._stack, 1)
        self._line = QLabel()
        self._line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._line.setAccessibleName(tr("{name} of the epoch pointed at", name=name))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._sheet, 1)
        box.addWidget(self._line)
        self.setAccessibleName(tr("{name} over the epochs", name=name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 180)

    def _redraw_soon(self) -> None:
        self._stale = True
        if not self._timer.isActive():
            self._redraw()

    def _redraw(self) -> None:
        if self._stale:
            self._draw()
            self._timer.start()

    def _draw(self) -> None:
        self._stale = False
        empty = self._history.is_empty()
        self._sentence.setText(self._message)
        names = self._history.names()
        if names and self._best is not None:
            names.append(tr("best epoch {best:g}", best=self._best))
        self._heading.set_names(names)
        if self._has_chart or not empty:
            self._chart.draw(self._history, self._best)
        self._stack.setCurrentIndex(0 if empty else 1)
        last = len(self._history.epochs) - 1
        keep = self._pointed is not None and self._pointed <= last
        self._point(self._pointed if keep else None)

    def _dress(self, colours: theme.Colours, scale: float) -> None:
        self._sheet.set_colour(colours.panel)
        self._heading.dress(colours)
        if self._has_chart:
            self._chart.dress(colours, scale)

    def _on_paper(self, render: Callable[[], bytes], scale: float) -> bytes:
        """Render the newest curves as for a page, without cross hair and focus."""
        self._draw()
        pointed = self._pointed
        self._point(None)
        self._heading.set_focused(False)
        self._dress(theme.LIGHT, scale)
        try:
            return render()
        finally:
            self.restyle()
            self._heading.set_focused(self.hasFocus())
            self._point(pointed)

    def _follow_mouse(self, place: QPointF) -> None:
        time = self._chart.time_at(place)
        if time is None or not len(self._history.epochs):
            self._point(None)
        else:
            self._point(self._history.nearest(time))

    def _point(self, place: int | None) -> None:
        """Read the values of one epoch, by its place in the history."""
        self._pointed = place
        if place is None:
            if self._has_chart:
                self._chart.point(None)
            self._line.clear()
            return
        last = list(self._history.series())[-1]
        self._chart.point(float(self._history.times(last)[place]))
        self._line.setText(self._history.words(place, self._unit))
        self.setAccessibleDescription(self._line.text())
