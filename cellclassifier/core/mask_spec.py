"""Settings of tiles that are masked to their clumps, or to all but these."""

from typing import Literal

from pydantic import Field

from cellclassifier.core.clump_spec import FindingSpec
from cellclassifier.core.tile_spec import Spec

Masked = Literal["none", "clumps only", "without clumps"]


class Seen(Spec):
    """What the control's training tiles show; found once, and kept with the run.

    All in units of the network's tile, 0 .. 1 from black to white.

    Attributes:
        floor: Brightness of the background, in the channel that shows clumps.
        level: Half of the usual brightness above it.
        centre: Median response to spots.
        deviation: Standard deviation of that response.
        tiles: How many tiles were looked at; 0: each tile is measured by itself.
        source: Where it is from, in words.
        light: Median brightness of each channel.
        texture: Standard deviation of each channel about smooth light.
    """

    floor: float
    level: float
    centre: float
    deviation: float
    tiles: int
    source: str
    light: tuple[float, ...]
    texture: tuple[float, ...]


class MaskSpec(FindingSpec):
    """What is hidden of each tile before the network sees it, and how it is found.

    `seen` is ``None`` until tiles are prepared: it is found from training tiles alone.
    Corrections by hand and own masks are not used: they may change after a run was
    made, and where only some tiles have one, it alone would give the class away.
    """

    masked: Masked = Field(
        "none",
        title="Tiles are masked",
        description="A control: 'clumps only' replaces all but the clumps of each tile "
        "by even light and noise, 'without clumps' replaces the clumps by what is "
        "around them; in training, validation and test alike.",
        json_schema_extra={"choices": "MASKED", "advanced": True},
    )
    seen: Seen | None = Field(
        None,
        title="Seen in the control",
        description="Found from the training tiles of the control; leave it empty.",
    )

    @property
    def active(self) -> bool:
        """Whether anything is hidden."""
        return self.masked != "none"
