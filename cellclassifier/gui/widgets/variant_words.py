"""What variants of an experiment are called in the window; records keep English."""

from cellclassifier.core.language import tr
from cellclassifier.core.size_names import shown


def variant_told(variant: str) -> str:
    """Return the name of a variant in the user's language.

    Args:
        variant: As of `RunRecord.variant`, such as "compact, 20 tiles a class". The
            name of a network, and any other part that is not known, stays as it is.
    """
    return ", ".join(_part_told(part) for part in variant.split(", "))


def _part_told(part: str) -> str:
    mixes = {
        "colour": tr("colour"),
        "grey (mean)": tr("grey (mean)"),
        "grey (maximum)": tr("grey (maximum)"),
    }
    return mixes.get(part) or shown(part)
