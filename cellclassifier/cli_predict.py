"""Commands about what networks answer: for the test sets, or for a folder of images."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from cellclassifier.core import documents, terminal, workflow
from cellclassifier.core.later_sets import LaterSet
from cellclassifier.core.link import Worker
from cellclassifier.core.predictions import Predictions, summary
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study
from cellclassifier.core.verdicts import verdict


def predict(options: argparse.Namespace) -> None:
    """Have one or more runs predict.

    Raises:
        UserError: There is no such run, nothing to predict, or it was stopped.
    """
    study = Study.open(options.study)
    runs = [study.run(run_id) for run_id in dict.fromkeys(options.run)]
    if options.folder is not None:
        runs = runs or [study.newest_network()]
        _predict_folder(runs, options.folder, options.json)
        return
    runs = runs or [study.run()]
    with Worker() as worker:
        for run in runs:
            workflow.predict(run, worker, terminal.tell)
    if options.json and len(runs) > 1:
        _print_json([documents.of_run(run) for run in runs])
        return
    for run in runs:
        print_results(run, options.json)


def _predict_folder(runs: Sequence[Run], folder: Path, as_json: bool) -> None:
    found: list[tuple[Run, LaterSet]] = []
    with Worker() as worker:
        for run in runs:
            added = workflow.predict_folder(
                run, folder, worker, terminal.tell, terminal.show
            )
            found.append((run, added))
    if as_json:
        _print_json([documents.of_folder(run, each) for run, each in found])
        return
    for run, each in found:
        table = run.predictions(each.name)
        if table is not None:
            _print_set(run, each, table)


def _print_set(run: Run, found: LaterSet, table: Predictions) -> None:
    named = table.predicted_classes
    counts = ", ".join(f"{name} {named.count(name)}" for name in table.classes)
    _print(f"run    {run.folder}")
    _print(f"{found.name:6} {summary(table)}")
    _print(f"       predicted: {counts}")
    _print(f"       {run.predictions_path(found.name)}")
    for note in found.notes:
        terminal.say(f"{found.name}: {note}")


def print_results(run: Run, as_json: bool = False) -> None:
    """Print what a run has predicted, and the verdict on it."""
    if as_json:
        _print_json(documents.of_run(run))
        return
    _print(f"run    {run.folder}")
    for name, table in run.all_predictions().items():
        _print(f"{name:6} {summary(table)}")
    if words := verdict(run).text:
        _print(words)


def _print_json(document: object) -> None:
    _print(json.dumps(document, indent=2))


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
