"""Looks at the loss: one module for each view of `core.landscape_spec.View`.

Such a module has one public function, ``look(losses, given, epoch)``, of the `Losses`
of a network with the weights it is looked at, and what is `Given`; it returns a result
of `core.inside.landscape_results`. It may leave other weights: whoever calls sets them.
"""

from importlib import import_module
from typing import NamedTuple

from cellclassifier.core.inside.landscape_results import Result
from cellclassifier.core.landscape_spec import LandscapeSpec, View
from cellclassifier.engine.landscapes.losses import Losses, Minibatch

MODULES: dict[View, str] = {
    "line": "line",
    "agreement": "agreement",
    "slice": "surfaces",
    "input": "over_input",
    "exactness": "exactness",
}


class Given(NamedTuple):
    """What a view looks at.

    Attributes:
        spec: The settings.
        minibatches: Fixed tiles with their classes; for view "input" one tile alone.
        classes: Names of the classes.
    """

    spec: LandscapeSpec
    minibatches: tuple[Minibatch, ...]
    classes: tuple[str, ...]


def look(losses: Losses, given: Given, epoch: int | None) -> Result:
    """Compute the view that is asked for, of the network as it is now."""
    module = import_module(f"{__name__}.{MODULES[given.spec.view]}")
    found: Result = module.look(losses, given, epoch)
    return found
