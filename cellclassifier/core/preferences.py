"""What the user prefers on this computer; never something that affects a result."""

import os
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)

from cellclassifier.core.devices import Engine
from cellclassifier.core.files import write_atomically

RECENT = 8
"""Number of recent folders and studies that are remembered."""


Sizes = Annotated[
    tuple[Annotated[int, Field(ge=0, le=100_000)], ...],
    Field(min_length=2, max_length=20),
]
"""Widths or heights of the parts of a splitter, in pixels, in their order."""


class Preferences(BaseModel):
    """Look of the window, what was opened lately, and what networks run on.

    `language` is "system", or the code of a language such as "de" or "pt_BR";
    `device` is "auto" for the best there is, "cpu", or "gpu:0", "gpu:1", ...;
    `tour_seen` is whether the tour was taken, or declined. `page` is the key of the
    page that was looked at last, and `splitters` are those that were moved, by name.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    scheme: Literal["system", "light", "dark"] = "system"
    blue_orange: bool = False
    language: str = Field("system", pattern=r"^(system|[a-z]{2,3}(_[A-Z]{2})?)$")
    recent_studies: tuple[Path, ...] = ()
    recent_folders: tuple[Path, ...] = ()
    device: str = Field("auto", pattern=r"^(auto|cpu|gpu:\d{1,3})$")
    engine: Engine = "tensorflow"
    tour_seen: bool = False
    page: str = Field("", max_length=40)
    splitters: dict[str, Sizes] = Field({}, max_length=300)

    @field_validator("*", mode="wrap")
    @classmethod
    def _known(
        cls, found: Any, check: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> Any:
        # What only a newer version knows, or an older one knew, must not cost the rest.
        try:
            return check(found)
        except ValidationError:
            return cls.model_fields[info.field_name or ""].default

    def remember_study(self, folder: Path) -> "Preferences":
        """Return these with `folder` first among the recent studies."""
        return self.model_copy(
            update={"recent_studies": _first(folder, self.recent_studies)}
        )

    def remember_folder(self, folder: Path) -> "Preferences":
        """Return these with `folder` first among the recent image folders."""
        return self.model_copy(
            update={"recent_folders": _first(folder, self.recent_folders)}
        )


def _first(folder: Path, others: tuple[Path, ...]) -> tuple[Path, ...]:
    return (folder, *(other for other in others if other != folder))[:RECENT]


def home() -> Path:
    """Return the folder for the program's own files of this user.

    The environment variable ``CELLCLASSIFIER_HOME`` replaces it, for tests and for
    computers where the usual place cannot be written.
    """
    if named := os.environ.get("CELLCLASSIFIER_HOME"):
        return Path(named)
    return platformdirs.user_data_path("CellClassifier", appauthor=False)


def load() -> Preferences:
    """Read the preferences; a missing or damaged file gives the defaults."""
    try:
        return Preferences.model_validate_json(
            (home() / "preferences.json").read_bytes()
        )
    except (OSError, ValueError, ValidationError):
        # Preferences are never a reason not to start.
        return Preferences()


def save(preferences: Preferences) -> None:
    """Keep the preferences; where the place cannot be written they last one session."""
    try:
        write_atomically(
            home() / "preferences.json", preferences.model_dump_json(indent=2)
        )
    except OSError:
        return
