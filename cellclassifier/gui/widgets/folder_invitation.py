"""What stands on the page of the images before any are chosen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.folder_drop import FolderDrop
from cellclassifier.gui.widgets.notice import EmptyState, Notice
from cellclassifier.gui.widgets.path_button import PathButton

_EXAMPLE = tr("""training
  control     a_01.tif  a_02.tif  ...
  depleted    b_01.tif  b_02.tif  ...""")


class FolderInvitation(FolderDrop):
    """Says what kind of folder is wanted, asks for it, and lets it be dropped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(dashed=True, parent=parent)
        self.refusal = Notice()
        self.state = EmptyState(
            "images",
            tr("Start with your training images"),
            tr(
                "A network learns to tell your classes apart from example images. Put "
                "them into one folder with a sub-folder for each class, named after "
                "it. Your folders are only read, never changed."
            ),
            tr("Choose training images ..."),
        )
        self.state.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.recent = PathButton(tr("Recent folders"))
        example = theme.muted(_EXAMPLE)
        example.setWordWrap(False)
        example.setTextFormat(Qt.TextFormat.PlainText)
        example.setFont(_fixed_font())
        example.setAccessibleName(tr("Example of such a folder"))
        hint = theme.muted(tr("You can also drop the folder anywhere here."))
        hint.setWordWrap(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(4 * (4 * theme.SPACE,)))
        box.setSpacing(3 * theme.SPACE)
        box.addWidget(self.refusal)
        box.addStretch(1)
        box.addWidget(self.state)
        for widget in (self.recent, hint, example):
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)


def _fixed_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(theme.TEXT_SIZE)
    return font
