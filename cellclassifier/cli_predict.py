"""Commands about what networks answer: for the test sets, or for a folder of images."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cellclassifier import cli_far, cli_places
from cellclassifier.core import documents, terminal, workflow
from cellclassifier.core.errors import UserError
from cellclassifier.core.exported.cellmodel import is_cellmodel
from cellclassifier.core.exported.stand_in import stand_in
from cellclassifier.core.files import write_atomically
from cellclassifier.core.later_sets import LaterSet
from cellclassifier.core.link import Worker
from cellclassifier.core.places import Place
from cellclassifier.core.predictions import Predictions, summary
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study
from cellclassifier.core.verdicts import verdict


def predict(options: argparse.Namespace) -> None:
    """Have one or more runs predict; or a packed model, without its study.

    Raises:
        UserError: There is no such run, nothing to predict, or it was stopped.
    """
    if is_cellmodel(options.study):
        _predict_packed(options)
        return
    if options.out is not None:
        raise UserError(
            "--out is for a packed model: a run keeps its tables in its own folder. "
            "Leave --out away."
        )
    study = Study.open(options.study)
    runs = [study.run(run_id) for run_id in dict.fromkeys(options.run)]
    place = cli_places.asked(options)
    if options.folder is not None:
        runs = runs or [study.newest_network()]
        _predict_folder(runs, options.folder, options.json, place)
        return
    runs = runs or [study.run()]
    with cli_far.worker_on(place, Worker) as worker:
        for run in runs:
            workflow.predict(run, worker, terminal.tell)
    if options.json and len(runs) > 1:
        _print_json([documents.of_run(run) for run in runs])
        return
    for run in runs:
        print_results(run, options.json)


def _predict_folder(
    runs: Sequence[Run], folder: Path, as_json: bool, place: Place | None
) -> None:
    found: list[tuple[Run, LaterSet]] = []
    with cli_far.worker_on(place, Worker) as worker:
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
    _print(f"run    {run.folder}")
    _tell_set(found, table)
    _print(f"       {run.predictions_path(found.name)}")


def _tell_set(found: LaterSet, table: Predictions) -> None:
    named = table.predicted_classes
    counts = ", ".join(f"{name} {named.count(name)}" for name in table.classes)
    _print(f"{found.name:6} {summary(table)}")
    _print(f"       predicted: {counts}")
    for note in found.notes:
        terminal.say(f"{found.name}: {note}")


def _predict_packed(options: argparse.Namespace) -> None:
    """Have a packed model predict a folder; nothing of it is kept but the table."""
    model, out = options.study, options.out
    if options.folder is None:
        raise UserError(
            f"{model.name} is a packed model, which has no test sets. Name a folder of "
            f"images: cellclassifier predict {model} --folder DIR"
        )
    if options.run:
        raise UserError(f"{model.name} holds a single network. Leave --run away.")
    if options.on is not None:
        raise UserError(
            f"{model.name} is a packed model, which predicts on this computer. Leave "
            "--on away, or name a study."
        )
    with tempfile.TemporaryDirectory(prefix="cellclassifier.") as scratch:
        run = stand_in(model, Path(scratch))
        with Worker() as worker:
            found = workflow.predict_folder(
                run, options.folder, worker, terminal.tell, terminal.show
            )
        table = run.predictions(found.name)
        assert table is not None
        if out is not None:
            write_atomically(out, run.predictions_path(found.name).read_bytes())
        if options.json:
            _print_json(_of_packed(model, run, found, table, out))
            return
    _print(f"model  {model}")
    _tell_set(found, table)
    _print(f"       {out}" if out else "       --out FILE.csv keeps the table")


def _of_packed(
    model: Path, run: Run, found: LaterSet, table: Predictions, out: Path | None
) -> dict[str, Any]:
    """Return what a packed model predicted, like that of a run."""
    return {
        "model": str(model),
        "run": run.id,
        "set": found.name,
        "folder": str(found.folder),
        **documents.of_set(run, found.name, table),
        "table": None if out is None else str(out),
    }


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
