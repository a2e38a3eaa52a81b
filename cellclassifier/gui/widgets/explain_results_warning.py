"""A sentence with the mark of attention before it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.notice import IconView


class WarningLine(QWidget):
    """Says why something is not to be trusted, or went wrong; hidden while nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = BreakingLabel()
        self.label.make_selectable()
        icon = IconView("attention", "uncertain", side=5 * theme.SPACE)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.label, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said; empty if nothing is."""
        return self.label.text()

    def tell(self, sentence: str) -> None:
        """Say something, or nothing more where it is empty."""
        self.label.setText(sentence)
        self.setAccessibleName(
            tr("Attention: {sentence}", sentence=sentence) if sentence else ""
        )
        self.setVisible(bool(sentence))
