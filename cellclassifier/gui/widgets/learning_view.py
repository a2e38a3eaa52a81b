"""How learning went for one tile: its map and features at an epoch, and the course."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.inside.learning import Learning
from cellclassifier.core.inside.learning_words import CAUTION, seen
from cellclassifier.core.language import tr
from cellclassifier.core.run_record import History
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.explain_maps import Found
from cellclassifier.gui.widgets.explain_show import ShowLine
from cellclassifier.gui.widgets.explain_view import MapView, picture_of
from cellclassifier.gui.widgets.learning_features import FeatureGrid
from cellclassifier.gui.widgets.learning_plot import LearningPlot
from cellclassifier.gui.widgets.learning_slider import EpochSlider

Float32 = NDArray[np.float32]

_PLOT_HELP = tr(
    "Probability and similarity lie between 0 and 1, beside the run's accuracy. "
    "Log-odds go on growing where a probability is near 1 already."
)


class LearningView(QWidget):
    """Shows what was found about a tile, at the epoch of a slider."""

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Learning | None = None
        self._method = ""
        self._tops: tuple[str, float] = ("", 1.0)
        self.heading = BreakingLabel()
        self.map = MapView(self.heading)
        self.features = FeatureGrid()
        self.of_features = BreakingLabel()
        self.plot = LearningPlot()
        self.kind = QComboBox()
        self.slider = EpochSlider()
        self.show_line = ShowLine(common=True)
        self.words = BreakingLabel()
        self.caution = theme.muted(CAUTION)
        self._build()
        self._connect()

    @property
    def found(self) -> Learning | None:
        """What is shown."""
        return self._found

    def forget(self) -> None:
        """Show nothing of a tile any more."""
        self._found = None
        self.slider.stop()
        self.map.show_tile(None)
        self.features.show_features(None)
        self.plot.show_learning(None, History(()))

    def show_tile(self, grey: Float32 | None) -> None:
        """Show another tile, (y, x) or (y, x, 3), 0..1, or none."""
        self.map.show_tile(grey)
        self._show_epoch()

    def show_learning(
        self, found: Learning, history: History, method: str, true_class: str
    ) -> None:
        """Show what was found about it.

        Args:
            found: What was found.
            history: What the run measured.
            method: Of the maps.
            true_class: Of the tile; "" where it is not known.
        """
        self._found, self._method = found, method
        self._tops = ("", 1.0)
        self.slider.show_epochs(found.epochs, found.kept)
        self.plot.show_learning(found, history)
        self.features.show_features(found.features)
        self.words.setText(seen(found, true_class))
        n, all_ = len(self.features.shown), found.features.shape[-1]
        which = (
            tr("{n} of {all} features", n=n, all=all_)
            if n < all_
            else tr("{n} features", n=n)
        )
        self.of_features.setText(
            tr("{layer}: {which}, black to white", layer=found.layer, which=which)
        )
        self._show_epoch()

    def _build(self) -> None:
        self.map.close_button.hide()
        # What it says of each map stands in the heading.
        self.map.note.hide()
        self.map.canvas.setAccessibleName(tr("tile with its map at the epoch"))
        self.show_line.outlines.hide()
        self.kind.addItem(tr("probability, similarity, accuracy"), "shares")
        self.kind.addItem(tr("log-odds"), "log_odds")
        self.kind.setAccessibleName(tr("what is plotted"))
        self.kind.setToolTip(f"<qt>{_PLOT_HELP}</qt>")
        self.words.make_selectable()
        self.of_features.setToolTip(tr("Point at a map to read its values."))
        right = QSplitter(Qt.Orientation.Vertical)
        both = QSplitter(Qt.Orientation.Horizontal)
        course = _column(self._plot_line(), self.plot)
        maps = _column(self.of_features, self.features)
        for splitter, parts in ((right, (course, maps)), (both, (self.map, right))):
            for part in parts:
                splitter.addWidget(part)
            splitter.setChildrenCollapsible(False)
        both.setSizes([1000, 1000])
        right.setSizes([1000, 700])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.slider)
        box.addWidget(both, 1)
        box.addWidget(self.show_line)
        box.addWidget(self.words)
        box.addWidget(self.caution)

    def _plot_line(self) -> QWidget:
        found = QWidget()
        line = QHBoxLayout(found)
        line.setContentsMargins(0, 0, 0, 0)
        label = QLabel(tr("Over the epochs"))
        label.setBuddy(self.kind)
        line.addWidget(label)
        line.addWidget(self.kind, 1)
        return found

    def _connect(self) -> None:
        self.slider.changed.connect(self._show_epoch)
        self.show_line.changed.connect(self._show_epoch)
        self.kind.activated.connect(self._on_kind)
        self.plot.chosen.connect(self.slider.choose)
        self.plot.told.connect(self.told)
        self.map.pointed.connect(self.map.point)

    def _on_kind(self) -> None:
        self.plot.show_kind(self.kind.currentData())

    def _show_epoch(self) -> None:
        """Show map, features and line at the epoch of the slider."""
        found, place, look = self._found, self.slider.place, self.show_line.look
        if found is None:
            return
        common = self.show_line.common
        self.map.take(
            Found(0, found.class_name, found.maps[place], {}), self._method, look
        )
        top = self._top(found, look.mode) if common else None
        self.map.render_map(top, look.opacity)
        self.heading.setText(_heading(found, place))
        self.features.show_place(place, common)
        self.plot.show_place(place)

    def _top(self, found: Learning, mode: str) -> float:
        """Return the value in full colour that all epochs have in common."""
        if self._tops[0] != mode:
            look = self.show_line.look.mode
            tops = [picture_of(each, self._method, look).top for each in found.maps]
            self._tops = (mode, max(tops))
        return self._tops[1]


def _column(heading: QWidget, content: QWidget) -> QWidget:
    found = QWidget()
    column = QVBoxLayout(found)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SPACE)
    column.addWidget(heading)
    column.addWidget(content, 1)
    return found


def _heading(found: Learning, place: int) -> str:
    """Return what the network of an epoch says of the tile."""
    called, shares = found.called[place], found.probabilities[place]
    return tr(
        "called {called}, {max:.1f} %; map for {class_name}",
        called=called,
        max=100 * shares.max(),
        class_name=found.class_name,
    )
