"""Settings of a measurement of what a network looks at, as frozen values."""

import hashlib

from pydantic import Field, field_validator

from cellclassifier.core.attribution_spec import Value, folder_name, spec_of
from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import Spec


class MeasureSpec(Spec):
    """What is measured, of how many tiles, and with how many nulls.

    Nothing here may be chosen by what comes out: settle it before.
    """

    method: str = Field(
        "gradient_input",
        title="Method",
        description="The attribution method whose maps are measured.",
    )
    settings: dict[str, Value] = Field(
        {},
        title="Settings of the method",
        description="Those that differ from the default ones.",
    )
    class_name: str = Field(
        "",
        title="Explained class",
        description="The class that is explained. Empty: the one that each tile was "
        "predicted to be.",
    )
    clumps: ClumpSpec = Field(
        ClumpSpec(),
        title="Clumps",
        description="How clumps are found.",
    )
    limit: int = Field(
        200,
        ge=2,
        le=100_000,
        title="Tiles",
        description="At most so many tiles, as many of each class and of each group "
        "in it as can be.",
        json_schema_extra={"step": 50},
    )
    networks: int = Field(
        19,
        ge=0,
        le=999,
        title="Permuted networks",
        description="Networks with the weights of each layer in another order, that "
        "know nothing: what their maps have in clumps comes without learning. 19 is "
        "the least with which p can be 0.05.",
    )
    reinitialised: int = Field(
        0,
        ge=0,
        le=999,
        title="Untrained networks",
        description="Networks with weights as before any training: a weaker null than "
        "permuted ones.",
        json_schema_extra={"advanced": True},
    )
    doses: tuple[int, ...] = Field(
        (1, 2, 4, 8, 16),
        title="Clumps put in",
        description="So many clumps are put into tiles of the control; growing "
        "numbers. None: this is not measured.",
        json_schema_extra={"advanced": True},
    )
    curve_tiles: int = Field(
        40,
        ge=0,
        le=10_000,
        title="Tiles for curves",
        description="So many tiles have clumps put in, and so many their pixels "
        "deleted and put back one part after the other. 0: neither is measured.",
        json_schema_extra={"advanced": True},
    )
    cascade_tiles: int = Field(
        12,
        ge=0,
        le=1000,
        title="Tiles for layers",
        description="So many tiles are explained while one layer after the other loses "
        "what it learnt. 0: this is not measured.",
        json_schema_extra={"advanced": True},
    )
    seed: int = Field(
        0,
        ge=0,
        lt=2**31,
        title="Seed",
        description="What all chance is drawn from: the same seed, the same numbers.",
        json_schema_extra={"advanced": True},
    )

    @field_validator("doses")
    @classmethod
    def _grow(cls, doses: tuple[int, ...]) -> tuple[int, ...]:
        if any(dose < 1 for dose in doses) or list(doses) != sorted(set(doses)):
            raise ValueError(
                tr("Numbers of clumps have to grow from 1 or more, such as 1, 2, 4, 8.")
            )
        return doses

    @property
    def method_folder(self) -> str:
        """Name of the method, with digits of its settings where these are its own.

        Raises:
            UserError: There is no such method or setting.
        """
        return folder_name(self.method, spec_of(self.method, self.settings))

    def digits(self, *more: str) -> str:
        """Return 8 hexadecimal digits that differ with any setting.

        Args:
            more: What else the result depends on.
        """
        text = "\n".join([self.model_dump_json(), *more])
        return hashlib.sha256(text.encode()).hexdigest()[:8]
