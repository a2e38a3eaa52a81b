"""Chooses a run and one of its test sets."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.run_facts import RunFacts, name_of, summary


class RunChooser(QWidget):
    """Two boxes: the runs, newest first, and the test sets of the one chosen."""

    run_chosen = Signal(object)
    """The run that the user chose."""

    test_chosen = Signal(str)
    """The test set that the user chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: list[Run] = []
        self.runs = QComboBox()
        self.runs.setAccessibleName("run")
        self.runs.setPlaceholderText("Choose a run")
        self.runs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.tests = QComboBox()
        self.tests.setAccessibleName("test set")
        self.tests.setPlaceholderText("none")
        self.tests.setMinimumContentsLength(8)
        self.tests.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.runs.activated.connect(lambda row: self.run_chosen.emit(self._runs[row]))
        self.tests.activated.connect(lambda: self.test_chosen.emit(self.test))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        for text, combo, stretch in (
            ("Run", self.runs, 3),
            ("predicts the test set", self.tests, 1),
        ):
            label = QLabel(text)
            label.setBuddy(combo)
            box.addWidget(label)
            box.addWidget(combo, stretch)

    @property
    def test(self) -> str:
        """Name of the test set chosen; nothing where the run has none."""
        return self.tests.currentText()

    def show_runs(self, runs: Sequence[Run], current: Run | None) -> None:
        """Offer other runs, and the test sets of the current one; emits nothing.

        A test set of the same name stays chosen.
        """
        self._runs = list(runs)
        with QSignalBlocker(self.runs):
            self.runs.clear()
            for run in runs:
                self.runs.addItem(name_of(run))
            places = [place for place, run in enumerate(runs) if run is current]
            self.runs.setCurrentIndex(places[0] if places else -1)
        self.runs.setToolTip(str(current.folder) if current else "")
        test = self.test
        with QSignalBlocker(self.tests):
            self.tests.clear()
            self.tests.addItems(list(current.record.tests) if current else [])
            self.tests.setCurrentIndex(max(0, self.tests.findText(test)))
        self.tests.setEnabled(self.tests.count() > 0)

    def tell(self, facts: Mapping[str, RunFacts]) -> None:
        """Show what is known of the runs, by their id."""
        for place, run in enumerate(self._runs):
            known = summary(facts[run.id]) if run.id in facts else ""
            words = "  ·  ".join(filter(None, (name_of(run), known)))
            self.runs.setItemText(place, words)
