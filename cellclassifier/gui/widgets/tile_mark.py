"""What can be done with the large tile: look around it, and doubt its label."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.tile_delegate import paint_flag

_MARK = tr("Mark label ...")
_WITHDRAW = tr("Withdraw mark ...")
_HELP = tr(
    "<qt>Writes into a list of the study that this label is held to be wrong, and why. "
    "The image stays as it is; trainings can leave marked tiles out.</qt>"
)
_NO_LABEL = tr(
    "<qt>The class of this tile is not known: there is no label to doubt.</qt>"
)


class TileMark(QWidget):
    """Two buttons, and above them what is said of the label where it is marked."""

    field_asked = Signal()
    """The user wants to see the tile in its image."""

    mark_asked = Signal()
    """The user wants to mark the label as wrong, or to take the mark back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = BreakingLabel()
        self.words.make_selectable()
        self.field = QPushButton(tr("In its image ..."))
        self.field.setToolTip(
            tr("The whole image with all of its tiles (double click).")
        )
        self.button = QPushButton(_MARK)
        self.field.clicked.connect(self.field_asked)
        self.button.clicked.connect(self.mark_asked)
        self._told = QWidget()
        line = QHBoxLayout(self._told)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(_Flag(), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE)
        buttons.addWidget(self.field)
        buttons.addWidget(self.button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addWidget(self._told)
        box.addLayout(buttons)
        self.show_mark("", True)

    def show_mark(self, mark: str, has_label: bool) -> None:
        """Show what is said of the label, or nothing; `has_label`: there is one."""
        self.words.setText(mark)
        self._told.setVisible(bool(mark))
        self.button.setText(_WITHDRAW if mark else _MARK)
        self.button.setEnabled(has_label)
        self.button.setToolTip(_HELP if has_label else _NO_LABEL)


class _Flag(QWidget):
    """The flag that marked tiles have in the gallery."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(5 * theme.SPACE, 6 * theme.SPACE)
        self.setAccessibleName(tr("flag: this label is marked as wrong"))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_flag(QPainter(self), self.rect().toRectF())
