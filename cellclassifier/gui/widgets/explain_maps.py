"""Finds the maps that are looked at, and has those made that are not there yet."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.messages import Ended, ExplainJob
from cellclassifier.core.predictions import Predictions, read_predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.explain_choices import Explained, Method
from cellclassifier.gui.widgets.prediction_table import DAMAGE, stamp

Explain = Callable[[ExplainJob, Callable[[Ended], None]], None]
"""Has maps made, and calls back when that ended."""


class Want(NamedTuple):
    """A map that is looked at: of which run, tile, method and class."""

    run: Run
    test: str
    tile: Tile
    method: Method
    explained: Explained


class Found(NamedTuple):
    """What there is of a map.

    Attributes:
        number: Number of the tile in the set of that run.
        class_name: The class that is explained.
        values: (y, x, channel), signed; ``None`` where it is still to be made.
        facts: What was measured with it, by name.
    """

    number: int
    class_name: str
    values: NDArray[np.float32] | None
    facts: dict[str, float]


def look_up(want: Want) -> Found:
    """Find the tile in its run, the class that is meant, and the map if it is there.

    Raises:
        UserError: The run has no such tile or class, or has not predicted it.
    """
    run, test, method = want.run, want.test, want.method
    number = _number_in(run, test, want.tile)
    name = class_of(want, number)
    asked = (method.key, test, number, name, dict(method.settings))
    try:
        values, facts = run.attribution(*asked), run.attribution_facts(*asked)
    except (*DAMAGE, EOFError):
        values, facts = None, {}
    return Found(number, name, values, facts)


def class_of(want: Want, number: int) -> str:
    """Return the name of the class that is explained.

    Raises:
        UserError: The run has no such class, or has not predicted the tile.
    """
    run, explained = want.run, want.explained
    name = explained.class_name or want.tile.class_name
    if explained.target == "predicted":
        table = predictions_of(run, want.test)
        if number not in table.tiles:
            raise UserError(
                tr("This run has not predicted this tile. Predict the set.")
            )
        name = table.predicted_classes[table.tiles.index(number)]
    if name not in run.record.classes:
        raise UserError(
            tr(
                "The class '{name}' is none of this run's: "
                "{classes}. Choose one of these.",
                name=name,
                classes=", ".join(run.record.classes),
            )
            if name
            else tr("The true class of this tile is not known. Choose a class by name.")
        )
    return name


def predictions_of(run: Run, test: str) -> Predictions:
    """Return the predictions of a set, read once as long as they do not change.

    Raises:
        UserError: There are none, or they are damaged.
    """
    written = stamp(run, test)
    if not written:
        raise UserError(
            tr("This run has not predicted '{test}' yet. Predict it first.", test=test)
        )
    return _read(run.predictions_path(test), written)


@lru_cache(maxsize=8)
def _read(path: Path, written: int) -> Predictions:
    return read_predictions(path)


def _number_in(run: Run, test: str, tile: Tile) -> int:
    """Return the number that the same part of the same image has in a run."""
    if test in run.sets:
        tiles = _tiles(run, test)
        place = tile.number if tile.number < len(tiles) else 0
        for each in (tiles[place], *tiles) if tiles else ():
            if each[1:6] == tile[1:6]:
                return each.number
    raise UserError(
        tr(
            "This run does not have this tile in its test set. Choose a run that was "
            "made with the same images and the same size of tiles."
        )
    )


@lru_cache(maxsize=8)
def _tiles(run: Run, test: str) -> tuple[Tile, ...]:
    return run.tiles(test)


class MapFinder(QObject):
    """Reads maps in the background; has missing ones made, one after another.

    Signals:
        found: What is wanted, and what there is of it, `Found`.
        said: What is wanted, and a sentence about why it is not there.
    """

    found = Signal(object, object)
    said = Signal(object, str)

    def __init__(
        self, background: Background, explain: Explain, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background, self._explain = background, explain
        self._wanted: list[Want] = []
        self._missing: list[tuple[Want, Found]] = []
        self._making: Want | None = None

    def want(self, wanted: Sequence[Want]) -> None:
        """Look for these maps, and for no others any more."""
        self._wanted = list(dict.fromkeys(wanted))
        self._missing.clear()
        for place, each in enumerate(self._wanted):
            self._look(place, each)

    def _look(self, place: int, want: Want, made: bool = False) -> None:
        def fail(error: BaseException) -> None:
            if not isinstance(error, UserError | OSError):
                raise error
            self._say(want, str(error))

        self._background.run(
            f"explain {place}",
            lambda: look_up(want),
            lambda found: self._on_looked(want, found, made),
            fail,
        )

    def _on_looked(self, want: Want, found: Found, made: bool) -> None:
        if want not in self._wanted:
            return
        if found.values is not None:
            self.found.emit(want, found)
        elif made:
            self._say(want, tr("The attribution was made but cannot be read."))
        else:
            self._say(
                want, tr("Explaining {class_name} ...", class_name=found.class_name)
            )
            self._missing.append((want, found))
            self._next()

    def _next(self) -> None:
        if self._making is not None or not self._missing:
            return
        want, found = self._missing.pop(0)
        self._making = want
        job = ExplainJob(
            run=want.run.folder,
            test=want.test,
            tiles=(found.number,),
            method=want.method.key,
            class_name=found.class_name,
            settings=dict(want.method.settings),
        )
        self._explain(job, lambda ended: self._on_made(want, ended))

    def _on_made(self, want: Want, ended: Ended) -> None:
        self._making = None
        if want in self._wanted:
            if ended.outcome == "done":
                self._look(self._wanted.index(want), want, made=True)
            else:
                self._say(want, ended.told or tr("The attribution was stopped."))
        self._next()

    def _say(self, want: Want, sentence: str) -> None:
        if want in self._wanted:
            self.said.emit(want, sentence)
