"""Where sets are predicted, and maps of them made: the places that train, in a line."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout

from cellclassifier.core.language import tr
from cellclassifier.core.places import Place
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.place_choice import PlaceChoice


class WhereChoice(PlaceChoice):
    """A `PlaceChoice` for what is asked of a network that was trained."""

    name: ClassVar[str] = tr("Where sets are predicted and explained")
    label: ClassVar[str] = tr("&Where")
    help: ClassVar[str] = tr(
        "Where whole sets are predicted, and maps of many tiles made: here, or in "
        "chunks by the nodes that train, with the same outcome. A single tile is "
        "explained here"
    )
    help_here: ClassVar[str] = tr("Sets are predicted, and maps made, on this computer")

    def show_place(
        self,
        place: Place,
        recent: Sequence[Place],
        clusters: Sequence[Place],
        words: str = "",
        fixed: str = "",
    ) -> None:
        """Show a place and all that can be chosen; it is changed under Training."""
        super().show_place(place, recent, clusters, words, fixed)
        self.edit.hide()

    def _arrange(self) -> None:
        self.box.setMinimumContentsLength(22)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.SPACE)
        for part in (self._label(), self.box, self.edit, self.nodes):
            line.addWidget(part)
        line.addWidget(self.words, 1)
        line.addStretch(0)
