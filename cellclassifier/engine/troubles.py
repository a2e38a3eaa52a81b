"""Troubles that a training survives: a full disk, a lost folder, a computer asleep."""

import errno
import time
from collections.abc import Callable

from cellclassifier.core.messages import Told
from cellclassifier.engine.channel import Channel

FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
"""What the system says where there is no room, on the disk or in a quota."""

LEAST_STILL = 60.0
"""Seconds below which nothing is made of a gap between two batches."""

MUCH_LONGER = 20
"""How often the usual time of a batch a gap must last to be told."""


class Troubles:
    """Has files written, and tells once of each kind of trouble with that."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._told: set[str] = set()

    def attempt(self, write: Callable[[], None]) -> bool:
        """Call `write`; tell where that fails, and return whether it did not."""
        try:
            write()
        except OSError as error:
            self.tell(error)
            return False
        return True

    def tell(self, error: OSError) -> None:
        """Tell of a trouble, once of each kind."""
        text = sentence(error)
        if text not in self._told:
            self._told.add(text)
            self._channel.send(Told(text=text))


def sentence(error: OSError) -> str:
    """Return what to make of a file that could not be written in mid-training."""
    if error.errno in FULL:
        return (
            "The disk of the study is full. The training goes on and writes again "
            "after the next epoch; free space, since what it learns meanwhile is lost "
            "if it dies."
        )
    return (
        f"The folder of the run cannot be written ({error.strerror or error}). The "
        "training goes on and writes again after the next epoch; if the study is on a "
        "network, connect it again, since what is learnt meanwhile is lost if the "
        "training dies."
    )


class Pace:
    """Notices that the computer slept or stood still, by the gaps between batches."""

    def __init__(self) -> None:
        self._usual = 0.0
        self.restart()

    def restart(self) -> None:
        """Begin anew: the next gap is the first, which says nothing."""
        self._last: tuple[float, float] | None = None

    def tick(self) -> float:
        """Note the end of a batch; return how long the computer stood still, in s.

        0 where it did not. Asleep, many computers stop the clock that only goes
        forward, and not that of the wall; where both went on, the gap is told by being
        much longer than usual.
        """
        now = (time.monotonic(), time.time())
        last, self._last = self._last, now
        if last is None:
            return 0.0
        gap, wall = (new - old for new, old in zip(now, last, strict=True))
        asleep = wall - gap > LEAST_STILL
        stuck = gap > max(LEAST_STILL, MUCH_LONGER * self._usual) and self._usual > 0
        if asleep or stuck:
            return max(wall, gap)
        self._usual = max(self._usual, gap)
        return 0.0


def still(seconds: float, epoch: int) -> Told:
    """Return what is told where the computer stood still in an epoch."""
    minutes = seconds / 60
    length = f"{minutes:.0f} min" if minutes >= 2 else f"{seconds:.0f} s"
    return Told(
        text=f"The computer slept or stood still for {length} in epoch {epoch}. "
        "Nothing was lost."
    )
