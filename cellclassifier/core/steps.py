"""What a worker does just now, in the language of the user, which it does not know."""

import re
from collections.abc import Mapping

from cellclassifier.core.language import tr, tr_n


def step_told(what: str) -> str:
    """Return a step of a worker, or of a report that is written, as the user reads it.

    Args:
        what: What it calls the step, in English; one that is not known stays so.
    """
    if found := re.fullmatch(r"predicting (.+)", what):
        if found[1] == "validation":
            return tr("predicting validation")
        return tr("predicting {test}", test=found[1])
    if found := re.fullmatch(r"asking (.+)", what):
        return tr("asking {name}", name=found[1])
    if found := re.fullmatch(r"done by (\d+) nodes?", what):
        n = int(found[1])
        return tr_n("done by 1 node", "done by {n} nodes", n, n=n)
    return {**_of_worker(), **_of_report()}.get(what, what)


def _of_worker() -> Mapping[str, str]:
    return {
        "asking the network": tr("asking the network"),
        "comparing": tr("comparing"),
        "computing the loss": tr("computing the loss"),
        "deleting pixels": tr("deleting pixels"),
        "done by nodes": tr("done by nodes"),
        "drawing networks": tr("drawing networks"),
        "erasing clumps": tr("erasing clumps"),
        "explaining": tr("explaining"),
        "explaining epochs": tr("explaining epochs"),
        "exporting": tr("exporting"),
        "finding clumps": tr("finding clumps"),
        "looking for exciting tiles": tr("looking for exciting tiles"),
        "looking at the control": tr("looking at the control"),
        "looking for clumps": tr("looking for clumps"),
        "looking for copies": tr("looking for copies"),
        "looking for near-empty tiles": tr("looking for near-empty tiles"),
        "making layers forget": tr("making layers forget"),
        "measuring": tr("measuring"),
        "putting clumps in": tr("putting clumps in"),
        "reading images": tr("reading images"),
        "reading tiles": tr("reading tiles"),
        "testing the device": tr("testing the device"),
        "waiting for a node": tr("waiting for a node"),
    }


def _of_report() -> Mapping[str, str]:
    return {
        "gathering attribution": tr("gathering attribution"),
        "gathering controls": tr("gathering controls"),
        "gathering experiments": tr("gathering experiments"),
        "gathering images": tr("gathering images"),
        "gathering learning curves": tr("gathering learning curves"),
        "gathering methods": tr("gathering methods"),
        "gathering reviews": tr("gathering reviews"),
        "gathering settings": tr("gathering settings"),
        "gathering test results": tr("gathering test results"),
        "gathering the best and the worst": tr("gathering the best and the worst"),
        "gathering the confusion matrix": tr("gathering the confusion matrix"),
        "gathering the leak check": tr("gathering the leak check"),
        "gathering the question": tr("gathering the question"),
        "gathering the verdict": tr("gathering the verdict"),
        "gathering versions": tr("gathering versions"),
    }
