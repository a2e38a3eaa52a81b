"""Finds the clumps in the tiles of a run: by their size, by own masks, or corrected."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.clumps.finding_words import finding, finding_of, of_control
from cellclassifier.core.clumps.masks import Corrections, MaskFolder
from cellclassifier.core.control_class import control_of
from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.core.spots.detection import (
    MOST_TILES,
    Noise,
    count,
    find,
    grey,
    own_noise,
    pooled_noise,
    widened,
)
from cellclassifier.core.spots.scale import radius_in_tile
from cellclassifier.core.tiling import Tile, read_tile, view_of

Float32 = NDArray[np.float32]
Mask = NDArray[np.bool_]
Progress = Callable[[str, int, int], None]
Source = Literal["found", "own mask", "corrected"]


class Found(NamedTuple):
    """The clumps of one tile, in pixels of the tile as the network sees it.

    Attributes:
        mask: (size, size), where they are.
        clumps: How many.
        radius: Of a usual clump, px.
        source: Where the mask is from.
    """

    mask: Mask
    clumps: int
    radius: float
    source: Source


class Finder:
    """Finds clumps in tiles of a run, all of them by the same threshold.

    Attributes:
        spec: The settings.
        noise: What the control shows; ``None``: each tile's own is taken.
        control: The class that it is from; "" for none.
    """

    def __init__(
        self, run: Run, spec: ClumpSpec, progress: Progress | None = None
    ) -> None:
        """Measure the control tiles among the training tiles of the run.

        Args:
            run: The run.
            spec: The settings.
            progress: Told how far it is; may raise to stop.

        Raises:
            UserError: There is no such class, channel or mask, a pixel size is not
                known, or an image cannot be read any more.
        """
        self._run, self.spec = run, spec
        # Clumps are found in whole tiles, also of a run that saw them masked.
        self._view = view_of(run.record.study).unmasked
        self._masked = run.record.study.masking.active
        self._sizes: dict[str, dict[Path, float]] = {}
        self._hashes: dict[str, dict[Path, str]] = {}
        self._own = MaskFolder(spec.masks) if spec.masks else None
        self._corrections = Corrections(run.study_folder)
        self.control = control_of(run.record.classes, spec.control)
        chosen = self._control_tiles() if self._own is None else ()
        self.noise: Noise | None = None
        if chosen:
            tell = progress or (lambda what, done, of: None)
            source = of_control(len(chosen), self.control)
            self.noise = pooled_noise(self._greys(chosen, tell), source)

    @property
    def english(self) -> str:
        """Where the clumps are from, in English words, which a measurement keeps."""
        return finding(self.spec, self.noise.source if self.noise else "")

    @property
    def text(self) -> str:
        """The same in the user's language."""
        return finding_of(self.english)

    def radius_of(self, table: str, tile: Tile) -> float:
        """Return the radius of a usual clump in a tile, px as the network sees it.

        Raises:
            UserError: A pixel size is not known, or clumps are too small to be seen.
        """
        if table not in self._sizes:
            self._sizes[table] = self._run.pixel_sizes(table)
        size = self._sizes[table].get(tile.image)
        sides = (tile.width, tile.height)
        return radius_in_tile(self.spec, sides, tile.image.name, self._view.size, size)

    def find(
        self,
        table: str,
        tile: Tile,
        pixels: Float32 | None = None,
        *,
        widen: bool = True,
    ) -> Found | None:
        """Return the clumps of a tile; ``None`` where it has no mask among own masks.

        A correction by hand goes before all else.

        Args:
            table: "train", or the name of a set of the run.
            tile: A tile of it.
            pixels: The tile as the network sees it, where it was read already.
            widen: Whether outlines are moved out as the settings ask; what is to be
                corrected by hand is not, since a correction is moved out as well.

        Raises:
            UserError: Its image or mask cannot be read, or a size is not known.
        """
        radius = self.radius_of(table, tile)
        mask, source = self._given(table, tile)
        if mask is None and self._own is None:
            whole = None if self._masked else pixels
            seen = read_tile(tile, self._view) if whole is None else whole
            light = grey(seen, self.spec.channel)
            noise = self.noise or own_noise(light, radius)
            as_seen = self.spec.model_copy(update={"dilate": 0})
            mask, source = find(light, radius, noise, as_seen), "found"
        if mask is None:
            return None
        found = Found(mask, count(mask), radius, source)
        return self.widened(found) if widen and self.spec.dilate else found

    def widened(self, found: Found) -> Found:
        """Return clumps with their outlines moved out as the settings ask."""
        mask = widened(found.mask, self.spec.dilate)
        return found._replace(mask=mask, clumps=count(mask))

    def digest(self, table: str, tile: Tile) -> str:
        """Return the SHA-256 of a tile's image, which a correction belongs to.

        Args:
            table: "train", or the name of a set of the run.
            tile: A tile of it.
        """
        if table not in self._hashes:
            self._hashes[table] = self._run.hashes(table)
        return self._hashes[table].get(tile.image, "")

    def _given(self, table: str, tile: Tile) -> tuple[Mask | None, Source]:
        digest, size = self.digest(table, tile), self._view.size
        corrected = self._corrections.mask_of(tile, digest, size)
        if corrected is not None or self._own is None:
            return corrected, "corrected"
        return self._own.mask_of(tile, size), "own mask"

    def _control_tiles(self) -> Sequence[Tile]:
        if not self.control:
            return ()
        tiles = [
            tile
            for tile in self._run.tiles("train")
            if tile.class_name == self.control and tile.part == "train"
        ]
        kept = np.linspace(0, len(tiles) - 1, min(len(tiles), MOST_TILES))
        return [tiles[place] for place in np.unique(kept.astype(int))]

    def _greys(
        self, tiles: Sequence[Tile], tell: Progress
    ) -> Iterator[tuple[Float32, float]]:
        for done, tile in enumerate(tiles):
            tell(tr("looking at the control"), done, len(tiles))
            light = grey(read_tile(tile, self._view), self.spec.channel)
            yield light, self.radius_of("train", tile)
