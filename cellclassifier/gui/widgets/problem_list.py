"""Everything that is wrong with one thing: the gravest first, the rest folded away."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cellclassifier.core.dataset import Problem
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.notice import Notice

OPEN = 3
"""Problems that are shown at once."""


class ProblemList(QWidget):
    """One notice a problem; takes no room where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: list[Problem] = []
        self._inside: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def problems(self) -> list[Problem]:
        """What is shown, the gravest first."""
        return list(self._problems)

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show other problems."""
        ordered = sorted(problems, key=lambda problem: problem.level != "error")
        if ordered == self._problems:
            return
        self._problems = ordered
        if self._inside:
            self._box.removeWidget(self._inside)
            self._inside.deleteLater()
        self._inside = _stack(ordered[:OPEN])
        if rest := ordered[OPEN:]:
            more = Collapsible(f"{len(rest)} more")
            more.content.setLayout(_column(rest))
            layout = self._inside.layout()
            assert layout is not None
            layout.addWidget(more)
        self._box.addWidget(self._inside)
        self.setVisible(bool(ordered))


def _stack(problems: Sequence[Problem]) -> QWidget:
    widget = QWidget()
    widget.setLayout(_column(problems))
    return widget


def _column(problems: Sequence[Problem]) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.SPACE)
    for problem in problems:
        notice = Notice()
        box.addWidget(notice)
        notice.tell(problem.text, problem.level)
    return box
