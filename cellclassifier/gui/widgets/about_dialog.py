"""Versions, licences, and what a bug report says: shown by "About"."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier import __version__
from cellclassifier.core import crash_reports, licences
from cellclassifier.core.language import tr
from cellclassifier.gui import theme

_WHAT = tr(
    "Can a network tell these two kinds of cells apart, can you, and what does it "
    "look at?"
)
_LOCAL = tr(
    "Nothing is sent to anyone: images, networks and reports stay on this computer. "
    "Copy the text below to report a bug. Folders of yours are named in it only as "
    "far as they lie below your home."
)
_COPY, _COPIED = tr("Copy for a bug report"), tr("Copied")


class AboutDialog(QDialog):
    """A window beside the main one, which stays usable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Cell Classifier"))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.packages = _packages()
        self.licence = _fixed(licences.licence_text(), tr("Licence of the program"))
        self.report = _fixed("", tr("Bug report"))
        self.copy = QPushButton(theme.icon("copy"), _COPY)
        self.copy.setToolTip(tr("Put this text on the clipboard"))
        self.copy.clicked.connect(self._copy)
        self.tabs.addTab(self._report_tab(), tr("For a bug report"))
        self.tabs.addTab(self.packages, tr("Built upon"))
        self.tabs.addTab(self.licence, tr("Licence"))
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(4 * (4 * theme.SPACE,)))
        box.setSpacing(3 * theme.SPACE)
        box.addLayout(_head())
        box.addWidget(self.tabs, 1)
        box.addLayout(foot)
        self.resize(160 * theme.SPACE, 130 * theme.SPACE)

    def show_report(self, text: str) -> None:
        """Show what a bug report says now."""
        self.report.setPlainText(text)
        self.copy.setText(_COPY)

    def _report_tab(self) -> QWidget:
        tab = QWidget()
        reports = theme.muted(
            tr(
                "Reports of crashes are kept in {folder}, the last {kept} of them.",
                folder=crash_reports.folder(),
                kept=crash_reports.KEPT,
            )
        )
        reports.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = QVBoxLayout(tab)
        box.setContentsMargins(0, 3 * theme.SPACE, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(_wrapped(_LOCAL))
        box.addWidget(self.report, 1)
        box.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(reports)
        return tab

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(_COPIED)


def _head() -> QHBoxLayout:
    words = QVBoxLayout()
    words.addWidget(theme.title(tr("Cell Classifier {version}", version=__version__)))
    words.addWidget(_wrapped(_WHAT))
    words.addWidget(
        theme.muted(
            tr("Free software under the licence {licence}.", licence=licences.LICENCE)
        )
    )
    line = QHBoxLayout()
    line.setSpacing(4 * theme.SPACE)
    picture = QLabel()
    side = 14 * theme.SPACE
    picture.setPixmap(QIcon(str(theme.resource("app.svg"))).pixmap(side, side))
    line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return line


def _packages() -> QTableWidget:
    found = licences.packages()
    table = QTableWidget(len(found), 3)
    table.setHorizontalHeaderLabels([tr("Package"), tr("Version"), tr("Licence")])
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setAccessibleName(tr("Packages that the program is built upon"))
    for row, package in enumerate(found):
        for column, text in enumerate(package):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            table.setItem(row, column, item)
    table.resizeColumnsToContents()
    header = table.horizontalHeader()
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    return table


def _fixed(text: str, name: str) -> QPlainTextEdit:
    view = QPlainTextEdit(text)
    view.setReadOnly(True)
    view.setAccessibleName(name)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(theme.TEXT_SIZE)
    view.setFont(font)
    return view


def _wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
