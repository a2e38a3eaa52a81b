"""What an experiment repeats and compares, and the runs that makes."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator

from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.errors import UserError
from cellclassifier.core.recipes import with_network
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import Spec

Mix = Literal["keep", "mean", "maximum"]

MIXES: dict[Mix, str] = {
    "keep": "colour",
    "mean": "grey (mean)",
    "maximum": "grey (maximum)",
}
"""What the data variants are called: channels kept apart, or one grey value of them."""

CONTROL = "shuffled labels"
"""How runs of the control are called."""


class ExperimentSpec(Spec):
    """What an experiment repeats, and what it compares."""

    name: str = Field(
        "",
        max_length=80,
        title="Name",
        description="What the experiment is called; without one, after its networks.",
    )
    runs: int = Field(
        12,
        ge=1,
        le=500,
        title="Runs",
        description="How often each network is trained on each kind of data.",
    )
    vary: Literal["seed", "split", "folds"] = Field(
        "seed",
        title="Runs differ in",
        description="Initialisation and order alone; or also which groups are "
        "validation; or k-fold validation, in which each fold is kept aside once.",
        json_schema_extra={"choices": "VARYING"},
    )
    first_seed: int = Field(
        0,
        ge=0,
        le=2**31 - 1000,
        title="First seed",
        description="The runs take this seed and the ones that follow.",
        json_schema_extra={"advanced": True},
    )
    networks: tuple[str, ...] = Field((), title="Networks")
    mixes: tuple[Mix, ...] = Field((), title="Data")
    shuffled: bool = Field(
        False,
        title="Control: shuffled labels",
        description="Train the same again with classes dealt at random among the "
        "images of each group; the test has to stay at chance.",
    )

    @field_validator("networks")
    @classmethod
    def _known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in ARCHITECTURES:
                known = ", ".join(ARCHITECTURES)
                raise ValueError(f"There is no network '{name}'. There are: {known}.")
        return names


class Planned(NamedTuple):
    """A run that an experiment will make: its variant, and all of its settings."""

    variant: str
    spec: StudySpec


class ExperimentRecord(BaseModel):
    """What an experiment was planned as; its runs carry its `id`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    created: datetime
    experiment: ExperimentSpec
    variants: tuple[str, ...]

    @property
    def title(self) -> str:
        """Name for people."""
        return self.experiment.name or f"{', '.join(self.variants)}"


def planned(spec: StudySpec, experiment: ExperimentSpec) -> tuple[Planned, ...]:
    """Return the runs of an experiment in the order in which they are trained.

    Args:
        spec: Settings of the study: what is not varied is as there. A network other
            than the one there comes with the settings that it is best trained with.
        experiment: What is repeated and compared.

    Raises:
        UserError: There cannot be so many folds.
    """
    if experiment.vary == "folds" and not 2 <= experiment.runs <= 50:
        raise UserError(
            f"Runs that each keep a fold aside are 2 to 50, not {experiment.runs}. "
            "Choose another number of runs."
        )
    return tuple(
        Planned(name, varied)
        for number in range(experiment.runs)
        for name, variant in _variants(spec, experiment)
        for varied in (_numbered(variant, experiment, number),)
    )


def _variants(
    spec: StudySpec, experiment: ExperimentSpec
) -> Iterator[tuple[str, StudySpec]]:
    networks = experiment.networks or (spec.training.network,)
    mixes = experiment.mixes or (None,)
    for network in networks:
        training = spec.training
        if network != training.network:
            training = with_network(training, network)
        for mix in mixes:
            changed = spec.model_copy(update={"training": training})
            if mix is not None:
                reading = spec.reading.model_copy(update={"mix": mix})
                changed = changed.model_copy(update={"reading": reading})
            name = network if mix is None else f"{network}, {MIXES[mix]}"
            yield name, changed
            if experiment.shuffled:
                control = training.model_copy(update={"shuffled": True})
                update = {"training": control}
                yield f"{name}, {CONTROL}", changed.model_copy(update=update)


def _numbered(spec: StudySpec, experiment: ExperimentSpec, number: int) -> StudySpec:
    seed = experiment.first_seed + number
    changes: dict[str, object] = {"seed": seed}
    if experiment.vary == "split":
        changes["split_seed"] = seed
    elif experiment.vary == "folds":
        changes = {"seed": experiment.first_seed, "folds": experiment.runs}
        changes["fold"] = number + 1
    elif spec.training.shuffled:
        # A single permutation may by chance resemble the truth.
        changes["split_seed"] = seed
    training = type(spec.training).model_validate({**dict(spec.training), **changes})
    return spec.model_copy(update={"training": training})
