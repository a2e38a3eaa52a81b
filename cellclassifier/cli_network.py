"""Commands about networks and what they run on: their layers, the self-test."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from cellclassifier.core import diagram, layer_table, terminal
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import (
    DescribeJob,
    Event,
    NetworkDescribed,
    SelfTested,
    SelfTestJob,
)
from cellclassifier.core.study import Study


def _network(options: argparse.Namespace) -> None:
    study = Study.open(options.study)
    contents = read_contents(study.spec, terminal.scanning)
    if error := contents.first_error():
        raise UserError(error)
    size, channels = study.spec.tiling.size, contents.train.images[0].channels
    job = DescribeJob(
        training=study.spec.training,
        shape=(size, size, channels),
        classes=len(contents.train.classes),
    )
    told: list[NetworkDescribed] = []

    def heard(event: Event) -> None:
        if isinstance(event, NetworkDescribed):
            told.append(event)

    with Worker() as worker:
        worker.do(job, heard)
    layers = told[0].layers
    for row in layer_table.rows(layers):
        _print("  ".join(row))
    _print(layer_table.summary(layers))
    _write(options.svg, lambda: diagram.svg(layers))
    _write(options.csv, lambda: layer_table.csv_text(layers))


def _write(path: Path | None, text: Callable[[], str]) -> None:
    if path is not None:
        write_atomically(path, text())
        _print(str(path))


def _self_test(options: argparse.Namespace) -> None:
    told: list[SelfTested] = []

    def heard(event: Event) -> None:
        if isinstance(event, SelfTested):
            told.append(event)

    with Worker() as worker:
        worker.do(SelfTestJob(), heard)
    for each in told:
        _print(f"{each.found} {each.advice}".strip())
        if not each.passed:
            raise UserError("The self-test was not passed.")


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "network": _network,
    "self-test": _self_test,
}
