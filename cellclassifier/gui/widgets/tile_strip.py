"""The controls above the tiles, which read as a sentence."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.tile_source import Contrast

How = Literal["original", "augmented", "both", "versions", "batch"]

_HOW: dict[How, tuple[str, str]] = {
    "original": (tr("as they are"), tr("Tiles before training changes them.")),
    "augmented": (
        tr("as changed in training"),
        tr("One of the changes drawn at random."),
    ),
    "both": (tr("side by side"), tr("Each tile, and beside it one of its changes.")),
    "versions": (
        tr("one tile in 25 versions"),
        tr("The chosen tile as training sees it in epochs 1 to 25."),
    ),
    "batch": (
        tr("25 tiles of one epoch"),
        tr("25 training tiles, drawn at random, as training sees them in one epoch."),
    ),
}
_CONTRAST: dict[Contrast, tuple[str, str]] = {
    "as it is": (
        tr("as the network gets it"),
        tr("Black and white of the study's rule."),
    ),
    "common": (
        tr("stretched, all alike"),
        tr("The range of a sample of the training images: brightness can be compared."),
    ),
    "each": (
        tr("stretched, each by itself"),
        tr("Each tile's own range: brightness cannot be compared."),
    ),
}
_VIEWS = (
    (tr("Tiles"), tr("The tiles, as the network gets them.")),
    (tr("Fields"), tr("Each image in full, with the grid that it is cut by.")),
)
_FIELDS = 1
_ONLY_LOOK = tr("Changes only what you see here, never what the network gets.")

_CHANNELS = tr(
    "Three channels are shown as red, green and blue; of any other number the mean."
)


class Choice(NamedTuple):
    """What is to be shown; no class and no test set mean all and training images."""

    class_name: str | None
    test: str | None
    how: How
    contrast: Contrast
    in_order: bool
    fields: bool = False
    """Whether images are shown in full instead of their tiles."""

    @property
    def few(self) -> bool:
        """Whether 25 pictures are shown, of one tile or of as many."""
        return self.how in ("versions", "batch")


class TileStrip(QWidget):
    """Chooses which tiles are shown, and how."""

    changed = Signal()
    """Emitted when another choice was made."""

    resized = Signal(int)
    """Emitted with the side at which tiles are to be shown, px."""

    others_wanted = Signal()
    """Emitted when other tiles, and other changes of them, are to be drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = _tabs()
        self.classes = _box(tr("Class"), tr("Tiles of which class."))
        self.sets = _box(tr("Images"), tr("Tiles cut from which images."))
        self.how = _box(
            tr("Changes"), tr("Tiles with or without the changes of training.")
        )
        self.contrast = _box(tr("Contrast"), f"{_ONLY_LOOK} {_CHANNELS}")
        for name, (text, tip) in _HOW.items():
            _add(self.how, text, name, tip)
        for key, (text, tip) in _CONTRAST.items():
            _add(self.contrast, text, key, f"{tip} {_ONLY_LOOK}")
        self.in_order = QCheckBox(tr("all, in order"))
        self.in_order.setToolTip(
            tr("Every tile in the order of the files, none drawn.")
        )
        self.others = QPushButton(theme.icon("refresh"), tr("Show me others"))
        self.others.setShortcut(QKeySequence("Ctrl+R"))
        self.others.setToolTip(tr("Draw other tiles, and change them anew (Ctrl+R)."))
        self.side = _side_slider()
        self._size = QLabel(tr("Size"))
        self._only_tiles = [self.how, self._size, self.side, self.in_order, self.others]
        self._arrange()
        self.set_sets((), ())
        for box in (self.classes, self.sets, self.how, self.contrast):
            box.currentIndexChanged.connect(self._tell)
        self.in_order.toggled.connect(self._tell)
        self.view.currentChanged.connect(self._tell)
        self.others.clicked.connect(self.others_wanted)
        self.side.valueChanged.connect(self.resized)

    @property
    def choice(self) -> Choice:
        """What is chosen; test tiles are never changed."""
        test = self.sets.currentData()
        return Choice(
            self.classes.currentData(),
            test,
            "original" if test else self.how.currentData(),
            self.contrast.currentData(),
            self.in_order.isChecked(),
            self.view.currentIndex() == _FIELDS,
        )

    def set_sets(self, classes: Sequence[str], tests: Sequence[str]) -> None:
        """Offer these classes and test sets; what is chosen stays if it is there."""
        _refill(self.classes, [(tr("all classes"), None), *((n, n) for n in classes)])
        named = [(tr("test set {name}", name=name), name) for name in tests]
        _refill(self.sets, [(tr("the training images"), None), *named])
        self._show_possible()

    def _tell(self) -> None:
        self._show_possible()
        self.changed.emit()

    def _show_possible(self) -> None:
        for part in self._only_tiles:
            part.setVisible(not self.choice.fields)
        self.in_order.setEnabled(not self.choice.few)
        is_test = self.sets.currentData() is not None
        self.how.setEnabled(not is_test)
        self.how.setToolTip(
            tr("Tiles of a test set are never changed.")
            if is_test
            else tr("Tiles with or without the changes of training.")
        )

    def _arrange(self) -> None:
        above = _line(self.view, tr("Show"), self.classes, tr("of"), self.sets)
        above.addWidget(self.how)
        above.addStretch(1)
        below = _line(tr("Contrast"), self.contrast, self._size, self.side)
        below.addStretch(1)
        below.addWidget(self.in_order)
        below.addWidget(self.others)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.SPACE, 0, theme.SPACE, 0)
        box.setSpacing(theme.SPACE)
        box.addLayout(above)
        box.addLayout(below)


def _line(*parts: str | QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(2 * theme.SPACE)
    for part in parts:
        line.addWidget(QLabel(part) if isinstance(part, str) else part)
    return line


def _tabs() -> QTabBar:
    tabs = QTabBar()
    for name, tip in _VIEWS:
        tabs.setTabToolTip(tabs.addTab(name), tip)
    tabs.setDrawBase(False)
    tabs.setExpanding(False)
    tabs.setAccessibleName(tr("Tiles or fields"))
    return tabs


def _box(name: str, tip: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(tip)
    # A long name must not push the others out of the window.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMinimumWidth(20 * theme.SPACE)
    box.setMaximumWidth(55 * theme.SPACE)
    return box


def _add(box: QComboBox, text: str, value: Any, tip: str = "") -> None:
    box.addItem(text, value)
    box.setItemData(box.count() - 1, tip or None, Qt.ItemDataRole.ToolTipRole)


def _refill(box: QComboBox, entries: Sequence[tuple[str, str | None]]) -> None:
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for text, value in entries:
            _add(box, text, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))


def _side_slider() -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(48, 256)
    slider.setSingleStep(16)
    slider.setPageStep(32)
    slider.setValue(128)
    slider.setFixedWidth(30 * theme.SPACE)
    slider.setAccessibleName(tr("Size of the tiles on the screen"))
    slider.setToolTip(
        tr("Size of the tiles on the screen. {only_look}", only_look=_ONLY_LOOK)
    )
    return slider
