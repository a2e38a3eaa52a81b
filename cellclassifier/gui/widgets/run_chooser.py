"""Chooses a run and one of the sets that it can predict."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.run_facts import RunFacts, name_of, summary
from cellclassifier.gui.widgets.where_choice import WhereChoice

_FOLDER_HELP = tr(
    "<qt>Has the network of this run predict images that it was not made with: a "
    "folder with images, or with sub-folders. Classes need not be known; a sub-folder "
    "named as a class gives its images that class. A folder can also be dropped on "
    "this page.</qt>"
)
_NO_NETWORK = tr("This run has no network that could predict anything.")


class RunChooser(QWidget):
    """Two boxes: the runs, newest first, and the sets of the one chosen.

    Below them is where sets are predicted, for whoever has other computers.
    """

    run_chosen = Signal(object)
    """The run that the user chose."""

    test_chosen = Signal(str)
    """The set that the user chose."""

    folder_asked = Signal(bool)
    """The user wants to have another folder predicted; whether by all runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: list[Run] = []
        self.runs = QComboBox()
        self.runs.setAccessibleName(tr("run"))
        self.runs.setPlaceholderText(tr("Choose a run"))
        self.runs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.tests = QComboBox()
        self.tests.setAccessibleName(tr("test set"))
        self.tests.setToolTip(tr("The test sets of the run, and folders added later."))
        self.tests.setPlaceholderText(tr("none"))
        self.tests.setMinimumContentsLength(8)
        # A long name of a folder must not push the rest out of the window.
        self.tests.setMaximumWidth(60 * theme.SPACE)
        self.tests.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.folder = QPushButton(theme.icon("folder"), tr("Predict a folder ..."))
        self.runs.activated.connect(lambda row: self.run_chosen.emit(self._runs[row]))
        self.tests.activated.connect(lambda: self.test_chosen.emit(self.test))
        self.folder.clicked.connect(lambda: self.folder_asked.emit(False))
        self.by_whom = QMenu(self)
        this = self.by_whom.addAction(tr("By this run ..."))
        this.triggered.connect(lambda: self.folder_asked.emit(False))
        self.by_all = self.by_whom.addAction("")
        self.by_all.triggered.connect(lambda: self.folder_asked.emit(True))
        self.where = WhereChoice()
        self.where.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(self._line())
        box.addWidget(self.where)

    def _line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        for text, combo, stretch in (
            (tr("Run"), self.runs, 3),
            (tr("predicts the test set"), self.tests, 1),
        ):
            label = QLabel(text)
            label.setBuddy(combo)
            line.addWidget(label)
            line.addWidget(combo, stretch)
        line.addWidget(self.folder)
        return line

    @property
    def test(self) -> str:
        """Name of the set chosen; nothing where the run has none."""
        return self.tests.currentText()

    def choose_test(self, name: str) -> None:
        """Choose a set of the run; emits nothing."""
        self.tests.setCurrentIndex(max(0, self.tests.findText(name)))

    def show_runs(self, runs: Sequence[Run], current: Run | None) -> None:
        """Offer other runs, and the sets of the current one; emits nothing.

        A set of the same name stays chosen.
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
        sets = current.sets if current else {}
        with QSignalBlocker(self.tests):
            self.tests.clear()
            for place, (name, folder) in enumerate(sets.items()):
                self.tests.addItem(name)
                role = Qt.ItemDataRole.ToolTipRole
                self.tests.setItemData(place, str(folder), role)
            self.choose_test(test)
        self.tests.setEnabled(self.tests.count() > 0)
        network = current is not None and current.model_path.exists()
        self.folder.setEnabled(network)
        self.folder.setToolTip(_FOLDER_HELP if network else _NO_NETWORK)
        count = len(self.with_network())
        self.by_all.setText(tr("By all {count} runs with a network ...", count=count))
        # A menu takes the click: with one run there is nothing to choose.
        self.folder.setMenu(self.by_whom if network and count > 1 else None)  # type: ignore[arg-type]

    def with_network(self) -> list[Run]:
        """Return the runs that can predict."""
        return [run for run in self._runs if run.model_path.exists()]

    def tell(self, facts: Mapping[str, RunFacts]) -> None:
        """Show what is known of the runs, by their id."""
        for place, run in enumerate(self._runs):
            known = summary(facts[run.id]) if run.id in facts else ""
            words = "  ·  ".join(filter(None, (name_of(run), known)))
            self.runs.setItemText(place, words)
