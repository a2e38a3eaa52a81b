"""What an experiment will train, and how long that takes, before it starts."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from cellclassifier.core.experiment_results import Speed, seconds_of
from cellclassifier.core.experiment_spec import ExperimentSpec, evened, planned
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.lots import Stock
from cellclassifier.core.spec import StudySpec
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.durations import about
from cellclassifier.gui.widgets.variant_words import variant_told

COLUMNS = (
    tr("Network and data"),
    tr("Runs"),
    tr("Epochs"),
    tr("Training tiles"),
    tr("Time"),
)
_UNKNOWN = tr("not known")


class PlanRow(NamedTuple):
    """One variant of an experiment.

    Attributes:
        variant: Network and data.
        network: Its key in the catalogue.
        runs: How many there will be.
        epochs: Of each run, at most.
        tiles: Training tiles of each run, 0 where not known; with folds about so many.
        seconds: For all of its runs, ``None`` where not known.
        early: Whether a run may stop before its last epoch.
    """

    variant: str
    network: str
    runs: int
    epochs: int
    tiles: int
    seconds: float | None
    early: bool


def plan(
    spec: StudySpec,
    experiment: ExperimentSpec,
    tiles: int,
    known: Sequence[Speed],
    held: Stock | None = None,
) -> tuple[PlanRow, ...]:
    """Return what an experiment will train, one row a variant.

    Args:
        spec: Settings of the study.
        experiment: What is repeated and compared.
        tiles: Training tiles of a run with the settings of the study; 0: not known.
        known: How fast earlier runs were.
        held: Training tiles and groups of each class; ``None``: not known yet.
    """
    # Two runs show all variants; every run of one takes the same time.
    few = experiment.model_copy(update={"runs": 2})
    variants = {each.variant: each.spec for each in planned(spec, few)}
    tiles = _tiles(spec, experiment, tiles)
    return tuple(
        _row(name, _of_size(varied, tiles, held, experiment), experiment.runs, known)
        for name, varied in variants.items()
    )


class _Work(NamedTuple):
    """A run: its settings, its training tiles, and how many cost as much time."""

    spec: StudySpec
    tiles: int
    work: int


def _of_size(
    spec: StudySpec, tiles: int, held: Stock | None, experiment: ExperimentSpec
) -> _Work:
    """Return a run as it will be trained: few tiles get more epochs."""
    training = spec.training
    if not experiment.sizes or not training.per_class:
        return _Work(spec, tiles, tiles)
    if held is None:
        return _Work(spec, 0, 0)
    drawn = held.about(training.per_class, training.per_class_unit)
    update = {"training": evened(training, held.whole, drawn)}
    return _Work(spec.model_copy(update=update), drawn, held.work(drawn))


def _row(variant: str, run: _Work, runs: int, known: Sequence[Speed]) -> PlanRow:
    training, tiles = run.spec.training, run.tiles
    work = (training.network, run.spec.tiling.size, run.work, training.epochs)
    seconds = seconds_of(*work, known) if run.work else None
    return PlanRow(
        variant,
        training.network,
        runs,
        training.epochs,
        tiles,
        None if seconds is None else runs * seconds,
        training.early_stopping and bool(training.validation_share or training.folds),
    )


def _tiles(spec: StudySpec, experiment: ExperimentSpec, tiles: int) -> int:
    """Return the training tiles of a run, where folds are kept aside, about."""
    training = spec.training
    if experiment.vary != "folds":
        return tiles
    aside = 1 / training.folds if training.folds else training.validation_share
    of_all = round(tiles / (1 - aside) * (1 - 1 / experiment.runs))
    return min(of_all, training.max_tiles) if training.max_tiles else of_all


def total(rows: Sequence[PlanRow]) -> str:
    """Say how many runs there will be and how long they take, as a sentence."""
    runs = sum(row.runs for row in rows)
    timed = [row for row in rows if row.seconds is not None]
    seconds = sum(row.seconds or 0 for row in timed)
    counted = tr_n("{runs} run", "{runs} runs", runs, runs=runs)
    if not any(row.tiles for row in rows):
        return tr(
            "{counted}; the time is not known before the tiles are made.",
            counted=counted,
        )
    untimed = dict.fromkeys(row.network for row in rows if row.seconds is None)
    text = (
        tr("{counted}, {about} on this device", counted=counted, about=about(seconds))
        if timed
        else counted
    )
    if untimed and timed:
        of = sum(row.runs for row in timed)
        text = tr(
            "{counted}; {about} on this device for {of} of them",
            counted=counted,
            about=about(seconds),
            of=of,
        )
    if any(row.early for row in timed):
        text += tr(", less where runs stop early")
    if untimed:
        text += tr_n(
            "; no run of {names} has been timed yet, so its time is not known",
            "; no run of {names} has been timed yet, so their time is not known",
            len(untimed),
            names=tr(" or ").join(untimed),
        )
    return f"{text}."


class PlanTable(QTableWidget):
    """The rows of a plan, with what is not known said as such."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        for column, text in enumerate(COLUMNS):
            title = QTableWidgetItem(text)
            title.setTextAlignment(_RIGHT if column else _LEFT)
            self.setHorizontalHeaderItem(column, title)
        self.setAccessibleName(tr("What will be trained"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(6 * theme.SPACE)
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_plan(self, rows: Sequence[PlanRow]) -> None:
        """Show other rows."""
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(_cells(row)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_RIGHT if column else _LEFT)
                self.setItem(place, column, item)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _cells(row: PlanRow) -> tuple[str, ...]:
    time = _UNKNOWN if row.seconds is None else about(row.seconds)
    tiles = f"{row.tiles:,}" if row.tiles else _UNKNOWN
    return variant_told(row.variant), str(row.runs), str(row.epochs), tiles, time
