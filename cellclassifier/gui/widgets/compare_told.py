"""A comparison in words: effect, interval and the unit of n first, p last."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.compare_reading import Answer
from cellclassifier.gui.widgets.compare_words import effect_lines, p_lines, unit_lines
from cellclassifier.gui.widgets.notice import IconView, primary
from cellclassifier.gui.widgets.scroll_column import ScrollColumn
from cellclassifier.gui.widgets.sentence_label import SentenceLabel

if TYPE_CHECKING:
    from cellclassifier.core.comparison.told import Told

_TITLES = {
    "effect": tr("What it comes to"),
    "why": tr("Why it is tested so"),
    "p": tr("Could it be chance?"),
    "caveats": tr("To be known before it is quoted"),
}
_WAIT = tr("The comparison is still being computed.")
_COPY = tr("Copy effect, intervals, the unit of n and p as a paragraph for a paper")
_SAVE = tr(
    "Write box plot, learning curves, tables with a codebook and all words into a new "
    "folder: SVG, PDF, PNG and CSV"
)
_REPORT = tr("Write everything about one run as a page (HTML) or a document (PDF)")


class CompareTold(QWidget):
    """The words, and what is done with them.

    Signals:
        save_wanted: Figures and tables are to be written.
        report_wanted: The report of a run is to be written.
        said: A sentence about what was done.
    """

    save_wanted = Signal()
    report_wanted = Signal()
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: Answer | None = None
        self._parts: list[BreakingLabel] = []
        self.column = ScrollColumn()
        self.busy, self.bar = BreakingLabel(), QProgressBar()
        self.copy = QPushButton(theme.icon("copy"), tr("Copy the sentence"))
        self.save = QPushButton(
            theme.icon("export", "on_accent"), tr("Save figures and tables ...")
        )
        self.report = QPushButton(theme.icon("export"), tr("Report of a run ..."))
        self._dress()
        self._arrange()
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self.save_wanted)
        self.report.clicked.connect(self.report_wanted)
        self.show_answer(None)

    @property
    def answer(self) -> Answer | None:
        """What is shown."""
        return self._answer

    def words(self) -> list[str]:
        """Return all that is said, in its order."""
        return [label.text() for label in self._parts]

    def show_answer(self, answer: Answer | None) -> None:
        """Show another comparison, or none while it is computed."""
        self._answer = answer
        self._empty()
        self._parts = []
        if answer is not None:
            self._fill(answer)
        for button in (self.copy, self.save):
            button.setEnabled(answer is not None)
            button.show()
        self.copy.setToolTip(_COPY if answer else _WAIT)
        self.save.setToolTip(_SAVE if answer else _WAIT)

    def show_nothing(self) -> None:
        """Offer nothing to copy or to save: there is nothing to compare."""
        self.show_answer(None)
        for button in (self.copy, self.save):
            button.hide()

    def tell_busy(self, sentence: str) -> None:
        """Say what is being computed; "" where nothing is."""
        self.busy.setText(sentence)
        for widget in (self.busy, self.bar):
            widget.setVisible(bool(sentence))

    def _dress(self) -> None:
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(2 * theme.SPACE)
        self.bar.setAccessibleName(tr("Something is being computed"))
        primary(self.save)
        self.report.setToolTip(_REPORT)
        self.tell_busy("")

    def _arrange(self) -> None:
        self._box = QVBoxLayout(self.column.inside)
        self._box.setContentsMargins(0, 0, theme.SPACE, 0)
        self._box.setSpacing(2 * theme.SPACE)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.SPACE, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.busy)
        box.addWidget(self.bar)
        box.addWidget(self.column, 1)
        for button in (self.save, self.copy, self.report):
            box.addWidget(button)

    def _empty(self) -> None:
        while item := self._box.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _fill(self, answer: Answer) -> None:
        of = answer.told
        found = of.found
        self._add_title(_TITLES["effect"])
        for line in effect_lines(found):
            self._add(line)
        for line in unit_lines(found):
            self._add(line, muted=True)
        if found.why:
            self._add_title(_TITLES["why"])
            self._add(found.why)
        if found.p:
            self._add_title(_TITLES["p"])
            for line in p_lines(found):
                self._add(line)
        notes = (*answer.seen.notes, *found.caveats)
        if notes:
            self._add_title(_TITLES["caveats"])
            for note in dict.fromkeys(notes):
                self._add_marked(note, "attention", "uncertain")
        self._add_verdicts(of)
        self._add_readers(of)
        self._add_methods(of)
        self._box.addStretch(1)

    def _add_verdicts(self, of: "Told") -> None:
        for each, judged in zip(of.sets, of.verdicts, strict=True):
            self._add_title(each.label)
            icon = ("attention", "uncertain") if judged.untrusted else ("info", "muted")
            self._add_marked(judged.text, *icon)
            # Of a control nothing is open but whether it stays at chance.
            for settle in () if each.is_control else judged.settle:
                self._add(tr("To settle it: {settle}", settle=settle), muted=True)

    def _add_readers(self, of: "Told") -> None:
        told = list(dict.fromkeys(_of_readers(of)))
        if told:
            self._add_title(tr("Readers, blinded"))
            for line in told:
                self._add(line)

    def _add_methods(self, of: "Told") -> None:
        from cellclassifier.core.comparison.sentences import methods

        if not (text := methods(of.found)):
            return
        fold = Collapsible(tr("Methods, for a paper"))
        label = _label(text)
        box = QVBoxLayout(fold.content)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(label)
        self._parts.append(label)
        self._box.addWidget(fold)

    def _add_title(self, text: str) -> None:
        label = BreakingLabel(text)
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        self._box.addWidget(label)

    def _add(self, text: str, *, muted: bool = False) -> None:
        if not text:
            return
        label = _label(text)
        if muted:
            label.setForegroundRole(theme.muted("").foregroundRole())
        self._parts.append(label)
        self._box.addWidget(label)

    def _add_marked(self, text: str, icon: str, colour: str) -> None:
        label = _label(text)
        self._parts.append(label)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE)
        sign = IconView(icon, colour, side=4 * theme.SPACE)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label, 1)
        self._box.addWidget(row)

    def _copy(self) -> None:
        from cellclassifier.core.comparison.sentences import paragraph

        if self._answer is not None:
            text = paragraph(self._answer.told.found)
            QGuiApplication.clipboard().setText(text)
            self.said.emit(tr("The sentence was copied: paste it where you need it."))


def _of_readers(of: "Told") -> Iterator[str]:
    for each, readers in zip(of.sets, of.readers, strict=True):
        for mark in readers.marks:
            yield f"{each.test}: {mark.text()}"
    for readers in of.readers:
        yield from readers.notes


def _label(text: str) -> BreakingLabel:
    label = SentenceLabel(text)
    label.make_selectable()
    return label
