"""A run: one training, frozen in its folder, readable while it goes on and after."""

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.messages import (
    BatchEnded,
    Began,
    Ended,
    EpochEnded,
    Event,
    PredictJob,
    decode_from_worker,
)
from cellclassifier.core.predictions import read_predictions
from cellclassifier.core.run_maps import RunMaps
from cellclassifier.core.run_record import History
from cellclassifier.core.statistics import Proportion

if TYPE_CHECKING:
    import filelock

State = Literal[
    "waiting", "running", "done", "cancelled", "failed", "paused", "interrupted"
]
Ask = Literal["stop", "stop_after_epoch", "pause"]
"""What a training can be asked for: to stop now, or after the epoch; or to wait."""


class Run(RunMaps):
    """One run folder; every property reads what lies there now."""

    @property
    def lock(self) -> "filelock.FileLock":
        """The lock that a worker holds while it trains this run."""
        # Imported here, as below: the window starts sooner without.
        import filelock

        return filelock.FileLock(self.folder / ".lock")

    def events(self) -> list[Event]:
        """Return what the worker has told so far; lines a crash damaged are left."""
        path = self.folder / "events.jsonl"
        lines = path.read_bytes().split(b"\n") if path.exists() else []
        found = (_decoded(line) for line in lines if line)
        return [event for event in found if event is not None]

    def ended(self) -> Ended | None:
        """Return how the training ended; ``None`` while it has not, or goes on."""
        for event in reversed(self.events()):
            if isinstance(event, Ended):
                return event
            if isinstance(event, Began):
                break
        path = self.folder / "died.json"
        if not path.exists():
            return None
        if isinstance(found := _decoded(path.read_bytes()), Ended):
            return found
        return Ended(outcome="failed", detail=tr("How this run ended is not known."))

    def ask(self, what: Ask) -> None:
        """Ask the training for something; its worker looks at this several times a s.

        Raises:
            OSError: The folder cannot be written.
        """
        # A run that was deleted must not come back as an empty folder.
        if self.folder.is_dir():
            write_atomically(self._control_path, json.dumps({"ask": what}))

    def asked(self) -> Ask | None:
        """Return what the training is asked for."""
        try:
            found = json.loads(self._control_path.read_bytes()).get("ask")
        except (OSError, ValueError, AttributeError):
            return None
        known: dict[str, Ask] = {
            "stop": "stop",
            "stop_after_epoch": "stop_after_epoch",
            "pause": "pause",
        }
        return known.get(found)

    def forget_asked(self) -> None:
        """Drop what the training was asked for: it ended, or is to go on."""
        self._control_path.unlink(missing_ok=True)

    def forget_death(self) -> None:
        """Drop how an earlier worker died: the run is taken up again."""
        (self.folder / "died.json").unlink(missing_ok=True)

    @property
    def _control_path(self) -> Path:
        return self.folder / "control.json"

    def live(self) -> BatchEnded | None:
        """Return the last batches that were told of."""
        try:
            found = _decoded((self.folder / "live.json").read_bytes())
        except OSError:
            return None
        return found if isinstance(found, BatchEnded) else None

    def mark_died(self, ended: Ended) -> None:
        """Record that the worker died; whoever started the worker calls this."""
        write_atomically(self.folder / "died.json", ended.model_dump_json())

    @property
    def state(self) -> State:
        """What has become of the training."""
        if ended := self.ended():
            return ended.outcome
        if not (self.folder / "events.jsonl").exists():
            return "waiting"
        return "running" if self.is_alive() else "interrupted"

    @property
    def resumable(self) -> bool:
        """Whether the training can go on exactly where it was, if only at its start."""
        state = self.state
        if state == "failed":
            return self.checkpoint_path.exists()
        return state in ("paused", "interrupted", "waiting")

    def is_alive(self) -> bool:
        """Tell whether a worker, of any window or command line, trains this run now."""
        import filelock

        lock = self.lock
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            return True
        except OSError:
            # A folder that cannot be written holds no run that goes on.
            return False
        lock.release()
        return False

    def history(self) -> History:
        """Return what was measured in each epoch so far.

        A training that goes on after an epoch has not seen those that were told later,
        by a computer that died before it had kept them here.
        """
        found: list[EpochEnded] = []
        for event in self.events():
            if isinstance(event, Began):
                found = [epoch for epoch in found if epoch.epoch <= event.epoch]
            elif isinstance(event, EpochEnded):
                found.append(event)
        return History.of(found)

    def batch_losses(self) -> tuple[list[float], list[float]]:
        """Return where, in epochs, training loss was measured in each, and the loss.

        One value stands for some minibatches that came one after another.
        """
        path = self.folder / "batch_loss.csv"
        rows = read_table(path) if path.exists() else []
        places = [(int(row["epoch"]), int(row["batch"])) for row in rows]
        # The minibatch, and so their number, may be another one after a while.
        last: dict[int, int] = {}
        for epoch, batch in places:
            last[epoch] = max(batch, last.get(epoch, 1))
        x = [epoch - 1 + batch / last[epoch] for epoch, batch in places]
        return x, [float(row["loss"]) for row in rows]


def _decoded(line: bytes) -> Event | None:
    try:
        return decode_from_worker(line)
    except ValidationError:
        return None


def prediction_jobs(run: Run) -> tuple[PredictJob, ...]:
    """Return what there is to predict: test sets, validation, later folders."""
    tests = tuple(run.record.tests)
    later = [name for name in run.present_sets if name not in tests]
    jobs = [PredictJob(run=run.folder, test=name) for name in (*tests, *later)]
    if run.has_validation:
        jobs.insert(len(tests), PredictJob(run=run.folder, validation=True))
    return tuple(jobs)


def accuracies(run: Run) -> dict[str, Proportion]:
    """Return the accuracy on each test set that was predicted and has known classes.

    Damaged tables are left. One is read once, and again only after it has changed.
    """
    paths = {name: run.predictions_path(name) for name in run.record.tests}
    found = {
        name: _accuracy(path, path.stat().st_mtime_ns)
        for name, path in paths.items()
        if path.exists()
    }
    return {name: share for name, share in found.items() if share is not None}


@lru_cache(maxsize=1024)
def _accuracy(path: Path, changed: int) -> Proportion | None:
    try:
        table = read_predictions(path)
        return table.accuracy() if table.labelled.any() else None
    except (UserError, OSError):
        return None
