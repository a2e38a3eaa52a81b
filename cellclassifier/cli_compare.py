"""The command that compares runs and data sets, and writes the figures of a paper."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cellclassifier.core import terminal
from cellclassifier.core.errors import UserError
from cellclassifier.core.study import Study

if TYPE_CHECKING:
    from cellclassifier.core.comparison.sets import Offer, RunSet
    from cellclassifier.core.comparison.told import Told


def compare(options: argparse.Namespace) -> None:
    """Compare sets of runs, print what comes of it, and write it where asked to.

    Raises:
        UserError: There is no such study, experiment, test set or number, or nothing to
            compare, or the folder holds something else.
    """
    # Imported here: what compares takes time to load, for this command alone.
    from cellclassifier.core.comparison.comparing import comparison
    from cellclassifier.core.comparison.told import told

    sets = _chosen(options)
    compared = [each for each in sets if not each.is_control] or sets
    controls = [each for each in sets if each not in compared]
    found = told(comparison(compared, options.metric), controls)
    paths = _written(options, found)
    if options.json:
        _print_json(found, paths)
    else:
        _tell(found, paths)


def _chosen(options: argparse.Namespace) -> "Sequence[RunSet]":
    """Return the sets of runs that were asked for, with labels that tell them apart.

    A folder that an earlier comparison wrote is read as tables, and taken whole.
    """
    from cellclassifier.core.comparison.sets import gather, labelled, offers
    from cellclassifier.core.comparison.stored import is_stored, read_sets

    folders = dict.fromkeys(folder.resolve() for folder in options.studies)
    stored = [each for f in folders if is_stored(f) for each in read_sets(f)]
    of_studies = [offers(Study.open(f)) for f in folders if not is_stored(f)]
    if options.experiment:
        chosen = _asked([offer for each in of_studies for offer in each], options)
    else:
        chosen = [offer for each in of_studies for offer in _newest(each)]
    if not chosen and not stored:
        raise UserError(
            "There is nothing to compare: no run was made yet. Train some first: "
            f"cellclassifier train {next(iter(folders))} --runs 12"
        )
    found = [gather(each, _test(each, options.test)) for each in chosen]
    return labelled([*found, *stored])


def _asked(known: "Sequence[Offer]", options: argparse.Namespace) -> "list[Offer]":
    """Return what belongs to the experiments that were named.

    Raises:
        UserError: There is no such experiment.
    """
    ids = {offer.experiment for offer in known}
    for wanted in options.experiment:
        if wanted not in ids:
            there = ", ".join(sorted(ids - {""})) or "none"
            raise UserError(
                f"There is no experiment '{wanted}' in these studies. There are: "
                f"{there}."
            )
    return [offer for offer in known if offer.experiment in options.experiment]


def _newest(known: "Sequence[Offer]") -> "list[Offer]":
    """Return the newest experiment of a study; without any, its runs."""
    ids = [offer.experiment for offer in known if offer.experiment]
    wanted = ids[0] if ids else ""
    return [offer for offer in known if offer.experiment == wanted]


def _test(offer: "Offer", wanted: str | None) -> str:
    """Return the test set that was asked for, or the first that was predicted.

    Raises:
        UserError: There is no test set at all.
    """
    if wanted is not None:
        return wanted
    if not offer.tests:
        raise UserError(
            f"The runs of '{offer.variant}' have no test set to compare them on. "
            "Predict a folder of images with them: cellclassifier predict "
            f"{offer.study} --folder DIR --run {' '.join(r.id for r in offer.runs)}"
        )
    predicted = [name for name, count in offer.tests.items() if count]
    test, *others = predicted or list(offer.tests)
    if others:
        terminal.say(
            f"{offer.variant}: compared on '{test}'. There are also "
            f"{', '.join(others)}: ask for one with --test."
        )
    return test


def _written(options: argparse.Namespace, found: "Told") -> list[Path]:
    if options.out is None:
        return []
    from cellclassifier.core.comparison.written import write_comparison

    return write_comparison(options.out.resolve(), found, options.width)


def _tell(found: "Told", paths: Sequence[Path]) -> None:
    from cellclassifier.core.comparison.told import lines

    for line in lines(found):
        _print(line)
    if paths:
        _print("")
    for path in paths:
        _print(str(path))


def _print_json(found: "Told", paths: Sequence[Path]) -> None:
    from cellclassifier.core.comparison.told import document

    files = [str(path) for path in paths]
    _print(json.dumps({**document(found), "files": files}, indent=2))


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
