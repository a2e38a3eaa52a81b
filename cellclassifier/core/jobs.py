"""The jobs that a worker is given, and `Cancel`; see `messages` for what comes back."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cellclassifier.core.chunking import PREDICTED_AT_ONCE, Chunk
from cellclassifier.core.landscape_spec import LandscapeSpec
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.train_spec import TrainSpec


class Message(BaseModel):
    """Base of all messages: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DeviceJob(Message):
    """Say which device this computer will train on."""

    kind: Literal["device"] = "device"


class SelfTestJob(Message):
    """Train a tiny network on the device, and say what was found."""

    kind: Literal["self_test"] = "self_test"


class DescribeJob(Message):
    """Say which layers the network of these settings has.

    `shape` is height and width in pixels, and the number of channels.
    """

    kind: Literal["describe"] = "describe"
    training: TrainSpec
    shape: tuple[int, int, int]
    classes: int = Field(ge=2)


class TrainJob(Message):
    """Train the run whose settings lie in `run`.

    With `resume` it goes on after the last epoch that was kept, as if it had never
    been interrupted.
    """

    kind: Literal["train"] = "train"
    run: Path
    resume: bool = False


class PredictJob(Message):
    """Predict a test set of a finished run; or its validation part, without `test`.

    With a `count` only so many tiles of the set are predicted, from place `first` on, a
    multiple of the batch: they become a part of the table; see `core.prediction_parts`.
    """

    kind: Literal["predict"] = "predict"
    run: Path
    test: str = ""
    validation: bool = False
    first: int = Field(0, ge=0, multiple_of=PREDICTED_AT_ONCE)
    count: int = Field(0, ge=0)

    @property
    def chunk(self) -> Chunk | None:
        """Which tiles of the set; ``None``: all of them, and so the whole table."""
        return Chunk(self.first, self.count) if self.count else None

    @model_validator(mode="after")
    def _one_of_both(self) -> "PredictJob":
        if bool(self.test) == self.validation:
            raise ValueError("Expected the name of a test set, or validation.")
        return self

    @model_validator(mode="after")
    def _of_a_set(self) -> "PredictJob":
        if (self.first and not self.count) or (self.count and self.validation):
            raise ValueError("Expected a chunk of a test set: how many of its tiles.")
        return self


class ExplainJob(Message):
    """Make attribution maps of some tiles of a predicted test set.

    `class_name` is the class that is explained; ``None`` stands for the class that the
    network predicted for each tile, or with `target` "true" for the tile's own.
    `settings` are those of the method that differ from the default ones; see
    `core.attribution_spec`. A `part` of a job that was cut into several writes nothing
    but its maps, so that no two of them write one file.
    """

    kind: Literal["explain"] = "explain"
    run: Path
    test: str
    tiles: tuple[int, ...] = Field(min_length=1)
    method: str = "gradient_input"
    class_name: str | None = None
    target: Literal["predicted", "true"] = "predicted"
    settings: dict[str, float | str] = {}
    part: bool = False


class MeasureJob(Message):
    """Measure how much of the attribution lies in clumps, and what they do.

    The maps of a predicted set that are missing are made first. What is found lies in
    `core.clumps.report_files.folder_for` of the run, the set and `spec`.
    """

    kind: Literal["measure"] = "measure"
    run: Path
    test: str
    spec: MeasureSpec = MeasureSpec()


class FeaturesJob(Message):
    """Write what each convolution makes of one tile of a set, and its kernels.

    What is written is read by `core.inside.features`.
    """

    kind: Literal["features"] = "features"
    run: Path
    test: str
    tile: int = Field(ge=0)


class ExcitingJob(Message):
    """Find the tiles of a set that excite each feature of a layer most.

    What is written is read by `core.inside.exciting`.
    """

    kind: Literal["exciting"] = "exciting"
    run: Path
    test: str
    layer: str


class LearningJob(Message):
    """Explain one tile by the network of each epoch that was kept.

    `class_name` is the class that is explained, as the tile was learnt to be judged;
    `layer` the convolution whose feature maps are kept beside, "" for the first. What
    is written is read by `core.inside.learning`.
    """

    kind: Literal["learning"] = "learning"
    run: Path
    test: str
    tile: int = Field(ge=0)
    class_name: str
    method: str = "gradient_input"
    settings: dict[str, float | str] = {}
    layer: str = ""


class LandscapeJob(Message):
    """Compute the loss around the weights of a run, or around a tile.

    What is written is read by `core.inside.landscape`.
    """

    kind: Literal["landscape"] = "landscape"
    run: Path
    spec: LandscapeSpec = LandscapeSpec()


class ExportJob(Message):
    """Write the network of a run for other programs, and read it again to be sure.

    `out` is the file, or for "savedmodel" the folder, that is made; it must not be
    there yet. See `core.exported` for what is written beside the weights.
    """

    kind: Literal["export"] = "export"
    run: Path
    format: Literal["keras", "onnx", "savedmodel"]
    out: Path


class Cancel(Message):
    """Stop the current job at the next batch."""

    kind: Literal["cancel"] = "cancel"
