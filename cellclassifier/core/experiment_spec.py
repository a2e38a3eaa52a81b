"""What an experiment repeats and compares, and the runs that makes."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.clump_spec import FindingSpec
from cellclassifier.core.errors import UserError

# Named twice: this module hands them on.
from cellclassifier.core.evening import EVENED as EVENED
from cellclassifier.core.evening import MOST_TIMES as MOST_TIMES
from cellclassifier.core.evening import evened as evened
from cellclassifier.core.language import tr
from cellclassifier.core.lot_spec import SizeUnit
from cellclassifier.core.mask_spec import Masked, MaskSpec
from cellclassifier.core.recipes import with_network
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import Spec
from cellclassifier.core.train_spec import TrainSpec

Mix = Literal["keep", "mean", "maximum"]

MIXES: dict[Mix, str] = {
    "keep": "colour",
    "mean": "grey (mean)",
    "maximum": "grey (maximum)",
}
"""What the data variants are called: channels kept apart, or one grey value of them."""

CONTROL = "shuffled labels"
"""How runs of the control are called."""

Control = Literal["shuffled", "clumps only", "without clumps"]

ALL = 0
"""The size that stands for all training tiles."""


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
    asked: tuple[str, ...] = Field(
        (),
        title="Alike for all networks",
        description="Names of settings of the training that were asked for: every "
        "network has them as they are, where it would have its own.",
    )
    mixes: tuple[Mix, ...] = Field((), title="Data")
    sizes: tuple[int, ...] = Field(
        (),
        title="Sizes",
        description="Numbers of training tiles, or groups, of each class, that are "
        "compared, to see whether more would help; 0 stands for all. None: all of "
        "them, once. Runs of fewer tiles get more epochs, so that each size changes "
        "the weights about as often as all tiles do: up to 20 times as many.",
    )
    size_unit: SizeUnit = Field(
        "tiles",
        title="Counted in",
        description="Whether sizes are numbers of tiles or of whole groups.",
        json_schema_extra={"choices": "SIZE_UNITS"},
    )
    controls: tuple[Control, ...] = Field(
        (),
        title="Controls",
        description="Train the same again where what was to be learnt is not there, or "
        "alone is: with shuffled labels, with the clumps alone, or without them.",
    )
    clumps: FindingSpec | None = Field(
        None,
        title="Clumps",
        description="How clumps are found for these controls; without it as the "
        "study's masking says.",
    )

    @model_validator(mode="before")
    @classmethod
    def _of_older_versions(cls, found: Any) -> Any:
        # Up to format 4 there was one control, on or off.
        if not isinstance(found, dict) or "shuffled" not in found:
            return found
        rest = {name: value for name, value in found.items() if name != "shuffled"}
        own = ("shuffled",) if found["shuffled"] else ()
        return {**rest, "controls": (*own, *rest.get("controls", ()))}

    @field_validator("sizes")
    @classmethod
    def _in_order(cls, sizes: tuple[int, ...]) -> tuple[int, ...]:
        if any(size < 0 for size in sizes):
            raise ValueError(tr("Sizes are numbers from 1, or 0 for all."))
        # From few to many; all are the most.
        return tuple(sorted(set(sizes), key=lambda size: (size == ALL, size)))

    @field_validator("controls")
    @classmethod
    def _once(cls, controls: tuple[Control, ...]) -> tuple[Control, ...]:
        return tuple(dict.fromkeys(controls))

    @field_validator("asked")
    @classmethod
    def _settings(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in TrainSpec.model_fields:
                raise ValueError(
                    tr("There is no setting of the training '{name}'.", name=name)
                )
        return tuple(dict.fromkeys(names))

    @field_validator("networks")
    @classmethod
    def _known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in ARCHITECTURES:
                known = ", ".join(ARCHITECTURES)
                raise ValueError(
                    tr(
                        "There is no network '{name}'. There are: {known}.",
                        name=name,
                        known=known,
                    )
                )
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
            than the one there comes with the settings that it is best trained with,
            but for those that were asked for.
        experiment: What is repeated and compared.

    Raises:
        UserError: There cannot be so many folds.
    """
    if experiment.vary == "folds" and not 2 <= experiment.runs <= 50:
        raise UserError(
            tr(
                "Runs that each keep a fold aside are 2 to 50, not {number}. Choose "
                "another number of runs.",
                number=experiment.runs,
            )
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
            training = with_network(training, network, experiment.asked)
        for mix in mixes:
            changed = spec.model_copy(update={"training": training})
            if mix is not None:
                reading = spec.reading.model_copy(update={"mix": mix})
                changed = changed.model_copy(update={"reading": reading})
            name = network if mix is None else f"{network}, {MIXES[mix]}"
            yield from _sizes(name, changed, experiment)
            yield from _controls(name, changed, experiment)


def size_text(size: int, unit: SizeUnit) -> str:
    """Return what a size is called, as in "20 tiles a class" or "all tiles"."""
    if size == ALL:
        return f"all {unit}"
    return f"{size} {unit if size > 1 else unit.removesuffix('s')} a class"


def _sizes(
    name: str, spec: StudySpec, experiment: ExperimentSpec
) -> Iterator[tuple[str, StudySpec]]:
    unit = experiment.size_unit
    if not experiment.sizes:
        yield name, spec
    for size in experiment.sizes:
        lot = {"per_class": size, "per_class_unit": unit}
        training = spec.training.model_copy(update=lot)
        called = f"{name}, {size_text(size, unit)}"
        yield called, spec.model_copy(update={"training": training})


def _controls(
    name: str, spec: StudySpec, experiment: ExperimentSpec
) -> Iterator[tuple[str, StudySpec]]:
    for control in experiment.controls:
        if control == "shuffled":
            training = spec.training.model_copy(update={"shuffled": True})
            changed = spec.model_copy(update={"training": training})
            yield f"{name}, {CONTROL}", changed
        else:
            masking = _masking(spec, experiment, control)
            yield f"{name}, {control}", spec.model_copy(update={"masking": masking})


def _masking(spec: StudySpec, experiment: ExperimentSpec, masked: Masked) -> MaskSpec:
    found = experiment.clumps or spec.masking
    how = {name: getattr(found, name) for name in FindingSpec.model_fields}
    return MaskSpec(masked=masked, **how)


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
    if experiment.sizes:
        # Which tiles are few matters most: each run draws its own.
        changes["draw_seed"] = experiment.first_seed + number
    training = type(spec.training).model_validate({**dict(spec.training), **changes})
    return spec.model_copy(update={"training": training})
