"""What has to be known of a network to use it, or to believe it, outside of its study.

No path, and no name of an image, leaves the study by this.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cellclassifier import __version__
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, sha256
from cellclassifier.core.language import tr
from cellclassifier.core.run_record import RunRecord
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import SCHEMA_VERSION
from cellclassifier.core.tile_spec import GroupSpec, IntensitySpec, TilingSpec

FORMAT = 1
"""Version of the facts; a newer one is refused."""

NAME = "model.json"
"""The file of the facts, where they are one."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TrainedImage(_Frozen):
    """A training image: digest of its bytes, type, side of a pixel in µm if known.

    `used` tells whether a tile of it was in training or validation.
    """

    sha256: str
    dtype: str
    pixel_size: float | None = None
    used: bool = True


class ModelFacts(_Frozen):
    """All that is known of a network that was exported.

    Attributes:
        run: Id of the run that trained it.
        network_sha256: Digest of the network's file in the folder of that run.
        settings_sha256: Digest of what the run was made with, as `record` is here.
        network: Name of the architecture.
        shape: Height, width and channels of a tile on entry, float32.
        classes: Names of the classes, in the order of the outputs.
        outputs: Whether there is one probability a class, or that of the second alone.
        gain: Unit-input factor. The network multiplies by it itself.
        how: In sentences, how a tile is made of an image.
        intensity: The intensity rule, with its points where it has any.
        tiling: How images are cut into tiles.
        packages: Versions of what it was trained and exported with.
        record: What the run was made with, without paths.
        images: The training images, none by name.
        side: Usual width of a training tile before it was resized, px.
    """

    kind: Literal["Cell Classifier model"] = "Cell Classifier model"
    schema_version: int = FORMAT
    version: str = __version__
    created: datetime
    run: str
    network_sha256: str
    settings_sha256: str
    network: str
    shape: tuple[int, int, int]
    classes: tuple[str, ...]
    outputs: Literal["one a class", "the second class alone"]
    gain: float
    how: tuple[str, ...]
    intensity: IntensitySpec
    tiling: TilingSpec
    packages: dict[str, str]
    record: RunRecord
    images: tuple[TrainedImage, ...] = ()
    side: float = Field(gt=0)


def facts_of(run: Run, gain: float, packages: dict[str, str]) -> ModelFacts:
    """Gather what is to be known of the network of a run.

    Args:
        run: A run that has a network.
        gain: What the network multiplies tiles by on entry.
        packages: Versions of what it is exported with.

    Raises:
        OSError: A table of the run cannot be read.
    """
    record = without_paths(run.record)
    study, path = record.study, run.network_path
    assert path is not None
    size = study.tiling.size
    trained = [tile.width for tile in run.tiles() if tile.part == "train"]
    alone = study.training.head == "sigmoid"
    return ModelFacts(
        created=datetime.now(UTC),
        run=record.id,
        network_sha256=sha256(path),
        settings_sha256=hashlib.sha256(record.model_dump_json().encode()).hexdigest(),
        network=study.training.network,
        shape=(size, size, record.channels),
        classes=record.classes,
        outputs="the second class alone" if alone else "one a class",
        gain=gain,
        how=tuple(_how(record)),
        intensity=study.intensity,
        tiling=study.tiling,
        packages={**_trained_with(run), **packages},
        record=record,
        images=tuple(_images(run)),
        side=median(trained),
    )


def without_paths(record: RunRecord) -> RunRecord:
    """Return what a run was made with, but for where its files were."""
    study = record.study
    groups = study.groups if study.groups.table is None else GroupSpec()
    training = study.training.model_copy(update={"start": None})
    changes = {"train": None, "tests": (), "groups": groups, "training": training}
    kept = study.model_copy(update=changes)
    return record.model_copy(update={"study": kept, "tests": {}, "overruled": ""})


def _trained_with(run: Run) -> dict[str, str]:
    """Return the versions that the run was trained with, as far as it knows them."""
    try:
        found = json.loads((run.folder / "environment.json").read_bytes())
        packages = {f"trained: {k}": str(v) for k, v in found["packages"].items()}
    except (OSError, ValueError, LookupError, AttributeError, TypeError):
        packages = {}
    return {"trained: cellclassifier": run.record.version, **packages}


def _images(run: Run) -> Iterator[TrainedImage]:
    used = {str(tile.image) for tile in run.tiles()}
    for row in read_table(run.folder / "images.csv"):
        if row["set"] == "train":
            size = row["pixel_size"]
            yield TrainedImage(
                sha256=row["sha256"],
                dtype=row["dtype"],
                pixel_size=float(size) if size else None,
                used=row["path"] in used,
            )


def _how(record: RunRecord) -> Iterator[str]:
    """Yield how a tile is made of an image, for those who do it in another program."""
    study = record.study
    reading, tiling, rule = study.reading, study.tiling, study.intensity
    chosen = ", ".join(map(str, reading.channels)) or "all"
    yield f"Take the channels {chosen} of an image, raw values; several: {reading.mix}."
    if tiling.by == "grid":
        yield f"Cut it into {tiling.rows} x {tiling.columns} tiles (rows x columns)."
    else:
        yield f"Cut it into square tiles of {tiling.side:g} {tiling.unit}."
    if rule.black is not None and rule.white is not None:
        range_ = rule.white - rule.black
        yield f"Scale: (value - {rule.black:.9g}) / {range_:.9g}, without clipping."
    else:
        yield (
            f"Scale each image by its own percentiles {rule.low:g} (black) and "
            f"{rule.high:g} (white): (value - black) / (white - black), without "
            "clipping."
        )
    yield (
        f"Resize each tile to {tiling.size} x {tiling.size} px: means over areas where "
        "it becomes smaller, bilinear where it becomes larger."
    )
    if study.masking.active:
        yield (
            f"Tiles are masked ({study.masking.masked}): this is the network of a "
            "control, and Cell Classifier is needed to make its tiles."
        )


def parsed(text: bytes, name: str) -> ModelFacts:
    """Return the facts in `text`, which was read from the file `name`.

    Raises:
        UserError: They are damaged, or a newer version of the program wrote them.
    """
    _refuse_newer(text, name)
    try:
        return ModelFacts.model_validate_json(text)
    except ValidationError as error:
        raise UserError(
            tr(
                "{name} in {name_2} is damaged ({error_count} faults). Export the "
                "network again from its study.",
                name=NAME,
                name_2=name,
                error_count=error.error_count(),
            )
        ) from error


def _refuse_newer(text: bytes, name: str) -> None:
    try:
        found = json.loads(text)
        versions = found.get("schema_version", 0), found["record"]["schema_version"]
        newer = versions[0] > FORMAT or versions[1] > SCHEMA_VERSION
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return
    if newer:
        raise UserError(
            tr(
                "{name} was exported by a newer version of Cell Classifier. Update the "
                "program to use it.",
                name=name,
            )
        )


def for_others(facts: ModelFacts) -> dict[str, str]:
    """Return the facts as names and texts, JSON where they are more than a word.

    What only Cell Classifier needs is left out.
    """
    document: dict[str, Any] = facts.model_dump(
        mode="json", exclude={"record", "images"}
    )
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in document.items()
    }


def exported_path(run: Run, form: str, out: Path | None) -> Path:
    """Return where a network goes: `out`, or a name in the working folder.

    Raises:
        UserError: The ending is not that of the format.
    """
    ending = ENDINGS[form]
    if out is None:
        return Path(f"{run.id}{ending}").resolve()
    if out.suffix.lower() != ending:
        wanted = (
            tr("a file ending in {ending}", ending=ending)
            if ending
            else tr("a folder without ending")
        )
        raise UserError(
            tr(
                "Expected {wanted} for the format {form}. Received: {out}",
                wanted=wanted,
                form=form,
                out=out,
            )
        )
    return out.resolve()


ENDINGS = {"keras": ".cellmodel", "onnx": ".onnx", "savedmodel": ""}
"""Ending of what is exported, by format; a SavedModel is a folder."""
