"""A run: one training, frozen in its folder, readable while it goes on and after."""

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, write_atomically
from cellclassifier.core.messages import (
    BatchEnded,
    Began,
    Ended,
    EpochEnded,
    Event,
    decode_from_worker,
)
from cellclassifier.core.predictions import Predictions, read_predictions
from cellclassifier.core.run_record import History, read_record
from cellclassifier.core.statistics import Proportion
from cellclassifier.core.tiling import Tile, read_tiles

if TYPE_CHECKING:
    import filelock

State = Literal[
    "waiting", "running", "done", "cancelled", "failed", "paused", "interrupted"
]
Ask = Literal["stop", "stop_after_epoch", "pause"]
"""What a training can be asked for: to stop now, or after the epoch; or to wait."""


class Run:
    """One run folder; every property reads what lies there now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.record = read_record(folder)

    @property
    def id(self) -> str:
        """Name of the run's folder."""
        return self.record.id

    @property
    def study_folder(self) -> Path:
        """Folder of the study that the run belongs to."""
        return self.folder.parent.parent

    @property
    def model_path(self) -> Path:
        """File of the trained network."""
        return self.folder / "model.keras"

    @property
    def last_path(self) -> Path:
        """File of the network after the last epoch, where another epoch's is kept."""
        return self.folder / "last.keras"

    @property
    def checkpoint_path(self) -> Path:
        """File of all that a training needs to go on after its last whole epoch."""
        return self.folder / "checkpoint.npz"

    @property
    def best_path(self) -> Path:
        """File of the weights of the best epoch so far."""
        return self.folder / "best.npz"

    @property
    def has_network(self) -> bool:
        """Whether it left a network, if only that of the last whole epoch."""
        paths = (self.model_path, self.best_path, self.checkpoint_path)
        return any(path.exists() for path in paths)

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
        return Ended(outcome="failed", detail="How this run ended is not known.")

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
        """Return what was measured in each epoch so far."""
        return History.of(e for e in self.events() if isinstance(e, EpochEnded))

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

    def hashes(self) -> dict[Path, str]:
        """Return the SHA-256 that each image had when the run was made."""
        rows = read_table(self.folder / "images.csv")
        return {Path(row["path"]): row["sha256"] for row in rows}

    def tiles(self, table: str = "train") -> tuple[Tile, ...]:
        """Return the tiles of training and validation, or those of a test set."""
        name = table if table == "train" else f"test_{table}"
        path = self.folder / "tiles" / f"{name}.csv"
        if not path.exists():
            known = ", ".join(f"'{name}'" for name in self.record.tests) or "none"
            raise UserError(
                f"This run has no test set '{table}'; it has {known}. Test sets are "
                "fixed when a run is made: train again to use another."
            )
        return read_tiles(path)

    def predictions(self, test: str) -> Predictions | None:
        """Return the predictions of a test set; ``None`` where there are none yet."""
        path = self.predictions_path(test)
        return read_predictions(path) if path.exists() else None

    def all_predictions(self) -> dict[str, Predictions]:
        """Return the predictions of each test set that has been predicted."""
        found = ((name, self.predictions(name)) for name in self.record.tests)
        return {name: table for name, table in found if table is not None}

    def predictions_path(self, test: str) -> Path:
        """Return the file of a test set's predictions."""
        return self.folder / "predictions" / f"{test}.csv"

    def attribution_path(self, method: str, test: str, tile: int, name: str) -> Path:
        """Return the file of the map of one tile for class `name`."""
        index = self.record.classes.index(name)
        return self.folder / "attributions" / method / f"{test}_{tile}_{index}.npy"

    def attribution(
        self, method: str, test: str, tile: int, name: str
    ) -> NDArray[np.float32] | None:
        """Return a map, shape (y, x, channel), signed; ``None`` where there is none."""
        path = self.attribution_path(method, test, tile, name)
        return np.load(path, allow_pickle=False) if path.exists() else None


def _decoded(line: bytes) -> Event | None:
    try:
        return decode_from_worker(line)
    except ValidationError:
        return None


def accuracies(run: Run) -> dict[str, Proportion]:
    """Return the accuracy on each test set that was predicted; damaged ones are left.

    A table is read once and again only after it has changed.
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
        return read_predictions(path).accuracy()
    except (UserError, OSError):
        return None
