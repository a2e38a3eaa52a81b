"""What lies in a study's queue: runs that wait, what goes on, what was said of it."""

from datetime import datetime
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from cellclassifier.core.retelling import retold

Tone = Literal["info", "warning", "error"]


class Waiting(NamedTuple):
    """A run that waits; with `resume` it goes on where it was interrupted."""

    run_id: str
    resume: bool
    number: int


class Doing(BaseModel):
    """A run that a conductor has a worker for.

    `device` is the key of the device, such as "gpu:0", or "auto"; `worker` is the id
    of the worker's process, 0 where it is not known yet.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    run_id: str
    what: Literal["training", "predicting"] = "training"
    device: str = "auto"
    worker: int = 0


class Status(BaseModel):
    """What the conductor of a study does now."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    process_id: int
    doing: tuple[Doing, ...] = ()


class Told(BaseModel):
    """A sentence of the conductor on what goes on, and when it was said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    level: Tone = "info"
    time: datetime

    @property
    def told(self) -> str:
        """The sentence in the user's language, as far as it is known there."""
        return retold(self.text)
