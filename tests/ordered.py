"""Orders on runs of a drawn study, and what a node has of them: no network, no Dask."""

import os

import drawn

from cellclassifier.cluster.orders import Order
from cellclassifier.cluster.sheets import Contents, study_key, windows
from cellclassifier.cluster.store import bundles
from cellclassifier.core.contents import read_contents
from cellclassifier.core.messages import encode


def run_of(folder, **training):
    """Return a run, not begun, of a study whose path is hard to write."""
    study = drawn.study(folder / "it's a study, ä", count=6, tests=4, **training)
    return study.new_run(read_contents(study.spec))


def order_of(run, key="", jobs=(), share=False, **other):
    """Return the order of a run or of jobs on it, and where its contents are."""
    contents = Contents(run, errand=bool(jobs))
    made = {
        "key": key or f"{run.id}.{os.urandom(4).hex()}",
        "study": study_key(run.study_folder),
        "folder": str(run.study_folder),
        "windows": windows(),
        "run": run.folder.name,
        "jobs": tuple(encode(job).decode() for job in jobs),
        "share": share,
        "sheet": contents.sheet,
        **other,
    }
    return Order.model_validate(made), contents


def fill(store, contents):
    """Have a store take all contents, as they are sent."""
    for parts in bundles(contents.paths):
        for part in parts:
            store.take(*part)


def files(folder):
    """Return the content of each file below a folder, by its path with /."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
