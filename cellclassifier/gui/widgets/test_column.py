"""The test sets of a study, one card each."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.folder_card import FolderCard
from cellclassifier.gui.widgets.folder_drop import FolderDrop
from cellclassifier.gui.widgets.notice import Notice
from cellclassifier.gui.widgets.path_button import PathButton

_WHY = tr(
    "No test set yet. Whether a network really tells the classes apart shows only on "
    "images that it has never seen: from other dishes or days, in sub-folders with the "
    "same names. Drop such a folder here, or press the button above."
)


class TestColumn(FolderDrop):
    """Folders dropped beside the cards become test sets of their own."""

    __test__ = False  # The name is no invitation to pytest.

    change_asked = Signal(str)
    """Emitted with the name of a test set for which another folder is wanted."""

    changed = Signal(str, list)
    """Emitted with the name of a test set, and what was dropped on it or picked."""

    removed = Signal(str)
    """Emitted with the name of a test set that is to be taken out."""

    pairs_wanted = Signal()
    """Emitted when the user wants to see the copies that a problem is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.cards: dict[str, FolderCard] = {}
        self.add = PathButton(tr("Add a test set ..."), "add")
        self.refusal = Notice()
        self.hint = _Hint()
        self.hint.dropped.connect(self.dropped)
        head = QHBoxLayout()
        head.addWidget(theme.title(tr("Test sets")), 1)
        head.addWidget(self.add)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(3 * theme.SPACE)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(4 * (theme.SPACE,)))
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(head)
        box.addWidget(self.refusal)
        box.addWidget(self.hint)
        box.addLayout(self._cards)
        box.addStretch(1)

    def show_tests(self, folders: Mapping[str, Path]) -> None:
        """Show these test sets, by name; cards of those that stay are kept."""
        for name in self.cards.keys() - folders.keys():
            card = self.cards.pop(name)
            self._cards.removeWidget(card)
            card.deleteLater()
        for place, (name, folder) in enumerate(folders.items()):
            if name not in self.cards:
                self.cards[name] = self._new_card(name)
            self._cards.insertWidget(place, self.cards[name])
            self.cards[name].set_folder(folder, name)
        self.hint.setVisible(not folders)

    def set_recent(self, folders: Sequence[Path]) -> None:
        """Offer these recent folders at every button."""
        for button in (self.add, *(card.change for card in self.cards.values())):
            button.set_recent(folders)

    def _new_card(self, name: str) -> FolderCard:
        card = FolderCard(removable=True)
        card.change.asked.connect(lambda: self.change_asked.emit(name))
        card.change.picked.connect(lambda path: self.changed.emit(name, [path]))
        card.dropped.connect(lambda paths: self.changed.emit(name, paths))
        card.removed.connect(lambda: self.removed.emit(name))
        card.pairs_wanted.connect(self.pairs_wanted)
        return card


class _Hint(FolderDrop):
    """Why there should be a test set."""

    def __init__(self) -> None:
        super().__init__(dashed=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(4 * (5 * theme.SPACE,)))
        box.addWidget(theme.muted(_WHY))
