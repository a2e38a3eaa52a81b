"""What was measured of clumps: sentences first, then the table, then the plots."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.explain_numbers import Result, read_result
from cellclassifier.gui.widgets.explain_profiles import TITLES, ProfilePlot
from cellclassifier.gui.widgets.explain_results_plots import PlotSections
from cellclassifier.gui.widgets.explain_results_warning import WarningLine
from cellclassifier.gui.widgets.number_table import NumberTable
from cellclassifier.gui.widgets.scroll_column import ScrollColumn

BEFORE = tr(
    "Nothing was measured yet. What counts is how much more of the attribution lies in "
    "clumps than their area would give, beside what brightness alone gives and what "
    "the same outlines give elsewhere in the tile: a picture shows neither."
)


class ResultView(ScrollColumn):
    """Shows one result, or why there is none."""

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = BreakingLabel(BEFORE)
        self.words.make_selectable()
        self.old = WarningLine()
        self.table = NumberTable(tr("attribution in clumps"))
        self.table.told.connect(self.told)
        self.sections = PlotSections()
        self.sections.told.connect(self.told)
        self.plots = [ProfilePlot(along) for along in TITLES]
        for plot in self.plots:
            plot.told.connect(self.told)
        self.more = Collapsible(tr("All of it, in words"))
        self.details = BreakingLabel()
        self.details.make_selectable()
        QVBoxLayout(self.more.content).addWidget(self.details)
        self.where = BreakingLabel()
        self.where.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.where.make_selectable()
        self._result: Result | None = None
        box = QVBoxLayout(self.inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        for part in (self.old, self.words, *self._parts()):
            box.addWidget(part)
        box.addStretch(1)
        self.clear()

    def clear(self) -> None:
        """Show that nothing was measured."""
        self._result = None
        self.words.setText(BEFORE)
        for part in (self.old, *self._parts()):
            part.hide()

    def say(self, sentence: str) -> None:
        """Say why there is no result; one that is there stays."""
        if sentence and self._result is None:
            self.words.setText(sentence)

    def mark_old(self, why: str) -> None:
        """Say why the result that is shown is not one of the choices of now."""
        if self._result is not None:
            self.old.tell(why)

    @property
    def folder(self) -> Path | None:
        """Where the result lies that is shown; ``None``: none is."""
        return self._result.folder if self._result else None

    def read(self, background: Background, folder: Path, why_old: str = "") -> None:
        """Read a result in the background, and show it.

        Args:
            background: Reads it.
            folder: Where it lies.
            why_old: Why it is not one of the choices of now; "" where it is.
        """

        def fail(error: BaseException) -> None:
            if not isinstance(error, UserError):
                raise error
            self.clear()
            self.words.setText(str(error))

        def done(result: Result) -> None:
            self.show_result(result)
            if why_old:
                self.mark_old(why_old)

        if self.folder == folder:
            self.old.tell("")
            if why_old:
                self.mark_old(why_old)
            return
        background.run("explain result", lambda: read_result(folder), done, fail)

    def show_result(self, result: Result) -> None:
        """Show what was measured."""
        self._result = result
        self.old.tell("")
        headline, _, details = result.words.partition("\n\n")
        self.words.setText(headline)
        self.details.setText(details)
        for plot in self.plots:
            plot.set_profiles(result.profiles)
        self.sections.show_result(result.plotted)
        self.table.set_rows(result.columns, result.rows, result.saved)
        self.where.setText(
            tr("Tables for R and these sentences: {folder}", folder=result.folder)
        )
        for part in self._parts():
            part.show()
        for plot in self.plots:
            plot.setVisible(not plot.is_empty())
        self.more.setVisible(bool(details))

    def _parts(self) -> tuple[QWidget, ...]:
        """Return what is there only with a result, in its order."""
        return self.table, self.sections, *self.plots, self.more, self.where
