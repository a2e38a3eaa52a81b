"""Settings of a training, as frozen values: network, optimiser, validation, seeds."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.language import tr
from cellclassifier.core.lot_spec import LotSpec


class TrainSpec(LotSpec):
    """How a network is trained."""

    network: str = Field(
        "deep",
        title="Network",
        description="The network that is trained.",
        json_schema_extra={"choices": "ARCHITECTURES"},
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
    validation_share: float = Field(
        0.2,
        ge=0,
        le=0.5,
        title="Validation share",
        description="Part of the training tiles, by whole groups, that is kept aside "
        "to watch for overfitting. 0: none, as in the article.",
        json_schema_extra={"unit": "of the tiles", "step": 0.05},
    )
    early_stopping: bool = Field(
        True,
        title="Keep the best epoch",
        description="The network of the epoch with the smallest validation loss is "
        "kept, and the run stops early when that has not fallen for some epochs. "
        "Without validation, or off: the last epoch is kept, as in the article.",
    )
    extra_dense: bool = Field(
        True,
        title="Dense layer of 50",
        description="A second dense layer of 50 units before the output (network "
        "'deep').",
        json_schema_extra={"advanced": True},
    )
    head: Literal["softmax", "sigmoid"] = Field(
        "softmax",
        title="Output",
        description="One unit a class, or for two classes a single one.",
        json_schema_extra={"advanced": True, "choices": "HEADS"},
    )
    start: Path | None = Field(
        None,
        title="Start from",
        description="A .keras file of a network of the same shape, whose weights are "
        "the starting point. None: weights drawn at random.",
        json_schema_extra={"advanced": True},
    )
    optimizer: Literal["adam", "adamw", "sgd"] = Field(
        "adam",
        title="Optimiser",
        description="How the gradient changes the weights.",
        json_schema_extra={"advanced": True, "choices": "OPTIMIZERS"},
    )
    learning_rate: float = Field(
        0.001,
        gt=0,
        le=1,
        title="Learning rate",
        description="Size of each change of the weights, at the start.",
        json_schema_extra={"advanced": True, "step": 0.0001},
    )
    momentum: float = Field(
        0.9,
        ge=0,
        lt=1,
        title="Momentum",
        description="Share of the last change that is made again (SGD).",
        json_schema_extra={"advanced": True, "step": 0.05},
    )
    weight_decay: float = Field(
        0.0,
        ge=0,
        le=1,
        title="Weight decay",
        description="Share, times the learning rate, by which all weights shrink at "
        "each change (AdamW).",
        json_schema_extra={"advanced": True, "step": 0.001},
    )
    schedule: Literal["constant", "cosine", "plateau", "inverse"] = Field(
        "cosine",
        title="Learning rate falls",
        description="How the learning rate changes while the network learns.",
        json_schema_extra={"advanced": True, "choices": "SCHEDULES"},
    )
    decay_rate: float = Field(
        0.0,
        ge=0,
        le=1,
        title="Decay",
        description="With 'by number of changes': the rate is divided by 1 + decay x "
        "changes of the weights so far.",
        json_schema_extra={"advanced": True, "step": 0.0001},
    )
    plateau_patience: int = Field(
        4,
        ge=1,
        le=1000,
        title="Plateau",
        description="With 'on a plateau': epochs without a smaller validation loss "
        "after which the learning rate is halved.",
        json_schema_extra={"advanced": True, "unit": "epochs"},
    )
    patience: int = Field(
        10,
        ge=1,
        le=1000,
        title="Patience",
        description="Epochs without a smaller validation loss after which a run stops.",
        json_schema_extra={"advanced": True, "unit": "epochs"},
    )
    dropout: float = Field(
        0.0,
        ge=0,
        le=0.9,
        title="Dropout",
        description="Share of units that are silenced at random in training, in "
        "networks that have such a layer.",
        json_schema_extra={"advanced": True, "step": 0.05},
    )
    l2: float = Field(
        0.0,
        ge=0,
        le=0.1,
        title="L2",
        description="Weight of the squared kernels in the loss.",
        json_schema_extra={"advanced": True, "step": 0.0001},
    )
    label_smoothing: float = Field(
        0.0,
        ge=0,
        le=0.5,
        title="Label smoothing",
        description="Share of the truth that is spread over all classes, so that the "
        "network is less sure of itself. 0: none, as in the article.",
        json_schema_extra={"advanced": True, "step": 0.01},
    )
    class_weights: Literal["none", "balanced"] = Field(
        "none",
        title="Class weights",
        description="Whether tiles of rare classes count more in the loss.",
        json_schema_extra={"advanced": True, "choices": "CLASS_WEIGHTS"},
    )
    unit_input: bool = Field(
        True,
        title="Unit input",
        description="On entry the network multiplies all tiles by one number, so that "
        "the mean square of the training tiles is 1: dark images learn as fast as "
        "bright ones. Off: as in the article.",
        json_schema_extra={"advanced": True},
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
        description="The same seed gives the same order, changes and starting weights.",
        json_schema_extra={"advanced": True},
    )
    split_seed: int = Field(
        0,
        ge=0,
        le=2**31 - 1,
        title="Seed of the split",
        description="The same seed gives the same split into training and validation, "
        "and the same draw of training tiles.",
        json_schema_extra={"advanced": True},
    )
    marked_labels: Literal["used", "left out"] = Field(
        "used",
        title="Marked labels",
        description="Whether tiles whose label was marked as wrong, under Predictions, "
        "are used in training and validation. The split stays the same.",
        json_schema_extra={"advanced": True, "choices": "MARKED_LABELS"},
    )
    deterministic: bool = Field(
        True,
        title="Reproducible",
        description="On one device, the same seed gives the same numbers to the last "
        "bit. Off: a little faster on some devices.",
        json_schema_extra={"advanced": True},
    )
    out_of_memory: Literal["halve", "stop"] = Field(
        "halve",
        title="Out of memory",
        description="What is done when the minibatch does not fit into the device.",
        json_schema_extra={"advanced": True, "choices": "OUT_OF_MEMORY"},
    )
    keep_epochs: Literal["none", "some", "all"] = Field(
        "some",
        title="Networks of epochs",
        description="Which epochs leave their network, so that Explain can show how "
        "learning went. 'some' keeps none where they would take over 200 MB a run; "
        "what is learnt is the same with all choices.",
        json_schema_extra={"advanced": True, "choices": "KEEP_EPOCHS"},
    )

    @model_validator(mode="before")
    @classmethod
    def _of_older_versions(cls, found: Any) -> Any:
        # Up to format 2 the learning rate fell or not, and one seed decided on all.
        if not isinstance(found, dict) or "decay" not in found:
            return found
        falls = {True: "cosine", False: "constant"}.get(found["decay"])
        rest = {name: value for name, value in found.items() if name != "decay"}
        changed = {"split_seed": rest.get("seed", 0), "early_stopping": False}
        return {"schedule": falls, **changed, **rest}

    @model_validator(mode="after")
    def _fold_exists(self) -> "TrainSpec":
        if self.folds == 1:
            raise ValueError(tr("One fold is no split: choose 0, or 2 and more."))
        if self.folds and self.fold > self.folds:
            raise ValueError(
                tr(
                    "There is no fold {fold} of {folds}: choose 1 to {folds}.",
                    fold=self.fold,
                    folds=self.folds,
                )
            )
        return self

    @field_validator("network")
    @classmethod
    def _known_network(cls, network: str) -> str:
        if network not in ARCHITECTURES:
            known = ", ".join(ARCHITECTURES)
            raise ValueError(
                tr(
                    "There is no network '{network}'. There are: {known}.",
                    network=network,
                    known=known,
                )
            )
        return network
