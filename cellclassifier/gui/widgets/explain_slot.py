"""What differs from view to view, as the heading of each: method, run or class."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.gui.run_facts import name_of
from cellclassifier.gui.widgets.explain_choices import (
    ClassChoice,
    Explained,
    Method,
    MethodBox,
)

Differ = Literal["methods", "classes", "runs"]


class RunBox(QComboBox):
    """Offers the runs of the study that have a network."""

    changed = Signal()
    """The user chose another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: list[Run] = []
        self.setAccessibleName(tr("run of this view"))
        self.setToolTip(tr("The run whose network is explained."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(10)
        policy = QComboBox.SizeAdjustPolicy
        self.setSizeAdjustPolicy(policy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda: self.changed.emit())

    @property
    def run(self) -> Run | None:
        """The run that is chosen."""
        place = self.currentIndex()
        return self._runs[place] if place >= 0 else None

    def show_runs(self, runs: Sequence[Run], first: Run | None) -> None:
        """Offer other runs; the choice stays where it can, else `first` is chosen."""
        if list(runs) == self._runs and self.run is not None:
            return
        before = self.run
        self._runs = list(runs)
        with QSignalBlocker(self):
            self.clear()
            for place, run in enumerate(runs):
                self.addItem(name_of(run))
                role = Qt.ItemDataRole.ToolTipRole
                self.setItemData(place, str(run.folder), role)
        self.choose(before if before in self._runs else first)

    def choose(self, run: Run | None) -> None:
        """Choose a run; emits nothing."""
        if run in self._runs:
            self.setCurrentIndex(self._runs.index(run))


class Heading(QWidget):
    """The boxes of one view, of which that is shown in which the views differ."""

    changed = Signal()
    """The user chose something else."""

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        """Make the heading of the view at a place, from 0."""
        super().__init__(parent)
        self.method = MethodBox()
        self.classes = ClassChoice()
        self.runs = RunBox()
        self._place = place
        keys = list(ATTRIBUTIONS)
        self.method.choose(Method(keys[place % len(keys)]))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for box in (self.method, self.classes, self.runs):
            box.changed.connect(self.changed)
            line.addWidget(box, 1)
        self.differ_in("methods")

    def differ_in(self, what: Differ) -> None:
        """Show the box of what differs from view to view."""
        self.method.setVisible(what == "methods")
        self.classes.setVisible(what == "classes")
        self.runs.setVisible(what == "runs")

    def offer(self, classes: Sequence[str], runs: Sequence[Run], run: Run) -> None:
        """Offer classes and runs; each view starts with another of them."""
        fresh = self.classes.count() <= 2
        self.classes.set_classes(classes)
        if fresh and classes:
            name = classes[self._place % len(classes)]
            self.classes.choose(Explained("class", name))
        others = [run, *(each for each in runs if each is not run)]
        self.runs.show_runs(runs, others[self._place % len(others)])
