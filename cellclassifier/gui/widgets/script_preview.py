"""What a cluster's queue is given for a node, made anew after each change."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QProcess, QProcessEnvironment, QTemporaryDir, QTimer
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from cellclassifier.core import places, program
from cellclassifier.core.language import tr
from cellclassifier.core.places import ENDING, Profile
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.lines_box import fixed_font

TYPING_MS = 500
"""Time without a change after which the script is made, ms."""

_MADE = tr("What the queue is given for each node:")
_MAKING = tr("The script is being made ...")
_LACKING = tr("The script cannot be shown here. {}")
_FAILED = tr("No script can be made of this: {}")

Command = Callable[[str], list[str]]


def show_script(name: str) -> list[str]:
    """Return the command that shows the script of a profile."""
    return program.command("profile", name, "--show-script")


class ScriptPreview(QWidget):
    """Shows the script; it is made by a process of its own, since that loads Dask.

    Attributes:
        told: What is shown, or why nothing is.
        text: The script.
    """

    def __init__(
        self, command: Command = show_script, parent: QWidget | None = None
    ) -> None:
        """Show nothing yet.

        Args:
            command: Returns the command that shows the script of a kept profile.
            parent: The widget that it is part of.
        """
        super().__init__(parent)
        self._command = command
        # The profile is kept for the process alone, so that nothing is half saved.
        self._home = QTemporaryDir()
        self._process: QProcess | None = None
        self._profile: Profile | None = None
        self._timer = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._timer.timeout.connect(self._make)
        self.told = BreakingLabel()
        self.told.make_selectable()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.text.setAccessibleName(tr("Script that the queue is given"))
        self.text.setToolTip(
            tr("Made of the profile as it is shown; nothing is sent yet")
        )
        self.text.setFont(fixed_font())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.told)
        box.addWidget(self.text, 1)

    def show_profile(self, profile: Profile) -> None:
        """Show the script of a profile, soon."""
        if not places.installed():
            self.told.setText(_LACKING.format(places.how_to_install()))
            self.text.hide()
            return
        if profile != self._profile:
            self._profile = profile
            self._drop()
            self.told.setText(_MAKING)
            self._timer.start()

    def close_preview(self) -> None:
        """End what makes the script."""
        self._timer.stop()
        self._drop()

    def _make(self) -> None:
        profile = self._profile
        assert profile is not None
        folder = Path(self._home.path()) / "clusters"
        folder.mkdir(exist_ok=True)
        kept = folder / f"{profile.name}{ENDING}"
        kept.write_text(profile.model_dump_json(), encoding="utf-8")
        around = QProcessEnvironment.systemEnvironment()
        around.insert("CELLCLASSIFIER_HOME", self._home.path())
        around.insert("PYTHONIOENCODING", "utf-8")
        process = QProcess(self)
        process.setProcessEnvironment(around)
        process.finished.connect(self._take)
        process.errorOccurred.connect(self._fail)
        self._process = process
        first, *others = self._command(profile.name)
        process.start(first, others)

    def _take(self, code: int) -> None:
        process, self._process = self._process, None
        assert process is not None
        if code:
            self._say_failed(_decoded(process.readAllStandardError().data()))
        else:
            self.told.setText(_MADE)
            # Where the cursor is, nothing jumps while settings are changed.
            place = self.text.verticalScrollBar().value()
            self.text.setPlainText(_decoded(process.readAllStandardOutput().data()))
            self.text.verticalScrollBar().setValue(place)
        process.deleteLater()

    def _fail(self, error: QProcess.ProcessError) -> None:
        # A process that was begun says how it ended by itself.
        if self._process and error == QProcess.ProcessError.FailedToStart:
            self._say_failed(self._process.errorString())
            self._drop()

    def _say_failed(self, why: str) -> None:
        lines = why.strip().splitlines() or [tr("it ended without a word.")]
        self.told.setText(_FAILED.format(lines[-1]))
        self.text.clear()

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process:
            process.blockSignals(True)
            process.kill()
            # It must not outlive the object.
            process.waitForFinished()
            process.deleteLater()


def _decoded(data: bytes | bytearray | memoryview) -> str:
    return bytes(data).decode("utf-8", "replace").replace("\r\n", "\n")
