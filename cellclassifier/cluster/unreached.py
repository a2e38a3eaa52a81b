"""What is said where a scheduler or a node cannot be used, in sentences."""

from cellclassifier import __version__
from cellclassifier.core.language import tr


def no_scheduler(place: str, why: str, tls: bool) -> str:
    """Return that nothing answers at a place, in words; `tls`: it is tried with TLS."""
    hint = "" if tls else tr("It may expect TLS: use tls:// and --certificates.")
    return " ".join(
        filter(
            None,
            (
                tr("There is no scheduler at {place} ({why}).", place=place, why=why),
                hint,
                tr(
                    "Start one there (cellclassifier scheduler), see that the address "
                    "and the certificates are right and that no firewall is in "
                    "between. The runs wait in the study."
                ),
            ),
        )
    )


def not_ours(place: str, why: str) -> str:
    """Return that another program's scheduler answers at a place."""
    return tr(
        "The scheduler at {place} is not one of Cell Classifier ({why}). Start it "
        "with: cellclassifier scheduler",
        place=place,
        why=why,
    )


def other_version(place: str, version: str) -> str:
    """Return that a scheduler has another version of the program than this computer."""
    return tr(
        "The scheduler at {place} has version {version} of Cell Classifier, this "
        "computer {own}. Install the same one on both; the runs wait in the study.",
        place=place,
        version=version,
        own=__version__,
    )


def not_kept(why: str) -> str:
    """Return that a node could not keep what it was sent."""
    return tr(
        "A node could not keep what it was sent ({why}). Free space there, or give it "
        "another scratch folder.",
        why=why,
    )


def silent() -> str:
    """Return that a scheduler does not answer."""
    return tr("The scheduler does not answer.")


def slept() -> str:
    """Return that nodes are looked for anew since this computer slept."""
    return tr("This computer slept.")


def contact_lost(place: str) -> str:
    """Return that jobs on a finished run ended without their scheduler."""
    return tr(
        "Contact to {place} was lost. What came back is kept: ask for it again, and "
        "only the rest is done.",
        place=place,
    )


def sought(place: str) -> str:
    """Return that a scheduler that was lost is looked for."""
    return tr(
        "Lost contact to {place}, and looking for it again. What nodes do goes on, and "
        "is fetched when they are found.",
        place=place,
    )


def unwritten(folder: object, why: object) -> str:
    """Return that a study's folder cannot be used now."""
    return tr(
        "The study's folder {folder} cannot be read or written just now ({why}): the "
        "disk is full, or a drive is gone. What nodes do goes on, and is fetched as "
        "soon as there is room: free space, or connect the drive again.",
        folder=folder,
        why=why,
    )


def not_sent(path: object) -> str:
    """Return that a file of a run is not as it was."""
    return tr(
        "{path} could not be sent to a node as it was when the run was made. Put the "
        "old file back, or do this on this computer.",
        path=path,
    )


def died() -> str:
    """Return that nodes died one after another with a job."""
    return tr(
        "The nodes that had a job died one after another, most often for lack of "
        "memory. What came back is kept; look after the nodes, or do the rest on this "
        "computer."
    )


def not_done(why: str) -> str:
    """Return that no node has done a job."""
    return tr(
        "No node has done its part ({why}). What came back is kept: ask for it again, "
        "and only the rest is done.",
        why=why,
    )
