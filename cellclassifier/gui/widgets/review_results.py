"""What came of a review: sentences, tables, and the tiles where two differ."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.notice import Notice
from cellclassifier.gui.widgets.number_table import NumberTable
from cellclassifier.gui.widgets.review_differences import DifferencesView
from cellclassifier.gui.widgets.review_report import Report
from cellclassifier.gui.widgets.scroll_column import ScrollColumn


class ReviewResultsView(QWidget):
    """Shows the `Report` of a review whose seal is open.

    Signals:
        back: The user wants to see the review itself again.
        save_wanted: The `Report` whose tables are to be saved.
        map_wanted: The `Difference` whose attribution is to be made and shown.
    """

    back = Signal()
    save_wanted = Signal(object)
    map_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self.title = theme.title("")
        self.go_back = QPushButton(tr("Back to the review"))
        self.go_back.setToolTip(tr("Show readers and settings of this review."))
        self.save = QPushButton(theme.icon("export"), tr("Save as tables ..."))
        self.save.setToolTip(tr("Write all numbers, answers and tiles as CSV files."))
        self.warning = Notice()
        self.said = BreakingLabel()
        self.said.make_selectable()
        self.words = BreakingLabel()
        self.words.make_selectable()
        self.tables: list[NumberTable] = []
        self.numbers = ScrollColumn()
        self.differences = DifferencesView()
        self.tabs = QTabWidget()
        self._arrange()
        self.go_back.clicked.connect(self.back)
        self.save.clicked.connect(lambda: self.save_wanted.emit(self._report))
        self.differences.map_wanted.connect(self.map_wanted)

    @property
    def shown(self) -> str:
        """Key of the review whose results are shown, or nothing."""
        return self._report.key if self._report else ""

    def show_report(self, report: Report) -> None:
        """Show what came of a review."""
        self._report = report
        self.title.setText(tr("Results: {title}", title=report.title))
        if report.warnings:
            self.warning.tell(" ".join(report.warnings), "attention")
        else:
            self.warning.clear()
        self.said.setText("\n".join(report.headline))
        self.words.setText("\n\n".join(report.words))
        self._show_sections(report)
        self.differences.show_differences(report.differences)
        self.tabs.setTabText(
            1,
            tr(
                "Tiles that differ ({differences})", differences=len(report.differences)
            ),
        )

    def close_loader(self) -> None:
        """End the reading of tiles."""
        self.differences.close_loader()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * theme.SPACE)
        head.addWidget(self.title, 1)
        head.addWidget(self.save)
        head.addWidget(self.go_back)
        column = QVBoxLayout(self.numbers.inside)
        column.setSpacing(2 * theme.SPACE)
        column.addWidget(self.said)
        self._sections = QVBoxLayout()
        self._sections.setSpacing(2 * theme.SPACE)
        column.addLayout(self._sections)
        column.addStretch(1)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.numbers, tr("Numbers"))
        self.tabs.addTab(self.differences, tr("Tiles that differ"))
        words = ScrollColumn()
        column = QVBoxLayout(words.inside)
        column.addWidget(self.words)
        column.addStretch(1)
        self.tabs.addTab(words, tr("In words"))
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * theme.SPACE, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(head)
        box.addWidget(self.warning)
        box.addWidget(self.tabs, 1)

    def _show_sections(self, report: Report) -> None:
        while item := self._sections.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.tables = []
        for section, plain in zip(report.sections, report.plain, strict=True):
            heading = BreakingLabel(section.title)
            font = heading.font()
            font.setBold(True)
            heading.setFont(font)
            self._sections.addWidget(heading)
            if section.sentence:
                self._sections.addWidget(theme.muted(section.sentence))
            table = NumberTable(section.title)
            saved = [column.title for column in plain.columns], plain.texts()
            table.set_rows(section.columns, section.rows, saved)
            self.tables.append(table)
            self._sections.addWidget(table)
