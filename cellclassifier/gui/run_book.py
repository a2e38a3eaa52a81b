"""The runs of the open study, what is known of each, and which one is looked at."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.messages import Event
from cellclassifier.core.runs import Ask, Run
from cellclassifier.core.study import Study
from cellclassifier.gui.following import NO_NODE
from cellclassifier.gui.run_facts import GONE, OUTCOMES, UNREAD, RunFacts, read_facts
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.training_desk import Conduct, TrainingDesk


class RunBook(QObject):
    """The part of a session that is about runs.

    Attributes:
        study: The open study, or ``None``.
        runs: Its runs, newest first.
        left_out: Why others cannot be read, by the names of their folders.
        run: The run that is looked at, or ``None``.
        training: The run that is being trained, of this study or another, or ``None``.
        facts: What is known of the runs, by their id, as far as it has been read.
        background: Where short work is done.

    Signals:
        runs_changed: A run was added, ended, or predicted, or its facts were read.
        run_changed: Another run is looked at.
        told: A sentence for the status line.
        failed: A sentence about what went wrong, and a log for a bug report.
        heard: An event of the training that goes on.
        heard_of: Id of a run, and an event of its training.
        training_changed: A training started or ended, or the queue changed.
        trained: A training ended; whether it left a network.
        stopping: The training has been asked to stop.
    """

    heard = Signal(object)
    heard_of = Signal(str, object)
    training_changed = Signal()
    trained = Signal(bool)
    stopping = Signal()
    runs_changed = Signal()
    run_changed = Signal()
    told = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self, command: list[str] | None = None, conduct: Conduct | None = None
    ) -> None:
        super().__init__()
        self.study: Study | None = None
        self.runs: list[Run] = []
        self.left_out: dict[str, str] = {}
        self.run: Run | None = None
        self.training: Run | None = None
        self.facts: dict[str, RunFacts] = {}
        self.background = Background(self)
        self.desk = TrainingDesk(command, conduct, self.background, self)
        self.desk.changed.connect(self._on_desk)
        self.desk.heard.connect(self._on_heard)
        self.desk.left.connect(self._on_left)
        self.desk.made.connect(self._on_made)
        self.desk.failed.connect(self.failed)
        self.desk.told.connect(self.told)

    def facts_of(self, run: Run) -> RunFacts:
        """Return what is known now of a run of the open study."""
        if run.id not in self._going_on() and not run.folder.is_dir():
            return GONE
        return self.known_facts().get(run.id, UNREAD)

    def known_facts(self) -> dict[str, RunFacts]:
        """Return what is known now of all runs, without looking at their folders."""
        return {**self.facts, **self._going_on()}

    def being_predicted(self) -> dict[Path, str]:
        """Return the runs whose test sets are predicted after their training."""
        standing = self.desk.standing
        doing = [run for run in self.runs if standing.what(run.id) == "predicting"]
        return {run.folder: tr("predicting the test sets") for run in doing}

    def _going_on(self) -> dict[str, RunFacts]:
        standing = self.desk.standing
        states = dict.fromkeys(standing.waiting, "waiting")
        training = [self.training.id] if self.training else []
        training += [d.run_id for d in standing.doing if d.what == "training"]
        far = (run_id for run_id in standing.far if standing.what(run_id) == "training")
        states |= dict.fromkeys((*far, *training), "running")
        return {run_id: self._at(run_id, state) for run_id, state in states.items()}

    def _at(self, run_id: str, state: str) -> RunFacts:
        where = self.desk.where(run_id)
        return RunFacts("waiting" if where == NO_NODE else state, where=where)

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

    def stop_training(self) -> None:
        """Ask the training to stop; what it has learnt is kept."""
        if self.training:
            self.desk.ask(self.training, "stop")
            self.stopping.emit()

    def ask_training(self, what: Ask) -> None:
        """Ask the training to pause, or to stop after its epoch."""
        if self.training:
            self.desk.ask(self.training, what)

    def choose_run_of(self, run_id: str) -> None:
        """Look at the run with this id, if there is one."""
        if run := next((run for run in self.runs if run.id == run_id), None):
            self.choose_run(run)

    def drop(self, run_id: str) -> None:
        """Take a waiting run out of the queue, and put an untrained one away."""
        self.desk.drop(run_id)
        if study := self.study:
            self._guarded(lambda: study.put_away(run_id))
        self._reload_runs()

    def go_on(self) -> None:
        """Train what waits again."""
        self.desk.go_on()

    def tell_error(self, error: BaseException) -> None:
        """Tell what went wrong in the background, if the user can mend it."""
        self._on_error(error)

    def resume(self, run: Run) -> None:
        """Have a run go on exactly where it was interrupted."""
        self.desk.start(lambda: [run], resume=True)

    def add_epochs(self, run: Run, epochs: int) -> None:
        """Make a run that goes on from the last epoch of `run`, and train it."""
        if study := self.study:
            self.desk.start(lambda: [study.add_epochs(run, epochs)])

    def _on_made(self, runs: list[Run]) -> None:
        self._reload_runs()
        if runs:
            known = {run.id: run for run in self.runs}
            self.choose_run(known.get(runs[0].id))

    def _on_desk(self) -> None:
        """Find out which run is being trained, or is about to be."""
        known = {run.id: run for run in self.runs}
        if (current := self.desk.current) and current not in known:
            self._reload_runs()
            known = {run.id: run for run in self.runs}
        self.training = known.get(current)
        self.runs_changed.emit()
        self.training_changed.emit()

    def _on_heard(self, run_id: str, event: Event) -> None:
        self.heard_of.emit(run_id, event)
        if self.training and self.training.id == run_id:
            self.heard.emit(event)

    def _on_left(self, run_id: str, now: str) -> None:
        """Tell how a run ended; of one that was predicted there is more to read."""
        self._reload_runs()
        run = next((run for run in self.runs if run.id == run_id), None)
        if run is None or now == "waiting":
            return
        ended = run.ended()
        if ended and not run.folder.is_dir():
            return
        if ended:
            network, again = run.has_network, run.resumable
            facts = RunFacts(
                ended.outcome, ended=ended, network=network, resumable=again
            )
            # The rest is being read.
            self.facts = {**self.facts, run.id: facts}
            self.runs_changed.emit()
        self.told.emit(
            tr(
                "Run {id}: {outcome}.",
                id=run.id,
                outcome=OUTCOMES[ended.outcome if ended else run.state],
            )
        )
        self.trained.emit(run.has_network)
        if ended and ended.outcome == "failed":
            self.failed.emit(ended.told, ended.log)

    def _open_runs(self, study: Study) -> None:
        """Go over to the runs of another study."""
        self.study, self.run = study, None
        found = study.runs()
        self.runs, self.facts = self._same(found), {}
        self.left_out = study.run_problems(found)
        self._read_facts()

    def _reload_runs(self) -> None:
        self._take_runs(self.study.runs() if self.study else [])

    def _take_runs(self, found: list[Run]) -> None:
        before = (self.runs, self.left_out)
        self.runs = self._same(found)
        self.left_out = self.study.run_problems(found) if self.study else {}
        if (self.runs, self.left_out) != before:
            self.runs_changed.emit()
        if self.run and self.run not in self.runs:
            self.told.emit(tr("The folder of run {id} is gone.", id=self.run.id))
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
        return tr(
            "A folder or file could not be read ({error}). Check it again.", error=error
        )
    return tr(
        "Something unexpected went wrong ({name}: {error}).",
        name=type(error).__name__,
        error=error,
    )
