"""Descriptions of networks for tests, as the worker would send them."""

from cellclassifier.core.messages import Layer


def conv(name, shape, parameters=0, **more):
    detail = more.pop("detail", "3x3, stride 1, same, ReLU")
    return Layer(
        name=name,
        layer=more.pop("layer", "Conv2D"),
        shape=shape,
        parameters=parameters,
        multiply_adds=more.pop("multiply_adds", 1000),
        detail=detail,
        **more,
    )


def plain(name, layer, shape, *inputs, parameters=0, detail=""):
    return Layer(
        name=name,
        layer=layer,
        shape=shape,
        parameters=parameters,
        multiply_adds=0,
        inputs=inputs,
        detail=detail,
    )


def shared():
    """A network in which one convolution serves twice, before and after a pool."""
    return (
        plain("tile", "InputLayer", (64, 64, 1)),
        conv("twice", (64, 64, 16), 160, inputs=(0,), use=1, uses=2),
        plain("pool", "MaxPooling2D", (32, 32, 16), 1),
        conv("twice", (32, 32, 16), 0, inputs=(2,), use=2, uses=2, multiply_adds=250),
        plain("flat", "Flatten", (16384,), 3),
        plain("output", "Dense", (2,), 4, parameters=32770, detail="softmax"),
    )


def shortcuts(blocks=3):
    """A network of blocks whose input is added to what two convolutions make of it."""
    layers = [plain("tile", "InputLayer", (64, 64, 1))]
    for block in range(blocks):
        first = len(layers)
        shape = (64 >> block, 64 >> block, 16 << block)
        layers += [
            conv(f"a_{block}", shape, 100, inputs=(first - 1,)),
            plain(f"norm_{block}", "BatchNormalization", shape, first, parameters=64),
            conv(f"b_{block}", shape, 200, inputs=(first + 1,)),
            plain(f"sum_{block}", "Add", shape, first - 1, first + 2),
            plain(f"relu_{block}", "ReLU", shape, first + 3),
        ]
    layers.append(plain("mean", "GlobalAveragePooling2D", (64,), len(layers) - 1))
    layers.append(plain("output", "Dense", (2,), len(layers) - 1, parameters=130))
    return tuple(layers)
