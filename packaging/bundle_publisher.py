"""Who publishes a bundle: nobody but the publisher can know, so nothing is made up.

Packages of Debian must name a person with an address that is read ("Debian Policy
Manual", 5.6.2), programs of macOS an identifier in a domain of their publisher ("Bundle
Resources", CFBundleIdentifier), and installers of Windows a name. They are given by
environment variables:

    CELLCLASSIFIER_MAINTAINER   "Ada Lovelace <ada@example.org>"
    CELLCLASSIFIER_BUNDLE_ID    "org.example.cellclassifier"
    CELLCLASSIFIER_PUBLISHER    "Example University"

A release is refused without. A trial names who built it on which computer, an
identifier that nobody can own (RFC 2606: "invalid"), and calls itself a trial.
"""

import getpass
import os
import re
import socket
from collections.abc import Mapping

MAINTAINER = "CELLCLASSIFIER_MAINTAINER"
BUNDLE_ID = "CELLCLASSIFIER_BUNDLE_ID"
PUBLISHER = "CELLCLASSIFIER_PUBLISHER"
RELEASE = "CELLCLASSIFIER_RELEASE"
"""Environment variable: not empty where what is built is to be published."""

TRIAL_ID = "invalid.cellclassifier.trial"

FORMS = {
    MAINTAINER: (r"[^<>\n]+ <[^<>@\s]+@[^<>@\s]+>", "Ada Lovelace <ada@example.org>"),
    BUNDLE_ID: (r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+){2,}", "org.example.cellclassifier"),
    PUBLISHER: (r"[^\n\"]+", "Example University"),
}
"""What each variable has to look like, and an example."""


def is_release(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether what is built is to be published."""
    return bool(environment.get(RELEASE))


def told(variable: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return what a publisher has to tell, or what stands for it in a trial.

    Args:
        variable: `MAINTAINER`, `BUNDLE_ID` or `PUBLISHER`.
        environment: Environment variables.

    Raises:
        SystemExit: It is missing in a release, or has not the form that is asked for.
    """
    form, example = FORMS[variable]
    value = environment.get(variable, "").strip()
    if not value and not is_release(environment):
        return _of_trial(variable)
    if not re.fullmatch(form, value):
        raise SystemExit(
            f"A release needs the environment variable {variable}, such as "
            f"'{example}'. Received: '{value}'. Nothing was built. Set it to what is "
            f"yours, or build a trial without {RELEASE}."
        )
    return value


def version(number: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return a version for Debian: a trial is older than the release of its number."""
    return number if is_release(environment) else f"{number}~trial"


def _of_trial(variable: str) -> str:
    if variable == BUNDLE_ID:
        return TRIAL_ID
    user, computer = getpass.getuser(), socket.gethostname() or "localhost"
    if variable == PUBLISHER:
        return f"trial of {user}"
    return f"{user} (a trial, not for others) <{user}@{computer}>"
