"""The dialog that writes the report of a run as a page, a document, or both."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.core.steps import step_told
from cellclassifier.core.study import Study
from cellclassifier.gui import theme
from cellclassifier.gui.run_facts import name_of
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.notice import Notice, primary

_WORDS = tr(
    "One file with everything about a run: question, images, leak check, settings, "
    "curves, test results, gallery, reviews, maps, controls, versions, and a methods "
    "paragraph that says what was and was not done. It opens without network."
)
_NO_KIND = tr("Tick a page or a document first.")
_WRITING = tr("The report is being written.")


class Stopped(UserError):
    """The user has stopped the writing."""


class _Place(NamedTuple):
    """Where the files go, and whether there are two."""

    path: Path
    both: bool


class ReportDialog(QDialog):
    """Asks for the run, the kind and the file; then writes, with a bar and Cancel."""

    def __init__(
        self,
        study: Study,
        runs: Sequence[Run],
        current: Run | None,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            study: The study.
            runs: Those that a report can be of: they have a network.
            current: The one that is proposed.
            background: Where it is written.
            parent: The window that it belongs to.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Report of a run"))
        self.setMinimumWidth(150 * theme.SPACE)
        self._study, self._runs, self._background = study, tuple(runs), background
        self._stopped = self._gone = False
        self._written: list[Path] = []
        self.run_box, self.path = QComboBox(), QLineEdit()
        self.page = QCheckBox(tr("Page (HTML)"))
        self.document = QCheckBox(tr("Document (PDF)"))
        self.choose = QPushButton(theme.icon("folder"), tr("Choose ..."))
        self.bar, self.told = QProgressBar(), theme.muted("")
        self.notice = Notice()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.write = self.buttons.addButton(
            tr("Write the report"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.cancel = self.buttons.addButton(
            tr("Cancel"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._dress(current)
        self._arrange()
        self._connect()
        self._propose()
        self._show_state(busy=False)

    def start(self) -> None:
        """Write the report in the background."""
        place = self._place()
        run = self._runs[self.run_box.currentIndex()]
        self._stopped, self._written = False, []
        self.notice.clear()
        self._show_state(busy=True)
        self._tell(tr("beginning"), 0, 0)

        def work() -> tuple[Path, ...]:
            from cellclassifier.core.report.writing import write_report

            return write_report(
                *(self._study, run, place.path), pdf=place.both, tell=self._hear
            )

        self._background.run("report", work, self._on_done, self._on_failed)

    def stop(self) -> None:
        """Have the writing stop; it does so at its next step."""
        self._stopped = True
        self.told.setText(tr("Stopping ..."))
        self.cancel.setEnabled(False)

    def done(self, result: int) -> None:
        """Close, and stop what is being written: nobody would be told of it."""
        self._stopped = self._gone = True
        super().done(result)

    def _dress(self, current: Run | None) -> None:
        for run in self._runs:
            self.run_box.addItem(name_of(run))
        ids = [run.id for run in self._runs]
        if current is not None and current.id in ids:
            self.run_box.setCurrentIndex(ids.index(current.id))
        self.run_box.setAccessibleName(tr("run"))
        self.run_box.setToolTip(tr("The run that the report is about"))
        self.page.setChecked(True)
        self.page.setToolTip(tr("Opens in every browser; plots can be enlarged"))
        self.document.setToolTip(tr("To be printed or sent; letters stay letters"))
        self.path.setAccessibleName(tr("file"))
        self.path.setToolTip(
            tr("Where it is written; never over anything but a report")
        )
        self.choose.setToolTip(tr("Choose another folder or name"))
        self.bar.setAccessibleName(tr("progress of the report"))
        self.write.setToolTip(tr("Gather everything and write the file"))
        self.cancel.setToolTip(tr("Stop; what was there before stays as it was"))
        primary(self.write)

    def _arrange(self) -> None:
        kinds, place = QHBoxLayout(), QHBoxLayout()
        for kind in (self.page, self.document):
            kinds.addWidget(kind)
        kinds.addStretch(1)
        place.addWidget(self.path, 1)
        place.addWidget(self.choose)
        form = QFormLayout()
        form.addRow(tr("Run"), self.run_box)
        form.addRow(tr("As"), kinds)
        form.addRow(tr("File"), place)
        box = QVBoxLayout(self)
        box.setSpacing(3 * theme.SPACE)
        box.addWidget(BreakingLabel(_WORDS))
        box.addLayout(form)
        for part in (self.told, self.bar, self.notice, self.buttons):
            box.addWidget(part)

    def _connect(self) -> None:
        self.run_box.activated.connect(self._propose)
        for box in (self.page, self.document):
            box.toggled.connect(self._on_kind)
        self.choose.clicked.connect(self._ask)
        self.path.textChanged.connect(lambda: self._show_state(busy=False))
        self.write.clicked.connect(self.start)
        self.cancel.clicked.connect(self.stop)
        self.buttons.rejected.connect(self.reject)
        self.notice.acted.connect(self._open)

    def _propose(self) -> None:
        from cellclassifier.core.report.writing import default_path

        run = self._runs[self.run_box.currentIndex()]
        self.path.setText(str(default_path(self._study, run)))
        self._on_kind()

    def _on_kind(self) -> None:
        """Give the file the ending of what is written; of two that of the page."""
        only_pdf = self.document.isChecked() and not self.page.isChecked()
        path = Path(self.path.text().strip() or "report")
        ending = ".pdf" if only_pdf else ".html"
        if path.suffix.lower() in (".html", ".pdf", ""):
            self.path.setText(str(path.with_suffix(ending)))
        self._show_state(busy=False)

    def _place(self) -> _Place:
        both = self.page.isChecked() and self.document.isChecked()
        return _Place(Path(self.path.text().strip()), both)

    def _ask(self) -> None:
        kinds = tr("Report (*.html *.pdf)")
        # Whether something else may be replaced is asked of what lies there instead.
        option = QFileDialog.Option.DontConfirmOverwrite
        found, _ = QFileDialog.getSaveFileName(
            self, tr("Report"), self.path.text(), kinds, options=option
        )
        if found:
            self.path.setText(found)
            self._on_kind()

    def _show_state(self, *, busy: bool) -> None:
        kind = self.page.isChecked() or self.document.isChecked()
        able = kind and bool(self.path.text().strip()) and not busy
        self.write.setEnabled(able)
        self.write.setToolTip(_WRITING if busy else "" if able else _NO_KIND)
        self.cancel.setEnabled(busy)
        for widget in (self.bar, self.told, self.cancel):
            widget.setVisible(busy)
        self._fit()
        for control in (self.run_box, self.page, self.document, self.path, self.choose):
            control.setEnabled(not busy)

    def _fit(self) -> None:
        """Take the room that what is shown now needs."""
        if layout := self.layout():
            layout.activate()
        self.resize(self.width(), max(self.height(), self.sizeHint().height()))

    def _hear(self, what: str, done: int, of: int) -> None:
        """Hear from the thread how far it is; raises where it is to stop."""
        if self._stopped:
            raise Stopped(tr("The report was stopped."))
        self._background.tell(partial(self._tell, what, done, of))

    def _tell(self, what: str, done: int, of: int) -> None:
        if not self._gone and not self._stopped:
            what = step_told(what)
            self.told.setText(f"{what[:1].upper()}{what[1:]} ...")
            self.bar.setRange(0, of)
            self.bar.setValue(done)

    def _on_done(self, paths: tuple[Path, ...]) -> None:
        if self._gone:
            return
        self._written = list(paths)
        self._show_state(busy=False)
        size = sum(path.stat().st_size for path in paths) / 2**20
        names = tr(" and ").join(str(path) for path in paths)
        self.notice.tell(
            tr(
                "The report was written: {names} ({size:.1f} MiB).",
                names=names,
                size=size,
            ),
            "ok",
            action=tr("Open"),
        )
        self._fit()

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        if self._gone:
            return
        self._show_state(busy=False)
        if isinstance(error, Stopped):
            words = tr("Stopped. What was there before is as it was.")
            self.notice.tell(words, "info")
        else:
            self.notice.tell(str(error), "error")
        self._fit()

    def _open(self) -> None:
        if self._written:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written[0])))


def show_report(
    study: Study,
    runs: Sequence[Run],
    current: Run | None,
    background: Background,
    parent: QWidget,
) -> ReportDialog | None:
    """Show the dialog; ``None`` where no run can be reported on."""
    able = [run for run in runs if run.model_path.exists()]
    if not able:
        return None
    dialog = ReportDialog(study, able, current, background, parent)
    dialog.open()
    return dialog
