"""What sizes, and what a curve of sizes is held against, are called in the window.

Their names are those of variants, which figures, tables and records keep in English.
"""

import re

from cellclassifier.core.language import tr, tr_n

_SIZE = re.compile(r"(\d+) (tile|group)s? a class")


def shown(name: str) -> str:
    """Return the name of a size or a reference in the user's language.

    Args:
        name: As of `comparison.size_curve.Point.label` and `.Reference.name`; one that
            is neither is returned as it is.
    """
    if found := _SIZE.fullmatch(name):
        return _of_size(int(found[1]), found[2])
    known = {
        "colour": tr("colour"),
        "grey (mean)": tr("grey (mean)"),
        "grey (maximum)": tr("grey (maximum)"),
        "all tiles": tr("all tiles"),
        "all groups": tr("all groups"),
        "shuffled labels": tr("shuffled labels"),
        "clumps only": tr("clumps only"),
        "without clumps": tr("without clumps"),
        "brightness only": tr("brightness only"),
        "size only": tr("size only"),
        "background only": tr("background only"),
    }
    return known.get(name, name)


def _of_size(size: int, unit: str) -> str:
    if unit == "tile":
        return tr_n("1 tile a class", "{size} tiles a class", size, size=size)
    return tr_n("1 group a class", "{size} groups a class", size, size=size)
