"""How images are gathered into groups, with what comes of it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from cellclassifier.core.grouping import find_grouping
from cellclassifier.core.spec import GroupSpec
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.form import SpecForm


class GroupForm(QWidget):
    """Edits how groups are named, and shows at once the group of an image."""

    edited = Signal(object)
    """Emitted with the new `GroupSpec` at each valid edit."""

    def __init__(self, spec: GroupSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._files: Sequence[Path] = ()
        self.form = SpecForm(spec)
        self.form.edited.connect(self._on_edit)
        self._preview = theme.muted("")
        self._preview.setTextFormat(Qt.TextFormat.PlainText)
        why = theme.muted(
            "Images of one group (a well, a dish, a day) resemble each other. A group "
            "is never divided between training and validation."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for widget in (why, self.form, self._preview):
            box.addWidget(widget)
        self._show()

    @property
    def preview(self) -> str:
        """What is said about the groups that come of the settings."""
        return self._preview.text()

    def set_spec(self, spec: GroupSpec) -> None:
        """Show other settings; emits nothing."""
        if spec == self._spec():
            return
        self.form.set_spec(spec)
        self._show()

    def set_files(self, folder: Path, files: Sequence[Path]) -> None:
        """Show what comes of other images.

        Args:
            folder: Folder of the classes.
            files: All images below it.
        """
        self._folder, self._files = folder, files
        self._show()

    def _on_edit(self) -> None:
        self._show()
        # At once: an edit that waited could reach another study.
        self.edited.emit(self._spec())

    def _spec(self) -> GroupSpec:
        spec = self.form.spec
        assert isinstance(spec, GroupSpec)
        return spec

    def _show(self) -> None:
        spec = self._spec()
        pattern = self.form.findChild(QLineEdit, "pattern")
        labels = (lb for lb in self.form.findChildren(QLabel) if lb.buddy() is pattern)
        for part in (pattern, *labels):
            if part is not None:
                part.setVisible(spec.by == "pattern")
        self._preview.setText(_told(self._folder, self._files, spec))


def _told(folder: Path, files: Sequence[Path], spec: GroupSpec) -> str:
    if not files:
        return ""
    name, how = find_grouping(folder, list(files), spec)
    groups = len({name(path) for path in files})
    return (
        f"The group of {files[0].name}: {name(files[0])}\n"
        f"{len(files):,} images in {groups:,} groups ({how})."
    )
