"""The command that measures what a network looks at."""

import argparse
import json
import sys

from cellclassifier.core import terminal, workflow
from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.errors import UserError
from cellclassifier.core.link import Worker
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study


def measure(options: argparse.Namespace) -> None:
    """Measure a set of a run, and print what was found and where the tables lie.

    Raises:
        UserError: There is no such run, set or class, or it was stopped, or failed.
    """
    # Imported here: what finds clumps takes time to load, for this command alone.
    from cellclassifier.core.clumps.report_files import WORDS, document

    run = Study.open(options.study).run(options.run)
    test, spec = options.test or _first(run), _wanted(options)
    with Worker() as worker:
        folder = workflow.measure(run, test, spec, worker, terminal.tell, terminal.say)
    if options.json:
        _print(json.dumps(document(folder), indent=2))
        return
    _print(f"run    {run.folder}")
    _print(f"set    {test}")
    _print((folder / WORDS).read_text("utf-8").rstrip())
    _print(f"tables {folder}")


def _first(run: Run) -> str:
    if not run.sets:
        raise UserError(
            f"The run {run.id} has no test set to measure. Predict a folder of images, "
            "or add a test set to the study and train again."
        )
    return next(iter(run.sets))


def _wanted(options: argparse.Namespace) -> MeasureSpec:
    """Return the settings: as by default, with what was asked for."""
    unit = {"um": "µm"}.get(options.unit, options.unit)
    clumps = {
        "radius": options.radius,
        "unit": unit,
        "control": options.control,
        "masks": options.masks and options.masks.resolve(),
    }
    names = ("method", "networks", "limit")
    asked = {name: getattr(options, name) for name in names}
    asked["clumps"] = ClumpSpec.model_validate(_given(clumps))
    return MeasureSpec.model_validate(_given(asked))


def _given(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
