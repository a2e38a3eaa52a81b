"""Maps of networks that know nothing, and of ones that lost part of what they knew."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.attribution_spec import spec_of
from cellclassifier.core.clumps.cascade import Step, similarity
from cellclassifier.core.clumps.nulls import of_other_networks
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.runs import Run
from cellclassifier.core.tile_spec import Spec
from cellclassifier.engine.asking import Subject, Tell
from cellclassifier.engine.attributions import Float32
from cellclassifier.engine.data import read_batch
from cellclassifier.engine.explanation import batches
from cellclassifier.engine.permuted import Unlearnt, parts

Change = Callable[[Sequence[int]], None]
Scores = dict[int, NDArray[np.float64]]

PERMUTED = "permuted networks"
UNTRAINED = "untrained networks"

_TRIES = 10
"""Networks that are drawn for each one that is wanted: some give no map at all."""


class Batch(NamedTuple):
    """Tiles that are explained at once: what they are, as pixels, and how."""

    subjects: list[Subject]
    pixels: Float32
    spec: Spec


class Others:
    """Makes maps with networks that know nothing; only their scores are kept.

    Args:
        run: The run.
        test: A set of it.
        spec: What is measured.
        unlearnt: A copy of its network.
        tell: Told how far it is; may raise to stop.
    """

    def __init__(
        self, run: Run, test: str, spec: MeasureSpec, unlearnt: Unlearnt, tell: Tell
    ) -> None:
        self._run, self._test, self._spec = run, test, spec
        self._unlearnt, self._tell = unlearnt, tell

    def scores(self, subjects: Sequence[Subject]) -> dict[str, Scores]:
        """Return the enrichment of each null network's map of tiles with clumps.

        A map that is 0 everywhere is alike everywhere: it has the enrichment 1.
        Networks of which that holds for each of the first tiles, since nothing gets
        through them, are drawn anew: they would make the null weaker.

        Returns:
            By what the networks are called: (networks,), by number of the tile.
        """
        clumped = [each for each in subjects if each.found.clumps]
        wanted: dict[str, tuple[int, Change]] = {
            PERMUTED: (self._spec.networks, self._unlearnt.permute),
            UNTRAINED: (self._spec.reinitialised, self._unlearnt.begin_anew),
        }
        found = {
            name: self._scores(name, clumped, networks, change)
            for name, (networks, change) in wanted.items()
            if networks and clumped
        }
        self._unlearnt.restore()
        return found

    def cascade(
        self, subjects: Sequence[Subject], maps: Sequence[Float32], most: int
    ) -> Iterator[Step]:
        """Yield how like the network's own maps are when more and more layers forget.

        Args:
            subjects: The tiles, at least one.
            maps: The network's own map of each.
            most: Most steps.
        """
        self._unlearnt.restore()
        own = {each.tile.number: m for each, m in zip(subjects, maps, strict=True)}
        stages = parts(self._unlearnt.layers, most)
        for done, layers in enumerate(stages):
            self._tell("making layers forget", done, len(stages))
            self._unlearnt.forget(layers, [self._spec.seed, 5])
            alike = [
                similarity(found, own[each.tile.number])
                for batch in self._batches(subjects)
                for each, found in zip(batch.subjects, self._maps(batch), strict=True)
            ]
            yield Step(layers, tuple(alike))
        self._unlearnt.restore()

    def _scores(
        self, name: str, subjects: Sequence[Subject], networks: int, change: Change
    ) -> Scores:
        found = {each.tile.number: np.ones(networks) for each in subjects}
        seeds: list[int] = []
        done, of = 0, networks * len(subjects)
        # Tile by tile, with all networks: to read a tile may take longer than a map.
        for batch in self._batches(subjects):
            seeds = seeds or self._living(batch, networks, change)
            for network, seed in enumerate(seeds):
                self._tell(f"asking {name}", done, of)
                change([self._spec.seed, seed])
                for each, map_ in zip(batch.subjects, self._maps(batch), strict=True):
                    (score,) = of_other_networks([map_], each.found.mask)
                    if np.isfinite(score):
                        found[each.tile.number][network] = score
                done += len(batch.subjects)
        return found

    def _living(self, batch: Batch, networks: int, change: Change) -> list[int]:
        """Return seeds of networks whose maps of some tiles are not all 0."""

        def lives(seed: int) -> bool:
            self._tell("drawing networks", min(seed, networks), networks)
            change([self._spec.seed, seed])
            return bool(self._maps(batch).any())

        tried = islice(count(), networks * _TRIES)
        living = list(islice((seed for seed in tried if lives(seed)), networks))
        # Where too few live, those that do not are taken as they are.
        rest = (seed for seed in range(networks * _TRIES) if seed not in living)
        return [*living, *islice(rest, networks - len(living))]

    def _batches(self, subjects: Sequence[Subject]) -> Iterator[Batch]:
        by_number = {each.tile.number: each for each in subjects}
        tiles, method = [each.tile for each in subjects], self._spec.method
        spec = spec_of(method, self._spec.settings)
        for batch, in_pixels in batches(self._run, self._test, method, spec, tiles):
            own = [by_number[tile.number] for tile in batch]
            yield Batch(own, read_batch(self._run, batch), in_pixels)

    def _maps(self, batch: Batch) -> Float32:
        classes = self._run.record.classes
        index = np.array([classes.index(each.explained) for each in batch.subjects])
        explain = self._unlearnt.explain(self._spec.method, batch.spec)
        return explain(batch.pixels, index).maps
