"""A run: one training, frozen in its folder, readable while it goes on and after."""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from cellclassifier import __version__
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, write_atomically
from cellclassifier.core.messages import Ended, EpochEnded, Event, decode_from_worker
from cellclassifier.core.predictions import Predictions, read_predictions
from cellclassifier.core.spec import SCHEMA_VERSION, StudySpec, explain_invalid
from cellclassifier.core.statistics import Proportion, learnt, wilson
from cellclassifier.core.tiling import Tile, read_tiles

if TYPE_CHECKING:
    import filelock

State = Literal["waiting", "running", "done", "cancelled", "failed", "interrupted"]


class RunRecord(BaseModel):
    """What a run was made with; written once, before it starts.

    `study` holds the settings with the intensity rule resolved; `tests` maps the name
    of each test set to its folder. Where copies were found on both sides of a split,
    `pairs` of them (in ``leaks.csv``), `overruled` is why it was trained all the same.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = SCHEMA_VERSION
    id: str
    created: datetime
    version: str = __version__
    study: StudySpec
    classes: tuple[str, ...]
    channels: int
    tests: dict[str, Path]
    grouping: str
    depth: str
    overruled: str = ""
    pairs: int = 0


class History(NamedTuple):
    """What a run measured, one entry an epoch; without validation those are empty."""

    epochs: tuple[EpochEnded, ...]

    @property
    def accuracy(self) -> list[float]:
        """Training accuracy, 0 .. 1, a mean over each epoch."""
        return [epoch.accuracy for epoch in self.epochs]

    @property
    def loss(self) -> list[float]:
        """Training loss, a mean over each epoch."""
        return [epoch.loss for epoch in self.epochs]

    @property
    def val_accuracy(self) -> list[float]:
        """Validation accuracy, 0 .. 1, at the end of each epoch."""
        return [e.val_accuracy for e in self.epochs if e.val_accuracy is not None]

    @property
    def val_loss(self) -> list[float]:
        """Validation loss at the end of each epoch."""
        return [e.val_loss for e in self.epochs if e.val_loss is not None]

    @property
    def best(self) -> int | None:
        """Epoch with the smallest validation loss; ``None`` without validation."""
        losses = self.val_loss
        return 1 + losses.index(min(losses)) if losses else None


class Run:
    """One run folder; every property reads what lies there now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.record = _read_record(folder)

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
        """Return how the training ended; ``None`` while it has not."""
        for event in reversed(self.events()):
            if isinstance(event, Ended):
                return event
        path = self.folder / "died.json"
        if not path.exists():
            return None
        if isinstance(found := _decoded(path.read_bytes()), Ended):
            return found
        return Ended(outcome="failed", detail="How this run ended is not known.")

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
        return History(tuple(e for e in self.events() if isinstance(e, EpochEnded)))

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


def verdict(run: Run) -> str:
    """Return a sentence where a finished training did not learn, else nothing.

    It did not where the accuracy of its last epoch, on the training tiles themselves,
    is not above the share of their most frequent class (95 % Wilson interval).
    """
    history = run.history()
    if not history.epochs:
        return ""
    parts = [tile.class_name for tile in run.tiles() if tile.part == "train"]
    most = max(parts.count(name) for name in set(parts)) / len(parts)
    last = history.accuracy[-1]
    right = wilson(round(last * len(parts)), len(parts))
    if learnt(right, most):
        return ""
    return (
        f"This run did not learn: training accuracy {100 * last:.1f} % in epoch "
        f"{len(history.epochs)}, where always answering the most frequent class "
        f"gives {100 * most:.1f} %. Train again with another seed."
    )


def _read_record(folder: Path) -> RunRecord:
    path = folder / "run.json"
    try:
        text = path.read_bytes()
        refuse_newer(text, path)
        return RunRecord.model_validate_json(text)
    except OSError as error:
        raise UserError(
            f"{folder} is not a run: its run.json cannot be read ({error.strerror}). "
            "Choose a folder below 'runs' of a study."
        ) from error
    except ValidationError as error:
        raise UserError(f"{path} is damaged. {explain_invalid(error)}") from error


def refuse_newer(text: bytes, path: Path) -> None:
    """Raise a `UserError` if a newer version of the program wrote this file."""
    try:
        version = json.loads(text).get("schema_version", 0)
    except (ValueError, AttributeError):
        return
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise UserError(
            f"{path} was made by a newer version of Cell Classifier (its format is "
            f"{version}, this program reads up to {SCHEMA_VERSION}). Nothing was "
            "changed. Update the program to open it."
        )
