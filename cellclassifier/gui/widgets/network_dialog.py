"""The window that shows a network: as a drawing, and layer by layer as a table."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.layer_table import csv_text, summary, told
from cellclassifier.core.messages import NetworkDescribed
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.network_table import NetworkTable
from cellclassifier.gui.widgets.network_view import NetworkView
from cellclassifier.gui.widgets.notice import Notice
from cellclassifier.gui.widgets.plot_export import ask_and_save

TITLE = tr("The network")
_HINT = tr(
    "Point at a block, or walk along them by the arrow keys, for its shape, "
    "parameters and multiply-adds."
)
_LOADING = tr("The network is being built to count its layers ...")


class NetworkDialog(QDialog):
    """A window beside the main one; whoever opens it tells it what to show.

    It starts as loading.
    """

    def __init__(self, parent: QWidget | None = None, name: str = TITLE) -> None:
        """Make a window for the network that people call `name`."""
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self._name = name
        self._described = NetworkDescribed(layers=())
        self.heading = theme.title("")
        self.words = BreakingLabel()
        self.view, self.table = NetworkView(), NetworkTable()
        self.facts = BreakingLabel(_HINT)
        self.bar = QProgressBar()
        self.notice = Notice()
        self.save_drawing = QPushButton(
            theme.icon("export"), tr("Save diagram (SVG) ...")
        )
        self.save_table = QPushButton(theme.icon("export"), tr("Save table (CSV) ..."))
        self.told = theme.muted("")
        self._arrange()
        self._connect()
        self.show_loading(name)

    def show_loading(self, name: str) -> None:
        """Say that the layers of the network `name` are being counted."""
        self._start(name, self._waiting)
        self.words.setText(_LOADING)

    def show_network(self, described: NetworkDescribed) -> None:
        """Show the layers of the network that was last named."""
        self._described = described
        self._start(self._name, self._shown)
        self.words.setText(f"{summary(described.layers)}.")
        self.view.set_network(self._name, described.layers)
        self.table.set_layers(described.layers)
        self.facts.setText(_HINT)
        self._share_room()
        for button in (self.save_drawing, self.save_table):
            button.setEnabled(True)
            button.setToolTip("")

    def show_failure(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        self._start(self._name, self._failed)
        self.words.setText("")
        self.notice.tell(sentence, "error")

    def _start(self, name: str, page: QWidget) -> None:
        self._name = name
        self.heading.setText(name)
        self.body.setCurrentWidget(page)
        self.told.setText("")
        for button in (self.save_drawing, self.save_table):
            button.setEnabled(False)
            button.setToolTip(tr("There is no network to save yet."))

    def _arrange(self) -> None:
        self.body = QStackedWidget()
        self._waiting = _page(self.bar)
        self._failed = _page(self.notice)
        self._shown = self._splitter()
        for page in (self._waiting, self._failed, self._shown):
            self.body.addWidget(page)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Layers are being counted"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        last = QHBoxLayout()
        for button in (self.save_drawing, self.save_table):
            last.addWidget(button)
        last.addWidget(self.told, 1)
        last.addWidget(buttons)
        box = QVBoxLayout(self)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.heading)
        box.addWidget(self.words)
        box.addWidget(self.body, 1)
        box.addLayout(last)
        self.resize(290 * theme.SPACE, 180 * theme.SPACE)

    def _splitter(self) -> QSplitter:
        self._ground = QScrollArea()
        self._ground.setWidget(self.view)
        self._ground.setWidgetResizable(True)
        self._ground.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground.setFrameShape(QFrame.Shape.StyledPanel)
        below = QWidget()
        box = QVBoxLayout(below)
        box.setContentsMargins(0, theme.SPACE, 0, 0)
        box.addWidget(self.facts)
        box.addWidget(self.table, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self._ground)
        splitter.addWidget(below)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(1, 1)
        return splitter

    def _share_room(self) -> None:
        """Give the drawing the height that it needs, up to two thirds."""
        whole = self._shown.height()
        needed = self.view.minimumHeight() + 2 * self._ground.frameWidth() + 2
        above = min(needed, 2 * whole // 3)
        self._shown.setSizes([above, whole - above])

    def _connect(self) -> None:
        self.view.pointed.connect(self._point)
        self.table.pointed.connect(self._point)
        self.view.told.connect(self.told.setText)
        self.save_drawing.clicked.connect(
            lambda: self._save("svg", self.view.export_svg)
        )
        self.save_table.clicked.connect(lambda: self._save("csv", self._write_table))

    def _point(self, place: int) -> None:
        self.view.point_at(place)
        self.table.point_at(place)
        facts = told(self._described.layers, place).split("\n")
        self.facts.setText("  ·  ".join(facts))
        box = self.view.box_of(place)
        margin = 15 * theme.SPACE
        middle = box.center().toPoint()
        self._ground.ensureVisible(middle.x(), middle.y(), margin, margin)

    def _write_table(self, path: Path) -> None:
        write_atomically(path, csv_text(self._described.layers))

    def _save(self, ending: str, save: Callable[[Path], None]) -> None:
        self.told.setText(ask_and_save(self, "network", ending, save))


def _page(content: QWidget) -> QWidget:
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(content)
    box.addStretch(1)
    return page
