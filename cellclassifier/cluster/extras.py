"""Packages that only runs on other computers need; most users do without."""

from importlib.util import find_spec

from cellclassifier.core import program
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.places import EXTRA

PACKAGES = {
    "distributed": "distributed",
    "dask_jobqueue": "dask-jobqueue",
    "cryptography": "cryptography",
}
"""Their modules, and what they are called where they are installed from."""


def require(*modules: str) -> None:
    """See to it that packages are there; nothing is loaded.

    Args:
        modules: Names of `PACKAGES`.

    Raises:
        UserError: One is missing; the sentence says how to install it.
    """
    missing = [PACKAGES[name] for name in modules if find_spec(name) is None]
    if not missing:
        return
    needed = program.needed(missing)
    if program.frozen():
        raise UserError(
            tr(
                "To work on other computers, {needed}, and this bundle was made "
                "without. Install the program for a Python of its own, which opens "
                "the same studies: {command}",
                needed=needed,
                command=program.install_command(EXTRA),
            )
        )
    raise UserError(
        tr(
            "To work on other computers, {needed} and not installed here. {how}",
            needed=needed,
            how=program.how_to_install(EXTRA),
        )
    )
