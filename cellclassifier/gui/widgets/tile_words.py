"""What is said about tiles and their changes."""

from collections.abc import Sequence
from typing import NamedTuple

from cellclassifier.core.language import tr
from cellclassifier.core.tiling import SMALLEST_TILE, Tile
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.notice import Level
from cellclassifier.gui.widgets.tile_delegate import Item
from cellclassifier.gui.widgets.tile_source import Shown
from cellclassifier.gui.widgets.tile_strip import Choice, How


def items_of(shown: Sequence[Shown], classes: Sequence[str], how: How) -> list[Item]:
    """Return what the grid says about tiles; there may be a hundred thousand."""
    # A test set may have a class that is unknown to the study.
    colours = {name: theme.class_colour(place) for place, name in enumerate(classes)}
    told = {epoch: told_how(epoch) for epoch in {each.epoch for each in shown}}
    return [
        Item(
            each,
            each.tile.class_name,
            _beside(each.epoch, how),
            "none",
            colours.get(each.tile.class_name),
            tr(
                "{image}, group {group}",
                image=each.tile.image.name,
                group=each.tile.group,
            )
            + (f", {told[each.epoch]}" if told[each.epoch] else ""),
        )
        for each in shown
    ]


def _beside(epoch: int | None, how: How) -> str:
    """Return what tells a picture of a tile from another picture of the same tile."""
    if how == "both":
        return tr("as it is") if epoch is None else tr("changed")
    return tr("epoch {epoch}", epoch=epoch) if how == "versions" else ""


def told_how(epoch: int | None, channels: int = 1) -> str:
    """Return what was done to a tile of so many channels; nothing if it is as it is."""
    told = []
    if epoch is not None:
        told.append(tr("as changed in epoch {epoch} of a training", epoch=epoch))
    if channels not in (1, 3):
        told.append(tr("the mean of its {channels} channels", channels=channels))
    return "; ".join(told)


def told_drawn(choice: Choice, shown: int, of: int) -> str:
    """Return which tiles are shown, out of how many, and in what order."""
    kind = (
        tr(" of class {class_name}", class_name=choice.class_name)
        if choice.class_name
        else ""
    )
    if choice.how == "versions":
        return tr(
            "showing one of them, as training sees it in {shown} epochs", shown=shown
        )
    if choice.how == "batch":
        return tr(
            "showing {shown:,}{kind} as training sees them in one epoch",
            shown=shown,
            kind=kind,
        )
    if choice.in_order:
        return tr("showing all {shown:,}{kind}, in order", shown=shown, kind=kind)
    if shown == of:
        return tr(
            "showing all {shown:,}{kind}, in random order", shown=shown, kind=kind
        )
    if kind:
        return tr("showing {shown:,}{kind}, drawn at random", shown=shown, kind=kind)
    return tr(
        "showing {shown:,}, drawn at random, balanced over the classes", shown=shown
    )


class Advice(NamedTuple):
    """A sentence about the tiles, and how grave it is."""

    level: Level
    text: str


def advice_on(tiles: Sequence[Tile], size: int) -> Advice | None:
    """Return what is lost when tiles are brought to `size` x `size` px, if any.

    The first tile stands for all: images of other sizes are told where they are chosen.
    """
    if not tiles:
        return None
    width, height = tiles[0].width, tiles[0].height
    cut = tr(
        "Each tile is {width} x {height} px of its image", width=width, height=height
    )
    if min(width, height) < SMALLEST_TILE:
        return Advice(
            "attention",
            tr("{cut}: too little of a cell. Choose fewer rows and columns.", cut=cut),
        )
    if abs(width - height) > 1:
        return Advice(
            "attention",
            tr(
                "{cut} and becomes a square: cells are stretched. Choose rows and "
                "columns that give squares.",
                cut=cut,
            ),
        )
    return _on_scale(cut, width, size)


def _on_scale(cut: str, side: int, size: int) -> Advice | None:
    if side <= size // 2:
        return Advice(
            "info",
            tr(
                "{cut}, enlarged to {size} px, which adds time but no detail: "
                "{near} px are enough.",
                cut=cut,
                size=size,
                near=_near(side),
            ),
        )
    if side >= 4 * size:
        return Advice(
            "attention",
            tr(
                "{cut}, made smaller to {size} px: small clumps fade. Smaller tiles, "
                "or a larger input size, keep them.",
                cut=cut,
                size=size,
            ),
        )
    return None


def _near(side: int) -> int:
    """Return the smallest usual input size that shows a tile in full."""
    return max(64, -(-side // 32) * 32)
