"""One tile, large, with what it is."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.facts import Facts
from cellclassifier.gui.widgets.image_view import ImageView
from cellclassifier.gui.widgets.tile_display import Levels
from cellclassifier.gui.widgets.tile_source import Shown, TileSource, visible
from cellclassifier.gui.widgets.tile_words import told_how

_HINT = tr("Click a tile to see it large here.")


def look_at(
    source: TileSource, shown: Shown
) -> tuple[NDArray[np.float32], Levels, str]:
    """Return a tile's values to see, those shown black and white, and words on it."""
    values = source.values(shown)
    channels = values.shape[-1]
    return visible(values), source.levels(values), told_how(shown.epoch, channels)


class TileCloseup(QWidget):
    """Shows a tile as the network sees it, with its values under the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = ImageView()
        self.view.setMinimumHeight(45 * theme.SPACE)
        # It takes the room that is left, and no more.
        self.view.canvas.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
        )
        self.facts = Facts()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.view, 1)
        box.addWidget(self.facts)
        self.clear()

    def clear(self, message: str = _HINT) -> None:
        """Show no tile, and a sentence in its place."""
        self.view.set_image(None)
        self.view.set_message(message)
        self.facts.set_values({})

    def show_tile(
        self, tile: Tile, image: NDArray[Any], levels: Levels, how: str
    ) -> None:
        """Show a tile.

        Args:
            tile: The tile.
            image: Its values, (y, x) or (y, x, 3), scaled by the study's rule.
            levels: Values that are shown black and white.
            how: What was done to it, in words; nothing if it is as it is.
        """
        self.view.set_message(None)
        self.view.set_image(np.asarray(image))
        self.view.set_levels(*levels)
        facts = {
            tr("Image"): tile.image.name,
            tr("Class"): tile.class_name,
            tr("Group"): tile.group,
            tr("Place"): tr(
                "{width} x {height} px at x {x}, y {y}",
                width=tile.width,
                height=tile.height,
                x=tile.x,
                y=tile.y,
            ),
        }
        self.facts.set_values(facts | ({tr("Shown"): how} if how else {}))
