"""Waits for what comes about outside of Qt."""

import threading
import time
from collections.abc import Callable


def until(holds: Callable[[], object], seconds: float, step: float = 0.05) -> None:
    """Wait until something holds, at most so long.

    Raises:
        AssertionError: It does not hold by then.
    """
    pause = threading.Event()
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"{holds} does not hold after {seconds} s."
        pause.wait(step)
