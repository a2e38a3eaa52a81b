"""The result of a test set in one sentence, and whether to trust it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.notice import IconView, Notice

_HELP = tr(
    "<qt>The share of tiles whose predicted class is the true one, with its 95 % "
    "<b>Wilson interval</b> in brackets: where the accuracy may lie on more tiles like "
    "these; it is wide where tiles are few. <b>chance</b>: what guessing among the "
    "classes gives. <b>always ...</b>: what answering the most frequent class of this "
    "test set gives without looking. A network has learnt something where the whole "
    "interval lies above that.</qt>"
)


class ResultLine(QWidget):
    """Shows the numbers, what they mean as a tooltip, and a warning below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers = BreakingLabel()
        self.numbers.setFont(theme.title("").font())
        self.numbers.make_selectable()
        self.warning = Notice()
        info = IconView("info", "muted", side=5 * theme.SPACE)
        for widget in (self.numbers, info):
            widget.setToolTip(_HELP)
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(info)
        line.addWidget(self.numbers, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(line)
        box.addWidget(self.warning)
        self.tell("")

    def tell(self, sentence: str, warning: str = "") -> None:
        """Show a result and why it is not to be trusted; nothing hides all of it."""
        self.numbers.setText(sentence)
        if warning:
            self.warning.tell(warning, "attention")
        else:
            self.warning.clear()
        self.setVisible(bool(sentence))
