"""Writes what was measured of clumps: tables for R, and the sentences."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cellclassifier.core.attribution_spec import folder_name, spec_of
from cellclassifier.core.clumps.class_names import NOT_KNOWN
from cellclassifier.core.clumps.measures import Measured, OverRuns, Part
from cellclassifier.core.clumps.medians import Median
from cellclassifier.core.files import write_atomically, write_table
from cellclassifier.core.language import in_english

TILES = (
    *("tile", "image", "group", "true_class", "predicted_class", "outcome"),
    *("explained", "clumps", "source", "area", "mass", "enrichment", "rank"),
    *("brightness_alone", "masks_elsewhere"),
)
NUMBERS = (
    *("class", "outcome", "tiles", "without_clumps", "number", "value", "low"),
    *("high", "interval_over", "groups"),
)
NULLS = (
    *("class", "outcome", "null", "observed", "median", "draws", "below", "p"),
    "tiles",
)
DRAWS = ("class", "outcome", "null", "draw", "value")
PROFILES = ("class", "along", "x", "unit", "mean", "low", "high", "tiles", "groups")


def folder_of(measured: Measured, study_folder: Path) -> Path:
    """Return where a result is written: in the run it is of, by set and method."""
    method = folder_name(measured.method, spec_of(measured.method, measured.settings))
    name = f"{measured.test}_{method}"
    return study_folder / "runs" / measured.run / "clumps" / name


def write_measured(
    folder: Path,
    measured: Measured,
    words: str | None = None,
    more: Mapping[str, object] | None = None,
) -> list[Path]:
    """Write a result: the tables, how clumps were found, and what it says.

    Args:
        folder: Where to; made if absent.
        measured: The result.
        words: What it says in English, where that is more than `measured` knows.
        more: What else is kept among the settings.

    Returns:
        The files: tiles.csv, numbers.csv, nulls.csv, null_draws.csv, profiles.csv,
        settings.json and words.txt.

    Raises:
        OSError: The folder cannot be written.
    """
    tables = {
        "tiles.csv": (TILES, _tile_rows(measured)),
        "numbers.csv": (NUMBERS, _number_rows(measured)),
        "nulls.csv": (NULLS, _null_rows(measured)),
        "null_draws.csv": (DRAWS, _draw_rows(measured)),
        "profiles.csv": (PROFILES, _profile_rows(measured)),
    }
    paths = [folder / name for name in tables]
    for path, (header, rows) in zip(paths, tables.values(), strict=True):
        write_table(path, header, rows)
    settings, said = folder / "settings.json", folder / "words.txt"
    kept = {**_settings(measured), **(more or {})}
    write_atomically(settings, json.dumps(kept, indent=2))
    with in_english():
        write_atomically(said, (words or measured.text()) + "\n")
    return [*paths, settings, said]


def write_over_runs(path: Path, found: Sequence[OverRuns]) -> None:
    """Write the enrichment over runs as a table, one row a class.

    Raises:
        OSError: The file cannot be written.
    """
    header = ("class", "runs", "each", "mean", "low", "high", "tiles", "groups")
    write_table(path, header, (_over_runs_row(each) for each in found))


def _over_runs_row(found: OverRuns) -> tuple[object, ...]:
    number = found.enrichment
    each = " ".join(f"{value:.6g}" for value in found.each)
    ends = _ends(number)
    return (
        *(found.class_name, number.runs, each, _text(number.value), *ends),
        *(number.tiles, number.groups),
    )


def _tile_rows(measured: Measured) -> Iterator[tuple[object, ...]]:
    for tile in measured.tiles:
        numbers = (*tile.score, tile.brightness, tile.elsewhere)
        yield (
            *(tile.tile, tile.image, tile.group, tile.true_class),
            *(tile.predicted_class, tile.outcome, tile.explained),
            *(tile.clumps, tile.source, *map(_text, numbers)),
        )


def _number_rows(measured: Measured) -> Iterator[tuple[object, ...]]:
    for part in measured.parts:
        for name in ("enrichment", "mass", "rank", "area"):
            number: Median = getattr(part, name)
            yield (
                *(*_which(part), part.tiles, part.without, name),
                *(_text(number.value), *_ends(number), number.over, number.groups),
            )


def _null_rows(measured: Measured) -> Iterator[tuple[object, ...]]:
    for part in measured.parts:
        for null in part.nulls:
            draws = len(null.values)
            yield (
                *(*_which(part), null.name, _text(null.observed), _text(null.middle)),
                *(draws, null.below, _text(null.p), null.tiles),
            )


def _draw_rows(measured: Measured) -> Iterator[tuple[object, ...]]:
    for part in measured.parts:
        for null in part.nulls:
            for number, value in enumerate(null.values, start=1):
                yield *_which(part), null.name, number, _text(float(value))


def _profile_rows(measured: Measured) -> Iterator[tuple[object, ...]]:
    for name, profiles in measured.profiles.items():
        for profile in profiles:
            columns = (profile.x, profile.mean, profile.low, profile.high)
            for x, mean, low, high, tiles in zip(*columns, profile.tiles, strict=True):
                yield (
                    *(name or "all", profile.name, _text(x), profile.unit),
                    *(_text(mean), _text(low), _text(high), tiles, profile.groups),
                )


def _settings(measured: Measured) -> dict[str, object]:
    return {
        "run": measured.run,
        "set": measured.test,
        "method": measured.method,
        "method_settings": dict(measured.settings),
        "explained": measured.explained or "the predicted class",
        "clumps": measured.spec.model_dump(mode="json"),
        "found": measured.finding,
        "corrections": measured.corrections,
        "seed": measured.seed,
        "without_map": list(measured.missing),
        "without_mask": list(measured.unmasked),
        "without_attribution": list(measured.blank),
    }


def _which(part: Part) -> tuple[str, str]:
    return part.class_name or NOT_KNOWN, part.outcome


def _ends(number: Median) -> tuple[str, str]:
    low, high = number.interval or (float("nan"),) * 2
    return _text(low), _text(high)


def _text(value: float) -> str:
    # R reads NA as no number; "nan" it takes for a word.
    return "NA" if value != value else f"{value:.6g}"
