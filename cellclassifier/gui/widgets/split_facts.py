"""Which tiles are learnt from, watched and tested in the next run, in words."""

from collections.abc import Mapping

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.preparation import Prepared
from cellclassifier.core.tiling import Tile
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.facts import Facts

_MADE = tr("making the tiles")
"""What is done before anything is told."""


class SplitFacts(QWidget):
    """Shows the parts of the next run; while they are being made, how far that is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = Facts()
        self.doing = theme.muted("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("How far the making of the tiles is"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.SPACE, 0, theme.SPACE)
        for part in (self.facts, self.doing, self.bar):
            box.addWidget(part)
        self.show_prepared(None, making=False)

    def show_prepared(self, prepared: Prepared | None, *, making: bool) -> None:
        """Show the parts of the tiles that were made, or that they are being made."""
        self.facts.set_values(parts_in_words(prepared) if prepared else {})
        self.facts.setVisible(prepared is not None)
        self.doing.setVisible(making)
        self.bar.setVisible(making)
        self.tell(_MADE, 0, 0)

    def tell(self, what: str, done: int, of: int) -> None:
        """Show how far it is; `of` is 0 where that is not known."""
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.doing.setText(
            tr("{what}: {done:,} of {of:,}", what=what, done=done, of=of)
            if of
            else f"{what} ..."
        )


def parts_in_words(prepared: Prepared) -> Mapping[str, str]:
    """Return what is in each part, by its name."""
    table = prepared.tables["train"]
    training = [tile for tile in table if tile.part == "train"]
    aside = [tile for tile in table if tile.part == "validation"]
    words = {
        tr("Training"): _share(training, table),
        tr("Validation"): _validation(aside, table, prepared.spec.training),
    }
    for name, tiles in prepared.tables.items():
        if name != "train":
            words[tr("Test '{name}'", name=name)] = _tiles(len(tiles))
    if gone := sum(len(tiles) for tiles in prepared.dropped.values()):
        words[tr("Dropped")] = tr("{tiles}, near-empty", tiles=_tiles(gone))
    return words


def _validation(aside: list[Tile], table: tuple[Tile, ...], training: TrainSpec) -> str:
    if not aside:
        asked = training.folds or training.validation_share
        return tr("none: no group can be spared") if asked else tr("none")
    share = _share(aside, table)
    if training.folds:
        return tr(
            "fold {fold} of {folds}: {share}",
            fold=training.fold,
            folds=training.folds,
            share=share,
        )
    return share


def _share(tiles: list[Tile], of: tuple[Tile, ...]) -> str:
    groups = len({tile.group for tile in tiles})
    all_groups = len({tile.group for tile in of})
    return tr_n(
        "{groups:,} of 1 group, {tiles:,} of {tiles_2}",
        "{groups:,} of {all_groups:,} groups, {tiles:,} of {tiles_2}",
        all_groups,
        groups=groups,
        all_groups=all_groups,
        tiles=len(tiles),
        tiles_2=_tiles(len(of)),
    )


def _tiles(count: int) -> str:
    return tr_n("1 tile", "{count:,} tiles", count, count=count)
