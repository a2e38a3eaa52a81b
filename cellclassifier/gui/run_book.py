"""The runs of the open study, what is known of each, and which one is looked at."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from cellclassifier.core.errors import UserError
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study
from cellclassifier.gui.run_facts import GONE, UNREAD, RunFacts, read_facts
from cellclassifier.gui.tasks import Background


class RunBook(QObject):
    """The part of a session that is about runs.

    Attributes:
        study: The open study, or ``None``.
        runs: Its runs, newest first.
        run: The run that is looked at, or ``None``.
        training: The run that is being trained, of this study or another, or ``None``.
        facts: What is known of the runs, by their id, as far as it has been read.
        background: Where short work is done.

    Signals:
        runs_changed: A run was added, ended, or predicted, or its facts were read.
        run_changed: Another run is looked at.
        told: A sentence for the status line.
        failed: A sentence about what went wrong, and a log for a bug report.
    """

    runs_changed = Signal()
    run_changed = Signal()
    told = Signal(str)
    failed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.study: Study | None = None
        self.runs: list[Run] = []
        self.run: Run | None = None
        self.training: Run | None = None
        self.facts: dict[str, RunFacts] = {}
        self.background = Background(self)

    def facts_of(self, run: Run) -> RunFacts:
        """Return what is known now of a run of the open study."""
        if run is self.training:
            return RunFacts(state="running")
        return self.facts.get(run.id, UNREAD) if run.folder.is_dir() else GONE

    def choose_run(self, run: Run | None) -> None:
        """Look at `run`."""
        if run is not self.run:
            self.run = run
            self.run_changed.emit()

    def refresh_runs(self) -> None:
        """Look, in the background, for what others have done to the runs meanwhile."""
        if study := self.study:

            def use(found: list[Run]) -> None:
                if self.study is study:
                    self._take_runs(found)

            self.background.run("runs", study.runs, use, self._on_error)

    def _open_runs(self, study: Study) -> None:
        """Go over to the runs of another study."""
        self.study, self.run = study, None
        self.runs, self.facts = self._same(study.runs()), {}
        self._read_facts()

    def _reload_runs(self) -> None:
        self._take_runs(self.study.runs() if self.study else [])

    def _take_runs(self, found: list[Run]) -> None:
        before = self.runs
        self.runs = self._same(found)
        if self.runs != before:
            self.runs_changed.emit()
        if self.run and self.run not in self.runs:
            self.told.emit(f"The folder of run {self.run.id} is gone.")
            self.choose_run(self._first_choice())
        self._read_facts()

    def _same(self, found: list[Run]) -> list[Run]:
        """Return the runs found, as those objects that pages already hold."""
        held = [*self.runs, *([self.training] if self.training else [])]
        known = {run.folder.resolve(): run for run in held}
        return [known.get(run.folder.resolve(), run) for run in found]

    def _first_choice(self) -> Run | None:
        """Return the run to look at first: what is trained, else the newest network."""
        if self.training in self.runs:
            return self.training
        finished = (run for run in self.runs if run.model_path.exists())
        return next(finished, next(iter(self.runs), None))

    def _read_facts(self) -> None:
        """Read what has become of the runs; large tables take seconds."""
        runs = list(self.runs)

        def read() -> dict[str, RunFacts]:
            return {run.id: read_facts(run) for run in runs}

        self.background.run("facts", read, self._on_facts, self._on_error)

    def _on_facts(self, facts: dict[str, RunFacts]) -> None:
        if facts != self.facts:
            self.facts = facts
            self.runs_changed.emit()

    def _guarded(self, act: Callable[[], None]) -> bool:
        """Do something; what the user can mend is told. Returns whether it is done."""
        try:
            act()
        except UserError as error:
            self.failed.emit(str(error), "")
            return False
        return True

    def _on_error(self, error: BaseException) -> None:
        if not isinstance(error, OSError | UserError):
            raise error
        self.failed.emit(sentence_of(error), "")


def sentence_of(error: BaseException) -> str:
    """Return what the user is told about an error."""
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, OSError):
        return f"A folder or file could not be read ({error}). Check it again."
    return f"Something unexpected went wrong ({type(error).__name__}: {error})."
