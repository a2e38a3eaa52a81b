"""What the command line prints with --json: the contract for scripts."""

from collections import Counter
from collections.abc import Sequence
from math import isnan
from typing import Any

from cellclassifier.core.contents import Contents
from cellclassifier.core.experiment_results import Line, Spread, control_sentence
from cellclassifier.core.later_sets import LaterSet
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.preparation import Prepared
from cellclassifier.core.runs import Run
from cellclassifier.core.verdicts import verdict


def of_contents(contents: Contents, prepared: Prepared | None = None) -> dict[str, Any]:
    """Return what ``check`` found: counts, files left out, problems, copies."""
    sets = {
        name: {
            "folder": str(dataset.folder),
            "counts": dataset.counts,
            "groups": dataset.groups,
            "left_out": [
                {"path": str(path), "reason": reason}
                for path, reason in dataset.left_out
            ],
        }
        for name, dataset in {"train": contents.train, **contents.tests}.items()
    }
    found = prepared.problems if prepared else ()
    copies = len(prepared.leaks.pairs) if prepared else None
    problems = [
        {"set": name, "level": problem.level, "text": problem.text}
        for name, problem in (*contents.problems(), *found)
    ]
    return {"sets": sets, "problems": problems, "copies": copies}


def of_run(run: Run) -> dict[str, Any]:
    """Return what ``train`` and ``predict`` found, and a verdict in words or "".

    Numbers of a set in which the class of no tile is known are null.
    """
    judged = verdict(run)
    tables = run.all_predictions()
    tests = {name: of_set(run, name, table) for name, table in tables.items()}
    return {
        "run": run.id,
        "folder": str(run.folder),
        "tests": tests,
        "verdict": judged.text,
        "verdict_kind": judged.kind,
        "trusted": judged.trusted,
        "copies": run.record.pairs,
        "overruled": run.record.overruled,
    }


def of_experiment(wanted: str, found: Sequence[Line]) -> dict[str, Any]:
    """Return what ``train --runs`` found, by variant and test set."""
    variants = {
        line.variant: {
            "runs": [run.id for run in line.runs],
            "done": line.done,
            "tests": {name: _spread(value) for name, value in line.accuracy.items()},
            "control": control_sentence(line) if line.is_control else None,
        }
        for line in found
    }
    return {"experiment": wanted, "variants": variants}


def _spread(value: Spread) -> dict[str, Any]:
    interval = [value.low, value.high]
    return {
        "accuracies": list(value.values),
        "mean": value.mean,
        "sd": value.deviation if value.n > 1 else None,
        "runs": value.n,
        "interval_95": None if isnan(value.low) else interval,
    }


def of_folder(run: Run, found: LaterSet) -> dict[str, Any]:
    """Return what ``predict --folder`` found with one run."""
    table = run.predictions(found.name)
    return {
        "run": run.id,
        "set": found.name,
        "folder": str(found.folder),
        **(of_set(run, found.name, table) if table is not None else {}),
    }


def of_set(run: Run, name: str, table: Predictions) -> dict[str, Any]:
    """Return what a run has predicted for one of its sets."""
    named = Counter(table.predicted_classes)
    return {
        "table": str(run.predictions_path(name)),
        "tiles": len(table.tiles),
        "predicted": {each: named[each] for each in table.classes},
        "notes": list(run.notes_of(name)),
        **_numbers(table),
    }


NUMBERS = (
    *("accuracy", "right", "n", "interval_95"),
    *("chance", "majority_class", "majority_share"),
)


def _numbers(table: Predictions) -> dict[str, Any]:
    if not table.labelled.any():
        return {**dict.fromkeys(NUMBERS), "n": 0}
    accuracy, base = table.accuracy(), table.baseline()
    return {
        "accuracy": accuracy.value,
        "right": accuracy.k,
        "n": accuracy.n,
        "interval_95": [accuracy.low, accuracy.high],
        "chance": base.chance,
        "majority_class": base.class_name,
        "majority_share": base.share,
    }
