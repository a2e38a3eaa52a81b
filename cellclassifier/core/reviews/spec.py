"""Settings of a blinded review, as a frozen value: what is asked, of which tiles."""

from typing import Literal

from pydantic import Field

from cellclassifier.core.tile_spec import Spec


class ReviewSpec(Spec):
    """What readers of a review are asked, and about which tiles."""

    kind: Literal["classify", "judge", "crossover"] = Field(
        "classify",
        title="Question",
        description="Classify: name the class of each tile; nothing of the network is "
        "shown. Judge: see the network's class and confidence, and agree or not. "
        "Crossover: both, on the same tiles, half of them in either order.",
    )
    tiles: Literal["all", "sample", "disagreed"] = Field(
        "sample",
        title="Tiles",
        description="All tiles of the test set, a sample that has each class in "
        "proportion, or those on which the chosen runs disagree.",
    )
    sample: int = Field(
        100,
        ge=2,
        le=100_000,
        title="At most",
        description="Number of tiles in the sample; of tiles on which the runs "
        "disagree, this many are drawn where there are more.",
        json_schema_extra={"unit": "tiles", "step": 10},
    )
    repeats: float = Field(
        0.1,
        ge=0,
        le=0.5,
        title="Hidden repeats",
        description="Share of the tiles that come a second time, much later, to see "
        "whether a reader answers the same.",
        json_schema_extra={"unit": "of the tiles", "step": 0.05},
    )
    cannot_tell: bool = Field(
        True,
        title="'Cannot tell' is an answer",
        description="Readers may say that they cannot tell (key 0). Off: they have to "
        "decide.",
    )
    overlay: bool = Field(
        False,
        title="Show the attribution",
        description="With a judged tile, what the network looked at can be laid over "
        "it.",
    )
    practice: int = Field(
        0,
        ge=0,
        le=1000,
        title="Practice",
        description="Training tiles that each reader answers first, with the right "
        "answer shown after each. 0: no practice.",
        json_schema_extra={"unit": "tiles", "step": 5},
    )
    seed: int | None = Field(
        None,
        ge=0,
        le=2**31 - 1,
        title="Seed",
        description="The same seed draws the same tiles. None: drawn at random. The "
        "order of each reader is always drawn anew.",
        json_schema_extra={"advanced": True},
    )
