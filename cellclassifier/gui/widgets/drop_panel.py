"""Drops near-empty tiles by a threshold on their contrast."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cellclassifier.core.dataset import Dataset
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import Spec, TilingSpec
from cellclassifier.core.tiling import Tile
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.contrasts import GRAIN, Contrasts, measure_contrasts
from cellclassifier.gui.widgets.drop_histogram import DropHistogram
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.movable_points import Point
from cellclassifier.gui.widgets.tile_cut import Cut

_WAITS = tr("The contrast of the tiles is measured once they are cut.")


class Lot(NamedTuple):
    """The tiles to measure, of which images, and with which settings.

    The intensity rule of the settings is resolved.
    """

    tiles: Sequence[Tile]
    train: Dataset
    spec: StudySpec

    def measures_as(self, other: "Lot | None") -> bool:
        """Tell whether the contrasts of `other` are the same."""
        if other is None or self.train is not other.train:
            return False
        return _decisive(self.spec) == _decisive(other.spec)


class _Superseded(Exception):
    """Ends a measurement that no one wants any more."""


class DropPanel(Collapsible):
    """A threshold, and what it drops; measured in the background once it is open."""

    edited = Signal(object)
    """Emitted with the new `TilingSpec`; not while the threshold is still dragged."""

    previewed = Signal(float)
    """Emitted with the threshold while it is dragged, and when it is let go."""

    def __init__(
        self,
        tiling: TilingSpec,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Drop near-empty tiles"), parent)
        self._background = background
        self._lot: Lot | None = None
        self._waits = False
        self._found: Contrasts | None = None
        self.form = SpecForm(tiling, ("least_contrast",))
        self.histogram = DropHistogram()
        self.histogram.set_message(_WAITS)
        self.sentence = BreakingLabel()
        self.form.edited.connect(self._edit)
        self.histogram.told.connect(self.sentence.setText)
        self.histogram.moved.connect(self._preview)
        self.histogram.released.connect(self._put)
        self.turned.connect(self._measure)
        box = QVBoxLayout(self.content)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        for part in (self.form, self.histogram, self.sentence):
            box.addWidget(part)

    def set_spec(self, tiling: TilingSpec) -> None:
        """Show another threshold."""
        before = self._least
        self.form.set_spec(tiling)
        if self._least != before:
            self._mark()

    def set_lot(self, lot: Lot | None) -> None:
        """Show other tiles; None: there are none yet."""
        if lot and lot.measures_as(self._lot):
            return
        self._lot, self._found, self._waits = lot, None, lot is not None
        self.histogram.set_message(_WAITS)
        self.histogram.set_values(None)
        self._mark()
        self._measure()

    @property
    def _least(self) -> float:
        spec = self.form.spec
        assert isinstance(spec, TilingSpec)
        return spec.least_contrast

    def _measure(self) -> None:
        lot = self._lot
        if not self.is_open or not self._waits or lot is None:
            return
        self._waits = False
        self.histogram.set_message(
            tr("The contrast of the tiles is being measured ...")
        )

        def tell(what: str, done: int, of: int) -> None:
            # On the thread that measures.
            if self._lot is not lot:
                raise _Superseded
            told = tr("Measured {done:,} of {of:,} tiles ...", done=done, of=of)
            self._background.tell(lambda: self.histogram.set_message(told))

        self._background.run(
            "contrasts",
            lambda: measure_contrasts(lot.tiles, lot.train.classes, lot.spec, tell),
            lambda found: self._take(lot, found),
            self._fail,
        )

    def _take(self, lot: Lot, found: Contrasts) -> None:
        if lot is not self._lot:
            return
        self._found = found
        self.histogram.set_values(found.curves())
        self._mark()

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, _Superseded):
            return
        if not isinstance(error, (UserError, OSError, ValueError)):
            raise error
        self.histogram.set_message(str(error))

    def _mark(self) -> None:
        point = Point(tr("drop below"), self._least, movable=True)
        self.histogram.set_points([point] if self._found else [], GRAIN)
        self._tell(self._least)

    def _tell(self, least: float) -> None:
        self.sentence.setText(self._found.told(least) if self._found else "")

    def _preview(self, name: str, least: float) -> None:
        self._tell(least)
        self.previewed.emit(least)

    def _put(self, name: str, value: float) -> None:
        tiling = self.form.spec.model_copy(update={"least_contrast": value})
        if tiling != self.form.spec:
            self.form.set_spec(tiling)
            self._mark()
            self.edited.emit(tiling)

    def _edit(self, tiling: Spec) -> None:
        self._mark()
        self.edited.emit(tiling)


def _decisive(spec: StudySpec) -> tuple[object, ...]:
    # Neither the threshold nor the size that the network sees changes a contrast.
    tiling = spec.tiling.model_copy(update={"least_contrast": 0.0, "size": 64})
    return tiling, spec.intensity, spec.reading


def lot_of(found: Cut) -> Lot | None:
    """Return the training tiles whose contrast can be measured, if there are any."""
    if found.rule is None or not found.tiles[None]:
        return None
    measured = found.spec.model_copy(update={"intensity": found.rule})
    return Lot(found.tiles[None], found.contents.train, measured)
