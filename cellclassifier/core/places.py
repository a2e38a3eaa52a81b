"""Where runs are trained: on this computer, on workstations, or by a cluster's queue.

A place is one JSON file below a study's ``queue``; a profile of a cluster is one below
the user's own folder, since it belongs to the lab and not to a study. Nothing in either
affects a result.
"""

import re
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import TypeAdapter, ValidationError, model_validator

from cellclassifier.core import preferences, program
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr

# Named twice: this module hands them on.
from cellclassifier.core.profile_files import ENDING as ENDING
from cellclassifier.core.profile_files import profile as profile
from cellclassifier.core.profile_files import profile_problems as profile_problems
from cellclassifier.core.profile_files import profiles as profiles
from cellclassifier.core.profile_files import profiles_folder as profiles_folder
from cellclassifier.core.profile_files import remove_profile as remove_profile
from cellclassifier.core.profile_files import save_profile as save_profile
from cellclassifier.core.profile_spec import SYSTEMS as SYSTEMS
from cellclassifier.core.profile_spec import Profile as Profile
from cellclassifier.core.profile_spec import System as System
from cellclassifier.core.tile_spec import Spec

CERTIFICATES = ("authority.pem", "certificate.pem", "key.pem")
"""Files in a folder of certificates."""

EXTRA = "cellclassifier[cluster]"
"""What other computers are reached with, as it is installed."""

RECENT = 6
"""Number of workstations that are remembered."""

WITHOUT_TLS = tr(
    "Without TLS (tcp://) everyone in that network who can reach the port can read "
    "the images and hand the nodes work of their own, under the name of whoever "
    "started them. Make certificates with 'cellclassifier certificates', start "
    "scheduler and nodes with them, and use the address that begins with tls://."
)
"""What to know before an address without TLS is used."""

_ADDRESS = re.compile(
    r"(tcp|tls)://[^\s/:]+(:\d{1,5})?|(tcp|tls)://\[[0-9a-fA-F:]+\]:\d+"
)


class Place(Spec):
    """Where the runs of a study are trained.

    `address` is that of a Dask scheduler, ``tls://host:8786``; `profile` is the name of
    a cluster's profile; `certificates` is the folder with the TLS certificates, without
    which a scheduler is used only after a warning. With `sharing` "never" the study's
    folder is not looked for on the nodes, and its images are sent.
    """

    kind: Literal["here", "scheduler", "cluster"] = "here"
    address: str = ""
    profile: str = ""
    certificates: Path | None = None
    sharing: Literal["auto", "never"] = "auto"

    @model_validator(mode="after")
    def _complete(self) -> "Place":
        if self.kind == "scheduler" and not _ADDRESS.fullmatch(self.address):
            raise ValueError(
                tr(
                    "Expected the address of a scheduler, such as "
                    "tls://workstation:8786. Received: {address!r}.",
                    address=self.address,
                )
            )
        if self.kind == "cluster" and not self.profile:
            raise ValueError(tr("Expected the name of a cluster's profile."))
        return self

    @property
    def text(self) -> str:
        """The place in words, for a line of text."""
        if self.kind == "here":
            return tr("this computer")
        if self.kind == "scheduler":
            return tr("workstations ({address})", address=self.address)
        return tr("cluster '{name}'", name=self.profile)


HERE = Place()


class NodeState(NamedTuple):
    """A node of a place, as `cluster.listing.nodes` found it.

    Attributes:
        name: What it is called; names of nodes differ.
        computer: Name of its computer; "" where it does not answer.
        device: What it trains on, such as "GPU 0 (NVIDIA A100)" or "processor"; ""
            where it does not answer.
        version: Version of the program there; "" where it does not answer.
        doing: What it does now, in words, such as "trains RUN of STUDY, epoch 3 of
            20", or that it does not answer; "" where it waits for a run.
        seen: Since when the scheduler has seen it; of one that does not answer, when it
            was last heard of. UTC.
    """

    name: str
    computer: str
    device: str
    version: str
    doing: str
    seen: datetime


def nodes_of(text: bytes) -> tuple[NodeState, ...]:
    """Return the nodes that ``cellclassifier nodes --on PLACE --json`` has written.

    Raises:
        ValueError: It is something else.
    """
    return _NODES.validate_json(text)


def place_of(text: str, certificates: Path | None = None) -> Place:
    """Return the place that a person named: "here", an address, or a profile's name.

    Raises:
        UserError: It is none of these.
    """
    if text in ("", "here"):
        return HERE
    if "://" in text:
        if not _ADDRESS.fullmatch(text):
            raise UserError(
                tr(
                    "{text} is not the address of a scheduler. Expected one such as "
                    "tls://workstation:8786, as 'cellclassifier scheduler' tells it.",
                    text=text,
                )
            )
        return Place(kind="scheduler", address=text, certificates=certificates)
    chosen = profile(text)
    return Place(
        kind="cluster",
        profile=chosen.name,
        certificates=certificates or chosen.certificates,
    )


def installed() -> bool:
    """Tell whether what other computers are reached with is there; it is not loaded."""
    return find_spec("distributed") is not None


def how_to_install() -> str:
    """Say what has to be installed before runs go to other computers."""
    if program.frozen():
        return tr(
            "This bundle trains on this computer only. For workstations and clusters "
            "install the program with Python: {command}",
            command=program.install_command(EXTRA),
        )
    return tr(
        "Other computers are reached with Dask, which is not installed. {how}",
        how=program.how_to_install(EXTRA),
    )


def problem(place: Place) -> str:
    """Return why nothing can be trained at a place from here, or nothing."""
    if place.kind == "here":
        return ""
    if not installed():
        return how_to_install()
    if place.kind == "cluster" and place.profile not in profiles():
        return profile_problems().get(place.profile) or tr(
            "There is no cluster profile '{profile}' on this computer: choose another "
            "place to train.",
            profile=place.profile,
        )
    return unfit(place.address, place.certificates)


def unfit(address: str, certificates: Path | None) -> str:
    """Return how address and certificates do not fit, or nothing."""
    if address.startswith("tcp://") and certificates:
        return tr("An address that begins with tcp:// is used without certificates.")
    if address.startswith("tls://") and certificates is None:
        return tr(
            "An address that begins with tls:// needs the folder of certificates that "
            "the scheduler was started with."
        )
    missing = [
        name
        for name in CERTIFICATES
        if certificates and not (certificates / name).is_file()
    ]
    if missing:
        return tr(
            "{folder} lacks {missing}. Expected the folder that 'cellclassifier "
            "certificates' made.",
            folder=certificates,
            missing=", ".join(missing),
        )
    return ""


def recent_places() -> tuple[Place, ...]:
    """Return the workstations that were used last, the last one first."""
    try:
        return _PLACES.validate_json(_recent_path().read_bytes())
    except (OSError, ValidationError):
        return ()


def remember_place(place: Place) -> None:
    """Put workstations first among the recent ones; where that cannot be kept, not."""
    others = [each for each in recent_places() if each.address != place.address]
    if place.kind == "scheduler":
        _keep((place, *others))


def forget_place(address: str) -> None:
    """Remember the workstations at an address no more."""
    _keep(tuple(each for each in recent_places() if each.address != address))


def _keep(places: tuple[Place, ...]) -> None:
    try:
        write_atomically(_recent_path(), _PLACES.dump_json(places[:RECENT], indent=2))
    except OSError:
        # Like preferences, this lasts one session then.
        return


def _recent_path() -> Path:
    return preferences.home() / "places.json"


_PLACES = TypeAdapter(tuple[Place, ...])
_NODES = TypeAdapter(tuple[NodeState, ...])
