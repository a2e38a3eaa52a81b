"""What a user can choose by name: networks and attribution methods.

A key is the name of the module in `engine.architectures` or `engine.attributions`, so
that the window lists the choices without importing TensorFlow.
"""

from typing import NamedTuple


class Choice(NamedTuple):
    """An entry of a catalogue: its name for people, and one line of help."""

    label: str
    help: str


ARCHITECTURES: dict[str, Choice] = {
    "deep": Choice(
        "Deep (article)",
        "Nine 3x3 convolutions of which some share their weights, then dense layers "
        "of 512 and 50: the network of the article.",
    ),
}

ATTRIBUTIONS: dict[str, Choice] = {
    "gradient_input": Choice(
        "Gradient x input",
        "How strongly each pixel, at its own brightness, argues for the class: the "
        "gradient of the class's log-odds times the input.",
    ),
}
