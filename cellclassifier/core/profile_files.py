"""The profiles of clusters that a user has kept: one JSON file each."""

from pathlib import Path

from pydantic import ValidationError

from cellclassifier.core import preferences
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.profile_spec import Profile

ENDING = ".cluster.json"
"""Ending of the file of a profile."""

DAMAGED = ".damaged"
"""Ending of the file of a damaged profile in whose place another one was kept."""


def profiles_folder() -> Path:
    """Return the folder of this user's profiles."""
    return preferences.home() / "clusters"


def profiles() -> dict[str, Profile]:
    """Return the profiles of this user by name; see `profile_problems` for others."""
    found = (_read(path) for path in _paths())
    return {each.name: each for each in found if isinstance(each, Profile)}


def profile_problems() -> dict[str, str]:
    """Return why profiles of this user cannot be used, by name; their files are kept.

    Each is a sentence on what is wrong, and what to do.
    """
    found = {_name_of(path): (path, _read(path)) for path in _paths()}
    return {
        name: tr(
            "The cluster profile '{name}' cannot be used: {why}. Its file is kept: "
            "mend {path}, or make the profile anew.",
            name=name,
            why=problem,
            path=path,
        )
        for name, (path, problem) in found.items()
        if isinstance(problem, str)
    }


def profile(name: str) -> Profile:
    """Return the profile of this name.

    Raises:
        UserError: There is none, or it cannot be used.
    """
    known = profiles()
    if name in known:
        return known[name]
    if problem := profile_problems().get(name):
        raise UserError(problem)
    listed = ", ".join(f"'{each}'" for each in known) or tr("none yet")
    raise UserError(
        tr(
            "There is no cluster profile '{name}'; there are: {listed}. Make one "
            "under 'Where to train' in the window, or with: cellclassifier profile",
            name=name,
            listed=listed,
        )
    )


def save_profile(made: Profile) -> Path:
    """Keep a profile under its name, in place of an earlier one; return its file.

    Of one that could not be used the file is kept beside it.

    Raises:
        OSError: The folder cannot be written.
    """
    path = _path(made.name)
    if path.exists() and isinstance(_read(path), str):
        path.replace(_free(path))
    write_atomically(path, made.model_dump_json(indent=2))
    return path


def remove_profile(name: str) -> None:
    """Forget a profile; one that is not there is none."""
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    return profiles_folder() / f"{name}{ENDING}"


def _paths() -> list[Path]:
    return sorted(profiles_folder().glob(f"*{ENDING}"))


def _name_of(path: Path) -> str:
    return path.name.removesuffix(ENDING)


def _free(path: Path) -> Path:
    found, number = path.with_name(f"{path.name}{DAMAGED}"), 2
    while found.exists():
        found = path.with_name(f"{path.name}{DAMAGED}-{number}")
        number += 1
    return found


def _read(path: Path) -> Profile | str:
    """Return a profile, or why there is none in its file, without a full stop."""
    try:
        return Profile.model_validate_json(path.read_bytes())
    except OSError as error:
        return error.strerror or str(error)
    except ValidationError as error:
        return _explained(error)


def _explained(error: ValidationError) -> str:
    found = error.errors()[0]
    where = " -> ".join(str(part) for part in found["loc"])
    said = str(found["msg"]).removeprefix("Value error, ").removesuffix(".")
    return f"{where}: {said}" if where else said
