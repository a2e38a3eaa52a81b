"""Sets of runs from tables alone: what a comparison wrote, read again to be compared.

So a colleague's tables, or those beside a paper, can be drawn and compared as runs are,
with the same numbers: intervals over runs and over groups, tests, verdicts, curves.
What the tables do not hold cannot be told: what else two sets differ in, which runs did
not end, and whether two test sets of different studies have tiles in common.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from cellclassifier.core.comparison.metrics import METRICS
from cellclassifier.core.comparison.sets import RunSet, Vary
from cellclassifier.core.comparison.stored_run import GroupResult, StoredRun
from cellclassifier.core.comparison.tables import EPOCHS, GROUPS, NAMES, RUNS
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table
from cellclassifier.core.language import tr
from cellclassifier.core.messages import EpochEnded

Row = Mapping[str, str]

AGREEING = 1e-6
"""How far two tables may be apart in the same share, which is written with 9 digits."""


def is_stored(folder: Path) -> bool:
    """Tell whether a folder holds the tables of a comparison."""
    return all((folder / name).is_file() for name in (RUNS, EPOCHS, GROUPS))


def read_sets(folder: Path) -> tuple[RunSet, ...]:
    """Return the sets of runs whose tables `tables.write_tables` wrote into a folder.

    Args:
        folder: Holds ``runs.csv``, ``history.csv`` and ``groups.csv``.

    Returns:
        In the order of the tables; their runs are `StoredRun`.

    Raises:
        UserError: A table is missing or damaged.
    """
    try:
        tables = [read_table(folder / name) for name in (RUNS, EPOCHS, GROUPS)]
    except OSError as error:
        raise UserError(
            tr(
                "{folder} does not hold the tables of a comparison ({strerror}: "
                "{path}). It needs {runs}, {epochs} and {groups}: write the comparison "
                "again, or choose the folder that it was written to.",
                folder=folder,
                strerror=error.strerror,
                path=Path(error.filename).name,
                runs=RUNS,
                epochs=EPOCHS,
                groups=GROUPS,
            )
        ) from error
    try:
        return tuple(_sets(*tables))
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        raise UserError(
            tr(
                "The tables in {folder} are damaged, or were changed ({error!r}). "
                "Write the comparison again.",
                folder=folder,
                error=error,
            )
        ) from error


def _sets(
    runs: Sequence[Row], epochs: Sequence[Row], groups: Sequence[Row]
) -> Iterator[RunSet]:
    for label, rows in groupby(runs, lambda row: row["set"]):
        own = list(rows)
        results = _by_run(groups, label)
        histories = _by_run(epochs, label)
        classes = _classes(own[0], [r for of_run in results.values() for r in of_run])
        found = tuple(
            _run(row, histories.get(name, []), results.get(name, []), classes)
            for row in own
            for name in [row["run"]]
        )
        yield _set(label, own, found, classes)


def _by_run(rows: Sequence[Row], label: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row["set"] == label:
            found.setdefault(row["run"], []).append(row)
    return found


def _classes(run: Row, groups: Sequence[Row]) -> tuple[str, ...]:
    """Return the classes of the test; those that it has no tile of get a number."""
    named = list(dict.fromkeys(row["class"] for row in groups))
    missing = range(len(named) + 1, int(run["n_classes"]) + 1)
    return (*named, *(f"class {place}, without test tiles" for place in missing))


def _run(
    row: Row, epochs: Sequence[Row], groups: Sequence[Row], classes: tuple[str, ...]
) -> StoredRun:
    results = tuple(_group(each) for each in groups)
    values = {key: _number(row[NAMES.get(key, key)]) for key in METRICS}
    return StoredRun(
        Path(row["study"]) / "runs" / row["run"],
        row,
        {**values, **_counted(row["run"], values, results)},
        tuple(_epoch(each) for each in epochs),
        results,
        classes,
    )


def _counted(
    run: str, values: Mapping[str, float | None], results: Sequence[GroupResult]
) -> dict[str, float]:
    """Return what follows from counts, to the last digit.

    Raises:
        ValueError: The run's row says otherwise.
    """
    right, of = Counter[str](), Counter[str]()
    for each in results:
        right[each.class_name] += each.n_right
        of[each.class_name] += each.n_tiles
    if not of:
        return {}
    recalls = [right[name] / of[name] for name in of]
    found = {
        "accuracy": right.total() / of.total(),
        "balanced": sum(recalls) / len(recalls),
    }
    for key, value in found.items():
        told = values[key]
        if told is None or abs(told - value) > AGREEING:
            raise ValueError(f"{GROUPS} and {RUNS} do not agree in {key} of {run}")
    return found


def _number(text: str) -> float | None:
    return None if text == "NA" else float(text)


def _epoch(row: Row) -> EpochEnded:
    return EpochEnded(
        epoch=int(row["epoch"]),
        accuracy=float(row["train_accuracy"]),
        loss=float(row["train_loss"]),
        val_accuracy=_number(row["validation_accuracy"]),
        val_loss=_number(row["validation_loss"]),
        seconds=float(row["seconds"]),
    )


def _group(row: Row) -> GroupResult:
    n, right = int(row["n_tiles"]), int(row["n_right"])
    if not 0 <= right <= n:
        raise ValueError(f"{right} of {n} tiles are right")
    loss = float(row["mean_loss"])
    return GroupResult(row["group"], row["class"], n, right, loss)


def _set(
    label: str,
    rows: Sequence[Row],
    runs: tuple[StoredRun, ...],
    classes: tuple[str, ...],
) -> RunSet:
    first = rows[0]
    return RunSet(
        label=label,
        study=Path(first["study"]),
        experiment=first["experiment"],
        variant=first["variant"],
        test=first["test"],
        runs=runs,
        unfinished=0,
        failed=0,
        is_control=first["control"] == "1",
        chance=1 / len(classes),
        classes=classes,
        vary=_vary(rows),
        title=label,
    )


def _vary(rows: Sequence[Row]) -> Vary:
    """Return what runs differ in; controls are dealt anew with each seed."""
    if any(row["fold"] != "NA" for row in rows):
        return "folds"
    splits = {row["split_seed"] for row in rows}
    return "split" if len(splits) > 1 and rows[0]["control"] != "1" else "seed"
