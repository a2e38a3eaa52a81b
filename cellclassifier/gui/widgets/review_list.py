"""The reviews of a study, newest first, and those that came as a file."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme


class ReviewRow(NamedTuple):
    """What the list shows of a review; `state` is how far it is, in words."""

    key: str
    title: str
    state: str
    icon: str
    colour: str


class ReviewList(QWidget):
    """Chooses a review, or begins another.

    Signals:
        chosen: The key of the review that the user looks at.
        new_wanted: The user wants to draw another one.
        file_wanted: The user has one as a file from a colleague.
    """

    chosen = Signal(str)
    new_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("reviews"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setToolTip(tr("All reviews of this study, newest first."))
        self.new = QPushButton(theme.icon("add"), tr("New review ..."))
        self.new.setToolTip(tr("Draw tiles of a test set for a blinded reader."))
        self.file = QPushButton(theme.icon("folder"), tr("Open a review file ..."))
        self.file.setToolTip(tr("Do a review that a colleague sent."))
        self.new.clicked.connect(self.new_wanted)
        self.file.clicked.connect(self.file_wanted)
        self.list.currentRowChanged.connect(self._tell)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        for part in (self.new, self.list, self.file):
            box.addWidget(part)

    def show_reviews(self, rows: Sequence[ReviewRow], current: str) -> None:
        """List other reviews; emits nothing.

        Args:
            rows: The reviews, in this order.
            current: Key of the one that is looked at; "" for none.
        """
        with QSignalBlocker(self.list):
            self.list.clear()
            for row in rows:
                item = QListWidgetItem(f"{row.title}\n{row.state}")
                item.setIcon(theme.icon(row.icon, row.colour))
                item.setData(Qt.ItemDataRole.UserRole, row.key)
                item.setToolTip(f"{row.title}: {row.state}")
                self.list.addItem(item)
                if row.key == current:
                    self.list.setCurrentItem(item)
            if not current:
                self.list.setCurrentRow(-1)

    def _tell(self, place: int) -> None:
        item = self.list.item(place)
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
