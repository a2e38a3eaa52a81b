"""Writes what a network looks at into the run: tables for R, settings, and words.

``words.txt`` is written last: where it lies, all else does.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from cellclassifier.core.clumps.deletion import FRACTIONS
from cellclassifier.core.clumps.effects import Answer, DosedTile
from cellclassifier.core.clumps.files import write_measured
from cellclassifier.core.clumps.masks import Corrections
from cellclassifier.core.clumps.report import Report
from cellclassifier.core.files import sha256, write_table
from cellclassifier.core.language import in_english
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.runs import Run

WORDS = "words.txt"

COUNTERFACTUAL = (
    *("tile", "image", "group", "true_class", "explained", "clumps"),
    *("placebo_is_fair", "log_odds", "log_odds_erased", "log_odds_placebo"),
    *("called", "called_erased", "called_placebo"),
)
DOSES = ("tile", "image", "group", "clumps", "placed", "log_odds", "called")
DELETION = (
    *("explained", "kind", "order", "share", "log_odds", "low", "high"),
    *("interval_over", "tiles", "groups"),
)
CASCADE = ("step", "layers", "tile", "spearman")


def folder_for(run: Run, test: str, spec: MeasureSpec) -> Path:
    """Return where the measurement of a set is written.

    It differs with the network, the settings, what was predicted, and corrections of
    clumps by hand. Own masks count by the name of their folder.

    Raises:
        UserError: There is no such method or setting.
    """
    table = run.predictions_path(test)
    predicted = sha256(table) if table.exists() else ""
    corrected = Corrections(run.study_folder).fingerprint()
    digits = spec.digits(run.network_key, predicted, corrected)
    return run.folder / "measures" / f"{test}_{spec.method_folder}_{digits}"


def words_of(run: Run, test: str, spec: MeasureSpec) -> str | None:
    """Return what was measured, in words; ``None`` where nothing was, or not all."""
    path = folder_for(run, test, spec) / WORDS
    return path.read_text("utf-8") if path.exists() else None


def write_report(folder: Path, report: Report) -> None:
    """Write a report into a folder, in English; one that lay there is replaced.

    Raises:
        OSError: It cannot be written.
    """
    (folder / WORDS).unlink(missing_ok=True)
    tables = {
        "counterfactual.csv": (COUNTERFACTUAL, _erased_rows(report)),
        "doses.csv": (DOSES, _dose_rows(report.dosed)),
        "deletion.csv": (DELETION, _curve_rows(report)),
        "cascade.csv": (CASCADE, _step_rows(report)),
    }
    for name, (header, rows) in tables.items():
        write_table(folder / name, header, rows)
    with in_english():
        words = report.text()
    write_measured(folder, report.measured, words, _settings(report))


def document(folder: Path) -> dict[str, object]:
    """Return a result that lies in a folder as a document for other programs."""
    settings = json.loads((folder / "settings.json").read_bytes())
    sentences, _, rest = (folder / WORDS).read_text("utf-8").partition("\n\n")
    return {
        "sentences": sentences.splitlines(),
        "details": rest.splitlines(),
        "folder": str(folder),
        **settings,
    }


def _erased_rows(report: Report) -> Iterator[tuple[object, ...]]:
    for each in report.erased:
        answers = (each.before, each.erased, each.placebo)
        yield (
            *(each.tile, each.image, each.group, each.true_class, each.explained),
            *(each.clumps, int(each.fair)),
            *(_text(answer.log_odds) for answer in answers),
            *(answer.class_name for answer in answers),
        )


def _dose_rows(tiles: tuple[DosedTile, ...]) -> Iterator[tuple[object, ...]]:
    for each in tiles:
        rows: list[tuple[int, int, Answer]] = [(0, 0, each.before)]
        rows += zip(each.clumps, each.placed, each.answers, strict=True)
        for clumps, placed, answer in rows:
            yield (
                *(each.tile, each.image, each.group, clumps, placed),
                *(_text(answer.log_odds), answer.class_name),
            )


def _curve_rows(report: Report) -> Iterator[tuple[object, ...]]:
    for each in report.curves:
        for share, found in zip(FRACTIONS, each.medians, strict=True):
            low, high = found.interval or (float("nan"),) * 2
            yield (
                *(each.class_name, each.kind, each.order, share),
                *map(_text, (found.value, low, high)),
                *(found.over, found.tiles, found.groups),
            )


def _step_rows(report: Report) -> Iterator[tuple[object, ...]]:
    for number, step in enumerate(report.steps, start=1):
        for tile, value in enumerate(step.correlations, start=1):
            yield number, " ".join(step.layers), tile, _text(value)


def _settings(report: Report) -> dict[str, object]:
    return {
        "asked": report.spec.model_dump(mode="json"),
        "network": report.network,
        "control": report.control,
        "measured_tiles": list(report.plan.tiles),
        "of_tiles": report.plan.of,
        "covered_by_clumps": list(report.lost),
    }


def _text(value: float) -> str:
    # R reads NA as no number; "nan" it takes for a word.
    return "NA" if value != value else f"{value:.6g}"
