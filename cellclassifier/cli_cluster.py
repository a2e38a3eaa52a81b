"""Commands that bring computers together: certificates, scheduler, nodes, profiles."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cellclassifier import __version__, cli_places
from cellclassifier.cluster import extras, security, signing
from cellclassifier.core import places, terminal
from cellclassifier.core.conductor import count_gpus
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import NodeState, Place, Profile


def certificates(options: argparse.Namespace) -> None:
    """Make certificates, and say what is to be copied where.

    Raises:
        UserError: The folder holds something or cannot be made, or a host is none.
    """
    folder = options.folder.resolve()
    try:
        made = security.make_certificates(folder, options.hosts)
    except OSError as error:
        raise UserError(
            f"The certificates cannot be written to {folder} "
            f"({error.strerror or error}). Name a new folder in one that you may "
            "write to, such as your home: cellclassifier certificates FOLDER"
        ) from error
    for path in made:
        _print(str(path))
    _print(
        f"Copy the whole folder {folder.name} to every computer that is to take part: "
        "the one of the scheduler, the nodes, and those that studies are opened on; "
        "for a cluster, into your home there. Copy it by a way that nobody else can "
        "read, such as scp: whoever has key.pem can take part, and have work done "
        "under your account. Then:"
    )
    for line in (
        f"cellclassifier scheduler --certificates {folder}",
        f"cellclassifier node tls://HOST:8786 --certificates {folder}",
        f"cellclassifier train STUDY --on tls://HOST:8786 --certificates {folder}",
    ):
        _print(f"  {line}")
    _print(f"They are valid for {signing.VALID_YEARS} years.")


def scheduler(options: argparse.Namespace) -> None:
    """Run a scheduler until Ctrl+C.

    Raises:
        UserError: There are no certificates, or they cannot be used.
    """
    folder = options.certificates.resolve() if options.certificates else None
    _refuse_unprotected(folder, options.without_tls)
    extras.require("distributed")
    scheme = "tcp" if folder is None else "tls"
    _warn(f"{scheme}://{_in_address(options.host)}:{options.port}", folder)
    # Imported here, as below: it loads Dask.
    from cellclassifier.cluster import scheduler as running

    running.run(options.host, options.port, folder)


def _refuse_unprotected(folder: Path | None, without_tls: bool) -> None:
    if folder is not None and without_tls:
        raise UserError(
            "--certificates and --without-tls contradict each other. Leave one away."
        )
    if folder is None and not without_tls:
        raise UserError(
            "A scheduler without certificates is open to everyone on the network. Make "
            "some: cellclassifier certificates FOLDER, and start it with: "
            "--certificates FOLDER. Or, where you trust everyone on the network: "
            "--without-tls"
        )


def _in_address(host: str) -> str:
    if not host:
        return "0.0.0.0"
    return f"[{host}]" if ":" in host else host


def node(options: argparse.Namespace) -> None:
    """Have this computer work for a scheduler until Ctrl+C.

    Raises:
        UserError: The address is none, or the certificates do not fit.
    """
    folder = options.certificates.resolve() if options.certificates else None
    if "://" not in options.address:
        raise UserError(
            f"{options.address} is not the address of a scheduler. Expected one such "
            "as tls://workstation:8786, as 'cellclassifier scheduler' tells it."
        )
    address = places.place_of(cli_places.with_port(options.address), folder).address
    extras.require("distributed")
    _warn(address, folder)
    _warn_of_missing(options.gpus or 0)
    scratch = options.scratch.resolve() if options.scratch else None
    from cellclassifier.cluster import node as running

    running.run(address, folder, scratch, options.gpus, options.name)


def nodes(options: argparse.Namespace) -> None:
    """List the nodes of a place, and what each does now.

    Raises:
        UserError: The place cannot be used from here, or nobody answers there.
    """
    place = cli_places.asked(options)
    if place is None:
        raise UserError(
            "Say whose nodes: cellclassifier nodes --on tls://workstation:8786 "
            "--certificates FOLDER"
        )
    from cellclassifier.cluster import listing

    found = listing.nodes(place)
    if options.json:
        given = [{**each._asdict(), "seen": each.seen.isoformat()} for each in found]
        _print(json.dumps(given, indent=2))
        return
    for each in found:
        _print(_in_words(each))
    if not found:
        _print(
            f"No node is at {place.text} now. Start one on each computer that is to "
            f"train: cellclassifier node {place.address} --certificates FOLDER"
        )


def _in_words(node: NodeState) -> str:
    seen = f"{node.seen.astimezone():%Y-%m-%d %H:%M}"
    if not node.version:
        return f"{node.name}  {node.doing}; last heard of {seen}"
    version = "" if node.version == __version__ else f", version {node.version}"
    return (
        f"{node.name}  {node.doing or 'waits for a run'}; {node.device} of "
        f"{node.computer}{version}, here since {seen}"
    )


def _warn_of_missing(gpus: int) -> None:
    found = count_gpus()
    if gpus > found:
        terminal.say(
            f"Warning: --gpus {gpus} was asked for, and this computer has {found} that "
            "can be found (NVIDIA's alone are). A node without a GPU fails or trains "
            f"on the processor. Expected --gpus {found}, or auto."
        )


def _warn(address: str, folder: Path | None) -> None:
    if told := security.warning(address, folder):
        terminal.say(f"Warning: {told}")


def profile(options: argparse.Namespace) -> None:
    """List, show, make, change or remove profiles of clusters.

    Raises:
        UserError: There is no such profile, or its name cannot be one.
    """
    given = _given(options)
    if options.name is None:
        if given or options.remove or options.show_script:
            raise UserError(
                "Name the profile that is meant: cellclassifier profile NAME ..."
            )
        _list()
        return
    if options.remove:
        if options.name not in places.profile_problems():
            places.profile(options.name)
        places.remove_profile(options.name)
        _print(f"Removed: {options.name}")
        return
    made = _changed(options.name, given) if given else places.profile(options.name)
    if options.show_script:
        _show_script(made)
        return
    _show(made)


def _given(options: argparse.Namespace) -> dict[str, Any]:
    """Return the settings that were named on the command line."""
    names = set(Profile.model_fields) - {"name"}
    given = {name: v for name in names if (v := getattr(options, name)) is not None}
    if "certificates" in given:
        given["certificates"] = given["certificates"].resolve()
    return given


def _changed(name: str, given: dict[str, Any]) -> Profile:
    """Keep a profile with these settings; all others are as they were.

    Raises:
        UserError: What it was before cannot be read, or its certificates not be used.
    """
    if problem := places.profile_problems().get(name):
        again = f"cellclassifier profile {_quoted(name)} --remove"
        raise UserError(f"{problem} To begin anew, remove it first: {again}")
    known = places.profiles().get(name)
    before = known.model_dump() if known else {}
    made = Profile.model_validate({**before, **given, "name": name})
    if made.certificates is not None:
        security.check(made.certificates)
    path = places.save_profile(made)
    terminal.say(f"Kept: {path}")
    return made


def _n(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _list() -> None:
    known = places.profiles()
    for name, each in known.items():
        system = places.SYSTEMS[each.system]
        _print(
            f"{name}  {system}, up to {_n(each.nodes, 'node')} of "
            f"{_n(each.gpus, 'GPU')}, {_n(each.cores, 'core')} and "
            f"{each.memory:g} GiB for {each.hours:g} h"
        )
    problems = places.profile_problems()
    for problem in problems.values():
        terminal.say(problem)
    if not (known or problems):
        _print(
            "No cluster profile yet. Make one, such as: cellclassifier profile "
            "mycluster --system slurm --partition gpu --hours 4"
        )


def _show(made: Profile) -> None:
    for name, value in made.model_dump(mode="json").items():
        for each in value if isinstance(value, list) else [value]:
            if each not in ("", None):
                _print(f"{name}={each}")
    _print(f"Use it: cellclassifier train STUDY --on {_quoted(made.name)}")


def _quoted(name: str) -> str:
    return f"'{name}'" if " " in name else name


def _show_script(made: Profile) -> None:
    extras.require("distributed", "dask_jobqueue", "cryptography")
    from cellclassifier.cluster import jobqueue

    place = Place(kind="cluster", profile=made.name, certificates=made.certificates)
    _print(jobqueue.job_script(made, place.certificates).rstrip())


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "certificates": certificates,
    "scheduler": scheduler,
    "node": node,
    "nodes": nodes,
    "profile": profile,
}
