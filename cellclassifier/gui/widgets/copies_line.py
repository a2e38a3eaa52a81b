"""A quiet line about copies on both sides of the split, and a button to see them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.preparation import Prepared
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.leak_rows import rows_of, stay, warned

SHOW = tr("Show the pairs ...")


class CopiesLine(QWidget):
    """Takes no room where there are no copies.

    Signals:
        wanted: The user wants to see the pairs.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = BreakingLabel()
        self.words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.button = QPushButton(SHOW)
        self.button.setToolTip(tr("See the pairs side by side, and judge them."))
        self.button.clicked.connect(self.wanted)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addWidget(self.words)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_prepared(self, prepared: Prepared | None) -> None:
        """Say what was found; what stops the training is told by its button."""
        found = prepared.leaks if prepared else None
        self.setVisible(bool(found and found.pairs))
        if not (prepared and found and found.pairs):
            self.words.setText("")
            return
        rows = rows_of(found.pairs, prepared.tables)
        words = " ".join(filter(None, (stay(rows, found.overruled), warned(rows))))
        self.words.setText(words)
        self.words.setVisible(bool(words))


def stop_training(prepared: Prepared | None) -> bool:
    """Tell whether exact copies are what stops the training."""
    if prepared is None or not prepared.error():
        return False
    found = (problem for _, problem in prepared.leaks.problems())
    return prepared.error() in {each.text for each in found if each.level == "error"}
