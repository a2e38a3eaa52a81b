"""What Keras does not offer alike for its engines: the only place that knows both.

The engine is the one that Keras runs on, TensorFlow or PyTorch; the other one is never
loaded, and need not be installed.
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

import keras

Tensor: TypeAlias = Any
Score: TypeAlias = Callable[[Tensor, Tensor], Tensor]
"""Of tiles (n, height, width, channels) and classes (n,): one number a tile, (n,)."""
Slope: TypeAlias = Callable[[Tensor, Tensor], tuple[Tensor, list[Tensor]]]
"""Of the same: one number a tile, and for each weight the gradient of their sum."""

_ENGINE: str = keras.backend.backend()

if _ENGINE == "torch":
    import torch
else:
    import tensorflow as tf


class Gpu(NamedTuple):
    """A GPU that the engine can use; `memory` in bytes, 0 where it does not say."""

    name: str
    memory: int


def name() -> Literal["tensorflow", "torch"]:
    """Return the engine that Keras runs on."""
    return "torch" if _ENGINE == "torch" else "tensorflow"


def _failures() -> tuple[type[BaseException], ...]:
    if _ENGINE == "torch":
        return (RuntimeError,)
    return (tf.errors.OpError, RuntimeError)


def _out_of_memory() -> tuple[type[BaseException], ...]:
    if _ENGINE == "torch":
        return (MemoryError, torch.OutOfMemoryError)
    return (MemoryError, tf.errors.ResourceExhaustedError)


OUT_OF_MEMORY: tuple[type[BaseException], ...] = _out_of_memory()
"""What is raised where a device has too little memory; see `is_out_of_memory`."""

FAILURES: tuple[type[BaseException], ...] = (MemoryError, *_failures())
"""What computations raise where a device cannot do them, for want of memory too."""


def is_out_of_memory(error: BaseException) -> bool:
    """Tell whether `error` says that a device has too little memory.

    PyTorch has an exception of its own for CUDA alone; that the processor or an Apple
    GPU is full it says in words, as both engines do for what CUDA's libraries take.
    """
    if isinstance(error, OUT_OF_MEMORY):
        return True
    words = str(error).lower().replace("_", " ")
    said = ("out of memory", "can't allocate memory", "status alloc failed")
    return isinstance(error, FAILURES) and any(each in words for each in said)


def make_deterministic() -> None:
    """Have the same seed give the same numbers, to the last bit, on one device.

    Where PyTorch has no such way to compute something, it warns and goes on.
    """
    if _ENGINE != "torch":
        tf.config.experimental.enable_op_determinism()
        return
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False


def seed_rest(seed: int) -> None:
    """Seed what layers draw from that have no seed of their own.

    For TensorFlow there is nothing: there each layer draws from its own generator. For
    PyTorch Keras lets dropout without a given seed draw from the one of the process.

    Args:
        seed: From 0 to 2^63 - 1.
    """
    if _ENGINE == "torch":
        torch.manual_seed(seed)


def compiled(function: Score, shape: tuple[int, ...]) -> Score:
    """Return a function of tiles and classes as fast as the engine can make it.

    Args:
        function: Function of tiles and classes, of which no gradient will be asked.
        shape: Shape of one tile, (height, width, channels).

    Returns:
        The same for any number of float32 tiles in this shape and int32 classes (n,);
        for TensorFlow it is compiled when it is first called, and never again.
    """
    if _ENGINE == "torch":
        return _torch_compiled(function)
    found: Score = _traced(function, shape)
    return found


def input_gradient(score: Score, shape: tuple[int, ...]) -> Score:
    """Return the gradient of a score with respect to the tiles.

    Args:
        score: Function of tiles and classes; no tile may influence another's score.
        shape: Shape of one tile, (height, width, channels).

    Returns:
        A function of any number of float32 tiles in this shape and int32 classes (n,)
        that gives float32 in the shape of the tiles; compiled as by `compiled`.
    """
    return _torch_gradient(score) if _ENGINE == "torch" else _tf_gradient(score, shape)


def weight_gradient(
    score: Score, weights: Sequence[keras.Variable], shape: tuple[int, ...]
) -> Slope:
    """Return a score with its gradient with respect to weights.

    Args:
        score: Function of tiles and classes.
        weights: Variables that it depends on; where it does not, the gradient is 0.
        shape: Shape of one tile, (height, width, channels).

    Returns:
        A function of any number of float32 tiles in this shape and int32 classes (n,)
        that gives the scores (n,), and for each weight the gradient of their sum in
        its shape, with the weights as they are when it is called; compiled as by
        `compiled`.
    """
    if _ENGINE == "torch":
        return _torch_slope(score, weights)
    return _tf_slope(score, weights, shape)


def _traced(function: Any, shape: tuple[int, ...]) -> Any:
    # The number of tiles is left open: one graph serves a single tile and batches.
    signature = [
        tf.TensorSpec((None, *shape), tf.float32),
        tf.TensorSpec((None,), tf.int32),
    ]
    # XLA gains nothing clear on a CPU and takes seconds to compile.
    return tf.function(
        function, input_signature=signature, autograph=False, jit_compile=False
    )


def _tf_gradient(score: Score, shape: tuple[int, ...]) -> Score:
    def gradient(tiles: Tensor, class_index: Tensor) -> Tensor:
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(tiles)
            value = score(tiles, class_index)
        return tape.gradient(value, tiles)

    found: Score = _traced(gradient, shape)
    return found


def _tf_slope(
    score: Score, weights: Sequence[keras.Variable], shape: tuple[int, ...]
) -> Slope:
    def slope(tiles: Tensor, class_index: Tensor) -> tuple[Tensor, list[Tensor]]:
        of = [weight.value for weight in weights]
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(of)
            value = score(tiles, class_index)
        zero = tf.UnconnectedGradients.ZERO
        return value, tape.gradient(value, of, unconnected_gradients=zero)

    found: Slope = _traced(slope, shape)
    return found


def _torch_compiled(function: Score) -> Score:
    def call(tiles: Tensor, class_index: Tensor) -> Tensor:
        convert = keras.ops.convert_to_tensor
        with torch.no_grad():
            return function(convert(tiles), convert(class_index))

    return call


def _torch_gradient(score: Score) -> Score:
    def gradient(tiles: Tensor, class_index: Tensor) -> Tensor:
        # Detached, so that what is given is left as it was.
        x = keras.ops.convert_to_tensor(tiles).detach().clone().requires_grad_()
        # Even where it is part of something that is compiled.
        with torch.enable_grad():
            value = score(x, keras.ops.convert_to_tensor(class_index))
            # Of the tiles alone: the weights must not collect gradients.
            return torch.autograd.grad(value.sum(), x)[0]

    return gradient


def _torch_slope(score: Score, weights: Sequence[keras.Variable]) -> Slope:
    def slope(tiles: Tensor, class_index: Tensor) -> tuple[Tensor, list[Tensor]]:
        convert = keras.ops.convert_to_tensor
        of = [weight.value for weight in weights]
        with torch.enable_grad():
            value = score(convert(tiles), convert(class_index))
            found = torch.autograd.grad(value.sum(), of, materialize_grads=True)
        return value.detach(), list(found)

    return slope


def gpus() -> tuple[Gpu, ...]:
    """Return the GPUs that the engine can use in this process; none is started."""
    if _ENGINE == "torch":
        return _torch_gpus()
    details = tf.config.experimental.get_device_details
    found = tf.config.list_physical_devices("GPU")
    return tuple(Gpu(str(details(gpu).get("device_name", "GPU")), 0) for gpu in found)


def _torch_gpus() -> tuple[Gpu, ...]:
    if torch.backends.mps.is_available():
        return (Gpu("Apple GPU", torch.mps.recommended_max_memory()),)
    places = range(torch.cuda.device_count())
    found = [torch.cuda.get_device_properties(place) for place in places]
    return tuple(Gpu(each.name, each.total_memory) for each in found)


def on_gpu() -> bool:
    """Tell whether networks run on a GPU in this process."""
    if _ENGINE == "torch":
        from keras.src.backend.torch.core import get_device

        return not str(get_device()).startswith("cpu")
    return bool(tf.config.list_physical_devices("GPU"))


def cuda() -> str:
    """Return the version of CUDA that the engine was built for; "" for none."""
    if _ENGINE == "torch":
        return str(torch.version.cuda or "")
    if not tf.test.is_built_with_cuda():
        return ""
    return str(tf.sysconfig.get_build_info().get("cuda_version", "of unknown version"))


def gpu_memory_used() -> int:
    """Return the most memory of the GPU in use that was taken so far, in bytes."""
    if _ENGINE != "torch":
        return int(tf.config.experimental.get_memory_info("GPU:0")["peak"])
    if torch.backends.mps.is_available():
        # Metal counts no peak.
        return int(torch.mps.driver_allocated_memory())
    return int(torch.cuda.max_memory_allocated())
