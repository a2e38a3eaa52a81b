"""What chance decides about training tiles: which of them are used, and the control.

All is drawn from the seed of the split, so that runs that differ in their own seed
only are trained on the same; how many of each class, also from a seed of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr_n
from cellclassifier.core.lot_spec import LotSpec, SizeUnit
from cellclassifier.core.tiling import Tile

_DRAW, _DEAL, _EACH = 1, 2, 3
"""Keep the draws of one seed apart."""

Division = tuple[tuple[Tile, ...], tuple[Tile, ...]]
"""The tiles that are used, and those that are not, both in their order."""


class Stock(NamedTuple):
    """What there is to draw from.

    Attributes:
        tiles: Training tiles of each class.
        groups: Groups of each class that hold any.
        validation: Tiles of validation, of all classes.
    """

    tiles: Mapping[str, int]
    groups: Mapping[str, int]
    validation: int = 0

    @property
    def whole(self) -> int:
        """Training tiles in all."""
        return sum(self.tiles.values())

    def of(self, unit: SizeUnit) -> Mapping[str, int]:
        """Return how many there are of each class."""
        return self.tiles if unit == "tiles" else self.groups

    def problem(self, sizes: Iterable[int], unit: SizeUnit) -> str:
        """Return why so many of each class cannot be drawn, or nothing."""
        most, held = max(sizes, default=0), self.of(unit)
        if not held or most <= min(held.values()):
            return ""
        name, count = min(held.items(), key=lambda item: (item[1], item[0]))
        values = {"name": name, "count": count, "most": most}
        if unit == "tiles":
            return tr_n(
                "Class '{name}' has 1 training tile, so {most:,} of each class cannot "
                "be drawn. Choose at most 1, or add images.",
                "Class '{name}' has {count:,} training tiles, so {most:,} of each "
                "class cannot be drawn. Choose at most {count:,}, or add images.",
                count,
                **values,
            )
        return tr_n(
            "Class '{name}' has 1 training group, so {most:,} of each class cannot be "
            "drawn. Choose at most 1, or add images.",
            "Class '{name}' has {count:,} training groups, so {most:,} of each class "
            "cannot be drawn. Choose at most {count:,}, or add images.",
            count,
            **values,
        )

    def about(self, size: int, unit: SizeUnit) -> int:
        """Return how many training tiles a draw has; of groups about so many."""
        if not size:
            return self.whole
        if unit == "tiles":
            return size * len(self.tiles)
        shares = (size * self.tiles[n] / max(1, self.groups[n]) for n in self.tiles)
        return round(sum(shares))

    def work(self, tiles: int) -> int:
        """Return how many training tiles cost as much time as an epoch of so few.

        An epoch of few tiles looks at as many of validation as that of all, each of
        which costs about a third of one of training.
        """
        aside = self.validation / 3
        return round(self.whole * (tiles + aside) / max(1.0, self.whole + aside))


def stock(tiles: Iterable[Tile]) -> Stock:
    """Return what there is to draw from: all that is not validation."""
    tiles = list(tiles)
    training = [tile for tile in tiles if tile.part == "train"]
    pairs = {(tile.class_name, tile.group) for tile in training}
    return Stock(
        dict(sorted(Counter(tile.class_name for tile in training).items())),
        dict(sorted(Counter(name for name, _ in pairs).items())),
        len(tiles) - len(training),
    )


def drawn_of_each(tiles: Sequence[Tile], lots: LotSpec, split_seed: int) -> Division:
    """Draw so many training tiles, or groups, of each class; validation all stays.

    Draws of one pair of seeds are nested: what is in a smaller one is in each larger
    one. A group that holds several classes counts for each of them, with the tiles of
    the classes that have not got enough yet.

    Args:
        tiles: Tiles of training and validation.
        lots: How many, of what, and the seed of the draw.
        split_seed: Seed of the split.

    Raises:
        UserError: A class has fewer.
    """
    if not lots.per_class:
        return tuple(tiles), ()
    if problem := stock(tiles).problem([lots.per_class], lots.per_class_unit):
        raise UserError(problem)
    units = _units(tiles, lots.per_class_unit)
    order = np.random.default_rng([split_seed, _EACH, lots.draw_seed]).permutation(
        len(units)
    )
    had: Counter[str] = Counter()
    used: set[int] = set()
    for place in order:
        for name, numbers in units[place].items():
            if had[name] < lots.per_class:
                had[name] += 1
                used.update(numbers)
    kept = (t for i, t in enumerate(tiles) if t.part != "train" or i in used)
    left = (t for i, t in enumerate(tiles) if t.part == "train" and i not in used)
    return tuple(kept), tuple(left)


def _units(tiles: Sequence[Tile], unit: SizeUnit) -> list[dict[str, list[int]]]:
    """Return what is drawn: places of the training tiles of each unit, by class."""
    found: dict[object, dict[str, list[int]]] = {}
    for place, tile in enumerate(tiles):
        if tile.part == "train":
            key = place if unit == "tiles" else tile.group
            held = found.setdefault(key, {})
            held.setdefault(tile.class_name, []).append(place)
    # In an order that that of the folders does not change.
    keys = found if unit == "tiles" else sorted(found, key=str)
    return [found[key] for key in keys]


def drawn(tiles: Sequence[Tile], limit: int, seed: int) -> Division:
    """Draw training tiles down to a number; those of validation all stay.

    Args:
        tiles: Tiles of training and validation.
        limit: Largest number of training tiles; 0 for all.
        seed: Decides which.

    Returns:
        The tiles that are used, and those that are not, both in their order.
    """
    places = [place for place, tile in enumerate(tiles) if tile.part == "train"]
    if not limit or len(places) <= limit:
        return tuple(tiles), ()
    rng = np.random.default_rng([seed, _DRAW])
    left = set(rng.permutation(places)[limit:].tolist())
    used = tuple(tile for place, tile in enumerate(tiles) if place not in left)
    return used, tuple(tiles[place] for place in sorted(left))


def shuffled(tiles: Sequence[Tile], seed: int) -> tuple[Tile, ...]:
    """Deal the classes anew among images: the control in which there is no class.

    Tiles of one image keep one class. In a group with images of several classes these
    are permuted; groups of one class alone are dealt all their classes together, in a
    mix that is as even in each group as it can be. So neither class nor group says
    anything about the new label.

    Args:
        tiles: Tiles of training and validation.
        seed: Decides who gets which.
    """
    rng = np.random.default_rng([seed, _DEAL])
    label = {tile.image: tile.class_name for tile in tiles}
    groups: dict[str, list[Path]] = defaultdict(list)
    for image, group in sorted({(tile.image, tile.group) for tile in tiles}):
        groups[group].append(image)
    pure: list[Path] = []
    dealt: dict[Path, str] = {}
    for group in sorted(groups):
        images = [groups[group][i] for i in rng.permutation(len(groups[group]))]
        classes = [label[image] for image in images]
        if len(set(classes)) == 1:
            pure += images
        else:
            order = rng.permutation(len(images))
            named = [classes[i] for i in order]
            dealt.update(zip(images, named, strict=True))
    evenly = _spread([label[image] for image in pure], rng)
    dealt.update(zip(pure, evenly, strict=True))
    return tuple(tile._replace(class_name=dealt[tile.image]) for tile in tiles)


def _spread(names: Sequence[str], rng: np.random.Generator) -> list[str]:
    """Return the same names in an order in which every stretch has their mix."""
    places: list[tuple[float, str]] = []
    for name in sorted(set(names)):
        count = list(names).count(name)
        starts = (np.arange(count) + rng.random()) / count
        places += [(float(start), name) for start in starts]
    return [name for _, name in sorted(places)]
