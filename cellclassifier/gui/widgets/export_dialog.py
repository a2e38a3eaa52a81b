"""Exports the network of a run for other programs."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QFileDialog, QRadioButton, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.exported.facts import ENDINGS
from cellclassifier.core.language import tr
from cellclassifier.core.link import worker_environment
from cellclassifier.core.messages import Ended, Event, ExportJob, Progressed
from cellclassifier.core.runs import Run
from cellclassifier.gui.jobs import JobRunner
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.work_dialog import PathLine, Stopped, WorkDialog

_WORDS = tr(
    "Writes the network of {}, with its intensity rule, tile size, channels and class "
    "names inside. It is read again by the program that it is for and compared on "
    "tiles of this run; only if all answers are the same to 0.00001 is it kept."
)
FORMATS = {
    "keras": (
        tr("Packed model (.cellmodel)"),
        tr(
            "A Keras network with all that Cell Classifier needs to predict with it, "
            "without the study: cellclassifier predict FILE --folder DIR."
        ),
    ),
    "onnx": (
        tr("ONNX (.onnx)"),
        tr("For ONNX Runtime, Fiji, QuPath, MATLAB, C++ and others."),
    ),
    "savedmodel": (
        tr("SavedModel (a folder)"),
        tr("For TensorFlow and TensorFlow Serving."),
    ),
}
"""What formats are called, and what they are for."""

_FILTERS = {"keras": tr("Packed models (*.cellmodel)"), "onnx": "ONNX (*.onnx)"}


class ExportDialog(WorkDialog):
    """Asks for the format and the place, and has a worker of its own do it.

    Attributes:
        formats: A button a format.
        told: What the format is for.
        out: The file, or the folder.
    """

    def __init__(
        self, run: Run, command: list[str] | None = None, parent: QWidget | None = None
    ) -> None:
        """Make a dialog.

        Args:
            run: A run that has a network.
            command: The command of workers; the program's own where it is ``None``.
            parent: The window that it belongs to.
        """
        super().__init__(
            tr("Export the network"), _WORDS.format(run.id), tr("Export"), parent
        )
        self.out = PathLine(
            tr("Where to"), tr("A name that is not taken yet."), self._ask
        )
        self._run = run
        # On the processor: a GPU may compute with fewer digits than are compared.
        environment = partial(worker_environment, device="cpu")
        self.runner = JobRunner(command, self, environment)
        self.runner.received.connect(self._heard)
        self.runner.ended.connect(self._ended)
        self.formats: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        for name, (text, tip) in FORMATS.items():
            button = self.formats[name] = QRadioButton(text)
            button.setToolTip(tip)
            button.setAccessibleName(tr("format: {text}", text=text))
            button.toggled.connect(self._propose)
            self._group.addButton(button)
            self.form.addWidget(button)
        self.told = BreakingLabel()
        self.form.addWidget(self.told)
        self.form.addWidget(self.out)
        self.out.text.textChanged.connect(self.show_state)
        self.formats["keras"].setChecked(True)

    @property
    def format(self) -> str:
        """Name of the format that is chosen."""
        return next((n for n, b in self.formats.items() if b.isChecked()), "keras")

    def missing(self) -> str:
        """Return what has to be given before it can begin, or nothing."""
        path = self._path()
        if path is None:
            return tr("Name a file first.")
        return (
            tr("{path} is there already. Name another.", path=path)
            if path.exists()
            else ""
        )

    def begin(self) -> None:
        """Have it exported."""
        if (path := self._path()) is None or self.working:
            return
        self.set_working(True)
        # Checked when it is read, as all that comes from outside is.
        told = {"run": self._run.folder, "format": self.format, "out": path}
        self.runner.start(ExportJob.model_validate(told))

    def stop(self) -> None:
        """Ask the worker to stop."""
        self.runner.cancel()

    def end(self) -> None:
        """Stop, and wait for the worker's end."""
        if self.runner.busy:
            self.runner.drop()
        self.runner.close()
        super().end()

    def _path(self) -> Path | None:
        """Return where to, with the ending of the format."""
        path, ending = self.out.path, ENDINGS[self.format]
        if path is None or path.suffix.lower() == ending:
            return path
        return path.with_name(f"{path.name}{ending}")

    def _propose(self) -> None:
        """Propose the name of the run, in the folder that was named last."""
        self.told.setText(FORMATS[self.format][1])
        where = self.out.path.parent if self.out.path else self._run.study_folder.parent
        self.out.text.setText(str(where / f"{self._run.id}{ENDINGS[self.format]}"))
        self.show_state()

    def _ask(self) -> Path | None:
        now = str(self.out.path or Path.home())
        kinds = _FILTERS.get(self.format, "")
        name, _ = QFileDialog.getSaveFileName(self, tr("Export to"), now, kinds)
        return Path(name) if name else None

    def _heard(self, event: Event) -> None:
        if isinstance(event, Progressed):
            self.show_progress(event.told, event.done, event.of)

    def _ended(self, ended: Ended) -> None:
        if ended.outcome == "failed":
            self.fail(UserError(ended.told))
        elif ended.outcome == "cancelled":
            self.fail(Stopped())
        elif (path := self._path()) is not None:
            self.tell_done(
                tr(
                    "Exported to {path}, read again, and compared: the answers are the "
                    "same.",
                    path=path,
                ),
                path.parent,
                tr("Show the folder"),
            )
