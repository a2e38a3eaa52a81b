"""What a new review is drawn from: test set, runs, and how it is done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.notice import primary
from cellclassifier.gui.widgets.scroll_column import ScrollColumn

LABELS = {
    "kind": {
        "classify": tr("Classify: nothing of the network is shown"),
        "judge": tr("Judge the network's answer: agree or disagree"),
        "crossover": tr("Both, on the same tiles (crossover)"),
    },
    "tiles": {
        "all": tr("all tiles of the test set"),
        "sample": tr("a sample, of all classes in proportion"),
        "disagreed": tr("those on which the runs disagree"),
    },
}
"""What the choices of a review are called."""

FIELDS = tuple(name for name in ReviewSpec.model_fields if name != "seed")
"""What is asked for; the seed is always drawn at random."""

_ROWS = 3
_WIDEST = 190 * theme.SPACE
_TWO_RUNS = tr("Tick two runs or more: one run cannot disagree with itself.")
_NO_RUN = tr("Tick at least one run: its answers are compared with the reader's.")


class ReviewForm(ScrollColumn):
    """Asks for all that a review needs before its first tile."""

    wanted = Signal(list, str, object)
    """Emitted with ids of the runs, name of the test set, and the `ReviewSpec`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sets: Mapping[str, Sequence[tuple[str, str]]] = {}
        self._busy = ""
        self.tests = QComboBox()
        self.tests.setAccessibleName(tr("test set"))
        self.tests.setToolTip(tr("The test set whose tiles the reader sees."))
        self.runs = QListWidget()
        self.runs.setAccessibleName(tr("runs to compare with"))
        self.runs.setToolTip(
            tr("The first run ticked is the one whose answers are shown.")
        )
        self.form = SpecForm(ReviewSpec(), FIELDS, labels=LABELS)
        self.start = primary(QPushButton(tr("Draw the review")))
        self.start.setAccessibleName(tr("Draw the review"))
        self.reason = BreakingLabel()
        self._arrange()
        self.tests.currentTextChanged.connect(self._list_runs)
        self.runs.itemChanged.connect(self._check)
        self.form.edited.connect(self._check)
        self.start.clicked.connect(self._want)

    @property
    def spec(self) -> ReviewSpec:
        """How the review is to be done."""
        found = self.form.spec
        assert isinstance(found, ReviewSpec)
        return found

    def ticked(self) -> list[str]:
        """Return the ids of the runs that are ticked, in their order."""
        items = (self.runs.item(place) for place in range(self.runs.count()))
        checked = Qt.CheckState.Checked
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == checked
        ]

    def show_sets(self, sets: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Offer test sets that were predicted; what is chosen stays if it is there.

        Args:
            sets: By the name of a test set, id and name of each run that predicted it;
                the first one is ticked.
        """
        if sets == self._sets:
            return
        self._sets, chosen = sets, self.tests.currentText()
        with QSignalBlocker(self.tests):
            self.tests.clear()
            self.tests.addItems(list(sets))
            self.tests.setCurrentIndex(max(0, self.tests.findText(chosen)))
        self._list_runs()

    def set_busy(self, sentence: str) -> None:
        """Say what is being done, and let nothing else begin; "" when it is over."""
        self._busy = sentence
        self._check()

    def _arrange(self) -> None:
        self.runs.setMaximumHeight(_ROWS * 7 * theme.SPACE)
        self.setMaximumWidth(_WIDEST)
        box = QVBoxLayout(self.inside)
        box.setSpacing(3 * theme.SPACE)
        box.addWidget(theme.title(tr("A new review")))
        box.addWidget(
            theme.muted(
                tr(
                    "A reader looks at tiles one by one without knowing the answer; "
                    "then reader and network are compared on the very same tiles. The "
                    "order is drawn at random and sealed before the first tile is "
                    "shown."
                )
            )
        )
        line = QHBoxLayout()
        for text, part in ((tr("Tiles of the test set"), self.tests),):
            label = QLabel(text)
            label.setBuddy(part)
            line.addWidget(label)
            line.addWidget(part, 1)
        box.addLayout(line)
        label = QLabel(tr("Compared with these runs (the first one ticked is shown):"))
        label.setBuddy(self.runs)
        box.addWidget(label)
        box.addWidget(self.runs)
        box.addWidget(self.form)
        line = QHBoxLayout()
        line.addWidget(self.start)
        line.addWidget(self.reason, 1)
        box.addLayout(line)
        box.addStretch(1)

    def _list_runs(self) -> None:
        with QSignalBlocker(self.runs):
            before = set(self.ticked())
            self.runs.clear()
            offered = self._sets.get(self.tests.currentText(), ())
            kept = before & {run_id for run_id, _ in offered}
            for place, (run_id, name) in enumerate(offered):
                item = QListWidgetItem(name)
                item.setData(Qt.ItemDataRole.UserRole, run_id)
                is_ticked = run_id in kept if kept else place == 0
                ticked, empty = Qt.CheckState.Checked, Qt.CheckState.Unchecked
                item.setCheckState(ticked if is_ticked else empty)
                self.runs.addItem(item)
        self._check()

    def _check(self) -> None:
        """Say why no review can be drawn now, if so."""
        spec, ticked = self.spec, len(self.ticked())
        reason = self._busy
        if not reason and not ticked:
            reason = _NO_RUN
        elif not reason and spec.tiles == "disagreed" and ticked < 2:
            reason = _TWO_RUNS
        self.reason.setText(reason)
        self.start.setEnabled(not reason)
        self.start.setToolTip(reason or tr("Draw the tiles and seal their answers."))
        shown = set(FIELDS)
        if spec.tiles != "sample":
            shown -= {"sample"}
        if spec.kind == "classify":
            shown -= {"overlay"}
        self.form.show_only(shown)

    def _want(self) -> None:
        self.wanted.emit(self.ticked(), self.tests.currentText(), self.spec)
