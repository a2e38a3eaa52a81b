"""Everything that is wrong with one thing: the gravest first, the rest folded away."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cellclassifier.core.dataset import Problem
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.notice import Notice

OPEN = 3
"""Problems that are shown at once."""

PAIRS = tr("Show the pairs")
"""Text of the button beside a problem about copies."""


class ProblemList(QWidget):
    """One notice a problem; takes no room where there is none."""

    pairs_wanted = Signal()
    """Emitted when the user wants to see the copies that a problem is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: list[Problem] = []
        self._copies: frozenset[Problem] = frozenset()
        self._inside: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def problems(self) -> list[Problem]:
        """What is shown, the gravest first."""
        return list(self._problems)

    def set_problems(
        self, problems: Sequence[Problem], copies: Collection[Problem] = ()
    ) -> None:
        """Show other problems.

        Args:
            problems: What is wrong.
            copies: Those about copies, which have pairs to be looked at.
        """
        ordered = sorted(problems, key=lambda problem: problem.level != "error")
        linked = frozenset(copies) & frozenset(ordered)
        if (ordered, linked) == (self._problems, self._copies):
            return
        self._problems, self._copies = ordered, linked
        if self._inside:
            self._box.removeWidget(self._inside)
            self._inside.deleteLater()
        self._inside = QWidget()
        column = self._column(ordered[:OPEN])
        self._inside.setLayout(column)
        if rest := ordered[OPEN:]:
            more = Collapsible(tr("{rest} more", rest=len(rest)))
            more.content.setLayout(self._column(rest))
            column.addWidget(more)
        self._box.addWidget(self._inside)
        self.setVisible(bool(ordered))

    def _column(self, problems: Sequence[Problem]) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        for problem in problems:
            notice = Notice()
            notice.acted.connect(self.pairs_wanted)
            box.addWidget(notice)
            action = PAIRS if problem in self._copies else ""
            notice.tell(problem.text, problem.level, action=action)
        return box
