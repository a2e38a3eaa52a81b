"""Compare: sets of runs beside each other, and what may be said of that."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui.session import Session
from cellclassifier.gui.steps import compare_step
from cellclassifier.gui.widgets.page import Page, Step

if TYPE_CHECKING:
    from cellclassifier.gui.compare_panel import ComparePanel


class ComparePage(Page):
    """Compares runs and data sets; all of it is made when it is first looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._panel: ComparePanel | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    @property
    def panel(self) -> "ComparePanel":
        """What is seen of it."""
        if self._panel is None:
            # Imported here: the window starts sooner without.
            from cellclassifier.gui.compare_panel import ComparePanel

            self._panel = ComparePanel(self._session)
            self._panel.go.connect(self.go)
            self._panel.report_wanted.connect(lambda: write_report(self._session, self))
            self._box.addWidget(self._panel)
        return self._panel

    def step(self) -> Step:
        """Return whether there is something to compare."""
        return compare_step(self._session)

    def showEvent(self, event: QShowEvent) -> None:
        """Make what is seen, once."""
        self.panel.show()
        super().showEvent(event)


def write_report(session: Session, parent: QWidget) -> None:
    """Ask which run's report is to be written, and do so."""
    from cellclassifier.gui.widgets.report_dialog import show_report

    if session.study is None:
        return
    known = (session.study, session.runs, session.run, session.background)
    if show_report(*known, parent.window()) is None:
        session.failed.emit(
            tr("A report needs a run with a network: train one first."), ""
        )
