"""Settings of the attribution methods, as frozen values, and what a map of each costs.

A field that is left automatic follows the size of the tile, so that the same settings
fit networks of any input size.
"""

import hashlib
import math
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from pydantic import Field, ValidationError, model_validator

from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.errors import UserError
from cellclassifier.core.tile_spec import Spec

Value = float | str
"""One setting, as it travels to the worker."""

UNSIGNED = frozenset({"article", "combined"})
"""Methods whose maps say how much a place matters, but not for or against the class."""

PER_CHANNEL = frozenset(
    {"gradient_input", "integrated_gradients", "smooth_gradient", "article"}
)
"""Methods whose maps differ between channels whatever the settings are; the others
say of a place, not of a channel, and give each channel the same part."""

_AUTOMATIC_WINDOW = 8  # windows side by side in a tile
_AUTOMATIC_BLUR = 10  # standard deviations of the blur in a tile's side


class GradientInputSpec(Spec):
    """Gradient x input: nothing to set."""


class ArticleSpec(Spec):
    """As in the article: nothing to set."""


class HiresCamSpec(Spec):
    """HiResCAM: nothing to set."""


class IntegratedGradientsSpec(Spec):
    """From which baseline, and in how many steps, gradients are summed."""

    steps: int = Field(
        32,
        ge=4,
        le=512,
        title="Steps",
        description="Points between baseline and tile at which the gradient is taken. "
        "Where the map misses the change of the log-odds by more than 5 %, they are "
        "doubled once.",
        json_schema_extra={"step": 8},
    )
    baseline: Literal["blurred", "black"] = Field(
        "blurred",
        title="Baseline",
        description="What the tile is compared with: the same tile, blurred until "
        "its details are gone; or black, against which whatever is bright counts.",
    )
    blur: float | None = Field(
        None,
        gt=0,
        le=512,
        title="Blur",
        description="Standard deviation of the blur. Automatic: a tenth of the "
        "tile's side.",
        json_schema_extra={"unit": "px", "step": 1, "advanced": True},
    )

    def blur_px(self, side: int) -> float:
        """Return the standard deviation of the blur, px, for tiles of this side."""
        return self.blur or side / _AUTOMATIC_BLUR


class SmoothGradientSpec(Spec):
    """How much noise is added, and how often."""

    samples: int = Field(
        16,
        ge=2,
        le=256,
        title="Samples",
        description="Noisy copies of the tile whose gradients are averaged.",
        json_schema_extra={"step": 8},
    )
    noise: float = Field(
        0.1,
        gt=0,
        le=1,
        title="Noise",
        description="Standard deviation of the noise, as a share of the range between "
        "the tile's darkest and brightest pixel.",
        json_schema_extra={"unit": "of the range", "step": 0.05},
    )
    seed: int = Field(
        0,
        ge=0,
        lt=2**31,
        title="Seed",
        description="What the noise is drawn from: the same seed, the same map.",
        json_schema_extra={"advanced": True},
    )


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
                f"The stride ({self.stride:g}) is larger than the window "
                f"({self.window:g}), so some pixels would never be covered. Set one "
                "of at most the window."
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
                "The window of this attribution is given in micrometres, but the image "
                "does not say how large its pixels are. Give the window in pixels."
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


class CombinedSpec(OcclusionSpec):
    """The window of the occlusion; gradient x input has nothing to set."""


SPECS: dict[str, type[Spec]] = {
    "gradient_input": GradientInputSpec,
    "integrated_gradients": IntegratedGradientsSpec,
    "occlusion": OcclusionSpec,
    "combined": CombinedSpec,
    "smooth_gradient": SmoothGradientSpec,
    "hires_cam": HiresCamSpec,
    "article": ArticleSpec,
}
"""The settings of each method of the catalogue."""


class Passes(NamedTuple):
    """What one map costs: how often the network is applied to one tile.

    Attributes:
        forward: Forward alone.
        gradients: Forward, and back to the input.
    """

    forward: int
    gradients: int


def spec_of(method: str, settings: Mapping[str, Value] | None = None) -> Spec:
    """Return the settings of a method; what is not given is as by default.

    Raises:
        UserError: There is no such method or setting, or it has no such value.
    """
    if method not in SPECS:
        raise UserError(
            f"There is no attribution method '{method}'. Choose one of: "
            f"{', '.join(ATTRIBUTIONS)}."
        )
    try:
        return SPECS[method].model_validate(dict(settings or {}))
    except ValidationError as error:
        raise UserError(_problem(method, error)) from error


def settings_of(spec: Spec) -> dict[str, Value]:
    """Return what differs from the defaults, as it travels to the worker."""
    found: dict[str, Value] = spec.model_dump(mode="json", exclude_defaults=True)
    return found


def folder_name(method: str, spec: Spec) -> str:
    """Return the name of the folder in which maps with these settings are kept.

    That is the method's own name with the default settings, and one with 8 hexadecimal
    digits of their SHA-256 with others.
    """
    if not settings_of(spec):
        return method
    digest = hashlib.sha256(spec.model_dump_json().encode()).hexdigest()
    return f"{method}-{digest[:8]}"


def passes(method: str, spec: Spec, shape: tuple[int, int, int]) -> Passes:
    """Return what a map of one tile costs.

    Args:
        method: The method.
        spec: Its settings; those of a window in pixels.
        shape: Height, width and channels of the tile.
    """
    match spec:
        case IntegratedGradientsSpec():
            return Passes(2, spec.steps)
        case SmoothGradientSpec():
            return Passes(0, spec.samples)
        case OcclusionSpec():
            windows = _windows(spec, shape)
            return Passes(1 + windows, int(method == "combined"))
    return {"hires_cam": Passes(1, 0), "article": Passes(1, 1)}.get(
        method, Passes(0, 1)
    )


def _windows(spec: OcclusionSpec, shape: tuple[int, int, int]) -> int:
    *sides, channels = shape
    places = math.prod(len(spec.starts(length, min(sides))) for length in sides)
    return places * (channels if spec.channels == "apart" else 1)


def _whole(pixels: float) -> int:
    return max(1, round(pixels))


def _problem(method: str, error: ValidationError) -> str:
    first: Any = error.errors()[0]
    name = ".".join(map(str, first["loc"]))
    text = str(first["msg"]).removeprefix("Value error, ").rstrip(".")
    where = f"the setting '{name}' of " if name else ""
    return f"The attribution cannot be made: {where}'{method}' is refused. {text}."
