"""The boxes that numbers are typed into, and how numbers are written."""

import re
from decimal import Decimal

from pydantic.fields import FieldInfo
from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QDoubleSpinBox,
    QSpinBox,
    QWidget,
)

_LARGEST = 2**31 - 1


class _CalmWheel(QObject):
    """Keeps the wheel, meant for the page, from changing what the mouse passes."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        wheel = event.type() == QEvent.Type.Wheel
        if wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def calm(widget: QWidget) -> None:
    """Let the wheel change `widget` only while it has the focus."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_CalmWheel(widget))


class RealBox(QDoubleSpinBox):
    """Shows no zeros that say nothing, and takes a comma for a point."""

    def textFromValue(self, value: float) -> str:
        """Return the number as it is shown."""
        return plain(round(value, self.decimals()))

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Tell whether what is typed is a number, with a comma or a point."""
        return super().validate(text.replace(",", "."), position)

    def valueFromText(self, text: str) -> float:
        """Return the number that is typed."""
        return super().valueFromText(text.replace(",", "."))


class StrengthBox(RealBox):
    """A number beside the check box that switches it off, and remembers it then."""

    decided = Signal()
    """Emitted when it is switched, or given another strength."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.switch = QCheckBox(title)
        self.setEnabled(False)
        self.switch.toggled.connect(self.setEnabled)
        self.switch.toggled.connect(self.decided)
        self.valueChanged.connect(self.decided)

    def stepBy(self, steps: int) -> None:
        """Stop at one step: nothing at all is what the check box is for."""
        least, before = self.singleStep(), self.value()
        super().stepBy(steps)
        if steps < 0 and self.value() < least <= before:
            self.setValue(least)


def dress(box: QSpinBox | QDoubleSpinBox, unit: str) -> None:
    """Set what whole and real numbers have in common; `unit` may be empty."""
    locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    box.setLocale(locale)
    box.setStepType(QAbstractSpinBox.StepType.DefaultStepType)
    box.setSuffix(f" {unit}" if unit else "")
    calm(box)


def bounds(field: FieldInfo, nearest: float) -> tuple[float, float]:
    """Return the least and largest value.

    Args:
        field: Its rules are those of `annotated_types`: ge, gt, le and lt.
        nearest: How far the first value above gt, or below lt, is from it.
    """
    low, high = -float(_LARGEST), float(_LARGEST)
    for rule in field.metadata:
        low = getattr(rule, "ge", getattr(rule, "gt", low - nearest) + nearest)
        high = getattr(rule, "le", getattr(rule, "lt", high + nearest) - nearest)
    return low, high


def plain(value: float) -> str:
    """Return a number in decimals, without zeros at the end."""
    text = format(Decimal(repr(float(value))), "f")
    return re.sub(r"\.?0+$", "", text) if "." in text else text


def places(value: float) -> int:
    """Return how many places a number has after the point."""
    return len(plain(value).partition(".")[2])
