"""Settings, as frozen values: what a study is made of and what a run was made with.

Those of reading, cutting and changing tiles are in `tile_spec`.

Every field carries its range, its default and one line of help, so that forms, files
and error messages are all drawn from here.
"""

from pathlib import Path
from typing import Any

from pydantic import Field, field_validator, model_validator

from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.tile_spec import (
    AugmentSpec,
    GroupSpec,
    IntensitySpec,
    ReadingSpec,
    Spec,
    TilingSpec,
)

SCHEMA_VERSION = 2
"""Version of the study and run files; a newer one is refused, never changed."""


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
    folds: int = Field(
        0,
        ge=0,
        le=50,
        title="Folds",
        description="k-fold validation: the groups are dealt into this many folds, and "
        "a run keeps one of them aside. 0: one split by the validation share.",
        json_schema_extra={"advanced": True},
    )
    fold: int = Field(
        1,
        ge=1,
        le=50,
        title="Fold kept aside",
        description="Number of the fold that is validation in this run, from 1.",
        json_schema_extra={"advanced": True},
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

    @model_validator(mode="after")
    def _fold_exists(self) -> "TrainSpec":
        if self.folds == 1:
            raise ValueError("One fold is no split: choose 0, or 2 and more.")
        if self.folds and self.fold > self.folds:
            raise ValueError(
                f"There is no fold {self.fold} of {self.folds}: choose 1 to "
                f"{self.folds}."
            )
        return self

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
    reading: ReadingSpec = ReadingSpec()
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
