"""Certificates of one user's profile of a cluster, made where nobody named any.

They stay, so that nodes that were left at work know the next scheduler, and jobs that
wait for long find them. Like all of the user's own folder they have to be seen by the
nodes, as a home folder mostly is.
"""

import shutil
from pathlib import Path
from uuid import uuid4

from cellclassifier.cluster import security
from cellclassifier.core import places
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import Profile


def folder_of(profile: Profile) -> Path:
    """Return the folder of the certificates that are made for a profile alone."""
    return places.profiles_folder() / f"{profile.name}.certificates"


def ready(profile: Profile) -> Path:
    """Return the folder with certificates that can be used, made if need be.

    They can be read by this user alone.

    Raises:
        UserError: `cryptography` is not installed.
        OSError: They cannot be written.
    """
    folder = folder_of(profile)
    if folder.is_dir():
        try:
            security.check(folder)
        except UserError:
            # Their time is over, or they are damaged.
            shutil.rmtree(folder)
        else:
            return folder
    made = folder.with_name(f".{folder.name}.{uuid4().hex}")
    security.make_certificates(made)
    try:
        made.rename(folder)
    except OSError:
        # Another conductor has just made some.
        shutil.rmtree(made)
    return folder
