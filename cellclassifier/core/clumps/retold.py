"""What was measured, put into words again from its files, in the user's language.

The worker writes ``words.txt`` in English. The tables beside it hold all the numbers in
it, with six digits, so that the same sentences can be made of them again.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ValidationError

from cellclassifier.core.attribution_spec import Passes
from cellclassifier.core.clumps.answers import erased_of
from cellclassifier.core.clumps.class_names import NOT_KNOWN
from cellclassifier.core.clumps.deletion import Curve, Kind
from cellclassifier.core.clumps.effects import Answer, DosedTile
from cellclassifier.core.clumps.measures import Measured, Part
from cellclassifier.core.clumps.medians import Median
from cellclassifier.core.clumps.nulls import Null
from cellclassifier.core.clumps.plan import Plan
from cellclassifier.core.clumps.report import Report
from cellclassifier.core.clumps.report_files import WORDS
from cellclassifier.core.clumps.tables import steps_of
from cellclassifier.core.files import read_table
from cellclassifier.core.language import in_english, tr
from cellclassifier.core.measure_spec import MeasureSpec

Rows = Sequence[Mapping[str, str]]

_DAMAGE = (OSError, ValueError, LookupError, TypeError, ValidationError)
_COST = re.compile(
    r"at most (?:([\d,]+) passes forward)?(?:, )?(?:([\d,]+) with a gradient)?\.$"
)


def words_in(folder: Path) -> str:
    """Return what was measured, in words: first the result, then all else.

    It is in the user's language where the tables give just what ``words.txt`` says, so
    that no number is another one; else it is English.

    Args:
        folder: Of a measurement.

    Raises:
        OSError: The words cannot be read.
        ValueError: They are damaged.
    """
    kept = (folder / WORDS).read_text("utf-8").strip()
    if not _translates():
        return kept
    try:
        report = read_report(folder, kept)
        with in_english():
            again = report.text()
    except _DAMAGE:
        return kept
    return report.text() if again.strip() == kept else kept


def _translates() -> bool:
    sentence = "No clumps were found, so there is nothing to measure."
    return tr("No clumps were found, so there is nothing to measure.") != sentence


def read_report(folder: Path, words: str) -> Report:
    """Return what was measured, as far as sentences need it.

    Args:
        folder: Where it lies.
        words: What ``words.txt`` says, which alone tells what it cost.

    Raises:
        OSError: A file cannot be read.
        LookupError: A column or a setting is missing.
        ValueError: A number is none, or a setting is not allowed.
    """
    settings = json.loads((folder / "settings.json").read_bytes())
    spec = MeasureSpec.model_validate(settings["asked"])
    tables: dict[str, Rows] = {
        name: read_table(folder / f"{name}.csv") for name in _TABLES
    }
    return Report(
        spec,
        _plan(settings, words),
        str(settings["network"]),
        str(settings["control"]),
        _measured(settings, spec, tables),
        tuple(erased_of(tables["counterfactual"]).values()),
        tuple(settings["covered_by_clumps"]),
        tuple(_dosed(tables["doses"])),
        tuple(_curves(tables["deletion"])),
        tuple(steps_of(tables["cascade"])),
    )


_TABLES = (
    *("tiles", "numbers", "nulls", "null_draws"),
    *("counterfactual", "doses", "deletion", "cascade"),
)


def _plan(settings: Mapping[str, Any], words: str) -> Plan:
    found = _COST.search(words)
    forward, gradients = found.groups("0") if found else ("0", "0")
    passes = Passes(*(int(each.replace(",", "")) for each in (forward, gradients)))
    return Plan(tuple(settings["measured_tiles"]), settings["of_tiles"], (), passes)


def _measured(
    settings: Mapping[str, Any], spec: MeasureSpec, tables: Mapping[str, Rows]
) -> Measured:
    return Measured(
        run=settings["run"],
        test=settings["set"],
        method=settings["method"],
        explained=settings["explained"],
        spec=spec.clumps,
        finding=settings["found"],
        tiles=(),
        missing=tuple(settings["without_map"]),
        unmasked=tuple(settings["without_mask"]),
        blank=tuple(settings["without_attribution"]),
        parts=tuple(_parts(tables)),
        profiles={},
        settings=settings["method_settings"],
        corrections=settings["corrections"],
        seed=settings["seed"],
    )


def _parts(tables: Mapping[str, Rows]) -> Iterator[Part]:
    by_part: dict[tuple[str, str], dict[str, Mapping[str, str]]] = {}
    for row in tables["numbers"]:
        by_part.setdefault((row["class"], row["outcome"]), {})[row["number"]] = row
    for (name, outcome), rows in by_part.items():
        own = "" if name == NOT_KNOWN else name
        n = sum(
            tile["enrichment"] != "NA"
            for tile in tables["tiles"]
            if tile["true_class"] == own and outcome in ("all", tile["outcome"])
        )
        first = rows["enrichment"]
        yield Part(
            class_name=own,
            outcome=outcome,
            tiles=int(first["tiles"]),
            without=int(first["without_clumps"]),
            enrichment=_median(first, n),
            mass=_median(rows["mass"], n),
            rank=_median(rows["rank"], n),
            area=_median(rows["area"], n),
            nulls=tuple(_nulls(tables, name, outcome)),
        )


def _median(row: Mapping[str, str], tiles: int) -> Median:
    low, high = (_number(row[end]) for end in ("low", "high"))
    interval = None if np.isnan(low) else (low, high)
    over = row["interval_over"]
    return Median(_number(row["value"]), tiles, int(row["groups"]), 1, interval, over)


def _nulls(tables: Mapping[str, Rows], name: str, outcome: str) -> Iterator[Null]:
    for row in tables["nulls"]:
        if (row["class"], row["outcome"]) != (name, outcome):
            continue
        key = (name, outcome, row["null"])
        values = [
            _number(draw["value"])
            for draw in tables["null_draws"]
            if (draw["class"], draw["outcome"], draw["null"]) == key
        ]
        observed = _number(row["observed"])
        yield Null(row["null"], observed, np.array(values), int(row["tiles"]))


def _dosed(rows: Rows) -> Iterator[DosedTile]:
    by_tile: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        by_tile.setdefault(row["tile"], []).append(row)
    for number, (first, *rest) in by_tile.items():
        answers = [Answer(row["called"], _number(row["log_odds"])) for row in rest]
        yield DosedTile(
            *(int(number), Path(first["image"]), first["group"]),
            tuple(int(row["clumps"]) for row in rest),
            tuple(int(row["placed"]) for row in rest),
            Answer(first["called"], _number(first["log_odds"])),
            tuple(answers),
        )


def _curves(rows: Rows) -> Iterator[Curve]:
    by_curve: dict[tuple[str, str, str], list[Median]] = {}
    for row in rows:
        key = (row["explained"], row["kind"], row["order"])
        # Named as in the table of numbers, apart from the value itself.
        each = {**row, "value": row["log_odds"]}
        by_curve.setdefault(key, []).append(_median(each, int(row["tiles"])))
    for (name, kind, order), medians in by_curve.items():
        known: Kind = "deletion" if kind == "deletion" else "insertion"
        yield Curve(name, known, order, tuple(medians))


def _number(text: str) -> float:
    return np.nan if text == "NA" else float(text)
