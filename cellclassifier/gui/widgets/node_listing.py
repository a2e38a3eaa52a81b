"""Asks who is at a place, by a command of its own: a window never loads Dask."""

from PySide6.QtCore import QObject, QProcess, Signal

from cellclassifier.core import places, program
from cellclassifier.core.language import tr
from cellclassifier.core.places import Place
from cellclassifier.core.retelling import retold

_NO_WORD = tr(
    "Who is there could not be found out, and nothing was said why. In a terminal: {}"
)
_UNREADABLE = tr(
    "What was found out could not be read: see that one version of the program is "
    "installed here. In a terminal: {}"
)


class NodeListing(QObject):
    """Looks once each time it is asked; nobody has to wait for it.

    Signals:
        found: The nodes, a tuple of `core.places.NodeState`.
        failed: Why they could not be found out, as a sentence.
    """

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, command: list[str], parent: QObject | None = None) -> None:
        """Start nothing yet.

        Args:
            command: What tells the nodes; see `command_for`.
            parent: What it belongs to.
        """
        super().__init__(parent)
        self._command = command
        self._process = QProcess(self)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether it looks just now."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def look(self) -> None:
        """Begin to look; nothing where it looks already."""
        if not self.busy:
            self._process.start(self._command[0], self._command[1:])

    def close(self) -> None:
        """End what goes on, and tell nothing any more."""
        self._closed = True
        if self.busy:
            self._process.kill()
            self._process.waitForFinished()

    def _on_finished(self, code: int) -> None:
        if self._closed:
            return
        if code != 0:
            self.failed.emit(retold(self._reason()) or _NO_WORD.format(self._text()))
            return
        written = bytes(self._process.readAllStandardOutput().data())
        try:
            nodes = places.nodes_of(written)
        except ValueError:
            self.failed.emit(_UNREADABLE.format(self._text()))
            return
        self.found.emit(nodes)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and not self._closed:
            self.failed.emit(_NO_WORD.format(self._text()))

    def _reason(self) -> str:
        """Return what a command says last, where it fails: the sentence why."""
        said = bytes(self._process.readAllStandardError().data())
        lines = said.decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""

    def _text(self) -> str:
        return " ".join(self._command)


def command_for(place: Place) -> list[str]:
    """Return the command that tells the nodes of a place of workstations."""
    folder = place.certificates
    safely = ("--certificates", str(folder)) if folder else ()
    return program.command("nodes", "--on", place.address, *safely, "--json")
