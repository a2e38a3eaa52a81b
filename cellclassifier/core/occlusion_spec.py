"""Settings of the occlusion: how large its window is, and how far it moves."""

from typing import Literal

from pydantic import Field, model_validator

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import Spec

_AUTOMATIC_WINDOW = 8  # windows side by side in a tile


class OcclusionSpec(Spec):
    """How large the window is that is covered, and how far it moves."""

    window: float | None = Field(
        None,
        gt=0,
        le=100_000,
        title="Window",
        description="Side of the square that is covered. Automatic: an eighth of the "
        "tile's side.",
    )
    stride: float | None = Field(
        None,
        gt=0,
        le=100_000,
        title="Stride",
        description="How far the window moves; the time grows with the square of what "
        "it is divided by. Automatic: half the window.",
    )
    unit: Literal["px", "µm"] = Field(
        "px",
        title="Unit",
        description="Pixels of the tile as the network sees it, or micrometres where "
        "the image carries its pixel size.",
    )
    channels: Literal["together", "apart"] = Field(
        "together",
        title="Channels",
        description="Cover all channels at once; or one after the other, which takes "
        "as many times longer and tells them apart.",
        json_schema_extra={"advanced": True},
    )

    @model_validator(mode="after")
    def _covers_all(self) -> "OcclusionSpec":
        if self.window and self.stride and self.stride > self.window:
            raise ValueError(
                tr(
                    "The stride ({stride:g}) is larger than the window ({window:g}), "
                    "so some pixels would never be covered. Set one of at most the "
                    "window.",
                    stride=self.stride,
                    window=self.window,
                )
            )
        return self

    def in_pixels(self, micrometres: float | None) -> "OcclusionSpec":
        """Return the same settings in pixels of the tile.

        Args:
            micrometres: Side of a pixel of the tile as the network sees it, µm;
                ``None`` where it is not known.

        Raises:
            UserError: It is not known, and the settings are in micrometres.
        """
        if self.unit == "px":
            return self
        if not micrometres:
            raise UserError(
                tr(
                    "The window of this attribution is given in micrometres, but the "
                    "image does not say how large its pixels are. Give the window in "
                    "pixels."
                )
            )
        given = {"window": self.window, "stride": self.stride}
        changed = {name: each and each / micrometres for name, each in given.items()}
        return self.model_copy(update={**changed, "unit": "px"})

    def window_px(self, side: int) -> int:
        """Return the window's side, px, in tiles of this side; at least 1.

        Raises:
            ValueError: The settings are in micrometres; see `in_pixels`.
        """
        if self.unit != "px":
            raise ValueError("expected settings in pixels")
        return min(side, _whole(self.window or side / _AUTOMATIC_WINDOW))

    def stride_px(self, side: int) -> int:
        """Return how far the window moves, px: at least 1, at most the window."""
        window = self.window_px(side)
        return min(window, _whole(self.stride or window / 2))

    def starts(self, length: int, side: int) -> list[int]:
        """Return where windows start along one axis, px; every pixel is covered.

        Args:
            length: The tile's length along the axis.
            side: The tile's shorter side.
        """
        last = length - self.window_px(side)
        return [*range(0, last, self.stride_px(side)), last]


def _whole(pixels: float) -> int:
    return max(1, round(pixels))
