"""Where runs are trained: on this computer, on workstations, or by a cluster's queue.

A place is one JSON file below a study's ``queue``; a profile of a cluster is one below
the user's own folder, since it belongs to the lab and not to a study. Nothing in either
affects a result.
"""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError, model_validator

from cellclassifier.core import preferences, program
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr

# Named twice: this module hands them on.
from cellclassifier.core.profile_spec import SYSTEMS as SYSTEMS
from cellclassifier.core.profile_spec import Profile as Profile
from cellclassifier.core.profile_spec import System as System
from cellclassifier.core.tile_spec import Spec

ENDING = ".cluster.json"
"""Ending of the file of a profile."""

CERTIFICATES = ("authority.pem", "certificate.pem", "key.pem")
"""Files in a folder of certificates."""

EXTRA = "cellclassifier[cluster]"
"""What other computers are reached with, as it is installed."""

RECENT = 6
"""Number of workstations that are remembered."""

WITHOUT_TLS = (
    "Without TLS (tcp://) everyone in that network who can reach the port can read the "
    "images and hand the nodes work of their own, under the name of whoever started "
    "them. Make certificates with 'cellclassifier certificates', start scheduler and "
    "nodes with them, and use the address that begins with tls://."
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
                "Expected the address of a scheduler, such as tls://workstation:8786. "
                f"Received: {self.address!r}."
            )
        if self.kind == "cluster" and not self.profile:
            raise ValueError("Expected the name of a cluster's profile.")
        return self

    @property
    def text(self) -> str:
        """The place in words, for a line of text."""
        words = {"here": "this computer", "scheduler": f"workstations ({self.address})"}
        return words.get(self.kind, f"cluster '{self.profile}'")


HERE = Place()


def profiles_folder() -> Path:
    """Return the folder of this user's profiles."""
    return preferences.home() / "clusters"


def profiles() -> dict[str, Profile]:
    """Return the profiles of this user by name; damaged ones are left out."""
    found = (_read(path) for path in sorted(profiles_folder().glob(f"*{ENDING}")))
    return {each.name: each for each in found if each is not None}


def profile(name: str) -> Profile:
    """Return the profile of this name.

    Raises:
        UserError: There is none.
    """
    known = profiles()
    if name not in known:
        listed = ", ".join(f"'{each}'" for each in known) or "none yet"
        raise UserError(
            tr(
                "There is no cluster profile '{name}'; there are: {listed}. Make one "
                "under 'Where to train' in the window, or with: cellclassifier profile",
                name=name,
                listed=listed,
            )
        )
    return known[name]


def save_profile(made: Profile) -> Path:
    """Keep a profile under its name, in place of an earlier one; return its file.

    Raises:
        OSError: The folder cannot be written.
    """
    path = profiles_folder() / f"{made.name}{ENDING}"
    write_atomically(path, made.model_dump_json(indent=2))
    return path


def remove_profile(name: str) -> None:
    """Forget a profile; one that is not there is none."""
    (profiles_folder() / f"{name}{ENDING}").unlink(missing_ok=True)


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
        return (
            "This bundle trains on this computer only. For workstations and clusters "
            f"install the program with Python: {program.install_command(EXTRA)}"
        )
    return (
        "Other computers are reached with Dask, which is not installed. "
        f"{program.how_to_install(EXTRA)}"
    )


def problem(place: Place) -> str:
    """Return why nothing can be trained at a place from here, or nothing."""
    if place.kind == "here":
        return ""
    if not installed():
        return how_to_install()
    if place.kind == "cluster" and place.profile not in profiles():
        return (
            f"There is no cluster profile '{place.profile}' on this computer: choose "
            "another place to train."
        )
    return unfit(place.address, place.certificates)


def unfit(address: str, certificates: Path | None) -> str:
    """Return how address and certificates do not fit, or nothing."""
    if address.startswith("tcp://") and certificates:
        return "An address that begins with tcp:// is used without certificates."
    if address.startswith("tls://") and certificates is None:
        return (
            "An address that begins with tls:// needs the folder of certificates that "
            "the scheduler was started with."
        )
    missing = [
        name
        for name in CERTIFICATES
        if certificates and not (certificates / name).is_file()
    ]
    if missing:
        return (
            f"{certificates} lacks {', '.join(missing)}. Expected the folder that "
            "'cellclassifier certificates' made."
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


def _read(path: Path) -> Profile | None:
    try:
        return Profile.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
