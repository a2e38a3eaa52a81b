"""The convolutions of a network: their kernels, and the maps that they make of tiles.

A map is taken where nothing but the convolution's own normalisation and activation
came between: after its ReLU where that follows, before any pooling or shortcut. A layer
that is used several times has the same kernels in each use, and maps of its own.

What is compiled for a model is kept as long as the model: weights may be set anew, and
are read anew each time.
"""

from collections.abc import Callable
from weakref import WeakKeyDictionary

import keras
import numpy as np
from keras import ops

from cellclassifier.core.errors import UserError
from cellclassifier.core.inside.features import Learnt
from cellclassifier.engine import backend
from cellclassifier.engine.attributions import Check, Float32, in_batches, never
from cellclassifier.engine.backend import Score, Tensor
from cellclassifier.engine.layer_graph import Place, places_of


def convolutions(model: keras.Model) -> tuple[Learnt, ...]:
    """Return each use of each convolution, in order of computation.

    Weights are those that the model has now.

    Args:
        model: A functional or sequential model of one input, of a fixed shape.
    """
    network = _inside(model)
    return tuple(_described(each, network) for each in network.places)


def maps_of(
    model: keras.Model, pixels: Float32, name: str, use: int = 1, check: Check = never
) -> Float32:
    """Return what a convolution makes of tiles.

    Args:
        model: The network.
        pixels: (n, height, width, channels), as the network sees tiles.
        name: Name of the convolution.
        use: Which use of it, from 1.
        check: Called before each batch; may raise to stop.

    Returns:
        (n, rows, columns, features), after its ReLU where that follows.

    Raises:
        UserError: The network has no such convolution, or not so many uses of it.
    """
    network = _inside(model)
    place = network.find(name, use)
    shape = tuple(place.output.shape[1:])
    classes = np.zeros(len(pixels), np.int32)
    return in_batches(network.score(place), pixels, classes, shape, check)


def every_map(model: keras.Model, tile: Float32) -> tuple[Float32, ...]:
    """Return what each use of each convolution makes of one tile, in one pass.

    Args:
        model: The network.
        tile: (height, width, channels).

    Returns:
        In the order of `convolutions`, each (rows, columns, features).
    """
    found = _inside(model).every_score()(
        tile[np.newaxis].astype(np.float32), np.zeros(1, np.int32)
    )
    maps = (np.asarray(ops.convert_to_numpy(each), np.float32) for each in found)
    return tuple(map_[0] for map_ in maps)


def extremes_of(
    model: keras.Model, pixels: Float32, name: str, use: int = 1, check: Check = never
) -> Float32:
    """Return how strongly tiles excite each feature of a convolution, and where most.

    Args:
        model: The network.
        pixels: (n, height, width, channels).
        name: Name of the convolution.
        use: Which use of it, from 1.
        check: Called before each batch; may raise to stop.

    Returns:
        (n, features, 3): maximum of the map, its mean, and the place of the maximum,
        counted row by row from 0; of equal ones the first.

    Raises:
        UserError: As `maps_of`.
    """
    network = _inside(model)
    place = network.find(name, use)
    shape = (int(place.output.shape[-1]), 3)
    classes = np.zeros(len(pixels), np.int32)
    return in_batches(network.extreme(place), pixels, classes, shape, check)


def check_numbers(model: keras.Model) -> None:
    """Make sure that all weights are numbers; a ReLU would hide that some are not.

    Raises:
        UserError: Some are not.
    """
    weights = (ops.convert_to_numpy(each) for each in model.weights)
    if not all(np.isfinite(each).all() for each in weights):
        raise UserError(
            "The network has weights that are not numbers, so that there is nothing "
            "to see: its training was stopped or ended while they ran away. Train "
            "again with a smaller learning rate."
        )


def first_name(model: keras.Model) -> str:
    """Return the name of the first convolution.

    Raises:
        UserError: The network has none.
    """
    places = _inside(model).places
    if not places:
        raise UserError(
            f"The network '{model.name}' has no convolution, so it has no feature "
            "maps. Choose a run with another network."
        )
    return str(places[0].layer.name)


class _Inside:
    """What was found in a graph, and what was compiled for it so far."""

    def __init__(self, model: keras.Model) -> None:
        # A sequential model keeps its graph in a functional one.
        graph = getattr(model, "_functional", None) or model
        self.name = model.name
        # Not the model itself, which would never be given back.
        self._input = graph.inputs[0]
        self.places = tuple(places_of(graph.outputs[0]))
        self._scores: dict[tuple[str, int, str], Score] = {}
        self._every: Score | None = None

    def find(self, name: str, use: int) -> Place:
        """Return a use of a convolution, or raise UserError."""
        for place in self.places:
            if (place.layer.name, place.use) == (name, use):
                return place
        names = ", ".join(f"{place.layer.name} ({place.use})" for place in self.places)
        raise UserError(
            f"The network '{self.name}' has no convolution '{name}' in use {use}. "
            f"It has: {names or 'none'}."
        )

    def score(self, place: Place) -> Score:
        """Return the map of a batch of tiles as a function, compiled once."""
        return self._compiled(place, "maps", _maps)

    def extreme(self, place: Place) -> Score:
        """Return maximum, mean and place of the maximum as a function."""
        return self._compiled(place, "extremes", _extremes)

    def every_score(self) -> Score:
        """Return all maps of a batch of tiles as one function."""
        if self._every is None:
            outputs = [place.output for place in self.places]
            self._every = self._of(_every(keras.Model(self._input, outputs)))
        return self._every

    def _compiled(
        self, place: Place, what: str, make: Callable[[keras.Model], Score]
    ) -> Score:
        key = (place.layer.name, place.use, what)
        if key not in self._scores:
            self._scores[key] = self._of(make(keras.Model(self._input, place.output)))
        return self._scores[key]

    def _of(self, function: Score) -> Score:
        return backend.compiled(function, tuple(self._input.shape[1:]))


_known: "WeakKeyDictionary[keras.Model, _Inside]" = WeakKeyDictionary()


def _inside(model: keras.Model) -> _Inside:
    if model not in _known:
        _known[model] = _Inside(model)
    return _known[model]


def _maps(part: keras.Model) -> Score:
    def of_batch(tiles: Tensor, class_index: Tensor) -> Tensor:
        return ops.cast(part(tiles, training=False), "float32")

    return of_batch


def _every(part: keras.Model) -> Score:
    def of_batch(tiles: Tensor, class_index: Tensor) -> Tensor:
        found = part(tiles, training=False)
        return [ops.cast(each, "float32") for each in found]

    return of_batch


def _extremes(part: keras.Model) -> Score:
    rows, columns, features = part.output.shape[1:]

    def of_batch(tiles: Tensor, class_index: Tensor) -> Tensor:
        found = ops.cast(part(tiles, training=False), "float32")
        flat = ops.reshape(found, (-1, rows * columns, features))
        # A place is exact as float32: no map has 2^24 of them.
        place = ops.cast(ops.argmax(flat, axis=1), "float32")
        parts = (ops.max(flat, axis=1), ops.mean(flat, axis=1), place)
        return ops.stack(parts, axis=-1)

    return of_batch


def _described(place: Place, network: _Inside) -> Learnt:
    layer = place.layer
    kernel = np.asarray(ops.convert_to_numpy(layer.kernel), np.float32)
    bias = np.zeros(kernel.shape[-1], np.float32)
    if layer.use_bias:
        bias = np.asarray(ops.convert_to_numpy(layer.bias), np.float32)
    rows, columns, features = place.output.shape[1:]
    down, across = layer.strides
    return Learnt(
        name=layer.name,
        use=place.use,
        uses=sum(each.layer is layer for each in network.places),
        kernel=kernel,
        bias=bias,
        strides=(int(down), int(across)),
        shape=(int(rows), int(columns), int(features)),
        after=place.after,
    )
