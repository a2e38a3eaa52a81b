"""What nodes say of themselves, in the language of the user, which they do not know."""

import re

from cellclassifier.core.language import tr


def doing_told(doing: str) -> str:
    """Return what a node does now as the user reads it.

    Args:
        doing: As of `core.places.NodeState`, in English; what is not known of it, as
            from a node of another version, stays as it is.
    """
    return "; ".join(_work_told(work) for work in doing.split("; "))


def device_told(device: str) -> str:
    """Return what networks run on at a node; a GPU has its name."""
    words = {
        "processor": tr("processor"),
        "processor, or a GPU that is not of NVIDIA": tr(
            "processor, or a GPU that is not of NVIDIA"
        ),
    }
    return words.get(device, device)


def _work_told(work: str) -> str:
    if found := re.fullmatch(r"trains (.+), epoch (\d+) of (\d+)", work):
        run, epoch, of = found.groups()
        return tr("trains {run}, epoch {epoch} of {of}", run=run, epoch=epoch, of=of)
    if found := re.fullmatch(r"trains (.+)", work):
        return tr("trains {run}", run=found[1])
    if found := re.fullmatch(r"predicts the sets of (.+)", work):
        return tr("predicts the sets of {run}", run=found[1])
    if found := re.fullmatch(r"gets the files of (.+)", work):
        return tr("gets the files of {run}", run=found[1])
    if found := re.fullmatch(r"predicts or explains tiles by (.+)", work):
        return tr("predicts or explains tiles by {run}", run=found[1])
    return work
