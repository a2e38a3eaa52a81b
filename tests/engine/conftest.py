"""What tests need that run networks on PyTorch, with ``KERAS_BACKEND=torch``."""

import os

import pytest

ON_TORCH = os.environ.get("KERAS_BACKEND") == "torch"

NUMPY_WARNING = (
    "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning:"
    "keras.src.backend.(torch.core|common.variables)"
)
"""Keras gives tensors to NumPy in a way that NumPy 2 warns about."""

if ON_TORCH:
    # Before PyTorch is loaded, and as a worker has it: else its threads wait by keeping
    # a core busy, which is many times slower where anything else runs.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items if ON_TORCH else ():
        item.add_marker(pytest.mark.filterwarnings(NUMPY_WARNING))
