"""Which maps are made by nodes, and what is said of it before."""

from collections.abc import Callable
from typing import NamedTuple

from cellclassifier.core.chunking import LEAST_PASSES
from cellclassifier.core.language import tr
from cellclassifier.core.places import HERE, Place
from cellclassifier.gui.widgets.explain_measuring import Doing

_AFAR = tr("They are made by nodes: {}.")
_FEW = tr("So few are made on this computer, sooner than they could be sent.")


class Afar(NamedTuple):
    """Has maps made by the nodes of a place, where there are enough of them.

    Attributes:
        place: Returns where the user wants maps of many tiles to be made.
        doing: Does such jobs there.
    """

    place: Callable[[], Place]
    doing: Doing

    def takes(self, cost: int) -> bool:
        """Tell whether maps of this cost, in passes of a tile, are made by nodes."""
        return self.place() != HERE and cost >= LEAST_PASSES

    def told(self, cost: int) -> str:
        """Say who makes maps of this cost; nothing where only this computer can."""
        if self.place() == HERE or not cost:
            return ""
        return _AFAR.format(self.place().text) if self.takes(cost) else _FEW


def nowhere() -> Afar:
    """Return what leaves all maps to this computer."""
    return Afar(lambda: HERE, Doing(lambda *_: None, lambda _: None))
