"""Says which layers a network has, in the order in which they compute."""

from math import prod
from typing import Any

import keras
from keras import layers

from cellclassifier.core.messages import DescribeJob, Layer, NetworkDescribed
from cellclassifier.engine import architectures, compiling
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.layer_graph import node_of, nodes_in_order

_POOLS = (layers.MaxPooling2D, layers.AveragePooling2D)
_WORDS = {"relu": "ReLU", "gelu": "GELU", "silu": "SiLU", "elu": "ELU"}


def describe(job: DescribeJob, channel: Channel) -> None:
    """Send the layers of the network that the settings of `job` would train.

    Raises:
        UserError: The network cannot have this shape or these classes, or the file
            that it starts from cannot be read or does not fit.
    """
    channel.send(NetworkDescribed(layers=layers_of(_built(job))))


def layers_of(model: keras.Model) -> tuple[Layer, ...]:
    """Return one entry for each use of each layer, inputs before what takes them.

    Multiply-adds are those of convolutions and dense layers: one for each weight of
    the kernel and each place it is laid on. Adding biases, normalising, pooling and
    activations are not counted.

    Args:
        model: A functional or sequential model with one output, of a fixed shape.
    """
    # A sequential model keeps its graph in a functional one.
    model = getattr(model, "_functional", None) or model
    nodes = nodes_in_order(model.outputs[0])
    places = {id(node): place for place, node in enumerate(nodes)}
    operations = [node.operation for node in nodes]
    return tuple(
        _entry(node, operations[:place], operations, places)
        for place, node in enumerate(nodes)
    )


def _built(job: DescribeJob) -> keras.Model:
    training = job.training
    options = architectures.Options(
        head=training.head,
        extra_dense=training.extra_dense,
        dropout=training.dropout,
        l2=training.l2,
    )
    model = architectures.build(training.network, job.shape, job.classes, options)
    if training.start:
        # Only weights are taken from it: this says whether they would fit.
        compiling.start_from(model, training.start)
    return model


def _entry(
    node: Any, before: list[Any], everywhere: list[Any], places: dict[int, int]
) -> Layer:
    layer = node.operation
    shape = tuple(node.output_tensors[0].shape[1:])
    uses = sum(each is layer for each in everywhere)
    use = 1 + sum(each is layer for each in before)
    takes = (places[id(node_of(tensor))] for tensor in node.input_tensors)
    count = getattr(layer, "count_params", int)
    return Layer(
        name=layer.name,
        layer=type(layer).__name__,
        shape=shape,
        parameters=count() if use == 1 else 0,
        multiply_adds=_multiply_adds(layer, shape),
        use=use,
        uses=uses,
        inputs=tuple(dict.fromkeys(takes)),
        detail=_detail(layer),
    )


def _multiply_adds(layer: Any, shape: tuple[int, ...]) -> int:
    """Return those of one tile; `shape` is that of the output, without the batch."""
    match layer:
        case keras.Model():
            return sum(each.multiply_adds for each in layers_of(layer))
        case layers.Dense():
            weights = prod(layer.kernel.shape)
            return int(prod(shape[:-1]) * weights)
        case layers.SeparableConv2D():
            kernels = (layer.depthwise_kernel, layer.pointwise_kernel)
            weights = sum(prod(kernel.shape) for kernel in kernels)
        case layers.Conv2D() | layers.DepthwiseConv2D():
            # The kernel's third side is the input's channels divided by the groups.
            weights = prod(layer.kernel.shape)
        case _:
            return 0
    is_last = layer.data_format == "channels_last"
    return int(prod(shape[:-1] if is_last else shape[1:]) * weights)


def _detail(layer: Any) -> str:
    """Return what distinguishes a layer from others of its kind, in a few words."""
    words: list[str] = []
    match layer:
        case layers.Conv2D() | layers.DepthwiseConv2D() | layers.SeparableConv2D():
            words = [_by(layer.kernel_size), _stride(layer), layer.padding]
            groups = getattr(layer, "groups", 1)
            words += [f"{groups} groups"] if groups > 1 else []
        case _ if isinstance(layer, _POOLS):
            words = [_by(layer.pool_size), _stride(layer), layer.padding]
        case layers.Dropout():
            words = [f"rate {layer.rate:g}"]
        case layers.Rescaling():
            words = [f"times {layer.scale:.4g}"]
    name = getattr(getattr(layer, "activation", None), "__name__", "linear")
    return ", ".join(words if name == "linear" else [*words, _WORDS.get(name, name)])


def _stride(layer: Any) -> str:
    strides = set(layer.strides)
    return f"stride {strides.pop() if len(strides) == 1 else _by(layer.strides)}"


def _by(sides: Any) -> str:
    return "x".join(str(side) for side in sides)
