"""One editor for each kind of setting, all used in the same way."""

import re
from collections.abc import Callable
from decimal import Decimal
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo
from PySide6.QtCore import QEvent, QLocale, QObject, Qt, SignalInstance
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from cellclassifier.core import catalog
from cellclassifier.gui import theme

_LARGEST = 2**31 - 1


class Editor(NamedTuple):
    """A widget that edits one value."""

    widget: QWidget
    read: Callable[[], Any]
    """Returns the value shown."""
    write: Callable[[Any], None]
    """Shows a value."""
    tell: Callable[[Any], str]
    """Returns a value as the widget would show it."""
    changed: SignalInstance
    """Emitted when another value is shown."""


def editor_for(field: FieldInfo) -> Editor:
    """Return a new editor for a field of a `Spec`.

    Range, step, unit and choices are those of the field.

    Raises:
        TypeError: If there is no editor for values of this type.
    """
    editor = _maker(field)(field)
    widget = editor.widget
    # One height for all, which a crowded page does not squeeze.
    widget.setMinimumHeight(max(7 * theme.SPACE, widget.sizeHint().height()))
    return editor


def extra(field: FieldInfo) -> dict[str, Any]:
    """Return what a field says beyond its type: unit, step, choices, advanced."""
    found = field.json_schema_extra
    return dict(found) if isinstance(found, dict) else {}


def _maker(field: FieldInfo) -> Callable[[FieldInfo], Editor]:
    kind = field.annotation
    if "choices" in extra(field) or get_origin(kind) is Literal:
        return _choice
    makers: dict[Any, Callable[[FieldInfo], Editor]] = {
        bool: _check,
        int: _whole,
        float: _real,
        str: _text,
    }
    if kind in makers:
        return makers[kind]
    if set(get_args(kind)) == {float, NoneType}:
        return _perhaps_real
    raise TypeError(f"There is no editor for a setting of type {kind}.")


class _CalmWheel(QObject):
    """Keeps the wheel, meant for the page, from changing what the mouse passes."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        wheel = event.type() == QEvent.Type.Wheel
        if wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _calm(widget: QWidget) -> None:
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_CalmWheel(widget))


class _RealBox(QDoubleSpinBox):
    """Shows no zeros that say nothing, and takes a comma for a point."""

    def textFromValue(self, value: float) -> str:
        return _plain(round(value, self.decimals()))

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        return super().validate(text.replace(",", "."), position)

    def valueFromText(self, text: str) -> float:
        return super().valueFromText(text.replace(",", "."))


def _check(field: FieldInfo) -> Editor:
    box = QCheckBox(field.title or "")

    def tell(is_on: bool) -> str:
        return "on" if is_on else "off"

    return Editor(box, box.isChecked, box.setChecked, tell, box.toggled)


def _whole(field: FieldInfo) -> Editor:
    box = QSpinBox()
    low, high = _bounds(field, 1)
    box.setRange(int(low), int(high))
    box.setSingleStep(int(extra(field).get("step", 1)))
    _dress(box, field)
    return Editor(
        box, box.value, box.setValue, lambda x: f"{x}{box.suffix()}", box.valueChanged
    )


def _real(field: FieldInfo) -> Editor:
    box = _RealBox()
    step = float(extra(field).get("step", 0.1))
    # Two places finer than the step, for values typed between two steps.
    places = max(_places(step) + 2, _places(float(field.default or 0)))
    box.setDecimals(places)
    box.setRange(*_bounds(field, 10.0**-places))
    box.setSingleStep(step)
    _dress(box, field)
    return Editor(
        box,
        box.value,
        box.setValue,
        lambda x: f"{_plain(x)}{box.suffix()}",
        box.valueChanged,
    )


def _dress(box: QSpinBox | QDoubleSpinBox, field: FieldInfo) -> None:
    """Set what whole and real numbers have in common."""
    locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    box.setLocale(locale)
    box.setStepType(QAbstractSpinBox.StepType.DefaultStepType)
    unit = extra(field).get("unit", "")
    box.setSuffix(f" {unit}" if unit else "")
    _calm(box)


def _choice(field: FieldInfo) -> Editor:
    choices = _choices(field)
    box = QComboBox()
    for name, choice in choices.items():
        box.addItem(choice.label, name)
        tip = choice.help or None
        box.setItemData(box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
    _calm(box)
    return Editor(
        box,
        box.currentData,
        lambda name: box.setCurrentIndex(box.findData(name)),
        lambda name: choices[name].label,
        box.currentIndexChanged,
    )


def _choices(field: FieldInfo) -> dict[str, catalog.Choice]:
    """Return what can be chosen: a catalogue, or the values that the type allows."""
    if "choices" in extra(field):
        found: dict[str, catalog.Choice] = getattr(catalog, extra(field)["choices"])
        return found
    return {name: catalog.Choice(name, "") for name in get_args(field.annotation)}


def _text(field: FieldInfo) -> Editor:
    line = QLineEdit()

    def write(text: str) -> None:
        # Writing the same text again would move the cursor of whoever types.
        if text != line.text():
            line.setText(text)

    return Editor(
        line, line.text, write, lambda text: text or "nothing", line.textChanged
    )


def _perhaps_real(field: FieldInfo) -> Editor:
    editor = _text(field)
    line = editor.widget
    assert isinstance(line, QLineEdit)
    line.setPlaceholderText("automatic")

    def tell(value: float | None) -> str:
        return "automatic" if value is None else _plain(value)

    def write(value: float | None) -> None:
        editor.write("" if value is None else _plain(value))

    return editor._replace(
        read=lambda: line.text().strip().replace(",", ".") or None,
        write=write,
        tell=tell,
    )


def _bounds(field: FieldInfo, nearest: float) -> tuple[float, float]:
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


def _plain(value: float) -> str:
    """Return a number in decimals, without zeros at the end."""
    text = format(Decimal(repr(float(value))), "f")
    return re.sub(r"\.?0+$", "", text) if "." in text else text


def _places(value: float) -> int:
    return len(_plain(value).partition(".")[2])
