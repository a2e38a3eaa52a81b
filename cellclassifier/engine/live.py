"""What is told of a training between the ends of its epochs."""

import math
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.messages import BatchEnded, encode
from cellclassifier.core.runs import Run
from cellclassifier.engine import device
from cellclassifier.engine.channel import Channel

REPORT_EVERY = 0.3
"""Seconds between two reports of batches."""

MOST_POINTS = 200
"""Points of the thin curve of the batch loss in an epoch."""

HEADER = "epoch,batch,loss\n"


class LossMeter:
    """Mean loss of some batches, from the running means that Keras tells."""

    def __init__(self) -> None:
        self._total, self._tiles = 0.0, 0

    def take(self, mean: float, tiles: int) -> float:
        """Return the mean loss since the last call.

        Args:
            mean: Mean loss of all tiles of the epoch so far.
            tiles: Their number, more than at the last call.
        """
        total = mean * tiles
        taken = (total - self._total) / (tiles - self._tiles)
        self._total, self._tiles = total, tiles
        return taken


class Epoch(NamedTuple):
    """The epoch that goes on: its number, its batches, tiles, and tiles in a batch."""

    number: int
    batches: int
    tiles: int
    batch_size: int

    def tiles_after(self, batch: int) -> int:
        """Return how many tiles were shown when a batch, from 0, is over."""
        return min((batch + 1) * self.batch_size, self.tiles)


class Live:
    """Tells of batches a few times a second, and keeps a thin curve of their loss.

    Attributes:
        images_per_second: Speed of the epoch so far, without validation.
    """

    def __init__(self, run: Run, channel: Channel) -> None:
        self._run, self._channel = run, channel
        self._reported = time.monotonic()
        self.images_per_second = 0.0

    @property
    def batches(self) -> int:
        """Batches of the epoch."""
        return self._epoch.batches

    def begin(self, epoch: Epoch) -> None:
        """Begin an epoch."""
        self._epoch = epoch
        self._every = math.ceil(epoch.batches / MOST_POINTS)
        self._curve, self._shown = LossMeter(), LossMeter()
        self._points: list[str] = []
        self._told_tiles = 0
        self._told = self._began = time.monotonic()

    def batch_ended(self, batch: int, mean: float, rate: float) -> None:
        """Note the end of a batch, and tell of it where it is time to.

        Args:
            batch: Its number, from 0.
            mean: Mean loss of all tiles of the epoch so far.
            rate: The learning rate.
        """
        epoch, now = self._epoch, time.monotonic()
        tiles = epoch.tiles_after(batch)
        if (batch + 1) % self._every == 0 or batch + 1 == epoch.batches:
            loss = self._curve.take(mean, tiles)
            self._points.append(f"{epoch.number},{batch + 1},{loss!r}\n")
        self.images_per_second = tiles / max(now - self._began, 1e-9)
        if now - self._reported >= REPORT_EVERY:
            self._reported = now
            self._tell(batch, self._shown.take(mean, tiles), rate, tiles)

    def _tell(self, batch: int, loss: float, rate: float, tiles: int) -> None:
        now = time.monotonic()
        event = BatchEnded(
            epoch=self._epoch.number,
            batch=batch + 1,
            of=self._epoch.batches,
            loss=loss,
            learning_rate=rate,
            images_per_second=(tiles - self._told_tiles) / max(now - self._told, 1e-9),
            memory=device.memory_used(),
        )
        self._told, self._told_tiles = now, tiles
        self._channel.send(event)
        # Worth nothing a moment later, so that nothing is made of a trouble with it.
        with suppress(OSError):
            unfinished = self._run.folder / ".live.json"
            unfinished.write_bytes(encode(event))
            unfinished.replace(self._run.folder / "live.json")

    def write_curve(self) -> None:
        """Append the losses of the epoch that is over to the run's table.

        Raises:
            OSError: It cannot be written.
        """
        path = curve_path(self._run)
        header = "" if path.exists() else HEADER
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(header + "".join(self._points))


def curve_path(run: Run) -> Path:
    """Return the table of the batch losses of a run."""
    return run.folder / "batch_loss.csv"


def cut_curve(source: Path, target: Path, epochs: int) -> None:
    """Write the batch losses of the first epochs only; of damaged lines none.

    Raises:
        OSError: The target cannot be written.
    """
    if not source.exists():
        return
    lines = source.read_text(encoding="utf-8", errors="replace").splitlines(True)
    kept = [line for line in lines[1:] if _belongs(line, epochs)]
    target.write_text(HEADER + "".join(kept), encoding="utf-8", newline="")


def _belongs(line: str, epochs: int) -> bool:
    first, *rest = line.split(",")
    whole = len(rest) == 2 and line.endswith("\n")
    return whole and first.isdecimal() and int(first) <= epochs
