"""Settings of a look at the loss around a network, as frozen values."""

import hashlib
from typing import Literal

from pydantic import Field

from cellclassifier.core.tile_spec import Spec

View = Literal["line", "agreement", "slice", "input", "exactness"]
"""Along a gradient; cosines between gradients; two directions; over pixels; exactness."""


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
        description="How many points a curve has, or each side of a surface.",
    )
    reach: float = Field(
        0.05,
        gt=0,
        le=2,
        title="Reach",
        description="How far the weights are moved to either side: along a gradient as "
        "a length; over two directions as a share of the size of each filter.",
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
        description="The set that this tile is of.",
    )
    seed: int = Field(
        0,
        ge=0,
        lt=2**31,
        title="Seed",
        description="Of the minibatches and of random directions.",
        json_schema_extra={"advanced": True},
    )

    def digits(self, *more: str) -> str:
        """Return 8 hexadecimal digits that differ with any setting.

        Args:
            more: What else the result depends on.
        """
        text = "\n".join([self.model_dump_json(), *more])
        return hashlib.sha256(text.encode()).hexdigest()[:8]
