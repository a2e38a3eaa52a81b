"""What chance decides about training tiles: which of them are used, and the control.

Both are drawn from the seed of the split, so that runs that differ in their own seed
only are trained on the same.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cellclassifier.core.tiling import Tile

_DRAW, _DEAL = 1, 2
"""Keep the two draws of one seed apart."""


def drawn(
    tiles: Sequence[Tile], limit: int, seed: int
) -> tuple[tuple[Tile, ...], tuple[Tile, ...]]:
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
