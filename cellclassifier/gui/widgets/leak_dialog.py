"""The window with all copies on both sides of the split."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.core.leakage import write_pairs
from cellclassifier.core.preparation import Prepared
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.leak_pixels import thumbnail
from cellclassifier.gui.widgets.leak_rows import (
    KINDS,
    LeakRow,
    explained,
    heading,
    parts_words,
    rows_of,
)
from cellclassifier.gui.widgets.leak_table import LeakTable
from cellclassifier.gui.widgets.overruling import Overruling
from cellclassifier.gui.widgets.pair_view import PairView
from cellclassifier.gui.widgets.plot_export import ask_and_save
from cellclassifier.gui.widgets.wrapping_line import WrappingLine

TITLE = tr("Copies on both sides of the split")


class LeakDialog(QDialog):
    """A table of pairs, the chosen one large, and the question why they may stay.

    It is a window beside the main one, which stays usable.

    Signals:
        overruled: Why exact copies may stay; an empty reason takes it back.
    """

    overruled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._key, self._reading = "", ReadingSpec()
        self.heading = theme.title("")
        self.words = BreakingLabel()
        self.kinds, self.parts = QComboBox(), QComboBox()
        self.count = QLabel()
        self.table = LeakTable(lambda tile: thumbnail(tile, self._reading))
        self.pair = PairView()
        self.overruling = Overruling()
        self.save = QPushButton(theme.icon("export"), tr("Save table (CSV) ..."))
        self.told = theme.muted("")
        self._arrange()
        self._connect()
        self.show_prepared(None, "")

    def show_prepared(self, prepared: Prepared | None, instead: str) -> None:
        """Show what was found; where that is not known, a sentence in its place."""
        rows: list[LeakRow] = []
        reason = ""
        self.heading.setText(tr("The copies are not known now"))
        self.words.setText(instead)
        if prepared:
            if prepared.leaks.key != self._key:
                self._key, self._reading = prepared.leaks.key, prepared.spec.reading
                self.table.loader.refresh()
            reason = prepared.leaks.overruled
            rows = rows_of(prepared.leaks.pairs, prepared.tables)
            self.heading.setText(heading(rows, reason))
            self.words.setText(explained(rows, reason))
        exact = any(row.pair.exact for row in rows)
        self.overruling.show_reason(reason)
        self.overruling.setVisible(exact)
        self._offer(rows)
        self.table.show_rows(rows, bool(reason))
        self._narrow()

    def done(self, result: int) -> None:
        """Stop reading pictures, and close."""
        self.table.loader.close()
        self.pair.close_pictures()
        super().done(result)

    def _arrange(self) -> None:
        for combo, name in (
            (self.kinds, tr("kind of pairs")),
            (self.parts, tr("parts")),
        ):
            combo.setAccessibleName(name)
            combo.setToolTip(tr("Show only some pairs, by {name}.", name=name))
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        strip = WrappingLine(
            (tr("Show"), self.kinds, tr("between"), self.parts), (self.count,)
        )
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(self.pair)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([200 * theme.SPACE, 109 * theme.SPACE])
        splitter.setChildrenCollapsible(False)
        self.pair.setMinimumWidth(90 * theme.SPACE)
        self.table.setMinimumWidth(90 * theme.SPACE)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        last = QHBoxLayout()
        last.addWidget(self.save)
        last.addWidget(self.pair.copy)
        last.addWidget(self.told, 1)
        last.addWidget(buttons)
        box = QVBoxLayout(self)
        box.setSpacing(2 * theme.SPACE)
        for part in (self.heading, self.words, strip):
            box.addWidget(part)
        box.addWidget(splitter, 1)
        box.addWidget(self.overruling)
        box.addLayout(last)
        # Return in the field for the reason must not press any other button.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.table.setFocus()
        self.resize(310 * theme.SPACE, 190 * theme.SPACE)

    def _connect(self) -> None:
        self.kinds.activated.connect(self._narrow)
        self.parts.activated.connect(self._narrow)
        self.table.chosen.connect(lambda row: self.pair.show_pair(row, self._reading))
        self.overruling.answered.connect(self.overruled)
        self.save.clicked.connect(self._save)

    def _offer(self, rows: list[LeakRow]) -> None:
        """Offer the kinds and parts that there are; what was chosen stays if it can."""
        kinds = {row.pair.kind for row in rows}
        parts = dict.fromkeys(row.parts for row in rows)
        offered = (
            (
                self.kinds,
                tr("all pairs"),
                [(k, KINDS[k][0]) for k in KINDS if k in kinds],
            ),
            (self.parts, tr("all parts"), [(p, parts_words(p)) for p in parts]),
        )
        for combo, everything, choices in offered:
            before = combo.currentText()
            with QSignalBlocker(combo):
                combo.clear()
                combo.addItem(everything, None)
                for value, text in choices:
                    combo.addItem(text, value)
                combo.setCurrentIndex(max(0, combo.findText(before)))
                combo.setEnabled(bool(choices))
        self.save.setEnabled(bool(rows))

    def _narrow(self) -> None:
        parts = self.parts.currentData()
        self.table.rows.narrow(
            self.kinds.currentData(), tuple(parts) if parts else None
        )
        shown, of = self.table.rows.rowCount(), self.table.rows.count
        self.count.setText(tr("{shown:,} of {of:,} pairs", shown=shown, of=of))

    def _save(self) -> None:
        pairs = [row.pair for row in self.table.rows.rows]
        said = ask_and_save(self, "leaks", "csv", partial(write_pairs, pairs=pairs))
        self.told.setText(said)
