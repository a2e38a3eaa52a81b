"""Settings of how clumps are found in a tile, as frozen values."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from cellclassifier.core.tile_spec import Spec


class FindingSpec(Spec):
    """How clumps are found by their size."""

    radius: float = Field(
        3.5,
        gt=0,
        le=1000,
        title="Clump radius",
        description="Radius of a usual clump in the image as it was recorded: the one "
        "setting that matters. Clumps of half to twice of it are found.",
        json_schema_extra={"step": 0.5},
    )
    unit: Literal["px", "µm"] = Field(
        "px",
        title="Unit",
        description="Pixels of the image, or micrometres where every image carries its "
        "pixel size.",
    )
    k: float = Field(
        5.0,
        gt=0,
        le=100,
        title="Threshold",
        description="A clump stands out by this many standard deviations of the "
        "control's texture (1.4826 MAD, which clumps barely move). More: fewer clumps.",
        json_schema_extra={"unit": "deviations", "step": 0.5},
    )
    smallest: float = Field(
        0.25,
        ge=0,
        le=10,
        title="Smallest clump",
        description="What is smaller than this share of the usual area is no clump.",
        json_schema_extra={"unit": "of the area", "step": 0.05, "advanced": True},
    )
    largest: float = Field(
        30.0,
        gt=0,
        le=10_000,
        title="Largest clump",
        description="What is larger than this many usual areas is no clump; several "
        "that touch count as one.",
        json_schema_extra={"unit": "areas", "step": 1.0, "advanced": True},
    )
    dilate: int = Field(
        0,
        ge=0,
        le=20,
        title="Widen by",
        description="Outlines are moved out by this many pixels of the network's tile, "
        "since convolutions and pooling blur an attribution.",
        json_schema_extra={"unit": "px", "advanced": True},
    )
    channel: int = Field(
        0,
        ge=0,
        le=64,
        title="Channel",
        description="Number of the channel that shows the clumps, from 1. 0: the mean "
        "of all channels.",
        json_schema_extra={"advanced": True},
    )
    control: str = Field(
        "",
        title="Control class",
        description="The class without clumps, from whose training tiles the threshold "
        "comes. Empty: the class that is called control or alike.",
    )


class ClumpSpec(FindingSpec):
    """How clumps are found; kept with every result that rests on them.

    Choose these by looking at the outlines, on training images; never by how well an
    attribution falls on the clumps, since that is what is to be measured.
    """

    masks: Path | None = Field(
        None,
        title="Own masks",
        description="A folder of masks (PNG or TIFF, 0 outside clumps; ImageJ .roi or "
        ".zip), named as the images, which are used instead of finding clumps.",
    )
