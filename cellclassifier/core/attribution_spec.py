"""Settings of the attribution methods, as frozen values, and what a map of each costs.

A field that is left automatic follows the size of the tile, so that the same settings
fit networks of any input size.
"""

import hashlib
import math
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from pydantic import Field, ValidationError

from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr

# Named twice: this module hands it on.
from cellclassifier.core.occlusion_spec import OcclusionSpec as OcclusionSpec
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
            tr(
                "There is no attribution method '{method}'. Choose one of: {known}.",
                method=method,
                known=", ".join(ATTRIBUTIONS),
            )
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


def _problem(method: str, error: ValidationError) -> str:
    first: Any = error.errors()[0]
    name = ".".join(map(str, first["loc"]))
    text = str(first["msg"]).removeprefix("Value error, ").rstrip(".")
    if name:
        return tr(
            "The attribution cannot be made: the setting '{name}' of '{method}' is "
            "refused. {text}.",
            name=name,
            method=method,
            text=text,
        )
    return tr(
        "The attribution cannot be made: '{method}' is refused. {text}.",
        method=method,
        text=text,
    )
