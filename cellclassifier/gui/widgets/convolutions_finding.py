"""Has the worker look inside a network: feature maps of a tile, tiles of a feature."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from cellclassifier.core.errors import UserError
from cellclassifier.core.inside.exciting import (
    Excited,
    exciting_path,
    read_exciting,
)
from cellclassifier.core.inside.features import Features, read_features
from cellclassifier.core.language import tr
from cellclassifier.core.messages import Ended, Event, ExcitingJob, FeaturesJob
from cellclassifier.core.runs import Run
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.explain_measuring import Doing, OneJob

WAITING = tr("Asking the network what each of its convolutions makes of this tile ...")
_DAMAGED = tr(
    "The feature maps cannot be read, though they were just written. Look whether the "
    "disk of the study is full, and choose the tile again."
)

Tiles = Mapping[int, tuple[Excited, ...]]
"""The tiles that excite each feature, by its number from 0."""


class Wanted(NamedTuple):
    """Which tile is looked at: run, set, and the tile's number."""

    run: Run
    test: str
    tile: int

    def job(self) -> FeaturesJob:
        """Return the job that makes its maps."""
        return FeaturesJob(run=self.run.folder, test=self.test, tile=self.tile)


class FeatureFinder(QObject):
    """Finds the maps of the tile that is looked at last; others are let go.

    Signals:
        found: The number of the tile, and its `Features`.
        said: What is being done, or why there are no maps.
    """

    found = Signal(int, object)
    said = Signal(str)

    def __init__(
        self, background: Background, doing: Doing, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background, self._doing = background, doing
        self._wanted: Wanted | None = None
        self._job: FeaturesJob | None = None

    def ask(self, wanted: Wanted) -> None:
        """Find the maps of a tile."""
        self._wanted = wanted
        self._read(wanted, made=False)

    def forget(self) -> None:
        """Look for nothing any more."""
        self._wanted = None
        if self._job is not None:
            self._doing.stop(self._job)

    def _read(self, wanted: Wanted, made: bool) -> None:
        self._background.run(
            "explain features",
            lambda: read_features(*wanted),
            lambda found: self._on_read(wanted, found, made),
            lambda error: self._on_problem(wanted, error),
        )

    def _on_read(self, wanted: Wanted, found: Features | None, made: bool) -> None:
        if wanted != self._wanted:
            return
        if found is not None:
            self.found.emit(wanted.tile, found)
        elif made:
            self.said.emit(_DAMAGED)
        else:
            self.said.emit(WAITING)
            self._start(wanted)

    def _start(self, wanted: Wanted) -> None:
        # One job at a time: who clicks through tiles waits for the last one only.
        if self._job is None:
            self._job = job = wanted.job()
            self._doing.ask(job, lambda ended: self._on_ended(wanted, ended), _ignore)

    def _on_ended(self, asked: Wanted, ended: Ended) -> None:
        self._job = None
        wanted = self._wanted
        if wanted is None:
            return
        if wanted != asked:
            self._read(wanted, made=False)
        elif ended.outcome == "done":
            self._read(wanted, made=True)
        else:
            self.said.emit(ended.told or tr("The feature maps were not finished."))

    def _on_problem(self, wanted: Wanted, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        if wanted == self._wanted:
            self.said.emit(str(error))


class ExcitingFinder(OneJob):
    """Finds the tiles that excite the features of a layer, one search at a time.

    Signals:
        found: The file that was looked for, and its `Tiles`; ``None`` where the
            search was not made.
    """

    stopped = tr("Stopped; nothing was kept.")
    unfinished = tr("The search was not finished.")

    found = Signal(object, object)

    def __init__(
        self, background: Background, doing: Doing, parent: QObject | None = None
    ) -> None:
        super().__init__(doing, parent)
        self._background = background

    def look(self, run: Run, test: str, layer: str) -> None:
        """Look whether that was found before."""
        self._background.run(
            "explain exciting",
            lambda: _looked(run, test, layer),
            lambda found: self.found.emit(*found),
            self._on_problem,
        )

    def start(self, run: Run, test: str, layer: str) -> None:
        """Search; nothing while another search goes on."""
        self.begin(ExcitingJob(run=run.folder, test=test, layer=layer))

    def _on_problem(self, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        self.ended.emit(str(error))


def _looked(run: Run, test: str, layer: str) -> tuple[Path, Tiles | None]:
    path = exciting_path(run, test, layer)
    try:
        return path, read_exciting(path)
    except (ValueError, LookupError) as error:
        raise UserError(
            tr(
                "The table {path} is damaged ({error}). Delete it, and search again.",
                path=path,
                error=error,
            )
        ) from error


def _ignore(event: Event) -> None:
    """Tell nothing: it takes a second."""
