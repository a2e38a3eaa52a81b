"""What a training is asked for while it goes on: by the pipe, or in its folder."""

import time

from cellclassifier.core.runs import Ask, Run
from cellclassifier.engine.channel import Cancelled, Channel

LOOK_EVERY = 0.25
"""Seconds between two looks into the folder of the run."""


class Control:
    """Looks at what a run is asked for."""

    def __init__(self, run: Run, channel: Channel) -> None:
        self._run, self._channel = run, channel
        self._looked = -LOOK_EVERY

    def check(self) -> None:
        """Raise `Cancelled` if the training was asked to stop now.

        It may be called as often as wanted.
        """
        self._channel.check_cancelled()
        now = time.monotonic()
        if now - self._looked >= LOOK_EVERY:
            self._looked = now
            if self._run.asked() == "stop":
                raise Cancelled

    def after_epoch(self) -> Ask | None:
        """Return what is asked for, at the end of an epoch."""
        return self._run.asked()
