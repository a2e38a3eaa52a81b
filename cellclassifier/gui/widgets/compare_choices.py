"""Chooses what is compared: experiments, of several studies, a test set, a number."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.asking import ask_folder
from cellclassifier.gui.widgets.compare_list import CompareList
from cellclassifier.gui.widgets.compare_picking import newest, tests_of, ticked, wanted
from cellclassifier.gui.widgets.compare_reading import (
    Key,
    Standing,
    StudyOffers,
    Wanted,
)
from cellclassifier.gui.widgets.compare_tests import CompareTests
from cellclassifier.gui.widgets.folder_drop import FolderDrop

_ADD = tr(
    "Compare with experiments of another study too: choose its folder, or drop it "
    "here. It is only read."
)


class CompareChoices(FolderDrop):
    """The list, and below it what is compared.

    Signals:
        changed: The user ticked or chose something else.
        added: The folder of another study that is to be listed too.
        removed: The folder of an added study that is to be listed no more.
    """

    changed = Signal()
    added = Signal(Path)
    removed = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._studies: tuple[StudyOffers, ...] = ()
        self._keys: set[Key] = set()
        self._known: set[Path] = set()
        self.list = CompareList()
        self.add = QPushButton(theme.icon("add"), tr("Add another study ..."))
        self.tests = CompareTests()
        self.metrics = QComboBox()
        self.meaning = theme.muted("")
        self._dress()
        self._arrange()
        self.list.ticked.connect(self._on_ticked)
        self.list.remove_wanted.connect(self._remove)
        self.add.clicked.connect(self._ask)
        self.dropped.connect(lambda paths: self.added.emit(paths[0]))
        self.tests.changed.connect(self.changed)
        self.metrics.activated.connect(self._on_metric)

    @property
    def studies(self) -> tuple[StudyOffers, ...]:
        """What is listed."""
        return self._studies

    @property
    def chosen(self) -> tuple[Standing, ...]:
        """What is ticked, in the order of the list."""
        return ticked(self._studies, self._keys)

    @property
    def wanted(self) -> Wanted:
        """What is to be compared."""
        metric = str(self.metrics.currentData() or "accuracy")
        return wanted(self.chosen, self.tests.tests, metric)

    def offer_metrics(self) -> None:
        """Fill the box of numbers, once: what they are takes time to load."""
        if self.metrics.count():
            return
        from cellclassifier.core.comparison.metrics import METRICS

        for place, (key, each) in enumerate(METRICS.items()):
            self.metrics.addItem(each.label, key)
            self.metrics.setItemData(place, each.meaning, Qt.ItemDataRole.ToolTipRole)
        self._explain()

    def show_studies(self, studies: Sequence[StudyOffers]) -> None:
        """List other offers; what is ticked stays so, and nothing is emitted.

        Of a study that was not listed before the newest experiment is ticked.
        """
        self._studies = tuple(studies)
        for each in self._studies:
            if each.folder not in self._known and each.standings:
                self._known.add(each.folder)
                self._keys |= newest(each)
        self.list.show_studies(self._studies, self._keys)
        self.tests.show_tests(tests_of(self.chosen))

    def tick_newest(self) -> None:
        """Tick the newest experiment of the first study that has one."""
        found = next((each for each in self._studies if each.standings), None)
        if found is None:
            return
        self._keys = set(newest(found))
        self.list.show_studies(self._studies, self._keys)
        self._tell()

    def forget(self, folder: Path) -> None:
        """Forget what was ticked of a study."""
        self._known.discard(folder)
        self._keys = {key for key in self._keys if key[0] != str(folder)}

    def mark(self, places: Mapping[Key, int]) -> None:
        """Show the marks that sets have in the plots, by the key of their offer."""
        self.list.mark(places)

    def _dress(self) -> None:
        self.add.setToolTip(_ADD)
        self.metrics.setAccessibleName(tr("Number that is compared"))
        self.metrics.setToolTip(tr("What is compared: each run has one such number"))
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.metrics.setSizeAdjustPolicy(policy)
        self.metrics.setMinimumContentsLength(10)

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(2, 2, theme.SPACE, 2)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(_strong(tr("Choose experiments"), self.list))
        box.addWidget(self.list, 1)
        box.addWidget(self.add)
        box.addWidget(_strong(tr("Compare"), self.metrics))
        box.addWidget(self.metrics)
        box.addWidget(self.meaning)
        box.addWidget(self.tests)

    def _on_ticked(self) -> None:
        listed = {each.key for study in self._studies for each in study.standings}
        # What is not listed at this moment may come back.
        self._keys = (self._keys - listed) | self.list.keys()
        self._tell()

    def _tell(self) -> None:
        self.tests.show_tests(tests_of(self.chosen))
        self.changed.emit()

    def _on_metric(self) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        meaning = self.metrics.currentData(Qt.ItemDataRole.ToolTipRole)
        self.meaning.setText(str(meaning or ""))

    def _remove(self, folder: Path) -> None:
        if folder in [each.folder for each in self._studies[1:]]:
            self.removed.emit(folder)

    def _ask(self) -> None:
        start = self._studies[0].folder.parent if self._studies else Path.home()
        if folder := ask_folder(self, tr("Folder of another study"), start):
            self.added.emit(folder)


def _strong(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setBuddy(buddy)
    return label
