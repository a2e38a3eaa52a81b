"""The walk through a network's graph, and where in it convolutions and their maps are.

Keras has no public way to the uses of a layer; its own summary goes this one.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import keras
from keras import layers

_ACTIVATIONS = (layers.ReLU, layers.Activation)
_WORDS = {"relu": "ReLU", "linear": ""}


class Place(NamedTuple):
    """Where in the graph one use of a convolution is, and where its map is taken."""

    layer: Any
    use: int
    output: keras.KerasTensor
    after: str


def node_of(tensor: keras.KerasTensor) -> Any:
    """Return the node, one use of a layer, whose output a tensor of a graph is."""
    operation, use, _ = tensor._keras_history
    return operation._inbound_nodes[use]


def nodes_in_order(output: keras.KerasTensor) -> list[Any]:
    """Return the nodes of a graph, one a use of a layer, in order of computation."""
    found: list[Any] = []
    seen: set[int] = set()
    waiting = [(node_of(output), False)]
    while waiting:
        node, is_ready = waiting.pop()
        if is_ready:
            found.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            waiting.append((node, True))
            before = (node_of(tensor) for tensor in reversed(node.input_tensors))
            waiting.extend((each, False) for each in before)
    return found


def places_of(output: keras.KerasTensor) -> Iterator[Place]:
    """Yield each use of each convolution before an output, in order of computation."""
    nodes = nodes_in_order(output)
    uses: dict[str, int] = {}
    for node in nodes:
        layer = node.operation
        if isinstance(layer, layers.Conv2D):
            uses[layer.name] = uses.get(layer.name, 0) + 1
            yield Place(layer, uses[layer.name], *_end(node, nodes))


def _end(node: Any, nodes: list[Any]) -> tuple[keras.KerasTensor, str]:
    """Return where the map of a convolution is taken, and after what."""
    words = []
    activated = _activation(node.operation)
    while not activated and (after := _only_follower(node, nodes)) is not None:
        if isinstance(after.operation, layers.BatchNormalization):
            words.append("normalisation")
        elif isinstance(after.operation, _ACTIVATIONS):
            activated = _activation(after.operation)
        else:
            break
        node = after
    words += [activated] if activated else []
    return node.output_tensors[0], " and ".join(words)


def _activation(layer: Any) -> str:
    """Return the activation that a layer ends with, in words; "" for none."""
    if isinstance(layer, layers.ReLU):
        return "ReLU"
    name = getattr(layer.activation, "__name__", "activation")
    return _WORDS.get(name, name)


def _only_follower(node: Any, nodes: list[Any]) -> Any | None:
    """Return the node that alone takes what a node gives; ``None`` for several."""
    given = node.output_tensors[0]
    takers = [
        each for each in nodes if any(given is tensor for tensor in each.input_tensors)
    ]
    return takers[0] if len(takers) == 1 else None
