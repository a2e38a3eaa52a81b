"""Commands that take things out of a study: the whole of it, or one network."""

import argparse
import json
import sys
from collections.abc import Callable

from cellclassifier.core import terminal
from cellclassifier.core.errors import UserError
from cellclassifier.core.exported.facts import exported_path
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import ExportJob
from cellclassifier.core.study import Study


def pack(options: argparse.Namespace) -> None:
    """Write a study into one archive.

    Raises:
        UserError: It is being changed, or the archive is there or cannot be written.
    """
    # Imported here, as below: other commands start sooner without.
    from cellclassifier.core.packing.writing import pack as write

    path = options.archive.resolve()
    if path.exists():
        raise UserError(f"{path} is there already. Name a file that is not.")
    study = Study.open(options.study)
    done = write(study, path, options.images, terminal.show, trash=options.trash)
    size = f"{done.files:,} files, {done.bytes / 2**20:.1f} MiB"
    _tell(options, done.notes, f"packed {done.path} ({size})", str(done.path))


def unpack(options: argparse.Namespace) -> None:
    """Unpack a study into a new folder.

    Raises:
        UserError: The archive is damaged or unsafe, or the folder is not empty.
    """
    from cellclassifier.core.packing.reading import unpack as read

    done = read(options.archive, options.folder, terminal.show, images=options.images)
    words = f"study  {done.folder} ({done.files:,} files, each checked)"
    _tell(options, done.notes, words, str(done.folder))


def _tell(
    options: argparse.Namespace, notes: tuple[str, ...], words: str, path: str
) -> None:
    if options.json:
        _print(json.dumps({"path": path, "notes": list(notes)}, indent=2))
        return
    _print(words)
    for note in notes:
        terminal.say(note)


def export(options: argparse.Namespace) -> None:
    """Write the network of a run for other programs.

    Raises:
        UserError: There is no such run or network, or it could not be exported.
    """
    study = Study.open(options.study)
    run = study.run(options.run) if options.run else study.newest_network()
    out = exported_path(run, options.format, options.out)
    job = ExportJob(run=run.folder, format=options.format, out=out)
    # On the processor: a GPU may compute with fewer digits than the comparison asks.
    with Worker(device="cpu") as worker:
        if worker.do(job, terminal.tell).outcome == "cancelled":
            raise UserError("Stopped. Nothing was exported.")
    if options.json:
        found = {"run": run.id, "format": options.format, "path": str(out)}
        _print(json.dumps(found, indent=2))
        return
    _print(f"run    {run.folder}")
    _print(f"model  {out}")


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "pack": pack,
    "unpack": unpack,
    "export": export,
}
