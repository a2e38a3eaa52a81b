"""What comes of a choice of groups: how many, how large, and some files by name."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.folders import folder_problem, walk
from cellclassifier.core.grouping import ALONE, GroupPreview, preview, told
from cellclassifier.core.images import READERS
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.tile_spec import GroupSpec
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.elided_label import ElidedLabel
from cellclassifier.gui.widgets.notice import Notice
from cellclassifier.gui.widgets.reading_facts import counted


class Grouped(NamedTuple):
    """What comes of `spec` for a number of files, or why nothing does."""

    folder: Path
    spec: GroupSpec
    files: int = 0
    found: GroupPreview | None = None
    problem: str = ""

    @property
    def text(self) -> str:
        """How many groups there are, as a sentence."""
        if self.found is None:
            return ""
        images, groups = (
            counted(self.files, "image"),
            counted(self.found.groups, "group"),
        )
        return tr(
            "{images} in {groups} ({how}).",
            images=images,
            groups=groups,
            how=told(self.found.how),
        )

    @property
    def warning(self) -> str:
        """What may not be as it is meant, as a sentence."""
        found = self.found
        if found is None or not self.files:
            return ""
        if found.unmatched == self.files and self.spec.by == "pattern":
            return tr("No file name matches, so each image is a group of its own.")
        if found.unmatched and found.how != ALONE:
            return tr_n(
                "1 file does not match; each of these is a group of its own.",
                "{files:,} files do not match; each of these is a group of its own.",
                found.unmatched,
                files=found.unmatched,
            )
        if found.groups == 1 and self.files > 1:
            return tr("All images are one group, which cannot be split.")
        return ""


def group(folder: Path, files: Sequence[Path], spec: GroupSpec) -> Grouped:
    """Try a choice of groups; slow with very many files.

    Args:
        folder: Folder of the classes.
        files: The images below it; none: it is looked for them.
        spec: The choice.
    """
    if not files and not folder_problem(folder):
        files = [p for _, p in walk(folder).files if p.suffix.lower() in READERS]
    try:
        found = preview(folder, files, spec)
    except UserError as error:
        return Grouped(folder, spec, len(files), problem=str(error))
    return Grouped(folder, spec, len(files), found)


class GroupView(QWidget):
    """Shows what comes of a choice of groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = BreakingLabel()
        self.warning = Notice()
        self.largest = _Pairs(tr("Largest groups"))
        self.examples = _Pairs(tr("Examples: file, and its group"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        for widget in (self.text, self.warning, self.largest, self.examples):
            box.addWidget(widget)
        self.show_grouped(Grouped(Path(), GroupSpec()))

    def show_grouped(self, grouped: Grouped) -> None:
        """Show another outcome; nothing where there are no files."""
        found = grouped.found if grouped.files else None
        self.text.setText(grouped.text if found else "")
        self.text.setVisible(found is not None)
        if grouped.warning:
            self.warning.tell(grouped.warning, "attention")
        else:
            self.warning.clear()
        alone = found is None or found.how == ALONE
        self.largest.show_pairs(
            [(name, counted(count, "image")) for name, count in found.largest]
            if found and not alone
            else []
        )
        self.examples.show_pairs(found.examples if found and not alone else [])


class _Pairs(QWidget):
    """A heading, and lines of two texts that give way where there is no room."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._lines: list[tuple[ElidedLabel, ElidedLabel]] = []
        heading = QLabel(title)
        heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * theme.SPACE)
        self._grid.setVerticalSpacing(theme.SPACE // 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(heading, 0, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)

    def pairs(self) -> list[tuple[str, str]]:
        """Return what is shown."""
        shown = [line for line in self._lines if not line[0].isHidden()]
        return [(one.text(), other.text()) for one, other in shown]

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show other lines; without any nothing is shown."""
        while len(self._lines) < len(pairs):
            self._lines.append((ElidedLabel(strong=False), ElidedLabel()))
            for column, label in enumerate(self._lines[-1]):
                self._grid.addWidget(label, len(self._lines), column)
        for line in self._lines:
            for label in line:
                label.hide()
        for line, pair in zip(self._lines, pairs, strict=False):
            for label, text in zip(line, pair, strict=True):
                label.set_text(text)
                label.show()
        self.setVisible(bool(pairs))
