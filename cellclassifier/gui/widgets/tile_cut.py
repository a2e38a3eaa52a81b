"""What the images of a study are cut into, and what is to be known of it."""

from typing import NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.intensity import resolve
from cellclassifier.core.spec import IntensitySpec, StudySpec
from cellclassifier.core.study import Contents
from cellclassifier.core.tiling import Tile, cut


class Cut(NamedTuple):
    """Tiles, and from what they were cut: cut again only when that changes.

    Attributes:
        contents: The images.
        spec: The settings.
        tiles: Those of the training images (key None) and of each test set.
        images: How many images those are of, by the same keys.
        rule: The intensity rule, resolved; None without images.
        problem: What prevented the cutting, or nothing.
        blocked: Why no training is possible, or nothing.
    """

    contents: Contents
    spec: StudySpec
    tiles: dict[str | None, tuple[Tile, ...]]
    images: dict[str | None, int]
    rule: IntensitySpec | None
    problem: str
    blocked: str

    def holds_for(self, contents: Contents, spec: StudySpec) -> bool:
        """Tell whether cutting these would give the same."""
        return contents is self.contents and _decisive(spec) == _decisive(self.spec)

    def counted(self, size: int, test: str | None = None) -> str:
        """Return how many tiles there are of a set, brought to `size` px, in words."""
        tiles, images = len(self.tiles[test]), self.images[test]
        return f"{tiles:,} tiles of {size} px from {images:,} images"


def cut_all(contents: Contents, spec: StudySpec) -> Cut:
    """Cut training images and test sets; takes a while with very many."""
    tiles: dict[str | None, tuple[Tile, ...]] = {}
    problem = ""
    for name, dataset in ((None, contents.train), *contents.tests.items()):
        try:
            tiles[name] = cut(dataset, spec.tiling, "test" if name else "train")
        except UserError as error:
            tiles[name], problem = (), problem or str(error)
    images = {name: len({tile.image for tile in each}) for name, each in tiles.items()}
    extents = [image.extent for image in contents.train.images]
    rule = resolve(spec.intensity, extents) if extents else None
    blocked = contents.under(spec).first_error() or problem
    return Cut(contents, spec, tiles, images, rule, problem, blocked)


def _decisive(spec: StudySpec) -> tuple[object, ...]:
    validates = spec.training.validation_share > 0
    return spec.tiling.rows, spec.tiling.columns, spec.intensity, validates
