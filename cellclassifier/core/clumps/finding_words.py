"""How clumps were found, in words.

A measurement keeps these words in English, in ``settings.json``; what is shown of it in
the window is made of them again.
"""

import re

from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.language import tr

_MASKS = re.compile(r"masks in (?P<folder>.+)", re.DOTALL)
_SIZE = re.compile(
    r"radius (?P<radius>\S+) (?P<unit>\S+), (?P<k>\S+) deviations above the texture "
    r"of (?:each tile itself, for no control|"
    r"(?P<number>\d+) training tiles of `(?P<control>.+)`)",
    re.DOTALL,
)


def finding(spec: ClumpSpec, control: str = "") -> str:
    """Return how clumps are found, in English.

    Args:
        spec: The settings.
        control: What the threshold is from, see `of_control`; "": each tile itself.
    """
    if spec.masks:
        return f"masks in {spec.masks}"
    where = control or "each tile itself, for no control"
    return (
        f"radius {spec.radius:g} {spec.unit}, {spec.k:g} deviations above the texture "
        f"of {where}"
    )


def of_control(number: int, control: str) -> str:
    """Return which tiles the control's texture is measured in, in English."""
    return f"{number} training tiles of `{control}`"


def finding_of(english: str) -> str:
    """Return the same in the user's language.

    Args:
        english: What `finding` returned; anything else is returned as it is.
    """
    if found := _MASKS.fullmatch(english):
        return tr("masks in {folder}", **found.groupdict())
    found = _SIZE.fullmatch(english)
    if found is None:
        return english
    values = found.groupdict()
    if values["control"] is None:
        return tr(
            "radius {radius} {unit}, {k} deviations above the texture of each tile "
            "itself, for no control",
            **values,
        )
    return tr(
        "radius {radius} {unit}, {k} deviations above the texture of {number} "
        "training tiles of `{control}`",
        **values,
    )
