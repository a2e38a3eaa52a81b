"""Trains a small network on the device, to find out whether that works, and how fast.

What is found is told in words by `core.self_test`.
"""

import os
import platform
import time
from ctypes.util import find_library
from importlib.util import find_spec

import keras
import numpy as np
from keras import layers
from numpy.typing import NDArray

from cellclassifier.core.devices import CHOSEN
from cellclassifier.core.messages import Progressed, SelfTested
from cellclassifier.core.self_test import Facts, conclude
from cellclassifier.engine import architectures, backend, device
from cellclassifier.engine.channel import Channel

TILES = 20
"""Tiles in the usual minibatch."""

SIDE = 128
"""Height and width of the usual tile, px."""

NETWORK = "deep"
"""The network whose speed is measured."""

SECONDS = 2.0
"""How long the speed is measured, s, in whole steps: at least one."""

STEPS = 50
"""At most as many steps."""

_SMALL = 32
"""Height and width of the tiles of the network that is compared, px."""

_WHAT = "testing the device"

Float32 = NDArray[np.float32]


def run(channel: Channel) -> None:
    """Test the device that this process was given, and send `SelfTested`.

    Raises:
        Cancelled: It was asked to stop.
    """
    facts = _tried(_around(), channel)
    finding = conclude(facts)
    channel.send(
        SelfTested(
            passed=finding.passed,
            found=finding.found,
            advice=finding.advice,
            speed=facts.speed if finding.passed else 0.0,
            facts=facts,
        )
    )


def _around() -> Facts:
    """Return what can be known without computing anything."""
    return Facts(
        engine=backend.name(),
        system=platform.system(),
        asked=os.environ.get(CHOSEN, "auto"),
        used=_used(),
        on_gpu=backend.on_gpu(),
        card=device.has_nvidia_card(),
        driver=device.driver(),
        cuda=backend.cuda(),
        libraries=_has_cuda_libraries(),
        free=device.memory_free(),
        tiles=f"minibatches of {TILES} tiles of {SIDE} px, network '{NETWORK}'",
    )


def _used() -> str:
    return device.describe() if backend.on_gpu() else device.processor()


def _has_cuda_libraries() -> bool:
    if backend.name() == "torch":
        # A build with CUDA brings them along.
        return bool(backend.cuda())
    # From the packages of NVIDIA, or of the system.
    packaged = find_spec("nvidia") is not None and find_spec("nvidia.cudnn") is not None
    return packaged or find_library("cudnn") is not None


def _tried(facts: Facts, channel: Channel) -> Facts:
    """Return `facts` with what a training on the device has shown."""
    try:
        _tell(channel, 0)
        if facts.on_gpu:
            facts = facts._replace(deviation=deviation())
        _tell(channel, 1)
        facts = facts._replace(speed=_speed(channel))
        _tell(channel, 2)
    except backend.FAILURES as error:
        full = backend.is_out_of_memory(error)
        return facts._replace(out_of_memory=full, error=_first_line(error))
    return facts


def _tell(channel: Channel, done: int) -> None:
    channel.check_cancelled()
    channel.send(Progressed(what=_WHAT, done=done, of=2))


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0] if lines else 'without a word'}"


def deviation(seed: int = 0) -> float:
    """Return how much a step of training on the device differs from the processor's.

    The step is that of plain gradient descent, so that it is the gradient of the loss
    with respect to all weights.

    Args:
        seed: Draws tiles and weights.

    Returns:
        The largest difference of a weight or of the loss, per unit of the largest
        change of a weight, or of the loss; infinite where one is no number.
    """
    tiles, labels = _drawn(_SMALL, seed)
    here = _small(seed)
    weights = here.get_weights()
    loss, step = _step(here, tiles, labels)
    with keras.device("cpu"):
        there = _small(seed)
        there.set_weights(weights)
        true_loss, true_step = _step(there, tiles, labels)
    of_loss = abs(loss - true_loss) / abs(true_loss)
    of_step = np.abs(step - true_step).max() / np.abs(true_step).max()
    # Not max(), which may pass over what is no number.
    found = float(np.max([of_loss, of_step]))
    return found if np.isfinite(found) else float("inf")


def _step(model: keras.Model, tiles: Float32, labels: Float32) -> tuple[float, Float32]:
    before = _flat(model)
    loss = float(model.train_on_batch(tiles, labels))
    return loss, _flat(model) - before


def _flat(model: keras.Model) -> Float32:
    return np.concatenate([np.ravel(weight) for weight in model.get_weights()])


def _small(seed: int) -> keras.Model:
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input((_SMALL, _SMALL, 1)),
            layers.Conv2D(8, 3, activation="relu", data_format="channels_last"),
            layers.MaxPooling2D(2, data_format="channels_last"),
            layers.Conv2D(8, 3, activation="relu", data_format="channels_last"),
            layers.Flatten(data_format="channels_last"),
            layers.Dense(2, "softmax"),
        ]
    )
    _compile(model, keras.optimizers.SGD(1.0))
    return model


def _speed(channel: Channel) -> float:
    """Return how many tiles a second the usual network is trained with."""
    keras.utils.set_random_seed(0)
    model = architectures.build(NETWORK, (SIDE, SIDE, 1), 2)
    _compile(model, keras.optimizers.Adam(0.001))
    tiles, labels = _drawn(SIDE)
    # The first step compiles.
    model.train_on_batch(tiles, labels)
    started, steps, passed = time.perf_counter(), 0, 0.0
    while not steps or (passed < SECONDS and steps < STEPS):
        channel.check_cancelled()
        # The loss that it returns has come from the device: the step is over.
        model.train_on_batch(tiles, labels)
        steps, passed = steps + 1, time.perf_counter() - started
    return TILES * steps / passed


def _compile(model: keras.Model, optimizer: keras.optimizers.Optimizer) -> None:
    # XLA aborts the process on some recent GPUs.
    model.compile(optimizer, "categorical_crossentropy", jit_compile=False)


def _drawn(side: int, seed: int = 0) -> tuple[Float32, Float32]:
    """Return noise, with a bright spot in every second tile, and the classes."""
    generator = np.random.default_rng(seed)
    tiles = generator.uniform(0, 0.3, (TILES, side, side, 1)).astype(np.float32)
    classes = np.arange(TILES) % 2
    tiles[classes == 1, side // 4 : side // 2, side // 4 : side // 2] += 0.5
    return tiles, np.eye(2, dtype=np.float32)[classes]
