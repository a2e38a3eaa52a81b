"""The window that shows who is at a place, and what each of them does now."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier import __version__
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.places import NodeState, Place
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.lines_box import fixed_font
from cellclassifier.gui.widgets.node_listing import NodeListing, command_for
from cellclassifier.gui.widgets.node_words import device_told, doing_told
from cellclassifier.gui.widgets.notice import Notice
from cellclassifier.gui.widgets.number_table import Column, NumberTable, Row

COLUMNS = (
    Column(tr("node"), tr("What it is called, as in the list of runs."), number=False),
    Column(tr("computer"), tr("The computer it is on."), number=False),
    Column(tr("device"), tr("What networks run on there."), number=False),
    Column(tr("version"), tr("Of Cell Classifier; all need the same."), number=False),
    Column(tr("does now"), tr("What it works on."), number=False),
)
_NOBODY = tr(
    "No node is there, so nothing is trained or predicted at this place. On each "
    "computer that is to work, start one in a terminal; it stays until it is ended by "
    "Ctrl+C:"
)
_MOST = 16  # nodes in sight at once
_WAITS = tr("waits for a run")
_LOOKING = tr("Being asked who is there ...")


class NodesDialog(QDialog):
    """Shows nodes as they were when it was last looked.

    Attributes:
        table: The nodes; hidden where there are none.
        words: How many there are, or what to do where there is none.
        start: The command that starts one, where there is none.
    """

    def __init__(
        self,
        place: Place,
        command: list[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the window; `look` has it look.

        Args:
            place: A place of workstations.
            command: Replaces the command that tells the nodes.
            parent: The window that it belongs to.
        """
        super().__init__(parent)
        self._place = place
        self.setWindowTitle(tr("Nodes"))
        self.heading = BreakingLabel(place.text[:1].upper() + place.text[1:])
        self.words, self.start = BreakingLabel(), BreakingLabel()
        self.table = NumberTable(tr("nodes"), _MOST)
        self.bar, self.notice = QProgressBar(), Notice()
        self.again = QPushButton(theme.icon("refresh"), tr("Look again"))
        self.listing = NodeListing(command or command_for(place), self)
        self._arrange()
        self.listing.found.connect(self.show_nodes)
        self.listing.failed.connect(self.show_failure)
        self.again.clicked.connect(self.look)

    def look(self) -> None:
        """Ask who is there; what was found before stays meanwhile."""
        self.again.setEnabled(False)
        self.bar.show()
        self.notice.clear()
        self.listing.look()

    def show_nodes(self, nodes: Sequence[NodeState]) -> None:
        """Show these nodes."""
        self._rest()
        now = f"{datetime.now().astimezone():%H:%M:%S}"
        number = tr_n("1 node", "{nodes} nodes", len(nodes), nodes=len(nodes))
        told = tr("{number}, as of {now}.", number=number, now=now)
        self.words.setText(told if nodes else _NOBODY)
        self.start.setVisible(not nodes)
        self.table.setVisible(bool(nodes))
        self.table.set_rows(COLUMNS, [_row(node) for node in nodes])
        self.body.setCurrentWidget(self._found)

    def show_failure(self, sentence: str) -> None:
        """Say why it is not known who is there."""
        self._rest()
        self.notice.tell(sentence, "error")

    def done(self, result: int) -> None:
        """Look no more, and close."""
        self.listing.close()
        super().done(result)

    def _rest(self) -> None:
        self.bar.hide()
        self.again.setEnabled(True)

    def _arrange(self) -> None:
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_LOOKING)
        self.start.setText(" ".join(_start(self._place)))
        self.start.setFont(fixed_font())
        self.start.setIndent(4 * theme.SPACE)
        self.start.make_selectable()
        self.start.setAccessibleName(tr("Command for a terminal"))
        self.again.setToolTip(tr("See what they do now (F5)"))
        self.again.setShortcut(QKeySequence("F5"))
        self._found = QWidget()
        inside = QVBoxLayout(self._found)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2 * theme.SPACE)
        for part in (self.words, self.start, self.table):
            inside.addWidget(part)
        inside.addStretch(1)
        waiting = theme.muted(_LOOKING)
        waiting.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body = QStackedWidget()
        for page in (waiting, self._found):
            self.body.addWidget(page)
        close = QPushButton(tr("Close"))
        close.setToolTip(tr("Close this window (Esc)"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.again)
        foot.addStretch(1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setSpacing(3 * theme.SPACE)
        for line in (self.heading, self.bar, self.notice):
            box.addWidget(line)
        box.addWidget(self.body, 1)
        box.addLayout(foot)
        self.resize(248 * theme.SPACE, 75 * theme.SPACE)


def _row(node: NodeState) -> Row:
    version = node.version
    if version not in ("", __version__):
        version = tr("{version} (here {own})", version=version, own=__version__)
    when = f"{node.seen.astimezone():%Y-%m-%d %H:%M}"
    told = tr("It is here since {when}.", when=when)
    if not node.version:
        told = tr("It was last heard of at {when}.", when=when)
    device, doing = device_told(node.device), doing_told(node.doing)
    return Row((node.name, node.computer, device, version, doing or _WAITS), told)


def _start(place: Place) -> list[str]:
    """Return the command that starts a node at a place."""
    folder = place.certificates
    safely = ["--certificates", str(folder)] if folder else []
    return ["cellclassifier", "node", place.address, *safely]
