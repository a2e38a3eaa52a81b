"""Settings of what chance decides about training tiles, as frozen values."""

from typing import Literal

from pydantic import Field

from cellclassifier.core.tile_spec import Spec

SizeUnit = Literal["tiles", "groups"]


class LotSpec(Spec):
    """Which of the training tiles are used, and with which labels.

    All is drawn among training tiles: validation and tests stay as they are.
    """

    per_class: int = Field(
        0,
        ge=0,
        le=1_000_000,
        title="Of each class",
        description="So many training tiles, or groups, are drawn of each class, to "
        "see how much the number matters. A smaller draw is part of a larger one. "
        "0: all of them.",
        json_schema_extra={"advanced": True},
    )
    per_class_unit: SizeUnit = Field(
        "tiles",
        title="Counted in",
        description="Whether tiles of each class are drawn, or whole groups.",
        json_schema_extra={"advanced": True, "choices": "SIZE_UNITS"},
    )
    draw_seed: int = Field(
        0,
        ge=0,
        le=2**31 - 1,
        title="Seed of the draw",
        description="With the seed of the split it decides which tiles or groups of "
        "each class are drawn; the split stays the same.",
        json_schema_extra={"advanced": True},
    )
    max_tiles: int = Field(
        0,
        ge=0,
        le=1_000_000,
        title="At most",
        description="The training tiles are drawn once, at random, down to this number "
        "(400 in the article). 0: all of them.",
        json_schema_extra={"advanced": True, "unit": "training tiles", "step": 100},
    )
    shuffled: bool = Field(
        False,
        title="Shuffled labels",
        description="A control: classes are dealt anew at random among the images of "
        "each group. What is learnt then is no class, so the test has to stay at "
        "chance.",
        json_schema_extra={"advanced": True},
    )
