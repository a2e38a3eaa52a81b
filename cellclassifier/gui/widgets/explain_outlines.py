"""Finds the clumps of tiles in the background, for outlines and for measuring."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import Tile
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.explain_canvas import Outlines

if TYPE_CHECKING:
    from cellclassifier.core.clumps.finder import Finder

Mask = NDArray[np.bool_]

TYPING_MS = 300
"""Time without an edit after which clumps are looked for again, ms."""


class Clumps(NamedTuple):
    """The clumps of a tile.

    Attributes:
        tile: The tile.
        outlines: Of its clumps.
        sentence: How many there are, and how they were found; or why none.
        drawn: Where they are before they are widened, (y, x), which a hand can
            correct; ``None``: there is no mask of this tile, or `failed`.
        corrected: Whether they were corrected by hand.
        digest: SHA-256 of the image, which a correction belongs to.
        failed: Whether it could not be found out.
    """

    tile: Tile
    outlines: Outlines
    sentence: str
    drawn: Mask | None = None
    corrected: bool = False
    digest: str = ""
    failed: bool = False


class Outliner(QObject):
    """Knows how clumps are found, and finds those of the tile that is looked at.

    Signals:
        found: `Clumps` of the tile.
        said: A sentence about what is being done, or why there are no outlines.
        spec_changed: Clumps are found in another way now.
    """

    found = Signal(object)
    said = Signal(str)
    spec_changed = Signal()

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._spec = ClumpSpec()
        self._asked: tuple[Run, str, Tile] | None = None
        self._finder: tuple[Run, ClumpSpec, Finder] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TYPING_MS)
        self._later.timeout.connect(self._look)

    @property
    def spec(self) -> ClumpSpec:
        """How clumps are found."""
        return self._spec

    def set_spec(self, spec: ClumpSpec) -> None:
        """Find clumps in another way, once nothing is typed any more."""
        self._spec = spec
        self.spec_changed.emit()
        self._later.start()

    def ask(self, run: Run, test: str, tile: Tile) -> None:
        """Find the clumps of a tile, and of no other any more."""
        self._asked = (run, test, tile)
        self._look()

    def renew(self) -> None:
        """Find the clumps of the tile again, whose correction was changed."""
        self._look()

    def finder(self, run: Run) -> "Finder | None":
        """Return what finds clumps as they are found now; ``None``: none did yet."""
        kept = self._finder
        return kept[2] if kept and kept[:2] == (run, self._spec) else None

    def forget(self) -> None:
        """Look for nothing any more."""
        self._asked = None
        self._later.stop()

    def _look(self) -> None:
        if self._asked is None:
            return
        run, test, tile = asked = self._asked
        spec, kept = self._spec, self._finder
        known = kept[2] if kept and kept[:2] == (run, spec) else None
        if known is None:
            self.said.emit(tr("Looking at the control ..."))

        def work() -> "tuple[Finder, Clumps]":
            # Imported here: the window starts sooner without.
            from cellclassifier.core.clumps import finder as finding

            finder = known or finding.Finder(run, spec)
            return finder, _clumps(finder, test, tile)

        def done(result: "tuple[Finder, Clumps]") -> None:
            self._finder = (run, spec, result[0])
            if self._asked == asked and self._spec == spec:
                self.found.emit(result[1])

        def fail(error: BaseException) -> None:
            if not isinstance(error, UserError | OSError):
                raise error
            if self._asked == asked:
                self.found.emit(Clumps(tile, (), str(error), failed=True))

        self._background.run("clumps", work, done, fail)


def _clumps(finder: "Finder", test: str, tile: Tile) -> Clumps:
    from cellclassifier.core.clumps.outlines import outlines

    digest = finder.digest(test, tile)
    drawn = finder.find(test, tile, widen=False)
    if drawn is None:
        words = tr("This tile has no mask in the folder of own masks.")
        return Clumps(tile, (), words, digest=digest)
    found = finder.widened(drawn)
    number = tr_n("1 clump", "{clumps} clumps", found.clumps, clumps=found.clumps)
    area = tr("{mean:.1f} % of the tile", mean=100 * found.mask.mean())
    source = {"found": finder.text, "corrected": tr("corrected by hand")}
    where = source.get(found.source, finder.text)
    words = f"{number}, {area}: {where}."
    corrected = found.source == "corrected"
    return Clumps(tile, outlines(found.mask), words, drawn.mask, corrected, digest)
