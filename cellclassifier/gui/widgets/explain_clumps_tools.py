"""The controls of correcting clumps: what a click does, the brush, and taking back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.explain_clumps_canvas import LARGEST, SMALLEST, Tool
from cellclassifier.gui.widgets.wrapping_line import WrappingLine

_TOOLS: tuple[tuple[Tool, str, str, str], ...] = (
    ("paint", tr("Paint"), "B", tr("Adds what the brush goes over to the clumps.")),
    ("erase", tr("Erase"), "E", tr("Takes what the brush goes over from the clumps.")),
    ("fill", tr("Fill"), "F", tr("A click into a gap that clumps enclose fills it.")),
    ("take away", tr("Take away"), "X", tr("A click on a clump takes all of it away.")),
)


class CorrectTools(WrappingLine):
    """All controls in one line, or in two.

    Attributes:
        tools: What the mouse does, one of which is chosen.
        brush: Width of the brush, px.
        faint: Whether clumps are tinted.
        light: How bright the tile is shown.
        undo: Takes a stroke back.
        redo: Makes it again.
        none: States that there is no clump.
        again: Drops the correction.
    """

    def __init__(self, brush: int, parent: QWidget | None = None) -> None:
        self.tools = {each[0]: QRadioButton(each[1]) for each in _TOOLS}
        self.brush = QSpinBox()
        self.faint = QCheckBox(tr("Tint clumps"))
        self.light = QSlider(Qt.Orientation.Horizontal)
        self.undo, self.redo = QPushButton(tr("Undo")), QPushButton(tr("Redo"))
        self.none = QPushButton(tr("No clump here"))
        self.again = QPushButton(tr("As found again"))
        super().__init__(
            (*self.tools.values(), self.brush, self.faint),
            (*self._steps(), tr("Brightness"), self.light),
            parent,
        )
        self._name_tools()
        self._set_up(brush)

    def listen_in(self, view: QWidget) -> None:
        """Let keys work wherever the focus is in a view, and nowhere else."""
        keys: list[tuple[str, QAbstractButton]] = [
            *(("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo)),
            ("Ctrl+Shift+Z", self.redo),
            *((key, self.tools[tool]) for tool, _, key, _ in _TOOLS),
        ]
        for key, button in keys:
            shortcut = QShortcut(QKeySequence(key), view)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def allow(self, undo: bool, redo: bool, none: bool, again: bool) -> None:
        """Let those steps be taken that can be."""
        for button, can in zip(self._steps(), (undo, redo, none, again), strict=True):
            button.setEnabled(can)

    def _steps(self) -> tuple[QPushButton, ...]:
        return self.undo, self.redo, self.none, self.again

    def _name_tools(self) -> None:
        for tool, text, key, help_text in _TOOLS:
            self.tools[tool].setToolTip(
                tr("<qt>{help_text} Key {key}.</qt>", help_text=help_text, key=key)
            )
            self.tools[tool].setAccessibleName(text)
        self.tools["paint"].setChecked(True)
        tips = (
            tr("Takes the last stroke back. Ctrl+Z."),
            tr("Makes it again. Ctrl+Y."),
            tr("States that this tile has no clump at all."),
            tr("Drops the correction: found as in other tiles. Undo works."),
        )
        for button, tip in zip(self._steps(), tips, strict=True):
            button.setToolTip(tip)

    def _set_up(self, brush: int) -> None:
        self.brush.setRange(SMALLEST, LARGEST)
        self.brush.setValue(brush)
        self.brush.setSuffix(tr(" px"))
        self.brush.setAccessibleName(tr("width of the brush"))
        self.brush.setToolTip(tr("Width of the brush in pixels. Wheel, or [ and ]."))
        self.faint.setChecked(True)
        self.faint.setToolTip(
            tr("Shows clumps in a faint colour, else as outlines alone.")
        )
        self.light.setRange(10, 100)
        self.light.setValue(100)
        self.light.setInvertedAppearance(True)
        self.light.setMaximumWidth(24 * theme.SPACE)
        self.light.setAccessibleName(tr("brightness of the tile on the screen"))
        self.light.setToolTip(tr("Shows the tile brighter; nothing else changes."))
