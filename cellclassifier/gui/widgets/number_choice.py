"""Chooses one thing of several by its number, or a rule for all of them."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme

MOST = 9999
"""The largest number that can be typed; whether a file has it is told beside it."""

ONE = "one"
"""The choice that a number belongs to."""


class NumberChoice(QWidget):
    """A list of choices; beside `ONE` of them stands a number, "3 of 5".

    Attributes:
        kind: The list.
        number: The number, from 1; in sight while `ONE` is chosen.
    """

    changed = Signal()
    """Emitted when the user chooses something else."""

    def __init__(
        self, what: str, choices: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        """Show the first choice.

        Args:
            what: What is chosen, such as "Plane"; for screen readers.
            choices: Texts by the value that they stand for; one value is `ONE`.
            parent: The widget that it is part of.
        """
        super().__init__(parent)
        self.kind, self.number = QComboBox(), QSpinBox()
        for value, text in choices.items():
            self.kind.addItem(text, value)
        self.kind.setAccessibleName(what)
        # A long choice gives way; the list shows it whole.
        self.kind.setMinimumContentsLength(8)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.kind.setSizeAdjustPolicy(adjust)
        self.number.setRange(1, MOST)
        self.number.setAccessibleName(tr("{what}: number", what=what))
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.number.valueChanged.connect(self.changed)
        self.setFocusProxy(self.kind)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE)
        line.addWidget(self.kind, 1)
        line.addWidget(self.number)
        self._show_number()

    @property
    def value(self) -> tuple[str, int]:
        """What is chosen, and the number beside it."""
        return str(self.kind.currentData()), self.number.value()

    def set_value(self, kind: str, number: int) -> None:
        """Show another choice; emits nothing."""
        with QSignalBlocker(self.kind), QSignalBlocker(self.number):
            self.kind.setCurrentIndex(self.kind.findData(kind))
            self.number.setValue(number)
        self._show_number()

    def set_size(self, count: int) -> None:
        """Say of how many; 0: not known."""
        self.number.setSuffix(tr(" of {count:,}", count=count) if count else "")

    def _on_kind(self) -> None:
        self._show_number()
        self.changed.emit()

    def _show_number(self) -> None:
        self.number.setVisible(self.kind.currentData() == ONE)
