"""Reads what is shown of the large tile, and has its map made where there is none."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from cellclassifier.core.language import tr
from cellclassifier.core.messages import Ended, ExplainJob
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.prediction_table import (
    Look,
    Wanted,
    look_at,
    read_magnitude,
)
from cellclassifier.gui.widgets.tile_browser import TileBrowser

Explain = Callable[[ExplainJob, Callable[[Ended], None]], None]


class Looker(QObject):
    """Answers what a browser asks for; what is not wanted any more is dropped."""

    def __init__(
        self, browser: TileBrowser, background: Background, explain: Explain
    ) -> None:
        """Answer a browser.

        Args:
            browser: It asks, and is told.
            background: Where files are read.
            explain: Has maps made, and calls back when that ended.
        """
        super().__init__(browser)
        self._browser = browser
        self._background = background
        self._explain = explain
        browser.look_asked.connect(self._look)

    def _look(self) -> None:
        """Read the tile that is looked at, and its map where there is one."""
        shown, wanted = self._browser.shown, self._browser.wanted
        if shown is None or wanted is None:
            return
        run, tile = shown.run, shown.tile(wanted.tile)
        self._background.run(
            "look",
            lambda: look_at(run, tile, wanted),
            lambda look: self._on_look(wanted, look),
            _raise,
        )

    def _on_look(self, wanted: Wanted, look: Look) -> None:
        panel = self._browser.panel
        if wanted != self._browser.wanted:
            return
        self._browser.show_look(look)
        if look.pixels is None or look.matters is not None or not panel.wants_map:
            return
        panel.say(tr("Explaining {class_name} ...", class_name=wanted.class_name))
        job = ExplainJob(
            run=wanted.folder,
            test=wanted.test,
            tiles=(wanted.tile,),
            method=wanted.method,
            class_name=wanted.class_name,
        )
        self._explain(job, lambda ended: self._on_explained(wanted, ended))

    def _on_explained(self, wanted: Wanted, ended: Ended) -> None:
        shown, panel = self._browser.shown, self._browser.panel
        if shown is None or wanted != self._browser.wanted:
            return
        if ended.outcome != "done":
            panel.say(ended.told or tr("The attribution was stopped."))
            return
        run = shown.run
        self._background.run(
            "map",
            lambda: read_magnitude(run, wanted),
            lambda matters: self._on_map(wanted, matters),
            _raise,
        )

    def _on_map(self, wanted: Wanted, matters: NDArray[np.float32] | None) -> None:
        if wanted != self._browser.wanted:
            return
        if matters is None:
            self._browser.panel.say(tr("The attribution was made but cannot be read."))
        else:
            self._browser.panel.show_map(matters)


def _raise(error: BaseException) -> None:
    raise error
