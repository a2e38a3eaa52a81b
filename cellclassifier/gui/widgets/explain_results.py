"""What was measured of clumps: sentences first, then the table, then the profiles."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.explain_numbers import Result, read_result
from cellclassifier.gui.widgets.explain_profiles import TITLES, ProfilePlot
from cellclassifier.gui.widgets.number_table import NumberTable
from cellclassifier.gui.widgets.scroll_column import ScrollColumn

BEFORE = (
    "Nothing was measured yet. What counts is how much more of the attribution lies in "
    "clumps than their area would give, beside what brightness alone gives and what "
    "the same outlines give elsewhere in the tile: a picture shows neither."
)
_OLD = "This was measured with other settings than those that are chosen now."


class ResultView(ScrollColumn):
    """Shows one result, or why there is none."""

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = BreakingLabel(BEFORE)
        self.words.make_selectable()
        self.old = BreakingLabel(_OLD)
        self.old.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.table = NumberTable("attribution in clumps")
        self.table.told.connect(self.told)
        self.plots = [ProfilePlot(along) for along in TITLES]
        for plot in self.plots:
            plot.told.connect(self.told)
        self.more = Collapsible("All of it, in words")
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

    def mark_old(self) -> None:
        """Say that the result is of other settings than those chosen now."""
        self.old.setVisible(self._result is not None)

    def read(self, background: Background, folder: Path) -> None:
        """Read a result in the background, and show it."""

        def fail(error: BaseException) -> None:
            if not isinstance(error, UserError):
                raise error
            self.clear()
            self.words.setText(str(error))

        if self._result is not None and self._result.folder == folder:
            self.old.hide()
            return
        background.run(
            "explain result", lambda: read_result(folder), self.show_result, fail
        )

    def show_result(self, result: Result) -> None:
        """Show what was measured."""
        self._result = result
        self.old.hide()
        headline, _, details = result.words.partition("\n\n")
        self.words.setText(headline)
        self.details.setText(details)
        for plot in self.plots:
            plot.set_profiles(result.profiles)
        self.table.set_rows(result.columns, result.rows)
        self.where.setText(f"Tables for R and these sentences: {result.folder}")
        for part in self._parts():
            part.show()
        self.more.setVisible(bool(details))

    def _parts(self) -> tuple[QWidget, ...]:
        """Return what is there only with a result, in its order."""
        return self.table, self.more, *self.plots, self.where
