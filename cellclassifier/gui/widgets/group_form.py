"""How images are gathered into groups, with what comes of it."""

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.grouping import USUAL
from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import GroupSpec
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.group_preview import Grouped, GroupView, group
from cellclassifier.gui.widgets.table_choice import TableChoice

_WHY = tr(
    "Images of one group (a well, a dish, an animal, a day) resemble each other. A "
    "group is never divided between training and validation."
)
_WAYS = {
    "auto": (
        tr("Found by itself"),
        tr(
            "Sub-folders, tiles cut from one field (name_r0_c1) and turned copies "
            "(name_90deg) are found by their names."
        ),
    ),
    "image": (
        tr("Each image alone"),
        tr("Right only if no two images show the same dish, animal or field."),
    ),
    "folder": (
        tr("Sub-folders of the class folders"),
        tr("control/dish1/a.tif and depleted/dish1/b.tif are both of group dish1."),
    ),
    "pattern": (
        tr("A pattern on the file name"),
        tr(
            "What the first pair of brackets matches names the group. Named brackets "
            "name it together: (?P<day>d\\d+).*(?P<dish>dish\\d+) gives d3/dish2."
        ),
    ),
    "table": (
        tr("A table (CSV file)"),
        tr(
            "Its first line is: file,group. A line for each image follows, such as: "
            "control/a_01.tif,dish1. A file's name alone will do where it is unique."
        ),
    ),
}


class GroupForm(QWidget):
    """Edits how groups are named, and shows at once what comes of it.

    Attributes:
        by: The ways to name groups.
        pattern: The pattern.
        usual: A menu of usual patterns.
        table: The table.
        view: What comes of the choice.
    """

    edited = Signal(object)
    """Emitted with the new `GroupSpec` at each valid edit."""

    def __init__(
        self, background: Background, spec: GroupSpec, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._spec = spec
        self._folder = Path()
        self._files: Sequence[Path] = ()
        self._unfit = ""
        self.by = QComboBox()
        self.pattern = QLineEdit()
        self.usual = _usual_button()
        self.table = TableChoice()
        self.view = GroupView()
        self.problem = _problem()
        self._help = theme.muted("")
        self._help.setTextFormat(Qt.TextFormat.PlainText)
        self.reset = QPushButton(theme.icon("reset"), tr("Back to: found by itself"))
        self._arrange()
        self._connect()
        self._show()

    @property
    def spec(self) -> GroupSpec:
        """What is chosen."""
        return self._spec

    def set_spec(self, spec: GroupSpec) -> None:
        """Show other settings; emits nothing."""
        if spec != self._spec:
            self._spec = spec
            self._show()

    def set_files(self, folder: Path, files: Sequence[Path]) -> None:
        """Show what comes of other images.

        Args:
            folder: Folder of the classes; an empty path where it is not known.
            files: All images below it; none: it is looked for them.
        """
        self._folder, self._files = folder, files
        self.table.set_near(folder)
        self._try()

    def _connect(self) -> None:
        self.by.currentIndexChanged.connect(
            lambda: self._edit(by=self.by.currentData())
        )
        self.pattern.textEdited.connect(lambda text: self._edit(pattern=text))
        self.table.chosen.connect(lambda path: self._edit(by="table", table=path))
        self.reset.clicked.connect(lambda: self._edit(by="auto"))
        for action, (_, pattern, _) in zip(
            self.usual.menu().actions(), USUAL, strict=True
        ):
            action.triggered.connect(lambda _=False, p=pattern: self._choose(p))

    def _choose(self, pattern: str) -> None:
        self._edit(by="pattern", pattern=pattern)
        self.pattern.setFocus()

    def _edit(self, **changes: Any) -> None:
        try:
            # Unlike a copy with a change, this checks the change.
            spec = GroupSpec.model_validate({**dict(self._spec), **changes})
        except ValidationError as error:
            self._unfit = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
            self._show_problem(self._unfit)
            return
        self._unfit = ""
        self._show_problem("")
        if spec != self._spec:
            self._spec = spec
            self._show()
            # At once: an edit that waited could reach another study.
            self.edited.emit(spec)

    def _show(self) -> None:
        spec, self._unfit = self._spec, ""
        with QSignalBlocker(self.by):
            self.by.setCurrentIndex(self.by.findData(spec.by))
        # Writing the same text again would move the cursor of whoever types.
        if spec.pattern != self.pattern.text():
            self.pattern.setText(spec.pattern)
        self.table.set_table(spec.table)
        for widget in self._pattern_parts:
            widget.setVisible(spec.by == "pattern")
        self.table.setVisible(spec.by == "table")
        self._help.setText(_WAYS[spec.by][1])
        self.reset.setVisible(spec.by != "auto")
        self._try()

    def _try(self) -> None:
        folder, files, spec = self._folder, self._files, self._spec
        if folder == Path():
            self.view.show_grouped(Grouped(folder, spec))
            return
        self._background.run(
            "groups", lambda: group(folder, files, spec), self._on_grouped, _raise
        )

    def _on_grouped(self, grouped: Grouped) -> None:
        if (grouped.folder, grouped.spec) != (self._folder, self._spec):
            return
        self.view.show_grouped(grouped)
        # Nothing is wrong yet where no table has been chosen.
        waits = self._spec.by == "table" and self._spec.table is None
        self._show_problem(self._unfit or ("" if waits else grouped.problem))

    def _show_problem(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _arrange(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.by.setSizePolicy(policy)
        about = GroupSpec.model_fields
        for value, (text, tip) in _WAYS.items():
            self.by.addItem(text, value)
            self.by.setItemData(self.by.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.pattern.setPlaceholderText(tr("such as (well_[A-H]\\d+)"))
        ways, pattern = QLabel(tr("Groups from")), QLabel(tr("Pattern"))
        for label, editor, name in (
            (ways, self.by, "by"),
            (pattern, self.pattern, "pattern"),
        ):
            label.setBuddy(editor)
            editor.setAccessibleName(label.text())
            tip = html.escape(tr(about[name].description or ""))
            editor.setToolTip(f"<qt>{tip}</qt>")
        self._pattern_parts = (pattern, self.pattern, self.usual)
        typed = QHBoxLayout()
        typed.setSpacing(theme.SPACE)
        typed.addWidget(self.pattern, 1)
        typed.addWidget(self.usual)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE)
        grid.setColumnStretch(1, 1)
        grid.addWidget(ways, 0, 0)
        grid.addWidget(self.by, 0, 1)
        grid.addWidget(pattern, 1, 0)
        grid.addLayout(typed, 1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(theme.muted(_WHY))
        box.addLayout(grid)
        for widget in (self.table, self._help, self.problem, self.view):
            box.addWidget(widget)
        box.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)


def _usual_button() -> QToolButton:
    button = QToolButton()
    menu = QMenu(button)
    menu.setToolTipsVisible(True)
    for label, pattern, example in USUAL:
        action = menu.addAction(f"{tr(label)}:   {example}")
        action.setToolTip(pattern)
    button.setMenu(menu)
    button.setText(tr("Usual patterns"))
    button.setAccessibleName(tr("Usual patterns"))
    button.setToolTip(
        tr("Take a pattern for wells, fields, dates, dishes, animals ...")
    )
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _problem() -> QLabel:
    label = QLabel()
    label.setProperty("problem", True)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setVisible(False)
    return label


def _raise(error: BaseException) -> None:
    raise error
