"""What the images of a study are cut into, and what is to be known of it."""

from collections.abc import Iterable
from typing import NamedTuple

from cellclassifier.core.contents import Contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.preparation import Prepared, rule_of
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import IntensitySpec
from cellclassifier.core.tiling import Tile, cut


class Cut(NamedTuple):
    """Tiles, and from what they were cut: cut again only when that changes.

    Attributes:
        contents: The images.
        spec: The settings.
        tiles: Those of the training images (key None) and of each test set.
        images: How many images those are of, by the same keys.
        rule: The intensity rule, resolved; None without images, or with a problem.
        problem: What prevented the cutting, or nothing.
        blocked: Why no training is possible, or nothing.
        dropped: Numbers of the near-empty tiles, by the same keys; empty until known.
        validation: Numbers of the tiles kept for validation; empty until known.
    """

    contents: Contents
    spec: StudySpec
    tiles: dict[str | None, tuple[Tile, ...]]
    images: dict[str | None, int]
    rule: IntensitySpec | None
    problem: str
    blocked: str
    dropped: dict[str | None, frozenset[int]]
    validation: frozenset[int]

    def holds_for(self, contents: Contents, spec: StudySpec) -> bool:
        """Tell whether cutting these would give the same."""
        return contents is self.contents and _decisive(spec) == _decisive(self.spec)

    def shows_as(self, other: "Cut | None") -> bool:
        """Tell whether the tiles that are kept are those of `other`."""
        if other is None or self.tiles is not other.tiles:
            return False
        return self.dropped == other.dropped

    def with_prepared(self, prepared: Prepared | None) -> "Cut":
        """Return the same tiles, with what preparing them has found; None: nothing."""
        if prepared is None:
            return self._replace(dropped={}, validation=frozenset())
        dropped = {
            _key(name): _numbers(gone) for name, gone in prepared.dropped.items()
        }
        train = prepared.tables.get("train", ())
        validation = _numbers(tile for tile in train if tile.part == "validation")
        found = {name: gone for name, gone in dropped.items() if gone}
        return self._replace(dropped=found, validation=validation)

    def kept(self, test: str | None = None) -> tuple[Tile, ...]:
        """Return the tiles of a set without those that are known to be dropped."""
        gone = self.dropped.get(test)
        if not gone:
            return self.tiles[test]
        return tuple(tile for tile in self.tiles[test] if tile.number not in gone)

    def counted(self, size: int, test: str | None = None) -> str:
        """Return how many tiles there are of a set, brought to `size` px, in words."""
        gone = len(self.dropped.get(test, ()))
        tiles, images = len(self.tiles[test]) - gone, self.images[test]
        told = tr(
            "{tiles:,} tiles of {size} px from {images:,} images",
            tiles=tiles,
            size=size,
            images=images,
        )
        return (
            tr("{told} ({gone:,} near-empty ones dropped)", told=told, gone=gone)
            if gone
            else told
        )


def cut_all(contents: Contents, spec: StudySpec) -> Cut:
    """Cut training images and test sets; takes a while with very many."""
    tiles: dict[str | None, tuple[Tile, ...]] = {}
    rule, problem = _rule(contents, spec)
    for name, dataset in ((None, contents.train), *contents.tests.items()):
        try:
            tiles[name] = cut(dataset, spec.tiling, "test" if name else "train")
        except UserError as error:
            tiles[name], problem = (), problem or str(error)
    images = {name: len({tile.image for tile in each}) for name, each in tiles.items()}
    blocked = contents.under(spec).first_error() or problem
    return Cut(contents, spec, tiles, images, rule, problem, blocked, {}, frozenset())


def _rule(contents: Contents, spec: StudySpec) -> tuple[IntensitySpec | None, str]:
    """Return the intensity rule, or why there is none."""
    if not contents.train.images:
        return None, ""
    try:
        return rule_of(spec, contents.train), ""
    except UserError as error:
        return None, str(error)


def _key(name: str) -> str | None:
    return None if name == "train" else name


def _numbers(tiles: Iterable[Tile]) -> frozenset[int]:
    return frozenset(tile.number for tile in tiles)


def _decisive(spec: StudySpec) -> tuple[object, ...]:
    training = spec.training
    parts = (training.validation_share > 0, training.folds)
    # Which tiles are dropped is found when they are prepared.
    tiling = spec.tiling.model_copy(update={"least_contrast": 0.0})
    return tiling, spec.intensity, spec.reading, parts
