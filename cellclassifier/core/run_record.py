"""What a run was made with, and what it measured: the records in its folder."""

import json
from collections.abc import Iterable
from datetime import datetime
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from cellclassifier import __version__
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.messages import EpochEnded
from cellclassifier.core.spec import SCHEMA_VERSION, StudySpec, explain_invalid


class RunRecord(BaseModel):
    """What a run was made with; written once, before it starts.

    `study` holds the settings with the intensity rule resolved; `tests` maps the name
    of each test set to its folder. Where copies were found on both sides of a split,
    `pairs` of them (in ``leaks.csv``), `overruled` is why it was trained all the same.
    `continues` is the id of the run that this one goes on from, after its `first_epoch`
    epochs; `experiment` is the id of the experiment it belongs to, `variant` the name
    of its network and data there. `marked` tiles of training and validation were left
    out, since their label was marked as wrong (in ``wrong_labels.csv``).
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
    continues: str = ""
    first_epoch: int = 0
    experiment: str = ""
    variant: str = ""
    marked: int = 0


class History(NamedTuple):
    """What a run measured, one entry an epoch; without validation those are empty."""

    epochs: tuple[EpochEnded, ...]

    @classmethod
    def of(cls, found: Iterable[EpochEnded]) -> "History":
        """Return the history of all that was told; of an epoch told twice, the last.

        A run that was resumed may tell an epoch again.
        """
        by_epoch = {each.epoch: each for each in found}
        return cls(tuple(by_epoch[epoch] for epoch in sorted(by_epoch)))

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
        losses = {e.epoch: e.val_loss for e in self.epochs if e.val_loss is not None}
        finite = {epoch: loss for epoch, loss in losses.items() if isfinite(loss)}
        return min(finite, key=finite.__getitem__, default=None)


def read_record(folder: Path) -> RunRecord:
    """Read what the run in `folder` was made with.

    Raises:
        UserError: It is no run, it is damaged, or a newer version made it.
    """
    path = folder / "run.json"
    try:
        text = path.read_bytes()
        refuse_newer(text, path)
        return RunRecord.model_validate_json(text)
    except OSError as error:
        raise UserError(
            tr(
                "{folder} is not a run: its run.json cannot be read ({strerror}). "
                "Choose a folder below 'runs' of a study.",
                folder=folder,
                strerror=error.strerror,
            )
        ) from error
    except ValidationError as error:
        raise UserError(
            tr(
                "{path} is damaged. {explain_invalid}",
                path=path,
                explain_invalid=explain_invalid(error),
            )
        ) from error


def refuse_newer(text: bytes, path: Path) -> None:
    """Raise a `UserError` if a newer version of the program wrote this file."""
    try:
        version = json.loads(text).get("schema_version", 0)
    except (ValueError, AttributeError):
        return
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise UserError(
            tr(
                "{path} was made by a newer version of Cell Classifier (its format is "
                "{version}, this program reads up to {schema_version}). Nothing was "
                "changed. Update the program to open it.",
                path=path,
                version=version,
                schema_version=SCHEMA_VERSION,
            )
        )
