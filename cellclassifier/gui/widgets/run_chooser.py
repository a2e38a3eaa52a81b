"""Chooses a run and one of its test sets."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from cellclassifier.core.runs import Run, accuracies
from cellclassifier.gui import theme


def name_of(run: Run) -> str:
    """Return a run's time and network."""
    made = run.record.created.astimezone()
    return f"{made:%d %b %H:%M:%S}  {run.record.study.training.network}"


def describe(run: Run, training: bool) -> str:
    """Return what is known of a run in a line; reads its files.

    Args:
        run: The run.
        training: Whether this window trains it now.
    """
    state = "running" if training else run.state
    return "  ·  ".join((name_of(run), state, *results(run)))


def results(run: Run) -> list[str]:
    """Return name, accuracy and n of each test set that was predicted."""
    return [
        f"{name} {100 * share.value:.1f} % (n = {share.n})"
        for name, share in accuracies(run).items()
    ]


class RunChooser(QWidget):
    """Two boxes: the runs, newest first, and the test sets of the one chosen."""

    run_chosen = Signal(object)
    """The run that the user chose."""

    test_chosen = Signal(str)
    """The test set that the user chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: list[Run] = []
        self._told: dict[str, str] = {}
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
                self.runs.addItem(self._told.get(run.id, name_of(run)))
            places = [place for place, run in enumerate(runs) if run is current]
            self.runs.setCurrentIndex(places[0] if places else -1)
        self.runs.setToolTip(str(current.folder) if current else "")
        test = self.test
        with QSignalBlocker(self.tests):
            self.tests.clear()
            self.tests.addItems(list(current.record.tests) if current else [])
            self.tests.setCurrentIndex(max(0, self.tests.findText(test)))
        self.tests.setEnabled(self.tests.count() > 0)

    def tell(self, told: dict[str, str]) -> None:
        """Set what is said of each run, by its id."""
        self._told = told
        for place, run in enumerate(self._runs):
            self.runs.setItemText(place, told.get(run.id, name_of(run)))
