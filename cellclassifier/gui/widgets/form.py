"""A form drawn from the settings that it edits."""

import html
from collections.abc import Collection, Iterable, Mapping, Sequence

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import Spec
from cellclassifier.gui import theme
from cellclassifier.gui.language import told
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.editors import Editor, editor_for, extra
from cellclassifier.gui.widgets.unfit_values import problem_of


class SpecForm(QWidget):
    """Edits a settings value; what it shows, its ranges and help come from its fields.

    The editor of a field bears the field's name as its object name, the check box that
    switches it off ``<name>_switch``, the mark that sets it back ``<name>_reset``, and
    the sentence about a bad value ``<name>_problem``.
    """

    edited = Signal(object)
    """Emitted with the new value after each valid edit by the user."""

    def __init__(
        self,
        spec: Spec,
        fields: Sequence[str] | None = None,
        parent: QWidget | None = None,
        labels: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """Draw the form.

        Args:
            spec: The value to start from.
            fields: Names of the fields to show, in this order; all without it.
            parent: The widget that it is part of.
            labels: What the choices of a field are called, by the field's name.

        Raises:
            TypeError: If there is no editor for the type of a field.
        """
        super().__init__(parent)
        self._spec = spec
        known = {name: told(each) for name, each in type(spec).model_fields.items()}
        self._rows = {
            name: _Row(
                *(self, name, known[name]),
                editor_for(known[name], (labels or {}).get(name)),
                getattr(spec, name),
            )
            for name in (known if fields is None else fields)
        }
        for row in self._rows.values():
            row.asked.connect(self._edit)
        self._arrange()

    @property
    def spec(self) -> Spec:
        """The value, as last set or validly edited."""
        return self._spec

    def set_spec(self, spec: Spec) -> None:
        """Show another value of the same settings; emits nothing.

        A field whose value stays is left as it is, so that what is being typed there,
        valid or not yet, is not lost.
        """
        before, self._spec = self._spec, spec
        for name, row in self._rows.items():
            if getattr(before, name) != getattr(spec, name):
                row.show_value(getattr(spec, name))

    def show_only(self, names: Collection[str]) -> None:
        """Show the fields of these names only; the others keep their values."""
        for name, row in self._rows.items():
            row.set_shown(name in names)

    def enable_only(self, names: Collection[str]) -> None:
        """Grey out all fields but these: the others decide nothing now."""
        for name, row in self._rows.items():
            row.set_enabled(name in names)

    def show_problem(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field that only whoever uses it can know."""
        self._rows[name].show_problem(sentence)

    def _edit(self, name: str, value: object) -> None:
        row = self._rows[name]
        try:
            # Unlike a copy with a change, this checks the change.
            spec = type(self._spec).model_validate({**dict(self._spec), name: value})
        except ValidationError as error:
            row.show_problem(problem_of(error))
            return
        row.show_problem("")
        row.mark(getattr(spec, name))
        if spec != self._spec:
            self._spec = spec
            self.edited.emit(spec)

    def _arrange(self) -> None:
        rows = self._rows.values()
        width = max((row.label_width for row in rows), default=0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(_grid((row for row in rows if not row.advanced), width))
        advanced = [row for row in rows if row.advanced]
        if advanced:
            more = Collapsible(tr("More settings"))
            more.content.setLayout(_grid(advanced, width))
            box.addWidget(more)


class _Row(QObject):
    """The widgets of one field."""

    asked = Signal(str, object)
    """Emitted with name and value when the user wants another one."""

    def __init__(
        self,
        form: QWidget,
        name: str,
        field: FieldInfo,
        editor: Editor,
        value: object,
    ) -> None:
        super().__init__(form)
        self._name = name
        self._default = field.get_default(call_default_factory=True)
        self._editor = editor
        self._shown, self._value = True, value
        self.advanced = bool(extra(field).get("advanced"))
        title = field.title or name.replace("_", " ").capitalize()
        default = self._editor.tell(self._default)
        self._label = _label(title, editor)
        self._reset = _reset(title, default)
        self._problem = _problem()
        help_text = tr(
            "{description} Default: {default}.",
            description=field.description or "",
            default=default,
        ).strip()
        self._name_parts(title, help_text)
        self.show_value(value)
        self._editor.changed.connect(self._ask)
        self._reset.clicked.connect(self._go_back)

    @property
    def label_width(self) -> int:
        """Room that the label needs, px; a check box has its title beside it."""
        is_box = self._label is self._editor.widget
        return 0 if is_box else self._label.sizeHint().width()

    def show_value(self, value: object) -> None:
        """Show a value without asking for it."""
        with QSignalBlocker(self._editor.widget):
            self._editor.write(value)
        self.show_problem("")
        self.mark(value)

    def mark(self, value: object) -> None:
        """Offer the way back to the default where the value is another."""
        self._value = value
        self._reset.setVisible(self._shown and value != self._default)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with what is shown; nothing if the sentence is empty."""
        self._problem.setText(sentence)
        self._problem.setVisible(self._shown and bool(sentence))
        if sentence and self._shown:
            self._reset.show()

    def set_shown(self, is_shown: bool) -> None:
        """Show the field, or let it take no room."""
        self._shown = is_shown
        _keep_room(self._reset, is_shown)
        self._label.setVisible(is_shown)
        self._editor.widget.setVisible(is_shown)
        self._problem.setVisible(is_shown and bool(self._problem.text()))
        self.mark(self._value)

    def set_enabled(self, is_enabled: bool) -> None:
        """Let the field be edited, or show it greyed out."""
        for widget in (self._label, self._editor.widget, self._reset):
            widget.setEnabled(is_enabled)

    def place(self, grid: QGridLayout) -> None:
        """Put the widgets at the end of a grid."""
        line = grid.rowCount()
        if self._label is self._editor.widget:
            grid.addWidget(self._label, line, 0, 1, 2)
        else:
            grid.addWidget(self._label, line, 0)
            grid.addWidget(self._editor.widget, line, 1)
        grid.addWidget(self._reset, line, 2)
        grid.addWidget(self._problem, line + 1, 1, 1, 2)

    def _name_parts(self, title: str, help_text: str) -> None:
        widget = self._editor.widget
        widget.setObjectName(self._name)
        widget.setAccessibleName(title)
        widget.setAccessibleDescription(help_text)
        if self._editor.switch:
            self._editor.switch.setObjectName(f"{self._name}_switch")
            self._editor.switch.setAccessibleDescription(help_text)
        self._reset.setObjectName(f"{self._name}_reset")
        self._problem.setObjectName(f"{self._name}_problem")
        for part in (widget, self._label):
            # Only rich text is wrapped.
            part.setToolTip(f"<qt>{html.escape(help_text)}</qt>")

    def _ask(self) -> None:
        self.asked.emit(self._name, self._editor.read())

    def _go_back(self) -> None:
        self.show_value(self._default)
        self._editor.widget.setFocus()
        self.asked.emit(self._name, self._default)


def _grid(rows: Iterable[_Row], label_width: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * theme.SPACE)
    grid.setVerticalSpacing(theme.SPACE)
    grid.setColumnMinimumWidth(0, label_width)
    grid.setColumnStretch(1, 1)
    for row in rows:
        row.place(grid)
    return grid


def _label(title: str, editor: Editor) -> QWidget:
    if isinstance(editor.widget, QCheckBox):
        return editor.widget
    if editor.switch:
        return editor.switch
    label = QLabel(title)
    label.setBuddy(editor.widget)
    return label


def _reset(title: str, default: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon("reset"))
    button.setAutoRaise(True)
    button.setToolTip(tr("Back to {default}", default=default))
    button.setAccessibleName(
        tr("{title}: back to {default}", title=title, default=default)
    )
    _keep_room(button, True)
    return button


def _keep_room(button: QToolButton, keeps: bool) -> None:
    """Say whether a hidden button takes room, so that nothing moves when it appears."""
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(keeps)
    button.setSizePolicy(policy)


def _problem() -> QLabel:
    label = QLabel()
    label.setProperty("problem", True)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
