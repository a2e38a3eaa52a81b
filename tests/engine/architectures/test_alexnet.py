"""The likeness of AlexNet: its layers one by one, dropout, and L2."""

import keras
import pytest
from keras import layers

from cellclassifier.engine.architectures import Options, build

SHAPE = (256, 256, 1)
AS_REFERENCE = Options(dropout=0.5, l2=5e-4)


def parameters():
    """Return the parameters by hand, for 256 x 256 x 1 and two classes."""
    convolutions = [(11, 1, 96), (5, 96, 256), (3, 256, 384), (3, 384, 384)]
    convolutions.append((3, 384, 256))
    kernels = sum(k * k * before * after for k, before, after in convolutions)
    biases = sum(after for _, _, after in convolutions)
    normal = 4 * (96 + 256)
    # 256 -> 62 after stride 4 -> 30 -> 14 -> 6 after the pools.
    dense = 6 * 6 * 256 * 2048 + 2048 + 2048 * 2048 + 2048 + 2048 * 2 + 2
    return kernels + biases + normal + dense


@pytest.fixture(scope="module")
def model():
    return build("alexnet", SHAPE, 2, AS_REFERENCE)


def test_it_has_the_parameters_that_are_counted_by_hand(model):
    assert model.count_params() == parameters() == 26_802_242


def test_its_layers_are_those_of_the_reference_in_their_order(model):
    assert [(type(x).__name__, x.output.shape[1:]) for x in model.layers] == [
        ("InputLayer", (256, 256, 1)),
        ("Conv2D", (62, 62, 96)),
        ("MaxPooling2D", (30, 30, 96)),
        ("BatchNormalization", (30, 30, 96)),
        ("Conv2D", (30, 30, 256)),
        ("MaxPooling2D", (14, 14, 256)),
        ("BatchNormalization", (14, 14, 256)),
        ("Conv2D", (14, 14, 384)),
        ("Conv2D", (14, 14, 384)),
        ("Conv2D", (14, 14, 256)),
        ("MaxPooling2D", (6, 6, 256)),
        ("Flatten", (9216,)),
        ("Dropout", (9216,)),
        ("Dense", (2048,)),
        ("Dropout", (2048,)),
        ("Dense", (2048,)),
        ("Dense", (2,)),
    ]


def test_its_kernels_pools_and_dropout_are_those_of_the_reference(model):
    convolutions = [x for x in model.layers if isinstance(x, layers.Conv2D)]
    kernels = [x.kernel_size[0] for x in convolutions]
    assert kernels == [11, 5, 3, 3, 3]
    assert [x.strides[0] for x in convolutions] == [4, 1, 1, 1, 1]
    assert convolutions[0].padding == "valid"
    pools = [x for x in model.layers if isinstance(x, layers.MaxPooling2D)]
    assert {(x.pool_size, x.strides) for x in pools} == {((3, 3), (2, 2))}
    dropouts = [x for x in model.layers if isinstance(x, layers.Dropout)]
    assert [x.rate for x in dropouts] == [0.5, 0.5]


def test_every_kernel_has_the_l2_of_the_reference(model):
    with_kernel = [
        x for x in model.layers if isinstance(x, layers.Conv2D | layers.Dense)
    ]
    assert len(with_kernel) == 8
    assert all(
        float(x.kernel_regularizer.l2) == pytest.approx(5e-4) for x in with_kernel
    )
    # 5e-4 times the sum of all squared kernels.
    squares = sum(float(keras.ops.sum(x.kernel**2)) for x in with_kernel)
    assert float(sum(model.losses)) == pytest.approx(5e-4 * squares, rel=1e-4)


def test_without_dropout_and_l2_it_has_neither():
    model = build("alexnet", (67, 67, 1), 2)
    assert not [x for x in model.layers if isinstance(x, layers.Dropout)]
    assert not model.losses
