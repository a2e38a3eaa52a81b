"""Tables of a comparison: by run, by epoch, by group; a codebook; and the article's.

Tables are tidy (H. Wickham, J. Stat. Softw. 59 (2014) 10): each column a variable, each
row an observation; CSV with commas, UTF-8, one header line, "NA" for what is not known.
R reads them with `read.csv`. The article's own scripts read two smaller ones, with
accuracy in percent: ``comparison,test_accuracy`` and ``epoch,training.accuracy``.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.comparison.drawing import number
from cellclassifier.core.comparison.epochs import epochs_of, kept_epoch
from cellclassifier.core.comparison.metrics import METRICS, values
from cellclassifier.core.comparison.scored import scores_of, table_of
from cellclassifier.core.comparison.sets import RunSet
from cellclassifier.core.comparison.stored_run import StoredRun
from cellclassifier.core.comparison.verdict_of import verdicts
from cellclassifier.core.files import write_table
from cellclassifier.core.language import in_english
from cellclassifier.core.runs import Run

RUNS, EPOCHS, GROUPS = "runs.csv", "history.csv", "groups.csv"
"""Names of the tables, which `stored.read_sets` reads again."""


class Column(NamedTuple):
    """A column of a table: its name, its unit ("" without one), and what it holds."""

    name: str
    unit: str
    meaning: str


_SET = Column("set", "", "What the set of runs is called in figures and sentences.")
_RUN = Column("run", "", "Id of the run: the name of its folder.")
_SEED = Column("seed", "", "Seed of initial weights, order and augmentation.")

_OF_RUN = (
    _SET,
    Column("study", "", "Folder of the study."),
    Column("experiment", "", "Id of the experiment; empty outside of one."),
    Column("variant", "", "Network and data, as the experiment calls them."),
    Column("network", "", "Name of the network."),
    _RUN,
    _SEED,
    Column("split_seed", "", "Seed of the split into training and validation."),
    Column("fold", "", "Fold that was kept aside, from 1; NA without folds."),
    Column("control", "0 or 1", "1 where labels were shuffled before training."),
    Column("test", "", "Name of the test set."),
    Column(
        "n_tiles", "tiles", "Test tiles of known class: what accuracy is a share of."
    ),
    Column("n_groups", "groups", "Groups that these tiles come from."),
    Column("n_classes", "classes", "Classes to choose from: chance is 1 of them."),
    Column("n_training", "tiles", "Tiles that were trained on."),
    Column("epochs", "epochs", "Epochs that were trained."),
    Column("kept_epoch", "epoch", "Epoch whose network is kept and was tested."),
)
NAMES = {
    "accuracy": "test_accuracy",
    "balanced": "balanced_accuracy",
    "loss": "test_loss",
    "epochs": "epochs_to_99.5",
    "gap": "generalisation_gap",
}
"""Columns of what is compared, where they are called otherwise than its key."""

_OF_VERDICT = (
    Column("verdict", "", "Kind of the verdict; empty where nothing can be said."),
    Column("trusted", "0 or 1", "1 where the network may be used as it is."),
    Column("verdict_text", "", "The verdict in words."),
)
_OF_EPOCH = (
    _SET,
    _RUN,
    _SEED,
    Column("epoch", "epoch", "Number of the epoch, from 1."),
    Column("train_accuracy", "share, 0 to 1", "Training accuracy, a mean over it."),
    Column("train_loss", "nats", "Training loss, a mean over it."),
    Column("validation_accuracy", "share, 0 to 1", "Measured at its end; NA without."),
    Column("validation_loss", "nats", "Measured at its end; NA without validation."),
    Column("seconds", "s", "How long the epoch took."),
    Column("kept", "0 or 1", "1 for the epoch whose network is kept."),
)
_OF_GROUP = (
    _SET,
    _RUN,
    Column("group", "", "Group of the test; an image without one is its own."),
    Column("class", "", "The true class."),
    Column("n_tiles", "tiles", "Test tiles of that class in that group."),
    Column("n_right", "tiles", "How many of them the run got right."),
    Column("mean_loss", "nats", "Mean of their -log probability of the true class."),
)


def _of_metrics() -> tuple[Column, ...]:
    """Return the columns of what is compared."""
    return tuple(
        Column(
            NAMES.get(key, key),
            "share, 0 to 1" if each.percent else each.unit,
            each.meaning + (" NA: not reached." if each.censored else ""),
        )
        for key, each in METRICS.items()
    )


def run_columns() -> tuple[Column, ...]:
    """Return the columns of the table with one row a run."""
    return (*_OF_RUN, *_of_metrics(), *_OF_VERDICT)


def write_tables(folder: Path, sets: Sequence[RunSet]) -> list[Path]:
    """Write runs, epochs, groups and codebook as CSV into a folder, all in English.

    Args:
        folder: Where to write; files of the same names are replaced.
        sets: The runs.

    Returns:
        ``runs.csv``, ``history.csv``, ``groups.csv``, ``codebook.csv``.

    Raises:
        UserError: A table of a run is damaged.
        OSError: A file cannot be written.
    """
    # Verdicts, and what columns mean, are shown in the window as well.
    with in_english():
        columns = {RUNS: run_columns(), EPOCHS: _OF_EPOCH, GROUPS: _OF_GROUP}
        rows = {
            RUNS: _run_rows(sets),
            EPOCHS: _epoch_rows(sets),
            GROUPS: _group_rows(sets),
        }
        for name, of_table in columns.items():
            write_table(folder / name, [each.name for each in of_table], rows[name])
        book = [(name, *each) for name, table in columns.items() for each in table]
        header = ("table", "column", "unit", "meaning")
        write_table(folder / "codebook.csv", header, book)
    return [folder / name for name in (*columns, "codebook.csv")]


def _run_rows(sets: Sequence[RunSet]) -> Iterator[tuple[object, ...]]:
    for each in sets:
        found = [values(each, key) for key in METRICS]
        judgements = verdicts(each)
        for place, (run, judged) in enumerate(zip(each.runs, judgements, strict=True)):
            yield (
                *_facts(each, run),
                *(number(value[place]) for value in found),
                *(judged.kind, int(judged.trusted), judged.text),
            )


def _facts(run_set: RunSet, run: Run) -> tuple[object, ...]:
    """Return what a run was made with, in the order of the columns."""
    if isinstance(run, StoredRun):
        told = {**run.row, "set": run_set.label}
        return tuple(told[column.name] for column in _OF_RUN)
    spec = run.record.study.training
    table = run.predictions(run_set.test)
    groups = table.known().groups if table else ()
    kept = kept_epoch(run)
    return (
        *(run_set.label, run_set.study, run_set.experiment, run_set.variant),
        *(spec.network, run.id, spec.seed, spec.split_seed),
        spec.fold if spec.folds else "NA",
        *(int(spec.shuffled), run_set.test, len(groups), len(set(groups))),
        len(run_set.classes),
        sum(tile.part == "train" for tile in run.tiles()),
        *(len(epochs_of(run)), "NA" if kept is None else kept),
    )


def _epoch_rows(sets: Sequence[RunSet]) -> Iterator[tuple[object, ...]]:
    for each in sets:
        for run in each.runs:
            kept, seed = kept_epoch(run), _seed(run)
            for epoch in epochs_of(run):
                numbers = (
                    *(epoch.accuracy, epoch.loss),
                    *(epoch.val_accuracy, epoch.val_loss, epoch.seconds),
                )
                told = int(epoch.epoch == kept)
                head = (each.label, run.id, seed, epoch.epoch)
                yield (*head, *map(number, numbers), told)


def _seed(run: Run) -> object:
    if isinstance(run, StoredRun):
        return run.row["seed"]
    return run.record.study.training.seed


def _group_rows(sets: Sequence[RunSet]) -> Iterator[tuple[object, ...]]:
    for each in sets:
        for run in each.runs:
            for (group, name), rows in _by_group(run, each.test).items():
                found = scores_of(run, each.test)
                right, loss = found.right[rows].sum(), found.loss[rows].mean()
                head = (each.label, run.id, group, name)
                yield (*head, len(rows), int(right), number(float(loss)))


def _by_group(run: Run, test: str) -> dict[tuple[str, str], list[int]]:
    """Return the places of a run's test tiles by group and class, as they come."""
    known = table_of(run, test).known
    root = Path() if isinstance(run, StoredRun) else run.sets[test]
    found: dict[tuple[str, str], list[int]] = {}
    named = zip(known.groups, known.images, known.true_classes, strict=True)
    for place, (group, image, name) in enumerate(named):
        inside = image.is_relative_to(root)
        shown = image.relative_to(root) if inside else image
        key = (group or f"image {shown.as_posix()}", name)
        found.setdefault(key, []).append(place)
    return found


def write_article_tables(folder: Path, sets: Sequence[RunSet]) -> list[Path]:
    """Write the files that the article's R scripts read, in percent.

    Args:
        folder: Where to write; files of the same names are replaced.
        sets: The runs.

    Returns:
        ``test_accuracy.csv``, one row a run, which its box plot is drawn of; and for
        each set one file with a row a run and epoch, for its training curves.

    Raises:
        UserError: A table of a run is damaged.
        OSError: A file cannot be written.
    """
    paths = [folder / "test_accuracy.csv"]
    header = ("comparison", "test_accuracy")
    write_table(paths[0], header, _accuracy_rows(sets))
    for place, each in enumerate(sets, start=1):
        paths.append(folder / f"training_{place}_{plain(each.label)}.csv")
        rows = (
            (epoch.epoch, number(100 * epoch.accuracy))
            for run in each.runs
            for epoch in epochs_of(run)
        )
        write_table(paths[-1], ("epoch", "training.accuracy"), rows)
    return paths


def _accuracy_rows(sets: Sequence[RunSet]) -> Iterator[tuple[str, str]]:
    for each in sets:
        for value in values(each, "accuracy"):
            if value is not None:
                yield each.label, number(100 * value)


def plain(name: str) -> str:
    """Return a name as part of a file's name: letters, digits, "-" and "_" only."""
    return re.sub(r"[^\w-]+", "_", name).strip("_")[:60] or "set"
