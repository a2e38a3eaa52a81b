"""The command that writes the report of a study."""

import argparse
import json
import sys

from cellclassifier.core import terminal
from cellclassifier.core.report.writing import default_run, write_report
from cellclassifier.core.study import Study


def report(options: argparse.Namespace) -> None:
    """Write the report of a run, and print where it lies.

    Raises:
        UserError: There is no such run, or the report cannot be written there.
    """
    study = Study.open(options.study)
    run = study.run(options.run) if options.run else default_run(study)
    paths = write_report(study, run, options.out, pdf=options.pdf, tell=terminal.show)
    if options.json:
        files = [{"path": str(p), "bytes": p.stat().st_size} for p in paths]
        _print(json.dumps({"run": run.id, "files": files}, indent=2))
        return
    _print(f"run    {run.folder}")
    for path in paths:
        _print(f"report {path} ({path.stat().st_size / 2**20:.1f} MiB)")


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
