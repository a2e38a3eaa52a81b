"""Settings, as frozen values: what a study is made of and what a run was made with.

Every field carries its range, its default and one line of help, so that forms, files
and error messages are all drawn from here.
"""

import re
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from cellclassifier.core.catalog import ARCHITECTURES

SCHEMA_VERSION = 1
"""Version of the study and run files; a newer one is refused, never changed."""


class Spec(BaseModel):
    """Base of all settings: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GroupSpec(Spec):
    """How images are gathered into groups, which a split never divides."""

    by: Literal["auto", "image", "folder", "pattern"] = Field(
        "auto",
        title="Groups from",
        description="What must not be divided between training and validation: "
        "found by itself, each image alone, a sub-folder of the class folder, or a "
        "pattern on the file name.",
    )
    pattern: str = Field(
        "",
        title="Pattern",
        description="A regular expression on the file name; what its first pair of "
        "brackets matches (or all of it) names the group, such as (well_[A-H]\\d+).",
    )

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(
                f"'{pattern}' is not a regular expression ({error}). An example that "
                "is one: (well_[A-H]\\d+)."
            ) from error
        return pattern


class TilingSpec(Spec):
    """How images are cut into tiles, and the size at which the network sees them."""

    size: int = Field(
        256,
        ge=64,
        le=1024,
        title="Input size",
        description="Side of the square that the network sees; each tile is resized "
        "to it. Halving it makes training four times faster.",
        json_schema_extra={"unit": "px", "step": 32},
    )
    rows: int = Field(
        1,
        ge=1,
        le=64,
        title="Rows",
        description="Tiles that each image is cut into, from top to bottom.",
    )
    columns: int = Field(
        1,
        ge=1,
        le=64,
        title="Columns",
        description="Tiles that each image is cut into, from left to right.",
    )


class IntensitySpec(Spec):
    """The one rule by which pixel values become numbers between 0 and 1.

    `black` and `white` are raw pixel values; ``None`` for both means the full range of
    the effective depth, which is found from the training images.
    """

    black: float | None = Field(None, title="Black point")
    white: float | None = Field(None, title="White point")

    @model_validator(mode="after")
    def _in_order(self) -> "IntensitySpec":
        if self.black is None or self.white is None or self.black < self.white:
            return self
        raise ValueError(
            f"The black point ({self.black:g}) has to lie below the white point "
            f"({self.white:g})."
        )


class AugmentSpec(Spec):
    """How training tiles are changed at random, anew in every epoch."""

    rotation: float = Field(
        180.0,
        ge=0,
        le=180,
        title="Turn",
        description="Each tile is turned by up to this angle either way.",
        json_schema_extra={"unit": "degrees", "step": 5.0},
    )
    shift: float = Field(
        0.05,
        ge=0,
        le=0.5,
        title="Shift",
        description="Each tile is shifted by up to this share of its side; what is "
        "missing at the edge is filled by reflection.",
        json_schema_extra={"unit": "of the side", "step": 0.01},
    )
    flip: bool = Field(
        True,
        title="Mirror",
        description="Half of the tiles are mirrored left to right, half top to bottom.",
    )

    @property
    def active(self) -> bool:
        """Whether any tile is changed at all."""
        return self.rotation > 0 or self.shift > 0 or self.flip


class TrainSpec(Spec):
    """How a network is trained."""

    network: str = Field(
        "deep",
        title="Network",
        description="The network that is trained.",
        json_schema_extra={"choices": "ARCHITECTURES"},
    )
    extra_dense: bool = Field(
        True,
        title="Dense layer of 50",
        description="A second dense layer of 50 units before the output.",
        json_schema_extra={"advanced": True},
    )
    epochs: int = Field(
        9,
        ge=1,
        le=10_000,
        title="Epochs",
        description="How often every training tile is shown to the network.",
    )
    batch_size: int = Field(
        20,
        ge=1,
        le=4096,
        title="Minibatch",
        description="Tiles after which the weights are changed once.",
        json_schema_extra={"unit": "tiles"},
    )
    learning_rate: float = Field(
        0.001,
        gt=0,
        le=1,
        title="Learning rate",
        description="Size of each change of the weights (Adam).",
        json_schema_extra={"advanced": True, "step": 0.0001},
    )
    decay: bool = Field(
        True,
        title="Learning rate falls",
        description="The learning rate falls to zero along half a cosine, so that runs "
        "which differ in seed end closer together. Off: constant, as in the article.",
        json_schema_extra={"advanced": True},
    )
    unit_input: bool = Field(
        True,
        title="Unit input",
        description="On entry the network multiplies all tiles by one number, so that "
        "the mean square of the training tiles is 1: dark images learn as fast as "
        "bright ones. Off: as in the article.",
        json_schema_extra={"advanced": True},
    )
    validation_share: float = Field(
        0.2,
        ge=0,
        le=0.5,
        title="Validation share",
        description="Part of the training tiles, by whole groups, that is kept aside "
        "to watch for overfitting. 0: none, as in the article.",
        json_schema_extra={"unit": "of the tiles", "step": 0.05},
    )
    seed: int = Field(
        0,
        ge=0,
        le=2**31 - 1,
        title="Seed",
        description="The same seed gives the same split, order, changes and starting "
        "weights.",
        json_schema_extra={"advanced": True},
    )

    @field_validator("network")
    @classmethod
    def _known_network(cls, network: str) -> str:
        if network not in ARCHITECTURES:
            known = ", ".join(ARCHITECTURES)
            raise ValueError(f"There is no network '{network}'. There are: {known}.")
        return network


class StudySpec(Spec):
    """What a study is made of: the folders, and the settings for the next run."""

    schema_version: int = SCHEMA_VERSION
    train: Path | None = Field(None, title="Training images")
    tests: tuple[Path, ...] = Field((), title="Test sets")
    groups: GroupSpec = GroupSpec()
    tiling: TilingSpec = TilingSpec()
    intensity: IntensitySpec = IntensitySpec()
    augment: AugmentSpec = AugmentSpec()
    training: TrainSpec = TrainSpec()


def explain_invalid(error: Any) -> str:
    """Return what a pydantic `ValidationError` says, as sentences for the user."""
    sentences = []
    for item in error.errors():
        where = " -> ".join(str(part) for part in item["loc"]) or "settings"
        message = str(item["msg"]).removeprefix("Value error, ")
        # Of a file that is no JSON at all, the input would be the whole text.
        whole = item["type"] == "json_invalid"
        got = "" if whole else f" (got {item['input']!r})"
        sentences.append(f"{where}: {message}{got}.")
    return " ".join(sentences)
