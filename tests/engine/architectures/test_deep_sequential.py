"""The network of the article's published script: its layers and parameters."""

from keras import layers

from cellclassifier.engine.architectures import Options, build

SHAPE = (256, 256, 1)


def test_it_has_the_parameters_of_the_script():
    model = build("deep_sequential", SHAPE, 2)
    assert model.count_params() == 179_320
    assert model.get_layer("flatten").output.shape == (None, 64)


def test_without_the_dense_layer_of_50_the_output_follows_that_of_512():
    model = build("deep_sequential", SHAPE, 2, Options(extra_dense=False))
    assert model.count_params() == 179_320 - (513 * 50 + 51 * 2) + 513 * 2
    assert [x.name for x in model.layers[-2:]] == ["dense512", "output"]


def test_a_pool_follows_every_convolution_but_the_fifth():
    model = build("deep_sequential", SHAPE, 2)
    kinds = {layers.Conv2D: "c", layers.MaxPooling2D: "p"}
    order = "".join(kinds.get(type(layer), "") for layer in model.layers)
    assert order == "cpcpcpcp" + "c" + "cpcpcpcp"
    convolutions = [x for x in model.layers if isinstance(x, layers.Conv2D)]
    assert [x.filters for x in convolutions] == [16] * 3 + [32] * 3 + [64] * 3
    for layer in convolutions:
        assert layer.kernel_size == (3, 3)
        assert layer.padding == "same"
        assert layer.activation.__name__ == "relu"
    pools = [x for x in model.layers if isinstance(x, layers.MaxPooling2D)]
    assert {x.pool_size for x in pools} == {(2, 2)}
