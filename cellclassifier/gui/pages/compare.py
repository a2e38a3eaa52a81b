"""Compare: sets of runs beside each other, and what may be said of that."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.page import Page, Step

if TYPE_CHECKING:
    from cellclassifier.gui.compare_panel import ComparePanel


class ComparePage(Page):
    """Compares runs and data sets; all of it is made when it is first looked at."""

    key: ClassVar[str] = "compare"
    title: ClassVar[str] = "Compare"
    icon: ClassVar[str] = "compare"
    sentence: ClassVar[str] = "Runs and data sets against each other, with the figures."

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
            self._panel.report_wanted.connect(self.write_report)
            self._box.addWidget(self._panel)
        return self._panel

    def step(self) -> Step:
        """Return whether there is something to compare."""
        facts = self._session.facts.values()
        number = sum(bool(each.results) for each in facts)
        if number > 1:
            return Step("ready", f"{number} runs with a result can be compared.")
        if number:
            return Step("ready", "One run has a result; a comparison takes several.")
        return Step("locked", "No run has predicted a test set yet.")

    def showEvent(self, event: QShowEvent) -> None:
        """Make what is seen, once."""
        self.panel.show()
        super().showEvent(event)

    def write_report(self) -> None:
        """Ask which run's report is to be written, and do so."""
        from cellclassifier.gui.widgets.report_dialog import show_report

        session = self._session
        if session.study is None:
            return
        known = (session.study, session.runs, session.run, session.background)
        if show_report(*known, self.window()) is None:
            session.failed.emit(
                "A report needs a run with a network: train one first.", ""
            )
