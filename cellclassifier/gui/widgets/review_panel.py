"""One review: what it is, who has read how much of it, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.core.reviews.review import Reader
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.facts import Facts
from cellclassifier.gui.widgets.notice import Level, Notice, primary
from cellclassifier.gui.widgets.review_entries import Entry

_LONGEST_NAME = 60
_COLUMNS = (tr("Reader"), tr("Answered"), tr("State"))


class ReviewPanel(QWidget):
    """Lets a reader begin or go on, and the owner exchange files and reveal.

    Signals:
        begun: The name of the reader who wants to begin or to go on.
        results_wanted: The results are to be shown; they need the seal opened.
        break_wanted: The seal is to be broken, though readers are not finished.
        export_wanted: The review is wanted as a file for a colleague.
        answers_wanted: The answers of this reader are wanted as a file.
        import_wanted: A colleague's answers are to be read from a file.
    """

    begun = Signal(str)
    results_wanted = Signal()
    break_wanted = Signal()
    export_wanted = Signal()
    answers_wanted = Signal(str)
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self.title = theme.title("")
        self.facts = Facts()
        self.notice = Notice()
        self.news = Notice(closable=True)
        self.readers = QTreeWidget()
        self.name = QLineEdit()
        self.begin = primary(QPushButton(tr("Begin")))
        self.hint = BreakingLabel()
        self.results = QPushButton(theme.icon("predictions"), tr("Show the results"))
        self.break_seal = QPushButton(theme.icon("attention"), tr("Break the seal ..."))
        self.export = QPushButton(theme.icon("export"), tr("For a colleague ..."))
        self.answers = QPushButton(theme.icon("export"), tr("Save answers ..."))
        self.take = QPushButton(theme.icon("folder"), tr("Import answers ..."))
        self._dress()
        self._arrange()
        self._connect()

    def show_review(self, entry: Entry) -> None:
        """Show a review, or what is new of it."""
        before, self._entry = self._entry, entry
        is_other = before is None or before.key != entry.key
        self.title.setText(entry.title)
        self.facts.set_values(entry.facts())
        if before is None or is_other or before.readers != entry.readers:
            self._list_readers(entry.readers)
        if is_other:
            self.name.clear()
            self.news.clear()
        self._tell_seal(entry)
        readable = entry.has_key and not entry.problem
        self.results.setVisible(readable and (entry.done or not entry.sealed))
        self.break_seal.setVisible(readable and entry.sealed and not entry.done)
        self.export.setVisible(entry.has_key)
        self.take.setVisible(readable)
        self._show_name()

    def tell(self, sentence: str, level: Level = "error") -> None:
        """Say what has just happened to this review."""
        self.news.tell(sentence, level)

    def _dress(self) -> None:
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setPlaceholderText(tr("Reader's name"))
        self.name.setAccessibleName(tr("reader's name"))
        self.name.setToolTip(tr("Who answers; a name that has begun goes on."))
        self.readers.setHeaderLabels(_COLUMNS)
        self.readers.setAccessibleName(tr("readers"))
        self.readers.setToolTip(
            tr("Choose a reader to go on, or to save the answers of.")
        )
        self.readers.setRootIsDecorated(False)
        self.readers.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.readers.setMaximumHeight(28 * theme.SPACE)
        head = self.readers.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for button, told in (
            (self.results, tr("Open the seal and compare reader and network.")),
            (
                self.break_seal,
                tr("See the answers now; the review is unblinded for good."),
            ),
            (
                self.export,
                tr("One file with the tiles as tokens, without any answers."),
            ),
            (
                self.answers,
                tr("One file with this reader's answers, once all are given."),
            ),
            (self.take, tr("Read the file of answers that a colleague sent back.")),
        ):
            button.setToolTip(told)
            button.setAccessibleName(told)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(QLabel(tr("Reader")))
        line.addWidget(self.name, 1)
        line.addWidget(self.begin)
        exchange = QHBoxLayout()
        exchange.setSpacing(2 * theme.SPACE)
        for part in (self.export, self.take, self.answers):
            exchange.addWidget(part)
        exchange.addStretch(1)
        reveal = QHBoxLayout()
        reveal.setSpacing(2 * theme.SPACE)
        for part in (self.results, self.break_seal):
            reveal.addWidget(part)
        reveal.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * theme.SPACE, 0, 0, 0)
        box.setSpacing(3 * theme.SPACE)
        parts: tuple[QWidget, ...]
        parts = (self.title, self.facts, self.notice, self.news, self.readers)
        for each in parts:
            box.addWidget(each)
        box.addLayout(line)
        box.addWidget(self.hint)
        box.addLayout(exchange)
        box.addLayout(reveal)
        box.addStretch(1)

    def _connect(self) -> None:
        self.readers.itemSelectionChanged.connect(self._take_name)
        self.name.textChanged.connect(self._show_name)
        self.name.returnPressed.connect(self._begin)
        self.begin.clicked.connect(self._begin)
        self.results.clicked.connect(self.results_wanted)
        self.break_seal.clicked.connect(self.break_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.take.clicked.connect(self.import_wanted)
        self.answers.clicked.connect(lambda: self.answers_wanted.emit(self._name()))

    def _tell_seal(self, entry: Entry) -> None:
        if entry.problem:
            self.notice.tell(entry.problem, "error")
        elif entry.broken:
            self.notice.tell(
                tr(
                    "The seal was broken before all readers were finished: this review "
                    "is unblinded for good, and says so in its results."
                ),
                "attention",
            )
        elif not entry.has_key:
            self.notice.tell(
                tr(
                    "This review came as a file. Read it, then save your answers and "
                    "send them back."
                ),
                "info",
            )
        else:
            self.notice.clear()

    def _list_readers(self, readers: Sequence[Reader]) -> None:
        with QSignalBlocker(self.readers):
            self.readers.clear()
            for row in readers:
                state = tr("finished") if row.finished else tr("not finished")
                cells = [
                    row.name,
                    tr("{answered} of {of}", answered=row.answered, of=row.of),
                    state,
                ]
                item = QTreeWidgetItem(cells)
                look = ("tick", "right") if row.finished else ("ring", "accent")
                item.setIcon(2, theme.icon(*look))
                self.readers.addTopLevelItem(item)
        self.readers.setVisible(bool(readers))

    def _take_name(self) -> None:
        for item in self.readers.selectedItems():
            self.name.setText(item.text(0))

    def _name(self) -> str:
        return " ".join(self.name.text().split())

    def _reader(self) -> Reader | None:
        readers = self._entry.readers if self._entry else ()
        return next((row for row in readers if row.name == self._name()), None)

    def _reason(self) -> str:
        """Return why this reader cannot read now, or nothing."""
        entry, reader = self._entry, self._reader()
        if entry is None or not self._name():
            return tr(
                "Write the reader's name to begin; each reader has their own order."
            )
        if entry.problem or not entry.sealed:
            return tr("Nobody can read this review now: it is revealed, or damaged.")
        if reader and reader.finished:
            return tr("{reader} has answered all tiles.", reader=reader.name)
        return ""

    def _show_name(self) -> None:
        reader, reason = self._reader(), self._reason()
        self.begin.setText(
            tr("Go on") if reader and not reader.finished else tr("Begin")
        )
        self.begin.setEnabled(not reason)
        self.begin.setToolTip(reason or tr("Show the tiles, in the whole window."))
        self.begin.setAccessibleName(self.begin.text())
        self.hint.setText(reason)
        self.answers.setEnabled(reader is not None and reader.finished)

    def _begin(self) -> None:
        if not self._reason():
            self.begun.emit(self._name())
