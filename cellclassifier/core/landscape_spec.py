"""Settings of a look at the loss around a network, as frozen values."""

import hashlib
from typing import Literal

from pydantic import Field, field_validator

from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import Spec

View = Literal["line", "agreement", "slice", "input", "exactness"]
"""Along a gradient; cosines of gradients; two directions; over pixels; exactness."""

_MINIBATCHES = ("minibatches", "batch_size", "seed")
FIELDS: dict[View, tuple[str, ...]] = {
    "line": (*_MINIBATCHES, "points", "reach"),
    "agreement": _MINIBATCHES,
    "slice": (*_MINIBATCHES, "points", "reach"),
    "input": ("test", "tile", "points", "reach", "seed"),
    "exactness": _MINIBATCHES,
}
"""What each view depends on, beside the epochs."""


class LandscapeSpec(Spec):
    """What is computed of the loss around the weights of some epochs."""

    view: View = Field(
        "line",
        title="View",
        description="What is computed.",
        json_schema_extra={"choices": "LANDSCAPES"},
    )
    epochs: tuple[int, ...] = Field(
        (),
        title="Epochs",
        description="After which epochs; 0 is before any training. Empty: the network "
        "that the run keeps.",
    )
    minibatches: int = Field(
        6,
        ge=1,
        le=200,
        title="Minibatches",
        description="How many minibatches of training tiles are compared.",
    )
    batch_size: int = Field(
        20,
        ge=2,
        le=512,
        title="Minibatch",
        description="Tiles in each of them.",
        json_schema_extra={"unit": "tiles"},
    )
    points: int = Field(
        21,
        ge=3,
        le=101,
        title="Points",
        description="How many points a curve has, or each side of a surface; an odd "
        "number, so that the one in the middle is the network itself.",
        json_schema_extra={"step": 2},
    )
    reach: float = Field(
        0.05,
        gt=0,
        le=2,
        title="Reach",
        description="How far it goes to either side: along a gradient as a length; "
        "over two directions as a share of the size of each filter; over the input as "
        "a share of the tile's length.",
        json_schema_extra={"step": 0.01},
    )
    tile: int = Field(
        0,
        ge=0,
        title="Tile",
        description="Number of the tile of the test set whose pixels are changed.",
    )
    test: str = Field(
        "",
        title="Test set",
        description="The set that this tile is of. Empty: the first of the run.",
    )
    seed: int = Field(
        0,
        ge=0,
        lt=2**31,
        title="Seed",
        description="Of the minibatches and of random directions.",
        json_schema_extra={"advanced": True},
    )

    @field_validator("points")
    @classmethod
    def _odd(cls, points: int) -> int:
        if points % 2 == 0:
            raise ValueError(
                tr(
                    "Points need a middle, so their number is odd: choose {less} or "
                    "{more}.",
                    less=points - 1,
                    more=points + 1,
                )
            )
        return points

    @field_validator("epochs")
    @classmethod
    def _ascending(cls, epochs: tuple[int, ...]) -> tuple[int, ...]:
        if any(epoch < 0 for epoch in epochs) or list(epochs) != sorted(set(epochs)):
            raise ValueError(
                tr("Epochs have to ascend from 0 or more, such as 0, 2, 8.")
            )
        return epochs

    @property
    def essential(self) -> "LandscapeSpec":
        """The same with what its view does not depend on as it is by default."""
        used = ("view", "epochs", *FIELDS[self.view])
        kept = {name: getattr(self, name) for name in used}
        return LandscapeSpec.model_validate(kept)

    def digits(self, *more: str) -> str:
        """Return 8 hexadecimal digits that differ with any setting.

        Args:
            more: What else the result depends on.
        """
        text = "\n".join([self.model_dump_json(), *more])
        return hashlib.sha256(text.encode()).hexdigest()[:8]
