"""Chooses what is read of each file: channels, plane, time point, image."""

import html
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.pixels import ImageFacts
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui import theme
from cellclassifier.gui.language import told
from cellclassifier.gui.widgets.channel_boxes import ChannelBoxes
from cellclassifier.gui.widgets.number_choice import NumberChoice
from cellclassifier.gui.widgets.reading_facts import channel_name, dyes, misfits

_MIX = {
    "keep": tr("Kept apart, as colours"),
    "mean": tr("One grey value: their mean"),
    "maximum": tr("One grey value: the largest"),
}
_PLANE = {
    "only": tr("None: leave stacks out"),
    "one": tr("One plane"),
    "maximum": tr("Maximum of all planes"),
}
_TIME = {"only": tr("None: leave series out"), "one": tr("One time point")}
_SCENE = {"only": tr("None: leave such files out"), "one": tr("One image")}


class ReadingForm(QWidget):
    """Shows only what the files leave to choose, and what has been chosen already."""

    edited = Signal(object)
    """Emitted with the new `ReadingSpec` at each edit."""

    def __init__(self, spec: ReadingSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self._facts: ImageFacts | None = None
        self.channels = ChannelBoxes()
        self.mix = NumberChoice(tr("Several channels"), _MIX)
        self.plane = NumberChoice(tr("Plane"), _PLANE)
        self.time = NumberChoice(tr("Time point"), _TIME)
        self.scene = NumberChoice(tr("Image in the file"), _SCENE)
        self.reset = QPushButton(theme.icon("reset"), tr("Reset all"))
        self.reset.setToolTip(
            tr(
                "All channels, kept apart; files that are stacks or series are left "
                "out."
            )
        )
        self._rows = {
            "channels": _Row("channels", self.channels),
            "mix": _Row("mix", self.mix),
            "plane": _Row("plane", self.plane),
            "time": _Row("time", self.time),
            "scene": _Row("scene", self.scene),
        }
        self._arrange()
        self._connect()
        self._show()

    @property
    def spec(self) -> ReadingSpec:
        """What is chosen."""
        return self._spec

    def set_spec(self, spec: ReadingSpec) -> None:
        """Show another choice; emits nothing."""
        self._spec = spec
        self._show()

    def set_facts(self, facts: ImageFacts | None) -> None:
        """Choose among what this file holds."""
        self._facts = facts
        self._show()

    def problem(self, field: str) -> str:
        """Return what is said beside a setting: "channels", "plane", "time", ..."""
        return self._rows[field].problem.text()

    def _connect(self) -> None:
        self.channels.changed.connect(lambda: self._edit(channels=self.channels.value))
        self.mix.changed.connect(lambda: self._edit(mix=self.mix.value[0]))
        self.plane.changed.connect(self._edit_plane)
        self.time.changed.connect(self._edit_time)
        self.scene.changed.connect(self._edit_scene)
        self.reset.clicked.connect(lambda: self._take(ReadingSpec()))

    def _edit_plane(self) -> None:
        kind, number = self.plane.value
        self._edit(plane=kind, plane_number=number)

    def _edit_time(self) -> None:
        kind, number = self.time.value
        self._edit(time=kind, time_number=number)

    def _edit_scene(self) -> None:
        kind, number = self.scene.value
        self._edit(scene=number if kind == "one" else 0)

    def _edit(self, **changes: Any) -> None:
        self._take(self._spec.model_copy(update=changes))

    def _take(self, spec: ReadingSpec) -> None:
        if spec != self._spec:
            self._spec = spec
            self._show()
            self.edited.emit(spec)

    def _show(self) -> None:
        spec, facts = self._spec, self._facts
        self._show_channels()
        self.mix.set_value(spec.mix, 1)
        self.plane.set_value(spec.plane, spec.plane_number)
        self.time.set_value(spec.time, spec.time_number)
        self.scene.set_value("one" if spec.scene else "only", max(1, spec.scene))
        sizes = (facts.planes, facts.times, len(facts.scenes)) if facts else (0, 0, 0)
        for choice, size in zip(
            (self.plane, self.time, self.scene), sizes, strict=True
        ):
            choice.set_size(size)
        wrong = misfits(facts, spec) if facts else {}
        there = self._there(facts, spec)
        for name, row in self._rows.items():
            row.show(there[name], wrong.get(name, ""))
        self.reset.setVisible(spec != ReadingSpec())

    def _show_channels(self) -> None:
        spec, facts = self._spec, self._facts
        if facts is None:
            return
        # A channel that this file lacks has a box, to be taken out again.
        count = max(len(facts.channels), *spec.channels, 1)
        names = [channel_name(facts, number) for number in range(1, count + 1)]
        self.channels.set_names(names)
        self.channels.set_value(
            spec.channels, {} if facts.colour else dyes(facts, spec)
        )

    def _there(self, facts: ImageFacts | None, spec: ReadingSpec) -> dict[str, bool]:
        """Tell which settings leave something to choose, or have been chosen."""
        count = len(facts.channels) if facts else 1
        several = len(spec.channels) != 1 and count > 1
        return {
            "channels": count > 1 or bool(spec.channels and facts),
            "mix": several or spec.mix != "keep",
            "plane": spec.plane != "only" or bool(facts and facts.planes > 1),
            "time": spec.time != "only" or bool(facts and facts.times > 1),
            "scene": spec.scene > 0 or bool(facts and len(facts.scenes) > 1),
        }

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE)
        for row in self._rows.values():
            line = grid.rowCount()
            grid.addWidget(row.label, line, 0)
            grid.addWidget(row.editor, line + 1, 0)
            grid.addWidget(row.problem, line + 2, 0)
        grid.addWidget(self.reset, grid.rowCount(), 0, Qt.AlignmentFlag.AlignLeft)
        grid.setRowStretch(grid.rowCount(), 1)


class _Row:
    """The widgets of one setting: its name, its editor, what is wrong with it."""

    def __init__(self, field: str, editor: QWidget) -> None:
        about = told(ReadingSpec.model_fields[field])
        self.editor = editor
        self.label = QLabel(about.title or field)
        self.label.setBuddy(editor)
        self.problem = QLabel()
        self.problem.setProperty("problem", True)
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setObjectName(f"{field}_problem")
        for part in (self.label, editor):
            # Only rich text is wrapped.
            part.setToolTip(f"<qt>{html.escape(tr(about.description or ''))}</qt>")
        editor.setAccessibleDescription(about.description or "")

    def show(self, is_there: bool, problem: str) -> None:
        self.problem.setText(problem)
        self.label.setVisible(is_there)
        self.editor.setVisible(is_there)
        self.problem.setVisible(is_there and bool(problem))
