"""Everything that crosses the pipe between a window or command line and the worker.

Jobs and ``Cancel`` go to the worker, events come back; each is one JSON line. Arrays,
models and tables never do: a job names a run folder, and what is large is a file there.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

# Named twice: this module hands them on.
from cellclassifier.core.jobs import Cancel as Cancel
from cellclassifier.core.jobs import DescribeJob as DescribeJob
from cellclassifier.core.jobs import DeviceJob as DeviceJob
from cellclassifier.core.jobs import ExcitingJob as ExcitingJob
from cellclassifier.core.jobs import ExplainJob as ExplainJob
from cellclassifier.core.jobs import ExportJob as ExportJob
from cellclassifier.core.jobs import FeaturesJob as FeaturesJob
from cellclassifier.core.jobs import LandscapeJob as LandscapeJob
from cellclassifier.core.jobs import LearningJob as LearningJob
from cellclassifier.core.jobs import MeasureJob as MeasureJob
from cellclassifier.core.jobs import Message as Message
from cellclassifier.core.jobs import PredictJob as PredictJob
from cellclassifier.core.jobs import SelfTestJob as SelfTestJob
from cellclassifier.core.jobs import TrainJob as TrainJob
from cellclassifier.core.retelling import retold
from cellclassifier.core.self_test import Facts, Finding, conclude
from cellclassifier.core.steps import step_told


class Device(Message):
    """A device that networks can run on.

    `key` is "cpu" or "gpu:0", "gpu:1", ...; `memory` is in bytes, 0 where not known.
    """

    key: str
    name: str
    memory: int = Field(0, ge=0)


class DeviceFound(Message):
    """The device that is used, in words; all that there are, the best one first."""

    kind: Literal["device_found"] = "device_found"
    text: str
    devices: tuple[Device, ...] = ()
    engine: str = "tensorflow"


class SelfTested(Message):
    """What a self-test found, in words, and what to do about it.

    `speed` is in tiles a second, 0 where the test failed. From `facts` the window tells
    it in its own language, which a worker does not know.
    """

    kind: Literal["self_tested"] = "self_tested"
    passed: bool
    found: str
    advice: str = ""
    speed: float = Field(0, ge=0)
    facts: Facts | None = None

    def words(self) -> str:
        """Return what was found, and in a line of its own what to do."""
        told: SelfTested | Finding = self
        # A number that is none does not come through JSON, and would change the result.
        if self.facts and (found := conclude(self.facts)).passed == self.passed:
            told = found
        return "\n".join(filter(None, (told.found, told.advice)))


class Layer(Message):
    """One use of a layer, in the order of computation.

    A layer that is used several times, with the same weights, has one entry a use;
    only the first (`use` 1) counts its `parameters`. `shape` is that of its output,
    without the batch; `multiply_adds` are those of one tile in this use; `inputs` are
    the places of the entries that it takes, from 0.
    """

    name: str
    layer: str
    shape: tuple[int, ...]
    parameters: int = Field(ge=0)
    multiply_adds: int = Field(ge=0)
    use: int = Field(1, ge=1)
    uses: int = Field(1, ge=1)
    inputs: tuple[int, ...] = ()
    detail: str = ""


class NetworkDescribed(Message):
    """The layers of a network."""

    kind: Literal["network_described"] = "network_described"
    layers: tuple[Layer, ...]


class Began(Message):
    """A training starts: its tiles, and the batches of an epoch.

    `epoch` counts the epochs that were done before, by this run or the one that it
    goes on from.
    """

    kind: Literal["began"] = "began"
    device: str
    training_tiles: int
    validation_tiles: int
    batches: int
    epoch: int = Field(0, ge=0)


class BatchEnded(Message):
    """Some batches of an epoch are done; sent a few times a second at most.

    `loss` is the mean training loss (nats) of the batches since the last of these.
    """

    kind: Literal["batch_ended"] = "batch_ended"
    epoch: int = Field(ge=1)
    batch: int = Field(ge=1)
    of: int = Field(ge=1)
    loss: float | None = None
    learning_rate: float | None = None
    images_per_second: float | None = None
    memory: int | None = None


class EpochEnded(Message):
    """An epoch is over.

    Accuracy (0 .. 1) and loss (nats) of training are means over the epoch, those of
    validation are measured at its end; the latter are ``None`` without validation.
    `learning_rate` is that of its last batch; `memory` is the most that the device
    has used, in bytes, ``None`` where that is not known.
    """

    kind: Literal["epoch_ended"] = "epoch_ended"
    epoch: int = Field(ge=1)
    accuracy: float
    loss: float
    val_accuracy: float | None = None
    val_loss: float | None = None
    seconds: float = Field(ge=0)
    learning_rate: float | None = None
    images_per_second: float | None = None
    memory: int | None = None


class Told(Message):
    """Something to know that does not stop the training, as a sentence.

    Such as: the computer slept, the disk is full, the minibatch was halved.
    """

    kind: Literal["told"] = "told"
    text: str

    @property
    def told(self) -> str:
        """The same in the user's language, as far as it is known there."""
        return retold(self.text)


class Kept(Message):
    """The training is over, and the network of `epoch` is the one that is kept."""

    kind: Literal["kept"] = "kept"
    epoch: int = Field(ge=0)
    stopped_early: bool = False


class Progressed(Message):
    """How far a job is that has no epochs."""

    kind: Literal["progressed"] = "progressed"
    what: str
    done: int = Field(ge=0)
    of: int = Field(ge=0)

    @property
    def told(self) -> str:
        """What is done, in the user's language."""
        return step_told(self.what)


class Ended(Message):
    """The last message of every job; `detail` is a sentence where something failed.

    `log` holds what is needed for a bug report and is shown only on request. A
    training that is "paused" waits to be resumed.
    """

    kind: Literal["ended"] = "ended"
    outcome: Literal["done", "cancelled", "failed", "paused"]
    detail: str = ""
    log: str = ""

    @property
    def told(self) -> str:
        """What failed, in the user's language, as far as it is known there."""
        return retold(self.detail)


Inside = FeaturesJob | ExcitingJob | LearningJob | LandscapeJob
OfRun = TrainJob | PredictJob | ExplainJob | MeasureJob | ExportJob | Inside
Job = DeviceJob | SelfTestJob | DescribeJob | OfRun
ToWorker = Annotated[Job | Cancel, Field(discriminator="kind")]
Event = (
    DeviceFound
    | SelfTested
    | NetworkDescribed
    | Began
    | BatchEnded
    | EpochEnded
    | Told
    | Kept
    | Progressed
    | Ended
)
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
