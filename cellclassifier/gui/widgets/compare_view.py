"""The middle of the page of comparisons: plots, table, and the run marked."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr, within
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.compare_boxes import BoxPlot
from cellclassifier.gui.widgets.compare_curves_view import CurvesView
from cellclassifier.gui.widgets.compare_reading import Answer, Seen
from cellclassifier.gui.widgets.compare_sizes import SizesView
from cellclassifier.gui.widgets.compare_table import CompareTable
from cellclassifier.gui.widgets.compare_words import run_name
from cellclassifier.gui.widgets.help_section import belongs_to
from cellclassifier.gui.widgets.sentence_label import SentenceLabel

_NO_RESULT = tr("No run has a number to draw yet.")
_TABS = (tr("Box plot"), tr("Learning curves"), tr("Table"), tr("More data?"))
_SECTIONS = ("the-plots", "the-plots", "", "the-plots")
"""What the help says of each tab."""


class CompareView(QWidget):
    """Four tabs; what only one of them shows is asked for when it is in sight.

    Signals:
        curves_wanted: Learning curves are to be read.
        table_wanted: The numbers of all runs are to be read.
        sizes_wanted: Curves over the size of the training set are to be read.
        run_chosen: The `Run` that the user chose.
        run_wanted: The `Run` whose predictions are to be shown.
        told: A sentence about a file that was saved, or was not.
    """

    curves_wanted = Signal()
    table_wanted = Signal()
    sizes_wanted = Signal()
    run_chosen = Signal(object)
    run_wanted = Signal(object)
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: Seen | None = None
        self._run: Run | None = None
        self._study: Path | None = None
        self._asked: set[int] = set()
        self.boxes = BoxPlot(_NO_RESULT)
        self.curves, self.table = CurvesView(), CompareTable()
        self.sizes = SizesView()
        self.tabs = QTabWidget()
        self.chosen, self.go = SentenceLabel(), QPushButton()
        self._arrange()
        self._connect()
        self._show_chosen()

    @property
    def seen(self) -> Seen | None:
        """What is drawn."""
        return self._seen

    def show_seen(self, seen: Seen) -> None:
        """Draw other runs; curves and table are asked for when they are in sight."""
        self._seen = seen
        self.boxes.set_seen(seen)
        self.curves.show_nothing()
        self.table.show_nothing()
        self.sizes.show_nothing()
        self._asked = set()
        self._show_chosen()
        self._ask()

    def show_answer(self, answer: Answer) -> None:
        """Draw readers too, who are known only now."""
        seen = answer.seen
        marks = [
            readers.marks
            for each, readers in zip(seen.sets, answer.told.readers, strict=True)
            if each.runs
        ]
        if any(marks):
            self.boxes.set_seen(seen, marks)

    def show_run(self, run: Run | None, study: Path | None) -> None:
        """Mark the run that is looked at, of the study that is open."""
        self._run, self._study = run, study
        for plot in (self.boxes, self.curves.plot, self.sizes.plot):
            plot.set_current(run.folder if run else None)
        self._show_chosen()

    def _arrange(self) -> None:
        area = QScrollArea()
        area.setWidget(self.boxes)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.setDocumentMode(True)
        pages = (area, self.curves, self.table, self.sizes)
        for widget, title, section in zip(pages, _TABS, _SECTIONS, strict=True):
            self.tabs.addTab(widget, title)
            belongs_to(widget, section)
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(self.chosen, 1)
        line.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.SPACE, 0, theme.SPACE, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.tabs, 1)
        box.addLayout(line)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._ask)
        self.curves.quantity_wanted.connect(self.curves_wanted)
        for teller in (self.boxes, self.curves.plot, self.sizes):
            teller.told.connect(self.told)
        for part in (self.boxes, self.curves.plot, self.table, self.sizes.plot):
            part.run_chosen.connect(self._choose)
        self.go.clicked.connect(lambda: self.run_wanted.emit(self._run))

    def _ask(self) -> None:
        """Ask for what the tab in sight lacks."""
        at = self.tabs.currentIndex()
        if self._seen is None or at in self._asked:
            return
        self._asked.add(at)
        if at == 1:
            self.curves_wanted.emit()
        elif at == 2:
            self.table_wanted.emit()
        elif at == 3:
            self.sizes_wanted.emit()

    def _choose(self, run: Run) -> None:
        self._run = run
        for plot in (self.boxes, self.curves.plot, self.sizes.plot):
            plot.set_current(run.folder)
        self._show_chosen()
        self.run_chosen.emit(run)

    def _show_chosen(self) -> None:
        """Say which run is marked, and offer its tiles."""
        found = self._words() if self._run is not None else ""
        self.chosen.setToolTip(str(self._run.folder) if found and self._run else "")
        self.chosen.setText(found or tr("Click a point to choose its run."))
        self.chosen.setForegroundRole(
            self.foregroundRole() if found else theme.muted("").foregroundRole()
        )
        self.go.setVisible(bool(found))
        own = self._run is not None and self._run.study_folder == self._study
        words = tr("Show its predictions") if own else tr("Open its study")
        self.go.setText(words)
        self.go.setIcon(theme.icon("predictions" if own else "folder"))
        self.go.setToolTip(
            tr("Go to its tiles, right and wrong")
            if own
            else tr(
                "Open the study of this run, and go to its tiles; this study stays in "
                "the list"
            )
        )

    def _words(self) -> str:
        """Return the chosen run with its number; "" where it is not drawn."""
        seen, run = self._seen, self._run
        if seen is None or run is None:
            return ""
        for each, values in zip(seen.drawn, seen.values, strict=True):
            for other, value in zip(each.runs, values, strict=True):
                if other.folder == run.folder:
                    number = seen.metric.text(value)
                    name = within(seen.metric.label)
                    return f"{run_name(each.label, run)}: {name} {number}."
        return ""
