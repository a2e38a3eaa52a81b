"""Asks whether fewer training tiles are compared with all, and how many."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.catalog import SIZE_UNITS
from cellclassifier.core.experiment_spec import ALL, EVENED
from cellclassifier.core.language import tr
from cellclassifier.core.lot_spec import SizeUnit
from cellclassifier.core.lots import Stock
from cellclassifier.gui import theme

PROPOSED = {"tiles": (5, 10, 20, 50, 100, 200, 500, 1000), "groups": (1, 2, 3, 4, 6, 8)}
"""Sizes that are proposed as far as there are so many, with all of them."""

_ALL = ("all", tr("all"))
"""Words for all that there are: in English, and in the language of the window."""

_WHAT_FOR = tr(
    "Train on few of each class and on more and more: the accuracy by their number "
    "tells what twice as many would bring."
)


class SizeChoice(QGroupBox):
    """Several numbers of training tiles, or groups, of each class; or all, once.

    Attributes:
        switch: Whether sizes are compared.
        numbers: The sizes, as text.
        unit: Whether they count tiles or groups.
    """

    changed = Signal()
    """Emitted when the user has changed anything."""

    def __init__(self, held: Stock | None, parent: QWidget | None = None) -> None:
        """Propose sizes, none of which are compared yet.

        Args:
            held: What there is of each class; ``None``: not known yet.
            parent: The widget it lies in.
        """
        super().__init__(tr("Would more data help?"), parent)
        self._held = held
        self.switch = QCheckBox(tr("Also train on fewer tiles"))
        self.switch.setObjectName("sizes_switch")
        self.switch.setToolTip(_WHAT_FOR)
        self.numbers = QLineEdit()
        self.numbers.setObjectName("sizes")
        self.numbers.setAccessibleName(tr("Numbers of each class"))
        self.numbers.setToolTip(
            tr("Numbers of each class, such as 5, 10, 20; and the word all")
        )
        self.unit = QComboBox()
        self.unit.setObjectName("size_unit")
        self.unit.setAccessibleName(tr("What the numbers count"))
        for name, choice in SIZE_UNITS.items():
            self.unit.addItem(tr(choice.label), name)
        self.help = theme.muted("")
        self._arrange()
        self._propose()
        self.switch.toggled.connect(self._on_changed)
        self.numbers.textEdited.connect(self._on_changed)
        self.unit.activated.connect(self._on_unit)
        self._show()

    def sizes(self) -> tuple[int, ...]:
        """Return the sizes that are compared, 0 for all; none where they are not."""
        if not self.switch.isChecked() or self._wrong():
            return ()
        words = self._words()
        return tuple(ALL if word in _ALL else int(word) for word in words)

    def size_unit(self) -> SizeUnit:
        """Return what sizes are numbers of."""
        found: SizeUnit = self.unit.currentData()
        return found

    def problem(self) -> str:
        """Return why these sizes cannot be compared, as a sentence, or nothing."""
        if not self.switch.isChecked():
            return ""
        if wrong := self._wrong():
            return wrong
        if not self.sizes():
            return tr(
                "No size is given: write numbers of each class, such as 5, 10, 20."
            )
        return self._held.problem(self.sizes(), self.size_unit()) if self._held else ""

    def _words(self) -> list[str]:
        return [word for word in re.split(r"[\s,;]+", self.numbers.text()) if word]

    def _wrong(self) -> str:
        """Return what is no size, as a sentence, or nothing."""
        for word in self._words():
            is_number = word.isascii() and word.isdigit() and int(word)
            if word not in _ALL and not is_number:
                return tr(
                    "'{word}' is no size. Write numbers from 1 with commas between "
                    "them, and all for all.",
                    word=word,
                )
        return ""

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.numbers, 1)
        line.addWidget(self.unit)
        box = QVBoxLayout(self)
        box.setSpacing(theme.SPACE)
        box.addWidget(self.switch)
        box.addLayout(line)
        box.addWidget(self.help)

    def _propose(self) -> None:
        unit = self.size_unit()
        most = min(self._held.of(unit).values(), default=0) if self._held else 100
        sizes = [size for size in PROPOSED[unit] if size < most]
        self.numbers.setText(", ".join([*map(str, sizes), _ALL[-1]]))

    def _show(self) -> None:
        on = self.switch.isChecked()
        self.numbers.setEnabled(on)
        self.unit.setEnabled(on)
        there = ""
        if self._held:
            counts = self._held.of(self.size_unit()).items()
            there = ", ".join(
                tr("{count:,} in '{name}'", count=count, name=name)
                for name, count in counts
            )
            there = tr(" There are {there}, without validation.", there=there)
        more = tr(" {evened} Each run draws its own.", evened=EVENED) if on else ""
        self.help.setText(f"{_WHAT_FOR}{there}{more}")

    def _on_unit(self) -> None:
        self._propose()
        self._on_changed()

    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()
