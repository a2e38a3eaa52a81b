"""Where attribution lies: mean by brightness, by distance from clumps, from the centre.

Mean attribution of a tile is 1 everywhere; a line at 1 is what an even map would have.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtWidgets import QWidget

from cellclassifier.core.clumps.profiles import unit_name
from cellclassifier.core.clumps.tables import Line
from cellclassifier.core.language import in_english, tr
from cellclassifier.gui.widgets.explain_results_curves import Axes, CurvePlot

Cells = Mapping[str, str]

TITLES = {
    "brightness": tr("by brightness"),
    "distance": tr("by distance from clumps"),
    "centre": tr("by distance from the centre"),
}
"""What each profile runs along."""


def curves_of(rows: Sequence[Cells], along: str) -> tuple[list[Line], str]:
    """Return the curves of each class along something, and the unit of x.

    Args:
        rows: Rows of profiles.csv; that of all tiles together is left.
        along: "brightness", "distance" or "centre".

    Raises:
        LookupError: A column is missing.
        ValueError: A number is none.
    """
    own = [row for row in rows if row["along"] == along and row["class"] != "all"]
    curves = []
    for name in dict.fromkeys(row["class"] for row in own):
        part = [row for row in own if row["class"] == name]
        x, mean, low, high = (
            np.array([_number(row[column]) for row in part])
            for column in ("x", "mean", "low", "high")
        )
        tiles = max(int(row["tiles"]) for row in part)
        curves.append(Line(name, x, mean, low, high, tiles, int(part[0]["groups"])))
    return curves, own[0]["unit"] if own else ""


class ProfilePlot(CurvePlot):
    """One curve a class, with its band; values are read by the mouse."""

    name = tr("attribution profile")

    def __init__(self, along: str, parent: QWidget | None = None) -> None:
        self.along = along
        super().__init__(self._over(""), tr("No tile has such pixels."), parent)

    def set_profiles(self, rows: Sequence[Cells]) -> None:
        """Show the profiles of a result, from rows of its table."""
        curves, unit = curves_of(rows, self.along)
        self.set_lines(curves, self._over(_unit_told(self.along, unit)))

    def _over(self, unit: str) -> Axes:
        title = tr(
            "Attribution {titles}: mean, x that of the tile", titles=TITLES[self.along]
        )
        return Axes(
            title,
            unit,
            tr("mean attribution"),
            level=1,
            ends=(0, 1),
            unit=tr(" x the mean"),
        )


def _unit_told(along: str, kept: str) -> str:
    """Return the unit that a table has in the user's language, where it is known."""
    with in_english():
        known = unit_name(along) == kept
    return unit_name(along) if known else kept


def _number(text: str) -> float:
    return np.nan if text == "NA" else float(text)
