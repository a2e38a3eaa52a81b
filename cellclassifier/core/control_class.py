"""Which class is the one without clumps, by its name."""

import re
from collections.abc import Sequence

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr

CONTROL = re.compile(
    r"c|ctrl|ctl|wt|wild[ _-]?type|mock|sham|dmso|vehicle|untreated|healthy|normal"
    r"|wildtyp|unbehandelt|gesund|témoins?|.*(control|contrôle|kontroll|ctrl).*",
    re.I,
)
"""What the class without clumps is usually called."""


def control_of(classes: Sequence[str], asked: str = "") -> str:
    """Return the class without clumps; "" where none is called like one.

    Args:
        classes: The classes of the run.
        asked: The class that was named, or "".

    Raises:
        UserError: There is no class of the name that was asked for.
    """
    if asked and asked not in classes:
        raise UserError(
            tr(
                "There is no class '{asked}' to be the control; this run has "
                "{classes}. Name one of these.",
                asked=asked,
                classes=", ".join(classes),
            )
        )
    named = [name for name in classes if CONTROL.fullmatch(name)]
    return asked or (named[0] if len(named) == 1 else "")
