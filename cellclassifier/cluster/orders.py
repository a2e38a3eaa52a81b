"""What crosses the network: orders for nodes, and their reports, as JSON."""

from datetime import datetime
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from cellclassifier import __version__
from cellclassifier.core.spec import SCHEMA_VERSION

TOPIC = "cellclassifier"
"""First part of the topic, of Dask's events, that nodes tell about a study's runs."""

RUN, GPU = "RUN", "GPU"
"""What a node has of Dask's resources: room for one run, and a GPU if it uses one."""

KEY = r"^\w(?:[\w.-]{0,198}[\w-])?$"
"""What the key of an order looks like; it names files, so that it is never ``..``."""

STUDY = r"^[0-9a-f]{16}$"
"""What the name of a study looks like."""

_RUN = r"^\w(?:[\w.-]{0,148}[\w-])?$"
_SHA256 = r"^[0-9a-f]{64}$"


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Listed(_Message):
    """A file: its path below the study's ``runs``, with /, its bytes, its SHA-256."""

    path: str
    size: int = Field(ge=0)
    sha256: str = Field(pattern=_SHA256)


class Place(_Message):
    """A folder that the files of a run name, and the images of it that are needed.

    `was` is its path beside the study; those of `images` are below it, with /.
    """

    was: str
    images: tuple[Listed, ...] = ()


class Sheet(_Message):
    """All that a node needs of a run: files of its folder, and images.

    `lines` is the number of lines of its events.
    """

    files: tuple[Listed, ...]
    places: tuple[Place, ...]
    lines: int = Field(0, ge=0)

    @property
    def blobs(self) -> dict[str, int]:
        """Size of each content by its SHA-256."""
        images = [image for place in self.places for image in place.images]
        return {each.sha256: each.size for each in (*self.files, *images)}


class Order(_Message):
    """One run, or jobs on it, for one node.

    `key` names it everywhere; `study` names the study, `folder` is its path beside the
    conductor, `windows` whether that is a path of Windows. `jobs` are lines of
    `core.messages` for the worker; without, the run is trained and its sets predicted.
    With `share`, the node looks whether it sees the study's own folder.
    """

    version: str = __version__
    schema_version: int = SCHEMA_VERSION
    key: str = Field(pattern=KEY)
    study: str = Field(pattern=STUDY)
    folder: str
    windows: bool
    run: str = Field(pattern=_RUN)
    resume: bool = False
    jobs: tuple[str, ...] = ()
    share: bool = True
    sheet: Sheet


class Report(_Message):
    """How an order ended; `files` are those that are new or changed.

    `node` is the name of the node for people, `address` is where it is reached.
    `refused` says that the node did nothing, since it has another version.
    """

    key: str
    node: str
    address: str = ""
    outcome: Literal["done", "cancelled", "failed", "paused", "refused"]
    detail: str = ""
    files: tuple[Listed, ...] = ()
    shared: bool = False


class Holding(_Message):
    """What a node has of a study: an order that goes on, or its report waits."""

    key: str
    run: str
    ended: bool
    training: bool


class Hello(_Message):
    """Who a node or a scheduler is."""

    version: str = __version__
    schema_version: int = SCHEMA_VERSION
    name: str = ""
    python: str = ""
    gpus: int = 0


class Standing(_Message):
    """What a node is, and what it does now; see `core.places.NodeState`."""

    version: str = __version__
    name: str
    computer: str
    device: str = ""
    doing: str = ""
    since: datetime


def pure(path: str, windows: bool) -> PurePath:
    """Return a path of the computer that it came from."""
    return PureWindowsPath(path) if windows else PurePosixPath(path)
