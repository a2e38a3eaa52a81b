"""What differs between the engines, on the one that runs here."""

import os
import subprocess
import sys

import keras
import numpy as np
import pytest
from keras import ops

from cellclassifier.engine import backend

SHAPE = (8, 5, 4, 1)


def test_the_name_is_that_of_keras():
    assert backend.name() == keras.backend.backend()


def test_the_gradient_is_that_of_each_tile_alone():
    """Of sum(a^2) times the class, it is 2 a times the class."""
    gradient = backend.input_gradient(
        lambda a, c: ops.sum(a * a, axis=(1, 2, 3)) * ops.cast(c, "float32"), SHAPE[1:]
    )
    tiles = np.random.default_rng(0).random(SHAPE, dtype=np.float32)
    classes = np.arange(8, dtype=np.int32)
    found = ops.convert_to_numpy(gradient(tiles, classes))
    assert found.dtype == np.float32
    expected = 2 * tiles * classes[:, None, None, None]
    np.testing.assert_allclose(found, expected, rtol=1e-6)


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (MemoryError(), True),
        (RuntimeError("MPS backend out of memory (MPS allocated: 9 GB)"), True),
        (
            RuntimeError("DefaultCPUAllocator: can't allocate memory"),
            True,
        ),
        (RuntimeError("failed: CUDA_ERROR_OUT_OF_MEMORY"), True),
        (RuntimeError("CUDNN_STATUS_ALLOC_FAILED"), True),
        (RuntimeError("shapes do not fit"), False),
        (ValueError("out of memory"), False),
    ],
)
def test_what_says_that_the_memory_is_full(error, full):
    assert backend.is_out_of_memory(error) == full


def test_the_engine_raises_what_is_caught():
    """More memory than any computer has."""
    with pytest.raises(backend.FAILURES) as caught:
        ops.sum(ops.ones((2**24, 2**24), "float32"))
    assert backend.is_out_of_memory(caught.value)
    assert isinstance(caught.value, backend.FAILURES)


DETERMINISTIC = """
import keras, numpy as np
from cellclassifier.engine import backend

backend.make_deterministic()
if backend.name() == "torch":
    import torch
    assert torch.are_deterministic_algorithms_enabled()
    assert torch.is_deterministic_algorithms_warn_only_enabled()
else:
    from tensorflow.python.framework import config
    assert config.is_op_determinism_enabled()
"""


def test_it_can_be_made_deterministic():
    subprocess.run([sys.executable, "-c", DETERMINISTIC], check=True, env=os.environ)


def test_layers_draw_the_same_again_after_the_same_seeds():
    layer = keras.layers.Dropout(0.5)
    state = keras.ops.convert_to_numpy(layer.seed_generator.state.value)

    def draw():
        layer.seed_generator.state.assign(state)
        backend.seed_rest(7)
        return ops.convert_to_numpy(layer(np.ones((9, 9), np.float32), training=True))

    first = draw()
    assert 0 < (first == 0).sum() < 81
    np.testing.assert_array_equal(draw(), first)


def test_without_a_gpu_none_is_found():
    if backend.on_gpu():
        assert backend.gpus()
        assert backend.gpu_memory_used() >= 0
    else:
        assert backend.gpus() == ()
    assert isinstance(backend.cuda(), str)
