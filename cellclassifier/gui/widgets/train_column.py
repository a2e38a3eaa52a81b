"""The training images of a study: their folder, how it is read, and its groups."""

from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.spec import StudySpec
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.folder_card import FolderCard
from cellclassifier.gui.widgets.group_form import GroupForm
from cellclassifier.gui.widgets.reading_section import ReadingSection


class TrainColumn(QWidget):
    """The left half of the page of the images.

    Attributes:
        card: What the folder holds.
        reading: What is read of each file.
        groups: How images are grouped.
        folded: Holds `groups`.
    """

    def __init__(
        self,
        background: Background,
        spec: StudySpec,
        head: int,
        parent: QWidget | None = None,
    ) -> None:
        """Show settings, and no folder yet.

        Args:
            background: Does what takes long.
            spec: The settings.
            head: Least height of the heading, px.
            parent: The widget that it is part of.
        """
        super().__init__(parent)
        self.card = FolderCard(removable=False)
        self.reading = ReadingSection(background, spec.reading)
        self.groups = GroupForm(background, spec.groups)
        self.folded = Collapsible(tr("How images are grouped"))
        inside = QVBoxLayout(self.folded.content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.groups)
        heading = theme.title(tr("Training images"))
        heading.setMinimumHeight(head)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(4 * (theme.SPACE,)))
        box.setSpacing(2 * theme.SPACE)
        for widget in (heading, self.card, *map(_framed, (self.reading, self.folded))):
            box.addWidget(widget)
        box.addStretch(1)

    def set_folder(self, folder: Path) -> None:
        """Show another folder, of which nothing is known yet."""
        if folder != self.card.folder:
            self.groups.set_files(Path(), ())
        self.card.set_folder(folder, folder.name)
        self.reading.set_folder(folder)


def _framed(widget: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("card", True)
    box = QVBoxLayout(frame)
    box.setContentsMargins(*(4 * (2 * theme.SPACE,)))
    box.addWidget(widget)
    return frame
