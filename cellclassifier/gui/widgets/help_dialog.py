"""What the pages are for, and all keys: shown by F1."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.gui import theme

PURPOSES = {
    "images": "Choose the folders of images: one to learn from, and others to test on, "
    "each with one sub-folder for each class. The page says what it found, and what "
    "is wrong with it.",
    "tiles": "See the tiles into which the images are cut, as a network gets them. "
    "Set their size, and how they are changed at random while it learns.",
    "training": "Train a network on the tiles and watch accuracy and loss, epoch by "
    "epoch. Stop at any time: the network is kept as it is at that moment.",
    "predictions": "See how often a trained network is right on images it has never "
    "seen, and look at each tile with its answer. The attribution shows what in a "
    "tile spoke for a class.",
    "review": "Look at tiles without knowing the answer, and compare yourself with the "
    "network on the very same tiles. Answers are saved one by one, and the truth is "
    "shown only when all readers are finished.",
    "explain": "See what in a tile spoke for a class, by several methods side by side, "
    "for one tile or many. Measure how much of it lies in clumps, beside what "
    "brightness alone and networks that learnt nothing give.",
}
"""What each page is for, by its key."""

OF_PAGES = (
    ("Check the folders again, on Images", "F5"),
    ("Show other tiles, on Tiles", "Ctrl+R"),
    ("Start training, on Training", "Ctrl+T"),
    ("In a review: classes; agree and disagree", "1 to 9"),
    ("In a review: cannot tell", "0"),
    ("In a review: take the last answer back", "Backspace"),
    ("In a review: fit, full contrast; attribution; size", "C, F; O; +, -"),
    ("Read values of a curve, choose a tile", "arrow keys"),
)
"""Keys that belong to a page or a part of it."""


class HelpDialog(QDialog):
    """A window beside the main one, which stays usable."""

    def __init__(
        self, parent: QWidget, pages: Mapping[str, str], actions: Iterable[QAction]
    ) -> None:
        """Make the dialog.

        Args:
            parent: The window that it belongs to.
            pages: Title of each page by its key, in their order.
            actions: The window's actions; those with a shortcut are listed.
        """
        super().__init__(parent)
        self.setWindowTitle("Help")
        content = QWidget()
        box = QVBoxLayout(content)
        box.setSpacing(2 * theme.SPACE)
        for number, (key, title) in enumerate(pages.items(), 1):
            box.addWidget(theme.title(f"{number}  {title}"))
            box.addWidget(_wrapped(PURPOSES[key]))
        box.addWidget(theme.title("Keys"))
        box.addLayout(_table((*_keys_of(actions), *OF_PAGES)))
        box.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(content)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        outer = QVBoxLayout(self)
        outer.addWidget(area, 1)
        outer.addWidget(buttons)
        self.resize(140 * theme.SPACE, 150 * theme.SPACE)


def _keys_of(actions: Iterable[QAction]) -> list[tuple[str, str]]:
    form = QKeySequence.SequenceFormat.NativeText
    return [(each.text(), each.shortcut().toString(form)) for each in actions]


def _wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def _table(rows: Iterable[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(4 * theme.SPACE)
    grid.setColumnStretch(1, 1)
    for line, (what, keys) in enumerate(rows):
        label = QLabel(keys)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(label, line, 0)
        grid.addWidget(_wrapped(what), line, 1)
    return grid
