"""What the network answers for one tile, and what came of it in words."""

from collections.abc import Sequence
from typing import NamedTuple

from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile


class Answer(NamedTuple):
    """A tile and what the network answers for it; probabilities 0..1, one a class.

    `mark` is what is said of its label where that is marked as wrong.
    """

    tile: Tile
    extent: tuple[int, int]
    classes: Sequence[str]
    predicted: str
    probabilities: Sequence[float]
    mark: str = ""

    @property
    def known(self) -> bool:
        """Whether the true class is known."""
        return self.tile.class_name in self.classes

    @property
    def look(self) -> tuple[str, str, str]:
        """Icon, its colour and a sentence for what came of it."""
        if not self.known:
            words = tr(
                "predicted {predicted}, true class unknown", predicted=self.predicted
            )
            return "ring", "uncertain", words
        words = tr(
            "predicted {predicted}, true {true}",
            predicted=self.predicted,
            true=self.tile.class_name,
        )
        if self.predicted == self.tile.class_name:
            return "tick", "right", tr("right: {words}", words=words)
        return "cross", "wrong", tr("wrong: {words}", words=words)
