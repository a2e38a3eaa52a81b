"""The tiles on which a reader and the network differ, each with the true class."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.attribution import scaled
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.facts import Facts
from cellclassifier.gui.widgets.gallery import Gallery
from cellclassifier.gui.widgets.image_view import ImageView
from cellclassifier.gui.widgets.review_report import Difference
from cellclassifier.gui.widgets.tile_delegate import Item
from cellclassifier.gui.widgets.tile_display import PERCENTILES, Levels, shades

_SIDE = 80 * theme.SPACE
_TILE = 36 * theme.SPACE
_SHOWN: tuple[tuple[str, Callable[[Difference], bool]], ...] = (
    (tr("all of them"), lambda each: True),
    (tr("the reader alone is right"), lambda each: each.reader_right),
    (tr("the network alone is right"), lambda each: each.network_right),
    (tr("both are wrong"), lambda each: not (each.reader_right or each.network_right)),
)


class DifferencesView(QWidget):
    """A gallery of these tiles, and the chosen one large.

    Signals:
        map_wanted: The `Difference` whose attribution is to be made and shown.
    """

    map_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Difference, ...] = ()
        self._levels = Levels()
        self.reader = QComboBox()
        self.reader.setAccessibleName(tr("reader"))
        self.reader.setToolTip(
            tr("Whose answers are compared with those of the network.")
        )
        self.which = QComboBox()
        self.which.addItems([words for words, _ in _SHOWN])
        self.which.setAccessibleName(tr("tiles shown"))
        self.which.setToolTip(tr("Which of these tiles are shown."))
        self.gallery = Gallery(self._load)
        self.gallery.grid.set_tile_px(_TILE)
        self.view = ImageView()
        self.facts = Facts()
        self.explain = QPushButton(tr("Show what the network looks at"))
        self.explain.setToolTip(
            tr("Make the attribution of this tile (gradient x input).")
        )
        self.status = BreakingLabel()
        self._arrange()
        self.reader.activated.connect(self._apply)
        self.which.activated.connect(self._apply)
        self.gallery.clear_asked.connect(self._clear)
        self.gallery.grid.selected.connect(self._choose)
        self.explain.clicked.connect(self._ask)

    @property
    def chosen(self) -> Difference | None:
        """What is shown large."""
        key = self.gallery.grid.current_key()
        return next((each for each in self._found if each.key == key), None)

    def show_differences(self, found: Sequence[Difference]) -> None:
        """Show other tiles; all readers' come together."""
        self._found = tuple(found)
        readers = list(dict.fromkeys(each.reader for each in found))
        with QSignalBlocker(self.reader):
            self.reader.clear()
            self.reader.addItems(readers)
        self._levels = _levels(self._found)
        self.gallery.grid.refresh()
        self._apply()

    def show_map(
        self, difference: Difference, magnitude: NDArray[np.float32] | None
    ) -> None:
        """Lay an attribution over its tile, (y, x), if that is still shown."""
        if self.chosen == difference:
            if magnitude is None:
                self.say(tr("The attribution cannot be read."))
                return
            self.say(
                tr(
                    "Purple speaks for or against {network}.",
                    network=difference.network,
                )
            )
            self.view.set_overlay(scaled(magnitude))

    def say(self, sentence: str) -> None:
        """Write a sentence below the tile."""
        self.status.setText(sentence)

    def close_loader(self) -> None:
        """End the reading of tiles."""
        self.gallery.grid.close_loader()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        for text, combo in ((tr("Reader"), self.reader), (tr("showing"), self.which)):
            label = QLabel(text)
            label.setBuddy(combo)
            line.addWidget(label)
            line.addWidget(combo)
        line.addWidget(theme.muted(tr("marks say whether the reader is right")), 1)
        side = QWidget()
        side.setMinimumWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.SPACE)
        column.addWidget(self.view, 1)
        for part in (self.explain, self.status, self.facts):
            column.addWidget(part)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.gallery)
        splitter.addWidget(side)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([130 * theme.SPACE, 80 * theme.SPACE])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(line)
        box.addWidget(splitter, 1)

    def _apply(self) -> None:
        own = [each for each in self._found if each.reader == self.reader.currentText()]
        _, fits = _SHOWN[max(0, self.which.currentIndex())]
        shown = [each for each in own if fits(each)]
        self.gallery.show_items([_item(each) for each in shown], len(own), "")
        if shown and self.chosen is None:
            self.gallery.grid.select(shown[0].key)
        self._show_chosen()

    def _clear(self) -> None:
        self.which.setCurrentIndex(0)
        self._apply()

    def _choose(self, _: object) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.chosen
        self.explain.setEnabled(chosen is not None and chosen.explainable)
        self.say("")
        if chosen is None:
            self.view.set_image(None)
            self.view.set_message(tr("There is no such tile."))
            self.facts.set_values({})
            return
        try:
            pixels = _read(chosen.path)
        except (OSError, ValueError, EOFError) as error:
            self.view.set_image(None)
            self.view.set_message(tr("The tile cannot be read ({error}).", error=error))
        else:
            self.view.set_message(None)
            self.view.set_levels(*self._levels)
            self.view.set_image(pixels)
        self.facts.set_values(chosen.facts())

    def _ask(self) -> None:
        if (chosen := self.chosen) is not None:
            self.say(tr("Explaining {network} ...", network=chosen.network))
            self.map_wanted.emit(chosen)

    def _load(self, key: tuple[str, str]) -> NDArray[np.uint8]:
        # Called on threads: what is shown may be replaced meanwhile.
        found = next((each for each in self._found if each.key == key), None)
        if found is None:
            raise ValueError("this tile is shown no more")
        return shades(_read(found.path), self._levels)


def _item(each: Difference) -> Item:
    sure = f" {100 * each.confidence:.0f} %"
    return Item(
        key=each.key,
        caption=tr("reader {said}", said=each.said),
        second=tr("network {network}{sure}", network=each.network, sure=sure),
        outcome="right" if each.reader_right else "wrong",
        tooltip=tr(
            "true: {true_class}\n{image}", true_class=each.true_class, image=each.image
        ),
    )


def _read(path: Path) -> NDArray[np.float32]:
    found = np.load(path, allow_pickle=False)
    if found.ndim == 3 and found.shape[-1] == 3:
        return np.asarray(found, np.float32)
    return np.asarray(found.mean(axis=-1) if found.ndim == 3 else found, np.float32)


def _levels(found: Sequence[Difference]) -> Levels:
    """Return levels that fit some of the tiles, for display only."""
    values = []
    for each in found[:: max(1, len(found) // 12)]:
        try:
            values.append(_read(each.path).ravel())
        except (OSError, ValueError, EOFError):
            continue
    if not values:
        return Levels()
    black, white = np.percentile(np.concatenate(values), PERCENTILES)
    return Levels(float(black), float(white)) if white > black else Levels()
