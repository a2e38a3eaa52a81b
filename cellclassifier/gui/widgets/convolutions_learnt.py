"""What the network learnt: kernels and feature maps, convolution by convolution."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.inside.features import Features, Learnt
from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.convolutions_exciting import ExcitingPanel
from cellclassifier.gui.widgets.convolutions_feature import FeatureView
from cellclassifier.gui.widgets.convolutions_finding import FeatureFinder, Wanted
from cellclassifier.gui.widgets.convolutions_gallery import FeatureGallery
from cellclassifier.gui.widgets.convolutions_pictures import full_colour
from cellclassifier.gui.widgets.explain_measuring import Doing
from cellclassifier.gui.widgets.prediction_table import Shown

NOTE = tr(
    "Seen: what each kernel picks out of this tile, and at the left of each map the "
    "kernel on its strongest input. Not to conclude: that a feature which lights up "
    "matters for the answer; the layers behind may not use it. Along its edges a map "
    "sees zeros beyond the tile."
)
_SCALE_HELP = tr(
    "Each its own: every picture is shown in full colour, so that faint features are "
    "seen. Common: the same colour is the same value in all of them."
)


class LearntView(QWidget):
    """Chooses a convolution and a feature of it, and shows them for the tile."""

    told = Signal(str)
    """A sentence about a search that ended without a result."""

    tile_wanted = Signal(int)
    """The user wants to see a tile of the set in all tabs."""

    def __init__(
        self, background: Background, doing: Doing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._tile: Tile | None = None
        self._features: Features | None = None
        self._feature = -1
        self.finder = FeatureFinder(background, doing, self)
        self.layer, self.scale = QComboBox(), QComboBox()
        self.gallery = FeatureGallery()
        self.view = FeatureView()
        self.exciting = ExcitingPanel(background, doing)
        self._build()
        self._connect()

    @property
    def learnt(self) -> Learnt | None:
        """The convolution that is shown."""
        place = self.layer.currentIndex()
        found = self._features
        return found.convolutions[place] if found and place >= 0 else None

    def show_set(self, shown: Shown) -> None:
        """Look into the network of another set's run."""
        before, self._shown = self._shown, shown
        self._tile = None
        self._forget()
        if before is None or before.run.folder != shown.run.folder:
            self.layer.clear()
            self._feature = -1
        self.exciting.show_set(shown)

    def show_tile(self, tile: Tile, grey: NDArray[np.float32] | None) -> None:
        """Show a tile as it is seen, (height, width[, 3]), 0..1; maps come later."""
        self._tile = tile
        self._forget()
        self.view.show_tile(grey)
        self._ask()

    def say(self, sentence: str) -> None:
        """Say why there is no tile."""
        self._tile = None
        self._forget()
        self.view.show_tile(None)
        self.view.say(sentence)

    def renew(self) -> None:
        """Find the maps, where that waited until they are seen."""
        if self._features is None:
            self._ask()

    def close_view(self) -> None:
        """End what goes on."""
        self.finder.forget()
        self.exciting.close_panel()

    def showEvent(self, event: QShowEvent) -> None:
        """Find the maps that were not needed before."""
        super().showEvent(event)
        self.renew()

    def _build(self) -> None:
        self.layer.setAccessibleName(tr("convolution"))
        self.layer.setToolTip(tr("Convolutions in the order of computation."))
        self.layer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.layer.setMinimumContentsLength(24)
        self.scale.addItem(tr("each its own"), False)
        self.scale.addItem(tr("common to all"), True)
        self.scale.setAccessibleName(tr("scale of the colours"))
        self.scale.setToolTip(f"<qt>{_SCALE_HELP}</qt>")
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        for text, box in ((tr("Convolution"), self.layer), (tr("Scale"), self.scale)):
            label = QLabel(text)
            label.setBuddy(box)
            line.addWidget(label)
            line.addWidget(box, 1 if box is self.layer else 0)
        line.addStretch(0)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        for part in (self.gallery, self.view, self.exciting):
            splitter.addWidget(part)
        for place, stretch in enumerate((3, 3, 2)):
            splitter.setStretchFactor(place, stretch)
        splitter.setSizes([75 * theme.SPACE, 75 * theme.SPACE, 60 * theme.SPACE])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        column.setSpacing(2 * theme.SPACE)
        column.addLayout(line)
        column.addWidget(splitter, 1)
        column.addWidget(theme.muted(NOTE))

    def _connect(self) -> None:
        self.finder.found.connect(self._on_found)
        self.finder.said.connect(self._on_said)
        self.layer.activated.connect(self._on_layer)
        self.scale.activated.connect(self._show_layer)
        self.gallery.chosen.connect(self._show_feature)
        self.exciting.told.connect(self.told)
        self.exciting.tile_wanted.connect(self.tile_wanted)

    def _forget(self) -> None:
        self._features = None
        # What is seen of the tile before must not be taken for this one.
        self.gallery.setEnabled(False)

    def _ask(self) -> None:
        """Ask for the maps of the tile, where they are seen: it takes a second."""
        shown, tile = self._shown, self._tile
        if shown is not None and tile is not None and self.isVisible():
            self.finder.ask(Wanted(shown.run, shown.test, tile.number))

    def _on_said(self, sentence: str) -> None:
        if self._features is None:
            self.gallery.clear()
            self.view.say(sentence)

    def _on_found(self, tile: int, found: Features) -> None:
        if self._tile is None or tile != self._tile.number:
            return
        self._features = found
        self.gallery.setEnabled(True)
        self._offer(found)
        self._show_layer()

    def _offer(self, found: Features) -> None:
        """Offer the convolutions; the choice stays where it can."""
        labels = [_label(place, each) for place, each in enumerate(found.convolutions)]
        if labels == [self.layer.itemText(n) for n in range(self.layer.count())]:
            return
        with QSignalBlocker(self.layer):
            self.layer.clear()
            self.layer.addItems(labels)

    def _on_layer(self) -> None:
        # Feature 4 of one convolution has nothing to do with that of another.
        self._feature = -1
        self._show_layer()

    def _show_layer(self) -> None:
        learnt, found = self.learnt, self._features
        if learnt is None or found is None:
            return
        maps = found.maps[self.layer.currentIndex()]
        if not 0 <= self._feature < maps.shape[-1]:
            # One that shows something.
            self._feature = int(maps.max(axis=(0, 1)).argmax())
        self.gallery.show_features(learnt, maps, self._common, self._feature)
        self._show_feature(self._feature)

    def _show_feature(self, feature: int) -> None:
        learnt, found = self.learnt, self._features
        if learnt is None or found is None:
            return
        self._feature = feature
        maps = found.maps[self.layer.currentIndex()]
        top = full_colour(maps) if self._common else None
        self.view.show_feature(learnt, maps[..., feature], feature, top)
        self.exciting.show_feature(learnt, feature)

    @property
    def _common(self) -> bool:
        return bool(self.scale.currentData())


def _label(place: int, learnt: Learnt) -> str:
    height, width = learnt.kernel.shape[:2]
    rows, columns, features = learnt.shape
    shared = tr(" (shared)") if learnt.uses > 1 else ""
    return tr(
        "{place}. {learnt}{shared}: {features} features, "
        "{width} x {height} kernels, {columns} x {rows} maps",
        place=place + 1,
        learnt=learnt.label,
        shared=shared,
        features=features,
        width=width,
        height=height,
        columns=columns,
        rows=rows,
    )
