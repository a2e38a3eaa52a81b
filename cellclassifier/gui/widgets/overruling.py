"""Why exact copies may stay on both sides of a split: asked for, kept, taken back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel

LEAST = 10
"""Characters that a real reason has at least."""

_KEPT = tr(
    "The reason is kept in the study and in each run that is trained with these "
    "copies. It counts for exactly these tiles: with other images it is asked again."
)
_TOO_SHORT = tr(
    "Write down why, in at least {least} characters, to train all the same.",
    least=LEAST,
)


class Overruling(QFrame):
    """A question with a field for the answer, or the answer that was given.

    Signals:
        answered: The reason; an empty one where it was taken back.
    """

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(
            tr(
                "for example: a control of the microscope, which is meant to be the "
                "same"
            )
        )
        self.reason.textChanged.connect(self._on_text)
        self.reason.returnPressed.connect(self._answer)
        self.allow = QPushButton(tr("Train all the same"))
        self.allow.clicked.connect(self._answer)
        self.given = BreakingLabel()
        self.given.make_selectable()
        self.back = QPushButton(tr("Take back"))
        self.back.setToolTip(
            tr("Forget the reason: the copies stop the training again.")
        )
        self.back.clicked.connect(lambda: self.answered.emit(""))
        self.stack = QStackedWidget()
        self._arrange()
        self._on_text()

    def show_reason(self, reason: str) -> None:
        """Show the reason that was given; with none, the question."""
        self.given.setText(
            tr("These may stay, because: {reason}", reason=reason) if reason else ""
        )
        self.stack.setCurrentIndex(bool(reason))
        self.reason.clear()

    def _arrange(self) -> None:
        question = QLabel(tr("Why may these stay?"))
        question.setBuddy(self.reason)
        self.reason.setAccessibleName(question.text())
        for parts in ((question, self.reason, self.allow), (self.given, self.back)):
            page = QWidget()
            line = QHBoxLayout(page)
            line.setContentsMargins(0, 0, 0, 0)
            for part in parts:
                grows = part in (self.reason, self.given)
                line.addWidget(part, int(grows))
            self.stack.addWidget(page)
        box = QVBoxLayout(self)
        box.addWidget(self.stack)
        box.addWidget(theme.muted(_KEPT))

    def _written(self) -> str:
        return self.reason.text().strip()

    def _on_text(self) -> None:
        enough = len(self._written()) >= LEAST
        self.allow.setEnabled(enough)
        self.allow.setToolTip(
            tr("Keep the reason, and let the training start.") if enough else _TOO_SHORT
        )

    def _answer(self) -> None:
        if self.allow.isEnabled():
            self.answered.emit(self._written())
