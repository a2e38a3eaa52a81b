"""Networks that know nothing, made of one that learnt: the nulls of its maps."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import keras
import numpy as np

from cellclassifier.core.tile_spec import Spec
from cellclassifier.engine.attributions import Explain, Scored, bind


class Unlearnt:
    """A copy of a network whose weights are changed; the network itself stays.

    It is compiled once: what is explained follows its present weights. At first these
    are the network's.

    Attributes:
        layers: Names of its layers with weights, from the output down.
    """

    def __init__(self, model: keras.Model) -> None:
        """Copy a network.

        Raises:
            UserError: Its log-odds cannot be computed.
        """
        self._model, self._copy = model, keras.models.clone_model(model)
        self._network = Scored(self._copy)
        self._leaves = list(reversed(list(_leaves(self._copy))))
        self.layers = tuple(leaf.name for leaf in self._leaves)
        self._bound: dict[tuple[str, Spec], Explain] = {}
        self.restore()

    def explain(self, method: str, spec: Spec) -> Explain:
        """Return an attribution method bound to it, with settings in pixels.

        Raises:
            UserError: The method cannot explain this network.
        """
        key = (method, spec)
        if key not in self._bound:
            self._bound[key] = bind(method, self._network, spec)
        return self._bound[key]

    def restore(self) -> None:
        """Give it the network's own weights again."""
        self._copy.set_weights(self._model.get_weights())

    def permute(self, seed: Sequence[int]) -> None:
        """Put the numbers of each weight tensor of the network in another order.

        So each layer keeps its distribution of weights, and its function is lost: a
        stricter null than a network before training.

        Args:
            seed: The same gives the same order.
        """
        random = np.random.default_rng(seed)
        self._copy.set_weights(
            [
                random.permutation(weights.ravel()).reshape(weights.shape)
                for weights in self._model.get_weights()
            ]
        )

    def begin_anew(self, seed: Sequence[int]) -> None:
        """Give it weights as before any training.

        Args:
            seed: The same gives the same weights.
        """
        self._copy.set_weights(_fresh(self._model, seed).get_weights())

    def forget(self, layers: Sequence[str], seed: Sequence[int]) -> None:
        """Give some of `layers` weights as before any training; the others stay.

        Args:
            layers: Names of layers.
            seed: The same gives the same weights.
        """
        fresh = {leaf.name: leaf for leaf in _leaves(_fresh(self._model, seed))}
        for leaf in self._leaves:
            if leaf.name in layers:
                leaf.set_weights(fresh[leaf.name].get_weights())


def parts(layers: Sequence[str], most: int) -> list[tuple[str, ...]]:
    """Return layers in at most so many parts: the first alone, others about alike.

    Args:
        layers: From the output down.
        most: At least 2.
    """
    first, rest = tuple(layers[:1]), layers[1:]
    edges = np.linspace(0, len(rest), min(most - 1, len(rest)) + 1).astype(int)
    return [first, *(tuple(rest[start:end]) for start, end in pairwise(edges))]


def _leaves(model: keras.Model) -> Iterator[keras.layers.Layer]:
    """Yield the layers with weights, in the order of the model, those inside blocks."""
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            yield from _leaves(layer)
        elif layer.weights:
            yield layer


def _fresh(model: keras.Model, seed: Sequence[int]) -> keras.Model:
    drawn = np.random.default_rng(seed).integers(2**31)
    # Initialisers take theirs from Keras's random state; whatever trains sets its own.
    keras.utils.set_random_seed(int(drawn))
    return keras.models.clone_model(model)
