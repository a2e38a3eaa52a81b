"""The numbers of one test set: each with n and interval, as tables and as plots."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.runs import Run
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.notice import Notice
from cellclassifier.gui.widgets.numbers_report import Report, make_report
from cellclassifier.gui.widgets.numbers_sheet import NumbersSheet
from cellclassifier.gui.widgets.unit_choice import UnitChoice

_COMPUTING = tr("Computing the numbers ...")
_PREDICTING = tr(
    "The validation part is being predicted, to calibrate by it. Until then the "
    "numbers are uncalibrated."
)


class NumbersView(QWidget):
    """Shows how good the predictions of a test set are; computes in the background."""

    rows_wanted = Signal(object, str)
    """Rows of the table that is shown (NDArray[np.intp]), and words for them."""

    validation_wanted = Signal()
    """Predictions of the validation part are wanted, to calibrate by them."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._run: Run | None = None
        self._table: Predictions | None = None
        self._validation: Predictions | None = None
        self._stale = False
        self.report: Report | None = None
        self.choice = UnitChoice()
        self.notice = Notice(closable=True)
        self.empty = theme.muted("")
        self.sheet = NumbersSheet()
        self._arrange()
        self.choice.changed.connect(self._on_choice)
        self.sheet.rows_wanted.connect(self.rows_wanted)
        self.show_nothing(tr("No predictions yet."))

    def show_table(
        self, run: Run, test: str, table: Predictions, validation: Predictions | None
    ) -> None:
        """Show other predictions; nothing is computed before the view is in sight.

        Args:
            run: The run.
            test: Name of its test set.
            table: What it predicts; classes may be known of all, some or no tiles.
            validation: What it predicts for the validation part, where that is there.
        """
        if table is self._table and validation is self._validation:
            return
        if self._run is None or run.folder != self._run.folder:
            self.choice.set_calibrated(False)
        if validation is not None or not self.choice.choice.calibrate:
            self.notice.clear()
        if table is not self._table:
            self._say(_COMPUTING)
        self._run, self._table, self._validation = run, table, validation
        self._renew()

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        self._run, self._table, self._validation = None, None, None
        self.report, self._stale = None, False
        self.choice.setEnabled(False)
        self.notice.clear()
        self._say(sentence)

    def validation_failed(self, sentence: str) -> None:
        """Say why there are no predictions of the validation part."""
        self.choice.set_calibrated(False)
        self.notice.tell(sentence, "attention")

    def showEvent(self, event: QShowEvent) -> None:
        """Compute what has come while the view was not in sight."""
        super().showEvent(event)
        if self._stale:
            self._renew()

    def _arrange(self) -> None:
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QStackedWidget()
        for page in (self.empty, self.sheet):
            self._body.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.choice)
        box.addWidget(self.notice)
        box.addWidget(self._body, 1)

    def _say(self, sentence: str) -> None:
        self.empty.setText(sentence)
        self._body.setCurrentWidget(self.empty)

    def _on_choice(self) -> None:
        if self.choice.choice.calibrate and self._validation is None:
            self.notice.tell(_PREDICTING)
            self.validation_wanted.emit()
            return
        if not self.choice.choice.calibrate:
            self.notice.clear()
        self._renew()

    def _renew(self) -> None:
        """Compute the numbers, or remember to; those before stay in sight."""
        table, validation = self._table, self._validation
        self._stale = not self.isVisible()
        if table is None or self._stale:
            return
        choice = self.choice.choice
        self.sheet.set_stale(True)
        self._background.run(
            "numbers",
            lambda: make_report(table, validation, choice),
            partial(self._on_report, table),
            partial(self._on_failure, table),
        )

    def _on_report(self, table: Predictions, report: Report) -> None:
        if table is not self._table:
            return
        self.report = report
        self.choice.setEnabled(True)
        self.choice.set_temperature(report.temperature)
        if self.choice.choice.calibrate and report.no_temperature:
            self.validation_failed(report.no_temperature)
        self.sheet.show_report(report)
        self.sheet.set_stale(False)
        self._body.setCurrentWidget(self.sheet)

    def _on_failure(self, table: Predictions, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if table is self._table:
            self.choice.setEnabled(True)
            self._say(str(error))
