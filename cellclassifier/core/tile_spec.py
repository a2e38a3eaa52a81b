"""Settings of how images become the tiles that a network sees, as frozen values."""

import re
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from cellclassifier.core.language import tr


class Spec(BaseModel):
    """Base of all settings: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GroupSpec(Spec):
    """How images are gathered into groups, which a split never divides."""

    by: Literal["auto", "image", "folder", "pattern", "table"] = Field(
        "auto",
        title="Groups from",
        description="What must not be divided between training and validation: "
        "found by itself, each image alone, a sub-folder of the class folder, a "
        "pattern on the file name, or a table (CSV).",
    )
    pattern: str = Field(
        "",
        title="Pattern",
        description="A regular expression on the file name; what its first pair of "
        "brackets matches (or all of it) names the group, such as (well_[A-H]\\d+). "
        "Named brackets, (?P<day>...) and (?P<dish>...), name it together.",
    )
    table: Path | None = Field(
        None,
        title="Table of groups",
        description="A CSV file with the columns 'file' (path below the folder of "
        "images, or the file's name) and 'group'.",
    )

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(
                tr(
                    "'{pattern}' is not a regular expression ({error}). An example "
                    "that is one: (well_[A-H]\\d+).",
                    pattern=pattern,
                    error=error,
                )
            ) from error
        return pattern


class ReadingSpec(Spec):
    """What is taken of each image file: channels, plane, time point."""

    channels: tuple[int, ...] = Field(
        (),
        title="Channels",
        description="Numbers of the channels that are used, from 1; none: all of them.",
    )
    mix: Literal["keep", "mean", "maximum"] = Field(
        "keep",
        title="Several channels",
        description="Keep them apart, as colours, or make one grey value of them: "
        "their mean or their maximum.",
    )
    plane: Literal["only", "one", "maximum"] = Field(
        "only",
        title="Plane",
        description="Of a stack: one plane, or the maximum projection of all. 'only': "
        "images have a single plane, and a stack is left out.",
    )
    plane_number: int = Field(
        1,
        ge=1,
        title="Plane number",
        description="Number of the plane that is taken, from 1.",
    )
    time: Literal["only", "one"] = Field(
        "only",
        title="Time point",
        description="Of a time series: one time point. 'only': images have a single "
        "one, and a series is left out.",
    )
    time_number: int = Field(
        1,
        ge=1,
        title="Time point number",
        description="Number of the time point that is taken, from 1.",
    )
    scene: int = Field(
        0,
        ge=0,
        title="Image in the file",
        description="Of a file that holds several images (scenes, positions): the "
        "number of the one that is taken, from 1. 0: a file with several is left out.",
    )

    @field_validator("channels")
    @classmethod
    def _numbers(cls, channels: tuple[int, ...]) -> tuple[int, ...]:
        if any(number < 1 for number in channels):
            raise ValueError(tr("Channels are numbered from 1."))
        return tuple(dict.fromkeys(channels))


class TilingSpec(Spec):
    """How images are cut into tiles, and the size at which the network sees them."""

    size: int = Field(
        256,
        ge=64,
        le=1024,
        title="Input size",
        description="Side of the square that the network sees; each tile is resized "
        "to it. Halving it makes training four times faster.",
        json_schema_extra={"unit": "px", "step": 32},
    )
    by: Literal["grid", "size"] = Field(
        "grid",
        title="Cut by",
        description="A grid of rows and columns, or tiles of one size.",
    )
    rows: int = Field(
        1,
        ge=1,
        le=64,
        title="Rows",
        description="Tiles that each image is cut into, from top to bottom.",
    )
    columns: int = Field(
        1,
        ge=1,
        le=64,
        title="Columns",
        description="Tiles that each image is cut into, from left to right.",
    )
    side: float = Field(
        128.0,
        gt=0,
        le=100_000,
        title="Tile size",
        description="Side of each square tile in the image. Tiles overlap a little "
        "more where the image is no multiple of it, so that nothing is lost.",
    )
    unit: Literal["px", "µm"] = Field(
        "px",
        title="Unit",
        description="Pixels, or micrometres where every image carries its pixel size.",
    )
    overlap: float = Field(
        0.0,
        ge=0,
        le=0.9,
        title="Overlap",
        description="Share of a tile's side that it has in common with the next one.",
        json_schema_extra={"unit": "of the side", "step": 0.05},
    )
    least_contrast: float = Field(
        0.0,
        ge=0,
        le=1,
        title="Least contrast",
        description="Tiles whose pixels differ by less than this are dropped, in all "
        "classes alike: their standard deviation as a share of the range from black "
        "to white. 0: none is dropped.",
        json_schema_extra={"unit": "of the range", "step": 0.005},
    )


class IntensitySpec(Spec):
    """The one rule by which pixel values become numbers between 0 and 1.

    `black` and `white` are raw pixel values. They are the user's where `rule` is
    "window"; for "full" and "percentiles" they are found from the training images and
    ``None`` until then. With "image" each image has its own, from its own percentiles.
    """

    rule: Literal["full", "window", "percentiles", "image"] = Field(
        "full",
        title="Intensity",
        description="Full range of the camera; a window from a black to a white point; "
        "percentiles of all training images; or each image stretched on its own.",
    )
    black: float | None = Field(None, title="Black point")
    white: float | None = Field(None, title="White point")
    low: float = Field(
        0.1,
        ge=0,
        lt=50,
        title="Lower percentile",
        description="This share of the pixels is darker than black.",
        json_schema_extra={"unit": "%", "step": 0.1},
    )
    high: float = Field(
        99.9,
        gt=50,
        le=100,
        title="Upper percentile",
        description="This share of the pixels is darker than white.",
        json_schema_extra={"unit": "%", "step": 0.1},
    )

    @model_validator(mode="after")
    def _in_order(self) -> "IntensitySpec":
        if self.black is None or self.white is None or self.black < self.white:
            return self
        raise ValueError(
            tr(
                "The black point ({black:g}) has to lie below the white point "
                "({white:g}).",
                black=self.black,
                white=self.white,
            )
        )


class AugmentSpec(Spec):
    """How training tiles are changed at random, anew in every epoch."""

    rotation: float = Field(
        180.0,
        ge=0,
        le=180,
        title="Turn",
        description="Each tile is turned by up to this angle either way.",
        json_schema_extra={"unit": "degrees", "step": 5.0, "off": 0},
    )
    steps: float = Field(
        0.0,
        ge=0,
        le=180,
        title="Turn in steps of",
        description="Angles are multiples of this, such as 18 degrees in the article. "
        "0: any angle.",
        json_schema_extra={"unit": "degrees", "step": 1.0, "advanced": True},
    )
    shift: float = Field(
        0.05,
        ge=0,
        le=0.5,
        title="Shift",
        description="Each tile is shifted by up to this share of its side; what is "
        "missing at the edge is filled by reflection.",
        json_schema_extra={"unit": "of the side", "step": 0.01, "off": 0},
    )
    flip: bool = Field(
        True,
        title="Mirror",
        description="Half of the tiles are mirrored left to right, half top to bottom.",
    )
    zoom: float = Field(
        0.0,
        ge=0,
        le=0.5,
        title="Zoom",
        description="Each tile is made larger or smaller by up to this share.",
        json_schema_extra={"unit": "of the size", "step": 0.05, "off": 0},
    )
    brightness: float = Field(
        0.0,
        ge=0,
        le=1,
        title="Brightness",
        description="Up to this much is added to all pixels of a tile or taken away; 1 "
        "is the range from black to white.",
        json_schema_extra={"unit": "of the range", "step": 0.05, "off": 0},
    )
    contrast: float = Field(
        0.0,
        ge=0,
        le=0.9,
        title="Contrast",
        description="The pixels of a tile are brought nearer to or further from their "
        "mean by up to this share.",
        json_schema_extra={"unit": "of the contrast", "step": 0.05, "off": 0},
    )
    noise: float = Field(
        0.0,
        ge=0,
        le=0.5,
        title="Noise",
        description="Standard deviation of Gaussian noise added to each pixel; 1 is "
        "the range from black to white.",
        json_schema_extra={"unit": "of the range", "step": 0.005, "off": 0},
    )

    @property
    def active(self) -> bool:
        """Whether any tile is changed at all."""
        values = self.model_dump(exclude={"steps"}).values()
        return any(values)
