"""Settings, as frozen values: what a study is made of and what a run was made with.

Those of reading, cutting and changing tiles are in `tile_spec`, those of training in
`train_spec`.

Every field carries its range, its default and one line of help, so that forms, files
and error messages are all drawn from here.
"""

from pathlib import Path
from typing import Any

from pydantic import Field

from cellclassifier.core.mask_spec import MaskSpec
from cellclassifier.core.tile_spec import (
    AugmentSpec,
    GroupSpec,
    IntensitySpec,
    ReadingSpec,
    Spec,
    TilingSpec,
)
from cellclassifier.core.train_spec import TrainSpec

SCHEMA_VERSION = 5
"""Version of the study and run files; a newer one is refused, never changed."""


class StudySpec(Spec):
    """What a study is made of: the folders, and the settings for the next run."""

    schema_version: int = SCHEMA_VERSION
    train: Path | None = Field(None, title="Training images")
    tests: tuple[Path, ...] = Field((), title="Test sets")
    reading: ReadingSpec = ReadingSpec()
    groups: GroupSpec = GroupSpec()
    tiling: TilingSpec = TilingSpec()
    intensity: IntensitySpec = IntensitySpec()
    masking: MaskSpec = MaskSpec()
    augment: AugmentSpec = AugmentSpec()
    training: TrainSpec = TrainSpec()


def explain_invalid(error: Any) -> str:
    """Return what a pydantic `ValidationError` says, as sentences for the user."""
    sentences = []
    for item in error.errors():
        where = " -> ".join(str(part) for part in item["loc"]) or "settings"
        message = str(item["msg"]).removeprefix("Value error, ")
        # Of a file that is no JSON at all, the input would be the whole text.
        told = item["type"] == "json_invalid" or "Received: " in message
        got = "" if told else f" (got {item['input']!r})"
        sentences.append(f"{where}: {message}{got}".removesuffix(".") + ".")
    return " ".join(sentences)
