"""Everything that crosses the pipe between a window or command line and the worker.

Jobs and ``Cancel`` go to the worker, events come back; each is one JSON line. Arrays,
models and tables never do: a job names a run folder, and what is large is a file there.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class Message(BaseModel):
    """Base of all messages: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DeviceJob(Message):
    """Say which device this computer will train on."""

    kind: Literal["device"] = "device"


class TrainJob(Message):
    """Train the run whose settings lie in `run`."""

    kind: Literal["train"] = "train"
    run: Path


class PredictJob(Message):
    """Predict one test set of a finished run."""

    kind: Literal["predict"] = "predict"
    run: Path
    test: str


class ExplainJob(Message):
    """Make attribution maps of some tiles of a predicted test set.

    `class_name` is the class that is explained; ``None`` stands for the class that the
    network predicted for each tile.
    """

    kind: Literal["explain"] = "explain"
    run: Path
    test: str
    tiles: tuple[int, ...] = Field(min_length=1)
    method: str = "gradient_input"
    class_name: str | None = None


class Cancel(Message):
    """Stop the current job at the next batch."""

    kind: Literal["cancel"] = "cancel"


class DeviceFound(Message):
    """The device that is used, in words."""

    kind: Literal["device_found"] = "device_found"
    text: str


class Began(Message):
    """A training starts: its tiles, and the batches of an epoch."""

    kind: Literal["began"] = "began"
    device: str
    training_tiles: int
    validation_tiles: int
    batches: int


class BatchEnded(Message):
    """Some batches of an epoch are done; sent a few times a second at most."""

    kind: Literal["batch_ended"] = "batch_ended"
    epoch: int = Field(ge=1)
    batch: int = Field(ge=1)
    of: int = Field(ge=1)


class EpochEnded(Message):
    """An epoch is over.

    Accuracy (0 .. 1) and loss (nats) of training are means over the epoch, those of
    validation are measured at its end; the latter are ``None`` without validation.
    """

    kind: Literal["epoch_ended"] = "epoch_ended"
    epoch: int = Field(ge=1)
    accuracy: float
    loss: float
    val_accuracy: float | None = None
    val_loss: float | None = None
    seconds: float = Field(ge=0)


class Progressed(Message):
    """How far a job is that has no epochs."""

    kind: Literal["progressed"] = "progressed"
    what: str
    done: int = Field(ge=0)
    of: int = Field(ge=0)


class Ended(Message):
    """The last message of every job; `detail` is a sentence where something failed.

    `log` holds what is needed for a bug report and is shown only on request.
    """

    kind: Literal["ended"] = "ended"
    outcome: Literal["done", "cancelled", "failed"]
    detail: str = ""
    log: str = ""


Job = DeviceJob | TrainJob | PredictJob | ExplainJob
ToWorker = Annotated[Job | Cancel, Field(discriminator="kind")]
Event = DeviceFound | Began | BatchEnded | EpochEnded | Progressed | Ended
FromWorker = Annotated[Event, Field(discriminator="kind")]

_to_worker: TypeAdapter[Job | Cancel] = TypeAdapter(ToWorker)
_from_worker: TypeAdapter[Event] = TypeAdapter(FromWorker)


def encode(message: Message) -> bytes:
    """Return `message` as one line."""
    return message.model_dump_json().encode() + b"\n"


def decode_to_worker(line: bytes | str) -> Job | Cancel:
    """Read what a window or command line wrote."""
    return _to_worker.validate_json(line)


def decode_from_worker(line: bytes | str) -> Event:
    """Read what the worker wrote."""
    return _from_worker.validate_json(line)
