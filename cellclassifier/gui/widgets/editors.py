"""One editor for each kind of setting, all used in the same way."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from cellclassifier.core import catalog
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.asking import ask_folder
from cellclassifier.gui.widgets.lines_box import LinesBox
from cellclassifier.gui.widgets.number_boxes import (
    RealBox,
    StrengthBox,
    bounds,
    calm,
    dress,
    places,
    plain,
)

_FIRST_STEPS = 4
"""Steps that a change is given when it is switched on and has no other strength."""

_LETTERS = 14
"""Letters of a choice that can be seen at the least; its list shows all of them."""


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
    switch: QCheckBox | None = None
    """Stands in for the label where a value can be switched off."""


def editor_for(field: FieldInfo, labels: Mapping[str, str] | None = None) -> Editor:
    """Return a new editor for a field of a `Spec`.

    Range, step, unit and choices are those of the field.

    Args:
        field: The field.
        labels: What choices are called, where it is not their value.

    Raises:
        TypeError: If there is no editor for values of this type.
    """
    editor = _choice(field, labels) if _is_choice(field) else _maker(field)(field)
    widget = editor.widget
    # One height for all, which a crowded page does not squeeze.
    widget.setMinimumHeight(max(7 * theme.SPACE, widget.sizeHint().height()))
    return editor


def extra(field: FieldInfo) -> dict[str, Any]:
    """Return what a field says beyond its type: unit, step, choices, advanced, off."""
    found = field.json_schema_extra
    return dict(found) if isinstance(found, dict) else {}


def _maker(field: FieldInfo) -> Callable[[FieldInfo], Editor]:
    kind = field.annotation
    makers: dict[Any, Callable[[FieldInfo], Editor]] = {
        bool: _check,
        int: _whole,
        float: _strength if "off" in extra(field) else _real,
        str: _text,
        float | None: _perhaps_real,
        Path | None: _perhaps_path,
        tuple[int, ...]: _numbers,
        tuple[str, ...]: _lines,
    }
    if kind not in makers:
        raise TypeError(f"There is no editor for a setting of type {kind}.")
    return makers[kind]


def _is_choice(field: FieldInfo) -> bool:
    return "choices" in extra(field) or get_origin(field.annotation) is Literal


def _check(field: FieldInfo) -> Editor:
    box = QCheckBox(field.title or "")

    def tell(is_on: bool) -> str:
        return tr("on") if is_on else tr("off")

    return Editor(box, box.isChecked, box.setChecked, tell, box.toggled)


def _whole(field: FieldInfo) -> Editor:
    box = QSpinBox()
    low, high = bounds(field, 1)
    box.setRange(int(low), int(high))
    box.setSingleStep(int(extra(field).get("step", 1)))
    dress(box, extra(field).get("unit", ""))
    return Editor(
        box, box.value, box.setValue, lambda x: f"{x}{box.suffix()}", box.valueChanged
    )


def _real(field: FieldInfo) -> Editor:
    return _real_in(RealBox(), field)


def _strength(field: FieldInfo) -> Editor:
    off, step = extra(field)["off"], float(extra(field)["step"])
    box = StrengthBox(field.title or "")
    shown = _real_in(box, field)
    box.setMinimum(10.0 ** -box.decimals())
    box.setValue(field.default if field.default != off else _FIRST_STEPS * step)

    def write(value: float) -> None:
        if value != off:
            box.setValue(value)
        box.switch.setChecked(value != off)

    return Editor(
        box,
        lambda: box.value() if box.switch.isChecked() else off,
        write,
        lambda value: tr("off") if value == off else shown.tell(value),
        box.decided,
        box.switch,
    )


def _real_in(box: RealBox, field: FieldInfo) -> Editor:
    step = float(extra(field).get("step", 0.1))
    # Two places finer than the step, for values typed between two steps.
    finest = max(places(step) + 2, places(float(field.default or 0)))
    box.setDecimals(finest)
    box.setRange(*bounds(field, 10.0**-finest))
    box.setSingleStep(step)
    dress(box, extra(field).get("unit", ""))
    return Editor(
        box,
        box.value,
        box.setValue,
        lambda x: f"{plain(x)}{box.suffix()}",
        box.valueChanged,
    )


def _choice(field: FieldInfo, labels: Mapping[str, str] | None) -> Editor:
    choices = _choices(field, labels or {})
    box = QComboBox()
    for name, choice in choices.items():
        box.addItem(choice.label, name)
        tip = choice.help or None
        box.setItemData(box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
    # A long name, as other languages have, shall not widen the whole form.
    box.setSizeAdjustPolicy(
        QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    box.setMinimumContentsLength(_LETTERS)
    calm(box)
    return Editor(
        box,
        box.currentData,
        lambda name: box.setCurrentIndex(box.findData(name)),
        lambda name: choices[name].label,
        box.currentIndexChanged,
    )


def _choices(field: FieldInfo, labels: Mapping[str, str]) -> dict[str, catalog.Choice]:
    """Return what can be chosen: a catalogue, or the values that the type allows."""
    if "choices" in extra(field):
        found: dict[str, catalog.Choice] = getattr(catalog, extra(field)["choices"])
        return {
            key: choice._replace(label=tr(choice.label), help=tr(choice.help))
            for key, choice in found.items()
        }
    values = get_args(field.annotation)
    return {name: catalog.Choice(labels.get(name, name), "") for name in values}


def _text(field: FieldInfo) -> Editor:
    line = QLineEdit()

    def write(text: str) -> None:
        # Writing the same text again would move the cursor of whoever types.
        if text != line.text():
            line.setText(text)

    return Editor(
        line, line.text, write, lambda text: text or tr("nothing"), line.textChanged
    )


def _perhaps_real(field: FieldInfo) -> Editor:
    def read(text: str) -> Any:
        return text.replace(",", ".") or None

    def show(value: float | None) -> str:
        return "" if value is None else plain(value)

    return _typed(field, tr("automatic"), read, show)


def _perhaps_path(field: FieldInfo) -> Editor:
    editor = _typed(
        field,
        tr("none"),
        lambda text: Path(text) if text else None,
        lambda path: "" if path is None else str(path),
    )
    line = editor.widget
    assert isinstance(line, QLineEdit)
    trailing = QLineEdit.ActionPosition.TrailingPosition
    browse = line.addAction(theme.icon("folder"), trailing)
    browse.setToolTip(tr("Choose: {title}", title=field.title or tr("a file")))

    def choose() -> None:
        title = field.title or tr("Choose a file")
        if extra(field).get("folder"):
            name = str(ask_folder(line, title, Path(line.text())) or "")
        else:
            name, _ = QFileDialog.getOpenFileName(line, title, line.text())
        if name:
            line.setText(name)

    browse.triggered.connect(choose)
    return editor


def _numbers(field: FieldInfo) -> Editor:
    return _typed(
        field,
        tr("all"),
        # Words that are no numbers are told of by whoever checks the value.
        lambda text: tuple(re.findall(r"[^\s,;]+", text)),
        lambda numbers: ", ".join(map(str, numbers)),
    )


def _lines(field: FieldInfo) -> Editor:
    box = LinesBox()
    return Editor(
        box,
        box.lines,
        box.set_lines,
        lambda lines: "; ".join(lines) or tr("nothing"),
        box.textChanged,
    )


def _typed(
    field: FieldInfo,
    nothing: str,
    read: Callable[[str], Any],
    show: Callable[[Any], str],
) -> Editor:
    """Return an editor for what is typed as text; `nothing` names an empty one."""
    editor = _text(field)
    line = editor.widget
    assert isinstance(line, QLineEdit)
    line.setPlaceholderText(nothing)
    return editor._replace(
        read=lambda: read(line.text().strip()),
        write=lambda value: editor.write(show(value)),
        tell=lambda value: show(value) or nothing,
    )
